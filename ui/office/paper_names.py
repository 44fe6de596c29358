"""Names of the files that papers are saved as."""


def file_name(name: str) -> str:
    """A name that every system can keep: without / \\ : * ? " < > | and control characters."""
    kept = "".join(" " if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in name)
    return " ".join(kept.split())[:150]
