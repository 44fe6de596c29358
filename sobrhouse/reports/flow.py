"""Flow: small lists side by side, long ones over the whole width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.sheet import HEADING, Sheet
from sobrhouse.reports.tables import Column, Row

_MOST_WEIGHED = 8
_GUTTER = 22.0
_HALF_ROWS = 14  # a longer list takes the whole width


class Half(Protocol):
    """Something that stands on half the width, or where it is `wide` over whole pages."""

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width."""

    def height(self, tight: float) -> float:
        """What it needs below its heading, in points."""

    def draw_at(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        """Draw it from y down, on this page."""

    def draw_over(self, sheet: Sheet) -> None:
        """Draw it over the whole width and as many pages as it needs."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A small table that can stand on half the width."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    nothing: str = ""

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width."""
        return len(self.rows) > _HALF_ROWS

    def height(self, tight: float) -> float:
        """What it needs below its heading, in points."""
        return tables.height(len(self.rows), tight) if self.rows else 14

    def draw_at(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        """Draw it from y down, on this page."""
        if self.rows:
            tables.draw_part(sheet, x, y, tables.columns_to(width, self.columns), self.rows)
        else:
            t.cell(sheet.pen, x, y - 9, self.nothing, t.SOFT, width)

    def draw_over(self, sheet: Sheet) -> None:
        """Draw it over the whole width and as many pages as it needs."""
        tables.draw(sheet, self.columns, self.rows)


def draw_halves(sheet: Sheet, halves: Sequence[tuple[str, Half]]) -> None:
    """Short lists in two columns that are about as high as one another; long ones below."""
    short = [half for half in halves if not _over(sheet, half[1])]
    width = half_width(sheet)
    while short:
        sheet.gap(13)
        wanted = _columns([_height(half[1], sheet.tight) + 13 * sheet.tight for half in short])
        high = [0.0, 0.0]
        taken: list[tuple[int, float, tuple[str, Half]]] = []
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
            _draw_list(sheet, sheet.left + column * (width + _GUTTER), y, width, title, listing)
        sheet.y -= max(high) - 13 * sheet.tight
    for title, listing in halves:
        if _over(sheet, listing):
            sheet.gap(13)
            sheet.need(15 + tables.height(3))
            sheet.heading(title)
            listing.draw_over(sheet)


def _over(sheet: Sheet, half: Half) -> bool:
    """Whether it is drawn over the whole width: by its own word, or as no page is high enough."""
    return half.wide or _height(half, sheet.tight) > sheet.full_page


def half_width(sheet: Sheet) -> float:
    """The width of one of two columns."""
    return (sheet.width - _GUTTER) / 2


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


def _height(half: Half, tight: float) -> float:
    return HEADING * tight + half.height(tight)


def _draw_list(sheet: Sheet, x: float, y: float, width: float, title: str, half: Half) -> None:
    back, sheet.y = sheet.y, y
    sheet.heading(title, x=x, width=width)
    half.draw_at(sheet, x, sheet.y, width)
    sheet.y = back
