"""Date columns: whether 3/7/26 is March 7 or July 3 is decided by the column, or asked once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sobrhouse.domain.dates import read_date
from sobrhouse.exchange.sheets import Cell

Order = Literal["mdy", "dmy"]

_NUMBERS = re.compile(r"\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{2}|\d{4})\s*")
_TIME = re.compile(
    r"[\sT,]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*([AaPp]\.?[Mm]\.?)?(Z|[+-]\d\d:?\d\d)?\s*$")
_LONGEST = 60
_SPREADSHEET_ZERO = date(1899, 12, 30)
_SERIALS = range(3_000, 80_000)  # 1908 to 2119: what a spreadsheet keeps of a date without its form


@dataclass(frozen=True, slots=True)
class DateColumn:
    """What a column of dates shows about its order; `asks` when only a person can say."""

    order: Order | None
    asks: bool
    sample: str = ""


def look_at(cells: Iterable[Cell]) -> DateColumn:
    """Decide a column's order: a value over 12 shows it, unless the column contradicts itself."""
    shown: set[Order] = set()
    unclear = ""
    for cell in cells:
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            continue
        found = _NUMBERS.fullmatch(_TIME.sub("", cell))
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        if own := _own_order(first, second):
            shown.add(own)
        elif first != second:
            unclear = unclear or cell.strip()
    if len(shown) == 1:
        return DateColumn(shown.pop(), asks=False)
    return DateColumn(None, asks=bool(unclear), sample=unclear)


def read_cell(cell: Cell, order: Order | None, *, past: date | None = None) -> date | None:
    """The date that a cell means, None if it is none; `past` sends a two-digit year back 100 years.

    `past` is the last day that makes sense (a birth date is not later than today).
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        return _of_number(int(cell))
    if len(cell) > _LONGEST:
        return None
    words = " ".join(_TIME.sub("", cell).replace("'", "").replace("’", "").split())
    numbers = _NUMBERS.fullmatch(words)
    own = _own_order(int(numbers[1]), int(numbers[2])) if numbers else None
    found = read_date(words, own or order)
    if found and past and found > past and not re.search(r"\d{4}", words):
        return _a_century_earlier(found)
    return found


def _own_order(first: int, second: int) -> Order | None:
    if first > 12 >= second:
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return None


def _of_number(number: int) -> date | None:
    if number in _SERIALS:
        return _SPREADSHEET_ZERO + timedelta(days=number)
    try:
        return date(number // 10_000, number // 100 % 100, number % 100)
    except ValueError:
        return None


def _a_century_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 100)
    except ValueError:
        return day.replace(year=day.year - 100, day=28)
