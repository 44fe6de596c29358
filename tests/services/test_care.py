"""Contacts, conditions, supervision and work: added, changed, removed, put back."""

from datetime import date

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.queries.profile import profile
from sobrhouse.services import care
from sobrhouse.services.care import Care
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY

KINDS = [
    (Care.CONTACT, {"name": "Lena Tate", "relationship": "sister"}, "phone", "555"),
    (Care.CONDITION, {"text": "Penicillin", "allergy": True}, "note", "Since childhood"),
    (Care.LEGAL, {"kind": "drug_court"}, "officer", "P. Grant"),
    (Care.EMPLOYMENT, {"kind": "job", "place": "Ridge Auto"}, "hours_week", 32),
]


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def person(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    return person


def listed(store, person, house, kind):
    seen = store.read(OWNER, profile, person, house, SUNDAY)
    return {Care.CONTACT: seen.contacts, Care.CONDITION: seen.conditions,
            Care.LEGAL: seen.legal, Care.EMPLOYMENT: seen.employment}[kind]


@pytest.mark.parametrize(("kind", "fields", "field", "value"), KINDS)
def test_each_kind_goes_all_the_way_and_back(store, house, person, kind, fields, field, value):
    row = store.write(OWNER, care.add_care, kind, person, fields)
    version, was = store.write(OWNER, care.change_care, kind, row, field, value, 1)
    shown = listed(store, person, house, kind)[0]
    assert getattr(shown, field) == value and shown.version == version
    with pytest.raises(Stale):
        store.write(OWNER, care.change_care, kind, row, field, was, 1)
    store.write(OWNER, care.change_care_back, kind, row, field, was, value)
    store.write(OWNER, care.take_back_care, kind, row)
    assert listed(store, person, house, kind) == ()
    with pytest.raises(NotFound):
        store.write(OWNER, care.change_care, kind, row, field, value, 4)
    store.write(OWNER, care.put_back_care, kind, row)
    assert [r.id for r in listed(store, person, house, kind)] == [row]


@pytest.mark.parametrize(("kind", "fields", "field"), [
    (Care.CONTACT, {"name": "  "}, "name"), (Care.CONTACT, {}, "name"),
    (Care.CONTACT, {"name": "A", "may_be_told": "everything"}, "may_be_told"),
    (Care.CONTACT, {"name": "Bill W.", "kind": "sponsor"}, "kind"),
    (Care.CONTACT, {"name": "Bill W.", "kind": "mentor"}, "kind"),
    (Care.CONDITION, {"text": ""}, "text"),
    (Care.EMPLOYMENT, {"hours_week": 169}, "hours_week"),
    (Care.LEGAL, {"start_on": date(2026, 2, 1), "end_on": date(2026, 1, 1)}, "end_on"),
])
def test_what_cannot_be_right_is_refused_beside_its_field(store, person, kind, fields, field):
    with pytest.raises(Problem) as caught:
        store.write(OWNER, care.add_care, kind, person, fields)
    assert caught.value.field == field


def test_staff_write_contacts_but_not_supervision(store, house, person):
    daily = staff(Role.STAFF, house)
    store.write(daily, care.add_care, Care.CONTACT, person, {"name": "Lena"})
    with pytest.raises(NotAllowed):
        store.write(daily, care.add_care, Care.LEGAL, person, {"kind": "parole"})


def test_an_auditor_changes_nothing(store, person):
    with pytest.raises(NotAllowed):
        store.write(staff(Role.AUDITOR), care.add_care, Care.CONTACT, person, {"name": "Lena"})
