"""Parts that the papers of house meetings share: head, facts, boxes, lines to write on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sobrhouse.domain.meeting_series import KIND_WORDS
from sobrhouse.domain.phrases import long_date, nice_date, nice_time
from sobrhouse.queries.meeting_papers import MeetingPaper
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import WRITE_ON
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

READ = replace(t.BODY, size=9.6, leading=13.4)  # what is read from, or out loud
READ_SOFT = replace(READ, grey=t.SOFT.grey)
READ_STRONG = t.set_bold(READ)
LABEL = 92.0
_WRITE = 20.0


def title_of(title: str, kind: str) -> str:
    """What a meeting is called."""
    return title or _(KIND_WORDS[kind])


def subtitle(title: str, kind: str, what: str) -> str:
    """ "House meeting: minutes"."""
    return f"{title_of(title, kind)}: {what}"


def meeting_head(data: MeetingPaper, options: PaperOptions, what: str, about: str) -> Head:
    """ "House meeting: minutes" on the left, its day on the right, and a remark below that."""
    named = subtitle(data.run.title, data.run.kind, what)
    return Head(options.stamp.house, named, long_date(data.run.day), about)


def clock(moment: datetime | None, data: MeetingPaper) -> str:
    """The hour of an instant in the house's zone."""
    return "" if moment is None else nice_time(moment.astimezone(data.zone))


def next_words(data: MeetingPaper) -> str:
    """ "Tue, Nov 24, 7:30 PM"."""
    if data.next_at is None:
        return ""
    local = data.next_at.astimezone(data.zone)
    return f"{nice_date(local.date(), data.run.day)}, {nice_time(local)}"


def labelled(sheet: Sheet, label: str, says: str, style: t.Style = READ) -> None:
    """A soft label, and beside it text that goes on over the pages."""
    width = sheet.width - LABEL
    grey = replace(style, grey=t.SOFT.grey)
    for number, line in enumerate(t.text(says, style, width)):
        sheet.need(style.step * sheet.tight)
        base = sheet.y - style.size
        if not number:
            t.cell(sheet.pen, sheet.left, base, label, grey, LABEL - 6)
        t.write_lines(sheet.pen, sheet.left + LABEL, base, [line], style, width)
        sheet.y -= style.step * sheet.tight
    sheet.gap(2)


def blank(sheet: Sheet, label: str, x: float, width: float) -> None:
    """A label and a line to write on, on this height; the caller goes down."""
    wide = t.cell(sheet.pen, x, sheet.y - 14, label, READ, width * 0.6)
    sheet.pen.rule(x + wide + 6, sheet.y - 16, x + width, sheet.y - 16, WRITE_ON)


def facts(sheet: Sheet, told: Sequence[tuple[str, str]]) -> None:
    """Labels with what they say, two in a row; who says nothing gets a line to write on."""
    half = sheet.width / 2
    for number, (label, says) in enumerate(told):
        x = sheet.left + (number % 2) * half
        if says:
            wide = t.cell(sheet.pen, x, sheet.y - 14, label, READ_SOFT, half * 0.4)
            t.cell(sheet.pen, x + wide + 6, sheet.y - 14, says, READ_STRONG, half - wide - 20)
        else:
            blank(sheet, label, x, half - 14)
        if number % 2 or number + 1 == len(told):
            sheet.y -= 20


def write_lines(sheet: Sheet, most: int, keep: float = 0.0) -> None:
    """Up to so many empty lines to write on, with `keep` points of this page left free."""
    for _line in range(most):
        if sheet.room - keep < _WRITE:
            return
        sheet.y -= _WRITE
        sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, WRITE_ON)


def box(sheet: Sheet, x: float, base: float, *, ticked: bool = False, side: float = 8.6) -> None:
    """A box to tick, or one that is ticked."""
    sheet.pen.frame(x, base - 1.4, side, side)
    if ticked:
        sheet.pen.rule(x + 1.8, base + side / 2 - 1.6, x + side * 0.42, base + 0.6, 1.2)
        sheet.pen.rule(x + side * 0.42, base + 0.6, x + side - 1.4, base + side - 3.2, 1.2)


def wrapped(sheet: Sheet, says: str, x: float, right: float, style: t.Style = READ) -> None:
    """Text from x to `right`, line by line over the pages; leaves `y` below it."""
    for line in t.text(says, style, right - x):
        sheet.need(style.step * sheet.tight)
        t.write_lines(sheet.pen, x, sheet.y - style.size, [line], style, right - x)
        sheet.y -= style.step * sheet.tight


def joined(names: Sequence[str]) -> str:
    """Names with commas between them."""
    return ", ".join(name for name in names if name)
