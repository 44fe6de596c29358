"""Sheets: what every kind of spreadsheet is turned into, and how large one may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sobrhouse.problems import Problem
from sobrhouse.words import _, n_

Cell = str | date | int | float

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
WIDEST = 16_384  # of what a spreadsheet program makes, empty cells and all


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds something; `number` is what a spreadsheet program shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file; rows that hold nothing are left out."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headings are known; every line has as many cells as there are headings."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]

    def column(self, index: int) -> tuple[Cell, ...]:
        """The cells under one heading."""
        return tuple(line.cells[index] for line in self.lines)


def sheet(name: str, rows: Iterable[tuple[int, Iterable[Any]]]) -> Sheet:
    """A sheet of (number, cells), within the limits on rows, columns and cells (Problem)."""
    lines: list[Line] = []
    held = 0
    for number, row in rows:
        cells = _trimmed(row)
        if not cells:
            continue
        held += len(cells)
        check_size(len(lines) + 1, len(cells), held)
        lines.append(Line(number, cells))
    return Sheet(name, tuple(lines))


def check_size(rows: int, columns: int, cells: int) -> None:
    """Refuse more than we mean to hold in memory."""
    if rows > MAX_ROWS:
        raise Problem(
            n_("This file has more than {n} row.", "This file has more than {n} rows.", MAX_ROWS)
            .format(n=f"{MAX_ROWS:,}")
        )
    if columns > MAX_COLUMNS:
        raise Problem(
            n_("This file has more than {n} column.", "This file has more than {n} columns.",
               MAX_COLUMNS).format(n=MAX_COLUMNS)
        )
    if cells > MAX_CELLS:
        raise Problem(too_much())


def too_much() -> str:
    """The sentence for a file that is whole, and more than we mean to hold."""
    return _("This file holds more than we can read at once. Divide it in two.")


def text(cell: Cell) -> str:
    """What a cell says, as one would type it; dates in the form that no one can misread."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell).strip()


def _trimmed(row: Iterable[Any]) -> tuple[Cell, ...]:
    values = list(row)
    if len(values) > WIDEST:
        check_size(0, len(values), 0)
    while values and _says_nothing(values[-1]):
        values.pop()
    check_size(0, len(values), 0)
    return tuple(map(_cell, values))


def _says_nothing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, str) and not value.strip())


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        whole_day = value.time() == time(0)
        return value.date() if whole_day else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, str | date | int | float):
        return value
    return str(value)
