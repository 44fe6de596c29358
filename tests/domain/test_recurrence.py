"""Rules of recurrence: the days they give, and the clock that is put to them."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import gettz, resolve_imaginary
from hypothesis import given, settings
from hypothesis import strategies as st

from sobrhouse.domain.meeting_words import rule_words
from sobrhouse.domain.recurrence import (
    LAST,
    Every,
    Pattern,
    first_day,
    instant,
    pattern_of,
    rule_days,
    rule_of,
)
from sobrhouse.problems import Problem
from sobrhouse.words import speak

DAY = timedelta(days=1)
ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
    "Europe/London", "Australia/Lord_Howe",
)  # fmt: skip

weeks = st.builds(
    Pattern,
    st.just(Every.WEEK),
    st.integers(1, 4),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
)
months = st.builds(
    Pattern,
    st.just(Every.MONTH),
    st.integers(1, 4),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.sampled_from((1, 2, 3, 4, LAST)),
)
dates_of_months = st.builds(
    Pattern, st.just(Every.MONTH), st.integers(1, 4), st.just(()), st.just(0),
    st.sampled_from((*range(1, 32), LAST)),
)  # fmt: skip
patterns = st.one_of(weeks, months, dates_of_months)


def has(pattern: Pattern, start: date, day: date) -> bool:
    """Whether a pattern has a day, found by looking at that day alone."""
    if pattern.every is Every.WEEK:
        monday = start - DAY * start.weekday()
        return day.weekday() in pattern.weekdays and (day - monday).days // 7 % pattern.apart == 0
    apart = (day.year - start.year) * 12 + day.month - start.month
    if apart % pattern.apart:
        return False
    length = monthrange(day.year, day.month)[1]
    if pattern.day:
        return day.day == (length if pattern.day == LAST else pattern.day)
    if day.weekday() not in pattern.weekdays:
        return False
    if pattern.nth == LAST:
        return day.day + 7 > length
    return (day.day - 1) // 7 + 1 == pattern.nth


@settings(max_examples=150, deadline=None)
@given(patterns, st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
def test_a_rule_gives_the_days_that_one_would_count_by_hand(pattern, start, later):
    rule = rule_of(pattern)
    assert pattern_of(rule) == pattern
    first = start + DAY * later
    last = first + DAY * 70
    expected = [
        day for n in range(71) if has(pattern, start, day := first + DAY * n) and day >= start
    ]
    assert list(rule_days(rule, start, None, first, last)) == expected


@settings(max_examples=60, deadline=None)
@given(patterns, st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_the_first_day_is_a_day_of_the_pattern_and_none_is_before_it(pattern, from_on):
    found = first_day(pattern, from_on)
    near = Pattern(pattern.every, 1, pattern.weekdays, pattern.nth, pattern.day)
    days = [from_on + DAY * n for n in range((found - from_on).days + 1)]
    assert [day for day in days if has(near, from_on, day)] == [found]


def test_the_last_day_counts_and_the_day_after_does_not():
    days = rule_days("FREQ=WEEKLY;BYDAY=SU", date(2026, 11, 1), date(2026, 11, 15),
                     date(2026, 10, 1), date(2026, 12, 31))  # fmt: skip
    assert days == (date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15))


def test_every_other_week_counts_from_the_day_on_which_the_houses_week_starts():
    pattern = Pattern(Every.WEEK, 2, (0, 6))
    sunday = date(2026, 11, 22)
    by_monday = rule_days(rule_of(pattern), sunday, None, sunday, sunday + DAY * 15)
    by_sunday = rule_days(rule_of(pattern, 6), sunday, None, sunday, sunday + DAY * 15)
    assert by_monday == (sunday, sunday + DAY * 8, sunday + DAY * 14)
    assert by_sunday == (sunday, sunday + DAY, sunday + DAY * 14, sunday + DAY * 15)


def test_a_pattern_without_days_is_refused():
    with pytest.raises(Problem, match="at least one day"):
        rule_of(Pattern())


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=1MO,2TU", "FREQ=WEEKLY"])
def test_a_rule_that_is_not_ours_is_not_read(rule):
    with pytest.raises((ValueError, KeyError)):
        pattern_of(rule)


@pytest.mark.parametrize("name", ZONES)
def test_the_wall_clock_stays_through_both_changes_and_over_a_leap_day(name):
    zone = ZoneInfo(name)
    days = rule_days("FREQ=WEEKLY;BYDAY=SU,TU", date(2023, 12, 31), None,
                     date(2024, 1, 1), date(2028, 12, 31))  # fmt: skip
    assert date(2028, 2, 29) in days and date(2024, 2, 29) not in days
    assert len(days) == 522 and all(b - a in (2 * DAY, 5 * DAY) for a, b in pairwise(days))
    moments = [instant(day, time(19, 30), zone) for day in days]
    assert all(
        (m.date(), m.time()) == (d, time(19, 30)) for m, d in zip(moments, days, strict=True)
    )
    assert moments == sorted(m.astimezone(UTC) for m in moments)


@pytest.mark.parametrize("name", ZONES)
def test_no_meeting_is_at_a_time_that_the_clock_leaves_out(name):
    """Against another library's clock, at the hours of the night in which clocks change."""
    zone, other = ZoneInfo(name), gettz(name)
    for day in (date(2027, 12, 1) + DAY * n for n in range(400)):
        for clock in (time(1, 30), time(2, 15), time(2, 30)):
            real = resolve_imaginary(datetime.combine(day, clock, other))
            assert instant(day, clock, zone).replace(tzinfo=None) == real.replace(tzinfo=None)


def test_a_time_that_spring_leaves_out_is_an_hour_later_and_of_two_the_first_is_meant():
    zone = ZoneInfo("America/New_York")
    assert instant(date(2026, 3, 8), time(2, 30), zone).time() == time(3, 30)
    fall = instant(date(2026, 11, 1), time(1, 30), zone)
    assert (fall.time(), fall.utcoffset()) == (time(1, 30), timedelta(hours=-4))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=SU", "Every week on Sunday at 7:30 PM"),
        ("FREQ=WEEKLY;BYDAY=TU,SU", "Every week on Tuesday and Sunday at 7:30 PM"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "Every day at 7:30 PM"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR",
         "Every 2 weeks on Monday, Wednesday and Friday at 7:30 PM"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday at 7:30 PM"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "Every 3 months on day 15 at 7:30 PM"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day at 7:30 PM"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_words(rule, words):
    assert rule_words(rule, time(19, 30)) == words


def test_weekdays_are_said_in_the_language_spoken():
    speak("es")
    assert "domingo" in rule_words("FREQ=WEEKLY;BYDAY=SU", time(19, 30))
