"""Curfew by night: Friday and Saturday are later, and midnight belongs to the evening before."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sobrhouse.domain.curfew import (
    OwnRule,
    Rules,
    Source,
    asked_at,
    curfew_at,
    curfew_for,
    curfew_of,
)

ZONE = ZoneInfo("America/New_York")
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)


def test_friday_has_the_weekend_curfew() -> None:
    assert curfew_of(THURSDAY, "22:30", "00:00") == time(22, 30)
    assert curfew_of(FRIDAY, "22:30", "00:00") == time(0, 0)


def test_midnight_is_the_end_of_the_evening_not_its_beginning() -> None:
    assert curfew_at(THURSDAY, time(22, 30), ZONE) == datetime(2026, 11, 19, 22, 30, tzinfo=ZONE)
    assert curfew_at(FRIDAY, time(0, 0), ZONE) == datetime(2026, 11, 21, 0, 0, tzinfo=ZONE)


def rules(*own: OwnRule, phase: dict[int, str] | None = None) -> Rules:
    return Rules("22:30", "00:00", phase or {}, "Phase 2", own)


def test_the_nearest_rule_counts() -> None:
    own = OwnRule(None, "23:45", date(2026, 11, 1), None, "Late shift")
    assert curfew_for(THURSDAY, rules()).source is Source.HOUSE
    phase = curfew_for(THURSDAY, rules(phase={3: "23:00"}))
    assert (phase.time, phase.source, phase.because) == (time(23, 0), Source.PHASE, "Phase 2")
    mine = curfew_for(THURSDAY, rules(own, phase={3: "23:00"}))
    assert (mine.time, mine.source, mine.because) == (time(23, 45), Source.OWN, "Late shift")


def test_a_phase_without_a_time_for_this_weekday_leaves_it_to_the_house() -> None:
    assert curfew_for(THURSDAY, rules(phase={4: "23:00"})).time == time(22, 30)


def test_of_own_rules_one_for_the_weekday_goes_first_then_the_newest() -> None:
    old = OwnRule(None, "21:00", date(2026, 1, 1))
    new = OwnRule(None, "21:30", date(2026, 11, 1))
    dated = OwnRule(3, "01:00", date(2026, 1, 1))
    assert curfew_for(THURSDAY, rules(dated, old, new)).time == time(1, 0)
    assert curfew_for(FRIDAY, rules(dated, old, new)).time == time(21, 30)


def test_an_own_rule_ends_with_its_last_night_and_may_ask_for_nothing() -> None:
    rule = OwnRule(None, "", date(2026, 11, 19), date(2026, 11, 19))
    assert curfew_for(THURSDAY, rules(rule)).time is None
    assert curfew_for(FRIDAY, rules(rule)).source is Source.HOUSE


def test_a_night_without_an_hour_is_asked_for_at_midnight() -> None:
    assert asked_at(THURSDAY, None, ZONE) == datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
