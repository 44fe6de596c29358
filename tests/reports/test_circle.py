"""The circle on paper: sound, black on white, everybody and every tie in the picture."""

import io
import re
from dataclasses import replace

import pypdf
import pytest

from sobrhouse.domain.circle import Circle, drawn
from sobrhouse.reports.circle import CirclePaper, circle_page
from sobrhouse.reports.circle_picture import SAMPLES
from sobrhouse.words import speak
from tests.reports.made import OPTIONS, SUNDAY
from tests.reports.made_circle import LOST, circle
from tests.reports.reading import faults, page_count, read

SMALL, LARGE = circle(12, 4), circle(44, 16)


def page(data: Circle, who: int | None = None, **options: str) -> bytes:
    """The paper with these options."""
    return circle_page(CirclePaper(data, who), replace(OPTIONS, **options))


def drawing(pdf: bytes) -> str:
    """What is drawn on the first page, as the file says it."""
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data().decode("latin-1")


@pytest.mark.parametrize(
    ("data", "who"), [(SMALL, None), (LARGE, None), (SMALL, 6), (Circle(SUNDAY, 28), None)]
)
def test_each_page_is_sound_and_the_same_each_time(data: Circle, who: int | None) -> None:
    for size, wide in (("letter", 612), ("a4", 595)):
        pdf = page(data, who, size=size)
        assert faults(pdf) == [] and pdf == page(data, who, size=size)
        assert round(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width) == wide


@pytest.mark.parametrize("data", [SMALL, LARGE])
def test_everybody_is_in_the_picture_and_no_name_is_cut(data: Circle) -> None:
    for language in ("en", "es"):
        speak(language)
        text = read(page(data))
        assert "…" not in text
        for member in data.members:
            assert member.name in text


def test_every_tie_is_drawn_in_the_width_and_dashes_of_its_kind() -> None:
    """Counted in the file itself; the legend has one more piece of each, rooms are arcs."""
    said = drawing(page(SMALL))
    for kind, (width, dash, _arrow) in SAMPLES.items():
        if kind == "room":
            continue
        line = rf"{re.escape(f'[{dash}] 0 d ') if dash else '(?<!d )'}0 G {width:g} w \S+ \S+ m"
        curves = re.findall(rf"{line} (?:\S+ ){{6}}c S", said)
        assert len(curves) == sum(t.kind == kind for t in drawn(SMALL)), kind
    kinds = {t.kind for t in SMALL.ties}
    assert set(SAMPLES) == kinds


def test_no_line_of_the_picture_is_grey() -> None:
    """A printer that knows no grey loses nothing."""
    for data in (SMALL, LARGE):
        assert {float(g) for g in re.findall(r"([\d.]+) G ", drawing(page(data)))} == {0.0}


def test_names_are_as_the_paper_has_them() -> None:
    who = SMALL.members[LOST]
    assert who.full_name in read(page(SMALL, names="full"))
    by_bed = read(page(SMALL, names="bed"))
    assert f"Bed {who.bed}" in by_bed
    for member in SMALL.residents:
        assert member.name not in by_bed and member.full_name not in by_bed


def test_who_may_need_a_connection_is_listed_with_the_facts_and_no_figure_on_anybody() -> None:
    text = read(page(SMALL))
    assert "May need a connection" in text and "No ties in these 28 days." in text
    assert not re.search(r"(?i)\b(score|rank|lonely|isolated)|%", text)


def test_one_person_is_on_one_page_with_their_ties_in_words() -> None:
    pdf = page(SMALL, 6)
    assert page_count(pdf) == 1
    text = read(pdf)
    me = SMALL.resident(6)
    assert me is not None
    known = SMALL.by_key
    for tie in SMALL.of(me.key):
        assert known[tie.beside(me.key)].name in text
    strangers = {m.key for m in SMALL.members} - {me.key}
    strangers -= {t.beside(me.key) for t in SMALL.of(me.key)}
    assert strangers and not [k for k in strangers if known[k].name in text]
    assert "This person does not live here." in read(page(SMALL, 999))


def test_a_house_of_sixty_has_its_picture_on_one_page() -> None:
    first = pypdf.PdfReader(io.BytesIO(page(LARGE))).pages[0].extract_text()
    assert all(m.name in re.sub(r"\s+", " ", first) for m in LARGE.members)
