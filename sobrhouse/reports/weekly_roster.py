"""The roster of the weekly report: a row for each resident, and which notes stand in it."""

from sobrhouse.domain.phrases import day_name, month_day
from sobrhouse.domain.weekly import NoteLine, WeeklyReport
from sobrhouse.reports import tables
from sobrhouse.reports import text as t
from sobrhouse.reports.tables import Column, Row, Strong
from sobrhouse.reports.weekly_page import Page
from sobrhouse.reports.weekly_support import draw_helped_line, sponsor_words
from sobrhouse.words import _

_NOTE_FITS = 125.0  # points, also on A4
_NOTE_FITS_BESIDE = 94.0  # the same where the roster has a column for sponsors


def draw_residents(page: Page, title: str) -> None:
    """The roster, one row each."""
    sheet, data = page.sheet, page.data
    day = day_name(data.as_of, long=True)
    aside = {
        "short": _("First name and last initial. Days sober as of {day}."),
        "full": _("Full names. Days sober as of {day}."),
        "bed": _("Without names. Days sober as of {day}."),
    }[page.options.names].format(day=day)
    if data.sponsors_kept:
        aside += " " + _("After the sponsor: contacts of the week.")
    sheet.gap(12)
    sheet.need(15 + tables.height(3))
    sheet.heading(title, aside)
    columns = _roster_columns(sponsors=data.sponsors_kept)
    if page.options.names == "bed":
        columns.pop(1)
    tables.draw(sheet, columns, [_resident_row(page, i) for i in range(len(data.residents))])
    if page.under:
        draw_helped_line(sheet, data.helped)


def _roster_columns(*, sponsors: bool) -> list[Column]:
    if sponsors:
        wide, middle = (30, 66, 46, 78, 46, 84, 104), [Column(_("Sponsor"), 72)]
    else:
        wide, middle = (34, 80, 50, 80, 56, 90, 136), []
    return [
        Column(_("Bed"), wide[0]), Column(_("Resident"), wide[1], bold=True),
        Column(_("Moved in"), wide[2]), Column(_("Days sober"), wide[3], "right", bold=True),
        Column(_("Phase"), wide[4]), Column(_("Work or school"), wide[5]), *middle,
        Column(_("Note"), wide[6]),
    ]  # fmt: skip


def _resident_row(page: Page, number: int) -> Row:
    line, data = page.data.residents[number], page.data
    days: tables.Cell = Strong(_("No date")) if line.days_sober is None else f"{line.days_sober:,}"
    row: list[tables.Cell] = [
        line.bed or Strong(_("No bed")),
        page.options.called(line.name),
        month_day(line.moved_in_on, data.as_of),
        days,
        line.phase,
        line.work,
        *([sponsor_words(line.sponsor, page.options)] if data.sponsors_kept else []),
        beside(line.away, line.milestone, line.note, _room(data))[0],
    ]
    if page.options.names == "bed":
        row.pop(1)
    return row


def _room(data: WeeklyReport) -> float:
    """How wide the roster's note column is."""
    return _NOTE_FITS_BESIDE if data.sponsors_kept else _NOTE_FITS


def beside(
    away: str, milestone: str, note: str, room: float = _NOTE_FITS
) -> tuple[str, str]:  # fmt: skip
    """What stands in the roster's note column of `room` points, and what is too long for it and
    goes below.
    """
    first = [part for part in (away, milestone) if part]
    whole = _sentence([*first, note] if note else first)
    if not note or ("\n" not in note and t.fits(whole, t.BODY, room)):
        return whole, ""
    below = _("See notes")
    told = _sentence([*first, below])
    return told if t.fits(told, t.BODY, room) else _sentence([below, *first]), note


def _sentence(parts: list[str]) -> str:
    words = ". ".join(parts)
    return words[:1].upper() + words[1:]


def long_notes(data: WeeklyReport) -> tuple[NoteLine, ...]:
    """The notes that do not stand in the roster."""
    room = _room(data)
    kept = {
        r.resident_id for r in data.residents if not beside(r.away, r.milestone, r.note, room)[1]
    }
    return tuple(n for n in data.notes if n.resident_id is None or n.resident_id not in kept)
