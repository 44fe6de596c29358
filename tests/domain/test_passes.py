"""Words of passes: a day that is near and ahead by its weekday, any other by its date."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.passes import clock_on, nights_of, nights_words, span_words

ZONE = ZoneInfo("America/New_York")
SUNDAY = date(2026, 11, 22)
SIX = datetime(2026, 11, 22, 23, tzinfo=UTC)  # 6 PM


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "6:00 PM"),
        (1, "Mon 6:00 PM"),
        (6, "Sat 6:00 PM"),
        (7, "Nov 29, 6:00 PM"),
        (-1, "Nov 21, 6:00 PM"),
        (60, "Jan 21, 2027, 6:00 PM"),
    ],
)
def test_a_moment_seen_from_sunday(days, words):
    assert clock_on(SIX + timedelta(days=days), SUNDAY, ZONE) == words


def test_a_pass_of_one_evening_names_its_day_once():
    tomorrow = SIX + timedelta(days=1)
    assert span_words(tomorrow, tomorrow + timedelta(hours=5), SUNDAY, ZONE) == (
        "Mon 6:00 PM to 11:00 PM"
    )


def test_nights_over_the_end_of_summer_time():
    leave = datetime(2026, 10, 31, 22, tzinfo=UTC)
    nights = nights_of(leave, leave + timedelta(days=2), ZONE)
    assert nights == (date(2026, 10, 31), date(2026, 11, 1))
    assert (nights_words(2), nights_words(0)) == ("2 nights", "Back that night")
