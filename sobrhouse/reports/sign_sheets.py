"""Sign sheets: the log on paper, blank for a desk by the door, or with everybody's name for a day
without power. What is written on them is typed in later as a paper entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sobrhouse.domain.phrases import long_date
from sobrhouse.domain.weekly import PaperName
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.parts import SIGNATURES, signatures
from sobrhouse.reports.pen import RULE, WRITE_ON
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

_ROW = 25.0
_TITLE = replace(t.HEAD, grey=0.0)
_BLANK_AFTER_NAMES = 6  # lines for whoever goes out a second time
_FOOT = SIGNATURES + 34.0  # the remark and the signature


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be written in: its title and its part of the width."""

    title: str
    part: float


def sign_out_sheet(options: PaperOptions) -> bytes:
    """A page of empty lines: who goes where, and when they are back."""
    columns = (
        Column(_("Day"), 8), Column(_("Name"), 18), Column(_("Where, with whom"), 26),
        Column(_("Phone"), 13), Column(_("Out"), 9), Column(_("Back by"), 9), Column(_("In"), 9),
        Column(_("Initials"), 8),
    )  # fmt: skip
    head = Head(options.stamp.house, _("Sign-out sheet"), "",
                _("One line each time you leave"), black=True)  # fmt: skip
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(12)
    _titles(sheet, columns)
    while sheet.room > _ROW + _FOOT:
        _line(sheet, columns)
    _end(sheet)
    return sheet.save()


def power_cut_sheet(names: Sequence[PaperName], on: date, options: PaperOptions) -> bytes:
    """Everybody's name with room for a time out and a time in, for when the kiosk is dark."""
    columns = (
        Column(_("Name"), 22), Column(_("Where"), 24), Column(_("Out"), 10),
        Column(_("Back by"), 10), Column(_("In"), 10), Column(_("Out again"), 10),
        Column(_("In"), 10), Column(_("Initials"), 9),
    )  # fmt: skip
    about = _("For when the kiosk cannot be used")
    head = Head(options.stamp.house, _("Sign-in sheet"), long_date(on), about, black=True)
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(12)
    _titles(sheet, columns)
    lines = [options.called(name) for name in names] + [""] * _BLANK_AFTER_NAMES
    for name in lines:
        if sheet.room < _ROW + _FOOT:
            sheet.turn()
            _titles(sheet, columns)
        _line(sheet, columns, name)
    _end(sheet)
    return sheet.save()


def _titles(sheet: Sheet, columns: Sequence[Column]) -> None:
    for x, wide, column in _places(sheet, columns):
        t.cell(sheet.pen, x, sheet.y - 9, column.title, _TITLE, wide - 4)
    sheet.pen.rule(sheet.left, sheet.y - 13, sheet.right, sheet.y - 13, RULE)
    sheet.y -= 13


def _line(sheet: Sheet, columns: Sequence[Column], name: str = "") -> None:
    bottom = sheet.y - _ROW
    first, *others = _places(sheet, columns)
    for x, _wide, _column in others:
        sheet.pen.rule(x - 4, bottom, x - 4, sheet.y, WRITE_ON)
    if name:
        wide = first[1]
        t.cell(sheet.pen, sheet.left, bottom + 8, name, replace(t.STRONG, size=10.0), wide - 8)
    sheet.pen.rule(sheet.left, bottom, sheet.right, bottom, WRITE_ON)
    sheet.y = bottom


def _places(sheet: Sheet, columns: Sequence[Column]) -> list[tuple[float, float, Column]]:
    """Where each column begins, and how wide it is."""
    whole = sum(column.part for column in columns)
    x, places = sheet.left, []
    for column in columns:
        wide = sheet.width * column.part / whole
        places.append((x, wide, column))
        x += wide
    return places


def _end(sheet: Sheet) -> None:
    sheet.gap(8)
    says = _("Staff type this in later: Sign log, Type in paper. Then keep it with the week.")
    t.cell(sheet.pen, sheet.left, sheet.y - 9, says, sheet.head.style(t.SMALL), sheet.width)
    sheet.gap(12)
    signatures(sheet, [_("Typed in by")])
