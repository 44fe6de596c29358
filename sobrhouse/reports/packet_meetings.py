"""The packet's meetings: who was where, day by day, and the minutes of the house's own."""

from datetime import time
from itertools import groupby

from sobrhouse.domain.packet_pages import PlannedLine, WentLine
from sobrhouse.domain.phrases import long_date, nice_time
from sobrhouse.domain.requirements import VERIFICATION_WORDS, VERIFIED
from sobrhouse.queries.meeting_papers import MeetingPaper
from sobrhouse.queries.packet_values import MeetingPages, PacketValues
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.attendance_grid import AttendanceGrid
from sobrhouse.reports.meeting_parts import title_of
from sobrhouse.reports.minutes import draw_minutes, how_they_stand
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import Column, Row
from sobrhouse.words import _


def draw_meetings(sheet: Sheet, values: PacketValues, options: PaperOptions) -> None:
    """Attendance, recovery meetings one by one, then the minutes; from here on down."""
    pages = values.meetings or MeetingPages()
    week = pages.week
    sheet.gap(6)
    if week.attendance.lines:
        sheet.need(15 + tables.height(3))
        sheet.heading(_("Meeting attendance"))
        whole = values.as_of >= values.week_end
        AttendanceGrid(week.attendance, values.week_start, whole, options).draw_over(sheet)
    else:
        sheet.paragraph(_("Nobody was at a meeting in these days, as far as it is written down."))
    _draw_went(sheet, week.went, options)
    for line in week.planned:
        _draw_planned(sheet, line)
    for paper in pages.held:
        _draw_held(sheet, paper, options)
    if not pages.held:
        sheet.gap(10)
        sheet.paragraph(_("No house meeting was held in these days."))


def _draw_went(sheet: Sheet, went: tuple[WentLine, ...], options: PaperOptions) -> None:
    if not went:
        return
    sheet.gap(13)
    sheet.need(15 + tables.height(2))
    verified = sum(line.verification in VERIFIED for line in went)
    aside = _("{n} in all, {m} verified.").format(n=len(went), m=verified)
    sheet.heading(_("Recovery meetings"), aside)
    columns = [
        Column(_("Day"), 92), Column(_("Time"), 56), Column(_("Resident"), 96, bold=True),
        Column(_("Meeting"), 150), Column(_("Fellowship"), 70), Column(_("Verified by"), 76),
    ]  # fmt: skip
    rows: list[Row] = []
    for day, lines in groupby(went, key=lambda line: line.on):
        for number, line in enumerate(lines):
            rows.append(_went_row(line, "" if number else long_date(day), options))
    tables.draw(sheet, columns, rows)


def _went_row(line: WentLine, day: str, options: PaperOptions) -> Row:
    fellowship = line.fellowship
    if not line.counts:
        fellowship = _("{fellowship}, not counted").format(fellowship=fellowship)
    clock = nice_time(time.fromisoformat(line.started_at)) if line.started_at else ""
    return (
        day, clock, options.called(line.name), line.group, fellowship,
        _(VERIFICATION_WORDS[line.verification]) if line.verification else "",
    )  # fmt: skip


def _draw_planned(sheet: Sheet, line: PlannedLine) -> None:
    """A meeting of the house that has no minutes, and why."""
    sheet.gap(8)
    said = _("Cancelled.") if line.off else _("Not begun.")
    words = f"{title_of(line.title, line.kind)}, {long_date(line.on)}: {said} {line.reason}"
    sheet.paragraph(words.strip())


def _draw_held(sheet: Sheet, paper: MeetingPaper, options: PaperOptions) -> None:
    """The minutes of one meeting under a heading with its day."""
    sheet.gap(18)
    sheet.need(150)
    title = f"{title_of(paper.run.title, paper.run.kind)}, {long_date(paper.run.day)}"
    sheet.mark(title, 1)
    soft = how_they_stand(paper)
    room = sheet.width * 0.6
    t.cell(sheet.pen, sheet.left, sheet.y - 11, title, t.Style(12.4, t.PERIOD.weight), room)
    rest = sheet.width - room - 8
    t.cell(sheet.pen, sheet.right - rest, sheet.y - 11, soft, t.SMALL, rest, "right")
    sheet.y -= 15
    draw_minutes(sheet, paper, options)
