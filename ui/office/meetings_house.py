"""House meetings by week, and the series that they come from."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from sobrhouse.queries.meeting_week import MeetingRow, MeetingWeek, meeting_week
from sobrhouse.words import _
from ui.desk import Desk
from ui.office import meetings_words as words
from ui.office.place_tab import PlaceTab
from ui.widgets.boxes import hbox
from ui.widgets.empty import EmptyState
from ui.widgets.rows import Column
from ui.widgets.table import Table

WEEK = timedelta(days=7)


class HouseMeetingsTab(PlaceTab):
    """One week's meetings, what comes again, and a panel for one meeting or a form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.week: MeetingWeek | None = None
        self.day: date | None = None
        self.table = Table(
            _columns(desk), lambda r: r.key, name="meetings", label=_("House meetings"),
            nothing=EmptyState("calendar-days", _("No house meeting in this week")),
            click_opens=True,
        )  # fmt: skip
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)

    def context(self) -> str:
        return words.context(self.week.rows) if self.week is not None else ""

    def reload(self) -> None:
        """Ask for the week that is shown."""
        today = self.desk.today()
        self.desk.ask(
            self, meeting_week, self.desk.house_id, self.day or today, today, done=self._show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _show(self, week: MeetingWeek) -> None:
        self.week = week
        self.table.show_rows(week.rows)
        self.headed.emit()


def _columns(desk: Desk) -> tuple[Column[MeetingRow], ...]:
    return (
        Column[MeetingRow](_("Day"), lambda r: words.day(r, desk.today()), sort=lambda r: r.at,
                           width=120),
        Column[MeetingRow](_("Time"), words.hours, sort=lambda r: r.at.time(), width=150),
        Column[MeetingRow](_("Meeting"), words.name, second=lambda r: words.second(r, desk.today()),
                           stretch=True, width=220),
        Column[MeetingRow](_("Came"), words.came, kind="muted", width=90),
        Column[MeetingRow](_("State"), lambda r: words.state(r, desk.now())[0], kind="chip",
                           chip=lambda r: words.state(r, desk.now())[1], width=150),
    )  # fmt: skip
