"""Chores as papers show them: plain values that a query fills in and a paper draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sobrhouse.domain.chore_fairness import Fairness
from sobrhouse.domain.chores import State
from sobrhouse.domain.weekly import ChoreWeekLine, PaperName

DAYS = 7


@dataclass(frozen=True, slots=True)
class ChoreChart:
    """Seven days of a house's chores; the lines of one chore stand together."""

    first: date
    last: date
    lines: tuple[ChoreWeekLine, ...] = ()

    @property
    def states(self) -> frozenset[State]:
        """Which states occur."""
        return frozenset(mark for line in self.lines for mark in line.marks if mark is not None)


@dataclass(frozen=True, slots=True)
class ChoreCard:
    """One chore as a card tells it: where, when, how long, and what done means."""

    chore_id: int
    name: str
    area: str
    when: str
    minutes: int
    people: int
    weight: int = 1
    note: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookLine:
    """One turn that somebody looks at on a walk through the house; `due` is the house's clock."""

    card: ChoreCard
    name: PaperName | None
    state: State
    due: datetime
    note: str = ""  # what the inspector said last, where it is to be done again


@dataclass(frozen=True, slots=True)
class LookRound:
    """The turns of one day, and those of the days before that somebody has still to look at."""

    day: date
    lines: tuple[LookLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FairPaper:
    """How evenly chores were shared, with the names by stay, and what a turn of each chore counts
    (weights of today).
    """

    fair: Fairness
    names: Mapping[int, PaperName]
    chores: tuple[ChoreCard, ...] = ()
