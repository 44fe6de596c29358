"""The week of recovery meetings as a grid: people down, days across, and how many of how many."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import day_name
from sobrhouse.queries.recovery_week import PersonWeek, RecoveryWeek
from sobrhouse.words import _
from ui.office.recovery import words
from ui.widgets.empty import EmptyState
from ui.widgets.rows import Column
from ui.widgets.table import Table

DAY = timedelta(days=1)


class WeekTable(Table[PersonWeek]):
    """One line a person; several can be chosen."""

    def __init__(self, beside: Sequence[QWidget] = ()) -> None:
        super().__init__(
            columns(date(2026, 1, 5), over=False),
            lambda p: p.stay_id,
            name="recovery",
            label=_("Recovery meetings, person by person"),
            search=_("Filter by name"),
            beside=beside,
            many=True,
            row="rowCompact",
            nothing=EmptyState("users", _("Nobody lived here in that week"),
                               _("Everybody who lives in the house has a line of their own.")),
        )  # fmt: skip
        self.top.insertStretch(1)  # the box at the left, the segments at the right, as elsewhere
        self.top.setStretchFactor(self.search, 1)

    def show_week(self, week: RecoveryWeek, people: tuple[PersonWeek, ...]) -> None:
        """Show these people of a week, under its dates."""
        self.rows.columns = columns(week.week_start, over=not week.left)
        self.show_rows(people)
        self.view.horizontalHeader().viewport().update()
        self.view.viewport().update()


def columns(week_start: date, *, over: bool) -> tuple[Column[PersonWeek], ...]:
    """The columns of the week that begins on this day."""
    return (
        Column[PersonWeek](
            _("Person"), lambda p: p.name, kind="person", who=lambda p: p.resident_id,
            said=lambda p: p.full_name, width=118, stretch=True,
        ),
        Column[PersonWeek](
            _("This week"), lambda p: words.state(p.tally, over=over)[0], kind="chip",
            chip=lambda p: words.state(p.tally, over=over)[1],
            sort=lambda p: (-p.tally.missing, p.name), width=104,
        ),
        *(_day(week_start + n * DAY) for n in range(7)),
        Column[PersonWeek](
            _("House"), words.house_marks, kind="muted", width=100,
            said=lambda p: _("House meeting: {what}").format(what=said)
            if (said := words.house_marks(p)) else "",
        ),
    )  # fmt: skip


def _day(day: date) -> Column[PersonWeek]:
    title = f"{day_name(day)} {day.day}"
    return Column[PersonWeek](
        title,
        lambda p: words.marks(p, day),
        said=lambda p: f"{title}: {said}" if (said := words.marks_said(p, day)) else "",
        sort=lambda p: -len(p.on(day)),
        width=58,
    )
