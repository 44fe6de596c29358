"""A plan of chores before it is made: who has what now, and who would have it."""

from dataclasses import dataclass
from datetime import date

from sobrhouse.words import N_, _

COMING_WEEKS = N_("the weeks to come")  # why a plan was made, where nobody wrote it


def why_words(why: str) -> str:
    """Why a plan was made: in the language of who reads it where the program says it."""
    return _(why) if why else ""


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One chore in one period: short names of who has it now and who would have it, in the order
    of names; empty: nobody. `kept` says that the plan may not touch it (given by hand, swapped,
    covered, marked or begun).
    """

    chore_id: int
    period_start: date
    period_end: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    kept: bool = False

    @property
    def changes(self) -> bool:
        """Whether the plan changes it."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class PlanChore:
    """One chore of a plan, its periods in order."""

    chore_id: int
    name: str
    area: str
    icon: str
    rotation_id: int
    rotation: str
    cells: tuple[PlanCell, ...]


@dataclass(frozen=True, slots=True)
class PlanPerson:
    """What one person has over the plan's days, before and after, and what their share is, in
    quarters of a weighted minute; turns by the day.
    """

    stay_id: int
    name: str
    before: int
    after: int
    owed: int
    turns_before: int
    turns_after: int


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What a plan would do, chores in the house's order, people by name. `nobody` counts the turns
    for which nobody could be found; `by_hand` those of rotations that are dealt by hand.
    """

    first_on: date
    last_on: date
    chores: tuple[PlanChore, ...]
    people: tuple[PlanPerson, ...]
    dealt: int = 0  # assignments that it makes
    released: int = 0  # assignments that it takes away
    nobody: int = 0
    by_hand: int = 0

    @property
    def changes(self) -> bool:
        """Whether it does anything."""
        return bool(self.dealt or self.released)
