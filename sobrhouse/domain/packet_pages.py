"""What the pages of the packet show, as plain values: chores day by day, meetings, milestones."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sobrhouse.domain.chores import State
from sobrhouse.domain.circle import Circle
from sobrhouse.domain.sobriety import Milestone
from sobrhouse.domain.weekly import AttendanceWeek, ChoreWeekLine, PaperName

NOT_ASKED = frozenset({State.EXCUSED, State.SKIPPED})


@dataclass(frozen=True, slots=True)
class ChorePerson:
    """How one person's turns of the week stand; those excused or not needed are in no other
    count.
    """

    name: PaperName
    turns: int
    passed: int = 0
    redo: int = 0
    missed: int = 0
    waiting: int = 0  # said to be done and not looked at, or not marked in time
    excused: int = 0


@dataclass(frozen=True, slots=True)
class ChoreFound:
    """A turn that did not pass, or of which something was said: what was seen."""

    on: date
    chore: str
    name: PaperName | None
    state: State
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChorePages:
    """The week's chores: the grid, each person's count, and what was seen."""

    lines: tuple[ChoreWeekLine, ...] = ()
    people: tuple[ChorePerson, ...] = ()
    found: tuple[ChoreFound, ...] = ()


@dataclass(frozen=True, slots=True)
class WentLine:
    """One recovery meeting that somebody went to; `started_at` is "19:30" or empty."""

    on: date
    started_at: str
    name: PaperName
    group: str
    fellowship: str = ""
    verification: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A house meeting of the week without minutes: cancelled, or not begun."""

    on: date
    title: str
    kind: str
    off: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneGiven:
    """A milestone of this week or the next; `giver` is a resident, `giver_text` somebody else."""

    on: date
    name: PaperName
    milestone: Milestone
    days: int
    next_week: bool = False
    giver: PaperName | None = None
    giver_text: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class MilestonePages:
    """Milestones, and the circle as it was when this was read; None for a week long past, as how
    the circle stood then is not kept.
    """

    lines: tuple[MilestoneGiven, ...] = ()
    circle: Circle | None = None


@dataclass(frozen=True, slots=True)
class MeetingWeek:
    """The week's meetings but for the minutes: who was where."""

    attendance: AttendanceWeek = field(default_factory=AttendanceWeek)
    went: tuple[WentLine, ...] = ()
    planned: tuple[PlannedLine, ...] = ()


def chore_people(turns: Iterable[tuple[PaperName, State]]) -> tuple[ChorePerson, ...]:
    """Each person's count of these turns, by name."""
    counted: dict[PaperName, Counter[State]] = defaultdict(Counter)
    for name, state in turns:
        counted[name][state] += 1
    return tuple(
        ChorePerson(
            name,
            sum(n for state, n in c.items() if state not in NOT_ASKED),
            c[State.PASSED], c[State.REDO], c[State.MISSED], c[State.INSPECT] + c[State.LATE],
            c[State.EXCUSED] + c[State.SKIPPED],
        )
        for name, c in sorted(counted.items(), key=lambda pair: _by_name(pair[0]))
    )  # fmt: skip


def _by_name(name: PaperName) -> tuple[str, str, str]:
    return name.short.casefold(), name.full, name.bed
