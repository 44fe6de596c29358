"""The drawings of the weekly report: each puts one section on the sheet."""

from dataclasses import dataclass

from sobrhouse.domain.phrases import day_name, full_stop, month_day, nice_days
from sobrhouse.domain.weekly import MilestoneLine, NoteLine, WeeklyReport
from sobrhouse.reports import notes, parts, tables
from sobrhouse.reports import text as t
from sobrhouse.reports.attendance_grid import AttendanceGrid
from sobrhouse.reports.chore_grid import ChoreGrid
from sobrhouse.reports.flow import Listing, half_width
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sheet import Sheet
from sobrhouse.reports.tables import Column, Row, Strong
from sobrhouse.reports.weekly_support import HelpedHalf, draw_helped_line, sponsor_words
from sobrhouse.words import _, p_

_NOTE_FITS = 125.0  # points, also on A4
_NOTE_FITS_BESIDE = 94.0  # the same where the roster has a column for sponsors


@dataclass(frozen=True, slots=True)
class Page:
    """What every drawing is given; `join` puts the birthdays among the milestones, `under` how the
    house helped under the roster.
    """

    sheet: Sheet
    data: WeeklyReport
    options: PaperOptions
    join: bool = False
    under: bool = False


def draw_figures(page: Page, _title: str) -> None:
    """The row of key figures."""
    data = page.data
    people = len(data.residents)
    middle = data.median_days
    of_people = _("of {n}").format(n=people)
    share = data.attendance.share
    met = [] if share is None else [parts.Figure(f"{share}%", "", _("House meetings"))]
    passed, asked = data.passed
    moved = [parts.Figure(str(data.moved_in), "", _("Moved in")),
             parts.Figure(str(data.moved_out), "", _("Moved out"))]  # fmt: skip
    if asked:  # there is room for six; moves have a section of their own
        moved = [parts.Figure(str(passed), _("of {n}").format(n=asked), _("Chores passed"))]
    parts.figures(
        page.sheet,
        [
            parts.Figure(str(data.filled), _("of {n}").format(n=data.beds), _("Beds filled")),
            *met,
            *moved,
            parts.Figure(str(data.reached), "", _("Milestones this week")),
            parts.Figure("–" if middle is None else f"{middle:,}", "", _("Days sober (median)")),
            parts.Figure(str(data.working), of_people, _("In work or school")),
        ],
    )


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
        wide, middle = (30, 72, 46, 80, 46, 78, 104), [Column(_("Sponsor"), 70)]
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


def draw_notes(page: Page, title: str) -> None:
    """Notes that are too long for the roster, and those about the house."""
    page.sheet.gap(13)
    lines = [
        (page.options.called(n.name) or _("The house"), day_name(n.on), n.text)
        for n in long_notes(page.data)
    ]
    notes.draw_notes(page.sheet, title, lines)


def attendance(page: Page) -> AttendanceGrid:
    """Who was at which meetings, day by day."""
    data = page.data
    return AttendanceGrid(data.attendance, data.week_start, data.whole, page.options)


def chores(page: Page) -> ChoreGrid:
    """Who had which chore, and how each turn stands."""
    data = page.data
    return ChoreGrid(data.chores, data.week_start, page.options, half_width(page.sheet))


def helped(page: Page) -> HelpedHalf:
    """How the house helped one another."""
    return HelpedHalf(page.data.helped, half_width(page.sheet))


def moves(page: Page) -> Listing:
    """Who came and who left in the week."""
    rows = [
        (
            day_name(move.on),
            page.options.called(move.name),
            _("Out") if move.out else _("In"),
            ". ".join(part for part in (move.how, move.place) if part),
        )
        for move in page.data.moves
    ]
    columns = (
        Column(_("Day"), 26),
        Column(_("Resident"), 60, bold=True),
        Column("", 36),
        Column(_("How and where"), 144),
    )
    return Listing(columns, rows, _("Nobody moved in or out this week."))


def milestones(page: Page) -> Listing:
    """What is celebrated this week and next."""
    data = page.data
    lines = list(data.milestones)
    if page.join:
        lines += [MilestoneLine(b.on, b.name, _("birthday"), b.on > data.week_end)
                  for b in data.birthdays]  # fmt: skip
        lines.sort(key=lambda line: line.on)
    rows = [
        (
            day_name(line.on) if not line.next_week else month_day(line.on, data.as_of),
            page.options.called(line.name),
            line.what,
            _("next week") if line.next_week else "",
        )
        for line in lines
    ]
    columns = (
        Column(_("Day"), 38),
        Column(_("Resident"), 70, bold=True),
        Column(_("Milestone"), 92),
        Column("", 66),
    )
    return Listing(columns, rows, _("None this week or next."))


def birthdays(page: Page) -> Listing:
    """Birthdays of this week and next, without ages."""
    rows = [
        (
            month_day(line.on, page.data.as_of),
            day_name(line.on, long=True),
            page.options.called(line.name),
        )
        for line in page.data.birthdays
    ]
    columns = (Column(_("Date"), 38), Column(_("Day"), 60), Column(_("Resident"), 168, bold=True))
    return Listing(columns, rows, _("None this week or next."))


def signs(page: Page) -> Listing:
    """Late returns, who had not signed out, who was missing at a round."""
    rows: list[Row] = [
        (
            day_name(line.on),
            page.options.called(line.name),
            line.what,
            Strong(p_("nobody has seen to it", "Open")) if line.open else line.follow_up,
        )
        for line in page.data.signs
    ]
    columns = (
        Column(_("Day"), 24),
        Column(_("Resident"), 50, bold=True),
        Column(_("What happened"), 122),
        Column(_("Follow-up"), 70),
    )
    return Listing(columns, rows, _("None this week."))


def open_beds(page: Page) -> Listing:
    """Beds that nobody had, and why."""
    rows = [(b.bed, b.room, b.state, b.why) for b in page.data.open_beds]
    columns = (
        Column(_("Bed"), 30, bold=True),
        Column(_("Room"), 76),
        Column(_("State"), 60),
        Column(_("Why"), 100),
    )
    return Listing(columns, rows)


def draw_todos(page: Page, title: str) -> None:
    """What is to be done, with boxes to tick and lines for more."""
    sheet = page.sheet
    sheet.gap(14)
    sheet.need(15 + 3 * parts.TICK_ROW)
    sheet.heading(title)
    things = [_todo(page, i) for i in range(len(page.data.todos))]
    parts.tick_rows(sheet, things + [""] * max(0, 3 - len(things)))  # lines to write on by hand


def todos(page: Page) -> parts.TickHalf:
    """The same on half the width."""
    things = [_todo(page, i) for i in range(len(page.data.todos))] or [""]
    return parts.TickHalf(things, half_width(page.sheet))


def _todo(page: Page, number: int) -> str:
    todo = page.data.todos[number]
    says = todo.text if todo.name is None else f"{page.options.called(todo.name)}: {todo.text}"
    says = full_stop(says)
    if todo.owner:
        says += " " + _("Owner: {name}.").format(name=todo.owner.rstrip("."))
    if todo.due_on is not None:
        late = (page.data.as_of - todo.due_on).days
        due = month_day(todo.due_on, page.data.as_of)
        if late > 0:
            says += " " + _("Was due {day}, {days} ago.").format(day=due, days=nice_days(late))
        else:
            says += " " + _("Due {day}.").format(day=f"{day_name(todo.due_on)}, {due}")
    return says


def draw_signatures(page: Page, _title: str) -> None:
    """Lines to sign."""
    parts.signatures(page.sheet, (_("House manager"), _("Second reader"), _("Resident council")))
