"""The people pages on paper: five headings each, two or three residents a page, and whose words are
whose.
"""

from dataclasses import replace

import pytest

from sobrhouse.domain.week_people import HEADINGS, WeekLine, heading_word
from sobrhouse.reports.week_people import people_pages
from tests.reports.made import NAMES, OPTIONS
from tests.reports.made_people import OWN, people, person
from tests.reports.reading import faults, page_count, read


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_fourteen_residents_stand_on_five_pages_each_whole_on_one(size: str) -> None:
    pdf = people_pages(people(), replace(OPTIONS, size=size))
    assert (page_count(pdf), faults(pdf)) == (5, [])
    text = read(pdf)
    assert "continued" not in text
    for code in HEADINGS:
        assert text.count(heading_word(code)) == 14
    assert all(name in text for name in NAMES)
    assert text.count("N/A") == 14  # nobody has an appointment


def test_notes_and_own_words_say_what_they_are() -> None:
    text = read(people_pages(people(1), OPTIONS))
    assert "Staff note, Sun: Helped a newcomer" in text
    assert f"In their own words: “{OWN}”" in text
    told = person(participation=(WeekLine(OWN, "own", way="staff"),))
    assert f"In their own words, as they told staff: “{OWN}”" in read(
        people_pages(replace(people(1), people=(told,)), OPTIONS)
    )


def test_names_stand_as_the_paper_has_them() -> None:
    full = read(people_pages(people(2), replace(OPTIONS, names="full")))
    assert "Andre Wson, bed 1A" in full and "Bill W." in full
    beds = read(people_pages(people(2), replace(OPTIONS, names="bed")))
    assert "Bed 1A" in beds and "House buddy: A resident" in beds
    assert not any(name in beds for name in (*NAMES, "Wson"))


def test_coming_leaving_and_days_sober_stand_beside_the_name() -> None:
    text = read(people_pages(people(4), OPTIONS))
    assert "Phase 2, 118 days sober, moved in Nov 19" in text
    assert "moved out Nov 22" in text


def test_a_week_longer_than_a_page_goes_on_under_the_name() -> None:
    long = person(appointments=tuple(WeekLine(f"Thing {n}") for n in range(70)))
    pdf = people_pages(replace(people(1), people=(long,)), OPTIONS)
    text = read(pdf)
    assert page_count(pdf) == 2
    assert "Andre W., continued" in text
    assert all(f"Thing {n}" in text for n in range(70))


def test_a_week_that_goes_on_and_one_without_anybody_say_so() -> None:
    data = people(0)
    text = read(people_pages(replace(data, as_of=data.week_start), OPTIONS))
    assert "As of Monday, the week goes on" in text
    assert "Nobody lived here in this week." in text


def test_it_is_drawn_to_the_byte_again() -> None:
    assert people_pages(people(), OPTIONS) == people_pages(people(), OPTIONS)
