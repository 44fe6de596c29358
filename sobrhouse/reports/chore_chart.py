"""The chore chart: a week of chores for the fridge, in large letters, with a box for each turn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, islice

from sobrhouse.domain.chore_papers import DAYS, ChoreChart
from sobrhouse.domain.chores import State
from sobrhouse.domain.phrases import day_name, span
from sobrhouse.domain.weekly import ChoreWeekLine
from sobrhouse.reports import text as t
from sobrhouse.reports.chore_marks import draw_legend, draw_mark, legend_lines
from sobrhouse.reports.faces import BOLD, REGULAR, SEMIBOLD
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import BLACK, HAIR, RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.two_lines import Words, two_lines
from sobrhouse.words import _

# An eye of 20/40 reads capitals of 2.9 mm (10 minutes of arc) one meter away: letters of 13 points.
_SMALLEST, _LARGEST = 13.0, 20.0  # points on the paper, of a chore's name and of a person's
_LARGEST_DAY = 12.5  # "Wed" still fits its column
_STEP = 0.5
_ROW = 2.2  # of a line's height to the size of its letters
_CHORE, _NAME = 0.35, 0.245  # of the width; the days share the rest
_PAD = 4.0
_ROOMIER = 1.4  # as much higher are rows where one page has room for it
_EMPTY = frozenset({State.DUE, State.LATE})  # a box to write in


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The letters of one chart: a name's size in points as laid out, all else follows from it."""

    size: float

    @property
    def chore(self) -> t.Style:
        return t.Style(self.size, BOLD, leading=self.size * 1.12, kerned=True)

    @property
    def name(self) -> t.Style:
        return t.Style(self.size, SEMIBOLD, leading=self.size * 1.1, kerned=True)

    @property
    def small(self) -> t.Style:
        size = self.size * 0.68
        return t.Style(size, REGULAR, BLACK, leading=size * 1.14, kerned=True)

    @property
    def day(self) -> t.Style:
        size = min(self.size * 0.74, _LARGEST_DAY)
        return t.Style(size, BOLD, leading=size * 1.22, kerned=True)

    @property
    def row(self) -> float:
        return self.size * _ROW


@dataclass(frozen=True, slots=True)
class _Block:
    """One chore with the lines of those who have it; a block is never broken over two pages."""

    title: Words
    when: Words
    lines: tuple[ChoreWeekLine, ...]
    high: float


def chore_chart(data: ChoreChart, options: PaperOptions) -> bytes:
    """The chart as a PDF file: letters as large as its pages allow, never smaller than can be read
    one step away from the wall.
    """
    days = span(data.first, data.last)
    head = Head(options.stamp.house, _("Chores of the week"), days, black=True)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(6)
    if not data.lines:
        sheet.gap(20)
        sheet.paragraph(_("No chore is planned for this week."), t.Style(16, SEMIBOLD))
        return sheet.save()
    sizes = _fitting(sheet, data)
    blocks = _spread(sheet, _blocks(sheet, data, sizes), _foot(sheet, data, sizes), sizes)
    _draw_days(sheet, data.first, sizes)
    for block in blocks:
        if sheet.need(block.high):
            _draw_days(sheet, data.first, sizes)
        _draw_block(sheet, block, sizes, options)
    _draw_foot(sheet, data, sizes)
    return sheet.save()


def _fitting(sheet: Sheet, data: ChoreChart) -> _Sizes:
    """The largest letters with which the chart has no more pages than with the smallest."""
    best = _Sizes(_SMALLEST / sheet.enlarged)
    fewest = _pages(sheet, data, best)
    while best.size + _STEP <= _LARGEST:
        sizes = _Sizes(best.size + _STEP)
        if _pages(sheet, data, sizes) > fewest:
            break
        best = sizes
    return best


def _pages(sheet: Sheet, data: ChoreChart, sizes: _Sizes) -> int:
    """On how many pages the chart would stand."""
    room, pages = sheet.room - _days_high(sizes), 1
    for high in [*(block.high for block in _blocks(sheet, data, sizes)), _foot(sheet, data, sizes)]:
        if high > room:
            room, pages = sheet.full_page - _days_high(sizes), pages + 1
        room -= high
    return pages


def _blocks(sheet: Sheet, data: ChoreChart, sizes: _Sizes) -> list[_Block]:
    wide = sheet.width * _CHORE - 2 * _PAD
    made = []
    most = int((sheet.full_page - _days_high(sizes)) / sizes.row)
    for lines in _portions(data, most):
        title = two_lines(lines[0].chore, sizes.chore, wide)
        when = two_lines(lines[0].when, sizes.small, wide)
        high = title.high + when.high + sizes.size * 0.3
        made.append(_Block(title, when, lines, max(high, sizes.row * len(lines))))
    return made


