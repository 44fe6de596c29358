"""Chore words, the usual chores and the ladder: what is said of them, in both languages."""

from datetime import date, datetime

import pytest

from sobrhouse.domain.chore_ladder import Missed, ladder_steps, proposed
from sobrhouse.domain.chore_words import by_words, chore_often, excluded_words, how_words
from sobrhouse.domain.recurrence import pattern_of
from sobrhouse.domain.usual_chores import USUAL, kept, shown
from sobrhouse.paths import resource
from sobrhouse.words import speak
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "Every day"),
        ("FREQ=WEEKLY;BYDAY=MO,TH,SU", "Mon, Thu, Sun"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SU", "Sun to Thu"),
        ("FREQ=WEEKLY;BYDAY=TU,WE,TH,FR", "Tue to Fri"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,FR", "Mon, Tue, Wed, Fri"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "Every 2 weeks on Saturday"),
        ("FREQ=MONTHLY;BYDAY=1SA", "Every month on the first Saturday"),
    ],
)
def test_how_often_is_said_shortly(rule, words):
    assert chore_often(rule) == words


def test_by_when_is_said_with_the_house_meeting_where_it_counts():
    assert by_words("21:00") == "by 9 PM"
    assert by_words("09:30") == "by 9:30 AM"
    assert by_words("20:00", 30) == "30 min before the house meeting"
    assert by_words("20:00", 0) == "before the house meeting"
    assert how_words("FREQ=WEEKLY;BYDAY=WE,SA", "18:00") == "Wed, Sat, by 6 PM"


def test_why_somebody_is_left_out_is_said_with_its_end():
    today = date(2026, 11, 22)
    assert excluded_words("shift", "", None, today) == "Work shift"
    assert excluded_words("injury", "wrist", date(2026, 12, 5), today) == (
        "Injury until Sat, Dec 5: wrist"
    )


def test_the_usual_chores_are_whole():
    assert len({usual.key for usual in USUAL}) == len({usual.name for usual in USUAL}) == len(USUAL)
    for usual in USUAL:
        assert pattern_of(usual.rule).whole
        assert resource(f"icons/{usual.icon}.svg").exists()
        assert len(usual.steps) >= 3


def test_a_usual_name_is_kept_in_english_and_said_in_the_language_spoken():
    name = USUAL[0].name
    speak("es")
    assert kept(shown(name)) == name
    assert kept("Fregadero") == shown("Fregadero") == "Fregadero"


def test_the_ladder_ends_with_its_last_step_and_waits_for_something_new():
    steps = ladder_steps(" A talk, A letter ,")
    assert steps == ("A talk", "A letter")
    missed = [Missed(date(2026, 11, day), NOW) for day in (16, 17, 18)]
    assert [proposed(steps, missed[:n], None).number for n in (1, 2, 3)] == [1, 2, 2]
    assert proposed(steps, missed, NOW) is None
    assert proposed(steps, missed, datetime(2026, 11, 1, tzinfo=NOW.tzinfo)).missed == 3
    assert proposed((), missed, None) is None
