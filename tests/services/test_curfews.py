"""Curfew rules and days without passes: set, changed and taken back."""

from datetime import date, time

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.curfew_rules import blackouts, own_curfews, phase_times
from sobrhouse.queries.curfews import tonight
from sobrhouse.services import curfews
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, staff

TODAY = date(2026, 11, 22)


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def marcus(store: Store, house: int) -> int:
    return make.stay(store, make.resident(store), house)


def test_a_phase_by_weekday_there_and_back(store, house, marcus):
    phase = make.phase(store, house)
    make.phase_history(store, marcus, phase)
    week = {day: time(22, 0) for day in range(7)} | {6: time(21, 0)}
    before = store.write(OWNER, curfews.set_phase_curfews, phase, week)
    assert before == dict.fromkeys(range(7))
    assert store.read(OWNER, tonight, house, NOW)[marcus].time == time(21, 0)
    was = store.write(OWNER, curfews.set_phase_curfews, phase, {6: None, 5: time(23, 0)})
    assert was == {6: time(21, 0), 5: time(22, 0)}
    (row,) = store.read(OWNER, phase_times, house)
    assert row.times[4:] == (time(22, 0), time(23, 0), None)
    store.write(OWNER, curfews.set_phase_curfews, phase, was)
    assert store.read(OWNER, tonight, house, NOW)[marcus].time == time(21, 0)


def test_an_own_curfew_is_set_removed_and_put_back(store, house, marcus):
    rule = store.write(OWNER, curfews.set_own, marcus, time(23, 45), "Late shift", weekday=6)
    assert store.read(OWNER, tonight, house, NOW)[marcus].because == "Late shift"
    (row,) = store.read(OWNER, own_curfews, marcus, TODAY)
    assert (row.weekday, row.time, row.from_on) == (6, time(23, 45), TODAY)
    store.write(OWNER, curfews.remove_own, rule)
    assert store.read(OWNER, own_curfews, marcus, TODAY) == ()
    store.write(OWNER, curfews.restore_own, rule)
    assert store.read(OWNER, tonight, house, NOW)[marcus].source == "own"


def test_an_own_curfew_says_why_and_ends_after_it_begins(store, marcus):
    with pytest.raises(Problem) as told:
        store.write(OWNER, curfews.set_own, marcus, None, " ")
    assert told.value.field == "reason"
    with pytest.raises(Problem) as told:
        store.write(OWNER, curfews.set_own, marcus, None, "Court", to_on=date(2026, 11, 1))
    assert told.value.field == "to_on"


def test_days_without_passes(store, house):
    span = (date(2026, 12, 24), date(2026, 12, 26))
    row = store.write(OWNER, curfews.add_blackout, house, *span, "Christmas at home")
    store.write(OWNER, curfews.add_blackout, house, date(2026, 12, 1), None, "")
    found = store.read(OWNER, blackouts, house, TODAY)
    assert [(b.from_on, b.to_on) for b in found] == [(date(2026, 12, 1),) * 2, span]
    store.write(OWNER, curfews.remove_blackout, row)
    assert len(store.read(OWNER, blackouts, house, TODAY)) == 1
    store.write(OWNER, curfews.restore_blackout, row)
    assert len(store.read(OWNER, blackouts, house, TODAY)) == 2
    with pytest.raises(Problem):
        store.write(OWNER, curfews.add_blackout, house, span[1], span[0], "")


def test_staff_change_no_rules(store, house, marcus):
    phase = make.phase(store, house)
    someone = staff(Role.STAFF, house)
    for deed, args in (
        (curfews.set_phase_curfews, (phase, {})),
        (curfews.set_own, (marcus, None, "x")),
        (curfews.add_blackout, (house, TODAY, None, "")),
    ):
        with pytest.raises(NotAllowed):
            store.write(someone, deed, *args)
