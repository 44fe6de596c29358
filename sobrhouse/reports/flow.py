"""Flow: small lists side by side, long ones over the whole width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import Column, Row

_MOST_WEIGHED = 8
_HALF_ROWS = 14  # a longer list takes the whole width


@dataclass(frozen=True, slots=True)
class Listing:
    """A small table that can stand on half the width."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    nothing: str = ""


def draw_halves(sheet: Sheet, halves: list[tuple[str, Listing]]) -> None:
    """Short lists in two columns that are about as high as one another; long ones below."""
    short = [half for half in halves if len(half[1].rows) <= _HALF_ROWS]
    gutter = 22.0
    width = (sheet.width - gutter) / 2
    while short:
        sheet.gap(13)
        wanted = _columns([_height(half[1], sheet.tight) + 13 * sheet.tight for half in short])
        high = [0.0, 0.0]
        taken: list[tuple[int, float, tuple[str, Listing]]] = []
        while short:
            column = wanted[len(taken)]
            need = _height(short[0][1], sheet.tight)
            if taken and high[column] + need > sheet.room:
                break
            if not taken and need > sheet.room:
                sheet.turn()
            taken.append((column, sheet.y - high[column], short.pop(0)))
            high[column] += need + 13 * sheet.tight
        for column, y, (title, listing) in taken:
            _draw_list(sheet, sheet.left + column * (width + gutter), y, width, title, listing)
        sheet.y -= max(high) - 13 * sheet.tight
    for title, listing in halves:
        if len(listing.rows) > _HALF_ROWS:
            sheet.gap(13)
            sheet.need(15 + tables.height(3))
            sheet.heading(title)
            tables.draw(sheet, listing.columns, listing.rows)


def _columns(heights: list[float]) -> list[int]:
    """Left or right, 0 or 1, for each in its order, so that the higher column is lowest."""
    if len(heights) > _MOST_WEIGHED:  # too many to try: each next under the shorter
        high, columns = [0.0, 0.0], []
        for height in heights:
            columns.append(int(high[0] > high[1]))
            high[columns[-1]] += height
        return columns
    return list(min(product((0, 1), repeat=len(heights)), key=lambda way: _highest(way, heights)))


def _highest(way: Iterable[int], heights: list[float]) -> float:
    right = sum(height for column, height in zip(way, heights, strict=True) if column)
    return max(right, sum(heights) - right)


def _height(listing: Listing, tight: float) -> float:
    return 15 + (tables.height(len(listing.rows), tight) if listing.rows else 14)


def _draw_list(
    sheet: Sheet, x: float, y: float, width: float, title: str, listing: Listing
) -> None:
    back, sheet.y = sheet.y, y
    sheet.heading(title, x=x, width=width)
    if listing.rows:
        tables.draw_part(sheet, x, sheet.y, tables.columns_to(width, listing.columns), listing.rows)
    else:
        t.cell(sheet.pen, x, sheet.y - 9, listing.nothing, t.SOFT, width)
    sheet.y = back
