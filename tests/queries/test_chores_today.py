"""Today tells of chores: how many are done, what waits for somebody, and why."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.chores import State
from sobrhouse.queries.today import Today, today_of
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER
from tests.make import MONDAY, SUNDAY

ZONE = ZoneInfo("America/New_York")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Home:
    """Marcus and Dee, who live together, and their chores."""

    def __init__(self, store: Store) -> None:
        self.store, self.house = store, make.house(store)
        room = make.room(store, self.house)
        self.marcus, self.dee = (self._somebody(room, *who) for who in (
            ("1A", "Marcus", "Tate"), ("1B", "Dee", "Lawson")))  # fmt: skip
        self.rotation = make.rotation(store, self.house)

    def _somebody(self, room: int, bed: str, first: str, last: str) -> int:
        stay = make.stay(self.store, make.resident(self.store, first, last), self.house)
        make.assignment(self.store, stay, make.bed(self.store, room, bed))
        return stay

    def chore(self, name: str = "Kitchen", **more: Any) -> int:
        return make.chore(self.store, self.house, self.rotation, name, **more)

    def has(self, chore: int, stay: int, days: str = "6", **more: Any) -> int:
        return make.chore_assignment(self.store, self.house, chore, stay, days=days, **more)

    def today(self) -> Today:
        now = self.store.now()
        return self.store.read(OWNER, today_of, self.house, now.astimezone(ZONE).date(), now)

    def reasons(self) -> list[Reason]:
        return [r for r in self.today().reasons if r.code.startswith("chore.")]


@pytest.fixture
def home(store: Store) -> Home:
    return Home(store)


def test_a_house_without_chores_is_told_of_none(home: Home) -> None:
    assert not home.today().chores.begun
    assert home.reasons() == []


def test_the_day_counts_what_is_done_and_what_is_to_be_inspected(home: Home, store: Store) -> None:
    kitchen, bath, yard = (home.chore(n, due_at="21:00") for n in ("Kitchen", "Bath", "Yard"))
    porch = home.chore("Porch")
    mine, hers = home.has(kitchen, home.marcus), home.has(bath, home.dee)
    home.has(yard, home.marcus)
    off = home.has(porch, home.dee)
    make.chore_mark(store, home.house, mine)
    make.inspection(store, home.house, hers, at=NOW - HOUR)
    make.inspection(store, home.house, off, "excused", at=NOW - HOUR)
    chores = home.today().chores
    assert (chores.begun, len(chores.of_today), chores.done, chores.to_inspect) == (True, 3, 2, 1)
    assert [(t.chore, t.name, t.state) for t in chores.of_today] == [
        ("Kitchen", "Marcus T.", State.INSPECT),
        ("Bath", "Dee L.", State.PASSED),
        ("Yard", "Marcus T.", State.DUE),
    ]
    assert home.reasons() == [], "nothing waits for long"


def test_what_waits_over_four_hours_asks_for_somebody(home: Home, store: Store) -> None:
    assignment = home.has(home.chore(), home.marcus)
    make.chore_mark(store, home.house, assignment, at=NOW - 5 * HOUR)
    (reason,) = home.reasons()
    assert (reason.what, reason.why) == (
        "Kitchen waits to be inspected",
        "Marked done by Marcus T., 2:12 PM, 5 h ago.",
    )
    assert (reason.verb, reason.place, reason.target) == (
        "Inspect", "chores", {"day": SUNDAY, "turn": assignment}
    )  # fmt: skip
    make.inspection(store, home.house, assignment)
    assert home.reasons() == []


def test_late_stays_until_somebody_has_looked(home: Home, store: Store) -> None:
    assignment = home.has(home.chore(due_at="19:00"), home.marcus, "3,6")
    why = [(r.what, r.why, r.since) for r in home.reasons()]
    assert why == [
        ("Kitchen is late", "Marcus T. had until Thu 7:00 PM. Nobody said that it is done.",
         MONDAY + 3 * DAY),
        ("Kitchen is late", "Marcus T. had until 7:00 PM. Nobody said that it is done.", SUNDAY),
    ]  # fmt: skip
    make.inspection(store, home.house, assignment, "missed", MONDAY + 3 * DAY)
    make.chore_mark(store, home.house, assignment)
    assert [r.code for r in home.reasons()] == ["chore.missed"]


def test_what_was_to_be_done_again_is_late_once_its_time_is_over(home: Home, store: Store) -> None:
    assignment = home.has(home.chore(), home.marcus, "5,6")
    saturday = SUNDAY - DAY
    make.chore_mark(store, home.house, assignment, saturday, at=NOW - 24 * HOUR)
    make.inspection(store, home.house, assignment, "redo", saturday, at=NOW - 22 * HOUR,
                    redo_by=NOW - HOUR)  # fmt: skip
    (reason,) = home.reasons()
    assert reason.what == "Kitchen was to be done again"
    assert "had until 6:12 PM" in reason.why
    make.chore_mark(store, home.house, assignment, saturday, at=NOW - 5 * HOUR)
    (reason,) = home.reasons()
    assert reason.what == "Kitchen waits to be inspected"
    make.inspection(store, home.house, assignment, "pass", saturday)
    assert home.reasons() == []


def test_many_stand_in_one_row(home: Home, store: Store) -> None:
    for n in range(4):
        mine = home.has(home.chore(f"Chore {n}", position=n), home.marcus)
        make.chore_mark(store, home.house, mine, at=NOW - 6 * HOUR)
    (reason,) = home.reasons()
    assert reason.what == "4 chores wait to be inspected"
    assert reason.why == "Chore 0, Marcus T.; Chore 1, Marcus T.; Chore 2, Marcus T.; and 1 more"
    assert reason.target == {"day": SUNDAY, "waiting": True}


def test_a_chore_that_nobody_has_and_one_whose_person_left(home: Home, store: Store) -> None:
    home.chore("Kitchen", people=2)
    gone = make.stay(
        store, make.resident(store, "Ray", "Hunt"), home.house, discharged_on=SUNDAY - DAY,
        discharge_type="voluntary",
    )  # fmt: skip
    home.has(home.chore("Bath", position=2), gone, "5,6")
    (reason,) = home.reasons()
    assert reason.what == "3 chores of today have nobody"
    assert reason.why == "Kitchen; Kitchen; Bath"


def test_a_turn_of_somebody_else_s_hand_is_theirs(home: Home, store: Store) -> None:
    mine = home.has(home.chore(due_at="19:00"), home.marcus)
    home.has(1, home.dee, "0", period_start=SUNDAY, period_end=SUNDAY, replaces_id=mine,
             source="cover")  # fmt: skip
    (turn,) = home.today().chores.of_today
    assert (turn.name, turn.state, turn.stay_id) == ("Dee L.", State.LATE, home.dee)


def test_before_the_house_meeting_is_before_the_house_meeting(home: Home, store: Store) -> None:
    make.meeting_series(store, home.house)  # Sunday, 7:30 PM
    home.has(home.chore(due_at="21:00", before_meeting_minutes=30), home.marcus)
    (turn,) = home.today().chores.of_today
    assert (f"{turn.due:%H:%M}", turn.state) == ("19:00", State.LATE)


def test_a_question_that_waits_and_whose_day_is_near(home: Home, store: Store) -> None:
    chore = home.chore()
    mine = home.has(chore, home.marcus, period_start=SUNDAY + DAY, period_end=SUNDAY + 7 * DAY)
    make.chore_trade(store, home.house, mine, home.marcus, home.dee, on_date=SUNDAY + DAY)
    home.has(chore, home.dee)
    (reason,) = home.reasons()
    assert reason.what == "Marcus T. asks Dee L. to cover: Kitchen"
    assert reason.urgency is Urgency.TODAY
    assert reason.why == "Tomorrow. Asked 7:12 PM, no answer yet."


def test_the_ladder_proposes_until_somebody_decides(home: Home, store: Store) -> None:
    chore = home.chore(starts_on=MONDAY - 21 * DAY)
    week = {"period_start": MONDAY - 7 * DAY, "period_end": MONDAY - DAY}
    assignment = home.has(chore, home.marcus, "1,3", **week)
    for day in (1, 3):
        on = MONDAY - 7 * DAY + day * DAY
        make.inspection(store, home.house, assignment, "missed", on, at=NOW - (13 - day) * DAY)
    home.has(chore, home.dee)
    (reason,) = home.reasons()
    assert reason.what == "Marcus T.: 2 chores missed in 28 days"
    assert reason.why == "The house's next step would be: A written reminder. You decide."
    assert (reason.target, reason.resident_id) == ("missed", 1)
    make.chore_consequence(store, home.house, home.marcus, missed=2, step=2)
    assert home.reasons() == []


def test_another_house_s_chores_are_not_told(home: Home, store: Store) -> None:
    home.has(home.chore(due_at="19:00"), home.marcus)
    other = Home(store)
    assert not other.today().chores.begun
    assert other.reasons() == []
    assert len(home.reasons()) == 1


def test_what_was_taken_back_does_not_count(home: Home, store: Store) -> None:
    assignment = home.has(home.chore(due_at="19:00"), home.marcus)
    void: dict[str, Any] = {"void_at": NOW, "void_by": 1, "void_why": "wrong"}
    make.chore_mark(store, home.house, assignment, at=NOW - HOUR, **void)
    make.inspection(store, home.house, assignment, at=NOW - HOUR, **void)
    assert [r.code for r in home.reasons()] == ["chore.late"]
