"""The milestone programme: what is celebrated at the next house meeting, and who gives the chip;
read from it, write on it. What somebody keeps quiet is not in its values.
"""

from dataclasses import replace
from datetime import date

from sobrhouse.domain.phrases import long_date, span
from sobrhouse.domain.sobriety import length_words, token_words
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.milestones import Programme, ReachedRow
from sobrhouse.reports import meeting_parts as parts
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD, SERIF
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

_NAME = t.Style(14, BOLD, kerned=True)
_LENGTH = t.Style(17, SERIF, kerned=True)
_SAYS = replace(t.BODY, size=10, leading=13.4)
_ROW = 44.0
_DAY = 22.0


def milestone_sheet(data: Programme, options: PaperOptions) -> bytes:
    """Day by day: the name, how long, what is given, and who gives it, or a line to write on."""
    count = n_("{n} milestone", "{n} milestones", len(data.rows)).format(n=len(data.rows))
    count = count if data.rows else ""
    period = span(data.first, data.last)
    head = Head(options.stamp.house, _("Milestones to celebrate"), period, count, black=True)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(10)
    if data.rows:
        said = _("Ask each person first whether they want it said aloud. Then clap, loudly.")
    else:
        said = _("Nobody reaches a milestone in these days. Each day counts all the same.")
    sheet.paragraph(said, _SAYS)
    day: date | None = None
    for row in data.rows:
        if row.on != day:
            sheet.need(_DAY + _ROW)
            _draw_day(sheet, row.on)
            day = row.on
        elif sheet.need(_ROW):
            _draw_day(sheet, row.on)
        _draw_row(sheet, row, options)
    if data.rows:
        sheet.gap(14)
        sheet.need(15 + 3 * 20)
        sheet.heading(_("Words of thanks, and whoever celebrates besides"))
        parts.write_lines(sheet, 12)
    return sheet.save()


def _draw_day(sheet: Sheet, day: date) -> None:
    sheet.gap(8)
    t.cell(sheet.pen, sheet.left, sheet.y - 11, long_date(day), t.HEADING, sheet.width)
    sheet.y -= _DAY - 6
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _draw_row(sheet: Sheet, row: ReachedRow, options: PaperOptions) -> None:
    top, pen = sheet.y, sheet.pen
    name = options.called(PaperName(row.name, row.full_name, row.bed))
    left, middle = sheet.left + 22, sheet.left + sheet.width * 0.56
    parts.box(sheet, sheet.left + 2, top - 24, side=11)
    t.cell(pen, left, top - 18, name, _NAME, middle - left - 10)
    since = n_("{n} day", "{n} days", row.days).format(n=f"{row.days:,}")
    told = f"{token_words(row.milestone)}  ·  {since}"
    t.cell(pen, left, top - 33, told, _SAYS, middle - left - 10)
    room = sheet.right - middle
    t.cell(pen, middle, top - 18, length_words(row.milestone), _LENGTH, room, "right")
    given = _("Given by")
    wide = t.cell(pen, middle, top - 34, given, _SAYS, room) + 6
    giver = giver_of(row, options)
    if giver:
        t.cell(pen, middle + wide, top - 34, giver, t.set_bold(_SAYS), room - wide)
    else:
        pen.rule(middle + wide, top - 36, sheet.right, top - 36, 0.5)
    sheet.y = top - _ROW
    pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR)


def giver_of(row: ReachedRow, options: PaperOptions) -> str:
    """Who gives the chip, as this paper names people; somebody from outside is safe as it is."""
    if row.giver_resident_id is None:
        return row.giver
    return options.called(PaperName(row.giver, row.giver))
