"""Every paper that the program can make, one after the other: the facts of its file, its foot, its
size, and a share of the thousand hostile strings in every place where there is text.

`python3 dev.py drills papers` sets all the thousand on each of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest

from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.slots import FLOOR
from sobrhouse.words import speak
from tests.conftest import NOW, PASSPHRASE
from tests.reports.every_paper import Asked, asked, codes, overheard, texts
from tests.reports.facts import SIZES, amiss, page_size
from tests.reports.hostile import COUNT, strings
from tests.reports.hostile_walk import careless, many_places, mumbling, walked
from tests.reports.reading import looked_at

# Given away or hung up by themselves, so without a foot; posters have a size of their own.
UNFOOTED = {"certificates"}
# Several papers in one file, each with pages numbered of its own.
BOUND = {"blank_pdf", "power_cut_kit"}
ONE_SIZE = {"people_list", "face_sheet", "recovery_code_sheet"}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    """Every paper of one house, as it was asked for."""
    path = tmp_path_factory.mktemp("papers") / "house.db"
    made = found(path, Founder("Olive Owner", PASSPHRASE), costs=FLOOR, clock=lambda: NOW)
    try:
        return asked(made.store)
    finally:
        made.store.close()


@pytest.fixture(scope="module")
def kinds(papers: list[Asked]) -> list[Asked]:
    """One of each kind of paper; the drill takes all."""
    return list({given.name: given for given in papers}.values())


def test_every_file_has_a_title_and_its_language_and_nothing_about_who_made_it(
    kinds: list[Asked],
) -> None:
    told = [f"{given.name} {what}" for given in kinds for what in amiss(given.drawn())]
    assert told == []


def test_every_page_says_which_of_how_many_it_is(kinds: list[Asked]) -> None:
    for given in (paper for paper in kinds if paper.name not in BOUND):
        with overheard() as printed:
            _faults, pages = looked_at(given.drawn())
        said = [line.text for line in printed]
        wanted = 0 if given.name in UNFOOTED else 1
        for number in range(1, pages + 1):
            assert said.count(f"Page {number} of {pages}") == wanted, given.name


def test_every_paper_comes_in_both_sizes(kinds: list[Asked]) -> None:
    for given in kinds:
        if given.name not in ONE_SIZE:
            for size, points in SIZES.items():
                assert page_size(given.sized(size).drawn()) == {points}, f"{given.name} {size}"


def test_every_paper_speaks_spanish_where_the_house_does(kinds: list[Asked]) -> None:
    speak("es")
    told = [
        f"{given.name} {what}" for given in kinds for what in amiss(given.drawn(), language="es")
    ]
    assert told == []


def test_hostile_words_in_every_place_print_soundly_and_can_be_read_back(
    papers: list[Asked], kinds: list[Asked]
) -> None:
    """About each of the thousand stands on some paper, and some stand on each paper."""
    known, words, many = codes(papers), cycle(strings()), 0
    told: list[str] = []
    for given in kinds:
        where = texts(given, known)
        assert where, given.name
        told += walked(given, words, where).faults
        many += many_places(given, where)
    assert told[:5] == []
    assert many > COUNT // 2


def test_what_is_looked_for_would_be_found(kinds: list[Asked]) -> None:
    """The controls: markup that is read as markup, and a file that cannot be read back."""
    raised, changed, opened = careless([s for s in strings() if len(s) < 500][:100])
    assert raised > 5
    assert changed > 5
    assert any("passwd" in what for what in opened)
    given = kinds[0]
    words: Iterator[str] = cycle(("Plain",))
    silent = replace(given, draw=mumbling(given.draw))
    assert any("lost" in what for what in walked(silent, words, texts(given, frozenset())).faults)
