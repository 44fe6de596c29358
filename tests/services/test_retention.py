"""Rules of retention and legal holds: set, lifted, taken back, by those who may."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.holds import HoldKind
from sobrhouse.domain.retention import RecordClass, Standing
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.queries.holds import holds_of
from sobrhouse.queries.retention import kept_records, retention_rules
from sobrhouse.services import holds, retention
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import OWNER, staff

TODAY = date(2026, 11, 22)


def years(store: Store) -> dict[RecordClass, int]:
    return {r.rule.record_class: r.rule.years for r in store.read(OWNER, retention_rules)}


def test_a_rule_is_set_and_brought_back(store: Store) -> None:
    before = store.write(OWNER, retention.set_rule, RecordClass.RESIDENT, 10, "Funder")
    assert before == (0, "")
    assert years(store)[RecordClass.RESIDENT] == 10
    assert store.write(OWNER, retention.set_rule, RecordClass.RESIDENT, 12, "State") == (
        10, "Funder")  # fmt: skip
    assert store.write(OWNER, retention.use_default, RecordClass.RESIDENT) == (12, "State")
    assert years(store)[RecordClass.RESIDENT] == 7
    with pytest.raises(Stale):
        store.write(OWNER, retention.use_default, RecordClass.RESIDENT)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, 1), retention.set_rule, RecordClass.VISITOR, 5, "x")


def test_a_manager_puts_a_hold_on_and_an_owner_lifts_it(store: Store) -> None:
    house = make.house(store)
    who = make.resident(store)
    make.stay(store, who, house)
    manager = staff(Role.MANAGER, house)
    put = (who, HoldKind.LAWYER, "Lee & Lee", "Letter of Nov 2", TODAY)
    hold = store.write(manager, holds.put_on, *put)
    with pytest.raises(NotAllowed):
        store.write(manager, holds.lift, hold, "Done")
    with pytest.raises(Problem, match="Say why it is lifted"):
        store.write(OWNER, holds.lift, hold, " ")
    store.write(OWNER, holds.lift, hold, "The lawyer wrote")
    with pytest.raises(NotFound):
        store.write(OWNER, holds.lift, hold, "Again")
    second = store.write(manager, holds.put_on, *put)
    store.write(manager, holds.take_back, second)
    (row,) = store.read(manager, holds_of, who)
    assert (row.ended_by, row.ended_why) == ("Olive Owner", "The lawyer wrote")
    with pytest.raises(Problem, match="not come yet"):
        store.write(manager, holds.put_on, *put[:4], TODAY + timedelta(days=9))
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, house + 9), holds.put_on, *put)


def test_who_supports_others_or_waits_is_kept(store: Store) -> None:
    house, old = make.house(store), date(2015, 5, 1)
    left = {"discharged_on": date(2016, 5, 1), "discharge_type": "voluntary"}
    mentor, waits, gone = (make.resident(store, n, "Crane") for n in ("Abe", "Ben", "Cal"))
    for who in (mentor, gone):
        make.stay(store, who, house, old, **left)
    make_circle.supporter(store, house, "", resident_id=mentor)
    make.application(store, waits, house, stage="waitlisted", received_on=old)
    asked = make.resident(store, "Dee", "Crane")
    make.application(store, asked, house, stage="declined", received_on=date(2023, 1, 1))
    rows = {r.resident_id: r for r in store.read(OWNER, kept_records, TODAY)}
    assert rows[mentor].verdict.standing is Standing.SUPPORTS
    assert waits not in rows
    assert rows[gone].verdict.due
    assert rows[asked].record_class is RecordClass.APPLICANT
    assert rows[asked].verdict.due_on == date(2026, 1, 2)
