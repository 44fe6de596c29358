"""A stay or application that was taken back lets nobody in; who took it back can still undo."""

from datetime import date

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.audit import audit_page
from sobrhouse.queries.matches import matches
from sobrhouse.queries.profile import profile
from sobrhouse.services import applications, residents, stays
from sobrhouse.services.applications import Waiting
from sobrhouse.services.residents import Person
from sobrhouse.services.stays import MoveIn
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY


@pytest.fixture
def houses(store):
    """Maple and Cedar, with a manager each: Dana and Bob."""
    maple, cedar = make.house(store), make.house(store, "Cedar House")
    dana = make.staff(store, "Dana Ruiz", houses=(maple,))
    bob = make.staff(store, "Bob Stone", houses=(cedar,))
    return (
        maple,
        cedar,
        staff(Role.MANAGER, maple, staff_id=dana),
        staff(Role.MANAGER, cedar, staff_id=bob, name="Bob Stone"),
    )


def seen(store, actor, first="Marcus", last="Tate"):
    return [m.resident_id for m in store.read(actor, matches, first, last, None)]


def test_a_stay_that_was_taken_back_gives_its_house_no_way_to_the_person(store, houses):
    maple, cedar, dana, bob = houses
    person = make.resident(store)
    make.stay(store, person, maple, discharged_on=date(2026, 9, 1), discharge_type="successful")
    wrong = store.write(OWNER, stays.move_in, cedar, person, MoveIn(on=SUNDAY))
    assert seen(store, bob) == [person]
    store.write(OWNER, stays.undo_move_in, wrong)
    assert seen(store, bob) == []
    assert seen(store, dana) == [person]
    with pytest.raises(NotAllowed):
        store.read(bob, profile, person, cedar, SUNDAY)
    with pytest.raises(NotAllowed):
        store.write(bob, residents.change_field, person, "phone", "555 010 4471", 1)
    assert store.read(dana, profile, person, maple, SUNDAY).name == "Marcus Tate"


def test_an_application_that_was_taken_back_gives_no_way_either(store, houses):
    maple, cedar, _dana, bob = houses
    person = make.resident(store)
    make.stay(store, person, maple)
    wish = store.write(OWNER, applications.add_application, cedar, person, Waiting())
    assert seen(store, bob) == [person]
    store.write(OWNER, applications.take_back_application, wish)
    assert seen(store, bob) == []
    with pytest.raises(NotAllowed):
        store.read(bob, profile, person, cedar, SUNDAY)


def test_whoever_takes_somebody_back_can_do_so_and_undo_what_hangs_on_it(store, houses):
    _maple, cedar, dana, bob = houses
    added = store.write(bob, residents.add_resident, cedar, Person(legal_first="Luis"))
    change = store.write(bob, residents.change_field, added.resident_id, "phone", "12", 1)
    store.write(bob, residents.take_back_added, added)
    store.write(bob, residents.change_field_back, added.resident_id, "phone", change.was, "12")
    with pytest.raises(NotAllowed):
        store.write(dana, residents.change_field, added.resident_id, "phone", "13", 3)
    entries = store.read(OWNER, audit_page).rows
    taken = next(e for e in entries if e.action == "resident.taken_back")
    assert taken.house == "Cedar House"


def test_whoever_wrote_the_stay_down_can_take_it_back_and_move_them_in_again(store, houses):
    _maple, cedar, _dana, bob = houses
    person = make.resident(store, "Luis", "Gomez")
    make.application(store, person, cedar)
    stay = store.write(bob, stays.move_in, cedar, person, MoveIn(on=SUNDAY))
    store.write(bob, stays.undo_move_in, stay)
    assert store.write(bob, stays.move_in, cedar, person, MoveIn(on=SUNDAY)) != stay


def test_nobody_elses_staff_reaches_a_person_without_any_house(store, houses):
    _maple, cedar, _dana, bob = houses
    person = make.resident(store)
    stay = make.stay(store, person, cedar)
    store.write(OWNER, stays.undo_move_in, stay)
    with pytest.raises(NotAllowed):
        store.read(bob, profile, person, cedar, SUNDAY)
    assert store.read(OWNER, profile, person, cedar, SUNDAY).stays == ()
