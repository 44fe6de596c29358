"""Places where a database may not lie: network drives and folders that a cloud service copies."""

from pathlib import Path


def refuse_unsafe_place(path: Path) -> None:
    """Raise a Problem for a network drive or a synced folder."""
