"""Tonight: house, phase, own rule and pass, for everybody and for one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.curfews import tonight, tonight_by
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import residents_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.services.settings import change_setting
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import CurfewRule, Pass, PhaseCurfew
from sobrhouse.words import speak
from tests import make
from tests.conftest import NOW, OWNER, staff

CURFEW = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)  # 10:30 PM in New York


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def marcus(store: Store, house: int) -> int:
    return make.stay(store, make.resident(store), house)


def leave(store: Store, house: int, stay: int, status: str, **span: datetime) -> int:
    made = Pass(house_id=house, stay_id=stay, status=status, requested_at=NOW, **span)
    return make.row(store, made)


def test_the_house_asks_everybody_alike_until_told_otherwise(store, house, marcus):
    found = store.read(OWNER, tonight, house, NOW)
    assert list(found) == [marcus]
    mine = found[marcus]
    assert (mine.time, mine.at, mine.source) == (time(22, 30), CURFEW, "house")
    assert mine.words == "Curfew 10:30 PM"
    assert mine.home_by == CURFEW


def test_after_midnight_it_is_still_the_same_night(store, house, marcus):
    late = datetime(2026, 11, 23, 8, 59, tzinfo=UTC)  # 3:59 AM
    assert store.read(OWNER, tonight, house, late)[marcus].at == CURFEW
    assert store.read(OWNER, tonight, house, late + timedelta(minutes=1))[
        marcus
    ].at == CURFEW + timedelta(days=1)


def test_phase_and_own_rule(store, house, marcus):
    phase = make.phase(store, house, 2)
    make.phase_history(store, marcus, phase)
    make.row(store, PhaseCurfew(house_id=house, phase_id=phase, weekday=6, time="23:00"))
    mine = store.read(OWNER, tonight, house, NOW)[marcus]
    assert (mine.time, mine.words) == (time(23, 0), "Curfew 11:00 PM (Phase 2)")
    make.row(
        store,
        CurfewRule(stay_id=marcus, time="", reason="Night shift", from_on=date(2026, 11, 1)),
    )
    mine = store.read(OWNER, tonight, house, NOW)[marcus]
    assert (mine.time, mine.at, mine.home_by) == (None, None, None)
    assert mine.words == "No curfew tonight (Night shift)"


def test_a_rule_of_another_person_is_not_mine(store, house, marcus):
    other = make.stay(store, make.resident(store, "Sam", "Okafor"), house)
    make.row(store, CurfewRule(stay_id=other, time="21:00", from_on=date(2026, 11, 1)))
    found = store.read(OWNER, tonight, house, NOW)
    assert (found[marcus].source, found[other].source) == ("house", "own")
    assert list(store.read(OWNER, tonight, house, NOW, other)) == [other]


@pytest.mark.parametrize("status", ["approved", "out"])
def test_a_pass_over_the_hour_excuses(store, house, marcus, status):
    back = NOW + timedelta(hours=22, minutes=48)  # Monday, 6:00 PM
    wanted = leave(store, house, marcus, status, depart_at=NOW, return_by=back)
    mine = store.read(OWNER, tonight, house, NOW)[marcus]
    assert (mine.pass_id, mine.pass_until, mine.home_by) == (wanted, back, back)
    assert mine.words == "On a pass until Mon 6:00 PM"
    speak("es")
    assert mine.words.endswith("lun 6:00 p. m.")


@pytest.mark.parametrize("status", ["requested", "denied", "cancelled", "returned"])
def test_a_pass_that_is_not_given_excuses_nobody(store, house, marcus, status):
    leave(store, house, marcus, status, depart_at=NOW, return_by=NOW + timedelta(days=1))
    assert store.read(OWNER, tonight, house, NOW)[marcus].pass_id is None


def test_a_pass_that_ends_before_the_hour_excuses_nobody(store, house, marcus):
    leave(store, house, marcus, "out", depart_at=NOW, return_by=NOW + timedelta(hours=1))
    assert store.read(OWNER, tonight, house, NOW)[marcus].pass_id is None


def test_a_late_pass_says_the_hour_alone(store, house, marcus):
    leave(store, house, marcus, "out", depart_at=NOW, return_by=CURFEW + timedelta(hours=1))
    assert store.read(OWNER, tonight, house, NOW)[marcus].words == "On a pass until 11:30 PM"


def test_who_moved_out_or_comes_later_is_not_asked(store, house):
    gone, later = (make.resident(store, name, "Tate") for name in ("Al", "Bo"))
    make.stay(store, gone, house, discharged_on=date(2026, 11, 20), discharge_type="voluntary")
    make.stay(store, later, house, date(2026, 11, 24))
    assert store.read(OWNER, tonight, house, NOW) == {}


def test_the_house_may_change_its_hours(store, house, marcus):
    store.write(OWNER, change_setting, house, "curfew_weekdays", "23:15")
    assert store.read(OWNER, tonight, house, NOW)[marcus].time == time(23, 15)


def test_another_house_is_not_read(store, house):
    with pytest.raises(NotAllowed):
        store.read(staff(Role.MANAGER, 99), tonight, house, NOW)


@needs(Permission.SEE_HOUSE)
def beside(session, house_id, now):
    """Tonight, of residents that have been read already."""
    zone = ZoneInfo("America/New_York")
    people = residents_of(session, house_id, now.astimezone(zone).date(), Celebration())
    return tonight_by(session, house_id, now, zone, house_settings(session, house_id), people)


@pytest.mark.parametrize("began", [date(2026, 8, 27), date(2026, 11, 23)])
def test_beside_the_residents_it_is_the_same_after_midnight_too(store, house, marcus, began):
    """The phase that begins with the new day does not hold in the night before it."""
    first, second = make.phase(store, house), make.phase(store, house, 2)
    if began > date(2026, 8, 27):
        make.phase_history(store, marcus, first, end_on=began)
    make.phase_history(store, marcus, second, began)
    make.stay(store, make.resident(store, "Ben", "Lane"), house)
    make.stay(store, make.resident(store, "Cal", "Lane"), house, date(2026, 11, 23))
    for phase, clock in ((first, "21:00"), (second, "23:00")):
        make.row(store, PhaseCurfew(house_id=house, phase_id=phase, weekday=6, time=clock))
    late = datetime(2026, 11, 23, 6, tzinfo=UTC)  # 1 AM, in the night of Sunday
    found = store.read(OWNER, tonight, house, late)
    assert found[marcus].time == (time(23) if began < date(2026, 11, 1) else time(21))
    assert store.read(OWNER, beside, house, late) == found
    assert len(found) == 2  # who moves in today is not asked for in the night before
