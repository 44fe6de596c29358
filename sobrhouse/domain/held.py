"""What is held about one resident, table by table: which columns a copy tells, and which it does
not, and why not.

A test walks the schema: a table or a column that stands neither here nor among the reasons fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sobrhouse.words import N_

OTHERS = N_("It is about somebody else, or names them.")
STAFF = N_("It is what staff weighed between two people, and is kept to staff.")
KEY = N_("It opens the kiosk, or guards it.")
MADE_OF = N_("It is worked out of what is in the copy, or only tells the program its order.")
HOUSE = N_("It is the house's own, and the same for everybody.")
BY_STAFF = N_("It says who on the staff did it.")
TWICE = N_("It stands in the copy already, in the row that it came from.")


class Audience(StrEnum):
    """For whom the rows are read: the house's file, or the resident's own copy."""

    HOUSE = "house"
    SELF = "self"


class Is(StrEnum):
    """What a value is where its type does not say it."""

    PLAIN = "plain"
    FREE = "free"  # words that somebody typed, which may name other people
    CODES = "codes"  # several codes with commas between them
    WEEKDAY = "weekday"
    PHONE = "phone"
    MILESTONE = "milestone"
    LABEL = "label"  # the number of a row that has a name: a bed, a phase, a chore
    WHO = "who"  # who supports them, by a name that is safe on paper
    BYTES = "bytes"  # a picture, in the JSON file only
    BY = "by"  # who on the staff wrote it down


@dataclass(frozen=True, slots=True)
class Shown:
    """A column that is told, and what it is called there."""

    column: str
    label: str
    words: Mapping[str, str] | None = None
    kind: Is = Is.PLAIN
    staff_only: bool = False  # in the house's file alone


@dataclass(frozen=True, slots=True)
class Kept:
    """A table with rows of a resident: by which of its columns they are theirs, what is told of
    each, what is not, and the column whose day stands before it.

    `shared` names what a resident may keep to themselves: those rows, or columns, are then not
    read at all. `daily` rows are many; the house's file has only the newest of them.
    """

    table: str
    title: str
    by: tuple[str, ...]
    shows: tuple[Shown, ...]
    on: str = ""
    not_told: Mapping[str, str] = field(default_factory=dict)
    shared: str = ""
    daily: bool = False


@dataclass(frozen=True, slots=True)
class HeldCell:
    """One thing that is known: what it is called, in words for people, and as it is stored."""

    column: str
    label: str
    said: str
    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One row, its day (None: it holds at all times), and what it says; empty things left out."""

    on: date | None
    cells: tuple[HeldCell, ...]


@dataclass(frozen=True, slots=True)
class HeldPart:
    """The rows of one table that count; `taken_back` counts those that do not any more."""

    table: str
    title: str
    rows: tuple[HeldRow, ...]
    taken_back: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held about one resident, as one audience may read it.

    `since` is the first day of the rows of daily life that are in it; None: all of them. Its words
    are in `language`; empty: in the one that was spoken when it was read.
    """

    resident_id: int
    full_name: str
    short_name: str
    audience: Audience
    at: datetime
    today: date
    parts: tuple[HeldPart, ...]
    since: date | None = None
    other_houses: bool = False  # they lived in a house that whoever asks may not see
    language: str = ""

    @property
    def rows(self) -> int:
        """How many rows are in it."""
        return sum(len(part.rows) for part in self.parts)


# Columns of every table that say nothing of a person: keys, versions, and what was taken back.
OF_THE_PROGRAM = frozenset({
    "id", "created_at", "created_by", "version", "updated_at", "voided_at", "void_at", "void_by",
    "void_why", "corrects_id", "amend_reason", "house_id", "import_batch_id", "sort_name",
    "match_name",
})  # fmt: skip
