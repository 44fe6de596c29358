"""Every print is recorded, and only by somebody of the house."""

import json
from typing import Any

import pytest
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed, NotFound
from sobrhouse.services.papers import record_print
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from tests import make
from tests.conftest import OWNER, staff


@needs(Permission.SEE_AUDIT, house_free=True)
def entry(session: Session, seq: int) -> tuple[Any, ...]:
    """What the audit row with this number says."""
    row = session.get(AuditEntry, seq)
    assert row is not None
    return row.action, row.house_id, row.resident_id, json.loads(row.payload)


def test_a_print_is_recorded_with_its_pages_and_the_hash_of_its_file(store: Store) -> None:
    house = make.house(store)
    dana = staff(Role.STAFF, house)
    seq = store.write(dana, record_print, house, "Weekly house report", 2, sha256="ab")
    action, house_id, resident_id, payload = store.read(OWNER, entry, seq)
    assert (action, house_id, resident_id) == ("report.printed", house, None)
    assert payload == {
        "title": "Weekly house report",
        "pages": 2,
        "sha256": "ab",
        "names": "short",
    }


def test_a_saved_sheet_of_one_person_is_recorded_with_the_person(store: Store) -> None:
    house = make.house(store)
    person = make.resident(store)
    make.stay(store, person, house)
    seq = store.write(
        OWNER,
        record_print,
        house,
        "Emergency sheet",
        1,
        saved=True,
        names="full",
        resident_id=person,
    )
    assert store.read(OWNER, entry, seq)[:3] == ("report.saved", house, person)


def test_a_print_for_another_house_is_refused(store: Store) -> None:
    mine, other = make.house(store), make.house(store, "Oak House")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, mine), record_print, other, "Weekly house report", 1)
    with pytest.raises(NotFound):
        store.write(OWNER, record_print, 999, "Weekly house report", 1)
