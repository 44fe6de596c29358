"""The weekly packet on paper: chapters with bookmarks, one count of pages, names as chosen in each,
and the same bytes from what was kept.
"""

import io
from concurrent.futures import BrokenExecutor
from dataclasses import fields, replace
from typing import Any

import pypdf
import pytest

from sobrhouse import __version__
from sobrhouse.domain.packets import Names, PacketChoice, Section, Size, title_of
from sobrhouse.problems import Problem
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports import packet as papers
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet import draw_again, draw_packet, made_packet, options_of
from sobrhouse.reports.packet_pool import PacketPool
from sobrhouse.words import speak
from tests.reports.every_paper import overheard
from tests.reports.made import NAMES, OPTIONS, STAMP
from tests.reports.made_packet import empty, full
from tests.reports.reading import faults, pages_of, read


@pytest.fixture(scope="module")
def values() -> PacketValues:
    """A house of eight: each section has something, and few pages."""
    return full(8)


@pytest.fixture(scope="module")
def whole(values: PacketValues) -> papers.Packet:
    """Its packet."""
    return draw_packet(values, OPTIONS)


def heard(values: PacketValues, options: PaperOptions) -> tuple[papers.Packet, str]:
    """A packet, and every line that reached its paper."""
    with overheard() as printed:
        packet = draw_packet(values, options)
    said = " ".join(line.text for line in printed)
    return packet, said.replace("\xa0", " ")


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """The bookmarks: level, words, and the number of the page."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))

    def walk(entries: list[Any], level: int) -> list[tuple[int, str, int]]:
        found = []
        for entry in entries:
            if isinstance(entry, list):
                found += walk(entry, level + 1)
            else:
                page = reader.get_destination_page_number(entry)
                found.append((level, str(entry.title), page))
        return found

    return walk(reader.outline, 0)


def test_each_section_is_a_chapter_with_a_bookmark_on_its_first_page(whole: papers.Packet) -> None:
    page, wanted = 0, []
    for section, pages in whole.pages:
        wanted.append((title_of(section), page))
        page += pages
    found = outline(whole.pdf)
    assert [(words, at) for level, words, at in found if level == 0] == wanted
    assert [section for section, _pages in whole.pages] == list(Section)
    (held,) = [(words, at) for level, words, at in found if level == 1]
    assert held[0] == "House meeting, Sunday, November 22, 2026"
    starts = dict(wanted)
    assert starts[title_of(Section.MEETINGS)] <= held[1] < starts[title_of(Section.PEOPLE)]


def test_pages_are_counted_through_and_carry_the_audit_code(whole: papers.Packet) -> None:
    pages = pages_of(whole.pdf)
    assert len(pages) == whole.count
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert STAMP.anchor in text
        assert "Confidential resident information" in text
    assert faults(whole.pdf) == []


def test_the_file_says_what_it_is_and_opens_with_its_bookmarks(whole: papers.Packet) -> None:
    reader = pypdf.PdfReader(io.BytesIO(whole.pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Maple Street House, Weekly packet, Nov 16 to 22, 2026"
    assert (reader.root_object["/Lang"], reader.page_mode) == ("en", "/UseOutlines")
    assert reader.metadata.author is None


@pytest.mark.parametrize("names", ["short", "full", "bed"])
def test_every_section_names_people_as_chosen(values: PacketValues, names: str) -> None:
    wide = {name.full for name in values.names.values()}
    for section in Section:
        one = values.only([section])
        if one.summary is not None:  # what people typed stays as they typed it
            one = replace(one, summary=replace(one.summary, notes=(), todos=()))
        _packet, said = heard(one, replace(OPTIONS, names=names))
        if names != "full":
            assert not [name for name in wide if name in said], section
        if names == "bed":
            told = [name for name in NAMES if name in said]
            assert told in ([], ["Ty C."] if section is Section.SUMMARY else []), section
            assert "Bed 1A" in said or "1A" in said, section
        if names == "full" and section is not Section.MILESTONES:
            assert [name for name in wide if name in said], section


def test_only_what_was_chosen_is_drawn_and_kept(values: PacketValues) -> None:
    some = values.only([Section.SIGNLOG, Section.MILESTONES])
    assert some.sections == (Section.SIGNLOG, Section.MILESTONES)
    packet = draw_packet(some, OPTIONS)
    text = read(packet.pdf)
    assert text.startswith("Maple Street House Weekly packet")
    assert "To do next week" not in text
    made = made_packet(some, OPTIONS, packet)
    assert made.choice.sections == some.sections
    assert b"Grease on the stove" not in _plain(made.inputs)
    assert b"Grease on the stove" in _plain(made_packet(values, OPTIONS, packet).inputs)


def _plain(frozen: bytes) -> bytes:
    import zlib

    return zlib.decompress(frozen)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", list(Size))
def test_both_sizes_and_large_print_lose_no_name(
    values: PacketValues, whole: papers.Packet, size: Size, large: bool
) -> None:
    options = options_of(PacketChoice(size=size, large=large), STAMP)
    assert options == PaperOptions(STAMP, "short", size.value, large=large)
    packet, told = heard(values, options)
    assert faults(packet.pdf) == []
    first = pypdf.PdfReader(io.BytesIO(packet.pdf)).pages[0].mediabox
    assert (first.width > first.height) is large
    assert {round(first.width), round(first.height)} == (
        {612, 792} if size is Size.LETTER else {595, 842}
    )
    detail = values.only(set(Section) - {Section.SUMMARY})
    assert "…" not in heard(detail, options)[1]
    assert all(told.count(name) > 10 for name in NAMES[:3])
    assert packet.count > whole.count if large else packet.count <= whole.count + 2


def test_what_was_kept_is_drawn_to_the_byte_in_its_own_language(values: PacketValues) -> None:
    for language, names in (("en", Names.SHORT), ("es", Names.FULL), ("en", Names.BED)):
        speak(language)
        options = options_of(PacketChoice(names=names), STAMP)
        made = made_packet(values, options, draw_packet(values, options))
        speak("en")
        again = draw_again(made)
        assert again.same and not again.remark
        assert again.packet.count == made.pages
        assert (made.language, made.choice.names, made.drawn_by) == (language, names, __version__)


def test_a_packet_that_no_process_takes_says_so_in_its_future(values: PacketValues) -> None:
    """As after one was killed: whoever waits for it draws it here."""
    pool = PacketPool(1)
    pool._executor._broken = "A process was killed."  # type: ignore[attr-defined]
    future = pool.put(values, OPTIONS)
    assert isinstance(future.exception(), BrokenExecutor)
    pool.close()


def test_a_file_that_comes_out_otherwise_says_so(values: PacketValues) -> None:
    made = made_packet(values, OPTIONS, draw_packet(values, OPTIONS))
    older = draw_again(replace(made, sha256="ab" * 32, drawn_by="0.0.9"))
    assert not older.same
    assert "version 0.0.9" in older.remark
    assert "Compare it" in draw_again(replace(made, sha256="ab" * 32)).remark
    with pytest.raises(Problem, match="cannot be read"):
        draw_again(replace(made, inputs=made.inputs[:-20]))


def test_an_empty_house_has_a_packet_that_says_so() -> None:
    packet = draw_packet(empty(), OPTIONS)
    assert [pages for _section, pages in packet.pages] == [1] * len(Section)
    text = read(packet.pdf)
    for words in (
        "Nobody signed in or out in these days.", "No chore was due in this week.",
        "No house meeting was held in these days.", "Nobody lived here in this week.",
        "Nobody reaches a milestone.", "Nobody lives here yet.",
    ):  # fmt: skip
        assert words in text, words
    with pytest.raises(Problem, match="at least one section"):
        draw_packet(empty().only([]), OPTIONS)


def test_every_section_has_a_place_in_the_values_and_words() -> None:
    known = {field.name for field in fields(PacketValues)}
    assert {section.value for section in Section} <= known
    assert all(title_of(section) for section in Section)
