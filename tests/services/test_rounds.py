"""The evening round: suggested by the logs, marked by a person; each step has its inverse."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.rounds import past_rounds, round_now, round_of
from sobrhouse.services import bed_keeping, passes, rounds, signins
from sobrhouse.services.pass_rows import Plan
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, staff
from tests.make import SUNDAY


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def people(store: Store, house: int) -> list[int]:
    room = make.room(store, house)
    names = (("1A", "Marcus", "Tate"), ("1B", "Sam", "Okafor"), ("1C", "Will", "Park"))
    return [make.filled_bed(store, room, *name)[1] for name in names]


def lines(store: Store, house: int):
    return store.read(OWNER, round_now, house, store.now()).lines


def test_before_a_round_the_logs_suggest_where_everybody_is(store, house, people):
    marcus, sam, will = people
    store.write(OWNER, signins.sign_out, marcus, "Work", NOW + timedelta(hours=2))
    plan = Plan(NOW, NOW + timedelta(days=1), "Home")
    wanted = store.write(OWNER, passes.ask, sam, plan)
    store.write(OWNER, passes.approve, wanted)
    store.write(OWNER, passes.leave, wanted)
    found = [(line.bed, line.suggested, line.why) for line in lines(store, house)]
    assert found == [
        ("1A", "out_signed", "Work, back 9:12 PM"),
        ("1B", "on_pass", "On a pass until Mon 7:12 PM"),
        ("1C", "in", "Signed in"),
    ]
    assert [line.stay_id for line in lines(store, house)] == [marcus, sam, will]
    assert not any(line.status for line in lines(store, house))


def test_who_has_a_pass_and_has_not_left_is_looked_for(store, house, people):
    wanted = store.write(OWNER, passes.ask, people[0], Plan(NOW, NOW + timedelta(days=1), "Home"))
    store.write(OWNER, passes.approve, wanted)
    line = lines(store, house)[0]
    assert (line.suggested, line.why) == ("in", "Signed in. On a pass until Mon 7:12 PM")


def test_who_is_in_hospital_is_not_missing(store, house, people):
    store.write(OWNER, bed_keeping.hold_while_away, people[0], None, "Surgery", "hospital")
    assert lines(store, house)[0].suggested == "on_pass"


def test_who_has_no_bed_is_looked_for_too(store, house, people):
    make.stay(store, make.resident(store, "Al", "Noone"), house)
    last = lines(store, house)[-1]
    assert (last.name, last.bed) == ("Al N.", "")


def test_a_round_is_begun_once_marked_and_finished(store, house, people):
    taken = store.write(OWNER, rounds.begin, house)
    assert store.write(OWNER, rounds.begin, house) == taken
    for stay, status in zip(people, ("in", "out_signed", "missing"), strict=True):
        store.write(OWNER, rounds.mark, taken, stay, status)
    sheet = store.read(OWNER, round_now, house, NOW)
    assert (sheet.marked, [m.name for m in sheet.missing], sheet.open) == (3, ["Will P."], True)
    assert store.write(OWNER, rounds.finish, taken) == 1
    sheet = store.read(OWNER, round_now, house, NOW)
    assert (sheet.round_id, sheet.open, sheet.taken_by) == (taken, False, "Olive Owner")
    (past,) = store.read(OWNER, past_rounds, house)
    assert (past.night, past.counts, past.missing) == (
        date(2026, 11, 22),
        (1, 1, 0, 1),
        ("Will P.",),
    )
    with pytest.raises(Problem, match="finished"):
        store.write(OWNER, rounds.mark, taken, people[0], "in")
    store.write(OWNER, rounds.reopen, taken)
    assert store.read(OWNER, round_now, house, NOW).open


def test_a_second_mark_replaces_the_first_and_undo_brings_it_back(store, house, people):
    taken = store.write(OWNER, rounds.begin, house)
    store.write(OWNER, rounds.mark, taken, people[0], "missing", "Looked in the yard")
    second = store.write(OWNER, rounds.mark, taken, people[0], "in")
    assert lines(store, house)[0].status == "in"
    first_again = store.write(OWNER, rounds.unmark, second)
    line = lines(store, house)[0]
    assert (line.check_id, line.status, line.note) == (
        first_again,
        "missing",
        "Looked in the yard",
    )
    with pytest.raises(NotFound):
        store.write(OWNER, rounds.unmark, second)


def test_the_only_mark_can_be_undone(store, house, people):
    taken = store.write(OWNER, rounds.begin, house)
    check = store.write(OWNER, rounds.mark, taken, people[0], "in")
    assert store.write(OWNER, rounds.unmark, check) is None
    assert lines(store, house)[0].status == ""


def test_beginning_is_taken_back_while_nobody_is_marked(store, house, people):
    taken = store.write(OWNER, rounds.begin, house)
    store.write(OWNER, rounds.take_back, taken)
    assert store.read(OWNER, round_now, house, NOW).round_id is None
    taken = store.write(OWNER, rounds.begin, house)
    store.write(OWNER, rounds.mark, taken, people[0], "in")
    with pytest.raises(Problem, match="marked"):
        store.write(OWNER, rounds.take_back, taken)


def test_after_midnight_it_is_the_same_round_in_the_morning_another(store, house, people, clock):
    taken = store.write(OWNER, rounds.begin, house)
    clock.forward(hours=7)  # 2:12 AM
    assert store.write(OWNER, rounds.begin, house) == taken
    clock.forward(hours=3)
    assert store.write(OWNER, rounds.begin, house) != taken


def test_a_finished_round_is_not_opened_again_once_another_was_begun(store, house, people):
    first = store.write(OWNER, rounds.begin, house)
    store.write(OWNER, rounds.finish, first)
    store.write(OWNER, rounds.begin, house)
    with pytest.raises(Problem, match="over"):
        store.write(OWNER, rounds.reopen, first)


def test_the_round_of_an_earlier_night_is_typed_in_from_paper(store, house, people):
    night = SUNDAY - timedelta(days=1)
    store.write(OWNER, signins.sign_out, people[0], "Work", NOW + timedelta(hours=2))
    taken = store.write(OWNER, rounds.begin, house, night=night)
    assert store.write(OWNER, rounds.begin, house, night=night) == taken
    assert store.read(OWNER, round_now, house, NOW).round_id is None  # tonight's is another
    sheet = store.read(OWNER, round_of, house, night, NOW)
    assert (sheet.round_id, sheet.typed_in, sheet.open) == (taken, True, True)
    assert [(line.bed, line.why) for line in sheet.lines] == [("1A", ""), ("1B", ""), ("1C", "")]
    for stay_id in people:
        store.write(OWNER, rounds.mark, taken, stay_id, "in")
    store.write(OWNER, rounds.finish, taken)
    (past,) = store.read(OWNER, past_rounds, house)
    assert (past.night, past.typed_in, past.counts) == (night, True, (3, 0, 0, 0))
    store.write(OWNER, rounds.reopen, taken)  # the same day
    with pytest.raises(Problem, match="still to come"):
        store.write(OWNER, rounds.begin, house, night=SUNDAY + timedelta(days=1))


def test_staff_take_rounds_and_an_auditor_does_not(store, house, people):
    taken = store.write(staff(Role.STAFF, house), rounds.begin, house)
    store.write(staff(Role.STAFF, house), rounds.mark, taken, people[0], "in")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.AUDITOR, house), rounds.begin, house)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, 99), rounds.mark, taken, people[1], "in")
