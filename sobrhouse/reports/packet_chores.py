"""The packet's chores: the week day by day, each person's count, and what was seen."""

from sobrhouse.domain.chores import state_words
from sobrhouse.domain.packet_pages import ChoreFound, ChorePages, ChorePerson
from sobrhouse.domain.phrases import day_name
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports import tables
from sobrhouse.reports.chore_grid import ChoreGrid
from sobrhouse.reports.notes import draw_notes
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import Column, Row
from sobrhouse.words import _


def draw_chores(sheet: Sheet, values: PacketValues, options: PaperOptions) -> None:
    """The grid over the whole width, then people and what was seen; from here on down."""
    pages = values.chores or ChorePages()
    sheet.gap(6)
    if not pages.lines:
        sheet.paragraph(_("No chore was due in this week."))
        return
    grid = ChoreGrid(pages.lines, values.week_start, options, sheet.width)
    sheet.need(tables.height(3))
    grid.draw_over(sheet)
    _draw_people(sheet, pages, options)
    _draw_found(sheet, pages, options)


def _draw_people(sheet: Sheet, pages: ChorePages, options: PaperOptions) -> None:
    if not pages.people:
        return
    sheet.gap(13)
    sheet.need(15 + tables.height(2))
    sheet.heading(_("By person"), _("Turns that were excused or not needed are not counted."))
    columns = [
        Column(_("Resident"), 150, bold=True), Column(_("Turns"), 60, "right"),
        Column(_("Passed"), 60, "right"), Column(_("Redo"), 60, "right"),
        Column(_("Missed"), 60, "right"), Column(_("Not settled"), 76, "right"),
        Column(_("Excused"), 62, "right"),
    ]  # fmt: skip
    tables.draw(sheet, columns, [_person(person, options) for person in pages.people])


def _person(person: ChorePerson, options: PaperOptions) -> Row:
    counts = (person.turns, person.passed, person.redo, person.missed, person.waiting,
              person.excused)  # fmt: skip
    return (options.called(person.name), *(str(n) if n else "–" for n in counts))


def _draw_found(sheet: Sheet, pages: ChorePages, options: PaperOptions) -> None:
    if pages.found:
        sheet.gap(13)
        told = [(found.chore, day_name(found.on), _said(found, options)) for found in pages.found]
        draw_notes(sheet, _("What was seen"), told)


def _said(found: ChoreFound, options: PaperOptions) -> str:
    """ "Marcus T.: redo. Grease on the stove.\" """
    who = options.called(found.name) or _("Nobody")
    said = _("{name}: {state}").format(name=who, state=state_words(found.state).lower())
    return f"{said}. {found.note}" if found.note else f"{said}."
