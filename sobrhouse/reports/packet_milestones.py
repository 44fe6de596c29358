"""The packet's milestones, with who gave or gives the chip, and the circle of the house."""

from sobrhouse.domain.packet_pages import MilestoneGiven, MilestonePages
from sobrhouse.domain.phrases import long_date, nice_date
from sobrhouse.domain.sobriety import Token, length_words, token_words
from sobrhouse.queries.packet_values import PacketValues
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.circle import draw_circle, named_as
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import Column, Row
from sobrhouse.words import _

_PICTURE = 400.0  # what a picture of a circle needs with all that is said below it


def draw_milestones(sheet: Sheet, values: PacketValues, options: PaperOptions) -> None:
    """Who reached what, who will, and the ties of the house; from here on down."""
    pages = values.milestones or MilestonePages()
    now = [line for line in pages.lines if not line.next_week]
    then = [line for line in pages.lines if line.next_week]
    _draw_lines(sheet, _("Reached this week"), now, values, options)
    _draw_lines(sheet, _("Next week"), then, values, options)
    sheet.gap(13)
    drawn = pages.circle is not None and pages.circle.residents
    sheet.need(min(_PICTURE, sheet.full_page - 1) if drawn else 30)
    if pages.circle is None:
        sheet.heading(_("The circle"))
        sheet.paragraph(_("How the circle stood in this week is not kept."))
        return
    sheet.heading(
        _("The circle"), _("As it is on {day}.").format(day=long_date(pages.circle.on))
    )
    circle = named_as(pages.circle, options)
    if circle.residents:
        draw_circle(sheet, circle)
    else:
        sheet.paragraph(_("Nobody lives here yet."))


def _draw_lines(
    sheet: Sheet, title: str, lines: list[MilestoneGiven], values: PacketValues,
    options: PaperOptions,
) -> None:  # fmt: skip
    sheet.gap(12)
    sheet.need(15 + tables.height(2))
    sheet.heading(title)
    if not lines:
        sheet.paragraph(_("Nobody reaches a milestone. Each day counts all the same."), t.SOFT)
        return
    columns = [
        Column(_("Day"), 76), Column(_("Resident"), 104, bold=True), Column(_("Milestone"), 98),
        Column(_("Days sober"), 92, "right"), Column(_("Given"), 78), Column(_("Given by"), 92),
    ]  # fmt: skip
    tables.draw(sheet, columns, [_line(line, values, options) for line in lines])


def _line(line: MilestoneGiven, values: PacketValues, options: PaperOptions) -> Row:
    what = token_words(line.milestone)
    if line.milestone.token is Token.KEY_TAG:  # its colour alone says no length
        what = f"{length_words(line.milestone)}, {what}"
    giver = line.giver_text if line.giver is None else options.called(line.giver)
    given = "" if line.given_on is None else nice_date(line.given_on, values.week_end)
    on = nice_date(line.on, values.week_end)
    return (on, options.called(line.name), what, f"{line.days:,}", given, giver)
