"""Motions: what a vote needs is worked out and said; a tie is not enough."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.motions import HALF, Tally, Threshold, threshold_for


@pytest.mark.parametrize(
    ("percent", "of", "needs"),
    [(50, 12, 7), (50, 13, 7), (50, 1, 1), (80, 10, 8), (80, 11, 9), (80, 12, 10), (100, 5, 5),
     (67, 12, 9), (75, 12, 9)],
)  # fmt: skip
def test_what_is_needed_of_so_many(percent, of, needs):
    assert Threshold(percent, "present").needed(of, Tally()) == needs
    assert Threshold(percent, "present").words(of, Tally()) == f"Needs {needs} of {of}"


@given(st.integers(51, 100), st.integers(0, 300))
def test_a_share_is_met_by_no_fewer_than_it_says(percent, of):
    needed = Threshold(percent).needed(of, Tally())
    assert Fraction(needed * 100) >= percent * of
    assert needed == 1 or (needed - 1) * 100 < percent * of


def test_half_is_more_than_half():
    half = Threshold(HALF, "present")
    assert not half.passes(12, Tally(yes=6, no=6)) and half.passes(12, Tally(yes=7, no=5))


def test_skips_count_among_people_and_not_among_votes():
    tally = Tally(yes=5, no=4, abstain=3)
    assert not Threshold(HALF, "present").passes(12, tally)
    assert Threshold(HALF, "cast").passes(12, tally)
    assert Threshold(HALF, "cast").words(12, tally) == "Needs 5 of 9"


def test_nobody_voted_so_it_fails():
    assert not Threshold(HALF, "cast").passes(12, Tally())
    assert not Threshold(80, "members").passes(0, Tally())


def test_before_it_is_known_of_how_many_the_share_is_said():
    assert Threshold(80, "members").words(None, Tally()) == (
        "At least 80 percent of everybody who lives here"
    )
    assert Threshold(HALF, "cast").words(12, Tally()) == (
        "More than half of the votes for and against"
    )
    assert Threshold(100, "present").share_words() == "All of everybody at the meeting"


def test_a_peer_run_house_asks_80_per_cent_of_all_for_somebody_new():
    assert threshold_for("admission", peer_run=True) == Threshold(80, "members")
    assert threshold_for("admission", peer_run=True, admission=90).percent == 90
    assert threshold_for("rule", peer_run=True) == Threshold(HALF, "present")
    assert threshold_for("expulsion", peer_run=True).basis == "members"
