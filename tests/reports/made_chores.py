"""Made papers of chores, without a database: a week, cards, a look round the house, a balance."""

from datetime import date, datetime, time, timedelta

from sobrhouse.domain.chore_fairness import Fairness, FairPerson, FairWeek, Less
from sobrhouse.domain.chore_papers import (
    ChoreCard,
    ChoreChart,
    FairPaper,
    LookLine,
    LookRound,
)
from sobrhouse.domain.chores import State
from sobrhouse.domain.weekly import ChoreWeekLine
from tests.reports.made import NAMES, SUNDAY, name

MONDAY = SUNDAY - timedelta(days=6)
NINE_PM = datetime.combine(SUNDAY, time(21))
NEXT = SUNDAY + timedelta(days=1)
CHORES = (
    "Kitchen, clean up", "Upstairs bath", "Downstairs bath", "Living room", "Trash and recycling",
    "Laundry room", "Yard and porch", "Cook house dinner", "Dining room", "Stairs and halls",
    "Dishes after dinner", "Refrigerator", "Windows", "Front steps", "Basement",
)  # fmt: skip
WHEN = ("Every day, by 9 PM", "Mon, Thu, Sun, by 8 PM", "Wed, Sat, by noon")
_DAYS = (tuple(range(7)), (0, 3, 6), (2, 5))
STEPS = (
    "Counters and stove wiped", "Dishes washed and put away", "Floor swept and mopped",
    "Trash taken out", "Sink and taps clean",
)  # fmt: skip
_PAST = (State.PASSED, State.PASSED, State.REDO, State.PASSED, State.MISSED, State.EXCUSED)


def line(i: int, *, past: bool = False) -> ChoreWeekLine:
    """The i-th chore's week, still to come or as it went."""
    kind = (0, 0, 1, 0, 2)[i % 5]
    marks: list[State | None] = [None] * 7
    for day in _DAYS[kind]:
        marks[day] = _PAST[(i + day) % 6] if past else State.DUE
    if past and marks[6] is not None:
        marks[6] = (State.DUE, State.INSPECT, State.LATE)[i % 3]
    who = name(NAMES[i % 14], f"{i // 2 + 1}{'AB'[i % 2]}")
    called = CHORES[i % 15] + (f" {i // 15 + 1}" if i >= 15 else "")
    return ChoreWeekLine(i + 1, called, "Ground floor", WHEN[kind], who, tuple(marks))


def chart(n: int = 8, *, past: bool = False) -> ChoreChart:
    """A week of so many chores."""
    first = MONDAY if past else NEXT
    return ChoreChart(first, first + timedelta(days=6), tuple(line(i, past=past) for i in range(n)))


def card(i: int = 0, steps: int = 5) -> ChoreCard:
    """A card with so many steps."""
    return ChoreCard(
        i + 1, CHORES[i % 15], "Ground floor", WHEN[i % 3], 20 + 5 * (i % 4), 1 + i % 2, 1 + i % 5,
        "The mop is in the hall closet." if i % 2 else "",
        tuple(STEPS[s % 5] for s in range(steps)),
    )  # fmt: skip


def look(n: int = 8, day: date = SUNDAY) -> LookRound:
    """The turns of one day."""
    states = (State.INSPECT, State.DUE, State.LATE, State.REDO)
    lines = tuple(
        LookLine(card(i), None if i == 5 else name(NAMES[i % 14]), states[i % 4],
                 datetime.combine(day, time(21)),
                 "The stove is still greasy." if i % 4 == 3 else "")
        for i in range(n)
    )  # fmt: skip
    return LookRound(day, lines)


def fair(n: int = 14, weeks: int = 8, apart: int = 40) -> FairPaper:
    """A balance of so many people; loads differ by up to `apart` weighted minutes."""
    people = []
    for i in range(n):
        less: tuple[Less, ...] = ()
        if i == 2:
            less = (Less("injury", 12, "Broken wrist", "Yard and porch"),)
        elif i == 3:
            less = (Less("came", 30), Less("new", 3))
        each = tuple(
            FairWeek(MONDAY - timedelta(weeks=weeks - 1 - w), 0 if i == 3 and w < 4 else 7,
                     5, 120, 4 * 150 + (i % 3) * 4 * apart // (2 * weeks), 4 * 150)
            for w in range(weeks)
        )  # fmt: skip
        days = sum(week.days for week in each)
        people.append(FairPerson(i, i, NAMES[i % 14], each, days, not less, less))
    loads = [p.load for p in people if p.always]
    biggest = max(loads, default=0) - min(loads, default=0)
    made = Fairness(MONDAY - timedelta(weeks=weeks - 1), SUNDAY, tuple(people), biggest, 180, 60)
    names = {i: name(NAMES[i % 14], f"{i // 2 + 1}{'AB'[i % 2]}") for i in range(n)}
    return FairPaper(made, names, tuple(card(i) for i in range(10)))
