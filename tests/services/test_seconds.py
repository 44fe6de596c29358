"""What takes two people is refused until a second one was there, for this thing alone."""

import pytest

from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.audit import audit_page
from sobrhouse.queries.staff import other_people
from sobrhouse.services import pins
from sobrhouse.services.pins import Purpose, confirm, confirm_by_passphrase, require_confirmed
from sobrhouse.services.restores import allow_restore
from sobrhouse.services.seconds import confirm_second, confirm_second_by_key, require_second
from sobrhouse.services.staff import clear_pin, set_pin
from sobrhouse.storage.keys.keys import Unlocked
from tests import make
from tests.conftest import OWNER, staff

PIN, THEIRS = "246810", "975310"


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def marcus(store, house):
    person = make.resident(store, "Marcus", "Tate")
    make.stay(store, person, house)
    return person


@pytest.fixture
def dana(store, house):
    made = make.staff(store, "Dana Ruiz", "staff", (house,))
    store.write(staff(Role.STAFF, house, staff_id=made), set_pin, THEIRS)
    return made


def purge(work, resident_id=None, **more):
    """Stands for any service that takes two."""
    work.require(Permission.MANAGE_STAFF)
    require_confirmed(work, Purpose.PURGE)
    second = require_second(work, Purpose.PURGE, resident_id, **more)
    work.record("resident.purged", None, second=second)
    return second


def owner_confirms(store, purpose=Purpose.PURGE):
    store.write(OWNER, confirm_by_passphrase, purpose)


def test_a_purge_waits_for_the_second_person_and_is_about_one_resident(store, dana, marcus, clock):
    owner_confirms(store)
    with pytest.raises(NotAllowed, match="second person"):
        store.write(OWNER, purge, marcus)
    assert not store.write(OWNER, confirm_second, dana, PIN, Purpose.PURGE, marcus)
    assert store.write(OWNER, confirm_second, dana, THEIRS, Purpose.EMERGENCY, marcus)
    assert store.write(OWNER, confirm_second, dana, THEIRS, Purpose.PURGE)
    with pytest.raises(NotAllowed, match="second person"):
        store.write(OWNER, purge, marcus)  # another purpose, and nobody in particular
    assert store.write(OWNER, confirm_second, dana, THEIRS, Purpose.PURGE, marcus)
    assert store.write(OWNER, purge, marcus) == dana
    with pytest.raises(NotAllowed, match="second person"):
        store.write(OWNER, purge, marcus, second=dana + 1)
    clock.forward(minutes=3)
    owner_confirms(store)
    with pytest.raises(NotAllowed, match="second person"):
        store.write(OWNER, purge, marcus)


@pytest.mark.sqlite_only
def test_one_cannot_be_ones_own_second_person(store, dana, marcus):
    store.write(OWNER, set_pin, PIN)
    with pytest.raises(Problem, match="second person"):
        store.write(OWNER, confirm_second, OWNER.id, PIN, Purpose.PURGE, marcus)
    mine = Unlocked(b"", store.accounts()[-1].slot_id or "none", "Olive Owner")
    with pytest.raises(Problem):
        store.write(OWNER, confirm_second_by_key, mine, Purpose.PURGE, marcus)


@pytest.mark.sqlite_only
def test_a_passphrase_that_opened_its_slot_is_as_good(store, house, marcus):
    ann = make.staff(store, "Ann Lee", "auditor", (), slot_id="slot of Ann")
    unlocked = Unlocked(b"", "slot of Ann", "Ann Lee")
    assert store.write(OWNER, confirm_second_by_key, unlocked, Purpose.PURGE, marcus) == ann
    owner_confirms(store)
    assert store.write(OWNER, purge, marcus) == ann
    with pytest.raises(Problem):  # an auditor does not know who lives or dies
        store.write(OWNER, confirm_second_by_key, unlocked, Purpose.EMERGENCY, marcus)


@pytest.mark.sqlite_only
def test_alone_it_takes_a_reason(store, marcus):
    assert store.read(OWNER, other_people) == ()
    owner_confirms(store)
    with pytest.raises(Problem, match="alone"):
        store.write(OWNER, purge, marcus)
    assert store.write(OWNER, purge, marcus, reason="I run the house by myself") is None


@pytest.mark.sqlite_only
def test_a_colleague_without_a_pin_is_still_somebody_to_ask(store, house, marcus):
    make.staff(store, "Ann Lee", "staff", (house,), slot_id="slot of Ann")
    assert [p.has_pin for p in store.read(OWNER, other_people)] == [False]
    owner_confirms(store)
    with pytest.raises(NotAllowed, match="second person"):
        store.write(OWNER, purge, marcus, reason="Nobody is about")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", [Role.MANAGER, Role.STAFF, Role.AUDITOR])
@pytest.mark.sqlite_only
def test_only_who_may_purge_may_ask_for_its_second_person(store, house, dana, marcus, role):
    with pytest.raises(NotAllowed):
        store.write(staff(role, house), confirm_second, dana, THEIRS, Purpose.PURGE, marcus)


@pytest.mark.sqlite_only
def test_ten_wrong_pins_in_an_hour_are_the_end_on_every_screen(
    store, dana, marcus, clock, monkeypatch
):
    assert pins.WRONG_AN_HOUR == 10
    monkeypatch.setattr(pins, "WRONG_AN_HOUR", 3)  # each takes its 40 ms
    for _try in range(3):
        assert not store.write(OWNER, confirm_second, dana, "000001", Purpose.PURGE, marcus)
    with pytest.raises(NotAllowed, match="Too many"):
        store.write(OWNER, confirm_second, dana, THEIRS, Purpose.PURGE, marcus)
    me = store.actor(staff_id=dana)
    with pytest.raises(NotAllowed, match="Too many"):
        store.write(me, confirm, THEIRS, Purpose.EXPORT)
    clock.forward(minutes=61)
    assert store.write(OWNER, confirm_second, dana, THEIRS, Purpose.PURGE, marcus)


@pytest.mark.sqlite_only
def test_a_restore_is_never_done_by_who_has_nothing_to_confirm_by(store, house):
    with pytest.raises(NotAllowed, match="none yet"):
        store.write(OWNER, allow_restore, "house.db")
    store.write(OWNER, set_pin, PIN)
    with pytest.raises(NotAllowed, match="Type your PIN"):
        store.write(OWNER, allow_restore, "house.db")
    assert store.write(OWNER, confirm, PIN, Purpose.RESTORE)
    store.write(OWNER, allow_restore, "house.db")
    store.write(OWNER, clear_pin, OWNER.id)
    owner_confirms(store, Purpose.RESTORE)  # the command line: they typed their passphrase
    store.write(OWNER, allow_restore, "house.db")


@pytest.mark.sqlite_only
def test_no_pin_and_no_hash_is_in_the_log(store, dana, marcus):
    store.write(OWNER, confirm_second, dana, "000001", Purpose.PURGE, marcus)
    store.write(OWNER, confirm_second, dana, THEIRS, Purpose.PURGE, marcus)
    store.write(OWNER, clear_pin, dana)
    rows = store.read(OWNER, audit_page).rows
    told = ["staff.pin_cleared", "staff.second_confirmed", "staff.pin_refused", "staff.pin_set"]
    assert [r.action for r in rows[:3]] == told[:3] and told[3] in [r.action for r in rows]
    said = " ".join(r.payload for r in rows if r.action in told)
    assert THEIRS not in said and "argon2id" not in said
