"""Entries on paper: facts with their labels, and dated rows of any length, nothing shortened."""

from collections.abc import Sequence
from dataclasses import replace

from sobrhouse.reports import text as t
from sobrhouse.reports.pen import HAIR, PALE, RULE
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import HEADING, Sheet

Fact = tuple[str, str]  # what it is called, and what it says
_LABEL, _LONGEST_LABEL = 132.0, 210.0
_DAY = 74.0
_GAP = 3.2


def draw_title(sheet: Sheet, title: str, aside: str = "") -> None:
    """A heading that is never alone at the end of a page."""
    sheet.gap(13)
    sheet.need(HEADING + 3 * t.BODY.step + 2 * _GAP)
    sheet.heading(title, aside)
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    sheet.y -= 2


def draw_facts(sheet: Sheet, facts: Sequence[Fact], label: float = 0.0) -> None:
    """Label and value, one under the other, the value wrapped beside its label, which has as much
    room as it needs within reason, or `label` points.
    """
    widest = max((t.measure(called, t.SOFT) for called, _says in facts), default=0.0)
    label = label or min(max(_LABEL, widest + 12), _LONGEST_LABEL)
    for called, says in facts:
        lines = t.text(says, t.BODY, sheet.width - label)
        _draw_beside(sheet, called, lines, label, t.SOFT)


def draw_nothing(sheet: Sheet, words: str) -> None:
    """The sentence where a list is empty."""
    sheet.need(14)
    t.cell(sheet.pen, sheet.left, sheet.y - 10, words, t.SOFT, sheet.width)
    sheet.y -= 14


def draw_entries(sheet: Sheet, entries: Sequence[Fact], day: float = _DAY) -> None:
    """What stands at the left, mostly a day, and the words of each row, with a hairline below."""
    style = replace(t.BODY, weight=t.STRONG.weight)
    for number, (when, says) in enumerate(entries, 1):
        lines = t.text(says, t.BODY, sheet.width - day)
        _draw_beside(sheet, when, lines, day, style)
        last = number == len(entries)
        grey = 0 if last else PALE
        sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE if last else HAIR, grey)


def _draw_beside(
    sheet: Sheet, called: str, lines: list[Line], indent: float, style: t.Style
) -> None:
    step, named = t.BODY.step, False
    while lines or not named:
        fit = int((sheet.room - _GAP) / step)
        if fit < min(2, max(1, len(lines))):
            sheet.turn()
            continue
        part, lines = lines[:fit], lines[fit:]
        base = sheet.y - 9.6
        if not named:
            t.cell(sheet.pen, sheet.left, base, called, style, indent - 8)
            named = True
        t.write_lines(
            sheet.pen, sheet.left + indent, base, part, t.BODY, sheet.width - indent
        )
        sheet.y -= max(1, len(part)) * step + _GAP
