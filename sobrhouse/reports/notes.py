"""Notes on paper: who, when, and the whole text, however long."""

from collections.abc import Sequence

from sobrhouse.reports import text as t
from sobrhouse.reports.pen import HAIR, PALE, RULE
from sobrhouse.reports.sheet import Sheet

_WHO, _WHEN = 96.0, 42.0


def draw_notes(sheet: Sheet, title: str, notes: Sequence[tuple[str, str, str]]) -> None:
    """(who, when, text) one under the other; a long text goes on over the pages, unshortened."""
    sheet.need(15 + 2 * t.BODY.step + 8)
    sheet.heading(title)
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    indent = _WHO + _WHEN
    width = sheet.width - indent - 3
    for number, (who, when, said) in enumerate(notes, 1):
        lines = t.text(said, t.BODY, width)
        named = False
        while lines:
            fit = int((sheet.room - 6) / t.BODY.step)
            if fit < min(2, len(lines)):
                sheet.turn()
                continue
            part, lines = lines[:fit], lines[fit:]
            base = sheet.y - 10.0
            if not named:
                t.cell(sheet.pen, sheet.left + 3, base, who, t.STRONG, _WHO - 6)
                t.cell(sheet.pen, sheet.left + _WHO, base, when, t.BODY, _WHEN - 4)
                named = True
            t.write_lines(sheet.pen, sheet.left + indent, base, part, t.BODY, width)
            sheet.y -= len(part) * t.BODY.step + 3.4 * sheet.tight
        last = number == len(notes)
        grey = 0 if last else PALE
        sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE if last else HAIR, grey)
