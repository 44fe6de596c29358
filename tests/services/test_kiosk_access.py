"""How the office arranges the kiosk for one person: each change can be taken back."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.pins import badge_hash
from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.kiosk_access import AccessRow, kiosk_access, people_for_badges
from sobrhouse.services import kiosk_access as service
from sobrhouse.services.kiosk_access import Wish
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, KioskAccess, PinThrottle
from tests import make
from tests.conftest import OWNER, Clock, staff


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def marcus(store: Store, house: int) -> int:
    who = make.resident(store, "Marcus", "Tate")
    make.stay(store, who, house)
    return who


def seen(store: Store, who: int) -> AccessRow:
    return store.read(OWNER, kiosk_access, who, store.now())


@needs(Permission.OWN_ACCOUNT, house_free=True)
def hashes(session: Session) -> dict[int, str | None]:
    rows = session.execute(select(KioskAccess.resident_id, KioskAccess.badge_hash))
    return {row.resident_id: row.badge_hash for row in rows}


@needs(Permission.OWN_ACCOUNT, house_free=True)
def payloads(session: Session) -> str:
    return json.dumps([p for (p,) in session.execute(select(AuditEntry.payload))])


def test_somebody_who_never_used_it_has_nothing(store: Store, marcus: int) -> None:
    assert seen(store, marcus) == AccessRow(marcus)


@pytest.mark.parametrize(
    ("wish", "value", "nothing"),
    [
        (Wish.ALIAS, "Tate", ""),
        (Wish.NUMBER, "417", None),
        (Wish.HIDDEN, True, False),
        (Wish.HIDES_DAYS, True, False),
    ],
)
def test_a_wish_is_kept_and_taken_back(
    store: Store, marcus: int, wish: Wish, value: object, nothing: object
) -> None:
    before = store.write(OWNER, service.change_wish, marcus, wish, value)
    assert before == nothing
    assert getattr(seen(store, marcus), wish.value) == value
    store.write(OWNER, service.change_wish, marcus, wish, before)
    assert seen(store, marcus) == AccessRow(marcus)


@pytest.mark.parametrize("number", ["1", "1234567", "12a", "٤٢"])
def test_a_number_is_two_to_six_digits(store: Store, marcus: int, number: str) -> None:
    with pytest.raises(Problem, match="2 to 6 digits") as refused:
        store.write(OWNER, service.change_wish, marcus, Wish.NUMBER, number)
    assert refused.value.field == "number"


def test_two_people_never_have_one_number(store: Store, house: int, marcus: int) -> None:
    sam = make.resident(store, "Sam", "Okafor")
    make.stay(store, sam, house)
    store.write(OWNER, service.change_wish, marcus, Wish.NUMBER, "417")
    with pytest.raises(Problem, match="Someone else has that number"):
        store.write(OWNER, service.change_wish, sam, Wish.NUMBER, " 41 7 ")
    store.write(OWNER, service.change_wish, marcus, Wish.NUMBER, "417")


def test_a_pin_may_be_chosen_for_a_quarter_of_an_hour(
    store: Store, marcus: int, clock: Clock
) -> None:
    until = store.write(OWNER, service.let_choose_pin, marcus)
    assert seen(store, marcus).choose_until == until == store.now() + timedelta(minutes=15)
    clock.forward(minutes=16)
    assert seen(store, marcus).choose_until is None
    store.write(OWNER, service.let_choose_pin, marcus)
    store.write(OWNER, service.stop_choosing, marcus)
    assert seen(store, marcus).choose_until is None


def test_staff_clear_a_lock_and_the_tries_begin_anew(store: Store, house: int, marcus: int) -> None:
    now = store.now()
    make.row(store, PinThrottle(resident_id=marcus, failures=10, last_at=now, locked_at=now))
    assert seen(store, marcus).locked
    assert store.write(staff(Role.STAFF, house), service.clear_lock, marcus) == 10
    row = seen(store, marcus)
    assert (row.locked, row.failures, row.waits_until) == (False, 0, None)
    with pytest.raises(Problem, match="no lock"):
        store.write(OWNER, service.clear_lock, marcus)


def test_a_wait_shows_until_it_is_over(store: Store, marcus: int, clock: Clock) -> None:
    now = store.now()
    until = now + timedelta(seconds=30)
    make.row(store, PinThrottle(resident_id=marcus, failures=5, last_at=now, next_try_at=until))
    assert seen(store, marcus).waits_until == until
    clock.forward(seconds=31)
    assert seen(store, marcus).waits_until is None


def test_a_new_badge_ends_the_old_one_and_undo_brings_it_back(
    store: Store, house: int, marcus: int
) -> None:
    first = store.write(OWNER, service.make_badges, house, [marcus])
    second = store.write(OWNER, service.make_badges, house, [marcus])
    ((who, code),) = second.codes
    assert who == marcus
    assert len(code) == 16
    assert store.read(OWNER, hashes)[marcus] == badge_hash(code)
    store.write(OWNER, service.put_back_badges, second.before)
    assert store.read(OWNER, hashes)[marcus] == badge_hash(first.codes[0][1])
    assert store.read(OWNER, people_for_badges, house)[0].has_badge


def test_no_code_of_a_badge_is_ever_written_down(store: Store, house: int, marcus: int) -> None:
    made = store.write(OWNER, service.make_badges, house, [marcus])
    ((_who, code),) = made.codes
    assert code not in store.read(OWNER, payloads)
    assert code not in repr(made)


def test_who_may_do_what(store: Store, house: int, marcus: int) -> None:
    night = staff(Role.STAFF, house)
    for step in (service.let_choose_pin, service.stop_choosing):
        with pytest.raises(NotAllowed):
            store.write(night, step, marcus)
    with pytest.raises(NotAllowed):
        store.write(night, service.make_badges, house, [marcus])
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, house + 1), service.change_wish, marcus, Wish.ALIAS, "X")