def _portions(data: ChoreChart, most: int) -> Iterator[tuple[ChoreWeekLine, ...]]:
    """The lines of each chore together, as many as a page holds."""
    for _key, group in groupby(data.lines, key=lambda line: line.chore_id):
        while lines := tuple(islice(group, most)):
            yield lines


def _spread(sheet: Sheet, blocks: list[_Block], foot: float, sizes: _Sizes) -> list[_Block]:
    """The blocks higher where all of them stand on this page and leave it half empty."""
    room = sheet.room - _days_high(sizes) - foot - 2
    by = min(_ROOMIER, room / sum(block.high for block in blocks))
    return [replace(block, high=block.high * by) for block in blocks] if by > 1 else blocks


def _days_high(sizes: _Sizes) -> float:
    return sizes.day.step * 2 + 4


def _columns(sheet: Sheet) -> tuple[float, float]:
    """Where the first day's column begins, and how wide each is."""
    wide = sheet.width * (1 - _CHORE - _NAME) / DAYS
    return sheet.left + sheet.width * (_CHORE + _NAME), wide


def _draw_days(sheet: Sheet, first: date, sizes: _Sizes) -> None:
    x, wide = _columns(sheet)
    base = sheet.y - sizes.day.step
    below = base - sizes.day.step + 2
    t.cell(sheet.pen, sheet.left + _PAD, below, _("Chore"), sizes.day)
    t.cell(sheet.pen, sheet.left + sheet.width * _CHORE + _PAD, below, _("Who"), sizes.day)
    plain = replace(sizes.day, weight=REGULAR)
    for number in range(DAYS):
        day = first + timedelta(days=number)
        at = x + number * wide
        t.cell(sheet.pen, at, base + 1, day_name(day), sizes.day, wide, "centre")
        t.cell(sheet.pen, at, below, str(day.day), plain, wide, "centre")
    sheet.y -= _days_high(sizes)
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, 1.4)


def _draw_block(sheet: Sheet, block: _Block, sizes: _Sizes, options: PaperOptions) -> None:
    top = sheet.y
    x, wide = sheet.left + _PAD, sheet.width * _CHORE - 2 * _PAD
    y = top - (block.high - block.title.high - block.when.high) / 2
    y = block.title.write(sheet.pen, x, y, wide)
    block.when.write(sheet.pen, x, y, wide)
    high = block.high / len(block.lines)
    who, _wide = sheet.left + sheet.width * _CHORE, _columns(sheet)[1]
    for number, line in enumerate(block.lines):
        if number:
            sheet.pen.rule(who, top - number * high, sheet.right, top - number * high, HAIR)
        _draw_line(sheet, line, top - number * high, high, sizes, options.called(line.name))
    sheet.y = top - block.high
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _draw_line(
    sheet: Sheet, line: ChoreWeekLine, top: float, high: float, sizes: _Sizes, name: str
) -> None:
    who, room = sheet.left + sheet.width * _CHORE + _PAD, sheet.width * _NAME - 2 * _PAD
    if line.name is None:  # somebody may write their name there
        sheet.pen.rule(who, top - high * 0.76, who + room, top - high * 0.76, RULE)
    else:
        words = two_lines(name, sizes.name, room)
        words.write(sheet.pen, who, top - (high - words.high) / 2, room)
    x, wide = _columns(sheet)
    side = min(wide - 6, high - 6, sizes.size * 1.75)
    for number, state in enumerate(line.marks):
        if state is not None:
            at = x + number * wide + (wide - side) / 2
            _draw_box(sheet, at, top - high / 2 - side / 2, side, state)


def _draw_box(sheet: Sheet, x: float, y: float, side: float, state: State) -> None:
    """An empty box to tick or sign; one that is settled shows how."""
    if state in _EMPTY:
        sheet.pen.frame(x, y, side, side, 1.1)
    else:
        small = side * 0.74
        draw_mark(sheet.pen, x + (side - small) / 2, y + (side - small) / 2, small, state)


def _settled(data: ChoreChart) -> frozenset[State]:
    return data.states - _EMPTY


def _foot(sheet: Sheet, data: ChoreChart, sizes: _Sizes) -> float:
    """The height of what stands below the chart."""
    size = sizes.small.size
    lines = len(t.text(_told(), sizes.small, sheet.width))
    if settled := _settled(data):
        lines += legend_lines(sheet.width, settled, size)
    return 8 + lines * size * 1.45


def _told() -> str:
    return _("Done? Write your initials in the box of that day. Tell the office before you swap.")


def _draw_foot(sheet: Sheet, data: ChoreChart, sizes: _Sizes) -> None:
    sheet.need(_foot(sheet, data, sizes))
    step = sizes.small.size * 1.45
    y = sheet.y - 4 - sizes.small.size
    for line in t.text(_told(), sizes.small, sheet.width):
        t.write_lines(sheet.pen, sheet.left, y, [line], sizes.small, sheet.width)
        y -= step
    if settled := _settled(data):
        draw_legend(sheet.pen, sheet.left, y, sheet.width, settled, sizes.small.size)
