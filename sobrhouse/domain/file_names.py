"""Names of files that a paper or a list is saved as."""

_REFUSED = '/\\:*?"<>|'  # by one system or another
_LONGEST = 150


def file_name(name: str) -> str:
    """A name that every system can keep: without / \\ : * ? " < > | and control characters."""
    kept = "".join(" " if c in _REFUSED or ord(c) < 32 else c for c in name)
    return " ".join(kept.split())[:_LONGEST]
