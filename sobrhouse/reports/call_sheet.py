"""The sponsor call sheet: a week on which residents note by pen that they were in touch, and how;
never what was said. Staff type it in later.
"""

from dataclasses import replace
from datetime import timedelta

from sobrhouse.domain.phrases import day_name, span
from sobrhouse.domain.support import TOUCH_WORDS
from sobrhouse.domain.support_papers import CallSheet
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import SIGNATURES, signatures
from sobrhouse.reports.pen import RULE, WRITE_ON
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, p_

_ROW = 27.0
_HEAD = 16.0
_NAME, _INITIALS = 0.22, 0.1  # of the width; the days share the rest
_BLANK = 3  # lines for who comes in the week
_FOOT = SIGNATURES + 20.0
_SAYS = replace(t.BODY, size=10.0, leading=14.0)
_WHO = replace(t.STRONG, size=10.4)


def call_sheet(data: CallSheet, options: PaperOptions) -> bytes:
    """The sheet as a PDF file: a line for each resident, a box for each day."""
    head = Head(
        options.stamp.house, _("Calls to sponsors"), span(data.first, data.last),
        _("Sponsors, mentors and buddies"), black=True,
    )  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(10)
    says = _("Write the letter on the day that you were in touch. Only that it was, never what was "
             "said.")  # fmt: skip
    sheet.paragraph(says, _SAYS)
    sheet.gap(2)
    sheet.paragraph(_legend(), t.set_bold(_SAYS))
    sheet.gap(8)
    _titles(sheet, data)
    names = list(data.names)
    if options.names == "bed":
        names.sort(key=lambda name: name.bed)
    for said in [options.called(name) for name in names] + [""] * _BLANK:
        if sheet.room < _ROW + _FOOT:
            sheet.turn()
            _titles(sheet, data)
        _line(sheet, said)
    sheet.gap(6)
    signatures(sheet, [_("Typed in by")])
    return sheet.save()


def letters() -> dict[str, str]:
    """The letter of each way of being in touch, in the reader's language."""
    return {
        "call": p_("called, one letter", "C"), "meet": p_("met, one letter", "M"),
        "text": p_("texted, one letter", "T"), "no_answer": p_("no answer, one letter", "N"),
        "meeting_together": p_("went to a meeting together, one letter", "G"),
        "step_work": p_("step work, one letter", "S"),
    }  # fmt: skip


def _legend() -> str:
    return "   ".join(f"{letter} = {_(TOUCH_WORDS[kind])}" for kind, letter in letters().items())


def _day(sheet: Sheet, number: int) -> tuple[float, float]:
    """Where the box of a day begins, and its width."""
    wide = sheet.width * (1 - _NAME - _INITIALS) / 7
    return sheet.left + sheet.width * _NAME + number * wide, wide


def _titles(sheet: Sheet, data: CallSheet) -> None:
    base = sheet.y - _HEAD + 5
    black = replace(t.HEAD, grey=0.0, size=9.0)
    t.cell(sheet.pen, sheet.left, base, _("Name"), black, sheet.width * _NAME - 6)
    for number in range(7):
        day = data.first + timedelta(days=number)
        x, wide = _day(sheet, number)
        t.cell(sheet.pen, x, base, f"{day_name(day)} {day.day}", black, wide, "centre")
    x, wide = _day(sheet, 7)
    t.cell(sheet.pen, x + 4, base, _("Initials"), black, sheet.right - x - 4)
    sheet.y -= _HEAD
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)


def _line(sheet: Sheet, name: str) -> None:
    bottom = sheet.y - _ROW
    for number in range(8):
        x, _wide = _day(sheet, number)
        sheet.pen.rule(x, bottom, x, sheet.y, WRITE_ON)
    if name:
        t.cell(sheet.pen, sheet.left, bottom + 9, name, _WHO, sheet.width * _NAME - 8)
    sheet.pen.rule(sheet.left, bottom, sheet.right, bottom, WRITE_ON)
    sheet.y = bottom
