"""Chore cards: one card for each chore, to hang where it is done, with the steps to done."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sobrhouse.domain.chore_papers import ChoreCard
from sobrhouse.domain.phrases import nice_duration
from sobrhouse.reports import text as t
from sobrhouse.reports.faces import BOLD, REGULAR, SERIF
from sobrhouse.reports.meeting_parts import write_lines
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, MID, RULE
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _, n_

_TITLE = t.Style(26, SERIF, leading=30, kerned=True)
_FACTS = t.Style(13, REGULAR, leading=17, kerned=True)
_FACTS_BOLD = replace(_FACTS, weight=BOLD)
_STEP = t.Style(14, REGULAR, leading=17.5, kerned=True)
_BOX, _INDENT = 13.0, 24.0
_BETWEEN = 7.0  # of two steps
_PAD = 16.0
_MOST_TITLE = 2
_BLANK = 4  # lines to write steps on, where none are known


def chore_cards(cards: Sequence[ChoreCard], options: PaperOptions) -> bytes:
    """The cards as a PDF file, two on a page with a line to cut along where both are short.

    They name nobody and stay on the wall, so their foot does not say that they are confidential.
    """
    head = Head(options.stamp.house, _("Chore cards"), "", _("One card for each chore"), black=True)
    sheet = Sheet(head, replace(options.stamp, confidential=False), options.size)
    sheet.gap(4)
    if not cards:
        sheet.gap(20)
        sheet.paragraph(_("There are no chores yet."), _FACTS_BOLD)
        return sheet.save()
    half = (sheet.full_page - 14) / 2
    for number, card in enumerate(cards):
        high = _height(sheet, card)
        least = min(half - 20, max(high, half * 0.9)) if high <= half - 20 else high
        if number:
            if least + _PAD * 2 > sheet.room:
                sheet.turn()
            else:
                _draw_cut(sheet)
        _draw_card(sheet, card, least)
    return sheet.save()


def _height(sheet: Sheet, card: ChoreCard) -> float:
    wide = sheet.width - _INDENT
    steps = sum(len(t.text(s, _STEP, wide)) * _STEP.step + _BETWEEN for s in card.steps)
    steps = steps or _BLANK * 20.0
    note = len(t.text(card.note, _FACTS, sheet.width)) * _FACTS.step + 8 if card.note else 0.0
    title = len(_title(card, sheet.width)) * _TITLE.step
    return title + len(_facts(card)) * _FACTS.step + 26 + steps + note + _PAD


def _title(card: ChoreCard, wide: float) -> list[Line]:
    lines = t.text(card.name[:300].replace("\n", " "), _TITLE, wide)
    if len(lines) <= _MOST_TITLE:
        return lines
    return [lines[0], t.fitted(" ".join(line.text for line in lines[1:]), _TITLE, wide)]


def _facts(card: ChoreCard) -> list[str]:
    """Where and when, then how long it takes and for how many people."""
    where = "  ·  ".join(part for part in (card.area, card.when) if part)
    people = n_("{n} person", "{n} people", card.people).format(n=card.people)
    long = _("about {time}").format(time=nice_duration(card.minutes))
    return [part for part in (where, f"{people}, {long}") if part]


def _draw_card(sheet: Sheet, card: ChoreCard, high: float) -> None:
    """One card; where its steps need more than the page they go on, under its name."""
    top = sheet.y
    sheet.gap(_PAD)
    y = sheet.y - _TITLE.size * 0.86
    y = t.write_lines(sheet.pen, sheet.left, y, _title(card, sheet.width), _TITLE, sheet.width)
    y += _TITLE.step - _FACTS.step - 4
    for number, said in enumerate(_facts(card)):
        style = _FACTS if number else _FACTS_BOLD
        t.cell(sheet.pen, sheet.left, y, said, style, sheet.width)
        y -= _FACTS.step
    sheet.y = y + _FACTS.step - 8
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    sheet.y -= 8
    page = sheet.count
    if not card.steps:
        write_lines(sheet, _BLANK)
    for lines in _steps(sheet, card):
        _draw_step(sheet, card, lines)
    if card.note:
        sheet.y -= 2
        sheet.paragraph(card.note, _FACTS)
    if page == sheet.count:
        sheet.y = min(sheet.y, top - high)


def _steps(sheet: Sheet, card: ChoreCard) -> Iterator[list[Line]]:
    for step in card.steps:
        yield t.text(step, _STEP, sheet.width - _INDENT)


def _draw_step(sheet: Sheet, card: ChoreCard, lines: list[Line]) -> None:
    """A step beside its box; a very long one goes on over the pages."""
    boxed = False
    while lines:
        fit = int((sheet.room - _BETWEEN) / _STEP.step)
        if fit < min(2, len(lines)):
            sheet.turn()
            t.cell(sheet.pen, sheet.left, sheet.y - 15, card.name, _FACTS_BOLD, sheet.width)
            sheet.y -= 24
            continue
        part, lines = lines[:fit], lines[fit:]
        base = sheet.y - _STEP.size
        if not boxed:
            sheet.pen.frame(sheet.left + 1, base - 1.6, _BOX, _BOX, 1.1)
            boxed = True
        x, wide = sheet.left + _INDENT, sheet.width - _INDENT
        t.write_lines(sheet.pen, x, base, part, _STEP, wide)
        sheet.y -= len(part) * _STEP.step + _BETWEEN


def _draw_cut(sheet: Sheet) -> None:
    """A dashed line to cut along."""
    y = sheet.y - _PAD / 2
    for x in range(round(sheet.left), round(sheet.right), 8):
        sheet.pen.rule(x, y, x + 4, y, HAIR, MID)
    sheet.y -= _PAD / 2
