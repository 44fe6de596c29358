"""The drawings of the weekly report: each puts one section on the sheet."""

from sobrhouse.domain.phrases import day_name, full_stop, month_day, nice_date, nice_days
from sobrhouse.domain.weekly import MilestoneLine
from sobrhouse.reports import notes, parts
from sobrhouse.reports import text as t
from sobrhouse.reports.attendance_grid import AttendanceGrid
from sobrhouse.reports.chore_grid import ChoreGrid
from sobrhouse.reports.flow import Listing, half_width
from sobrhouse.reports.tables import ROOM_AROUND, Column, Row, Strong, columns_to
from sobrhouse.reports.weekly_page import Page
from sobrhouse.reports.weekly_roster import long_notes
from sobrhouse.reports.weekly_support import HelpedHalf
from sobrhouse.words import _, p_


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
    """What is celebrated this week and next, whose days have their dates."""
    data = page.data
    lines = list(data.milestones)
    if page.join:
        lines += [MilestoneLine(b.on, b.name, _("birthday"), b.on > data.week_end)
                  for b in data.birthdays]  # fmt: skip
        lines.sort(key=lambda line: line.on)
    rows = [
        (
            day_name(line.on) if not line.next_week else nice_date(line.on, data.as_of),
            page.options.called(line.name),
            line.what,
        )
        for line in lines
    ]
    columns = (
        Column(_("Day"), 64),
        Column(_("Resident"), 80, bold=True),
        Column(_("Milestone"), 122),
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
    """Late returns, who had not signed out, who was missing at a round. What has no room in its
    line goes on in the next: both times of an hour that came twice, and that a clock was wrong.
    """
    columns = (
        Column(_("Day"), 27),
        Column(_("Resident"), 50, bold=True),
        Column(_("What happened"), 119),
        Column(_("Follow-up"), 70),
    )
    room = columns_to(half_width(page.sheet), columns)[2].width - ROOM_AROUND
    rows: list[Row] = []
    for line in page.data.signs:
        first, *more = _in_lines(line.what, room)
        follow_up = Strong(p_("nobody has seen to it", "Open")) if line.open else line.follow_up
        rows.append((day_name(line.on), page.options.called(line.name), first, follow_up))
        rows += [("", "", part, "") for part in more]
    return Listing(columns, rows, _("None this week."))


def _in_lines(said: str, room: float) -> list[str]:
    """Three lines at most; a longer note is cut off at the end of the third."""
    lines = [line.text for line in t.text(said, t.BODY, room)] or [""]
    return lines if len(lines) <= 3 else [*lines[:2], " ".join(lines[2:])]


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
    owner = todo.owner if todo.by is None else page.options.called(todo.by)
    if owner:
        says += " " + _("Owner: {name}.").format(name=owner.rstrip("."))
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
