"""House meetings by week, and the series that they come from."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_series import SeriesSeen
from sobrhouse.queries.meeting_week import MeetingRow, MeetingWeek, meeting_week
from sobrhouse.words import _, p_
from ui import theme
from ui.desk import Desk
from ui.office.meetings import words
from ui.office.meetings.export import save_calendar
from ui.office.meetings.forms import MeetingForms
from ui.office.meetings.line import MeetingLine, offered
from ui.office.meetings.papers import show_meeting_paper, show_week_board
from ui.office.meetings.series_card import SeriesCard, SeriesLine
from ui.office.meetings.steps import MeetingSteps
from ui.office.meetings.top import WeekTop
from ui.office.place_tab import PlaceTab
from ui.widgets.boxes import hbox, stack
from ui.widgets.buttons import Button, add_action
from ui.widgets.empty import EmptyState
from ui.widgets.page import Verb
from ui.widgets.rows import Column
from ui.widgets.table import Table

LOW = 430  # under it the week's list needs the room of the series


class HouseMeetingsTab(PlaceTab):
    """One week's meetings, what comes again, and a panel for one meeting or a form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.week: MeetingWeek | None = None
        self.day: date | None = None
        self._wanted = ""  # the meeting to open once its week is read
        self.steps = MeetingSteps(desk, self)
        self.forms = MeetingForms(desk, self.panel, self.steps, self._week_starts_on)
        self.top = WeekTop()
        self.series = SeriesCard(desk)
        self.table = Table(
            _columns(desk), lambda r: r.key, name="meetings", label=_("House meetings"),
            nothing=EmptyState("calendar-days", _("No house meeting in this week")),
            click_opens=True,
        )  # fmt: skip
        manage = desk.may(Permission.MANAGE_HOUSE)
        self.nothing = EmptyState(
            "calendar-days", _("No meetings yet"),
            _("Add your weekly house meeting once. We make the rest."),
            _("Add meeting") if manage else "", self.add, primary=True,
        )  # fmt: skip
        self.new = Button(_("Add meeting"), "primary", "plus", keys="Ctrl+N")
        self.call_now = Button(_("Emergency meeting"), icon="siren")
        self.makers = {"series_new": self.add, "meeting_call": self.call}
        self._build()
        self._connect()

    def _build(self) -> None:
        left = stack(self.top, self.table, self.series, gap=3)
        left.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.states = QStackedWidget()
        self.states.addWidget(left)
        self.states.addWidget(self.nothing)
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addWidget(self.states, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.new.clicked.connect(self.add)
        self.call_now.clicked.connect(self.call)
        self.top.moved.connect(self.show_week_of)
        self.table.activated.connect(self.open_row)
        self.table.menu_for = self._fill_menu
        self.series.opened.connect(self.open_series)
        self.steps.done.connect(self.panel.finish)
        self.steps.opened.connect(lambda meeting: self.go.emit("meetings", meeting))

    # What the page asks

    def context(self) -> str:
        return words.context(self.week.rows) if self.week is not None else ""

    def header_buttons(self) -> list[QWidget]:
        shown: list[QWidget] = []
        if self.desk.may(Permission.RECORD_DAILY):
            shown.append(self.call_now)
        if self.desk.may(Permission.MANAGE_HOUSE) and self.states.currentIndex() == 0:
            shown.append(self.new)
        return shown

    def verbs(self) -> tuple[Verb, ...]:
        daily, manage = Permission.RECORD_DAILY, Permission.MANAGE_HOUSE
        return (
            Verb("new", _("Add a meeting that comes again"), "plus", run=self.add, needs=manage),
            Verb("print", _("Print the week board"), "printer",
                 run=self._print_board, needs=Permission.PRINT_PAPERS),
            Verb("call", _("Call an emergency meeting"), "siren", run=self.call, needs=daily,
                 more=False),
            Verb("previous", _("The week before"), "chevron-left", more=False,
                 run=partial(self.top.step, -1)),
            Verb("next", _("The week after"), "chevron-right", more=False,
                 run=partial(self.top.step, 1)),
            Verb("this_week", _("This week"), "calendar", run=partial(self.show_week_of, None)),
            Verb("calendar", _("Save as a calendar file (.ics)"), "calendar-plus",
                 run=partial(save_calendar, self.desk, self), needs=Permission.EXPORT),
        )  # fmt: skip

    def open_record(self, target: object) -> None:
        """{"day": a date} shows its week, {"meeting": a row's key, "day": …} opens one planned
        meeting, {"new": True} and {"call": True} open a form.
        """
        if not isinstance(target, Mapping):
            return
        if "day" in target:
            self._wanted = str(target.get("meeting", ""))
            self.show_week_of(target["day"])
        if target.get("new"):
            self.add()
        if target.get("call"):
            self.call()

    def reload(self) -> None:
        today = self.desk.today()
        self.desk.ask(
            self, meeting_week, self.desk.house_id, self.day or today, today, done=self._show,
            failed=self._failed,
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.series.fit(self.height() < LOW * theme.scale())

    def _failed(self, problem: Problem) -> None:
        self.states.setCurrentIndex(0)
        self.table.could_not_load(problem.sentence, self.reload)

    def show_week_of(self, day: date | None) -> None:
        """The week in which a day is; None the present one."""
        self.day = day
        self.reload()

    def _show(self, week: MeetingWeek) -> None:
        self.week = week
        self.states.setCurrentIndex(int(not week.begun))
        self.top.show_week(week.first, self.desk.today())
        self.table.show_rows(week.rows)
        self.series.show_series(week.series)
        wanted, self._wanted = self._wanted, ""
        if wanted and self.table.select(wanted):
            self.open_row(wanted)
        self.headed.emit()

    # One meeting, one series

    def open_row(self, key: object) -> None:
        """Show one meeting in the panel."""
        row = self.table.row_of(str(key))
        if row is not None:
            shown = MeetingLine(self.desk, row, self._series_of(row))
            shown.asked.connect(self.do)
            self.panel.show_other("meeting", words.name(row), shown)

    def open_series(self, seen: SeriesSeen) -> None:
        """Show one series in the panel."""
        shown = SeriesLine(self.desk, seen)
        shown.asked.connect(self.do_series)
        self.panel.show_other("series", seen.plan.title, shown)

    def _series_of(self, row: MeetingRow) -> SeriesSeen | None:
        known = self.week.series if self.week is not None else ()
        return next((seen for seen in known if seen.series_id == row.series_id), None)

    def do(self, what: str, row: MeetingRow) -> None:
        """What was asked for one meeting: a form where something is missing, else at once."""
        seen = self._series_of(row)
        if what == "change_all" and seen is not None:
            self.forms.change(seen, None)
        elif what == "change_from" and seen is not None:
            self.forms.change(seen, row.on)
        elif what in ("agenda", "minutes") and row.meeting_id is not None:
            show_meeting_paper(self.desk, self.window(), row.meeting_id, what)
        elif what in ("move", "cancel"):
            getattr(self.forms, what)(row)
        elif what in ("open", "keep", "put_back", "call_off"):
            getattr(self.steps, what)(row)

    def do_series(self, what: str, seen: SeriesSeen) -> None:
        """What was asked for all of a series."""
        if what == "change_all":
            self.forms.change(seen, None)
        elif what == "end":
            self.forms.end(seen)
        else:
            self.steps.remove_series(seen)

    def _print_board(self) -> None:
        show_week_board(self.desk, self.window())

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        row = self.table.row_of(ids[0])
        if row is None:
            return
        first, changes = offered(self.desk, row, self._series_of(row))
        for what, text, icon in [*first, *changes]:
            add_action(menu, text, icon, partial(self.do, what, row))

    def add(self) -> None:
        """The form of a new series."""
        self.forms.add()

    def call(self) -> None:
        """The form of a meeting that belongs to no series."""
        self.forms.call()

    def _week_starts_on(self) -> int:
        return self.week.first.weekday() if self.week is not None else 0


def _columns(desk: Desk) -> tuple[Column[MeetingRow], ...]:
    return (
        Column[MeetingRow](_("When"), lambda r: words.day(r, desk.today()), sort=lambda r: r.at,
                           second=words.hours, width=128),
        Column[MeetingRow](_("Meeting"), words.name, second=lambda r: words.second(r, desk.today()),
                           stretch=True, width=150),
        Column[MeetingRow](p_("to a meeting", "Came"), words.came, kind="muted", width=76),
        Column[MeetingRow](_("State"), lambda r: words.state(r, desk.now())[0], kind="chip",
                           chip=lambda r: words.state(r, desk.now())[1], width=142),
    )  # fmt: skip
