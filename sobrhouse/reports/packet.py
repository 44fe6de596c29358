"""The weekly packet: one file with a chapter for each section, bookmarks and one page count."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sobrhouse import __version__
from sobrhouse.domain.freezing import freeze, thaw
from sobrhouse.domain.packets import MadePacket, Names, PacketChoice, Section, Size, title_of
from sobrhouse.domain.phrases import span
from sobrhouse.problems import Problem
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports import text as t
from sobrhouse.reports.canvas import Mark
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.packet_chores import draw_chores
from sobrhouse.reports.packet_meetings import draw_meetings
from sobrhouse.reports.packet_milestones import draw_milestones
from sobrhouse.reports.pen import DryPen
from sobrhouse.reports.sheet import Head, Sheet, Stamp
from sobrhouse.reports.sign_log import SignWeekPaper, draw_sign_week, how_to_read
from sobrhouse.reports.week_people import draw_people
from sobrhouse.reports.weekly import week_words, weekly_sheet
from sobrhouse.words import _, language, speaking

_TIGHTER = (0.95, 0.9, 0.86)
_ALMOST_EMPTY = 0.35  # of a page


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet as a PDF file, and how many pages each of its sections has."""

    pdf: bytes
    pages: tuple[tuple[Section, int], ...]

    @property
    def count(self) -> int:
        """How many pages there are in all."""
        return sum(pages for _section, pages in self.pages)


@dataclass(frozen=True, slots=True)
class PacketInputs:
    """All that a packet is drawn from: the same inputs give the same bytes."""

    values: PacketValues
    options: PaperOptions


@dataclass(frozen=True, slots=True)
class PrintedAgain:
    """A kept packet drawn anew from what it was first drawn from. `same` says whether it came out
    the same to the byte, `remark` what to tell people where it did not.
    """

    packet: Packet
    same: bool
    remark: str = ""


def options_of(choice: PacketChoice, stamp: Stamp) -> PaperOptions:
    """How the paper of a choice is made."""
    return PaperOptions(stamp, choice.names.value, choice.size.value, large=choice.large)


def packet_pdf(values: PacketValues, options: PaperOptions) -> bytes:
    """The packet as a PDF file, with the sections that there are values for."""
    return draw_packet(values, options).pdf


def draw_packet(values: PacketValues, options: PaperOptions) -> Packet:
    """The packet with the pages of each section. Problem where no section was chosen."""
    if not values.sections:
        raise Problem(_("Choose at least one section for the packet."), field="sections")
    sheet = _first(values, options)
    for section in values.sections:
        if section is not Section.SUMMARY:
            tight = _closeness(sheet, section, values, options)
            _chapter(sheet, section, values, options, tight)
    begins = [mark.page for mark in sheet.marks if not mark.level]
    ends = [*begins[1:], sheet.count]
    counts = (end - begin for begin, end in zip(begins, ends, strict=True))
    return Packet(sheet.save(), tuple(zip(values.sections, counts, strict=True)))


def made_packet(values: PacketValues, options: PaperOptions, packet: Packet) -> MadePacket:
    """What is kept of a packet that was drawn from these, in the language spoken now."""
    title = _("Weekly packet, {week}").format(week=span(values.week_start, values.week_end))
    size, names = Size(options.size), Names(options.names)
    choice = PacketChoice(values.sections, names, size, options.large)
    frozen = freeze(PacketInputs(values, options))
    return MadePacket(
        values.week_start, title, choice, language(), frozen, sha_of(packet.pdf),
        packet.count, __version__,
    )  # fmt: skip


