"""The one way out (T18): for every paper for outside and every state of a consent, each row that is
on it has a live consent, and there are as many rows in the accounting as files on the disk.
"""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sobrhouse.domain.consents import Category, Given, Standing
from sobrhouse.domain.notices import HOUSE_NOTICE, NOTICES
from sobrhouse.domain.outside import TELLS, OutsidePaper, through_the_gate
from sobrhouse.exchange import outside as way
from sobrhouse.exchange.sealed_pdf import new_password, sealed
from sobrhouse.problems import NotAllowed, Problem, ReadOnly
from sobrhouse.queries.consents import disclosures
from sobrhouse.queries.outside import outside_facts, people_for_papers, standing_consents
from sobrhouse.reports.outside import outside_paper
from sobrhouse.services.consents import end_consent
from sobrhouse.services.houses import change_house
from sobrhouse.services.pins import Purpose, confirm
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make, make_papers
from tests.conftest import NOW, OWNER
from tests.reports.made import OPTIONS
from tests.reports.made_outside import FIRST, HOUSE, SUNDAY, WHO, consent, facts, found
from tests.reports.test_hostile import poppler

EVERYTHING = ",".join(c.value for c in Category)


# --- the matrix, on the papers themselves --------------------------------------------------------


def days_around() -> some.SearchStrategy[int]:
    return some.integers(-40, 40)


@some.composite
def consents(draw: some.DrawFn) -> Given:
    """Any consent: of anybody, about anything, signed, expired, revoked, taken back at any time."""
    signed = SUNDAY + timedelta(days=draw(some.integers(-60, 2)))
    last = draw(some.none() | some.integers(0, 90))
    told = draw(some.frozensets(some.sampled_from(sorted(Category)))) | {Category.IDENTITY}
    covers = draw(some.none() | some.tuples(days_around(), days_around()))
    ended = draw(some.none() | days_around())
    made = consent(
        categories=told if draw(some.booleans()) else frozenset(Category),
        signed_on=signed,
        expires_on=None if last is None else signed + timedelta(days=last),
        covers_from=covers and SUNDAY + timedelta(days=min(covers)),
        covers_until=covers and SUNDAY + timedelta(days=max(covers)),
    )
    return replace(
        made,
        resident_id=draw(some.sampled_from([WHO, WHO, WHO, WHO + 1])),
        ended_on=None if ended is None else SUNDAY + timedelta(days=ended),
        void=draw(some.sampled_from([False, False, False, True])),
    )


def words_of(pdf: bytes) -> str:
    return " ".join(poppler(pdf).split())


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(consents(), some.sampled_from(list(OutsidePaper)))
def test_no_row_is_on_a_paper_without_a_live_consent_that_names_it(
    given: Given, paper: OutsidePaper
) -> None:
    try:
        going = through_the_gate(found(paper), given, SUNDAY, "Dana Ruiz", remark="In our words")
    except Problem:
        assert given.standing(SUNDAY) is not Standing.LIVE or given.resident_id != WHO
        return
    terms = given.terms
    assert given.standing(SUNDAY) is Standing.LIVE and given.resident_id == WHO
    for row in going.passed.rows:
        assert row.resident_id == given.resident_id
        assert row.category in terms.categories & TELLS[paper]
        assert row.on is None or terms.covers_from is None or row.on >= terms.covers_from
        assert row.on is None or terms.covers_until is None or row.on <= terms.covers_until
    asked = len(found(paper).facts) + (paper in {OutsidePaper.LETTER, OutsidePaper.PROGRESS})
    assert len(going.passed.rows) + going.left_out == asked


# What each category puts on paper that nothing else does; made_outside.py has the rows.
MARKS = {
    Category.STANDING: "Phase 2", Category.MEETINGS: "Recovery meetings",
    Category.CHORES: "14 of 15 passed", Category.COMINGS: "Due 6:30 PM",
    Category.PASSES: "Back in time", Category.SPONSOR_NAME: "Bill W.",
    Category.SOBRIETY: "90 days", Category.WORK: "Ridge Auto", Category.LEGAL: "26-CR-1187",
    Category.NOTES: "cooks on Sundays",
}  # fmt: skip


@pytest.mark.parametrize("paper", OutsidePaper)
def test_a_paper_says_what_is_named_and_nothing_else(paper: OutsidePaper) -> None:
    """Each category alone, and all but it: its words are on the one and not on the other."""
    remark = "He cooks on Sundays."
    for category in sorted(TELLS[paper] - {Category.IDENTITY, Category.SPONSOR}):
        alone = consent(categories=frozenset({Category.IDENTITY, category}))
        but = consent(categories=frozenset(Category) - {category})
        here, there = (
            words_of(outside_paper(
                through_the_gate(found(paper), one, SUNDAY, "Dana Ruiz", remark=remark), OPTIONS,
            )).split("What the resident agreed to")[0]
            for one in (alone, but)
        )  # fmt: skip
        assert MARKS[category] in here and MARKS[category] not in there
        assert not [c for c, mark in MARKS.items() if c != category and mark in here]


