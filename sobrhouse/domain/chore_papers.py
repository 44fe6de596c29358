"""Chores as papers show them: plain values that a query fills in and a paper draws."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from sobrhouse.domain.chores import State
from sobrhouse.domain.weekly import PaperName

DAYS = 7
_NOT_ASKED = frozenset({State.EXCUSED, State.SKIPPED})


@dataclass(frozen=True, slots=True)
class ChoreLine:
    """One person's week with one chore, a mark a day: how the turn stands, None without a turn.

    A chore that several people have has a line for each; without a name nobody has these turns.
    """

    chore_id: int
    chore: str
    area: str
    when: str  # "Every day, by 9 PM"
    name: PaperName | None
    marks: tuple[State | None, ...]


@dataclass(frozen=True, slots=True)
class ChoreChart:
    """Seven days of a house's chores; the lines of one chore stand together."""

    first: date
    last: date
    lines: tuple[ChoreLine, ...] = ()

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
    note: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookLine:
    """One turn that somebody looks at on a walk through the house."""

    card: ChoreCard
    name: PaperName | None
    state: State
    due: time
    note: str = ""  # what the inspector said last, where it is to be done again


@dataclass(frozen=True, slots=True)
class LookRound:
    """The turns of one day."""

    day: date
    lines: tuple[LookLine, ...] = ()


def passed_of(lines: Iterable[ChoreLine]) -> tuple[int, int]:
    """How many turns passed, and of how many that were asked for at all."""
    marks = [mark for line in lines for mark in line.marks if mark is not None]
    asked = [mark for mark in marks if mark not in _NOT_ASKED]
    return sum(mark is State.PASSED for mark in asked), len(asked)