def draw_again(kept: MadePacket) -> PrintedAgain:
    """A kept packet once more, in the language of its first time. Problem where what it was drawn
    from cannot be read.
    """
    if not kept.inputs:
        raise Problem(
            _("The record of somebody in this packet was destroyed, so it cannot be printed again. "
              "That it was printed stays on record.")
        )
    inputs = thaw(PacketInputs, kept.inputs)
    with speaking(kept.language):
        packet = draw_packet(inputs.values, inputs.options)
    if sha_of(packet.pdf) == kept.sha256:
        return PrintedAgain(packet, same=True)
    said = _(
        "This says the same as the first print, but it is not the same file: it was made with "
        "version {old}, and this is version {new}."
    )
    if kept.drawn_by == __version__:
        said = _(
            "This is drawn from what the first print was drawn from, but it is not the same file. "
            "Compare it with the first print before you rely on it."
        )
    return PrintedAgain(packet, False, said.format(old=kept.drawn_by, new=__version__))


def sha_of(pdf: bytes) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(pdf).hexdigest()


def _first(values: PacketValues, options: PaperOptions) -> Sheet:
    """The first page: the weekly report where it was chosen, else a head alone."""
    if values.summary is not None:
        sheet = weekly_sheet(values.summary, options)
        sheet.tight = 1.0
        sheet.marks.insert(0, Mark(0, sheet.paper[1], title_of(Section.SUMMARY)))
    else:
        week = span(values.week_start, values.week_end)
        head = Head(values.house, _("Weekly packet"), week, week_words(values))
        sheet = Sheet(head, options.stamp, options.size, large=options.large)
    sheet.called = _("Weekly packet")
    return sheet


def _closeness(
    sheet: Sheet, section: Section, values: PacketValues, options: PaperOptions
) -> float:
    """How close a chapter is drawn: closer than usual where that saves a page that would stay
    almost empty, never in large print. It is found on sheets that are thrown away.
    """
    if options.large:
        return 1.0
    pages, last = _tried(sheet, section, values, options, 1.0)
    if pages > 1 and last < _ALMOST_EMPTY:
        for tight in _TIGHTER:
            if _tried(sheet, section, values, options, tight)[0] < pages:
                return tight
    return 1.0


def _tried(
    like: Sheet, section: Section, values: PacketValues, options: PaperOptions, tight: float
) -> tuple[int, float]:
    """How many pages a chapter would have, and how much of the last one it would fill."""
    sheet = Sheet(like.head, like.stamp, like.size, pen=DryPen(), called=like.called)
    sheet.mark("")  # so that it begins on a page of its own
    before = sheet.count
    _chapter(sheet, section, values, options, tight)
    return sheet.count - before, 1 - sheet.room / sheet.full_page


def _chapter(
    sheet: Sheet, section: Section, values: PacketValues, options: PaperOptions, tight: float
) -> None:
    _begin(sheet, section)
    sheet.tight = tight
    _CHAPTERS[section](sheet, values, options)
    sheet.tight = 1.0


def _begin(sheet: Sheet, section: Section) -> None:
    """The title of a section, at the top of a page."""
    if sheet.marks:
        sheet.turn()
    sheet.gap(8)
    sheet.mark(title_of(section))
    aside = how_to_read() if section is Section.SIGNLOG else ""
    wide = t.cell(sheet.pen, sheet.left, sheet.y - 13, title_of(section), t.PERIOD, sheet.width)
    if aside:
        room = sheet.width - wide - 14
        t.cell(sheet.pen, sheet.left + wide + 14, sheet.y - 13, aside, t.SMALL, room, "right")
    sheet.y -= 17


def _draw_signs(sheet: Sheet, values: PacketValues, options: PaperOptions) -> None:
    rows = values.signlog.rows if values.signlog is not None else ()
    week = SignWeekPaper(values.week_start, values.week_end, rows, values.zone, values.names)
    draw_sign_week(sheet, week, options)


def _draw_people(sheet: Sheet, values: PacketValues, options: PaperOptions) -> None:
    sheet.gap(6)
    draw_people(sheet, values.people or (), values.as_of, options)


Draw = Callable[[Sheet, PacketValues, PaperOptions], None]
_CHAPTERS: dict[Section, Draw] = {
    Section.SIGNLOG: _draw_signs,
    Section.CHORES: draw_chores,
    Section.MEETINGS: draw_meetings,
    Section.PEOPLE: _draw_people,
    Section.MILESTONES: draw_milestones,
}
