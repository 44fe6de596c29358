"""The sponsor and buddy list: who has whom, since when, and how often they were in touch; names by
which nobody outside can be found.
"""

from sobrhouse.domain.fellowships import fellowship_words
from sobrhouse.domain.phrases import long_date, month_day, nice_days
from sobrhouse.domain.support_papers import SponsorLine, SponsorPaper
from sobrhouse.reports import parts, tables
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.reports.tables import Cell, Column, Row, Strong
from sobrhouse.words import _, p_

_NONE = "–"


def sponsor_list(data: SponsorPaper, options: PaperOptions) -> bytes:
    """The list as a PDF file; with names off the paper no sponsor is named either."""
    about = _("Contacts of the last seven days")
    head = Head(options.stamp.house, _("Sponsors and buddies"), long_date(data.on), about)
    sheet = Sheet(head, options.stamp, options.size)
    if not data.lines:
        sheet.gap(20)
        sheet.paragraph(_("Nobody lives here on this day."), t.STRONG)
        return sheet.save()
    _draw_figures(sheet, data)
    sheet.gap(10)
    lines = sorted(data.lines, key=lambda x: x.name.bed) if options.names == "bed" else data.lines
    tables.draw(sheet, _columns(), [_row(line, data, options) for line in lines])
    sheet.gap(6)
    for said in _remarks(data, options):
        sheet.paragraph(said, t.SMALL)
    sheet.gap(8)
    parts.signatures(sheet, (_("Gone through with the residents by"),))
    return sheet.save()


def _draw_figures(sheet: Sheet, data: SponsorPaper) -> None:
    people = len(data.lines)
    of_people = _("of {n}").format(n=people)
    touched = sum(line.contacts > 0 for line in data.lines)
    parts.figures(
        sheet,
        [
            parts.Figure(str(data.with_sponsor), of_people, _("Have a sponsor")),
            parts.Figure(str(touched), of_people, _("In touch in seven days")),
            parts.Figure(str(sum(line.contacts for line in data.lines)), "", _("Contacts")),
            parts.Figure(str(sum(line.has_buddy for line in data.lines)), "", _("With a buddy")),
        ],
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Resident"), 84, bold=True), Column(_("Here for"), 60), Column(_("Sponsor"), 88),
        Column(_("Fellowship"), 98), Column(_("Since"), 66), Column(_("Contacts"), 56, "right"),
        Column(_("Last one"), 48), Column(_("Buddy"), 78),
    )  # fmt: skip


def _row(line: SponsorLine, data: SponsorPaper, options: PaperOptions) -> Row:
    tie = line.sponsor
    last = line.last_contact_on
    return (
        options.called(line.name),
        nice_days(line.days_here),
        _sponsor(line, data, options),
        _fellowship(line),
        "" if tie is None else month_day(tie.since, data.on),
        str(line.contacts) if line.contacts else "",
        "" if last is None else month_day(last, data.on),
        _buddy(line, options),
    )


def _sponsor(line: SponsorLine, data: SponsorPaper, options: PaperOptions) -> Cell:
    if line.sponsor is None:
        if not line.looking:
            return _NONE
        return Strong(_("Not yet")) if data.waits(line) else _("Not yet")
    named = line.sponsor.name if options.names != "bed" else ""
    return named or _("Yes")


def _fellowship(line: SponsorLine) -> str:
    if line.sponsor is None:
        return "" if line.looking else _("Goes without one")
    where = line.sponsor.fellowship
    said = [fellowship_words((where,))] if where else []
    if line.sponsor.kind == "temporary_sponsor":
        said.append(p_("a sponsor for a time", "temporary"))
    return ", ".join(said)


def _buddy(line: SponsorLine, options: PaperOptions) -> str:
    if line.buddy is not None:
        return options.called(line.buddy)
    return _("Yes") if line.has_buddy else ""


def _remarks(data: SponsorPaper, options: PaperOptions) -> list[str]:
    said = []
    if options.names != "bed":
        said.append(_("Sponsors stand here by first name and one letter. “Yes”: there is one, and "
                      "who it is stays with the resident."))  # fmt: skip
    if any(data.waits(line) for line in data.lines):
        said.append(_("Bold: here for more than {days} and still without one.").format(
            days=nice_days(data.days)))  # fmt: skip
    return said
