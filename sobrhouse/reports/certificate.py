"""Certificates of milestones: one a person, to keep; nothing on it but the milestone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.sobriety import Token, length_words
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.milestones import ReachedRow
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import REGULAR, SEMIBOLD, SERIF
from sobrhouse.reports.milestone_sheet import giver_of
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import MARGIN, Head, Sheet
from sobrhouse.words import _, n_, p_

_HOUSE = t.Style(13, SEMIBOLD, kerned=True)
_SAYS = t.Style(13, SERIF, kerned=True, leading=19)
_NAME = t.Style(38, SERIF, kerned=True)
_LENGTH = t.Style(60, SERIF, kerned=True)
_SMALL = t.Style(9.6, REGULAR, kerned=True)
_TITLE = t.Style(17, SERIF, kerned=True)
_LINE = 190.0  # of a signature


class Leaf(Sheet):
    """A page in a frame, without the head and foot of the house's other papers."""

    def _draw_head(self) -> None:
        self._frame()

    def turn(self) -> None:
        self.pages.append(self.pen.turn_page())
        self._frame()

    def _frame(self) -> None:
        wide, high = self.paper
        for inset, line in ((MARGIN * 0.8, 2.2), (MARGIN * 0.8 + 6, 0.6)):
            self.pen.frame(inset, inset, wide - 2 * inset, high - 2 * inset, line)
        self.y = high - MARGIN


def certificates(rows: Sequence[ReachedRow], options: PaperOptions) -> bytes:
    """A page for each of them; who gives it signs over their name, where somebody is named."""
    head = Head(options.stamp.house, _("Certificates"))
    leaf = Leaf(head, options.stamp, options.size, footed=False)
    for number, row in enumerate(rows):
        if number:
            leaf.turn()
        _draw(leaf, row, options)
    if not rows:
        _centred(leaf, leaf.paper[1] * 0.55, _("Nobody reaches a milestone in these days."), _SAYS)
    return leaf.save()


def _draw(leaf: Leaf, row: ReachedRow, options: PaperOptions) -> None:
    high = leaf.paper[1]
    name = options.called(PaperName(row.name, row.full_name, row.bed))
    _centred(leaf, high * 0.855, options.stamp.house, _HOUSE)
    leaf.pen.rule(leaf.paper[0] / 2 - 30, high * 0.835, leaf.paper[0] / 2 + 30, high * 0.835, 1.2)
    _centred(leaf, high * 0.775, _("celebrates with"), _SAYS)
    _centred(leaf, high * 0.69, name, _NAME)
    _centred(leaf, high * 0.55, length_words(row.milestone), _LENGTH)
    _centred(leaf, high * 0.50, kind_words(row), _TITLE)
    days = n_("{d} day, from {first} to {last}", "{d} days, from {first} to {last}", row.days)
    dates = days.format(d=f"{row.days:,}", first=nice_date(row.since), last=nice_date(row.on))
    _centred(leaf, high * 0.46, dates, _SMALL)
    for line, said in enumerate((_("One day at a time, and every one of them yours."),
                                 _("We are glad that you are here."))):  # fmt: skip
        _centred(leaf, high * 0.37 - line * _SAYS.step, said, _SAYS)
    _sign(leaf, giver_of(row, options), row.awarded_on)


def kind_words(row: ReachedRow) -> str:
    """How the fellowship says it: clean where key tags are given, else sober."""
    return (
        p_("certificate", "clean")
        if row.milestone.token is Token.KEY_TAG
        else p_("certificate", "sober")
    )


def _centred(leaf: Leaf, y: float, said: str, style: t.Style) -> None:
    """One line in the middle, smaller where it is long."""
    room = leaf.width - 50
    sizes = (replace(style, size=style.size * part) for part in (1, 0.85, 0.7, 0.58, 0.48))
    fitting = next((s for s in sizes if t.fits(said, s, room)), replace(style, size=_SMALL.size))
    t.cell(leaf.pen, leaf.left + 25, y, said, fitting, room, "centre")


def _sign(leaf: Leaf, giver: str, on: date | None) -> None:
    base = leaf.paper[1] * 0.19
    gap = (leaf.width - 2 * _LINE) / 3
    given = _("Given by {name}").format(name=giver) if giver else _("Given by")
    for place, (label, said) in enumerate(((given, ""), (_("Date"), nice_date(on) if on else ""))):
        x = leaf.left + gap + place * (_LINE + gap)
        leaf.pen.rule(x, base, x + _LINE, base, 0.6)
        t.cell(leaf.pen, x, base + 6, said, _SAYS, _LINE, "centre")
        t.cell(leaf.pen, x, base - 14, label, _SMALL, _LINE, "centre")
