"""Recovery meetings: one week of the house, person by person, with what is still missing."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sobrhouse.domain.phrases import span
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.recovery_week import PersonWeek, RecoveryWeek, WentRow, week_around
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.place_tab import PlaceTab
from ui.office.recovery import steps, words
from ui.office.recovery.forms import CorrectForm, ExcuseForm, LogForm, StrikeForm, VerifyForm
from ui.office.recovery.line import PersonLine
from ui.office.recovery.table import WeekTable
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.page import Verb
from ui.widgets.segments import Segments

WEEK, SIX = timedelta(days=7), timedelta(days=6)
ALL, UNDER, UNVERIFIED = "all", "under", "unverified"


class RecoveryTab(PlaceTab):
    """The grid of the week, its filters, and a panel for one person or a form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may = desk.may(Permission.RECORD_DAILY)
        self.week: RecoveryWeek | None = None
        self.day: date | None = None  # in the week that is shown; None: today's
        self._paper = ""  # the code of a card that is typed in once its week is there
        self._open = 0  # the stay whose week stands in the panel
        self._back_to = 0  # the stay whose week a form came from
        self.before = IconButton("chevron-left", _("The week before"), keys="Alt+PgUp")
        self.after = IconButton("chevron-right", _("The week after"), keys="Alt+PgDown")
        self.now = Button(_("This week"), small=True)
        self.dates = Label("", "strong")
        self.filter = Segments(
            ((ALL, _("Everybody")), (UNDER, _("Under the requirement")),
             (UNVERIFIED, _("Not verified"))), _("Show"),
        )  # fmt: skip
        self.filter.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.log = Button(_("Log a meeting"), "primary", "plus", small=True)
        self.log.setVisible(self.may)
        self.table = WeekTable((self.filter,))
        self.legend = Label(_legend(), "faint", wrap=True)
        self.makers = {"recovery_log": self.open_log}
        self._build()
        self._connect()

    def _build(self) -> None:
        head = hbox(self.before, self.after, self.dates, self.now, 1, self.log, gap=2)
        left = vbox(head, self.table, self.legend, gap=2)
        left.setStretch(1, 1)
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._turn(-WEEK))
        self.after.clicked.connect(lambda: self._turn(WEEK))
        self.now.clicked.connect(lambda: self.show_day(None))
        self.filter.picked.connect(lambda _key: self._fill())
        self.log.clicked.connect(self.open_log)
        self.table.activated.connect(self._on_opened)
        self.table.menu_for = self._fill_menu
        self.panel.closed.connect(self._on_closed)

    # What the place asks

    def context(self) -> str:
        return words.context(self.week) if self.week is not None else ""

    def verbs(self) -> tuple[Verb, ...]:
        daily = Permission.RECORD_DAILY
        return (
            Verb("new", _("Log a recovery meeting"), "plus", run=self.open_log, needs=daily),
            Verb("filter", _("Filter this list"), "search", run=self.table.search.setFocus,
                 more=False),
        )  # fmt: skip

    def open_record(self, target: object) -> None:
        """{"stay": 3} opens that person's week, {"show": "under"} those who are under; "day" names
        another week than this one, "paper" the code of a card from which meetings are typed in.
        """
        if not isinstance(target, Mapping):
            return
        self._open = int(target.get("stay") or 0)
        self._paper = str(target.get("paper") or "")
        self.filter.show_key(target.get("show") or ALL)
        self.show_day(target.get("day"))

    def place_in(self) -> object:
        return {"tab": "recovery", "stay": self._open, "day": self.day} if self._open else None

    def reload(self) -> None:
        """Ask for the week that is shown."""
        today = self.desk.today()
        self.desk.ask(
            self, week_around, self.desk.house_id, self.day or today, today, done=self._show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def show_day(self, day: date | None) -> None:
        """Show the week that a day is in; None is today's."""
        self.day = day
        self.reload()

    def _turn(self, step: timedelta) -> None:
        if self.week is not None:
            self.show_day(self.week.week_start + step)

    # Showing

    def _show(self, week: RecoveryWeek) -> None:
        self.week = week
        self.dates.setText(span(week.week_start, week.week_start + SIX))
        this_week = week.week_start <= week.today <= week.week_start + SIX
        self.now.setVisible(not this_week)
        self.after.setEnabled(week.week_start + WEEK <= week.today)
        self._fill()
        if self._open and self.panel.form is None:
            self._show_person(self._open)
        if self._paper:
            code, self._paper = self._paper, ""
            self.open_log(paper=code)
        self.headed.emit()

    def _fill(self) -> None:
        week = self.week
        if week is None:
            return
        keep = {
            UNDER: lambda p: not p.tally.met,
            UNVERIFIED: lambda p: any(not m.verified for m in p.meetings),
        }.get(str(self.filter.key()), lambda _p: True)
        self.table.show_week(week, tuple(p for p in week.people if keep(p)))

    def person(self, stay_id: int) -> PersonWeek | None:
        """Somebody's week of those that are loaded."""
        people = self.week.people if self.week is not None else ()
        return next((p for p in people if p.stay_id == stay_id), None)

    def _on_opened(self, stay_id: object) -> None:
        assert isinstance(stay_id, int)
        self._show_person(stay_id)

    def _show_person(self, stay_id: int) -> None:
        person, week = self.person(stay_id), self.week
        if person is None or week is None:
            self._open = 0
            self.panel.close_panel()
            return
        shown = PersonLine(week, person, may=self.may)
        shown.log.connect(lambda one: self.open_log((one.stay_id,)))
        shown.excuse.connect(self.open_excuse)
        shown.unexcuse.connect(lambda one: steps.unexcuse(self.desk, self, one))
        shown.verify.connect(partial(self.open_verify, person))
        shown.correct.connect(partial(self.open_correct, person))
        shown.strike.connect(partial(self.open_strike, person))
        shown.profile.connect(lambda who: self.go.emit("residents", who))
        self.panel.show_other("recovery_person", person.name, shown)
        self._open, self._back_to = stay_id, 0

    def _on_closed(self) -> None:
        """From a form about somebody back to their week; from there back to the list."""
        self._open, self._back_to = self._back_to, 0
        if self._open:
            self._show_person(self._open)

    # Forms

    def open_log(self, stays: Any = None, paper: str = "") -> None:
        """The form for a meeting: of these people, else of those who are chosen, else of all; with
        the code of a card it is typed in from that.
        """
        week = self.week
        if week is None or not self.may or not week.people:
            return
        chosen = stays if isinstance(stays, tuple) else tuple(self.table.selected_ids())
        people = [(p.stay_id, p.name) for p in week.people]
        only = [pair for pair in people if pair[0] in chosen]
        one = isinstance(stays, tuple) and len(only) == 1
        in_week = week.week_start <= week.today <= week.week_start + SIX
        day = week.today if in_week else min(week.week_start + SIX, week.today)
        form = LogForm(self.desk, only if one else people, day)
        form.paper = paper
        if not one:
            form.fill({"stay_ids": chosen})
        title = _("Meeting of {name}").format(name=only[0][1]) if one else _("Log a meeting")
        if paper:
            title = _("From the attendance card {code}").format(code=paper)
        again = partial(self.open_log, paper=paper)
        made = partial(steps.log, self.desk, self.panel, form, next_line=again)
        self.panel.open_form("recovery_log", title, form, made, only[0][0] if one else 0)
        self._back_to = only[0][0] if one else 0

    def open_excuse(self, person: PersonWeek) -> None:
        """The form that excuses somebody's week."""
        form = ExcuseForm(person)
        title = _("Excuse the week of {name}").format(name=person.name)
        made = partial(steps.excuse, self.desk, self.panel, person)
        self.panel.open_form("recovery_excuse", title, form, made, person.stay_id)
        self._back_to = person.stay_id

    def open_verify(self, person: PersonWeek, row: WentRow) -> None:
        """The form that says how a meeting was verified."""
        made = partial(steps.verify, self.desk, self.panel, row)
        self._open_about(person, row, "recovery_verify", VerifyForm(row), made)

    def open_correct(self, person: PersonWeek, row: WentRow) -> None:
        """The form that puts a line right."""
        form = CorrectForm(self.desk, row)
        made = partial(steps.correct, self.desk, self.panel, form)
        self._open_about(person, row, "recovery_correct", form, made)

    def open_strike(self, person: PersonWeek, row: WentRow) -> None:
        """The form that takes a line off."""
        made = partial(steps.strike, self.desk, self.panel, row)
        self._open_about(person, row, "recovery_strike", StrikeForm(), made)

    def _open_about(
        self, person: PersonWeek, row: WentRow, name: str, form: Any, made: Any
    ) -> None:
        title = _("{meeting}, {name}").format(meeting=row.name, name=person.name)
        self.panel.open_form(name, title, form, made, row.row_id)
        self._back_to = person.stay_id

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        person = self.person(ids[0])
        if person is None:
            return
        lines: list[tuple[str, str, Any]] = []
        if self.may:
            lines.append((_("Log a meeting"), "plus", lambda: self.open_log()))
        if self.may and len(ids) == 1 and person.excuse is None:
            lines.append((_("Excuse this week"), "calendar-check",
                          lambda: self.open_excuse(person)))  # fmt: skip
        if len(ids) == 1:
            lines.append((_("Open the profile"), "user-round",
                          lambda: self.go.emit("residents", person.resident_id)))  # fmt: skip
        for text, icon, run in lines:
            menu.addAction(theme.icon(icon, "muted"), text).triggered.connect(
                lambda _on=False, run=run: run()
            )


def _legend() -> str:
    marks = _(
        "{verified} verified   {word} by their own word, counts too   {other} does not count here"
    ).format(verified=words.VERIFIED_MARK, word=words.WORD_MARK, other=words.OTHER_MARK)
    return marks + "   " + _("– not living here")
