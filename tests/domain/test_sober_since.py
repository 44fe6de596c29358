"""How long somebody is sober, said as a length: the day that it means."""

from datetime import date

import pytest

from sobrhouse.domain.sober_since import counted_back

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6 years", date(2020, 11, 22)),
        ("6y", date(2020, 11, 22)),
        ("6 Años", date(2020, 11, 22)),
        ("hace 6 años", date(2020, 11, 22)),
        ("18 months", date(2025, 5, 22)),
        ("18 meses", date(2025, 5, 22)),
        ("2 years ago", date(2024, 11, 22)),
        ("0 years", TODAY),
    ],
)
def test_a_length_is_counted_back_by_the_calendar(typed, day):
    assert counted_back(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "6", "nov 25", "6 weeks", "200 years", "years", "6 years 2"])
def test_what_is_no_such_length_is_left_to_the_reading_of_days(typed):
    assert counted_back(typed, TODAY) is None


def test_a_leap_day_gives_the_last_of_february():
    assert counted_back("1 year", date(2024, 2, 29)) == date(2023, 2, 28)
