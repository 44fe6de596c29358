"""The inspection sheet: a walk through the house on paper, a box for each step and each result."""

from dataclasses import replace
from datetime import date

from sobrhouse.domain.chore_papers import LookLine, LookRound
from sobrhouse.domain.chore_words import short_clock
from sobrhouse.domain.chores import State, state_words
from sobrhouse.domain.phrases import long_date, nice_date
from sobrhouse.reports import meeting_parts as parts
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import SIGNATURES, signatures
from sobrhouse.reports.pen import RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

_CHORE = t.Style(12, BOLD, kerned=True)
_WHO = t.Style(11, BOLD, kerned=True)
_SAYS = replace(t.BODY, size=9.4, leading=12.4)
_RESULTS = (State.PASSED, State.REDO, State.MISSED, State.EXCUSED)
_BOX, _RESULT = 9.6, 62.0  # of a result's box, and of one result with its word
_HEAD, _RESULTS_HIGH = 19.0, 19.0
_WRITE = 20.0
_STEP = 14.6
_COLUMNS = 2
_LINE = 0.5  # black, or a copier would not keep what one writes on


def inspection_sheet(data: LookRound, options: PaperOptions) -> bytes:
    """The sheet for one day: what is settled is ticked, all else is to be filled in by hand."""
    head = Head(options.stamp.house, _("Chore inspection"), long_date(data.day), "", black=True)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(8)
    rule = _("Nobody inspects their own chore. What you write here goes into the office after.")
    sheet.paragraph(rule, _SAYS)
    sheet.gap(4)
    if not data.lines:
        sheet.gap(16)
        sheet.paragraph(_("No chore is due on this day."), _CHORE)
    for number, line in enumerate(data.lines, start=1):
        last = SIGNATURES + 10 if number == len(data.lines) else 0.0  # no page of signatures alone
        sheet.need(min(_height(sheet, line) + last, sheet.full_page))
        _draw_line(sheet, line, data.day, options)
    sheet.need(SIGNATURES + 10)
    signatures(sheet, (_("Inspected by"), _("Redo seen by")))
    return sheet.save()


def _height(sheet: Sheet, line: LookLine) -> float:
    note = len(t.text(_again(line), _SAYS, sheet.width)) * _SAYS.step if line.note else 0.0
    return _HEAD + note + sum(_rows(sheet, line)) + _RESULTS_HIGH + _WRITE + 10


def _again(line: LookLine) -> str:
    return _("To do again: {note}").format(note=line.note)


def _column(sheet: Sheet) -> float:
    return sheet.width / _COLUMNS


def _rows(sheet: Sheet, line: LookLine) -> list[float]:
    """The heights of the rows of steps, two steps in each."""
    steps = line.card.steps
    room = _column(sheet) - 22
    high = [len(t.text(s, _SAYS, room)) * _SAYS.step + (_STEP - _SAYS.step) for s in steps]
    return [max(high[at : at + _COLUMNS]) for at in range(0, len(high), _COLUMNS)]


def _draw_line(sheet: Sheet, line: LookLine, day: date, options: PaperOptions) -> None:
    base = sheet.y - 14
    name = options.called(line.name) or _("Nobody has it")
    right = sheet.width * 0.48
    when = _("by {time}").format(time=short_clock(line.due.time()))
    if line.due.date() != day:
        when = f"{nice_date(line.due.date(), day)}, {when}"
    told = "  ·  ".join((name, when))
    t.cell(sheet.pen, sheet.left, base, line.card.name, _CHORE, sheet.width - right - 10)
    t.cell(sheet.pen, sheet.right - right, base, told, _WHO, right, "right")
    sheet.y -= _HEAD
    if line.note:
        sheet.paragraph(_again(line), _SAYS)
    _draw_steps(sheet, line)
    _draw_results(sheet, line)
    base = sheet.y - 14
    wide = t.cell(sheet.pen, sheet.left, base, _("Note"), _SAYS)
    sheet.pen.rule(sheet.left + wide + 6, base - 2, sheet.right, base - 2, _LINE)
    sheet.y -= _WRITE + 2
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    sheet.y -= 3


def _draw_steps(sheet: Sheet, line: LookLine) -> None:
    wide = _column(sheet)
    for number, high in enumerate(_rows(sheet, line)):
        sheet.need(high)
        at = number * _COLUMNS
        for column, step in enumerate(line.card.steps[at : at + _COLUMNS]):
            x = sheet.left + column * wide
            base = sheet.y - _SAYS.size
            parts.box(sheet, x + 1, base)
            lines = t.text(step, _SAYS, wide - 22)
            fit = max(1, int(sheet.room / _SAYS.step))
            t.write_lines(sheet.pen, x + 16, base, lines[:fit], _SAYS, wide - 22)
        sheet.y -= high


def _draw_results(sheet: Sheet, line: LookLine) -> None:
    """The four results; what the last inspection said is ticked."""
    base = sheet.y - 13
    x = sheet.left
    for state in _RESULTS:
        parts.box(sheet, x + 1, base, ticked=line.state is state, side=_BOX)
        t.cell(sheet.pen, x + _BOX + 6, base, state_words(state), parts.READ_STRONG, _RESULT - 8)
        x += _RESULT + _BOX
    blank = _("Inspected by")
    left = sheet.right - x
    if left > 120:
        wide = t.cell(sheet.pen, x + 6, base, blank, _SAYS, left * 0.5)
        sheet.pen.rule(x + wide + 12, base - 2, sheet.right, base - 2, _LINE)
    sheet.y -= _RESULTS_HIGH
