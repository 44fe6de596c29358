"""Slipping out of the circle: facts about two weeks beside those before, never one alone."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.slipping import (
    Weeks,
    days_before,
    fewer_meetings,
    late_back,
    no_contact,
    slipping,
    spans,
)
from tests.make import SUNDAY


def test_the_two_spans_meet_without_gap_or_overlap():
    first, recent = spans(SUNDAY)
    assert (first, recent) == (date(2026, 10, 12), date(2026, 11, 9))
    assert (SUNDAY - recent).days == 13 and (recent - first).days == 28


@pytest.mark.parametrize(
    ("moved_in", "days"),
    [(date(2026, 1, 1), 28), (date(2026, 10, 12), 28), (date(2026, 10, 26), 14),
     (date(2026, 10, 27), 0), (SUNDAY, 0)],
)  # fmt: skip
def test_somebody_new_has_nothing_to_compare_with(moved_in, days):
    assert days_before(moved_in, SUNDAY) == days


@pytest.mark.parametrize(
    ("now", "before", "days", "said"),
    [
        (2, 8, 28, True),  # half of four
        (3, 8, 28, False),
        (0, 4, 28, True),
        (0, 3, 28, False),  # not two in two weeks: too few to miss
        (1, 3, 21, True),  # two in two weeks, of three weeks
        (0, 9, 0, False),  # nothing to compare with
    ],
)
def test_half_the_meetings_or_fewer_is_a_sign(now, before, days, said):
    assert (fewer_meetings(Weeks(now, before, days)) is not None) is said


def test_no_contact_is_a_sign_only_where_there_was_some_before():
    last = SUNDAY - timedelta(days=17)
    assert no_contact(Weeks(0, 2, 28), last, SUNDAY).days_without == 17
    assert no_contact(Weeks(0, 1, 28), last, SUNDAY) is None
    assert no_contact(Weeks(1, 9, 28), SUNDAY, SUNDAY) is None


@pytest.mark.parametrize(
    ("now", "before", "said"), [(2, 3, True), (2, 4, False), (1, 0, False), (3, 5, True)]
)
def test_late_more_often_than_before_is_a_sign(now, before, said):
    assert (late_back(Weeks(now, before, 28)) is not None) is said


def test_one_sign_alone_says_nothing_and_two_are_said_as_facts():
    meetings = fewer_meetings(Weeks(1, 10, 28))
    contact = no_contact(Weeks(0, 4, 28), SUNDAY - timedelta(days=17), SUNDAY)
    assert slipping(meetings, None, None) == ()
    assert [sign.words for sign in slipping(meetings, contact, late_back(Weeks(2, 0, 28)))] == [
        "1 recovery meeting in two weeks, before that 5.",
        "No contact with a sponsor, mentor or buddy for 17 days.",
        "Back late 2 times in two weeks, before that 0.",
    ]
