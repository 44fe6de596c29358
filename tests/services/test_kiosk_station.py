"""The kiosk as a place: who opened and left it is known, and who could leave it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission, Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.kiosk_station import newest_at, staff_pins
from sobrhouse.services import kiosk_station as service
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from tests import make
from tests.conftest import OWNER, staff


@needs(Permission.OWN_ACCOUNT, house_free=True)
def written(session: Session) -> list[tuple[str, str, str, int | None]]:
    rows = session.execute(
        select(AuditEntry.action, AuditEntry.actor_name, AuditEntry.station, AuditEntry.house_id)
        .where(AuditEntry.action.like("kiosk.%"))
        .order_by(AuditEntry.seq)
    )
    return [tuple(row) for row in rows]


def test_opening_and_leaving_are_written_down_with_their_station(store: Store) -> None:
    house = make.house(store)
    store.write(OWNER, service.open_kiosk, house, "kiosk")
    store.write(SYSTEM, service.note_wrong_staff_pin, house, "kiosk", 1)
    store.write(OWNER, service.leave_kiosk, house, "kiosk")
    assert store.read(OWNER, written) == [
        ("kiosk.opened", OWNER.name, "kiosk", house),
        ("kiosk.staff_pin_wrong", SYSTEM.name, "kiosk", house),
        ("kiosk.left", OWNER.name, "kiosk", house),
    ]
    assert store.read(SYSTEM, newest_at) == store.now()


def test_who_works_elsewhere_or_has_no_pin_cannot_leave_it(store: Store) -> None:
    house, other = make.house(store), make.house(store, "Elm House")
    here = make.staff(store, "Dana Ruiz", "staff", (house,), pin_hash="a")
    owner = make.staff(store, "Olive Two", "owner", pin_hash="b")
    make.staff(store, "Gone", "staff", (house,), pin_hash="c", active=False)
    make.staff(store, "Looks", "auditor", pin_hash="d")
    make.staff(store, "Bare", "manager", (house,))
    make.staff(store, "Far", "manager", (other,), pin_hash="e")
    found = store.read(SYSTEM, staff_pins, house)
    assert [pin.staff_id for pin in found] == [here, owner]
    assert "pin_hash" not in repr(found)
    with pytest.raises(NotAllowed):
        store.read(OWNER, staff_pins, house)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.AUDITOR, house), service.open_kiosk, house, "kiosk")
