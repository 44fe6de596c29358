"""A house with a week of chores: eight people, eight chores, and turns in every state."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sobrhouse.domain.chores import days_text
from sobrhouse.domain.recurrence import instant
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import ChoreMark, ChoreStep, Inspection
from tests import make
from tests.make import MONDAY, SUNDAY

ZONE = ZoneInfo("America/New_York")
PEOPLE = (
    ("Marcus", "Tate"), ("Sam", "Okafor"), ("Luis", "Garcia"), ("Jay", "Porter"),
    ("Andre", "Wilson"), ("Ty", "Cole"), ("Ben", "Fisher"), ("Ray", "Hall"),
)  # fmt: skip
EVERY, MTS = (0, 1, 2, 3, 4, 5, 6), (0, 3, 6)
CHORES = (
    ("Kitchen, clean up", "cooking-pot", EVERY, "21:00", "pppRppi"),
    ("Upstairs bath", "bath", EVERY, "12:00", "ppRpppi"),
    ("Downstairs bath", "bath", EVERY, "12:00", "pMppppp"),
    ("Living room", "sofa", EVERY, "21:00", "ppppRpd"),
    ("Trash and recycling", "trash-2", MTS, "20:00", "p..p..i"),
    ("Laundry room", "washing-machine", (1, 4, 6), "21:00", ".p..M.d"),
    ("Yard and porch", "leaf", (2, 5), "18:00", "..p..E."),
    ("Cook house dinner", "utensils", (0, 1, 2, 3, 6), "18:30", "pppp..i"),
)  # fmt: skip
STEPS = ("Counters and stove wiped", "Dishes washed and put away", "Floor swept", "Trash taken out")
RESULTS = {"p": "pass", "R": "redo", "M": "missed", "E": "excused"}
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class ChoreHouse:
    """What was made, by name."""

    house_id: int
    stays: dict[str, int]
    residents: dict[str, int]
    chores: dict[str, int]
    turns: dict[str, int]  # the assignment of a chore this week


def chore_house(store: Store, house_id: int) -> ChoreHouse:
    """The picture's week: Monday, Nov 16 to Sunday, Nov 22, 2026, and it is Sunday evening."""
    residents, stays = {}, {}
    for first, last in PEOPLE:
        residents[first] = make.resident(store, first, last)
        stays[first] = make.stay(store, residents[first], house_id)
    rotation = make.rotation(store, house_id)
    chores, turns = {}, {}
    for at, ((name, icon, days, due, marks), who) in enumerate(
        zip(CHORES, stays, strict=True), 1
    ):
        rule = "FREQ=WEEKLY;BYDAY=" + ",".join(CODES[day] for day in days)
        chores[name] = make.chore(store, house_id, rotation, name, position=at, icon=icon,
                                  rule=rule, due_at=due)  # fmt: skip
        turns[name] = make.chore_assignment(
            store, house_id, chores[name], stays[who], days=days_text(days)
        )
        _marks(store, house_id, turns[name], due, marks)
    for at, text in enumerate(STEPS, 1):
        make.row(store, ChoreStep(house_id=house_id, chore_id=chores["Kitchen, clean up"],
                                  position=at, text=text))  # fmt: skip
    return ChoreHouse(house_id, stays, residents, chores, turns)


def _marks(store: Store, house_id: int, turn: int, due: str, marks: str) -> None:
    clock = time.fromisoformat(due)
    for n, mark in enumerate(marks):
        day = MONDAY + timedelta(days=n)
        at = instant(day, clock, ZONE) - timedelta(hours=1)
        if mark in "pRi":
            _row(store, ChoreMark, house_id, turn, day, min(at, now(18, 30)))
        if mark in RESULTS:
            seen = min(at + timedelta(hours=2), now(19, 0))
            _row(store, Inspection, house_id, turn, day, seen, result=RESULTS[mark])


def _row(store: Store, table: Any, house_id: int, turn: int, day: date, at: datetime,
         **more: Any) -> None:  # fmt: skip
    made = table(house_id=house_id, assignment_id=turn, on_date=day, at=at.astimezone(UTC), **more)
    make.row(store, made)


def now(hour: int, minute: int = 0) -> datetime:
    """An instant of this Sunday."""
    return instant(SUNDAY, time(hour, minute), ZONE)
