"""Today: what needs somebody now, who is new or away, what is to be done, what we celebrate."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.attention import Reason
from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.readiness import ReadyItem, get_ready
from sobrhouse.queries.today import Today, today_of
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.today.cards import Figures, MilestonesCard, ReadyCard, TodoCard
from ui.office.today.meetings import MeetingsCard
from ui.office.today.out import OutCard
from ui.office.today.reasons import AttentionCard
from ui.turns import Steps
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.page import Page, Verb

if TYPE_CHECKING:
    from sobrhouse.queries.meetings_today import MeetingToday
    from sobrhouse.queries.todos import TodoRow
    from ui.office.today.steps import TodaySteps
    from ui.office.today.todo_form import TodoPanel

EVERY_MS = 60_000  # the countdown and how late somebody is go on while one looks


class TodayPage(Page):
    """The first screen of the day."""

    topics = frozenset({
        "resident", "stay", "bed", "room", "house", "application", "phase", "sobriety", "todo",
        "setting", "care", "contact", "backup", "clock", "import", "staff", "database", "sign",
        "pass",
        "round", "curfew", "support", "kiosk", "snooze", "meeting", "series", "agenda",
        "meeting_group", "attendance", "requirement", "chore", "turn", "inspection", "trade",
        "consequence", "rotation", "chore_plan", "supporter", "sponsorship", "introduction",
        "sponsor_contact", "support_choice", "milestone",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.shown: Today | None = None
        may_write = desk.may(Permission.RECORD_DAILY)
        self.figures = Figures()
        self.attention = AttentionCard(may_write)
        self.ready = ReadyCard()
        self.people = OutCard()
        self.todo = TodoCard(may_write)
        self.milestones = MilestonesCard()
        self.meetings = MeetingsCard(may_write)
        self._panel: TodoPanel | None = None
        self._steps: TodaySteps | None = None
        self.failed = Banner("", "bad")
        self.failed.hide()
        self.report = Button(_("Weekly packet"), "outline", icon="printer", keys="Ctrl+Shift+P")
        self.sign = Button(_("Sign in or out"), "primary", "footprints", keys="Ctrl+I")
        self._build()
        self._connect()

    def _build(self) -> None:
        right = vbox(gap=3)
        right.addWidget(self.ready, 3)
        right.addWidget(self.people, 2)
        middle = hbox(gap=3)
        middle.addWidget(self.attention, 6)
        middle.addLayout(right, 5)
        bottom = hbox(gap=3)
        bottom.addWidget(self.meetings, 28)
        bottom.addWidget(self.todo, 29)
        bottom.addWidget(self.milestones, 30)
        column = vbox(self.failed, self.figures, gap=3)
        column.addLayout(middle, 10)
        column.addLayout(bottom, 6)
        self._row = hbox(gap=3, margins=(20, 4, 20, 14), parent=self)
        self._row.addLayout(column, 1)
        self.ready.hide()

    def _connect(self) -> None:
        self.figures.wanted.connect(self._on_figure)
        self.attention.chosen.connect(self._on_reason)
        self.attention.snoozed.connect(self._on_snooze)
        self.attention.dismissed.connect(self._on_dismiss)
        self.attention.opened.connect(self._on_person)
        self.people.log_wanted.connect(lambda: self.go.emit("signlog", None))
        self.people.opened.connect(self._on_person)
        self.todo.ticked.connect(self._on_tick_off)
        self.todo.changed.connect(self._on_change)
        self.todo.added.connect(self._on_add)
        self.meetings.attendance.connect(self._on_attendance)
        self.meetings.agenda.connect(self._on_agenda)
        self.meetings.wanted.connect(lambda: self.go.emit("meetings", None))
        self.milestones.wanted.connect(lambda: self.go.emit("sponsors", "milestones"))
        self.report.clicked.connect(self._on_report)
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()
        self.sign.clicked.connect(lambda: self.go.emit("signlog", {"sign": True}))

    def cards(self) -> tuple[QWidget, ...]:
        return (self.figures, self.attention, self.meetings, self.todo, self.milestones)

    @property
    def panel(self) -> TodoPanel:
        """The form of the to-do list; made when it is first asked for."""
        if self._panel is None:
            from ui.office.today.todo_form import TodoPanel

            self._panel = TodoPanel(self.desk, self)
            self._panel.finished.connect(self.forget_draft)
            self._row.addWidget(self._panel)
        return self._panel

    @property
    def steps(self) -> TodaySteps:
        """What one can do from a row; the services behind it load when it is first done."""
        if self._steps is None:
            from ui.office.today.steps import TodaySteps

            self._steps = TodaySteps(self.desk, self)
            self._steps.opened.connect(lambda meeting: self.go.emit("meetings", meeting))
        return self._steps

    def title(self) -> str:
        local = self.desk.now().astimezone(self.desk.zone())
        name = self.desk.me.name.split(" ")[0]
        return _greeting(local).format(name=name)

    def context(self) -> str:
        local = self.desk.now().astimezone(self.desk.zone())
        said = (
            _("{day}, {time}. Nothing is saved now.") if self.desk.held
            else _("{day}, {time}. All changes are saved on this computer.")
        )  # fmt: skip
        return said.format(day=nice_date(local.date(), local.date()), time=nice_time(local))

    def header_buttons(self) -> list[QWidget]:
        may_write = self.desk.may(Permission.RECORD_DAILY)
        return [self.report, self.sign] if may_write else [self.report]

    def verbs(self) -> tuple[Verb, ...]:
        if not self.desk.may(Permission.RECORD_DAILY):
            return ()
        return (Verb("new", _("Add to the to-do list"), "list-checks", run=self._on_add),)

    def open_form(self) -> str:
        return self._panel.open_form() if self._panel is not None else ""

    def reopen_form(self, name: str) -> None:
        if name == self.panel.form_name:
            self.panel.begin()

    def back(self) -> bool:
        return self._panel is not None and self._panel.shut()

    def reload(self) -> None:
        house, today, now = self.desk.house_id, self.desk.today(), self.desk.now()
        self.headed.emit()
        self.desk.ask(self, today_of, house, today, now, done=self.show_day, failed=self._on_failed)
        if not self.desk.practice:
            self.desk.ask(self, get_ready, house, done=self._on_ready)

    def show_day(self, today: Today) -> None:
        """Fill every card."""
        self.shown = today
        self.failed.hide()
        self.desk.in_turns(self, self._fill(today))

    def _fill(self, today: Today) -> Steps:
        self.figures.show_day(today)
        yield
        yield from self.attention.show_reasons(today.reasons, today.snoozed, today.now)
        yield from self.people.show_people(today)
        yield from self.meetings.show_day(today)
        yield from self.todo.show_todos(today.todos, today.day)
        yield from self.milestones.show_days(today)

    def _on_ready(self, items: tuple[ReadyItem, ...]) -> None:
        self.ready.show_items(items, self._on_ready_item)
        # a house that has nobody new, out or away yet needs the room for its first steps
        day = self.shown
        empty = day is not None and not (day.newcomers or day.away or day.out or day.just_back)
        self.people.setVisible(not (empty and self.ready.isVisibleTo(self)))

    def _on_ready_item(self, item: object) -> None:
        if isinstance(item, ReadyItem):
            self.go.emit(item.place, item.target)

    def _on_failed(self, problem: Problem) -> None:
        self.failed.say(problem.sentence, _("Try again"), self.reload)
        self.failed.show()

    def _on_snooze(self, reason: Reason, span: object) -> None:
        self.steps.snooze(reason, span)

    def _on_dismiss(self, reason: Reason) -> None:
        self.steps.dismiss(reason)

    def _on_tick_off(self, todo: TodoRow) -> None:
        self.steps.tick(todo)

    def _on_add(self) -> None:
        self.panel.begin()

    def _on_change(self, todo: TodoRow) -> None:
        self.panel.change(todo)

    def _on_figure(self, place: str) -> None:
        if place == "todo":
            self.panel.begin()
        else:
            self.go.emit(place, "rules" if place == "settings" else None)

    def _on_reason(self, reason: Reason) -> None:
        if reason.place == "todo" and self.shown is not None:
            for todo in self.shown.todos:
                if todo.todo_id == reason.target:
                    self.steps.tick(todo)
        elif not self.steps.run(reason):
            self.go.emit(reason.place, reason.target)

    def _on_attendance(self, meeting: MeetingToday) -> None:
        self.steps.run_meeting(meeting)

    def _on_agenda(self, meeting: MeetingToday) -> None:
        self.steps.show_agenda(meeting)

    def _on_person(self, resident_id: int) -> None:
        self.go.emit("residents", resident_id)

    def _on_tick(self) -> None:
        if self.isVisible():
            self.reload()

    def _on_report(self) -> None:
        self.go.emit("reports", "packet")


def _greeting(local: datetime) -> str:
    if local.hour < 4 or local.hour >= 17:
        return _("Good evening, {name}")
    return _("Good morning, {name}") if local.hour < 12 else _("Good afternoon, {name}")
