"""Confirming by PIN: the records refuse what was not confirmed within the last minute."""

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.audit import audit_page
from sobrhouse.services.exports import record_export
from sobrhouse.services.pins import Purpose, confirm, confirm_by_passphrase
from sobrhouse.services.staff import add_staff, change_access, reactivate, set_pin
from tests import make
from tests.conftest import OWNER, staff

PIN = "246810"


@pytest.fixture
def house(store):
    made = make.house(store)
    store.write(OWNER, set_pin, PIN)
    return made


def actions(store):
    return [row.action for row in store.read(OWNER, audit_page).rows]


def test_only_ones_own_pin_confirms_and_the_log_keeps_both(store, house):
    assert not store.write(OWNER, confirm, "135791", Purpose.EXPORT)
    assert actions(store)[0] == "staff.pin_refused"
    assert store.write(OWNER, confirm, PIN, Purpose.EXPORT)
    assert actions(store)[0] == "staff.confirmed"
    assert "135791" not in str(store.read(OWNER, audit_page).rows)


def test_an_export_is_refused_until_it_was_confirmed_within_a_minute(store, house, clock):
    with pytest.raises(NotAllowed, match="PIN"):
        store.write(OWNER, record_export, house, "residents", 2)
    store.write(OWNER, confirm, "135791", Purpose.EXPORT)
    store.write(OWNER, confirm, PIN, Purpose.RESTORE)
    with pytest.raises(NotAllowed):
        store.write(OWNER, record_export, house, "residents", 2)
    store.write(OWNER, confirm, PIN, Purpose.EXPORT)
    store.write(OWNER, record_export, house, "residents", 2)
    clock.forward(seconds=61)
    with pytest.raises(NotAllowed):
        store.write(OWNER, record_export, house, "residents", 2)
    clock.forward(days=-1)  # a clock set back makes no confirmation young again
    with pytest.raises(NotAllowed):
        store.write(OWNER, record_export, house, "residents", 2)


def test_a_colleagues_pin_confirms_nothing_for_me(store, house):
    dana = make.staff(store, "Dana Ruiz", "manager", (house,))
    manager = staff(Role.MANAGER, house, staff_id=dana)
    store.write(manager, set_pin, "975310")
    store.write(OWNER, confirm, PIN, Purpose.EXPORT)
    with pytest.raises(NotAllowed):
        store.write(manager, record_export, house, "residents", 2)
    assert not store.write(manager, confirm, PIN, Purpose.EXPORT)
    assert store.write(manager, confirm, "975310", Purpose.EXPORT)
    store.write(manager, record_export, house, "residents", 2)


def test_access_is_given_only_by_who_confirmed_it(store, house):
    dana = make.staff(store, "Dana Ruiz", "staff", (house,))
    away = make.staff(store, "Ann Lee", "staff", (house,), active=False)
    for use_case, args in (
        (change_access, (dana, Role.OWNER, ())),
        (add_staff, ("Kim Park", Role.STAFF, (house,), "slot")),
        (reactivate, (away, "slot 2")),
    ):
        with pytest.raises(NotAllowed, match="PIN"):
            store.write(OWNER, use_case, *args)
    store.write(OWNER, confirm, PIN, Purpose.ACCESS)
    was = store.write(OWNER, change_access, dana, Role.OWNER, ())
    store.write(OWNER, change_access, dana, Role(was.role), was.houses)
    assert store.write(OWNER, add_staff, "Kim Park", Role.STAFF, (house,), "slot")
    store.write(OWNER, reactivate, away, "slot 2")


def test_the_passphrase_confirms_for_the_command_line(store, house):
    store.write(OWNER, confirm_by_passphrase, Purpose.EXPORT)
    store.write(OWNER, record_export, house, "residents", 2)


def test_without_a_pin_there_is_nothing_to_confirm_by(store):
    house = make.house(store)
    with pytest.raises(Problem, match="Settings, Keys"):
        store.write(OWNER, confirm, PIN, Purpose.EXPORT)
    store.write(OWNER, record_export, house, "residents", 2)


def test_a_real_account_without_a_pin_passes_nowhere_but_by_its_passphrase(store):
    """The practice house, which has a clock of its own, asks nothing of who has no PIN."""
    house = make.house(store)
    store.minds_clock = True
    for use_case, *values in (
        (record_export, house, "residents", 2),
        (add_staff, "Dana", Role.STAFF, [house], "slot"),
    ):
        with pytest.raises(NotAllowed, match="you have none yet"):
            store.write(OWNER, use_case, *values)
    store.write(OWNER, confirm_by_passphrase, Purpose.EXPORT)
    store.write(OWNER, record_export, house, "residents", 2)
