"""What a house, a phase and a person are asked for, from which week on, and weeks excused."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.recovery_asked import house_asked
from sobrhouse.queries.recovery_week import recovery_week
from sobrhouse.services import meeting_requirements as asks
from sobrhouse.services.meeting_requirements import Of
from tests import make
from tests.conftest import OWNER, staff
from tests.make import MONDAY, SUNDAY

WEEK = timedelta(days=7)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def marcus(store, house):
    return make.stay(store, make.resident(store), house)


def asked(store, house, week=MONDAY):
    (person,) = store.read(OWNER, recovery_week, house, week, SUNDAY)
    return person.rule.whence, person.tally.asked


def test_the_week_of_a_change_is_asked_anew_and_weeks_before_stay_as_they_were(
    store, house, marcus
):
    assert asked(store, house) == ("house", 4)
    wednesday = MONDAY + timedelta(days=2)
    done = store.write(OWNER, asks.set_requirement, Of(house), 5, wednesday)
    assert asked(store, house) == ("house", 5)
    assert asked(store, house, MONDAY - WEEK) == ("house", 4)
    later = store.write(OWNER, asks.set_requirement, Of(house), 6, SUNDAY)
    assert asked(store, house) == ("house", 6)
    store.write(OWNER, asks.undo_requirement, later)
    assert asked(store, house) == ("house", 5)
    store.write(OWNER, asks.undo_requirement, done)
    assert asked(store, house) == ("house", 4)
    with pytest.raises(Problem, match="changed again since"):
        store.write(OWNER, asks.undo_requirement, done)


def test_an_end_is_not_undone_under_what_was_asked_later(store, house, marcus):
    own = Of(house, stay_id=marcus)
    store.write(OWNER, asks.set_requirement, own, 7, MONDAY - WEEK)
    ended = store.write(OWNER, asks.end_requirement, own, MONDAY)
    later = store.write(OWNER, asks.set_requirement, own, 2, MONDAY)
    with pytest.raises(Problem, match="changed again since"):
        store.write(OWNER, asks.undo_requirement, ended)
    assert asked(store, house) == ("own", 2)
    store.write(OWNER, asks.undo_requirement, later)
    store.write(OWNER, asks.undo_requirement, ended)
    assert asked(store, house) == ("own", 7)


def test_phase_and_own_requirement_and_back_again(store, house, marcus):
    phase = make.phase(store, house)
    make.phase_history(store, marcus, phase)
    store.write(OWNER, asks.set_requirement, Of(house, phase_id=phase), 3, MONDAY - WEEK)
    own = Of(house, stay_id=marcus)
    store.write(
        OWNER, asks.set_requirement, own, 7, MONDAY, fellowships=("NA",), reason="Ninety in ninety"
    )
    assert asked(store, house) == ("own", 7)
    assert asked(store, house, MONDAY - WEEK) == ("phase", 3)
    done = store.write(OWNER, asks.end_requirement, own, SUNDAY)
    assert asked(store, house) == ("phase", 3)
    store.write(OWNER, asks.undo_requirement, done)
    assert asked(store, house) == ("own", 7)
    done = store.write(OWNER, asks.end_requirement, own, SUNDAY + WEEK)
    assert asked(store, house) == ("own", 7)
    store.write(OWNER, asks.undo_requirement, done)
    found = store.read(OWNER, house_asked, house, SUNDAY)
    assert (found.week_start, found.rule.per_week) == (MONDAY, 4)
    assert [(p.name, p.rule.per_week, p.rule.whence) for p in found.phases] == [
        ("Phase 1", 3, "phase")
    ]


def test_a_house_whose_week_starts_on_sunday(store):
    house = make.house(store, week_starts_on=6)
    make.stay(store, make.resident(store), house)
    store.write(OWNER, asks.set_requirement, Of(house), 2, MONDAY)
    assert asked(store, house, MONDAY - timedelta(days=1)) == ("house", 2)
    assert asked(store, house, MONDAY - timedelta(days=8)) == ("house", 4)


def test_weeks_excused_in_part_or_whole(store, house, marcus):
    row = store.write(OWNER, asks.excuse, marcus, SUNDAY, meetings=1, kind="work")
    assert asked(store, house) == ("house", 3)
    with pytest.raises(Problem, match="excused already"):
        store.write(OWNER, asks.excuse, marcus, MONDAY, kind="sick")
    store.write(OWNER, asks.take_back_excuse, row)
    assert asked(store, house) == ("house", 4)
    whole = store.write(OWNER, asks.excuse, marcus, MONDAY, kind="sick")
    assert asked(store, house) == ("house", 0)
    with pytest.raises(Problem, match="excused already"):
        store.write(OWNER, asks.put_back_excuse, row)
    store.write(OWNER, asks.take_back_excuse, whole)
    store.write(OWNER, asks.put_back_excuse, row)
    assert asked(store, house) == ("house", 3)


def test_what_cannot_be_excused_or_asked(store, house, marcus):
    with pytest.raises(Problem, match="Say why"):
        store.write(OWNER, asks.excuse, marcus, SUNDAY)
    with pytest.raises(Problem, match="did not live here"):
        store.write(OWNER, asks.excuse, marcus, date(2026, 8, 20), kind="sick")
    with pytest.raises(Problem, match="from 0 to 50"):
        store.write(OWNER, asks.set_requirement, Of(house), 51, MONDAY)
    gone = make.stay(store, make.resident(store, "Al", "Old"), house, discharged_on=MONDAY,
                     discharge_type="voluntary")  # fmt: skip
    with pytest.raises(Problem, match="moved out"):
        store.write(OWNER, asks.set_requirement, Of(house, stay_id=gone), 1, MONDAY)
    with pytest.raises(Problem, match="Nothing of their own"):
        store.write(OWNER, asks.end_requirement, Of(house, stay_id=marcus), MONDAY)


def test_who_may(store, house, marcus):
    other = make.house(store, "Elm Street House")
    own = Of(house, stay_id=marcus)
    for actor in (staff(Role.STAFF, house), staff(Role.MANAGER, other)):
        for of in (Of(house), own):
            with pytest.raises(NotAllowed):
                store.write(actor, asks.set_requirement, of, 3, MONDAY)
    done = store.write(staff(Role.MANAGER, house), asks.set_requirement, Of(house), 3, MONDAY)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, other), asks.undo_requirement, done)
    with pytest.raises(NotFound):
        store.write(OWNER, asks.set_requirement, Of(other, stay_id=marcus), 3, MONDAY)
    row = store.write(staff(Role.STAFF, house), asks.excuse, marcus, MONDAY, kind="sick")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, other), asks.take_back_excuse, row)
