"""Sobriety is counted by the calendar, beside an independent table and over many drawn dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies

from sobrhouse.domain import sobriety
from sobrhouse.domain.sobriety import Elapsed, LeapDay, add_months
from sobrhouse.problems import Problem
from sobrhouse.words import speak

DAYS = strategies.dates(date(1960, 1, 1), date(2080, 12, 31))

# start, today, days, years, months, days left: worked out by hand on a paper calendar
BY_HAND = [
    (date(2026, 8, 27), date(2026, 11, 22), 87, 0, 2, 26),
    (date(2025, 10, 5), date(2026, 11, 22), 413, 1, 1, 17),
    (date(2024, 2, 29), date(2025, 2, 28), 365, 1, 0, 0),
    (date(2024, 2, 29), date(2028, 2, 29), 1461, 4, 0, 0),
    (date(2026, 1, 31), date(2026, 2, 28), 28, 0, 1, 0),
    (date(2026, 1, 31), date(2026, 3, 1), 29, 0, 1, 1),
    (date(2026, 1, 31), date(2026, 3, 31), 59, 0, 2, 0),
    (date(2023, 12, 31), date(2024, 2, 29), 60, 0, 2, 0),
    (date(2026, 11, 22), date(2026, 11, 22), 0, 0, 0, 0),
    (date(2026, 11, 21), date(2026, 11, 22), 1, 0, 0, 1),
    (date(2000, 3, 1), date(2026, 2, 28), 9495, 25, 11, 27),
]


@pytest.mark.parametrize(("start", "today", "days", "y", "m", "d"), BY_HAND)
def test_lengths_agree_with_a_paper_calendar(start, today, days, y, m, d):
    assert sobriety.days_sober(start, today) == days
    assert sobriety.elapsed(start, today) == Elapsed(y, m, d)


def test_a_length_is_said_without_parts_that_are_nothing():
    assert sobriety.elapsed_words(date(2025, 10, 5), date(2026, 11, 22)) == "1 y 1 m 17 d"
    assert sobriety.elapsed_words(date(2024, 11, 22), date(2026, 11, 22)) == "2 y"
    assert sobriety.elapsed_words(date(2026, 11, 22), date(2026, 11, 22)) == "0 d"


def test_a_leap_day_year_falls_where_the_house_says():
    start = date(2024, 2, 29)
    assert add_months(start, 12) == date(2025, 2, 28)
    assert add_months(start, 12, LeapDay.MAR_1) == date(2025, 3, 1)
    assert add_months(start, 48, LeapDay.MAR_1) == date(2028, 2, 29)
    assert add_months(start, 6, LeapDay.MAR_1) == date(2024, 8, 29)
    assert add_months(date(2026, 1, 31), 1, LeapDay.MAR_1) == date(2026, 2, 28)
    assert sobriety.elapsed(start, date(2025, 2, 28), LeapDay.MAR_1) == Elapsed(0, 11, 30)
    assert sobriety.elapsed(start, date(2025, 3, 1), LeapDay.MAR_1) == Elapsed(1, 0, 0)


def walked(start: date, months: int) -> date:
    """The same day months later, found by walking the calendar a day at a time."""
    day, seen = start, 0
    while seen < months:
        day += timedelta(days=1)
        if day.day == 1:
            seen += 1
    last = day
    while (last + timedelta(days=1)).month == day.month:
        last += timedelta(days=1)
    return min(last, day.replace(day=1) + timedelta(days=start.day - 1))


@given(DAYS, strategies.integers(0, 40))
def test_adding_months_agrees_with_walking_the_calendar(start, months):
    assert add_months(start, months) == walked(start, months)


@given(DAYS, strategies.integers(0, 20_000), strategies.sampled_from(LeapDay))
def test_years_months_and_days_add_up_to_the_day_itself(start, days, leap_day):
    today = start + timedelta(days=days)
    e = sobriety.elapsed(start, today, leap_day)
    whole = add_months(start, 12 * e.years + e.months, leap_day)
    assert whole + timedelta(days=e.days) == today
    assert 0 <= e.months < 12 and 0 <= e.days <= 31


@given(DAYS, strategies.integers(0, 20_000), strategies.sampled_from(["aa", "na"]))
def test_the_next_milestone_is_the_first_that_has_not_gone_by(start, days, preset):
    today = start + timedelta(days=days)
    coming = sobriety.next_milestone(start, today, preset)
    assert coming is not None and coming.on >= today
    earlier = sobriety.milestones_between(start, start, coming.on - timedelta(days=1), preset)
    assert all(r.on < today for r in earlier)


@given(DAYS, strategies.sampled_from(["aa", "na"]), strategies.sampled_from(LeapDay))
def test_milestones_come_in_order_and_none_twice(start, preset, leap_day):
    end = add_months(start, 12 * 30)
    days = [r.on for r in sobriety.milestones_between(start, start, end, preset, leap_day)]
    assert days == sorted(set(days)) and len(days) > 20


def test_the_sets_are_those_of_the_fellowships():
    start = date(2024, 5, 10)
    aa = sobriety.milestones_between(start, start, date(2026, 5, 10), "aa")
    na = sobriety.milestones_between(start, start, date(2026, 5, 10), "na")
    assert [r.milestone.code for r in aa] == [
        "d1", "d30", "d60", "d90", *(f"m{n}" for n in range(4, 12)), "y1", "y2"]
    assert [r.milestone.code for r in na] == [
        "d1", "d30", "d60", "d90", "m6", "m9", "y1", "m18", "y2"]
    assert na[4].on == date(2024, 11, 10) and na[7].on == date(2025, 11, 10)


def test_somebody_near_the_end_of_the_calendar_has_no_next_milestone_and_no_crash():
    assert sobriety.next_milestone(date(9998, 1, 1), date(9999, 12, 31), "aa") is None


@pytest.mark.parametrize(("code", "said", "token"), [
    ("d1", "24 hours", "24-hour chip"), ("d90", "90 days", "90-day chip"),
    ("m6", "6 months", "6-month chip"), ("y1", "1 year", "1-year medallion"),
    ("y2", "2 years", "2-year medallion"),
])
def test_milestones_are_said_as_people_say_them(code, said, token):
    found = {r.milestone.code: r.milestone for r in sobriety.milestones_between(
        date(2020, 1, 1), date(2020, 1, 1), date(2022, 1, 1), "aa")}[code]
    assert sobriety.length_words(found) == said
    assert sobriety.token_words(found) == token


def test_key_tags_are_named_by_their_colour():
    coming = sobriety.next_milestone(date(2026, 8, 27), date(2026, 11, 22), "na")
    assert sobriety.next_words(coming, date(2026, 11, 22)) == "red key tag in 3 days"
    assert sobriety.next_words(coming, date(2026, 11, 25)) == "red key tag today"
    assert sobriety.next_words(None, date(2026, 11, 25)) == ""


def test_the_date_is_labelled_as_the_pathway_calls_it():
    assert sobriety.date_label("NA") == "Clean date"
    assert {sobriety.date_label(p) for p in ("", "AA", "SMART", "MAT")} == {"Sobriety date"}
    assert sobriety.set_for("NA", "aa") == "na"
    assert sobriety.set_for("AA", "na") == "aa"
    assert sobriety.set_for("SMART", "na") == "na"


def test_days_that_cannot_be_counted_from_are_refused():
    today = date(2026, 11, 22)
    for start, born in ((date(2026, 11, 23), None), (date(1900, 1, 1), None),
                        (date(1980, 1, 1), date(1990, 1, 1))):
        with pytest.raises(Problem):
            sobriety.check_start(start, today, born)
    with pytest.raises(Problem, match="later than the one before"):
        sobriety.check_new_date(date(2026, 8, 27), date(2026, 8, 27), today)
    sobriety.check_new_date(today, date(2026, 8, 27), today)


def test_no_word_of_it_names_a_person_by_what_happened():
    for language in ("en", "es"):
        speak(language)
        said = " ".join((sobriety.date_label("AA"), sobriety.count_label(3)))
        assert "relapse" not in said.lower()
