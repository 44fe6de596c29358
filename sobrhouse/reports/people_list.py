"""A list as the screen shows it, on paper: any rows of plain strings under their titles."""

from dataclasses import dataclass

from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.sheet import Head, Sheet, Stamp
from sobrhouse.reports.tables import Column
from sobrhouse.words import _, n_

_NARROW, _WIDE = 34.0, 170.0
_MEASURED_ROWS = 200


@dataclass(frozen=True, slots=True)
class PaperList:
    """What is printed: a title, what was filtered, the columns' titles and the rows of strings.

    `numbers` says which columns stand at the right.
    """

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def people_list(data: PaperList, stamp: Stamp, size: str = "letter") -> bytes:
    """The list as a PDF file, its columns as wide as their content wants."""
    count = n_("{n} person", "{n} people", len(data.rows)).format(n=len(data.rows))
    sheet = Sheet(Head(stamp.house, data.title, count, data.about), stamp, size)
    sheet.gap(14)
    if data.rows:
        tables.draw(sheet, _columns(data), data.rows)
    else:
        t.cell(sheet.pen, sheet.left, sheet.y - 12, _("Nobody on this list."), t.BODY, sheet.width)
    return sheet.save()


def _columns(data: PaperList) -> list[Column]:
    columns = []
    for i, title in enumerate(data.columns):
        style = t.STRONG if i == 0 else t.BODY
        widest = max((t.measure(row[i], style) for row in data.rows[:_MEASURED_ROWS]), default=0.0)
        width = max(widest, t.measure(title, t.HEAD)) + (20 if i in data.numbers else 12)
        align = "right" if i in data.numbers else "left"
        columns.append(Column(title, min(max(width, _NARROW), _WIDE), align, bold=i == 0))
    return columns
