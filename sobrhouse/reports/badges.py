"""Badges: a card for each person with the code that the kiosk's scanner reads; cut out and kept.

A badge says neither house nor last name: whoever finds one learns nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sobrhouse.reports import text as t
from sobrhouse.reports.faces import SERIF
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.qr import code_squares
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

_WIDE, _HIGH = 243.0, 153.0  # a bank card: 3.375 by 2.125 in
_GAP = 12.0
_CODE = 108.0
_NAME = t.Style(17, SERIF, kerned=True)
_SAYS = replace(t.SMALL, size=9.5)


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge: the name on the kiosk, the code, and the number to type where no scanner is."""

    name: str
    code: str = field(repr=False)
    number: str = ""


def badge_sheet(badges: Sequence[Badge], options: PaperOptions) -> bytes:
    """Cards to cut out, six or eight on a page."""
    count = n_("{n} badge", "{n} badges", len(badges)).format(n=len(badges))
    head = Head(options.stamp.house, _("Badges for the kiosk"), count, _("Cut out and hand over"))
    sheet = Sheet(head, options.stamp, options.size)
    sheet.gap(12)
    across = max(1, int((sheet.width + _GAP) // (_WIDE + _GAP)))
    for first in range(0, len(badges), across):
        sheet.need(_HIGH + 4)
        for column, badge in enumerate(badges[first : first + across]):
            _draw(sheet, sheet.left + column * (_WIDE + _GAP), sheet.y - _HIGH, badge)
        sheet.y -= _HIGH + _GAP
    if not badges:
        t.cell(sheet.pen, sheet.left, sheet.y - 12, _("No badges."), t.BODY, sheet.width)
    return sheet.save()


def _draw(sheet: Sheet, x: float, y: float, badge: Badge) -> None:
    pen = sheet.pen
    pen.frame(x, y, _WIDE, _HIGH, 0.5, "3 2")
    across, dark = code_squares(badge.code)
    pen.squares(x + _WIDE - _CODE - 16, y + (_HIGH - _CODE) / 2, _CODE / across, dark)
    room = _WIDE - _CODE - 16 - 14 - 8
    sizes = (replace(_NAME, size=size) for size in (17.0, 15.0, 13.0, 11.0))
    style = next((s for s in sizes if t.fits(badge.name, s, room)), replace(_NAME, size=11.0))
    t.cell(pen, x + 14, y + _HIGH - 42, badge.name, style, room)
    says = [_("Hold it to the scanner,"), _("then type your PIN.")]
    if badge.number:
        says.append(_("Or your number: {n}").format(n=badge.number))
    for i, line in enumerate(says):
        t.cell(pen, x + 14, y + 52 - i * 14, line, _SAYS, room)
