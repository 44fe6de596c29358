"""Milestone programme, certificates, the BARC-10 form and the trend, read back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sobrhouse.domain.barc10 import CITATION, ITEMS
from sobrhouse.reports.barc_form import barc_form
from sobrhouse.reports.certificate import certificates
from sobrhouse.reports.milestone_sheet import milestone_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.recovery_capital import house_capital, person_capital
from sobrhouse.words import speak
from tests.reports.hostile import batches
from tests.reports.made import OPTIONS, STAMP
from tests.reports.made_measures import capital, house_year, programme, reached
from tests.reports.reading import faults, page_count, read

A4 = replace(OPTIONS, size="a4")
EVERY: dict[str, Callable[[PaperOptions], bytes]] = {
    "programme": lambda o: milestone_sheet(programme(7), o),
    "certificates": lambda o: certificates([reached(2, 0, "Bill W."), reached(3)], o),
    "form": barc_form,
    "person": lambda o: person_capital(capital(8, 2), o),
    "house": lambda o: house_capital(house_year(), o),
}


@pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize("tongue", ["en", "es"])
def test_each_is_sound_and_the_same_each_time(make, tongue):
    speak(tongue)
    for options in (OPTIONS, A4):
        pdf = make(options)
        assert faults(pdf) == []
        assert make(options) == pdf


def test_the_programme_names_who_gives_the_chip_or_leaves_a_line():
    said = read(milestone_sheet(programme(2), OPTIONS))
    assert "Andre W." in said
    assert "30-day chip" in said
    assert "Given by Bill W." in said
    assert said.count("Given by") == 2
    assert "Each day counts" in read(milestone_sheet(programme(0), OPTIONS))
    assert page_count(milestone_sheet(programme(24), OPTIONS)) == 3


def test_names_are_off_both_where_they_are_to_be():
    row = reached(2, 0, "Sam O.", giver_resident_id=7)
    off = replace(OPTIONS, names="bed")
    for pdf in (
        milestone_sheet(replace(programme(1), rows=(row,)), off), certificates([row], off),
    ):  # fmt: skip
        said = read(pdf)
        assert "Bed 2A" in said
        assert "Given by A resident" in said
        assert "Sam O." not in said
        assert "Carlos" not in said


def test_a_certificate_is_a_page_a_person_and_says_nothing_else():
    made = certificates([reached(2, 0, "Bill W."), reached(3)], replace(OPTIONS, names="full"))
    said = read(made)
    assert page_count(made) == 2
    for words in ("Carlos Fullname", "90 days", "sober", "Given by Bill W.", "6 months", "clean"):
        assert words in said
    for words in ("Confidential", "Printed", STAMP.anchor, STAMP.address, "Page"):
        assert words not in said


def test_the_form_holds_the_ten_questions_as_published_and_its_source_on_one_page():
    said = read(barc_form(OPTIONS))
    assert page_count(barc_form(OPTIONS)) == page_count(barc_form(A4)) == 1
    assert all(item in said for item in ITEMS)
    assert CITATION in said
    assert said.count("1 2 3 4 5 6") == len(ITEMS)


def test_a_person_s_trend_tells_totals_house_and_peers_apart_and_keeps_what_is_their_own():
    data = capital(3, own=2)
    said = read(person_capital(data, OPTIONS))
    for row in data.capital.filled:
        assert f"{row.total} {row.house_part} {' '.join(map(str, row.answers))}" in said
    assert "2 more are their own" in said
    assert "Marcus T." in said
    assert "Tate" not in said
    assert "Bed 1A" in read(person_capital(data, replace(OPTIONS, names="bed")))
    assert page_count(person_capital(capital(9), OPTIONS)) == 1
    assert "nothing to show yet" in read(person_capital(capital(0), OPTIONS))


def test_a_house_s_trend_leaves_out_months_of_too_few_people():
    months = house_year()
    said = read(house_capital(months, OPTIONS))
    assert "Jul 2026 fewer than 5 – –" in said
    assert "Nov 2026 10 48.3 13.5" in said
    assert "nothing to show yet" in read(house_capital(house_year(0), OPTIONS))


def test_hostile_words_print_soundly():
    said = next(iter(batches()))
    rows = tuple(
        replace(reached(i, i % 14), name=s, full_name=s, bed=s, giver=s) for i, s in enumerate(said)
    )
    options = replace(OPTIONS, stamp=replace(STAMP, house=said[0]))
    for pdf in (
        milestone_sheet(replace(programme(1), rows=rows), options),
        certificates(rows[:6], options),
        person_capital(replace(capital(3), name=replace(capital(3).name, short=said[1])), options),
    ):
        assert faults(pdf) == []
