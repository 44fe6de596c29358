"""Every paper that the program can make, one after the other: the facts of its file, its foot, its
size, and a share of the thousand hostile strings in every place where there is text.

`python3 dev.py drills papers` sets all the thousand on each of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle

import pytest

from sobrhouse.words import speak
from tests.reports.every_paper import Asked, Made, codes, overheard, texts
from tests.reports.facts import SIZES, amiss, page_size, title
from tests.reports.hostile import COUNT, strings
from tests.reports.hostile_walk import careless, many_places, mumbling, walked
from tests.reports.planted import FULL_NAMES, KEPT, Planted
from tests.reports.reading import looked_at

# Given away or hung up by themselves, so without a foot; posters have a size of their own.
UNFOOTED = {"certificates"}
# Several papers in one file, each with pages numbered of its own.
BOUND = {"blank_pdf", "power_cut_kit"}
ONE_PAGE = 500  # letters
ONE_SIZE = {"people_list", "face_sheet", "recovery_code_sheet"}


@dataclass(frozen=True)
class Drawn:
    """A paper, its file, and the lines that stand on its pages."""

    given: Asked
    pdf: bytes
    said: tuple[str, ...]


@pytest.fixture(scope="module")
def kinds(planted: Made) -> list[Asked]:
    """One of each kind of paper; the drill takes all."""
    return list({given.name: given for given in planted.asked}.values())


@pytest.fixture(scope="module")
def drawn(kinds: list[Asked]) -> list[Drawn]:
    """Each of them once."""
    found = []
    for given in kinds:
        with overheard() as printed:
            pdf = given.drawn()
        found.append(Drawn(given, pdf, tuple(line.text for line in printed)))
    return found


def test_every_file_has_a_title_and_its_language_and_nothing_about_who_made_it(
    drawn: list[Drawn],
) -> None:
    assert [f"{one.given.name} {what}" for one in drawn for what in amiss(one.pdf)] == []


def test_no_file_names_a_person_in_what_it_tells_of_itself(
    drawn: list[Drawn], there: Planted
) -> None:
    """A title stands in the window's bar, in the printer's queue and in lists of recent files."""
    people = {*there.people, *FULL_NAMES, *KEPT}
    titles = {one.given.name: title(one.pdf) for one in drawn}
    assert len(titles) > 20
    assert {n: t for n, t in titles.items() if set(re.findall(r"\w+", t)) & people} == {}


def test_every_page_says_which_of_how_many_it_is(drawn: list[Drawn]) -> None:
    for one in (paper for paper in drawn if paper.given.name not in BOUND):
        _faults, pages = looked_at(one.pdf)
        wanted = 0 if one.given.name in UNFOOTED else 1
        for number in range(1, pages + 1):
            assert one.said.count(f"Page {number} of {pages}") == wanted, one.given.name


def test_every_paper_comes_in_both_sizes(drawn: list[Drawn]) -> None:
    for one in (paper for paper in drawn if paper.given.name not in ONE_SIZE):
        own = page_size(one.pdf)
        for size, points in SIZES.items():
            same = own == {points}
            assert same or page_size(one.given.sized(size).drawn()) == {points}, one.given.name


def test_every_paper_speaks_spanish_where_the_house_does(kinds: list[Asked]) -> None:
    speak("es")
    told = [
        f"{given.name} {what}"
        for given in kinds
        for what in amiss(given.spoken("es").drawn(), language="es")
    ]
    assert told == []


def test_hostile_words_in_every_place_print_soundly_and_can_be_read_back(
    planted: Made, kinds: list[Asked]
) -> None:
    """Each of the thousand stands on some paper, and some stand on each paper, but for the few that
    fill a page by themselves: those stand on a paper of test_hostile and on all of the drill.
    """
    short = [string for string in strings() if len(string) < ONE_PAGE]
    known, words, many = codes(planted.asked), cycle(short), 0
    told: list[str] = []
    for given in kinds:
        where = texts(given, known)
        assert where, given.name
        told += walked(given, words, where).faults
        many += many_places(given, where)
    assert told[:5] == []
    assert many >= len(short) > COUNT - 20


def test_what_is_looked_for_would_be_found(kinds: list[Asked]) -> None:
    """The controls: markup that is read as markup, and a file that cannot be read back."""
    raised, changed, opened = careless([s for s in strings() if len(s) < ONE_PAGE][:100])
    assert raised > 5
    assert changed > 5
    assert any("passwd" in what for what in opened)
    given = kinds[0]
    words: Iterator[str] = cycle(("Plain",))
    silent = replace(given, draw=mumbling(given.draw))
    assert any("lost" in what for what in walked(silent, words, texts(given, frozenset())).faults)
