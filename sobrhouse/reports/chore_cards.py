"""Chore cards: one card for each chore, to hang where it is done, with the steps to done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sobrhouse.domain.chore_papers import ChoreCard
from sobrhouse.domain.phrases import nice_duration
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD, REGULAR, SERIF
from sobrhouse.reports.meeting_parts import write_lines
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, MID, RULE
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.two_lines import two_lines
from sobrhouse.words import _, n_

_BETWEEN = 7.0  # of two steps
_PAD = 16.0
_BLANK = 4  # lines to write steps on, where none are known
_LARGER = (1.3, 1.2, 1.1)  # a card with few steps has larger letters


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of one card, `by` so many times the usual ones."""

    by: float = 1.0

    @property
    def title(self) -> t.Style:
        return t.Style(26 * self.by, SERIF, leading=30 * self.by, kerned=True)

    @property
    def facts(self) -> t.Style:
        return t.Style(13 * self.by, REGULAR, leading=17 * self.by, kerned=True)

    @property
    def step(self) -> t.Style:
        return t.Style(14 * self.by, REGULAR, leading=17.5 * self.by, kerned=True)

    @property
    def box(self) -> float:
        return 13 * self.by

    @property
    def indent(self) -> float:
        return 24 * self.by


def chore_cards(cards: Sequence[ChoreCard], options: PaperOptions) -> bytes:
    """The cards as a PDF file, two on a page with a line to cut along where both are short.

    They name nobody and stay on the wall, so their foot does not say that they are confidential.
    """
    head = Head(options.stamp.house, _("Chore cards"), "", _("One card for each chore"), black=True)
    sheet = Sheet(head, replace(options.stamp, confidential=False), options.size)
    sheet.gap(4)
    if not cards:
        sheet.gap(20)
        sheet.paragraph(_("There are no chores yet."), replace(_Letters().facts, weight=BOLD))
        return sheet.save()
    half = (sheet.full_page - 14) / 2 - 20
    for number, card in enumerate(cards):
        letters = _letters(sheet, card, half)
        high = max(_height(sheet, card, letters), half * 0.94)
        if number:
            if high + _PAD * 2 > sheet.room:
                sheet.turn()
            else:
                _draw_cut(sheet)
        _draw_card(sheet, card, letters, high)
    return sheet.save()


def _letters(sheet: Sheet, card: ChoreCard, half: float) -> _Letters:
    """The largest letters with which the card takes half a page, else the usual ones."""
    larger = (_Letters(by) for by in _LARGER)
    return next((one for one in larger if _height(sheet, card, one) <= half), _Letters())


def _height(sheet: Sheet, card: ChoreCard, letters: _Letters) -> float:
    wide = sheet.width - letters.indent
    step, facts = letters.step, letters.facts
    steps = sum(len(t.text(said, step, wide)) * step.step + _BETWEEN for said in card.steps)
    steps = steps or _BLANK * 20.0
    note = len(t.text(card.note, facts, sheet.width)) * facts.step + 8 if card.note else 0.0
    title = two_lines(card.name, letters.title, sheet.width)
    return title.high + len(_facts(card)) * facts.step + 26 + steps + note + _PAD


def _facts(card: ChoreCard) -> list[str]:
    """Where and when, then how long it takes and for how many people."""
    where = "  ·  ".join(part for part in (card.area, card.when) if part)
    people = n_("{n} person", "{n} people", card.people).format(n=card.people)
    long = _("about {time}").format(time=nice_duration(card.minutes))
    return [part for part in (where, f"{people}, {long}") if part]


def _draw_card(sheet: Sheet, card: ChoreCard, letters: _Letters, high: float) -> None:
    """One card; where its steps need more than the page they go on, under its name."""
    top, facts = sheet.y, letters.facts
    sheet.gap(_PAD)
    title = two_lines(card.name, letters.title, sheet.width)
    y = title.write(sheet.pen, sheet.left, sheet.y, sheet.width) - facts.step * 0.8
    for number, said in enumerate(_facts(card)):
        style = facts if number else replace(facts, weight=BOLD)
        t.cell(sheet.pen, sheet.left, y, said, style, sheet.width)
        y -= facts.step
    sheet.y = y + facts.step - 8
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    sheet.y -= 8
    page = sheet.count
    if not card.steps:
        write_lines(sheet, _BLANK)
    for step in card.steps:
        _draw_step(sheet, card, letters, step)
    if card.note:
        sheet.y -= 2
        sheet.paragraph(card.note, facts)
    if page == sheet.count:
        sheet.y = min(sheet.y, top - high)


def _draw_step(sheet: Sheet, card: ChoreCard, letters: _Letters, step: str) -> None:
    """A step beside its box; a very long one goes on over the pages."""
    style, x, wide = letters.step, sheet.left + letters.indent, sheet.width - letters.indent
    lines, boxed = t.text(step, style, wide), False
    while lines:
        fit = int((sheet.room - _BETWEEN) / style.step)
        if fit < min(2, len(lines)):
            sheet.turn()
            again = replace(letters.facts, weight=BOLD)
            t.cell(sheet.pen, sheet.left, sheet.y - 15, card.name, again, sheet.width)
            sheet.y -= 24
            continue
        part, lines = lines[:fit], lines[fit:]
        base = sheet.y - style.size
        if not boxed:
            sheet.pen.frame(sheet.left + 1, base - 1.6, letters.box, letters.box, 1.1)
            boxed = True
        t.write_lines(sheet.pen, x, base, part, style, wide)
        sheet.y -= len(part) * style.step + _BETWEEN


def _draw_cut(sheet: Sheet) -> None:
    """A dashed line to cut along."""
    y = sheet.y - _PAD / 2
    for x in range(round(sheet.left), round(sheet.right), 8):
        sheet.pen.rule(x, y, x + 4, y, HAIR, MID)
    sheet.y -= _PAD / 2
