"""A sobriety date is never changed in silence: kind asked, history kept, way back open."""

from datetime import date

import pytest

from sobrhouse.problems import Problem
from sobrhouse.queries.profile import profile
from sobrhouse.services import sobriety
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def person(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    return person


def seen(store, person, house):
    return store.read(OWNER, profile, person, house, SUNDAY)


def test_a_new_date_keeps_the_time_before(store, house, person):
    store.write(OWNER, sobriety.set_first_date, person, date(2026, 8, 27))
    store.write(OWNER, sobriety.new_date, person, date(2026, 11, 20), "Told us himself")
    now = seen(store, person, house)
    assert now.sober.days == 2
    assert [(p.start_on, p.end_on, p.end_kind) for p in now.periods] == [
        (date(2026, 11, 20), None, None),
        (date(2026, 8, 27), date(2026, 11, 20), "return_to_use")]


def test_a_correction_keeps_what_stood_before(store, house, person):
    store.write(OWNER, sobriety.set_first_date, person, date(2026, 8, 27))
    store.write(OWNER, sobriety.correct_date, person, date(2026, 7, 27), "Misread the form")
    now = seen(store, person, house)
    assert now.sober.since == date(2026, 7, 27)
    assert now.periods[1].end_kind == "correction"


@pytest.mark.parametrize("change", [sobriety.new_date, sobriety.correct_date])
def test_either_can_be_taken_back_once(store, house, person, change):
    store.write(OWNER, sobriety.set_first_date, person, date(2026, 8, 27))
    done = store.write(OWNER, change, person, date(2026, 11, 20))
    store.write(OWNER, sobriety.undo_date, done)
    assert seen(store, person, house).sober.since == date(2026, 8, 27)
    with pytest.raises(Problem, match="changed again"):
        store.write(OWNER, sobriety.undo_date, done)


def test_a_new_date_is_later_and_has_come(store, person):
    with pytest.raises(Problem, match="no date yet"):
        store.write(OWNER, sobriety.new_date, person, SUNDAY)
    store.write(OWNER, sobriety.set_first_date, person, date(2026, 8, 27))
    for on in (date(2026, 8, 27), date(2026, 8, 1), date(2026, 11, 23)):
        with pytest.raises(Problem) as caught:
            store.write(OWNER, sobriety.new_date, person, on)
        assert caught.value.field == "start_on"


def test_there_is_one_first_date(store, person):
    store.write(OWNER, sobriety.set_first_date, person, date(2026, 8, 27))
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, sobriety.set_first_date, person, date(2026, 8, 28))
    with pytest.raises(Problem, match="stands already"):
        store.write(OWNER, sobriety.correct_date, person, date(2026, 8, 27))


def test_an_evening_in_the_house_is_not_tomorrow_in_greenwich(store, person):
    """The clock says 00:12 on November 23 in UTC; in New York it is still Sunday."""
    with pytest.raises(Problem, match="not come yet"):
        store.write(OWNER, sobriety.set_first_date, person, date(2026, 11, 23))
