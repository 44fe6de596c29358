"""The week's meetings on paper: a row a person, a column a day, a legend below (ux.md 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sobrhouse.domain.phrases import day_name
from sobrhouse.domain.weekly import AttendanceLine, AttendanceWeek
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, PALE, RULE
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import HEAD_ROW, styles
from sobrhouse.words import _, p_

MARKS = {"present": "●", "went": "●", "late": "L", "excused": "E", "absent": "○", "": ""}
_NAME, _COUNT = 0.24, 0.14  # of the width; the days share the rest
_HALF_ROWS = 22  # more people take the whole width
_LEGEND = 20.0
_ROW = 12.7  # signs need less height than words
_SIGN = t.Style(9.6)
_LETTER = t.set_bold(t.Style(8.2))


@dataclass(frozen=True, slots=True)
class AttendanceGrid:
    """One week's grid, ready to stand on half the width, or over whole pages."""

    week: AttendanceWeek
    first: date
    whole: bool  # whether the week is over
    options: PaperOptions

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width."""
        return len(self.week.lines) > _HALF_ROWS

    def height(self, tight: float) -> float:
        """Below its heading, in points."""
        return (HEAD_ROW + (len(self.week.lines) + 1) * _ROW) * tight + _LEGEND + 2

    def draw_at(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        """The whole grid on this page."""
        y = self._part(sheet, x, y, width, self.week.lines, last=True)
        self._legend(sheet, x, y, width)

    def draw_over(self, sheet: Sheet) -> None:
        """The grid over as many pages as it needs, its header on each."""
        lines = list(self.week.lines)
        while lines:
            fit = int((sheet.room - HEAD_ROW - _LEGEND) / (_ROW * sheet.tight)) - 1
            if fit < min(2, len(lines)):
                sheet.turn()
                continue
            part, lines = lines[:fit], lines[fit:]
            sheet.y = self._part(
                sheet, sheet.left, sheet.y, sheet.width, part, last=not lines
            )  # fmt: skip
        self._legend(sheet, sheet.left, sheet.y, sheet.width)
        sheet.y -= _LEGEND

    def _part(
        self, sheet: Sheet, x: float, y: float, width: float, lines: Sequence[AttendanceLine], *,
        last: bool,
    ) -> float:  # fmt: skip
        step = _ROW * sheet.tight
        rows = len(lines) + (1 if last else 0)
        head = HEAD_ROW * sheet.tight
        self._tint(sheet, x, y, width, rows * step + head)
        self._titles(sheet, x, y - head + 4.2 * sheet.tight, width)
        y -= head
        sheet.pen.rule(x, y, x + width, y, RULE)
        for number, line in enumerate(lines, 1):
            self._line(sheet, x, y - step / 2 - 3.0, width, line)
            y -= step
            end = number == len(lines)
            sheet.pen.rule(x, y, x + width, y, RULE if end else HAIR, 0 if end else PALE)
        if last:
            self._totals(sheet, x, y - step / 2 - 3.0, width)
            y -= step
            sheet.pen.rule(x, y, x + width, y, RULE)
        return y

    def _days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(7)]

    def _cell(self, x: float, width: float, day: int) -> tuple[float, float]:
        """Where the column of a day begins, and its width."""
        wide = width * (1 - _NAME - _COUNT) / 7
        return x + width * _NAME + day * wide, wide

    def _tint(self, sheet: Sheet, x: float, y: float, width: float, high: float) -> None:
        for number, day in enumerate(self._days()):
            if day in self.week.house:
                at, wide = self._cell(x, width, number)
                sheet.pen.fill(at, y - high, wide, high)

    def _titles(self, sheet: Sheet, x: float, base: float, width: float) -> None:
        for number, day in enumerate(self._days()):
            at, wide = self._cell(x, width, number)
            said = day_name(day)
            if day in self.week.house:
                said = " ".join((said, p_("house meeting, one letter", "H")))
            t.cell(sheet.pen, at, base, said, t.HEAD, wide, "centre")
        wide = width * _COUNT
        t.cell(sheet.pen, x + width - wide, base, _("Went"), t.HEAD, wide, "right")

    def _line(
        self, sheet: Sheet, x: float, base: float, width: float, line: AttendanceLine
    ) -> None:
        name = self.options.called(line.name)
        body, strong = styles(sheet.tight)
        t.cell(sheet.pen, x + 3, base, name, body, width * _NAME - 5)
        for number, mark in enumerate(line.marks):
            at, wide = self._cell(x, width, number)
            style = _LETTER if mark in ("late", "excused") else _SIGN
            t.cell(sheet.pen, at, base, _sign(mark), style, wide, "centre")
        said = f"{line.done}/{line.asked}" if line.asked else f"{line.done}"
        style = strong if line.missing and self.whole else body
        wide = width * _COUNT
        t.cell(sheet.pen, x + width - wide, base, said, style, wide - 1, "right")

    def _totals(self, sheet: Sheet, x: float, base: float, width: float) -> None:
        t.cell(sheet.pen, x + 3, base, _("Present"), t.STRONG, width * _NAME - 5)
        for number, day in enumerate(self._days()):
            at, wide = self._cell(x, width, number)
            came, marked = self.week.counted(number)
            if marked:
                said = f"{came}/{marked}" if day in self.week.house else f"{came}"
                t.cell(sheet.pen, at, base, said, _LETTER, wide, "centre")

    def _legend(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        signs = (
            ("present", _("present")), ("late", _("late")), ("excused", _("excused")),
            ("absent", _("absent")),
        )  # fmt: skip
        said = "   ".join(f"{_sign(mark)} {words}" for mark, words in signs)
        t.cell(sheet.pen, x + 1, y - 9, said, t.FOOT, width)
        below = _("H = house meeting, else recovery meetings. Blank = not required.")
        t.cell(sheet.pen, x + 1, y - 18, below, t.FOOT, width)


def _sign(mark: str) -> str:
    """The sign of a mark; the letters are the reader's language's."""
    if mark == "late":
        return p_("late, one letter", "L")
    if mark == "excused":
        return p_("excused, one letter", "E")
    return MARKS[mark]
