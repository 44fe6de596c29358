"""Parts that papers share: the row of figures, boxes to tick, lines to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from sobrhouse.reports import text as t
from sobrhouse.reports.pen import HAIR, PALE, RULE
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _

TICK_ROW = 15.0
SIGNATURES = 46.0
_HALF_LINES = 16
_TICK_INDENT, _TICK_GAP = 16.0, 3.4
_CLOSEST = 0.9  # of the usual distance between the lines of one thing


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: "14", "of 16", "Beds filled"."""

    figure: str
    rest: str
    label: str


def figures(sheet: Sheet, all_of_them: Sequence[Figure]) -> None:
    """The row of key figures between hairlines, each as wide as it needs, the rest shared out."""
    sheet.need(44)
    soft = sheet.head.style(t.SOFT)
    wide = [max(_figure_width(f), t.measure(f.label, soft)) for f in all_of_them]
    spare = max(0.0, sheet.width - sum(wide)) / max(1, len(all_of_them) - 1)
    top, x = sheet.y - 10, sheet.left
    for i, (figure, width) in enumerate(zip(all_of_them, wide, strict=True)):
        if i:
            line = x - spare * 0.42
            sheet.pen.rule(line, top, line, top - 31, HAIR, PALE)
        done = t.cell(sheet.pen, x, top - 17.5, figure.figure, t.FIGURE)
        if figure.rest:
            t.cell(sheet.pen, x + done + 4, top - 17.5, figure.rest, soft)
        t.cell(sheet.pen, x, top - 30, figure.label, soft)
        x += width + spare
    sheet.y = top - 40
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _figure_width(figure: Figure) -> float:
    rest = t.measure(figure.rest, t.SOFT) + 4 if figure.rest else 0.0
    return t.measure(figure.figure, t.FIGURE) + rest


def tick_rows(sheet: Sheet, things: Sequence[str]) -> None:
    """Each thing beside a box to tick, wrapped where it is long, a hairline under it."""
    indent, width = 16.0, sheet.width - 16.0
    for thing in things:
        lines = t.text(thing, t.BODY, width)
        while lines:
            fit = max(1, int((sheet.room - TICK_ROW) / t.BODY.step) + 1)
            if sheet.need(TICK_ROW):
                continue
            part, lines = lines[:fit], lines[fit:]
            _tick_row(sheet, part, indent, width)


def _tick_row(sheet: Sheet, lines: list[Line], indent: float, width: float) -> None:
    base = sheet.y - 10.4
    sheet.pen.frame(sheet.left + 3, base - 1.2, 7.6, 7.6)
    below = t.write_lines(sheet.pen, sheet.left + indent, base, lines, t.BODY, width)
    sheet.y = below + t.BODY.step - (TICK_ROW * sheet.tight - 10.4)
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR, PALE)


@dataclass(frozen=True, slots=True)
class TickHalf:
    """Things with a box each that stand on half the width."""

    things: Sequence[str]
    width: float  # for which their lines are broken

    @property
    def wide(self) -> bool:
        """Whether they need the whole width."""
        return sum(len(lines) for lines in self._lines()) > _HALF_LINES

    def _lines(self) -> list[list[Line]]:
        return [t.text(thing, t.BODY, self.width - _TICK_INDENT) for thing in self.things]

    def height(self, tight: float) -> float:
        """Below their heading, in points."""
        step = t.BODY.step * max(tight, _CLOSEST)
        return sum(len(lines) * step + _TICK_GAP for lines in self._lines()) + 4

    def draw_at(self, sheet: Sheet, x: float, y: float, _width: float) -> None:
        """All of them from y down."""
        step = t.BODY.step * max(sheet.tight, _CLOSEST)
        for lines in self._lines():
            base = y - 9.4
            sheet.pen.frame(x + 3, base - 1.2, 7.6, 7.6)
            for number, line in enumerate(lines):
                t.write_lines(sheet.pen, x + _TICK_INDENT, base - number * step, [line], t.BODY,
                              self.width - _TICK_INDENT)  # fmt: skip
            y -= len(lines) * step + _TICK_GAP
            sheet.pen.rule(x, y, x + self.width, y, HAIR, PALE)

    def draw_over(self, sheet: Sheet) -> None:
        """Over the whole width and as many pages as they need."""
        tick_rows(sheet, self.things)


def signatures(sheet: Sheet, who: Sequence[str]) -> None:
    """Lines to sign and date, at the foot of the last page where there is room for it."""
    sheet.need(SIGNATURES)
    # Signing wants a hand's height: take what room the page has, within reason.
    sheet.y -= min(30.0, max(20.0, sheet.room - SIGNATURES + 20))
    share = sheet.width / len(who)
    soft = sheet.head.style(t.SOFT)
    for i, role in enumerate(who):
        x = sheet.left + i * share
        end = x + share - (0 if i == len(who) - 1 else 19)
        date_at = end - 45
        sheet.pen.rule(x, sheet.y, date_at - 9, sheet.y, RULE)
        sheet.pen.rule(date_at, sheet.y, end, sheet.y, RULE)
        t.cell(sheet.pen, x, sheet.y - 10, role, soft, date_at - 12 - x)
        t.cell(sheet.pen, date_at, sheet.y - 10, _("Date"), soft, 45)
    sheet.y -= 14
