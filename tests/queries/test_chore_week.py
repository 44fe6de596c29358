"""A week of chores: who has each turn, how it stands, and who is not able to."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Names

import pytest
from sqlalchemy import event

from sobrhouse.domain.chores import State
from sobrhouse.queries.chore_week import ChoreWeek, chore_week
from sobrhouse.storage.store import Store
from sobrhouse.words import _, speak
from tests import make
from tests.conftest import NOW, OWNER

MONDAY, SUNDAY = make.MONDAY, make.SUNDAY


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.fixture
def house(store: Store) -> Names:
    """Marcus has the kitchen every day, Sam the trash on Monday, Thursday and Sunday."""
    house = make.house(store)
    rotation = make.rotation(store, house)
    marcus = make.stay(store, make.resident(store), house)
    sam = make.stay(store, make.resident(store, "Sam", "Ortiz"), house)
    kitchen = make.chore(store, house, rotation, icon="cooking-pot")
    trash = make.chore(
        store, house, rotation, "Trash", position=2, rule="FREQ=WEEKLY;BYDAY=MO,TH,SU",
        due_at="18:00",
    )  # fmt: skip
    return Names(
        id=house, rotation=rotation, marcus=marcus, sam=sam, kitchen=kitchen, trash=trash,
        cooks=make.chore_assignment(store, house, kitchen, marcus),
        bins=make.chore_assignment(store, house, trash, sam, days="0,3,6"),
    )  # fmt: skip


def week(store: Store, house: Names, first: date = MONDAY, now: datetime = NOW) -> ChoreWeek:
    return store.read(OWNER, chore_week, house.id, first, now)


def states(seen: ChoreWeek, row: int = 0) -> list[State]:
    return [turn.state for turn in seen.rows[row].turns]


def test_each_chore_has_its_days_and_whoever_has_it(store, house):
    seen = week(store, house)
    kitchen, trash = seen.rows
    assert (kitchen.name, kitchen.often, kitchen.by) == ("Kitchen", "Every day", "by 9 PM")
    assert (trash.often, trash.by) == ("Mon, Thu, Sun", "by 6 PM")
    assert [len(cell) for cell in trash.cells] == [1, 0, 0, 1, 0, 0, 1]
    assert {turn.name for turn in kitchen.turns} == {"Marcus T."}
    assert states(seen) == [State.LATE] * 6 + [State.DUE]
    assert kitchen.turns[6].due.astimezone(UTC) == datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert seen.counts == {State.LATE: 9, State.DUE: 1}


def test_what_was_said_and_seen_last_is_how_a_turn_stands(store, house, clock):
    make.chore_mark(store, house.id, house.cooks, day(16))
    make.inspection(store, house.id, house.cooks, "pass", day(16))
    make.inspection(store, house.id, house.cooks, "redo", day(17), note="Floor again")
    make.inspection(store, house.id, house.cooks, "redo", day(18))
    make.inspection(store, house.id, house.cooks, "missed", day(19))
    make.inspection(store, house.id, house.cooks, "excused", day(20))
    make.chore_mark(store, house.id, house.cooks, day(22))
    clock.forward(minutes=5)
    make.chore_mark(store, house.id, house.cooks, day(18), note="Did it again")
    seen = week(store, house)
    assert [state.value for state in states(seen)] == [
        "pass", "redo", "inspect", "missed", "excused", "late", "inspect",
    ]  # fmt: skip
    assert seen.rows[0].turns[1].note == "Floor again"
    assert seen.rows[0].turns[2].note == "Did it again"
    (marcus, _sam) = seen.people
    assert (marcus.passed, marcus.turns) == (1, 6)
    waiting = [(turn.on.day, turn.state.value) for turn in seen.waiting if turn.name == "Marcus T."]
    assert waiting == [(22, "inspect"), (18, "inspect"), (21, "late")]


def test_a_line_that_counts_no_more_is_not_seen(store, house):
    void = {"void_at": NOW, "void_by": 1, "void_why": "undone"}
    make.inspection(store, house.id, house.cooks, "missed", **void)
    make.chore_mark(store, house.id, house.cooks, **void)
    assert states(week(store, house))[6] is State.DUE


def test_who_takes_a_turn_over_stands_in_its_place(store, house):
    covers = make.chore_assignment(
        store, house.id, house.kitchen, house.sam, period_start=day(18), days="0,1", source="cover",
        replaces_id=house.cooks,
    )  # fmt: skip
    make.chore_assignment(
        store, house.id, house.kitchen, house.marcus, period_start=day(19), days="0",
        source="manual", replaces_id=covers,
    )  # fmt: skip
    make.inspection(store, house.id, covers, "pass", day(18))
    turns = week(store, house).rows[0].turns
    assert [t.name for t in turns] == [
        "Marcus T.", "Marcus T.", "Sam O.", *["Marcus T."] * 4
    ]  # fmt: skip
    assert (turns[2].state, turns[2].original, turns[2].source) == (
        State.PASSED, "Marcus T.", "cover",
    )  # fmt: skip
    assert {t.root_id for t in turns} == {house.cooks}
    assert (turns[3].source, turns[3].original) == ("manual", "")


def test_nobody_has_what_nobody_was_given_from_today_on(store, house):
    seen = week(store, house, MONDAY + timedelta(days=7))
    assert len(seen.nobody) == 7 + 3
    assert seen.counts == {}
    assert (seen.nobody[0].name, seen.nobody[0].assignment_id) == ("", None)
    before = week(store, house, MONDAY - timedelta(days=7))
    assert before.rows == ()


def test_who_moved_out_has_no_turn_from_that_day_on(store, house):
    resident = make.resident(store, "Ty", "Cole")
    gone = make.stay(store, resident, house.id, discharged_on=day(20), discharge_type="successful")
    left = make.chore_assignment(store, house.id, house.trash, gone, days="0,3,4,6")
    make.chore_mark(store, house.id, left, day(20))
    turns = [t for t in week(store, house).rows[1].turns if t.root_id == left]
    assert [(t.on.day, t.name) for t in turns] == [
        (16, "Ty C."), (19, "Ty C."), (20, "Ty C."), (22, "")
    ]  # fmt: skip
    assert (turns[-1].stay_id, turns[-1].original) == (None, "Ty C.")


def test_a_chore_before_the_house_meeting_is_due_so_long_before_it(store, house):
    make.meeting_series(store, house.id)
    make.chore(
        store, house.id, house.rotation, "Chairs", position=3, rule="FREQ=WEEKLY;BYDAY=SA,SU",
        before_meeting_minutes=30,
    )  # fmt: skip
    seen = week(store, house).rows[2]
    assert seen.by == "30 min before the house meeting"
    (sunday,) = seen.turns
    assert (sunday.due.hour, sunday.due.minute) == (19, 0)
    assert sunday.state is State.LATE


def test_why_somebody_may_not_be_able_to_is_said_beside_the_turn(store, house):
    make.chore_exclusion(
        store, house.id, house.sam, to_on=day(19), reason="Sprained wrist", weekdays="0,3"
    )
    make.row(store, a_pass(house, NOW - timedelta(hours=3), NOW + timedelta(days=1)))
    kitchen, trash = week(store, house).rows
    words = "Injury until Thu, Nov 19: Sprained wrist"
    assert [t.away for t in trash.turns] == [words, words, ""]
    assert [t.away for t in kitchen.turns] == [""] * 6 + ["On a pass until Mon, Nov 23"]


def a_pass(house: Names, depart: datetime, back: datetime):
    from sobrhouse.storage.tables import Pass

    return Pass(
        house_id=house.id, stay_id=house.marcus, status="approved", requested_at=NOW,
        depart_at=depart, return_by=back,
    )  # fmt: skip


def test_the_week_is_read_in_few_statements_however_many_chores(store, house):
    make.meeting_series(store, house.id)
    for n in range(5):
        chore = make.chore(
            store, house.id, house.rotation, f"Chore {n}", position=9, before_meeting_minutes=10
        )
        make.chore_assignment(store, house.id, chore, house.sam)
    asked: list[str] = []

    event.listen(store._reader, "before_cursor_execute", lambda *a: asked.append(a[2]))
    week(store, house)
    assert len([s for s in asked if "SELECT" in s]) <= 8


def test_a_retired_chore_keeps_what_was_done_and_asks_no_more(store, house):
    yard = make.chore(store, house.id, house.rotation, "Yard", position=3, until_on=day(18))
    held = make.chore_assignment(store, house.id, yard, house.sam)
    make.chore_mark(store, house.id, held, day(19))
    assert [turn.on.day for turn in week(store, house).rows[2].turns] == [16, 17, 18, 19]


def test_the_week_is_said_in_spanish_too(store, house):
    speak("es")
    kitchen, trash = week(store, house).rows
    assert trash.often == "lun, jue, dom"
    assert kitchen.by == _("by {time}").format(time="9 p. m.")


def test_a_house_that_never_had_a_chore_says_so(store):
    seen = store.read(OWNER, chore_week, make.house(store, "Oak"), MONDAY, NOW)
    assert (seen.rows, seen.begun) == ((), False)
