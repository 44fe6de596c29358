"""Fairness of chores: what each person's share was beside what they carried, as the screen and the
printed page say it.

Loads are in quarters of a weighted minute (`chores.turn_load`): `load_minutes` makes them minutes.
"""

from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.chores import QUARTERS


@dataclass(frozen=True, slots=True)
class Less:
    """Why somebody's share was smaller: `kind` is one of the exclusions', or "came", "left".

    `chore` is "" where it is about every chore; `days` within the time that is looked at.
    """

    kind: str
    days: int
    reason: str = ""
    chore: str = ""


@dataclass(frozen=True, slots=True)
class FairWeek:
    """One week of one person. `days` on which they shared in the chores; 0: they did not."""

    start: date
    days: int
    turns: int
    minutes: int
    load: int
    owed: int


@dataclass(frozen=True, slots=True)
class FairPerson:
    """One person: what they carried and what their share was. `days` as in the weeks; `always`
    says that they shared in the chores on every day and were asked for every chore.
    """

    stay_id: int
    resident_id: int
    name: str
    weeks: tuple[FairWeek, ...]
    days: int
    always: bool
    less: tuple[Less, ...] = ()

    @property
    def turns(self) -> int:
        """Turns that they had; excused ones and those not needed are nobody's."""
        return sum(week.turns for week in self.weeks)

    @property
    def minutes(self) -> int:
        """Plain minutes of these turns."""
        return sum(week.minutes for week in self.weeks)

    @property
    def load(self) -> int:
        """What they carried, in quarters of a weighted minute."""
        return sum(week.load for week in self.weeks)

    @property
    def owed(self) -> int:
        """Their share, in quarters of a weighted minute."""
        return sum(week.owed for week in self.weeks)

    @property
    def difference(self) -> int:
        """What they carried above (or, negative, below) their share."""
        return self.load - self.owed


@dataclass(frozen=True, slots=True)
class Fairness:
    """How a house's chores were shared from `first_on` to `last_on`, people by name.

    `biggest` is the biggest difference of load between two people who shared in them always;
    `largest` the heaviest chore of one period that somebody had, as finer cannot be dealt; `nobody`
    the load of turns whose person was gone.
    """

    first_on: date
    last_on: date
    people: tuple[FairPerson, ...]
    biggest: int = 0
    largest: int = 0
    nobody: int = 0

    @property
    def percent(self) -> float:
        """The biggest difference in percent of what the most loaded of them carried."""
        most = max((p.load for p in self.people if p.always), default=0)
        return 100 * self.biggest / most if most else 0.0

    @property
    def compared(self) -> int:
        """How many shared in all chores on all days."""
        return sum(person.always for person in self.people)

    @property
    def furthest(self) -> int:
        """How far anybody at all is from their share, above or below."""
        return max((abs(person.difference) for person in self.people), default=0)

    @property
    def early(self) -> bool:
        """Whether fewer weeks lie behind than it takes for chores to even out."""
        weeks = zip(*(person.weeks for person in self.people), strict=True)
        return sum(any(week.load for week in one) for one in weeks) < FIRST_WEEKS

    @property
    def even(self) -> bool:
        """Whether it is as even as promised: those who shared always by 10 %, or by what cannot be
        divided; everybody within the heaviest chore of their share.
        """
        alike = self.percent <= EVEN_PERCENT or self.biggest <= self.largest
        return alike and self.furthest <= self.largest


EVEN_PERCENT = 10.0
FIRST_WEEKS = 3  # the one in which chores began, and two more: one alone is as its chores are


def load_minutes(load: int) -> int:
    """A load as whole weighted minutes."""
    return round(load / QUARTERS)
