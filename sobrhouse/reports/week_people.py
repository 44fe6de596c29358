"""The people pages: each resident's week under five headings, two or three residents on a page;
what staff noted says so, and so do a resident's own words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sobrhouse.domain.phrases import day_name, month_day, nice_days, span
from sobrhouse.domain.week_people import (
    HEADINGS,
    OWN_WAYS,
    PeopleWeek,
    PersonWeek,
    WeekHeading,
    WeekLine,
    heading_word,
)
from sobrhouse.reports import text as t
from sobrhouse.reports.meeting_parts import READ
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, PALE, RULE
from sobrhouse.reports.shaping import Line
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.words import _

_NAME = replace(t.set_bold(READ), size=12.0)
_LABEL_STYLE = t.set_bold(READ)
_BESIDE = 12.0  # points from the widest heading to what stands under it
_STROKE = 8.0  # from the line beside one's own words to the words
_TOP = 24.0  # a resident's name with the line above it
_BETWEEN = 3.0  # below a heading
_APART = 14.0  # between two residents


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line of a resident's week: under which heading, where it is the first there."""

    line: Line
    label: str = ""
    own: bool = False
    last: bool = False  # of its heading


def people_pages(data: PeopleWeek, options: PaperOptions) -> bytes:
    """The pages as a PDF file of their own."""
    week = span(data.week_start, data.week_end)
    about = ""
    if not data.whole:
        day = day_name(data.as_of, long=True)
        about = _("As of {day}, the week goes on").format(day=day)
    head = Head(options.stamp.house, _("Each resident's week"), week, about)
    sheet = Sheet(head, options.stamp, options.size, large=options.large)
    sheet.gap(12)
    draw_people(sheet, data.people, data.as_of, options)
    return sheet.save()


def draw_people(
    sheet: Sheet, people: Sequence[PersonWeek], as_of: date, options: PaperOptions
) -> None:
    """Everybody's week from here down and over as many pages as it takes; a resident's goes on to
    the next page only where it is longer than one, and in large print.
    """
    if not people:
        sheet.paragraph(_("Nobody lived here in this week."), READ)
    for number, person in enumerate(people):
        if number:
            sheet.gap(_APART)
        _person(sheet, person, as_of, options)


def _person(sheet: Sheet, person: PersonWeek, as_of: date, options: PaperOptions) -> None:
    indent = _indent()
    rows = list(_rows(person, options, sheet.width - indent))
    step = READ.step * sheet.tight
    ends = sum(row.last for row in rows)
    high = _TOP + len(rows) * step + ends * _BETWEEN
    # In large print hardly two stand on a page whole: there one goes on to the next page.
    whole = high <= sheet.full_page and not sheet.large
    sheet.need(high if whole else _TOP + 3 * step)
    _draw_name(sheet, _called(person, options), _about(person, as_of))
    for row in rows:
        if sheet.need(step):
            _draw_name(sheet, _goes_on(person, options), "")
        _draw_row(sheet, row, step, indent)


def _indent() -> float:
    """So far in that every heading has room in one line, in the language spoken now."""
    return max(t.measure(heading_word(code), _LABEL_STYLE) for code in HEADINGS) + _BESIDE


def _draw_name(sheet: Sheet, name: str, about: str) -> None:
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, RULE)
    base, half = sheet.y - 15, sheet.width / 2
    t.cell(sheet.pen, sheet.left, base, name, _NAME, half)
    t.cell(sheet.pen, sheet.left + half, base, about, t.SOFT, half, "right")
    sheet.y -= _TOP


def _draw_row(sheet: Sheet, row: _Row, step: float, indent: float) -> None:
    base, x = sheet.y - READ.size, sheet.left + indent
    if row.label:
        t.cell(sheet.pen, sheet.left, base, row.label, _LABEL_STYLE, indent - 8)
    if row.own:
        sheet.pen.rule(x + 2, sheet.y, x + 2, sheet.y - step, RULE)
        x += _STROKE
    t.write_lines(sheet.pen, x, base, [row.line], READ, sheet.right - x)
    sheet.y -= step
    if row.last:
        sheet.y -= _BETWEEN
        sheet.pen.rule(sheet.left, sheet.y + 1, sheet.right, sheet.y + 1, HAIR, PALE)


def _rows(person: PersonWeek, options: PaperOptions, width: float) -> Iterator[_Row]:
    for heading in person.headings:
        lines = list(_under(heading, options, width))
        for number, (line, own) in enumerate(lines, 1):
            label = heading_word(heading.code) if number == 1 else ""
            yield _Row(line, label, own, number == len(lines))


def _under(
    heading: WeekHeading, options: PaperOptions, width: float
) -> Iterator[tuple[Line, bool]]:  # fmt: skip
    """What stands under a heading, broken into lines, and whether these are the resident's."""
    if not heading.lines:
        yield from ((line, False) for line in t.text(_("N/A"), READ, width))
    for said in heading.lines:
        own = said.kind == "own"
        room = width - _STROKE if own else width
        yield from ((line, own) for line in t.text(_words(said, options), READ, room))


def _words(line: WeekLine, options: PaperOptions) -> str:
    """The line as it is read; nobody can take a note or somebody's own words for a fact."""
    if line.kind == "own":
        return _("{whose}: “{words}”").format(whose=_(OWN_WAYS[line.way]), words=line.text)
    if line.kind == "note":
        day = day_name(line.on) if line.on is not None else ""
        return _("Staff note, {day}: {words}").format(day=day, words=line.text)
    if line.who:
        name = options.safely_called(line.who, lives_here=line.lives_here)
        return _("{what}: {name}").format(what=line.text, name=name)
    return line.text


def _called(person: PersonWeek, options: PaperOptions) -> str:
    name = options.called(person.name)
    if options.names == "bed" or not person.name.bed:
        return name
    return _("{name}, bed {bed}").format(name=name, bed=person.name.bed)


def _goes_on(person: PersonWeek, options: PaperOptions) -> str:
    return _("{name}, continued").format(name=options.called(person.name))


def _about(person: PersonWeek, as_of: date) -> str:
    """Phase and days sober; and where they came or left in the week, when."""
    said = [person.phase] if person.phase else []
    if person.days_sober is not None:
        said.append(_("{days} sober").format(days=nice_days(person.days_sober)))
    if (as_of - person.moved_in_on).days < 7:
        said.append(_("moved in {day}").format(day=month_day(person.moved_in_on, as_of)))
    if person.left_on is not None:
        said.append(_("moved out {day}").format(day=month_day(person.left_on, as_of)))
    return ", ".join(said)
