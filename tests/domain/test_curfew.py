"""Curfew by night: Friday and Saturday are later, and midnight belongs to the evening before."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sobrhouse.domain.curfew import curfew_at, curfew_of

ZONE = ZoneInfo("America/New_York")
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)


def test_friday_has_the_weekend_curfew() -> None:
    assert curfew_of(THURSDAY, "22:30", "00:00") == time(22, 30)
    assert curfew_of(FRIDAY, "22:30", "00:00") == time(0, 0)


def test_midnight_is_the_end_of_the_evening_not_its_beginning() -> None:
    assert curfew_at(THURSDAY, time(22, 30), ZONE) == datetime(2026, 11, 19, 22, 30, tzinfo=ZONE)
    assert curfew_at(FRIDAY, time(0, 0), ZONE) == datetime(2026, 11, 21, 0, 0, tzinfo=ZONE)
