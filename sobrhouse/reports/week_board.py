"""The week board: a poster of the week's meetings that is read on the wall from two meters."""

from collections.abc import Sequence
from dataclasses import replace

from sobrhouse.domain.meeting_phrases import (
    clock_words,
    kind_words,
    miles_words,
    place_words,
    type_words,
)
from sobrhouse.domain.phrases import month_day, nice_time, span, weekday_name
from sobrhouse.queries.meeting_groups import GroupRow
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.queries.week_board import BoardDay, WeekBoard
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD, REGULAR, SEMIBOLD, SERIF
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, MID, TEXT
from sobrhouse.reports.qr import code_squares
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

# At two meters an eye of 20/40, which is enough to drive, reads capitals of 5.8 mm (10 minutes of
# arc): 25 points. The smaller line, 16 points, takes an eye of 20/25.
_DAY = t.Style(32, SERIF, kerned=True)
_TIME = t.Style(25, BOLD, kerned=True)
_NAME = t.Style(25, SEMIBOLD, leading=28, kerned=True)
_MORE = t.Style(16, REGULAR, TEXT, leading=19.5, kerned=True)
_OURS = t.Style(14, BOLD, 1.0, kerned=True)
_TIME_WIDE = 140.0
_QR = 54.0
_BASE = 22.0  # of a meeting's first line, below its top
_DAY_HIGH, _PAD = 44.0, 7.0
_MOST_LINES = 2  # of a name or a place; what is longer ends with …

Meeting = MeetingRow | GroupRow


def week_board(data: WeekBoard, options: PaperOptions) -> bytes:
    """The poster: the days in their order, each with its meetings by time. It names nobody and
    hangs where everybody sees it, so its foot does not say that it is confidential.
    """
    head = Head(options.stamp.house, _("Meetings of the week"), span(data.first, data.last))
    sheet = Sheet(head, replace(options.stamp, confidential=False), options.size)
    sheet.gap(4)
    if data.empty:
        sheet.gap(30)
        sheet.paragraph(_("No meeting is on the board yet."), _NAME)
        return sheet.save()
    for day in data.days:
        _draw_day(sheet, _title(day), day.lines, _("Nothing on the board"))
    if data.by_appointment:
        _draw_day(sheet, (_("By appointment"), ""), data.by_appointment, "")
    return sheet.save()


def _title(day: BoardDay) -> tuple[str, str]:
    name = weekday_name(day.day.weekday())
    return name[:1].upper() + name[1:], month_day(day.day, day.day)


def _draw_day(
    sheet: Sheet, title: tuple[str, str], lines: Sequence[Meeting], nothing: str
) -> None:
    """A day's name never stands without its first meeting, and comes again on each page."""
    first = _height(sheet, lines[0]) if lines else 24.0
    sheet.gap(8)
    sheet.need(_DAY_HIGH + first)
    _draw_title(sheet, *title)
    if not lines:
        t.cell(sheet.pen, sheet.left, sheet.y - 17, nothing, _MORE, sheet.width)
        sheet.y -= 24
    for number, line in enumerate(lines):
        if sheet.need(_height(sheet, line)):
            _draw_title(sheet, title[0], _("goes on"))
        elif number:
            sheet.pen.rule(sheet.left + _TIME_WIDE, sheet.y, sheet.right, sheet.y, HAIR, MID)
        _draw_line(sheet, line)


def _draw_title(sheet: Sheet, name: str, day: str) -> None:
    base = sheet.y - 32
    wide = t.cell(sheet.pen, sheet.left, base, name, _DAY, sheet.width * 0.6)
    if day:
        t.cell(sheet.pen, sheet.left + wide + 12, base, day, _MORE, sheet.width - wide - 12)
    sheet.pen.rule(sheet.left, base - 7, sheet.right, base - 7, 2.0)
    sheet.y -= _DAY_HIGH


def _draw_line(sheet: Sheet, line: Meeting) -> None:
    top, high = sheet.y, _height(sheet, line)
    x, wide = sheet.left + _TIME_WIDE, _wide(sheet, line)
    t.cell(sheet.pen, sheet.left, top - _PAD - _BASE, _when(line), _TIME, _TIME_WIDE - 8)
    y = top - _PAD - _BASE
    for name in _lines(_name(line), _NAME, wide):
        t.cell(sheet.pen, x, y, name, _NAME, wide)
        y -= _NAME.step
    y += _NAME.step - _MORE.step - 2
    if isinstance(line, MeetingRow):
        _draw_ours(sheet, sheet.left, top - _PAD - _BASE - 22)
    for more in _more(line):
        for part in _lines(more, _MORE, wide):
            t.cell(sheet.pen, x, y, part, _MORE, wide)
            y -= _MORE.step
    if link := _link(line):
        across, dark = code_squares(link)
        sheet.pen.squares(sheet.right - _QR, top - _PAD - 2 - _QR, _QR / across, dark)
    sheet.y = top - high


def _draw_ours(sheet: Sheet, x: float, y: float) -> None:
    """The house's own meetings are marked white on black, so that nobody overlooks them."""
    words = _("House")
    wide = t.measure(words, _OURS)
    sheet.pen.fill(x, y - 5, wide + 10, 19, 0.0)
    t.cell(sheet.pen, x + 5, y, words, _OURS)


def _height(sheet: Sheet, line: Meeting) -> float:
    wide = _wide(sheet, line)
    high = len(_lines(_name(line), _NAME, wide)) * _NAME.step
    high += sum(len(_lines(more, _MORE, wide)) * _MORE.step for more in _more(line))
    least = _QR + 2 if _link(line) else 50.0 if isinstance(line, MeetingRow) else 0.0
    return max(high, least) + 2 * _PAD


def _wide(sheet: Sheet, line: Meeting) -> float:
    return sheet.width - _TIME_WIDE - (_QR + 10 if _link(line) else 0)


def _lines(words: str, style: t.Style, wide: float) -> list[str]:
    """The words in at most two lines; what is left over stands in the last one, which is cut."""
    lines = [line.text for line in t.text(words[:300], style, wide)]
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[:_MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1:])]


def _when(line: Meeting) -> str:
    if isinstance(line, MeetingRow):
        return nice_time(line.at)
    return clock_words(line.starts_at) or ("" if line.weekday is None else _("Ask when"))


def _name(line: Meeting) -> str:
    return line.title if isinstance(line, MeetingRow) else line.name


def _more(line: Meeting) -> list[str]:
    """The smaller lines: what kind of meeting, and where."""
    if isinstance(line, MeetingRow):
        return [line.place] if line.place else []
    facts = line.facts
    online = facts.format == "online"
    parts = (kind_words(facts), type_words(facts), "" if online else miles_words(line.miles))
    kind = " · ".join(part for part in parts if part)
    where = facts.dial_in or facts.link_notes if online else place_words(facts)
    return [part for part in (kind, where) if part]


def _link(line: Meeting) -> str:
    """The link of an online meeting, as a code for a phone's camera."""
    return "" if isinstance(line, MeetingRow) else line.facts.link
