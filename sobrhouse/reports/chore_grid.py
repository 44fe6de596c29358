"""The week's chores in the weekly report: a row a chore, who had it, a column a day, a legend below
(ux.md 13).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sobrhouse.domain.chore_papers import DAYS
from sobrhouse.domain.chores import State
from sobrhouse.domain.phrases import day_name
from sobrhouse.domain.weekly import ChoreWeekLine
from sobrhouse.reports import text as t
from sobrhouse.reports.chore_marks import draw_legend, draw_mark, legend_lines
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, PALE, RULE
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import HEAD_ROW, styles
from sobrhouse.words import _

_CHORE, _NAME = 0.36, 0.22  # of the width; the days share the rest
_HALF_ROWS = 22  # more lines take the whole width
_ROW = 12.7
_MARK = 8.8
_LEGEND_STEP = 10.6


@dataclass(frozen=True, slots=True)
class ChoreGrid:
    """One week's chores, ready to stand on half the width, or over whole pages."""

    lines: tuple[ChoreWeekLine, ...]
    first: date
    options: PaperOptions
    half: float  # the width for which its legend is broken

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width."""
        return len(self.lines) > _HALF_ROWS

    def height(self, tight: float) -> float:
        """Below its heading, in points."""
        return (HEAD_ROW + len(self.lines) * _ROW) * tight + self._legend_high(self.half) + 2

    def draw_at(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        """The whole grid on this page."""
        y = self._part(sheet, x, y, width, self.lines)
        self._legend(sheet, x, y, width)

    def draw_over(self, sheet: Sheet) -> None:
        """The grid over as many pages as it needs, its header on each; its legend is never alone
        on a page.
        """
        lines = list(self.lines)
        legend = self._legend_high(sheet.width)
        while lines:
            fit = int((sheet.room - HEAD_ROW - legend) / (_ROW * sheet.tight))
            if fit < min(2, len(lines)):
                sheet.turn()
                continue
            part, lines = lines[:fit], lines[fit:]
            sheet.y = self._part(sheet, sheet.left, sheet.y, sheet.width, part)
        self._legend(sheet, sheet.left, sheet.y, sheet.width)
        sheet.y -= legend

    def _part(
        self, sheet: Sheet, x: float, y: float, width: float, lines: Sequence[ChoreWeekLine]
    ) -> float:
        step = _ROW * sheet.tight
        self._titles(sheet, x, y - (HEAD_ROW - 4.2) * sheet.tight, width)
        y -= HEAD_ROW * sheet.tight
        sheet.pen.rule(x, y, x + width, y, RULE)
        before = None
        for number, line in enumerate(lines, 1):
            self._line(sheet, x, y - step / 2, width, line, again=line.chore_id == before)
            before = line.chore_id
            y -= step
            end = number == len(lines)
            sheet.pen.rule(x, y, x + width, y, RULE if end else HAIR, 0 if end else PALE)
        return y

    def _cell(self, x: float, width: float, day: int) -> tuple[float, float]:
        """Where the column of a day begins, and its width."""
        wide = width * (1 - _CHORE - _NAME) / DAYS
        return x + width * (_CHORE + _NAME) + day * wide, wide

    def _titles(self, sheet: Sheet, x: float, base: float, width: float) -> None:
        t.cell(sheet.pen, x + width * _CHORE, base, _("This week"), t.HEAD, width * _NAME - 4)
        long = width > sheet.width * 0.6
        for number in range(DAYS):
            at, wide = self._cell(x, width, number)
            said = day_name(self.first + timedelta(days=number))
            said = said if long else said[:1].upper()
            t.cell(sheet.pen, at, base, said, t.HEAD, wide, "centre")

    def _line(
        self, sheet: Sheet, x: float, middle: float, width: float, line: ChoreWeekLine, *,
        again: bool,
    ) -> None:  # fmt: skip
        body, strong = styles(sheet.tight)
        base = middle - 3.0
        if not again:
            t.cell(sheet.pen, x + 3, base, line.chore, strong, width * _CHORE - 7)
        nobody = line.name is None
        name = _("Nobody") if nobody else self.options.called(line.name)
        style = strong if nobody else body
        t.cell(sheet.pen, x + width * _CHORE, base, name, style, width * _NAME - 4)
        side = min(_MARK, _ROW * sheet.tight - 2.2)
        for number, state in enumerate(line.marks):
            if state is not None:
                at, wide = self._cell(x, width, number)
                draw_mark(sheet.pen, at + (wide - side) / 2, middle - side / 2, side, state)

    def _states(self) -> frozenset[State]:
        return frozenset(mark for line in self.lines for mark in line.marks if mark is not None)

    def _legend_high(self, width: float) -> float:
        return 4 + legend_lines(width, self._states()) * _LEGEND_STEP

    def _legend(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        draw_legend(sheet.pen, x + 1, y - 10.5, width, self._states())
