"""How many recovery meetings a week asks for, and when it is time to say that some are missing."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain import fellowships
from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES
from sobrhouse.domain.requirements import (
    USUAL,
    Asked,
    asked_words,
    days_left,
    days_lived,
    for_days,
    holding,
    left_words,
    ninety,
    tally,
    time_to_say,
)
from tests.make import MONDAY, SUNDAY

DAY = timedelta(days=1)
HOUSE = Asked(5, date(2026, 1, 5))
PHASE = Asked(3, date(2026, 1, 5), phase_id=7)
MINE = Asked(7, MONDAY, stay_id=1, fellowships=("AA", "NA"))


def test_ones_own_goes_before_the_phase_before_the_house_before_four():
    rules = (HOUSE, PHASE, MINE)
    assert holding(rules, 1, 7, MONDAY) is MINE
    assert holding(rules, 1, 7, MONDAY - DAY) is PHASE
    assert holding(rules, 2, 7, MONDAY) is PHASE
    assert holding(rules, 2, 8, MONDAY) is HOUSE
    assert holding(rules, 2, None, date(2025, 12, 31)) is USUAL
    assert USUAL.per_week == 4


def test_of_several_the_one_that_began_last_holds_and_none_after_its_last_day():
    later = Asked(6, MONDAY, SUNDAY)
    assert holding((HOUSE, later), None, None, SUNDAY) is later
    assert holding((HOUSE, later), None, None, SUNDAY + DAY) is HOUSE


@pytest.mark.parametrize(
    ("moved_in", "days", "asked"),
    [(0, 7, 4), (1, 6, 3), (3, 4, 2), (4, 3, 1), (5, 2, 1), (6, 1, 0), (7, 0, 0)],
)
def test_a_first_week_asks_for_what_its_days_allow(moved_in, days, asked):
    lived = days_lived(MONDAY, MONDAY + moved_in * DAY, None)
    assert (len(lived), for_days(4, len(lived))) == (days, asked)


def test_a_last_week_too_and_the_day_of_moving_out_is_one_of_them():
    assert days_lived(MONDAY, MONDAY - DAY, MONDAY + 2 * DAY) == tuple(
        MONDAY + n * DAY for n in range(3)
    )


def test_a_week_is_counted_by_the_persons_word_and_by_what_counts():
    went = [("AA", "self"), ("AA", "signature"), ("CA", "staff"), ("NA", "none_available")]
    found = tally(MINE, 7, went, 2)
    assert (found.asked, found.excused) == (5, 2)
    assert (found.verified, found.own_word, found.other) == (1, 2, 1)
    assert (found.done, found.missing, found.met, found.words) == (3, 2, False, "3 of 5")


def test_an_excused_week_asks_for_nothing_and_is_met():
    found = tally(HOUSE, 7, [], None)
    assert (found.asked, found.excused, found.met, found.words) == (0, 5, True, "0")
    assert tally(HOUSE, 7, [], 9).asked == 0


@pytest.mark.parametrize(
    ("day", "missing", "says"),
    [(0, 7, False), (2, 7, False), (3, 4, False), (3, 5, True), (4, 1, True), (6, 1, True),
     (6, 0, False), (7, 2, True)],
)  # fmt: skip
def test_it_is_said_in_the_last_days_of_the_week(day, missing, says):
    assert time_to_say(missing, days_left(MONDAY, MONDAY + day * DAY)) is says


def test_the_days_that_are_left_in_words():
    assert [left_words(days_left(MONDAY, MONDAY + n * DAY)) for n in (4, 6, 7)] == [
        "3 days left", "today is the last day", "",
    ]  # fmt: skip


def test_ninety_in_ninety():
    days = [MONDAY + n * DAY for n in range(89)] + [MONDAY - DAY, MONDAY + 90 * DAY]
    assert ninety(MONDAY, MONDAY, days[:1]).day == 1
    found = ninety(MONDAY, MONDAY + 89 * DAY, days)
    assert (found.day, found.meetings, found.over, found.done) == (90, 89, False, False)
    found = ninety(MONDAY, MONDAY + 90 * DAY, [*days, MONDAY])
    assert (found.over, found.done) == (True, True)


def test_what_is_asked_in_words():
    assert asked_words(HOUSE) == "5 a week"
    assert asked_words(MINE) == "7 a week, of AA, NA"
    assert asked_words(Asked(0, MONDAY)) == "none"


def test_fellowships_are_kept_once_in_our_order_and_all_of_them_are_none():
    assert fellowships.join(["NA", "AA", "NA"]) == "AA,NA"
    assert fellowships.split("NA, AA,XX") == ("AA", "NA")
    assert fellowships.join(FELLOWSHIP_NAMES) == ""