def test_days_outside_what_a_consent_covers_are_not_even_counted() -> None:
    """Whatever is counted is counted from what went through."""
    day = FIRST + timedelta(days=3)
    short = consent(covers_from=day, covers_until=day)
    going = through_the_gate(found(OutsidePaper.ATTENDANCE), short, SUNDAY, "Dana Ruiz")
    assert "1 meeting, 1 of them verified" in words_of(outside_paper(going, OPTIONS))


def test_a_paper_is_in_its_own_language_but_for_the_notice() -> None:
    going = through_the_gate(found(OutsidePaper.LETTER), consent(), SUNDAY, "Dana Ruiz")
    said = words_of(outside_paper(replace(going, language="es"), OPTIONS))
    assert "22 de noviembre de 2026" in said and NOTICES[-1].full in said


@pytest.mark.parametrize("paper", OutsidePaper)
def test_the_notice_is_there_word_for_word_and_short_on_each_page(paper: OutsidePaper) -> None:
    going = through_the_gate(found(paper), consent(), SUNDAY, "Dana Ruiz")
    pdf = outside_paper(going, OPTIONS)
    read = words_of(pdf)
    assert NOTICES[-1].full in read
    assert ("(555) 010-0140" in read) is (paper is not OutsidePaper.CERTIFICATE)
    assert read.count(NOTICES[-1].short) == way.pages_of(pdf) == poppler(pdf).count("\f")
    plain = replace(going, house=replace(HOUSE, part2="not_covered"))
    said = words_of(outside_paper(plain, OPTIONS))
    assert HOUSE_NOTICE.full in said and "42 CFR" not in said
    assert "compl" not in read.casefold()  # the program never says that a house complies


# --- from the records to the disk ----------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def marcus(store: Store, house: int) -> int:
    person = make.resident(store)
    stay = make.stay(store, person, house, SUNDAY - timedelta(days=60))
    make.sobriety(store, person, SUNDAY - timedelta(days=90))
    for n in range(6):
        make.attendance(store, house, stay, SUNDAY - timedelta(days=n), verification="signature")
    make.legal_matter(store, person)
    make.employment(store, person)
    return person


def going_out(store: Store, house: int, who: int, paper: OutsidePaper) -> way.Outgoing:
    (row,) = store.read(OWNER, standing_consents, house, who, SUNDAY)
    all_of_it = store.read(OWNER, outside_facts, house, who, paper, FIRST, SUNDAY, NOW)
    return through_the_gate(all_of_it, row.given, SUNDAY, "Dana Ruiz", "Manager", "He cooks.")


def test_no_week_before_the_first_night_counts_as_one_without_meetings(
    store: Store, house: int
) -> None:
    """An officer who reads 0 would think that somebody did not go."""
    new = make.resident(store, first="Jay", last="Porter")
    stay = make.stay(store, new, house, SUNDAY - timedelta(days=3))
    make.attendance(store, house, stay, SUNDAY, verification="signature")
    make_papers.consent(store, house, new, categories=EVERYTHING)
    going = going_out(store, house, new, OutsidePaper.PROGRESS)
    assert (going.first, going.last) == (SUNDAY - timedelta(days=3), SUNDAY)
    said = words_of(outside_paper(going, OPTIONS))
    assert "1 meeting, 1 of them verified" in said and "Oct" not in said.split("What the")[0]


def handed(store: Store, house: int) -> Counter[bool]:
    """Rows of the accounting that count, and those that were taken back."""
    rows = store.read(OWNER, disclosures, house, SUNDAY, SUNDAY)
    return Counter(not row.void_why for row in rows)


