"""Handing out a resident's own copy, and the reads of the papers that stay in the house, on both
databases.
"""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.audit_check import log_reach
from sobrhouse.queries.census import census_day
from sobrhouse.queries.consents import disclosures
from sobrhouse.queries.discharge import discharge
from sobrhouse.queries.disclosure_account import disclosure_account
from sobrhouse.queries.held import own_copy, resident_file
from sobrhouse.queries.phone_list import phone_list
from sobrhouse.services.disclosures import (
    Asker,
    HandOut,
    disclose_without_consent,
    take_back_disclosure,
)
from sobrhouse.services.own_copies import CONFIRMED_BY, hand_out_copy
from sobrhouse.services.pins import confirm
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make, make_circle, make_papers
from tests.conftest import NOW, OWNER, staff

TODAY, PIN = make.SUNDAY, "246810"
ASKER = Asker(recipient="Marcus Tate", purpose="The resident's own copy")


@pytest.fixture
def house(store: Store) -> tuple[int, int]:
    """Marcus with a bed, a chore, a sponsor, a consent and what left by it."""
    house = make.house(store)
    who = make.resident(store, "Marcus", "Tate")
    stay = make.stay(store, who, house, TODAY - timedelta(days=30))
    make.assignment(store, stay, make.bed(store, make.room(store, house), "4B"),
                    TODAY - timedelta(days=30))  # fmt: skip
    chore = make.chore(store, house, make.rotation(store, house), "Kitchen")
    make.inspection(store, house, make.chore_assignment(store, house, chore, stay))
    tie = make_circle.sponsorship(store, who, name="Ron B.")
    make_circle.touch(store, house, tie)
    make_papers.disclosure(store, house, who, consent_id=make_papers.consent(store, house, who))
    return house, who


def test_the_papers_of_the_house_are_read_alike(store: Store, house: tuple[int, int]) -> None:
    where, who = house
    held = store.read(OWNER, own_copy, where, who, TODAY)
    rows = {part.table: len(part.rows) for part in held.parts if part.rows}
    assert rows == {
        "resident": 1, "stay": 1, "bed_assignment": 1, "consent": 1, "disclosure": 1,
        "chore_assignment": 1, "inspection": 1, "sponsorship": 1, "sponsor_contact": 1,
    }  # fmt: skip
    assert store.read(OWNER, resident_file, where, who, TODAY).rows == held.rows
    census = store.read(OWNER, census_day, where, TODAY - timedelta(days=30))
    assert [(c.kind, c.bed) for c in census.changes] == [("came", "4B")]
    assert store.read(OWNER, discharge, where, who, TODAY).chores_passed == 1
    assert len(store.read(OWNER, disclosure_account, where, TODAY, TODAY, who).rows) == 1
    assert len(store.read(OWNER, phone_list, where, TODAY).lines) == 1
    assert store.read(OWNER, log_reach, where).last_at == NOW


def test_a_copy_is_handed_out_by_whoever_may_and_confirms_it(
    store: Store, house: tuple[int, int]
) -> None:
    where, who = house
    handed = HandOut(
        resident_id=who, description="Everything held", method="file", sha256="ab" * 32
    )
    store.write(OWNER, set_pin, PIN)
    with pytest.raises(NotAllowed):
        store.write(OWNER, hand_out_copy, where, handed, ASKER)
    with pytest.raises(NotAllowed):  # nor by the other door
        store.write(OWNER, disclose_without_consent, where, handed, ASKER, "resident_copy")
    for role in (Role.STAFF, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            store.write(staff(role, where), hand_out_copy, where, handed, ASKER)
    assert store.write(OWNER, confirm, PIN, CONFIRMED_BY)
    row = store.write(OWNER, hand_out_copy, where, handed, ASKER)
    newest = store.read(OWNER, disclosures, where, TODAY, TODAY, who)[0]
    assert (newest.id, newest.basis, newest.recipient) == (row, "resident_copy", "Marcus Tate")
    store.write(OWNER, take_back_disclosure, row, "the disk was full")
    account = store.read(OWNER, disclosure_account, where, TODAY, TODAY, who)
    assert [r.id for r in account.rows if r.void_why] == [row]
    assert row not in {r.id for r in account.counted}
