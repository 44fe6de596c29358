"""Parts of forms that are filled in by pen: boxes with a label, tables of empty rows, ticks, lines.

All ink is black and no line thinner than half a point, so that a copy of a copy can still be
written on; whatever is written on has 7 mm or more.
"""

from collections.abc import Sequence
from dataclasses import replace

from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD, SEMIBOLD
from sobrhouse.reports.meeting_parts import box
from sobrhouse.reports.pen import WRITE_ON
from sobrhouse.reports.sheet import HEADING, Sheet

SAYS = replace(t.BODY, size=9.2, leading=12.2)
STRONG = t.set_bold(SAYS)
SMALL = t.Style(8.0, leading=9.6)
LABEL = t.Style(7.8, SEMIBOLD, leading=9.0)
ASKED = t.Style(10.2, BOLD, kerned=True)
LINE = WRITE_ON
WRITE = 21.0  # 7.4 mm to write on
CELL = 31.0  # a label, and room to write below it
_PAD = 3.5
_TICK, _AFTER_TICK = 9.0, 5.0

Field = tuple[str, float]  # a label, and its part of the width
Column = tuple[str, float]


def says(sheet: Sheet, words: str, style: t.Style = SAYS) -> None:
    """A paragraph, and a little room about it."""
    sheet.gap(3)
    sheet.paragraph(words, style)
    sheet.gap(3)


def part(sheet: Sheet, title: str, keep: float = 56.0, aside: str = "") -> None:
    """The heading of a part of the form, never alone at the foot of a page."""
    sheet.gap(8)
    sheet.need(HEADING + 4 + keep)
    sheet.heading(title, aside)
    sheet.gap(2)


def fields(sheet: Sheet, *rows: Sequence[Field], high: float = CELL) -> None:
    """Rows of boxes, each with its label in the corner and room to write under it."""
    for row in rows:
        sheet.need(high)
        whole, x = sum(wide for _label, wide in row), sheet.left
        for label, wide in row:
            width = sheet.width * wide / whole
            sheet.pen.frame(x, sheet.y - high, width, high, LINE)
            t.cell(sheet.pen, x + _PAD, sheet.y - 8.6, label, LABEL, width - 2 * _PAD)
            x += width
        sheet.y -= high


def lines(sheet: Sheet, label: str, count: int) -> None:
    """A label and so many empty lines over the whole width, in one box where they fit."""
    head = 11.0
    sheet.need(head + WRITE * min(count, 3))
    fit = max(1, min(count, int((sheet.room - head) / WRITE)))
    high = head + WRITE * fit
    sheet.pen.frame(sheet.left, sheet.y - high, sheet.width, high, LINE)
    t.cell(sheet.pen, sheet.left + _PAD, sheet.y - 8.6, label, LABEL, sheet.width - 2 * _PAD)
    for number in range(1, fit):
        y = sheet.y - head - WRITE * number
        sheet.pen.rule(sheet.left + _PAD, y, sheet.right - _PAD, y, LINE)
    sheet.y -= high


def rest(sheet: Sheet, label: str, keep: float, most: int = 99) -> None:
    """Lines as far as the page goes, with `keep` points of it left free, three at least."""
    lines(sheet, label, max(3, min(most, int((sheet.room - keep - 11) / WRITE))))


def table(sheet: Sheet, columns: Sequence[Column], rows: int | Sequence[str], keep: float = 0.0,
          high: float = WRITE + 2) -> None:  # fmt: skip
    """Empty rows under titles: so many, or one for each word of the first column; 0 rows fill the
    page but for `keep` points. On each page the titles stand again.
    """
    named = [] if isinstance(rows, int) else list(rows)
    count = rows if isinstance(rows, int) else len(named)
    head = _titles_high(sheet, columns)
    if not count:
        count = max(4, int((sheet.room - keep - head) / high))
    sheet.need(head + high * min(2, count))
    _titles(sheet, columns, head)
    for number in range(count):
        if sheet.need(high):
            _titles(sheet, columns, head)
        _row(sheet, columns, named[number] if named else "", high)


def _widths(sheet: Sheet, columns: Sequence[Column]) -> list[float]:
    whole = sum(wide for _title, wide in columns)
    return [sheet.width * wide / whole for _title, wide in columns]


def _titles_high(sheet: Sheet, columns: Sequence[Column]) -> float:
    wide = _widths(sheet, columns)
    most = max(len(t.text(title, LABEL, w - 2 * _PAD)) for (title, _p), w in
               zip(columns, wide, strict=True))  # fmt: skip
    return most * LABEL.step + 6


