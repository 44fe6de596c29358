"""Holds for people away or coming, and beds out of use."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.houses import BedState
from sobrhouse.problems import Problem
from sobrhouse.queries.beds import board
from sobrhouse.services import bed_keeping, beds
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def room(store, house):
    return make.room(store, house)


@pytest.fixture
def paul(store, house):
    """Paul Eads waits for a bed."""
    return make.application(store, make.resident(store, "Paul", "Eads"), house)


def card(store, house, bed, on=SUNDAY):
    return store.read(OWNER, board, house, on).bed(bed)


def test_somebody_away_keeps_the_bed_and_counts_as_filled(store, house, room):
    bed, stay = make.filled_bed(store, room, "1A", "Ben", "Fox")
    hold = store.write(OWNER, bed_keeping.hold_while_away, stay, FRIDAY, "family", "pass")
    assert card(store, house, bed).state is BedState.AWAY
    assert card(store, house, bed, FRIDAY).state is BedState.AWAY
    assert card(store, house, bed, FRIDAY + timedelta(days=1)).state is BedState.FILLED
    store.write(OWNER, bed_keeping.end_hold, hold)
    assert card(store, house, bed).state is BedState.FILLED
    store.write(OWNER, bed_keeping.reopen_hold, hold)
    assert card(store, house, bed).hold.reason == "family"


def test_a_bed_is_kept_for_one_person_at_a_time(store, house, room, paul):
    bed = make.bed(store, room, "8A")
    store.write(OWNER, bed_keeping.hold_for, paul, bed, FRIDAY)
    assert card(store, house, bed).state is BedState.HELD
    greg = make.application(store, make.resident(store, "Greg", "Ames"), house)
    with pytest.raises(Problem, match=r"held for Paul E\. already"):
        store.write(OWNER, bed_keeping.hold_for, greg, bed, FRIDAY)


def test_offering_another_bed_frees_the_first(store, house, room, paul):
    first, second = make.bed(store, room, "8A"), make.bed(store, room, "8B")
    store.write(OWNER, bed_keeping.hold_for, paul, first, FRIDAY)
    store.write(OWNER, bed_keeping.hold_for, paul, second, FRIDAY)
    assert card(store, house, first).state is BedState.FREE
    assert card(store, house, second).state is BedState.HELD


def test_a_taken_bed_is_kept_for_another_only_when_somebody_leaves_it(store, house, room, paul):
    bed, _stay = make.filled_bed(store, room, "4A", "Luis", "Gil")
    with pytest.raises(Problem, match=r"Luis G\., who has no day to leave"):
        store.write(OWNER, bed_keeping.hold_for, paul, bed, FRIDAY)
    leaving = make.stay(
        store, make.resident(store, "Ray", "Hart"), house, planned_discharge_on=date(2026, 11, 25)
    )
    other = make.bed(store, room, "4B")
    make.assignment(store, leaving, other)
    store.write(OWNER, bed_keeping.hold_for, paul, other, FRIDAY)
    assert card(store, house, other).state is BedState.FILLED
    assert card(store, house, other).hold.name == "Paul E."


def test_a_hold_is_not_made_for_a_day_gone_by(store, house, room, paul):
    with pytest.raises(Problem, match="gone by") as told:
        store.write(OWNER, bed_keeping.hold_for, paul, make.bed(store, room), date(2026, 11, 21))
    assert told.value.field == "until"


def test_a_hold_that_ran_out_leaves_the_bed_free(store, house, room, paul):
    bed = make.bed(store, room, "8A")
    store.write(OWNER, bed_keeping.hold_for, paul, bed, FRIDAY)
    later = card(store, house, bed, FRIDAY + timedelta(days=1))
    assert (later.state, later.hold.ran_out) == (BedState.FREE, True)


def test_the_last_day_of_a_hold_moves_and_a_hold_can_be_taken_back(store, house, room, paul):
    bed = make.bed(store, room, "8A")
    hold = store.write(OWNER, bed_keeping.hold_for, paul, bed, FRIDAY)
    assert store.write(OWNER, bed_keeping.change_hold, hold, SUNDAY) == FRIDAY
    assert card(store, house, bed).hold.until == SUNDAY
    store.write(OWNER, bed_keeping.cancel_hold, hold)
    assert card(store, house, bed).hold is None


def test_a_bed_goes_out_of_use_and_comes_back(store, house, room):
    bed = make.bed(store, room, "8B")
    outage = store.write(OWNER, bed_keeping.out_of_service, bed, "Fix window first", SUNDAY)
    assert card(store, house, bed).state is BedState.OUT
    assert card(store, house, bed).outage.note == "Fix window first"
    assert card(store, house, bed, SUNDAY - timedelta(days=1)).state is BedState.FREE
    with pytest.raises(Problem, match="out of use already"):
        store.write(OWNER, bed_keeping.out_of_service, bed, "again", SUNDAY)
    assert store.write(OWNER, bed_keeping.back_in_service, bed, FRIDAY) == outage
    assert card(store, house, bed, FRIDAY).state is BedState.FREE
    store.write(OWNER, bed_keeping.reopen_outage, outage)
    assert card(store, house, bed, FRIDAY).state is BedState.OUT
    store.write(OWNER, bed_keeping.cancel_outage, outage)
    assert card(store, house, bed).state is BedState.FREE


def test_a_bed_with_somebody_in_it_or_held_does_not_go_out_of_use(store, house, room, paul):
    bed, _stay = make.filled_bed(store, room, "4A", "Luis", "Gil")
    with pytest.raises(Problem, match=r"Luis G\. has bed 4A\. Move them"):
        store.write(OWNER, bed_keeping.out_of_service, bed, "paint", SUNDAY)
    held = make.bed(store, room, "8A")
    store.write(OWNER, bed_keeping.hold_for, paul, held, FRIDAY)
    with pytest.raises(Problem, match=r"held for Paul E\."):
        store.write(OWNER, bed_keeping.out_of_service, held, "paint", SUNDAY)
    with pytest.raises(Problem, match="Say what is wrong"):
        store.write(OWNER, bed_keeping.out_of_service, make.bed(store, room, "8C"), " ", SUNDAY)


def test_putting_a_bed_back_is_not_undone_once_somebody_has_it(store, house, room):
    bed = make.bed(store, room, "8B")
    outage = store.write(OWNER, bed_keeping.out_of_service, bed, "Fix window first", SUNDAY)
    store.write(OWNER, bed_keeping.back_in_service, bed, SUNDAY)
    stay = make.stay(store, make.resident(store, "Ray", "Hart"), house, SUNDAY)
    store.write(OWNER, beds.assign_bed, stay, bed, SUNDAY)
    with pytest.raises(Problem, match=r"Ray H\. has that bed now"):
        store.write(OWNER, bed_keeping.reopen_outage, outage)
