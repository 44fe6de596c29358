"""Milestone dates against a table that is made another way: by walking through a calendar, a day
after the other, for every start of four years; and against clocks that are moved twice a year.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.sobriety import (
    LeapDay,
    days_sober,
    elapsed,
    milestones_between,
    milestones_of,
    next_milestone,
)

FIRST = date(2023, 3, 1)  # the four years hold one leap day, and milestones meet another
STARTS = 1461
MANY = 24  # milestones of each start: AA to twelve years, NA to seventeen
ZONES = ("America/New_York", "America/Los_Angeles", "America/Phoenix", "Pacific/Auckland")


def walked(days):
    """So many days from the first one on, each the day after the one before."""
    found, day = [], FIRST
    for _n in range(days):
        found.append(day)
        day += timedelta(days=1)
    return found


WALK = walked(STARTS + 366 * 18)
MONTHS = [list(days) for _m, days in groupby(WALK, key=lambda d: (d.year, d.month))]
LONG_MONTHS = {1, 3, 5, 7, 8, 10, 12}


def walked_to(place, month_place, start, milestone, leap_day):
    """The day of a milestone of who began `place` days into the walk, by counting in the lists."""
    if milestone.days:
        return WALK[place + milestone.days]
    month = MONTHS[month_place + milestone.months]
    if start.day <= len(month):
        return month[start.day - 1]
    yearly = milestone.months % 12 == 0
    if yearly and leap_day is LeapDay.MAR_1:
        return MONTHS[month_place + milestone.months + 1][0]
    return month[-1]


def test_the_walk_is_a_calendar():
    assert [len(m) for m in MONTHS if m[0] == date(2024, 2, 1)] == [29]
    assert all(len(m) == 31 for m in MONTHS[:-1] if m[0].month in LONG_MONTHS)
    assert WALK[STARTS - 1] == date(2027, 2, 28)


@pytest.mark.parametrize("leap_day", list(LeapDay))
@pytest.mark.parametrize("preset", ["aa", "na"])
def test_every_milestone_of_every_start_of_four_years_falls_where_the_walk_comes_to(
    preset, leap_day
):
    lengths = list(islice(milestones_of(preset), MANY))
    month_place = 0
    for place, start in enumerate(WALK[:STARTS]):
        month_place += start.day == 1 and place > 0
        for milestone in lengths:
            expected = walked_to(place, month_place, start, milestone, leap_day)
            assert milestone.falls_on(start, leap_day) == expected, (start, milestone.code)


def test_a_year_is_full_on_the_day_of_its_milestone_and_not_a_day_earlier():
    for start in WALK[:STARTS]:
        for leap_day in LeapDay:
            on = next(m for m in milestones_of("aa") if m.code == "y1").falls_on(start, leap_day)
            assert (elapsed(start, on, leap_day).years, elapsed(start, on, leap_day).days) == (1, 0)
            assert elapsed(start, on - timedelta(days=1), leap_day).years == 0


@pytest.mark.parametrize("zone", ZONES)
def test_no_day_is_counted_twice_or_left_out_when_clocks_are_moved(zone):
    """Each hour of two years by a house's clock: a new civil day is one day more, and no other
    hour is.
    """
    place, start = ZoneInfo(zone), date(2025, 12, 31)
    at = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    before, counted, changes = at.astimezone(place).date(), None, 0
    offsets = set()
    for _hour in range(2 * 365 * 24):
        local = at.astimezone(place)
        offsets.add(local.utcoffset())
        today = local.date()
        if counted is not None and today != before:
            assert today - before == timedelta(days=1)
            assert days_sober(start, today) == counted + 1
            changes += 1
        counted, before = days_sober(start, today), today
        at += timedelta(hours=1)
    assert changes >= 729
    assert len(offsets) == (1 if zone == "America/Phoenix" else 2)


def test_what_comes_next_is_said_until_its_day_is_over_and_each_is_met_once():
    start = date(2024, 2, 29)
    expected = milestones_between(start, start, date(2027, 3, 1), "aa")
    met = []
    for n in range(1097):
        today = start + timedelta(days=n)
        coming = next_milestone(start, today, "aa")
        assert coming is not None
        assert coming.on >= today
        if coming.on == today:
            met.append(coming)
    assert tuple(met) == expected
    assert [r.on for r in met if r.milestone.code.startswith("y")] == [
        date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28),
    ]  # fmt: skip
