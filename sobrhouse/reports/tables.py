"""Tables on paper: fixed widths and heights, plain strings, the header again on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sobrhouse.reports import text as t
from sobrhouse.reports.pen import HAIR, MID, PALE, RULE
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _

ROW = 13.7
HEAD_ROW = 13.0
_INSET = 3.0
ROOM_AROUND = 2 * _INSET  # of a cell, left and right of its words
_CLOSE = 0.81  # closer rows have smaller letters
_SMALL = replace(t.BODY, size=8.2)
_SMALL_BOLD = t.set_bold(_SMALL)
_AFTER_NUMBER = 12.0  # numbers stand at the right, apart from the words that follow


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, width in points, where its text stands, and whether its text is bold."""

    title: str
    width: float
    align: str = "left"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """A cell that needs somebody to act: bold whatever its column says."""

    text: str


Cell = str | Strong
Row = Sequence[Cell]


def columns_to(width: float, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns stretched or pressed so that together they are `width` wide."""
    by = width / sum(column.width for column in columns)
    return tuple(
        Column(column.title, column.width * by, column.align, column.bold) for column in columns
    )


def height(rows: int, tight: float = 1.0) -> float:
    """What a table of so many rows needs, its header included."""
    return (HEAD_ROW + rows * ROW) * tight + 2


def styles(tight: float) -> tuple[t.Style, t.Style]:
    """The letters of a table, plain and bold: smaller where its rows are drawn very close."""
    if tight >= _CLOSE:
        return t.BODY, t.STRONG
    return _SMALL, _SMALL_BOLD


def draw_part(
    sheet: Sheet, x: float, y: float, columns: Sequence[Column], rows: Sequence[Row]
) -> float:
    """Draw header and rows from y down, on this page; give the y below them."""
    width = sum(column.width for column in columns)
    step = ROW * sheet.tight
    body, bold = styles(sheet.tight)
    at = x
    for column in columns:
        _put(sheet, at, y - (HEAD_ROW - 4.2) * sheet.tight, column, column.title, t.HEAD)
        at += column.width
    y -= HEAD_ROW * sheet.tight
    sheet.pen.rule(x, y, x + width, y, RULE)
    for number, row in enumerate(rows, 1):
        base = y - step / 2 - 3.0
        at = x
        for column, cell in zip(columns, row, strict=True):
            strong = column.bold or isinstance(cell, Strong)
            said = cell.text if isinstance(cell, Strong) else cell
            if said:
                _put(sheet, at, base, column, said, bold if strong else body)
            at += column.width
        y -= step
        last = number == len(rows)
        sheet.pen.rule(x, y, x + width, y, RULE if last else HAIR, 0 if last else PALE)
    return y - 2


def _put(sheet: Sheet, x: float, y: float, column: Column, said: str, style: t.Style) -> None:
    after = _AFTER_NUMBER if column.align == "right" else _INSET
    t.cell(sheet.pen, x + _INSET, y, said, style, column.width - _INSET - after, column.align)


def draw(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Draw a full-width table that goes on over the pages, its header on each of them.

    Neither a header alone nor a single first row stands at the end of a page.
    """
    columns = columns_to(sheet.width, columns)
    rows = list(rows)
    first = True
    while rows:
        step = ROW * sheet.tight
        fit = int((sheet.room - HEAD_ROW - 2) / step)
        if fit < min(2, len(rows)) and not (first and fit >= len(rows)):
            sheet.turn()
            first = False
            continue
        part, rows = rows[:fit], rows[fit:]
        if len(rows) == 1 and len(part) > 2:  # never one row alone on the next page
            part, rows = part[:-1], [part[-1], *rows]
        sheet.y = draw_part(sheet, sheet.left, sheet.y, columns, part)
        first = False
        if rows:
            t.cell(
                sheet.pen,
                sheet.left,
                sheet.y - 8,
                _("Goes on on the next page"),
                t.SMALL,
                sheet.width,
                "right",
            ) if sheet.room > 10 else None
            sheet.turn()


__all__ = [
    "HEAD_ROW",
    "MID",
    "ROW",
    "Cell",
    "Column",
    "Row",
    "Strong",
    "draw",
    "draw_part",
    "height",
]
