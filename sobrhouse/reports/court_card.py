"""The court card: attendance at recovery meetings, blank for leaders to fill in, or filled from
what somebody verified.
"""

from dataclasses import replace
from datetime import date, time

from sobrhouse.domain.court_cards import first_only
from sobrhouse.domain.meeting_groups import FORMAT_NAMES, fellowship_name
from sobrhouse.domain.phrases import month_day, nice_time, span
from sobrhouse.domain.requirements import VERIFICATION_WORDS
from sobrhouse.queries.meeting_papers import CardLine, CourtCard
from sobrhouse.reports import meeting_parts as parts
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import SIGNATURES, signatures
from sobrhouse.reports.pen import RULE, WRITE_ON
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.tables import Column, columns_to
from sobrhouse.words import _

_ROW = 24.0
_SMALL_ROW = 16.0
_STEP = 11.3  # from one line of a cell to the next
_LONGEST = 200  # letters of a cell that are drawn
_STATEMENT = replace(t.SMALL, leading=11.0, grey=0.0)
_TITLE = replace(t.HEAD, grey=0.0)
_FOOT = SIGNATURES + 62.0


def court_card(data: CourtCard | None, options: PaperOptions) -> bytes:
    """The card of one person, or without one an empty card."""
    period = span(data.first, data.last) if data is not None else ""
    about = options.stamp.address  # of an empty one, whoever gets it sees whose it is
    if data is not None:
        about = _("Only meetings that somebody verified")
    head = Head(options.stamp.house, _("Meeting attendance card"), period, about,
                black=data is None)  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(10)
    _facts(sheet, data, options)
    sheet.gap(10)
    columns = columns_to(sheet.width, _columns())
    _titles(sheet, columns)
    if data is None:
        while sheet.room > _ROW + _FOOT:
            _row(sheet, columns, ("",) * len(columns), _ROW)
    else:
        _filled(sheet, columns, data)
    _statement(sheet)
    signatures(sheet, (_("Who went to these meetings"), _("House manager")))
    return sheet.save()


def _facts(sheet: Sheet, data: CourtCard | None, options: PaperOptions) -> None:
    week = ""
    if data is not None:
        week = _("{n} a week").format(n=data.per_week) if data.per_week else _("none")
    facts = (
        (_("Name"), options.called(data.name) if data is not None else ""),
        (_("Case number (if asked for)"), ""),
        (_("Asked for"), week),
        (_("Return this card to"), ""),
    )
    half = sheet.width / 2
    for number, (label, says) in enumerate(facts):
        x = sheet.left + (number % 2) * half
        if says:
            wide = t.cell(sheet.pen, x, sheet.y - 14, label, parts.READ_SOFT, half * 0.5)
            t.cell(sheet.pen, x + wide + 6, sheet.y - 14, says, parts.READ_STRONG,
                   half - wide - 20)  # fmt: skip
        else:
            parts.blank(sheet, label, x, half - 14)
        if number % 2:
            sheet.y -= 22


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Date"), 50), Column(_("Time"), 48), Column(_("Group"), 118, bold=True),
        Column(_("Place"), 102), Column(_("Topic or type"), 82),
        Column(_("Leader (initial or first name)"), 72), Column(_("Verified by"), 62),
    )  # fmt: skip


def _titles(sheet: Sheet, columns: tuple[Column, ...]) -> None:
    """Titles of two lines where they need them."""
    x = sheet.left
    for column in columns:
        lines = t.text(column.title, _TITLE, column.width - 6)[:2]
        t.write_lines(sheet.pen, x + 2, sheet.y - 9, lines, _TITLE, column.width - 6)
        x += column.width
    sheet.y -= 24
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _filled(sheet: Sheet, columns: tuple[Column, ...], data: CourtCard) -> None:
    for line in data.lines:
        cells = _cells(line, data.last)
        high = _SMALL_ROW + _STEP * (_lines_of(columns, cells) - 1)
        if sheet.need(high):
            _titles(sheet, columns)
        _row(sheet, columns, cells, high)
    if not data.lines:
        sheet.gap(4)
        nothing = _("No verified meeting is written down for these days.")
        t.cell(sheet.pen, sheet.left, sheet.y - 12, nothing, t.BODY, sheet.width)
        sheet.y -= 18
        return
    sheet.need(20)
    said = _("Verified meetings on this card: {n}").format(n=len(data.lines))
    t.cell(sheet.pen, sheet.left, sheet.y - 14, said, t.STRONG, sheet.width)
    sheet.y -= 18


def _cells(line: CardLine, today: date) -> tuple[str, ...]:
    clock = ""
    if line.started_at:
        hour, minute = (int(part) for part in line.started_at.split(":")[:2])
        clock = nice_time(time(hour, minute))
    where = line.place or (_(FORMAT_NAMES[line.format]) if line.format else "")
    fellowship = fellowship_name(line.fellowship, short=True)
    return (
        month_day(line.on, today), clock, line.group or fellowship, where,
        line.topic or fellowship, first_only(line.leader), _(VERIFICATION_WORDS[line.verification]),
    )  # fmt: skip


def _lines_of(columns: tuple[Column, ...], cells: tuple[str, ...]) -> int:
    """How many lines the fullest cell needs, three at most."""
    return max(len(_wrapped(c, said)) for c, said in zip(columns, cells, strict=True))


def _wrapped(column: Column, said: str) -> list[Line]:
    style = t.STRONG if column.bold else t.BODY
    return t.text(said[:_LONGEST], style, column.width - 7)[:3]


def _row(sheet: Sheet, columns: tuple[Column, ...], cells: tuple[str, ...], high: float) -> None:
    bottom = sheet.y - high
    x = sheet.left
    for number, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        if not any(cells) and number:
            sheet.pen.rule(x - 2, bottom, x - 2, sheet.y, WRITE_ON)
        style = t.STRONG if column.bold else t.BODY
        lines = _wrapped(column, cell)
        t.write_lines(sheet.pen, x + 2, sheet.y - 11, lines, style, column.width - 7)
        x += column.width
    sheet.pen.rule(sheet.left, bottom, sheet.right, bottom, WRITE_ON)
    sheet.y = bottom


def _statement(sheet: Sheet) -> None:
    """What such a card does not say: custom of the fellowships, forms.md."""
    sheet.need(_FOOT)
    sheet.gap(10)
    sheet.paragraph(
        _(
            "AA, NA and other fellowships are not affiliated with this house, with any court or "
            "with any agency, and they keep no lists of who comes. Who signs this card says only "
            "that the meeting took place and that its holder was there. Leaders sign if they "
            "wish, with an initial or a first name."
        ),
        _STATEMENT,
    )
