"""Blank forms: every one in both languages and sizes, with its code, ink that a copier keeps, and
room for a hand.
"""

import io
from dataclasses import replace

import pypdf
import pytest

from sobrhouse.domain.blank_forms import BLANK, NAMED
from sobrhouse.domain.consents import CATEGORY_WORDS
from sobrhouse.domain.notices import NOTICES
from sobrhouse.domain.paper_codes import new_code
from sobrhouse.reports.blank import KEYS, blank_pdf
from sobrhouse.reports.blank.houses import SAFETY
from sobrhouse.reports.blank.parts import CELL, WRITE
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import Pen
from sobrhouse.words import speaking
from tests.reports.made import OPTIONS
from tests.reports.reading import faults, page_count, pages_of, read

CODES = tuple(new_code() for _key in KEYS)
MILLIMETER = 72 / 25.4


def options(size: str = "letter") -> PaperOptions:
    return replace(OPTIONS, size=size, codes=CODES)


@pytest.fixture(scope="module")
def kit() -> bytes:
    """All of them in English on letter."""
    return blank_pdf(KEYS, options())


@pytest.fixture(scope="module")
def pages(kit: bytes) -> list[str]:
    """What stands on each of their pages."""
    return [" ".join(page.split()) for page in pages_of(kit)]


def test_all_forms_are_one_sound_file_with_a_list_of_contents(kit: bytes) -> None:
    assert faults(kit) == []
    file = pypdf.PdfReader(io.BytesIO(kit))
    assert len(file.outline) == len(KEYS) == 19
    assert file.metadata is not None
    assert file.metadata.title == "Maple Street House, Blank forms"


def test_each_form_has_its_own_code_on_each_of_its_pages_and_the_house_on_each(
    pages: list[str],
) -> None:
    said = iter(CODES)
    code = next(said)
    for number, text in enumerate(pages):
        if code not in text:
            code = next(said)
        assert code in text, number
        assert "Maple Street House" in text
        assert "214 Maple St" in text
        assert sum(other in text for other in CODES) == 1
    assert next(said, None) is None


@pytest.mark.parametrize(("language", "size"), [("es", "letter"), ("en", "a4"), ("es", "a4")])
def test_no_form_grows_by_a_page_in_another_language_or_size(
    kit: bytes, language: str, size: str
) -> None:
    other = blank_pdf(KEYS, options(size), language)
    assert faults(other) == []
    assert page_count(other) == page_count(kit) == 25
    assert pypdf.PdfReader(io.BytesIO(other)).root_object["/Lang"] == language


def test_a_scale_stays_on_its_line_on_narrow_paper() -> None:
    """Ten is beside nine, also on A4."""
    (page,) = pages_of(blank_pdf(("my-calls",), options("a4")))
    rows = [line for line in page.splitlines() if "0 to 10" in line]
    assert [row.split()[-1] for row in rows] == ["10", "10"]


def test_no_page_ends_with_signatures_alone(pages: list[str]) -> None:
    """A page with so few words holds a form's last box and nothing else."""
    assert min(len(page.split()) for page in pages) > 52


def test_nothing_is_grey_and_no_line_is_too_thin_to_be_copied() -> None:
    """Of what is drawn for all forms, not only of what a page shows."""
    inks: set[float] = set()
    widths: set[float] = set()

    rule, frame, write = Pen.rule, Pen.frame, Pen.write

    def ruled(pen, x1, y1, x2, y2, width=0.7, grey=0.0):
        inks.add(grey)
        widths.add(width)
        rule(pen, x1, y1, x2, y2, width, grey)

    def framed(pen, x, y, width, height, line=0.8, dash=""):
        widths.add(line)
        frame(pen, x, y, width, height, line, dash)

    def written(pen, x, y, line, size, grey=0.0):
        inks.add(grey)
        write(pen, x, y, line, size, grey)

    with pytest.MonkeyPatch.context() as patch:
        for name, watched in (("rule", ruled), ("frame", framed), ("write", written)):
            patch.setattr(Pen, name, watched)
        made = blank_pdf([key for key in KEYS if key != "barc-10"], options())
    assert made
    assert inks == {0.0}
    assert min(widths) >= 0.5


def test_there_is_room_for_a_hand() -> None:
    assert WRITE / MILLIMETER >= 7
    assert (CELL - 9) / MILLIMETER >= 7  # below the label


def test_the_consent_form_has_all_elements_and_the_notice_word_for_word() -> None:
    text = read(blank_pdf(["consent"], options()))
    for element in ("1. Whose information", "2. Who may tell", "3. What may be told", "4. To whom",
                    "5. What for", "6. You may take it back", "7. How long it lasts",
                    "8. Signature 9. Date"):  # fmt: skip
        assert element in text
    assert all(words in text for words in CATEGORY_WORDS.values())
    assert NOTICES[-1].full in text
    assert NOTICES[-1].full in read(blank_pdf(["consent"], options(), "es"))


def test_the_safety_check_has_seven_parts_with_37_things() -> None:
    assert len(SAFETY) == 7
    assert sum(len(things) for _title, things in SAFETY) == 37
    text = read(blank_pdf(["safety-check"], options()))
    assert all(thing in text for _title, things in SAFETY for thing in things)


def test_another_language_stays_with_its_paper() -> None:
    alone = blank_pdf(["incident"], options(), "es")
    assert blank_pdf(["incident"], options(), "es") == alone
    with speaking("es"):
        assert blank_pdf(["incident"], options()) == alone
    assert "Incident report" in read(blank_pdf(["incident"], options()))


def test_a_form_without_a_code_keeps_the_foot_as_it_was() -> None:
    plain = read(blank_pdf(["sign-out"], OPTIONS))
    assert "Audit code 7K2M-QRTX-9A0B" in plain
    assert "Paper code" not in plain


def test_one_kind_of_form_has_one_key() -> None:
    keys = [form.key for form in (*BLANK, *NAMED)]
    assert len(set(keys)) == len(keys)


