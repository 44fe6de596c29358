"""What the weekly report says of support: a column of the roster, and how the house helped."""

from collections.abc import Sequence
from dataclasses import dataclass

from sobrhouse.domain.help_words import helped_words
from sobrhouse.domain.weekly import SponsorCell
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _

_CLOSEST = 0.9  # of the usual distance between lines
_NONE = "–"


def sponsor_words(cell: SponsorCell, options: PaperOptions) -> str:
    """ "Bill W., 3", "Yes, 3" where only that is shared or names stay off the paper, "–"."""
    said = _NONE
    if cell.has:
        said = (cell.name if options.names != "bed" else "") or _("Yes")
    return f"{said}, {cell.contacts}" if cell.contacts else said


def draw_helped_line(sheet: Sheet, counted: Sequence[tuple[str, int]]) -> None:
    """How the house helped in one line, where no room is left for more."""
    said = _("How we helped: {what}").format(what=helped_words(counted))
    t.cell(sheet.pen, sheet.left + 3, sheet.y - t.SMALL.size, said, t.SMALL, sheet.width - 6)
    sheet.y -= t.SMALL.size + 1


@dataclass(frozen=True, slots=True)
class HelpedHalf:
    """Kinds of help with their counts as a few lines on half the width; nobody is named."""

    counted: Sequence[tuple[str, int]]
    width: float  # for which its lines are broken

    @property
    def wide(self) -> bool:
        """It never needs the whole width: there are eight kinds."""
        return False

    def height(self, tight: float) -> float:
        """Below its heading, in points."""
        return len(self._lines()) * t.BODY.step * max(tight, _CLOSEST) + 3

    def draw_at(self, sheet: Sheet, x: float, y: float, _width: float) -> None:
        """All lines from y down."""
        step = t.BODY.step * max(sheet.tight, _CLOSEST)
        for number, line in enumerate(self._lines()):
            base = y - 9 - number * step
            t.write_lines(sheet.pen, x, base, [line], t.BODY, self.width)

    def draw_over(self, sheet: Sheet) -> None:
        """Over the whole width."""
        sheet.paragraph(self._words())

    def _words(self) -> str:
        return helped_words(self.counted)

    def _lines(self) -> list[Line]:
        return t.text(self._words(), t.BODY, self.width)
