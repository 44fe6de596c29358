"""Chores done and inspected: by whom, when, and how each line is taken back or corrected."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace as Names

import pytest
from sqlalchemy import insert

from sobrhouse.domain.chores import State
from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.queries.chore_card import TurnCard, chore_turn
from sobrhouse.queries.chore_turns import Turn, turns_between
from sobrhouse.services import chore_marks
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Inspection
from tests import make
from tests.conftest import NOW, OWNER, staff

SUNDAY = make.SUNDAY
FLOOR = (("Floor swept", False), ("Sink clean", True))


@pytest.fixture
def house(store: Store) -> Names:
    """Marcus has the kitchen all week; Sam lives here too."""
    house = make.house(store)
    kitchen = make.chore(store, house, make.rotation(store, house), due_at="19:00")
    for n, text in enumerate(("Floor swept", "Sink clean"), 1):
        make.chore_step(store, house, kitchen, text, n)
    marcus = make.stay(store, make.resident(store), house)
    sam = make.stay(store, make.resident(store, "Sam", "Ortiz"), house)
    turn = make.chore_assignment(store, house, kitchen, marcus)
    return Names(id=house, kitchen=kitchen, marcus=marcus, sam=sam, turn=turn)


def seen(store: Store, house: Names, day: date = SUNDAY) -> Turn:
    (turn,) = store.read(OWNER, turns_between, house.id, day, day, store.now())
    return turn


def card(store: Store, house: Names) -> TurnCard:
    return store.read(OWNER, chore_turn, house.id, house.turn, SUNDAY, store.now())


def inspect(store: Store, house: Names, result: str, *more, day: date = SUNDAY, **how) -> int:
    return store.write(OWNER, chore_marks.inspect, house.turn, day, result, *more, **how)


def mark(store: Store, house: Names, day: date = SUNDAY) -> int:
    return store.write(OWNER, chore_marks.mark_done, house.turn, day)


def test_a_turn_is_marked_as_done_and_taken_back_and_put_back(store, house):
    assert seen(store, house).state is State.LATE
    made = mark(store, house)
    turn = seen(store, house)
    assert (turn.state, turn.marked_at, turn.mark_id) == (State.INSPECT, NOW, made)
    with pytest.raises(Problem):
        mark(store, house)
    store.write(OWNER, chore_marks.take_back_done, made)
    assert seen(store, house).state is State.LATE
    store.write(OWNER, chore_marks.put_back_done, made)
    assert seen(store, house).marked_at == NOW
    assert [row.voided for row in card(store, house).marks] == [False, True]


def test_what_was_taken_back_is_put_back_as_often_as_it_is_taken_back(store, house, clock):
    made = mark(store, house)
    for _again in range(2):
        store.write(OWNER, chore_marks.take_back_done, made)
        store.write(OWNER, chore_marks.put_back_done, made)
        assert seen(store, house).state is State.INSPECT
    clock.forward(minutes=5)
    looked = inspect(store, house, "redo", "Once more", FLOOR)
    for _again in range(2):
        store.write(OWNER, chore_marks.take_back_inspection, looked, "the wrong room")
        assert seen(store, house).state is State.INSPECT
        store.write(OWNER, chore_marks.put_back_inspection, looked)
        turn = seen(store, house)
        assert (turn.state, turn.note) == (State.REDO, "Once more")
    with pytest.raises(Problem):
        store.write(OWNER, chore_marks.put_back_inspection, looked)


def test_tomorrows_turn_waits_for_its_day_and_a_weekly_one_does_not(store, house):
    weekly = make.chore_assignment(
        store, house.id, house.kitchen, house.sam, days="3,9",
        period_start=SUNDAY, period_end=SUNDAY + timedelta(days=13),
    )  # fmt: skip
    days = timedelta(days=3), timedelta(days=9)
    store.write(OWNER, chore_marks.mark_done, weekly, SUNDAY + days[0])
    with pytest.raises(Problem, match="Thu, Nov 26"):
        store.write(OWNER, chore_marks.mark_done, weekly, SUNDAY + days[1])
    with pytest.raises(NotFound):
        mark(store, house, SUNDAY + timedelta(days=1))


def test_an_inspection_says_how_the_steps_were_found(store, house, clock):
    mark(store, house)
    clock.forward(minutes=5)
    redo_by = store.now() + timedelta(hours=2)
    inspect(store, house, "redo", "Floor  again, please", FLOOR, redo_by=redo_by)
    turn = seen(store, house)
    assert (turn.state, turn.note) == (State.REDO, "Floor again, please")
    assert turn.redo_by == redo_by
    whole = card(store, house)
    assert [(s.text, s.done) for s in whole.steps] == list(FLOOR)
    assert whole.inspections[0].missing == ("Floor swept",)
    assert whole.inspections[0].by == "Olive Owner"


def test_after_a_redo_it_is_done_again_and_passed(store, house, clock):
    mark(store, house)
    inspect(store, house, "redo")
    clock.forward(minutes=20)
    again = mark(store, house)
    assert seen(store, house).state is State.INSPECT
    clock.forward(minutes=20)
    passed = inspect(store, house, "pass")
    assert seen(store, house).state is State.PASSED
    with pytest.raises(Problem):
        store.write(OWNER, chore_marks.take_back_done, again)
    store.write(OWNER, chore_marks.undo_inspection, passed)
    assert seen(store, house).state is State.INSPECT
    store.write(OWNER, chore_marks.take_back_done, again)
    assert seen(store, house).state is State.REDO


def test_a_settled_turn_is_corrected_and_undo_brings_the_old_line_back(store, house, clock):
    first = inspect(store, house, "missed", "Not touched", FLOOR)
    with pytest.raises(Problem):
        inspect(store, house, "missed", "Not touched")
    clock.forward(minutes=1)
    second = inspect(store, house, "pass", why="Sam saw it done")
    assert seen(store, house).state is State.PASSED
    old = card(store, house).inspections[1]
    assert (old.voided, old.void_why) == (True, "Sam saw it done")
    store.write(OWNER, chore_marks.undo_inspection, second)
    turn = seen(store, house)
    assert (turn.state, turn.note) == (State.MISSED, "Not touched")
    assert card(store, house).steps[0].done is False
    store.write(OWNER, chore_marks.undo_inspection, first)
    assert seen(store, house).state is State.LATE
    with pytest.raises(NotFound):
        store.write(OWNER, chore_marks.undo_inspection, second)


def test_an_inspection_is_taken_back_with_a_reason_and_put_back(store, house):
    made = inspect(store, house, "missed", found=FLOOR)
    with pytest.raises(Problem, match="why"):
        store.write(OWNER, chore_marks.take_back_inspection, made, " ")
    store.write(OWNER, chore_marks.take_back_inspection, made, "Wrong person")
    assert seen(store, house).state is State.LATE
    store.write(OWNER, chore_marks.put_back_inspection, made)
    assert seen(store, house).state is State.MISSED
    assert card(store, house).inspections[0].missing == ("Floor swept",)


def test_nobody_inspects_their_own_chore_and_the_database_holds_it_too(store, house):
    with pytest.raises(Problem, match="own"):
        inspect(store, house, "pass", inspector_stay_id=house.marcus)
    inspect(store, house, "pass", inspector_stay_id=house.sam)
    assert card(store, house).inspections[0].by == "Sam O."

    def past_the_service(work):
        work.require(Permission.START)
        values = {
            "house_id": house.id, "assignment_id": house.turn, "on_date": SUNDAY, "at": work.now,
            "result": "pass", "created_at": work.now, "inspector_stay_id": house.marcus,
        }  # fmt: skip
        work.connection.execute(insert(Inspection), values)

    with pytest.raises(Problem, match="own"):
        store.write(OWNER, past_the_service)


def test_who_does_it_with_others_does_not_inspect_them(store, house):
    make.chore_assignment(store, house.id, house.kitchen, house.sam)
    with pytest.raises(Problem, match="own"):
        inspect(store, house, "pass", inspector_stay_id=house.sam)


def test_two_people_do_not_inspect_over_one_another(store, house):
    first = inspect(store, house, "missed", knew=0)
    with pytest.raises(Stale):
        inspect(store, house, "pass", knew=0)
    assert seen(store, house).state is State.MISSED
    inspect(store, house, "pass", knew=first)
    assert seen(store, house).state is State.PASSED


def test_days_ahead_are_only_excused_or_not_needed(store, house):
    ahead = make.chore_assignment(
        store, house.id, house.kitchen, house.marcus, period_start=SUNDAY + timedelta(days=1),
        period_end=SUNDAY + timedelta(days=7),
    )  # fmt: skip
    day = SUNDAY + timedelta(days=2)
    for result in ("pass", "redo", "missed"):
        with pytest.raises(Problem):
            store.write(OWNER, chore_marks.inspect, ahead, day, result)
    made = store.write(OWNER, chore_marks.inspect, ahead, day, "excused", "At court")
    assert seen(store, house, day).state is State.EXCUSED
    store.write(OWNER, chore_marks.undo_inspection, made)
    assert seen(store, house, day).state is State.DUE


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"score": 6}, "score"),
        ({"redo_by": NOW - timedelta(minutes=1)}, "redo_by"),
        ({"note": "x" * 301}, "note"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(store, house, how, field):
    with pytest.raises(Problem) as told:
        inspect(store, house, "redo", **how)
    assert told.value.field == field
    assert card(store, house).inspections == ()


def test_other_houses_and_auditors_write_nothing_down(store, house):
    elsewhere = staff(Role.MANAGER, make.house(store, "Oak"))
    for actor in (elsewhere, staff(Role.AUDITOR, house.id)):
        with pytest.raises(NotAllowed):
            store.write(actor, chore_marks.mark_done, house.turn, SUNDAY)
        with pytest.raises(NotAllowed):
            store.write(actor, chore_marks.inspect, house.turn, SUNDAY, "pass")
    with pytest.raises(NotAllowed):
        store.read(elsewhere, chore_turn, house.id, house.turn, SUNDAY, datetime.now(NOW.tzinfo))
