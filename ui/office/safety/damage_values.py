"""What the page of a damaged house is told, and what it asks for."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path


class Damage(Enum):
    """What cannot be read."""

    PAGES = "pages"  # of the database
    LOG = "log"  # what was saved last, before the computer stopped
    KEYS = "keys"  # the key file is not what was written
    NO_KEYS = "no_keys"  # it is not there
    GONE = "gone"  # the keys are there, the database is not

    @property
    def of_keys(self) -> bool:
        """Whether the records themselves are untouched."""
        return self in (Damage.KEYS, Damage.NO_KEYS)


@dataclass(frozen=True, slots=True)
class Backups:
    """How many backups (or copies of the keys) there are, and which is the newest."""

    count: int
    newest: Path | None
    made_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """What somebody typed and chose; it is never shown, logged or kept."""

    secret: str
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class Righted:
    """What stands now: from which backup, where the damaged file is, and what was brought over.

    `lost` has a sentence for each span that nobody can bring back.
    """

    backup: Path
    aside: str
    entries: int
    rows: int
    as_before: int
    lost: tuple[str, ...]
