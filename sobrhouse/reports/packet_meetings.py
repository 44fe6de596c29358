"""The packet's meetings: who was where, day by day, and the minutes of the house's own."""

from datetime import time
from itertools import groupby

from sobrhouse.domain.packet_pages import PlannedLine, WentLine
from sobrhouse.domain.phrases import day_name, long_date, nice_time
from sobrhouse.domain.requirements import VERIFIED
from sobrhouse.queries.meeting_papers import MeetingPaper
from sobrhouse.queries.packet_values import MeetingPages, PacketValues
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.attendance_grid import AttendanceGrid
from sobrhouse.reports.meeting_parts import title_of
from sobrhouse.reports.minutes import draw_minutes, how_they_stand
from sobrhouse.reports.notes import draw_notes
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Sheet
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
    if not pages.held:
        sheet.gap(10)
        sheet.paragraph(_("No house meeting was held in these days."))
    for line in week.planned:
        _draw_planned(sheet, line)
    for paper in pages.held:
        _draw_held(sheet, paper, options)


def _draw_went(sheet: Sheet, went: tuple[WentLine, ...], options: PaperOptions) -> None:
    if not went:
        return
    sheet.gap(13)
    sheet.need(15 + tables.height(2))
    verified = sum(line.verification in VERIFIED for line in went)
    title = _("Recovery meetings: {n}, {m} verified").format(n=len(went), m=verified)
    meetings = groupby(went, key=lambda w: (w.on, w.started_at, w.group, w.fellowship))
    draw_notes(sheet, title, [
        (group, day_name(on), _at_one(clock, fellowship, tuple(lines), options))
        for (on, clock, group, fellowship), lines in meetings
    ])  # fmt: skip
    said = _("✓ = borne out by a signature, initials, a photo, an app, or staff.")
    if any(not line.counts for line in went):
        said += " " + _("In brackets: not counted toward what is asked.")
    sheet.gap(2)
    sheet.paragraph(said, t.SMALL)


def _at_one(
    clock: str, fellowship: str, lines: tuple[WentLine, ...], options: PaperOptions
) -> str:
    """ "7:00 AM, AA: Ben F., Marcus T. ✓, (Ray H.)" """
    when = nice_time(time.fromisoformat(clock)) if clock else ""
    names = ", ".join(_one(line, options) for line in lines)
    head = ", ".join(part for part in (when, fellowship) if part)
    return f"{head}: {names}" if head else names


def _one(line: WentLine, options: PaperOptions) -> str:
    name = options.called(line.name).replace(" ", "\xa0")
    if line.verification in VERIFIED:
        name = f"{name}\xa0✓"
    return name if line.counts else f"({name})"


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