def test_rows_are_as_many_as_files_whatever_goes_wrong(
    store: Store, house: int, marcus: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = make_papers.consent(store, house, marcus, categories=EVERYTHING)
    papers = {p: going_out(store, house, marcus, p) for p in OutsidePaper}
    drawn = {p: outside_paper(going, OPTIONS) for p, going in papers.items()}
    for p, going in papers.items():
        done = way.hand_out(store, OWNER, going, drawn[p], folder / f"{p}.pdf")
        assert done.path is not None and done.path.read_bytes() == drawn[p]
    with pytest.raises(ReadOnly):
        way.hand_out(store, OWNER, papers[p], drawn[p], folder / "no" / "such.pdf")

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(ReadOnly):
            way.hand_out(store, OWNER, papers[p], drawn[p], folder / "late.pdf")
    store.write(OWNER, end_consent, agreed, store.now(), "spoken", "")
    with pytest.raises(Problem, match="does not stand"):
        way.hand_out(store, OWNER, papers[p], drawn[p], folder / "revoked.pdf")
    with pytest.raises(Problem, match="not stand"):
        all_of_it = store.read(OWNER, outside_facts, house, marcus, p, FIRST, SUNDAY, NOW)
        through_the_gate(all_of_it, replace(papers[p].consent, ended_on=SUNDAY), SUNDAY, "Dana")
    other = replace(papers[p].consent, resident_id=papers[p].consent.resident_id + 1)
    with pytest.raises(Problem, match="somebody else"):
        through_the_gate(all_of_it, other, SUNDAY, "Dana")
    files = sorted(f.name for f in folder.iterdir() if f.is_file())
    assert files == sorted(f"{p}.pdf" for p in OutsidePaper)
    assert handed(store, house) == {True: len(files), False: 1}
    rows = store.read(OWNER, disclosures, house, SUNDAY, SUNDAY)
    assert {(r.paper, r.recipient, r.method) for r in rows} == {
        (p.value, "County Probation", "file") for p in OutsidePaper
    }


def test_a_consent_that_says_less_leaves_rows_in_the_house_and_counts_them(
    store: Store, house: int, marcus: int
) -> None:
    make_papers.consent(store, house, marcus)  # the name and meetings
    going = going_out(store, house, marcus, OutsidePaper.PROGRESS)
    assert going.passed.categories == {Category.IDENTITY, Category.MEETINGS}
    assert going.passed.left_out[Category.SOBRIETY] and going.passed.left_out[Category.NOTES]
    assert way.handed_of(going, b"x", 1, "print").left_out == going.left_out
    (one,) = store.read(OWNER, people_for_papers, house, SUNDAY)
    assert (one.resident_id, one.consents) == (marcus, 1)


def test_a_paper_asks_for_ones_pin(store: Store, house: int, marcus: int, folder: Path) -> None:
    make_papers.consent(store, house, marcus)
    going = going_out(store, house, marcus, OutsidePaper.LETTER)
    pdf = outside_paper(going, OPTIONS)
    store.write(OWNER, set_pin, "482913")
    with pytest.raises(NotAllowed, match="PIN"):
        way.hand_out(store, OWNER, going, pdf, folder / "a.pdf")
    store.write(OWNER, confirm, "482913", Purpose.OUTSIDE)
    way.hand_out(store, OWNER, going, pdf, folder / "a.pdf")
    assert [f.name for f in folder.iterdir()] == ["a.pdf"]


def test_a_house_that_is_not_covered_says_so_in_the_row(
    store: Store, house: int, marcus: int, folder: Path
) -> None:
    make_papers.consent(store, house, marcus)
    store.write(OWNER, change_house, house, {"part2_status": "not_covered"}, 1)
    going = going_out(store, house, marcus, OutsidePaper.LETTER)
    pdf = outside_paper(going, OPTIONS)
    assert HOUSE_NOTICE.full in words_of(pdf)
    way.hand_out(store, OWNER, going, pdf, folder / "a.pdf")


# --- the password --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def letter() -> Iterator[bytes]:
    going = through_the_gate(found(OutsidePaper.LETTER), consent(), SUNDAY, "Dana Ruiz")
    yield outside_paper(going, OPTIONS)


def test_a_sealed_file_opens_with_its_password_alone(letter: bytes) -> None:
    password = new_password()
    closed = sealed(letter, password)
    assert len(password) == 19 and new_password() != password
    assert b"Marcus" not in closed
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(closed))
    with pikepdf.open(io.BytesIO(closed), password=password) as opened:
        how = opened.encryption
        assert how.bits == 256 and how.file_method == pikepdf.models.EncryptionMethod.aesv3
        assert len(opened.pages) == way.pages_of(letter)
    read = pypdf.PdfReader(io.BytesIO(closed), password=password)
    assert "Marcus Tate" in read.pages[0].extract_text()


def test_a_short_password_is_none(letter: bytes) -> None:
    with pytest.raises(Problem, match="8 letters"):
        sealed(letter, "1234567")


def test_made_rows_have_every_category_that_papers_tell() -> None:
    """What the matrix is about."""
    told = frozenset[Category]().union(*TELLS.values())
    assert told - {Category.NOTES} <= {row.category for row in facts()}
