"""The certificate that may leave the house: the milestone in a frame, above the foot."""

from dataclasses import replace

from sobrhouse.domain.consents import Category
from sobrhouse.domain.outside import Kind, Outgoing
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import REGULAR, SEMIBOLD, SERIF
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.outside_parts import name_of
from sobrhouse.reports.sheet import MARGIN, Head, Sheet
from sobrhouse.words import _, n_

_HOUSE = t.Style(13, SEMIBOLD, kerned=True)
_SAYS = t.Style(13, SERIF, kerned=True, leading=19)
_NAME = t.Style(36, SERIF, kerned=True)
_LENGTH = t.Style(56, SERIF, kerned=True)
_SMALL = t.Style(9.6, REGULAR, kerned=True)
_LINE = 190.0


class Framed(Sheet):
    """A first page in a frame; the foot with the notice stands below it as on all others."""

    def _draw_head(self) -> None:
        wide, high = self.paper
        low = self.bottom + 8
        for inset, line in ((0.0, 2.2), (6.0, 0.6)):
            self.pen.frame(MARGIN + inset, low + inset, wide - 2 * (MARGIN + inset),
                           high - MARGIN - low - 2 * inset, line)  # fmt: skip
        self.y = high - MARGIN


def draw_certificate(going: Outgoing, options: PaperOptions) -> Sheet:
    """The newest milestone that went through; without one it says so instead of boasting."""
    sheet = Framed(Head(going.house.name, _("Certificate")), options.stamp, options.size)
    high = sheet.paper[1]
    _centred(sheet, high * 0.86, going.house.name, _HOUSE)
    sheet.pen.rule(sheet.paper[0] / 2 - 30, high * 0.84, sheet.paper[0] / 2 + 30, high * 0.84, 1.2)
    reached = going.of(Category.SOBRIETY, Kind.MILESTONE)
    _centred(sheet, high * 0.70, name_of(going), _NAME)
    if not reached:
        _centred(sheet, high * 0.55, _("No milestone can be told by this consent."), _SAYS)
        return sheet
    says = reached[-1].says
    since, days = says.cells
    _centred(sheet, high * 0.78, _("celebrates"), _SAYS)
    _centred(sheet, high * 0.56, says.label, _LENGTH)
    _centred(sheet, high * 0.51, _("in recovery"), _SAYS)
    count = int(days) if days.isdecimal() else 0
    line = n_("{d} day, from {first} to {last}", "{d} days, from {first} to {last}", count)
    _centred(sheet, high * 0.465, line.format(d=f"{count:,}", first=since, last=says.text), _SMALL)
    _centred(sheet, high * 0.37, _("One day at a time, and every one of them yours."), _SAYS)
    _sign(sheet, going)
    return sheet


def _centred(sheet: Sheet, y: float, said: str, style: t.Style) -> None:
    room = sheet.width - 50
    sizes = (replace(style, size=style.size * part) for part in (1, 0.85, 0.7, 0.58, 0.48))
    fitting = next((s for s in sizes if t.fits(said, s, room)), replace(style, size=_SMALL.size))
    t.cell(sheet.pen, sheet.left + 25, y, said, fitting, room, "centre")


def _sign(sheet: Sheet, going: Outgoing) -> None:
    base = sheet.paper[1] * 0.22
    x = sheet.left + (sheet.width - _LINE) / 2
    sheet.pen.rule(x, base, x + _LINE, base, 0.6)
    writer = ", ".join(part for part in (going.author, going.author_title) if part)
    t.cell(sheet.pen, x, base - 14, writer, _SMALL, _LINE, "centre")
