"""A week of each resident as plain values: five headings as a house's form has them (forms.md, "The
weekly report, really"), each with facts from the records, staff's notes, and the resident's own
words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.weekly import PaperName
from sobrhouse.words import N_, _

HEADING_WORDS = {
    "sponsor": N_("Sponsor or mentor"), "work_school": N_("Work or school"),
    "chores": N_("Chores and compliance"), "participation": N_("Participation"),
    "appointments": N_("Appointments"),
}  # fmt: skip
HEADINGS = tuple(HEADING_WORDS)
# Under which heading a note of a category stands; what is about health stays off paper (ux.md 13).
NOTE_HEADINGS = {
    "sponsor": "sponsor", "work_school": "work_school", "chores": "chores",
    "demeanor": "participation", "general": "participation", "shift": "participation",
}  # fmt: skip
OWN_WAYS = {
    "kiosk": N_("In their own words"),
    "staff": N_("In their own words, as they told staff"),
    "paper": N_("In their own words, from paper"),
}
LONGEST_OWN = 400  # letters under one heading


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One thing under a heading. `kind` is "fact", "note" (staff wrote it, on `on`) or "own" (the
    resident's words, by `way`). `who` names somebody beside it, as far as paper may.
    """

    text: str
    kind: str = "fact"
    who: str = ""
    lives_here: bool = False  # of `who`
    on: date | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class WeekHeading:
    """One of the five headings and what stands under it; nothing is told as "N/A"."""

    code: str
    lines: tuple[WeekLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One resident's week; `left_on` where they moved out in it."""

    stay_id: int
    resident_id: int
    name: PaperName
    moved_in_on: date
    left_on: date | None
    phase: str
    days_sober: int | None
    headings: tuple[WeekHeading, ...]


@dataclass(frozen=True, slots=True)
class PeopleWeek:
    """One house and one week of people pages; `as_of` is its last day, or today while the week goes
    on.
    """

    house: str
    week_start: date
    week_end: date
    as_of: date
    people: tuple[PersonWeek, ...]

    @property
    def whole(self) -> bool:
        """Whether the week is over."""
        return self.as_of >= self.week_end


def told(lines: Iterable[WeekLine]) -> tuple[WeekLine, ...]:
    """What stands under a heading in the order of the paper: facts, then notes, then own words."""
    order = ("fact", "note", "own")
    return tuple(sorted(lines, key=lambda line: order.index(line.kind)))


def heading_word(code: str) -> str:
    """The heading in the language spoken now."""
    return _(HEADING_WORDS[code])
