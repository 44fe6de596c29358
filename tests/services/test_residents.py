"""Taking somebody in, and changing what is written about them, field by field."""

from datetime import date

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.matches import matches
from sobrhouse.queries.profile import profile
from sobrhouse.services import residents
from sobrhouse.services.applications import Waiting
from sobrhouse.services.residents import Person
from sobrhouse.services.stays import MoveIn
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY


@pytest.fixture
def house(store):
    return make.house(store)


def shown(store, resident_id, house_id, actor=OWNER):
    return store.read(actor, profile, resident_id, house_id, SUNDAY)


def test_somebody_new_moves_in_with_a_bed_and_the_first_phase(store, house):
    bed = make.bed(store, make.room(store, house))
    make.phase(store, house, 1)
    added = store.write(
        OWNER, residents.add_resident, house,
        Person(legal_first=" Ana ", legal_last="Núñez", sober_since=date(2026, 11, 1)),
        move_in=MoveIn(on=SUNDAY, bed_id=bed, referral="Harbor Detox"))
    seen = shown(store, added.resident_id, house)
    assert (seen.name, seen.stay.bed, seen.stay.phase) == ("Ana Núñez", "1A", "Phase 1")
    assert (seen.stay.referral, seen.sober.days) == ("Harbor Detox", 21)
    assert seen.waits is None


def test_somebody_new_waits_when_they_do_not_move_in(store, house):
    added = store.write(
        OWNER, residents.add_resident, house, Person(legal_first="Greg", legal_last="Adams"),
        waiting=Waiting(needs="ground floor"))
    seen = shown(store, added.resident_id, house)
    assert seen.stay is None and seen.waits.needs == "ground floor"


def test_adding_somebody_can_be_taken_back(store, house):
    bed = make.bed(store, make.room(store, house))
    added = store.write(OWNER, residents.add_resident, house, Person(legal_first="Ana"),
                        move_in=MoveIn(on=SUNDAY, bed_id=bed))
    store.write(OWNER, residents.take_back_added, added)
    assert store.read(OWNER, matches, "Ana", "", None) == ()
    with pytest.raises(Problem):
        store.write(OWNER, residents.take_back_added, added)
    store.write(OWNER, residents.add_resident, house, Person(legal_first="Bo"),
                move_in=MoveIn(on=SUNDAY, bed_id=bed))  # the bed is free again


def test_when_the_bed_is_refused_nobody_is_added(store, house):
    room = make.room(store, house)
    bed, _stay = make.filled_bed(store, room, "1A", "Marcus", "Tate")
    with pytest.raises(Problem):
        store.write(OWNER, residents.add_resident, house, Person(legal_first="Ana"),
                    move_in=MoveIn(on=SUNDAY, bed_id=bed))
    assert store.read(OWNER, matches, "Ana", "", None) == ()


@pytest.mark.parametrize(("person", "field"), [
    (Person(legal_first="  "), "legal_first"),
    (Person(legal_first="A", birth_on=date(2027, 1, 1)), "birth_on"),
    (Person(legal_first="A", pathway="yoga"), "pathway"),
    (Person(legal_first="A", sober_since=date(2026, 12, 1)), "start_on"),
])
def test_what_cannot_be_right_is_refused_beside_its_field(store, house, person, field):
    with pytest.raises(Problem) as caught:
        store.write(OWNER, residents.add_resident, house, person)
    assert caught.value.field == field


def test_a_field_saves_by_itself_and_the_version_moves_on(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    first = store.write(OWNER, residents.change_field, person, "phone", " +15550104471 ", 1)
    second = store.write(OWNER, residents.change_field, person, "preferred_name", "Mo", 2)
    seen = shown(store, person, house)
    assert (first.version, first.was, second.version) == (2, "", 3)
    assert (seen.person.phone, seen.name, seen.person.version) == ("+15550104471", "Mo Tate", 3)


def test_two_who_change_the_same_person_are_told_of_each_other(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    store.write(OWNER, residents.change_field, person, "phone", "1", 1)
    with pytest.raises(Stale) as caught:
        store.write(OWNER, residents.change_field, person, "phone", "2", 1)
    assert caught.value.theirs["phone"] == "1" and caught.value.theirs["version"] == 2
    assert shown(store, person, house).person.phone == "1"


def test_a_value_that_stands_already_is_not_a_change(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    assert store.write(OWNER, residents.change_field, person, "legal_last", "Tate", 1).version == 1


def test_undoing_a_field_is_refused_once_it_was_changed_again(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    store.write(OWNER, residents.change_field, person, "phone", "1", 1)
    store.write(OWNER, residents.change_field_back, person, "phone", "", "1")
    assert shown(store, person, house).person.phone == ""
    store.write(OWNER, residents.change_field, person, "phone", "2", 3)
    with pytest.raises(Problem, match="changed again"):
        store.write(OWNER, residents.change_field_back, person, "phone", "", "1")


def test_staff_change_a_phone_but_not_a_name(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    daily = staff(Role.STAFF, house)
    store.write(daily, residents.change_field, person, "phone", "1", 1)
    with pytest.raises(NotAllowed):
        store.write(daily, residents.change_field, person, "legal_last", "X", 2)


def test_nobody_changes_people_of_another_house(store, house):
    other = make.house(store, "Oak Street House")
    person = make.resident(store)
    make.stay(store, person, other)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, house), residents.change_field, person, "phone", "1", 1)
    with pytest.raises(NotAllowed):
        store.read(staff(Role.MANAGER, house), profile, person, house, SUNDAY)


@pytest.mark.parametrize("name", [
    "<b>Ana</b>", "Robert'); DROP TABLE resident;--", "%_\\", "名前", "é" * 2000,
    "A\u202eB", "👩‍👩‍👧",
])
def test_names_in_any_script_are_kept_as_they_are(store, house, name):
    added = store.write(OWNER, residents.add_resident, house, Person(legal_first=name))
    assert shown(store, added.resident_id, house).person.legal_first == name
