"""Rules of stays and phases; who may be the same person."""

from datetime import date

import pytest
from hypothesis import given, strategies

from sobrhouse.domain import residents as rules
from sobrhouse.domain.names import match_name
from sobrhouse.domain.residents import Likeness, Span, Standing
from sobrhouse.problems import Problem

TODAY = date(2026, 11, 22)
DAYS = strategies.dates(date(2024, 1, 1), TODAY)


def test_nobody_moves_in_on_a_day_to_come():
    with pytest.raises(Problem, match="not come yet"):
        rules.check_move_in(date(2026, 11, 23), TODAY, [])
    rules.check_move_in(TODAY, TODAY, [])


def test_nobody_who_lives_here_moves_in_again():
    with pytest.raises(Problem, match="lives here already"):
        rules.check_move_in(TODAY, TODAY, [Span(date(2026, 8, 1))])


def test_nobody_moves_in_during_an_earlier_stay_but_may_on_the_day_it_ended():
    past = [Span(date(2026, 1, 1), date(2026, 3, 1))]
    with pytest.raises(Problem, match="after the last move out"):
        rules.check_move_in(date(2026, 2, 1), TODAY, past)
    rules.check_move_in(date(2026, 3, 1), TODAY, past)


@given(DAYS, strategies.lists(strategies.tuples(DAYS, DAYS), max_size=4))
def test_a_move_in_that_is_allowed_overlaps_no_stay(on, drawn):
    stays = [Span(min(pair), max(pair)) for pair in drawn]
    try:
        rules.check_move_in(on, TODAY, stays)
    except Problem:
        return
    assert all(s.end <= on for s in stays if s.start != s.end or s.start > on or s.end <= on)


def test_a_move_out_lies_between_the_move_in_and_today():
    start = date(2026, 8, 1)
    rules.check_move_out(start, start, TODAY)
    for on in (date(2026, 7, 31), date(2026, 11, 23)):
        with pytest.raises(Problem) as caught:
            rules.check_move_out(start, on, TODAY)
        assert caught.value.field == "on"


@pytest.mark.parametrize("on", [date(2026, 7, 31), date(2026, 9, 30), date(2026, 11, 23)])
def test_a_phase_begins_in_the_stay_and_after_the_one_before(on):
    with pytest.raises(Problem):
        rules.check_phase(Span(date(2026, 8, 1)), date(2026, 10, 1), on, TODAY)


def test_the_status_says_first_what_needs_somebody():
    def status(**facts):
        known = {"has_bed": True, "away": False, "leaving": False} | facts
        return rules.standing(date(2026, 8, 1), TODAY, **known)

    assert status() is Standing.HERE
    assert status(leaving=True) is Standing.LEAVING
    assert status(leaving=True, away=True) is Standing.AWAY
    assert status(has_bed=False, away=True) is Standing.NO_BED
    new = rules.standing(date(2026, 11, 20), TODAY, has_bed=True, away=False, leaving=False)
    assert new is Standing.NEW


def test_what_is_missing_is_counted_in_words():
    nothing = rules.missing(birth_on=None, sober_since=None, phone=" ", has_contact=False)
    assert rules.missing_words(nothing) == "4 things missing"
    one = rules.missing(birth_on=TODAY, sober_since=TODAY, phone="1", has_contact=False)
    assert (one, rules.missing_words(one)) == (("emergency contact",), "1 thing missing")
    assert rules.missing_words(()) == ""


BORN = date(1990, 5, 4)


@pytest.mark.parametrize(("name", "birth_on", "known", "known_birth", "verdict"), [
    ("José  Núñez", BORN, "jose nunez", BORN, Likeness.SAME),
    ("Jose Nunez", None, "José Núñez", BORN, Likeness.NAME),
    ("Jose Nunez", date(1991, 1, 1), "José Núñez", BORN, None),
    ("Jose Nunes", BORN, "José Núñez", BORN, Likeness.SIMILAR),
    ("Jose", BORN, "José Núñez", BORN, Likeness.SIMILAR),
    ("Andre Wills", BORN, "José Núñez", BORN, None),
    ("Jose Nunes", None, "José Núñez", BORN, None),
])
def test_people_are_alike_by_name_and_birth_date(name, birth_on, known, known_birth, verdict):
    found = rules.likeness(match_name(name, ""), birth_on, match_name(known, ""), known_birth)
    assert found is verdict


def test_a_name_is_needed_and_a_birth_date_must_be_possible():
    for call in (
        lambda: rules.check_name("  ", "Tate"), lambda: rules.check_name("x" * 10_001, ""),
        lambda: rules.check_birth(date(2026, 11, 23), TODAY),
        lambda: rules.check_birth(date(1899, 1, 1), TODAY),
    ):
        with pytest.raises(Problem):
            call()
    rules.check_birth(None, TODAY)


def test_a_leap_day_birthday_is_kept_each_year():
    assert rules.birthday_in(date(2000, 2, 29), 2026) == date(2026, 2, 28)
    assert rules.age(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert rules.age(date(2000, 2, 29), date(2026, 3, 1)) == 26
