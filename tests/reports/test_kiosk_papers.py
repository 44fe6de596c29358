"""Badges and sign sheets: sound files, every name on them, and a code that says what was given."""

from datetime import date
from itertools import islice

import pytest

from sobrhouse.domain.weekly import PaperName
from sobrhouse.reports.badges import Badge, badge_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.qr import code_squares
from sobrhouse.reports.sheet import Stamp
from sobrhouse.reports.sign_sheets import power_cut_sheet, sign_out_sheet
from tests.reports.hostile import strings
from tests.reports.reading import faults, page_count, read

ON = date(2026, 11, 22)
STAMP = Stamp("Maple Street House", "Printed by Dana Ruiz.")


def options(**more: str) -> PaperOptions:
    return PaperOptions(STAMP, **more)


def badges(n: int) -> list[Badge]:
    return [Badge(f"Person {i}", f"{i:016d}", f"{100 + i}") for i in range(n)]


@pytest.mark.parametrize(("size", "pages"), [("letter", 3), ("a4", 2)])
def test_badges_fill_their_pages_and_nobody_is_left_out(size: str, pages: int) -> None:
    pdf = badge_sheet(badges(14), options(size=size))
    assert faults(pdf) == []
    assert page_count(pdf) == pages
    text = read(pdf)
    assert all(f"Person {i}" in text and f"{100 + i}" in text for i in range(14))


def test_a_badge_never_shows_its_code_as_letters() -> None:
    badge = Badge("Marcus T.", "7K2MQRTX0ABCDEFG")
    assert badge.code not in read(badge_sheet([badge], options()))
    assert badge.code not in repr(badge)


def test_two_codes_never_look_alike_and_one_always_does() -> None:
    first, second = badges(2)
    assert code_squares(first.code) == code_squares(first.code)
    assert code_squares(first.code) != code_squares(second.code)


def test_the_blank_sheet_is_one_page_of_lines() -> None:
    for size in ("letter", "a4"):
        pdf = sign_out_sheet(options(size=size))
        assert faults(pdf) == [] and page_count(pdf) == 1
    assert "Back by" in read(pdf)


@pytest.mark.parametrize(("names", "shown"), [("short", "Ann A."), ("full", "Ann Archer")])
def test_everybody_stands_on_the_sheet_for_a_power_cut(names: str, shown: str) -> None:
    people = [PaperName("Ann A.", "Ann Archer", "1A"), PaperName("Bo B.", "Bo Baker", "1B")]
    text = read(power_cut_sheet(people, ON, options(names=names)))
    assert shown in text and "Sunday, November 22, 2026" in text


def test_sixty_people_go_on_over_pages_with_the_titles_on_each() -> None:
    people = [PaperName(f"Person {i}", f"Person {i}", "") for i in range(60)]
    pdf = power_cut_sheet(people, ON, options())
    assert page_count(pdf) > 2 and read(pdf).count("Back by") == page_count(pdf)


def test_hostile_names_print_soundly() -> None:
    said = list(islice(strings(), 300))
    people = [PaperName(text, text, text) for text in said]
    assert faults(power_cut_sheet(people, ON, options())) == []
    assert faults(badge_sheet([Badge(text, "0" * 16, text) for text in said], options())) == []


def test_nobody_there_still_gives_a_paper() -> None:
    assert "No badges." in read(badge_sheet([], options()))
    assert page_count(power_cut_sheet([], ON, options())) == 1
