"""Corrections of first nights: the old row stays, the undo puts every night back."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.bed_history import bed_history, nights_of
from sobrhouse.services import bed_corrections, beds
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def marcus(store):
    """House, room, bed 4A with Marcus in it since Friday, his id and his stay."""
    house = make.house(store)
    room = make.room(store, house)
    bed = make.bed(store, room, "4A")
    person = make.resident(store)
    stay = make.stay(store, person, house, FRIDAY)
    store.write(OWNER, beds.assign_bed, stay, bed, FRIDAY)
    return house, room, bed, person, stay


def nights(store, person):
    rows = store.read(OWNER, nights_of, person)
    return [(row.bed, row.start_on, row.end_on) for row in rows]


def test_a_first_night_is_corrected_by_name_and_reason_and_put_back(store, marcus):
    _house, _room, bed, person, _stay = marcus
    dana = make.staff(store, "Dana Ruiz", houses=(marcus[0],))
    me = staff(Role.MANAGER, marcus[0], staff_id=dana)
    row = store.read(OWNER, nights_of, person)[0].row_id
    done = store.write(me, bed_corrections.correct_first_night, row, SATURDAY, "came a day late")
    (now,) = store.read(OWNER, nights_of, person)
    assert (now.start_on, now.was_on, now.by, now.amend_reason) == (
        SATURDAY,
        FRIDAY,
        "Dana Ruiz",
        "came a day late",
    )
    new, old = store.read(OWNER, bed_history, bed)
    assert (new.by, new.was_on) == ("Dana Ruiz", FRIDAY)
    assert (old.by, old.taken_back) == ("Dana Ruiz", "came a day late")
    store.write(me, bed_corrections.undo_correction, done)
    assert nights(store, person) == [("4A", FRIDAY, None)]
    with pytest.raises(Problem, match="changed since"):
        store.write(me, bed_corrections.undo_correction, done)
    again = store.write(me, bed_corrections.correct_first_night, row, SATURDAY, "a day late")
    assert again.was != row  # the row that the undo put in its place
    assert nights(store, person) == [("4A", SATURDAY, None)]


@pytest.mark.parametrize("day", [FRIDAY, SATURDAY])
def test_the_last_night_before_a_move_comes_back_with_the_undo(store, marcus, day):
    _house, room, _bed, person, stay = marcus
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, stay, to, SUNDAY, "asked for it")
    before = nights(store, person)
    done = store.write(
        OWNER, bed_corrections.correct_first_night, moved.given[0], day, "was earlier"
    )
    assert nights(store, person)[0] == ("4C", day, None)
    store.write(OWNER, bed_corrections.undo_correction, done)
    assert nights(store, person) == before


def test_a_correction_that_was_followed_by_a_move_out_keeps_the_end(store, marcus):
    _house, _room, _bed, person, stay = marcus
    row = store.read(OWNER, nights_of, person)[0].row_id
    done = store.write(OWNER, bed_corrections.correct_first_night, row, SATURDAY, "a day late")
    store.write(OWNER, beds.end_assignment, stay, SUNDAY, "moved out")
    store.write(OWNER, bed_corrections.undo_correction, done)
    assert nights(store, person) == [("4A", FRIDAY, SUNDAY)]


def test_what_cannot_be_is_said_beside_the_day(store, marcus):
    row = store.read(OWNER, nights_of, marcus[3])[0].row_id
    for day, words in ((FRIDAY - timedelta(days=1), "moves in on"), (FRIDAY, "already")):
        with pytest.raises(Problem, match=words) as told:
            store.write(OWNER, bed_corrections.correct_first_night, row, day, "he said so")
        assert told.value.field == "start_on"
    with pytest.raises(Problem) as told:
        store.write(OWNER, bed_corrections.correct_first_night, row, SATURDAY, " ")
    assert told.value.field == "reason"


def test_a_row_that_somebody_else_corrected_is_not_corrected_over(store, marcus):
    row = store.read(OWNER, nights_of, marcus[3])[0].row_id
    store.write(OWNER, bed_corrections.correct_first_night, row, SATURDAY, "a day late")
    with pytest.raises(Problem, match="changed since"):
        store.write(OWNER, bed_corrections.correct_first_night, row, SUNDAY, "two days late")


def test_only_those_who_move_people_correct_nights_and_only_in_their_house(store, marcus):
    row = store.read(OWNER, nights_of, marcus[3])[0].row_id
    other = make.house(store, "Cedar House")
    for actor in (staff(Role.MANAGER, other), staff(Role.STAFF, marcus[0])):
        with pytest.raises(NotAllowed):
            store.write(actor, bed_corrections.correct_first_night, row, SATURDAY, "late")
    with pytest.raises(NotAllowed):
        store.read(staff(Role.MANAGER, other), nights_of, marcus[3])
