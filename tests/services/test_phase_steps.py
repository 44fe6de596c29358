"""The phases of a house: made one after another, changed, taken away while nobody is in them."""

from datetime import date

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.phases import phases_of
from sobrhouse.services import phase_steps
from sobrhouse.services.phases import change_phase
from tests import make
from tests.conftest import OWNER, staff


@pytest.fixture
def house(store):
    return make.house(store)


def names(store, house):
    return [row.name for row in store.read(OWNER, phases_of, house)]


def test_a_phase_goes_after_the_last_one(store, house):
    store.write(OWNER, phase_steps.add_phase, house, " Orientation ")
    store.write(OWNER, phase_steps.add_phase, house, "Phase  1", 14, "Finds a sponsor. ")
    rows = store.read(OWNER, phases_of, house)
    assert [(r.number, r.name, r.min_days, r.note) for r in rows] == [
        (1, "Orientation", None, ""), (2, "Phase 1", 14, "Finds a sponsor."),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "   ", "orientation"])
def test_a_phase_needs_a_name_of_its_own(store, house, name):
    store.write(OWNER, phase_steps.add_phase, house, "Orientation")
    with pytest.raises(Problem) as refused:
        store.write(OWNER, phase_steps.add_phase, house, name)
    assert refused.value.field == "name"
    assert names(store, house) == ["Orientation"]


def test_a_change_gives_what_stood_before_so_that_it_can_be_undone(store, house):
    phase = store.write(OWNER, phase_steps.add_phase, house, "Phase 1", 30, "Works.")
    before = store.write(OWNER, phase_steps.change_phase_step, phase, "Phase one", 45, "")
    assert before == ("Phase 1", 30, "Works.")
    store.write(OWNER, phase_steps.change_phase_step, phase, *before)
    row = store.read(OWNER, phases_of, house)[0]
    assert (row.name, row.min_days, row.note) == before


def test_a_phase_can_be_taken_away_and_brought_back(store, house):
    phase = store.write(OWNER, phase_steps.add_phase, house, "Phase 1")
    store.write(OWNER, phase_steps.void_phase, phase)
    assert names(store, house) == []
    store.write(OWNER, phase_steps.restore_phase, phase)
    assert names(store, house) == ["Phase 1"]
    with pytest.raises(Problem):
        store.write(OWNER, phase_steps.restore_phase, phase)


def test_a_phase_whose_name_was_taken_meanwhile_does_not_come_back(store, house):
    phase = store.write(OWNER, phase_steps.add_phase, house, "Phase 1")
    store.write(OWNER, phase_steps.void_phase, phase)
    store.write(OWNER, phase_steps.add_phase, house, "phase 1")
    with pytest.raises(Problem, match="that name already"):
        store.write(OWNER, phase_steps.restore_phase, phase)


def test_a_phase_stays_while_somebody_is_in_it(store, house):
    phase = store.write(OWNER, phase_steps.add_phase, house, "Phase 1")
    stay = make.stay(store, make.resident(store), house)
    store.write(OWNER, change_phase, stay, phase, date(2026, 11, 22), "Settled in")
    with pytest.raises(Problem, match="Somebody is in Phase 1"):
        store.write(OWNER, phase_steps.void_phase, phase)
    assert names(store, house) == ["Phase 1"]


def test_only_who_runs_the_house_changes_its_phases(store, house):
    phase = store.write(OWNER, phase_steps.add_phase, house, "Phase 1")
    someone = staff(Role.STAFF, house)
    for use_case, *given in (
        (phase_steps.add_phase, house, "Phase 2"),
        (phase_steps.change_phase_step, phase, "Other", None, ""),
        (phase_steps.void_phase, phase),
        (phase_steps.restore_phase, phase),
    ):
        with pytest.raises(NotAllowed):
            store.write(someone, use_case, *given)
