"""A week of the sign log on paper: day by day who went where, until when, and when they came in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from sobrhouse.domain.houses import house_day
from sobrhouse.domain.phrases import day_name, long_date, nice_duration, nice_time, span
from sobrhouse.domain.signins import WAY_WORDS, difference_words
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.signins import SignRow
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.notes import draw_notes
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import Figure, figures, signatures
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.tables import Column, Row, Strong
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class SignWeekPaper:
    """What is printed: the rows of the house days from `start` to `end`, the first one first;
    `names` by resident, for papers with full names or none.
    """

    start: date
    end: date
    rows: tuple[SignRow, ...]
    zone: ZoneInfo
    names: Mapping[int, PaperName] = field(default_factory=dict)

    def named(self, row: SignRow) -> PaperName:
        """Whose line it is."""
        return self.names.get(row.resident_id, PaperName(row.name, row.name))


def sign_log(data: SignWeekPaper, options: PaperOptions) -> bytes:
    """The log as a PDF file: figures, a table a day, what was corrected, lines to sign."""
    head = Head(options.stamp.house, _("Sign log"), span(data.start, data.end), how_to_read())
    sheet = Sheet(head, options.stamp, options.size, large=options.large)
    draw_sign_week(sheet, data, options)
    signatures(sheet, (_("House manager"), _("Second reader")))
    return sheet.save()


def how_to_read() -> str:
    """What a reader has to know of the log's days and of bold lines."""
    return _("Days from 4 AM to 4 AM, late lines in bold.")


def draw_sign_week(sheet: Sheet, data: SignWeekPaper, options: PaperOptions) -> None:
    """Figures, a table a day, and what was corrected, from here on down."""
    _figures(sheet, data.rows)
    for day, rows in groupby(data.rows, key=lambda row: house_day(row.place[0], data.zone)):
        sheet.gap(12)
        sheet.need(15 + tables.height(3))
        sheet.heading(long_date(day))
        tables.draw(sheet, _columns(), [_row(row, day, data, options) for row in rows])
    if not data.rows:
        sheet.gap(14)
        nothing = _("Nobody signed in or out in these days.")
        t.cell(sheet.pen, sheet.left, sheet.y - 12, nothing, t.BODY, sheet.width)
        sheet.gap(20)
    _corrections(sheet, data, options)
    _unsure(sheet, data, options)


def _figures(sheet: Sheet, rows: Sequence[SignRow]) -> None:
    late = [row for row in rows if row.late_minutes]
    longest = max((row.late_minutes or 0 for row in late), default=0)
    unsigned = sum(row.out_at is None for row in rows)
    figures(
        sheet,
        [
            Figure(str(len(rows)), "", _("Lines")),
            Figure(str(len({row.resident_id for row in rows})), "", _("People")),
            Figure(str(len(late)), "", _("Late")),
            Figure(nice_duration(longest) if longest else "–", "", _("Latest by")),
            Figure(str(unsigned), "", _("Not signed out")),
            Figure(str(sum(row.in_at is None for row in rows)), "", _("Still out")),
        ],
    )


def _columns() -> list[Column]:
    return [
        Column(_("Out"), 66),  # "1:35 a. m. EDT", in the hour that comes twice
        Column(_("Resident"), 78, bold=True),
        Column(_("Where"), 80),
        Column(_("Due"), 71),
        Column(_("In"), 71),
        Column(_("Difference"), 70),
        Column(_("By"), 90),
    ]


def _row(row: SignRow, day: date, data: SignWeekPaper, options: PaperOptions) -> Row:
    zone = data.zone
    off = difference_words(row.minutes_off, is_out=row.in_at is None)
    where = ", ".join(part for part in (_(row.destination) if row.destination else "",
                                        row.with_whom) if part)  # fmt: skip
    return (
        _clock(row.out_at, day, zone) or _("not signed"),
        options.called(data.named(row)),
        where,
        _clock(row.expected_at, day, zone),
        _clock(row.in_at, day, zone) or Strong(_("Still out")),
        Strong(off) if row.late_minutes else off,
        _by(row),
    )


def _by(row: SignRow) -> str:
    """Who wrote it down, and whether it was put right later."""
    ways = dict.fromkeys(way for way in (row.out_by, row.in_by) if way is not None)
    words = ", ".join(_(WAY_WORDS[way]) for way in ways)
    words = _("{ways}, corrected").format(ways=words) if row.history else words
    # the doubt first: what is cut off for want of room stands below, under Corrections
    return _("unsure: {ways}").format(ways=words) if row.clock_doubted else words


def _corrections(sheet: Sheet, data: SignWeekPaper, options: PaperOptions) -> None:
    lines = [
        (options.called(data.named(row)), day_name(house_day(row.place[0], data.zone)),
         words)
        for row in data.rows
        for words in row.history
    ]
    if lines:
        sheet.gap(13)
        draw_notes(sheet, _("Corrections"), lines)


def _unsure(sheet: Sheet, data: SignWeekPaper, options: PaperOptions) -> None:
    said = _("The clock of the computer had moved. These times may be wrong.")
    lines = [
        (options.called(data.named(row)), day_name(house_day(row.place[0], data.zone)), said)
        for row in data.rows
        if row.clock_doubted
    ]
    if lines:
        sheet.gap(13)
        draw_notes(sheet, _("Clock in doubt"), lines)


def _clock(moment: datetime | None, day: date, zone: ZoneInfo) -> str:
    """ "6:30 PM"; with the weekday where it belongs to another day than the line."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    clock = nice_time(local)
    return clock if house_day(moment, zone) == day else f"{day_name(local.date())} {clock}"