def _titles(sheet: Sheet, columns: Sequence[Column], high: float) -> None:
    x = sheet.left
    for (title, _part), wide in zip(columns, _widths(sheet, columns), strict=True):
        sheet.pen.frame(x, sheet.y - high, wide, high, LINE)
        words = t.text(title, LABEL, wide - 2 * _PAD)
        t.write_lines(sheet.pen, x + _PAD, sheet.y - 9.2, words, LABEL, wide - 2 * _PAD)
        x += wide
    sheet.y -= high


def _row(sheet: Sheet, columns: Sequence[Column], name: str, high: float) -> None:
    x = sheet.left
    for number, wide in enumerate(_widths(sheet, columns)):
        sheet.pen.frame(x, sheet.y - high, wide, high, LINE)
        if name and not number:
            t.cell(sheet.pen, x + _PAD, sheet.y - high / 2 - 3, name, STRONG, wide - 2 * _PAD)
        x += wide
    sheet.y -= high


def ticks(sheet: Sheet, label: str, choices: Sequence[str], indent: float = 0.0) -> None:
    """A label, then a box for each choice beside it, on as many rows as they need."""
    step, x = 17.0, sheet.left + indent
    sheet.need(step + 4)
    sheet.y -= 14
    if label:
        x += t.cell(sheet.pen, x, sheet.y, label, STRONG, sheet.right - x) + 10
    for choice in choices:
        wide = _TICK + _AFTER_TICK + t.measure(choice, SAYS) + 14
        if x + wide - 14 > sheet.right and x > sheet.left + indent + 12:
            sheet.y -= step
            if sheet.room < 0:
                sheet.turn()
                sheet.y -= 14
            x = sheet.left + indent + 12
        box(sheet, x, sheet.y, side=_TICK)
        t.cell(sheet.pen, x + _TICK + _AFTER_TICK, sheet.y, choice, SAYS,
               sheet.right - x - _TICK - _AFTER_TICK)  # fmt: skip
        x += wide
    sheet.y -= 7


def checks(sheet: Sheet, things: Sequence[str], answers: Sequence[str], note: float = 0.0) -> None:
    """One row for each thing with a box under each answer, and `note` points for a few words."""
    column = max(26.0, max(t.measure(word, LABEL) for word in answers) + 8)
    said = sheet.width - note - column * len(answers) - 6
    _answers(sheet, answers, column, note)
    for thing in things:
        words = t.text(thing, SAYS, said)
        high = max(WRITE if note else 15.5, len(words) * SAYS.step + 5)
        if sheet.need(high):
            _answers(sheet, answers, column, note)
        first = sheet.y - high / 2 + (len(words) - 1) * SAYS.step / 2 - 3.2
        t.write_lines(sheet.pen, sheet.left, first, words, SAYS, said)
        for number in range(len(answers)):
            middle = sheet.right - note - column * (len(answers) - number - 0.5)
            box(sheet, middle - _TICK / 2, sheet.y - high / 2 - 3.2, side=_TICK)
        sheet.y -= high
        sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, LINE)


def _answers(sheet: Sheet, answers: Sequence[str], column: float, note: float) -> None:
    for number, word in enumerate(answers):
        x = sheet.right - note - column * (len(answers) - number)
        t.cell(sheet.pen, x, sheet.y - 9, word, LABEL, column, "centre")
    sheet.y -= 12
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, LINE)


def numbered(sheet: Sheet, things: Sequence[str]) -> None:
    """Sentences with their numbers, wrapped beside them."""
    for number, thing in enumerate(things, 1):
        words = t.text(thing, SAYS, sheet.width - 18)
        sheet.need(len(words) * SAYS.step + 3)
        t.cell(sheet.pen, sheet.left, sheet.y - SAYS.size, f"{number}.", STRONG, 16)
        t.write_lines(sheet.pen, sheet.left + 18, sheet.y - SAYS.size, words, SAYS,
                      sheet.width - 18)  # fmt: skip
        sheet.y -= len(words) * SAYS.step + 3


def sign(sheet: Sheet, *who: str, date: str) -> None:
    """For each a box to sign in and one for the day, two signatures a row."""
    sheet.gap(6)
    pairs = [who[at : at + 2] for at in range(0, len(who), 2)]
    for pair in pairs:
        fields(sheet, [cell for name in pair for cell in ((name, 3.0), (date, 1.0))], high=36.0)
