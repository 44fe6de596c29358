"""The agenda of one house meeting on paper: who leads, its lines with boxes and room to write."""

from sobrhouse.domain.phrases import nice_duration
from sobrhouse.queries.meeting_papers import MeetingPaper
from sobrhouse.queries.meeting_rows import AgendaRow
from sobrhouse.reports import meeting_parts as parts
from sobrhouse.reports import text as t
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.pen import HAIR, PALE
from sobrhouse.reports.sheet import Sheet
from sobrhouse.words import _

_INDENT = 34.0
_MINUTES = 52.0
_NOTES = 40  # lines at most; the page ends before
_FEWEST = 3


def agenda_sheet(data: MeetingPaper, options: PaperOptions) -> bytes:
    """The sheet that lies on the table: read from it, tick, write on it."""
    run = data.run
    about = parts.joined((parts.clock(run.planned_at, data), run.place))
    sheet = Sheet(
        parts.meeting_head(data, options, _("agenda"), about), options.stamp, options.size
    )
    sheet.gap(12)
    _who(sheet, data, options)
    sheet.gap(8)
    sheet.heading(_("Agenda"), _whole(run.agenda))
    for row in run.agenda:
        _line(sheet, row)
    if not run.agenda:
        parts.write_lines(sheet, 8)
    sheet.gap(14)
    sheet.need(15 + 20 * _FEWEST)
    sheet.heading(_("Notes, votes, who does what by when"), _next(data))
    parts.write_lines(sheet, _NOTES)
    return sheet.save()


def _who(sheet: Sheet, data: MeetingPaper, options: PaperOptions) -> None:
    run = data.run
    facts = (
        (_("Led by"), options.called(data.named(run.chair_stay_id, run.chair))),
        (_("Read by"), options.called(data.named(run.reader_stay_id, run.reader))),
        (_("Reading"), run.reading),
        (_("Here"), ""),
    )
    parts.facts(sheet, facts)


def _whole(agenda: tuple[AgendaRow, ...]) -> str:
    minutes = sum(row.minutes or 0 for row in agenda)
    return _("About {time}").format(time=nice_duration(minutes)) if minutes else ""


def _next(data: MeetingPaper) -> str:
    said = parts.next_words(data)
    return _("Next meeting: {when}").format(when=said) if said else ""


def _line(sheet: Sheet, row: AgendaRow) -> None:
    sheet.need(34 if row.text else 20)
    base = sheet.y - 13
    parts.box(sheet, sheet.left + 3, base, ticked=row.done)
    t.cell(sheet.pen, sheet.left + 17, base, f"{row.position}.", parts.READ, _INDENT - 18)
    if row.minutes:
        said = _("{n} min").format(n=row.minutes)
        t.cell(sheet.pen, sheet.right - _MINUTES, base, said, t.SMALL, _MINUTES, "right")
    sheet.y -= 3
    parts.wrapped(sheet, _(row.title), sheet.left + _INDENT, sheet.right - _MINUTES,
                  parts.READ_STRONG)  # fmt: skip
    if row.carried:
        parts.wrapped(sheet, _("Carried over from the last meeting"), sheet.left + _INDENT,
                      sheet.right - _MINUTES, t.SMALL)  # fmt: skip
    for said in row.text.splitlines():
        if said.strip():
            parts.wrapped(sheet, f"– {said.strip()}", sheet.left + _INDENT,
                          sheet.right - _MINUTES, parts.READ)  # fmt: skip
    sheet.y -= 4
    sheet.pen.rule(sheet.left, sheet.y, sheet.right, sheet.y, HAIR, PALE)
