"""Rooms and beds: adding, naming, ordering, retiring, and the way back."""

from datetime import date

import pytest

from sobrhouse.domain.houses import BedState
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.beds import board
from sobrhouse.queries.houses import rooms
from sobrhouse.services import houses, room_beds
from sobrhouse.services import rooms as service
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY


@pytest.fixture
def house(store):
    return make.house(store)


def labels(store, house):
    return [(r.name, [b.label for b in r.beds]) for r in store.read(OWNER, rooms, house)]


def test_a_room_comes_with_its_beds(store, house):
    store.write(OWNER, service.add_room, house, "Room 1", 2, "ground floor")
    store.write(OWNER, service.add_room, house, " Garden  room ", 1)
    assert labels(store, house) == [("Room 1", ["1A", "1B"]), ("Garden room", ["A"])]


def test_a_room_name_is_not_given_twice(store, house):
    store.write(OWNER, service.add_room, house, "Room 1", 2)
    with pytest.raises(Problem, match="There is a Room 1 already") as told:
        store.write(OWNER, service.add_room, house, "room 1", 2)
    assert told.value.field == "name"
    with pytest.raises(Problem, match="needs a name"):
        store.write(OWNER, service.add_room, house, "  ", 2)


def test_a_new_room_is_taken_back_and_comes_again(store, house):
    made = store.write(OWNER, service.add_room, house, "Room 1", 2)
    store.write(OWNER, service.void_room, made.room_id)
    assert labels(store, house) == []
    store.write(OWNER, service.restore_room, made.room_id)
    assert labels(store, house) == [("Room 1", ["1A", "1B"])]


def test_a_room_that_people_slept_in_stays(store, house):
    room = make.room(store, house)
    make.filled_bed(store, room, "1A", "Ben", "Fox")
    with pytest.raises(Problem, match="People have slept in Room 1"):
        store.write(OWNER, service.void_room, room)
    with pytest.raises(Problem, match="Somebody has slept in bed 1A"):
        store.write(OWNER, room_beds.void_beds, [1])


def test_beds_are_added_renamed_and_ordered(store, house):
    made = store.write(OWNER, service.add_room, house, "Room 1", 2)
    third = store.write(OWNER, room_beds.add_beds, made.room_id, 1)[0]
    changed = store.write(OWNER, room_beds.change_bed, third, "label", "1Z")
    assert (changed.before, labels(store, house)[0][1]) == ("1C", ["1A", "1B", "1Z"])
    before = store.write(OWNER, room_beds.order_beds, made.room_id, [third, *made.bed_ids])
    assert labels(store, house)[0][1] == ["1Z", "1A", "1B"]
    store.write(OWNER, room_beds.order_beds, made.room_id, before)
    assert labels(store, house)[0][1] == ["1A", "1B", "1Z"]
    with pytest.raises(Problem, match="a bed 1A already"):
        store.write(OWNER, room_beds.change_bed, third, "label", "1a")


def test_rooms_are_renamed_and_ordered(store, house):
    first = store.write(OWNER, service.add_room, house, "Room 1", 1).room_id
    second = store.write(OWNER, service.add_room, house, "Room 2", 1).room_id
    assert store.write(OWNER, service.change_room, second, "floor", "upstairs").before == ""
    before = store.write(OWNER, service.order_rooms, house, [second, first])
    assert before == (first, second)
    assert [r.name for r in store.read(OWNER, rooms, house)] == ["Room 2", "Room 1"]
    with pytest.raises(Problem, match="changed meanwhile"):
        store.write(OWNER, service.order_rooms, house, [first])


def test_two_editors_of_one_room_do_not_overwrite_each_other(store, house):
    room = store.write(OWNER, service.add_room, house, "Room 1", 1).room_id
    store.write(OWNER, service.change_room, room, "floor", "upstairs", 1)
    with pytest.raises(Stale):
        store.write(OWNER, service.change_room, room, "name", "Room 9", 1)


def test_a_retired_bed_leaves_the_board_and_keeps_its_past(store, house):
    room = make.room(store, house)
    bed = make.bed(store, room, "1A")
    make.bed(store, room, "1B")
    store.write(OWNER, room_beds.retire_bed, bed, SUNDAY)
    assert store.read(OWNER, board, house, SUNDAY).bed(bed) is None
    assert store.read(OWNER, board, house, date(2026, 11, 21)).bed(bed).state is BedState.FREE
    store.write(OWNER, room_beds.restore_bed, bed)
    assert store.read(OWNER, board, house, SUNDAY).bed(bed) is not None


def test_a_retired_bed_that_comes_back_was_out_of_use_meanwhile(store, house):
    room = make.room(store, house)
    bed = make.bed(store, room, "1A")
    store.write(OWNER, room_beds.retire_bed, bed, date(2026, 11, 10))
    assert store.write(OWNER, room_beds.add_bed, room, "1a") == bed
    assert store.read(OWNER, board, house, date(2026, 11, 15)).bed(bed).state is BedState.OUT
    assert store.read(OWNER, board, house, SUNDAY).bed(bed).state is BedState.FREE


def test_a_bed_in_use_is_not_retired(store, house):
    bed, _stay = make.filled_bed(store, make.room(store, house), "4A", "Luis", "Gil")
    with pytest.raises(Problem, match=r"Luis G\. has bed 4A"):
        store.write(OWNER, room_beds.retire_bed, bed, SUNDAY)


def test_a_house_is_made_by_the_owner_alone(store, house):
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, house), houses.make_house, "Oak House")
    oak = store.write(OWNER, houses.make_house, "Oak House", timezone="America/Denver")
    assert oak != house
    for name, sentence in (("oak house", "with that name already"), (" ", "needs a name")):
        with pytest.raises(Problem, match=sentence):
            store.write(OWNER, houses.make_house, name)


def test_a_house_is_changed_and_changed_back(store, house):
    changed = store.write(OWNER, houses.change_house, house, {"phone": "555 0104", "level": "III"})
    assert changed.before == {"phone": "", "level": "II"}
    store.write(OWNER, houses.change_house, house, changed.before)
    for fields in ({"timezone": "Mars/Base"}, {"level": "V"}, {"week_starts_on": 9}):
        with pytest.raises(Problem) as told:
            store.write(OWNER, houses.change_house, house, fields)
        assert told.value.field in fields
