"""The first steps of a house: each whole or not at all, and again whenever somebody goes back."""

import pytest

from sobrhouse.domain.houses import RoomWish
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.houses import house as house_of
from sobrhouse.queries.houses import rooms as rooms_of
from sobrhouse.queries.phases import phases_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.first_steps import HouseWish, PhaseWish, Rules, describe_house, set_rules
from tests import make
from tests.conftest import OWNER, staff

WISH = HouseWish(
    "Maple Street House", "412 Maple Street", "America/Chicago",
    (RoomWish("Room 1", 2), RoomWish("Attic", 1, "upstairs")),
)  # fmt: skip
RULES = Rules("22:00", "23:30", "na", (PhaseWish("Start"), PhaseWish("Steady", 30, "Works.")))


def shape(store, house):
    rooms = store.read(OWNER, rooms_of, house)
    return [(r.name, r.floor, [b.label for b in r.beds if b.retired_on is None]) for r in rooms]


def test_a_house_is_made_with_its_rooms(store):
    house = store.write(OWNER, describe_house, 0, WISH)
    found = store.read(OWNER, house_of, house)
    assert (found.name, found.address, found.time_zone) == (
        "Maple Street House", "412 Maple Street", "America/Chicago",
    )  # fmt: skip
    assert shape(store, house) == [("Room 1", "", ["1A", "1B"]), ("Attic", "upstairs", ["A"])]


def test_said_again_the_house_is_brought_in_line(store):
    house = store.write(OWNER, describe_house, 0, WISH)
    again = HouseWish("Elm House", rooms=(RoomWish("Room 1", 3), RoomWish("Room 2", 1)))
    assert store.write(OWNER, describe_house, house, again) == house
    assert store.read(OWNER, house_of, house).name == "Elm House"
    assert shape(store, house) == [("Room 1", "", ["1A", "1B", "1C"]), ("Room 2", "", ["2A"])]
    store.write(
        OWNER, describe_house, house, HouseWish("Elm House", rooms=(RoomWish("Room 1", 1),))
    )
    assert shape(store, house) == [("Room 1", "", ["1A"])]


def test_a_bed_that_was_slept_in_stays_and_then_nothing_changes(store):
    house = store.write(OWNER, describe_house, 0, WISH)
    bed = store.read(OWNER, rooms_of, house)[0].beds[1].bed_id
    make.assignment(store, make.stay(store, make.resident(store), house), bed)
    with pytest.raises(Problem):
        store.write(OWNER, describe_house, house, HouseWish("Elm House", rooms=()))
    assert store.read(OWNER, house_of, house).name == "Maple Street House"
    assert shape(store, house) == [("Room 1", "", ["1A", "1B"]), ("Attic", "upstairs", ["A"])]


def test_a_house_without_a_name_is_not_made(store):
    with pytest.raises(Problem) as refused:
        store.write(OWNER, describe_house, 0, HouseWish(" ", rooms=WISH.rooms))
    assert refused.value.field == "name"
    assert store.read(OWNER, my_houses) == ()


def test_rules_set_curfew_milestones_and_phases_and_can_be_set_again(store):
    house = store.write(OWNER, describe_house, 0, WISH)
    store.write(OWNER, set_rules, house, RULES)
    known = store.read(OWNER, house_settings, house)
    assert [known.get(k) for k in ("curfew_weekdays", "curfew_weekend", "milestones")] == [
        "22:00", "23:30", "na",
    ]  # fmt: skip
    first = store.read(OWNER, phases_of, house)
    assert [(p.name, p.min_days, p.note) for p in first] == [
        ("Start", None, ""), ("Steady", 30, "Works."),
    ]  # fmt: skip
    one = Rules("22:30", "00:00", "aa", (PhaseWish("Start"),))
    store.write(OWNER, set_rules, house, one)
    assert [p.phase_id for p in store.read(OWNER, phases_of, house)] == [first[0].phase_id]
    store.write(OWNER, set_rules, house, RULES)
    assert [p.name for p in store.read(OWNER, phases_of, house)] == ["Start", "Steady"]


def test_two_phases_of_one_name_are_refused_and_no_curfew_is_changed(store):
    house = store.write(OWNER, describe_house, 0, WISH)
    twice = Rules("20:00", "20:00", "aa", (PhaseWish("Start"), PhaseWish("start")))
    with pytest.raises(Problem):
        store.write(OWNER, set_rules, house, twice)
    assert store.read(OWNER, house_settings, house).get("curfew_weekdays") == "22:30"
    assert store.read(OWNER, phases_of, house) == ()


def test_only_an_owner_describes_a_house_and_staff_set_no_rules(store):
    house = store.write(OWNER, describe_house, 0, WISH)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, house), describe_house, 0, WISH)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, house), set_rules, house, RULES)
