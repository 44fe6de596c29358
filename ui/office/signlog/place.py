"""Sign log: who is out now, today's comings and goings, all of them, and what stands beside."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sobrhouse.domain.houses import house_day
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.sign_people import SignChoices, sign_choices
from sobrhouse.queries.signins import SignRow
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.office.passes.rounds import RoundTab
from ui.office.place_tab import PlaceTab
from ui.office.signlog import words
from ui.office.signlog.export import save_log
from ui.office.signlog.forms import CorrectForm, PaperForm, SignForm, StrikeForm
from ui.office.signlog.line import SignLine
from ui.office.signlog.made import correct_line, paper_line, sign_person, strike_line
from ui.office.signlog.steps import SignSteps
from ui.office.signlog.tables import LogTable, OutTable
from ui.office.signlog.tabs import TABS
from ui.office.signlog.top import LogTop
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.page import Page, Verb
from ui.widgets.tabs import Tabs

MARGINS = (20, 8, 20, 14)
VIEWS = ("out", "today", "all")
EVERY_MS = 30_000  # how late somebody is grows while one looks


class SignLogPage(Page):
    """The log with its three views, the tabs beside it, and one panel for lines and forms."""

    topics = frozenset({
        "sign", "pass", "round", "visitor", "curfew", "resident", "stay", "house", "setting"
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may = desk.may(Permission.RECORD_DAILY)
        self.out_rows: tuple[SignRow, ...] = ()
        self.panel = FormPanel()
        self.steps = SignSteps(desk, self)
        self.out = OutTable(desk)
        self.log = LogTable(desk)
        self.top = LogTop(desk, self.out.search, self.log.table.search)
        self.tabs = Tabs(_("Sign log"))
        self._made: dict[str, PlaceTab] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.views = QStackedWidget()
        self.views.addWidget(self.out)
        self.views.addWidget(self.log)
        self.log_tab = QWidget()
        side = theme.space(3)
        vbox(self.top, self.views, gap=2, margins=(side, 8, side, 0), parent=self.log_tab)
        self.tabs.add("log", _("Sign log"), self.log_tab)
        for tab in TABS:
            self.tabs.add(tab.code, _(tab.label), partial(self._make_tab, tab.code, tab.factory))
        row = hbox(gap=3, margins=MARGINS, parent=self)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.panel)
        self.sign = Button(_("Sign in or out"), "primary", "footprints", keys="Ctrl+I")
        self.paper = Button(_("Type in paper"), icon="file-text")

    def _connect(self) -> None:
        self.sign.clicked.connect(lambda: self.open_sign())
        self.paper.clicked.connect(self.open_paper)
        self.out.loaded.connect(self._on_out)
        self.top.view_chosen.connect(self._on_view)
        self.top.day_chosen.connect(self._on_day)
        self.steps.done.connect(self.panel.finish)
        self.panel.done_with.connect(self.forget_draft)
        for table in (self.out, self.log.table):
            table.menu_for = self._fill_menu
            table.activated.connect(partial(self._on_opened, table))
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self._on_tick)
        self._tick.start()

    def _make_tab(self, code: str, factory: Callable[[Desk], PlaceTab]) -> QWidget:
        made = factory(self.desk)
        self._made[code] = made
        made.go.connect(self.go)
        made.done_with.connect(self.forget_draft)
        made.reload()
        return made

    # What the frame asks

    def title(self) -> str:
        return _("Sign log")

    def context(self) -> str:
        return words.count_words(self.out_rows)

    def header_buttons(self) -> list[QWidget]:
        return [self.paper, self.sign] if self.may else []

    def verbs(self) -> tuple[Verb, ...]:
        daily = Permission.RECORD_DAILY
        return (
            Verb("sign", _("Sign in or out"), "footprints", run=self.open_sign, needs=daily),
            Verb("new", _("Sign in or out"), "footprints", run=self.open_sign, needs=daily,
                 more=False),
            Verb("paper", _("Type in the paper sheet"), "file-text", run=self.open_paper,
                 needs=daily),
            Verb(
                "export",
                _("Save this log as a file"),
                "file-down",
                run=self.save,
                needs=Permission.EXPORT,
            ),
            Verb("pass", _("Ask for a pass"), "calendar-check", needs=daily,
                 run=partial(self._in_tab, "passes", "pass_new")),
            Verb("visitor", _("Add a visitor"), "user-plus", needs=daily,
                 run=partial(self._in_tab, "visitors", "visitor")),
            Verb("round", _("Evening round"), "clipboard-check", needs=daily,
                 run=partial(self.tabs.show_tab, "round")),
            Verb("filter", _("Filter this list"), "search", run=self._filter, more=False),
        )  # fmt: skip

    def reload(self) -> None:
        self.out.reload()
        if self.top.view() != "out":
            self.log.reload()
        for tab in self._made.values():
            tab.reload()

    def open_record(self, target: object) -> None:
        """A view ("out", "today", "all"), a tab's code, {"sign": True}, {"person": 3}, {"paper": a
        day} for the paper sheet of that day, {"pass": "paper"} for a pass asked for on paper,
        {"round": a night} for the round of that night on paper, or None.
        """
        if isinstance(target, Mapping) and "paper" in target:
            self.open_paper(target["paper"])
        elif isinstance(target, Mapping) and target.get("pass") == "paper":
            self._in_tab("passes", "pass_paper")
        elif isinstance(target, Mapping) and "round" in target:
            self.tabs.show_tab("round")
            tab = self._made["round"]
            assert isinstance(tab, RoundTab)
            tab.type_in(target["round"])
        elif isinstance(target, Mapping):
            self.open_sign(target.get("stay"), target.get("person"))
        elif target in {tab.code for tab in TABS}:
            self.tabs.show_tab(str(target))
        else:
            self.tabs.show_tab("log")
            self.top.choose(str(target) if target in VIEWS else "out")

    def place_in(self) -> object:
        if self.tabs.key() != "log":
            return self.tabs.key()
        return self.top.view() if self.top.view() != "out" else None

    def back(self) -> bool:
        if self.panel.isVisible():
            self.panel.close_panel()
            return True
        if self.tabs.key() != "log":
            if not self._made[self.tabs.key()].back():
                self.tabs.show_tab("log")
            return True
        return False

    def open_form(self) -> str:
        if self.panel.name in ("sign", "paper"):
            return self.panel.name
        tab = self._made.get(self.tabs.key())
        return tab.open_form() if tab is not None else ""

    def reopen_form(self, name: str) -> None:
        own: Callable[[], None] | None = None
        if name in ("sign", "paper"):
            own = self.open_sign if name == "sign" else self.open_paper
        tab = self._made.get(self.tabs.key())
        if own is not None:
            own()
        elif tab is not None:
            tab.reopen_form(name)

    def _in_tab(self, code: str, name: str) -> None:
        """Turn to a tab and open one of its forms."""
        self.tabs.show_tab(code)
        self._made[code].reopen_form(name)

    # Views

    def save(self) -> None:
        """Write the log to a file: today's, or all of it."""
        today = house_day(self.desk.now(), self.desk.zone())
        save_log(self.desk, self, today if self.top.view() == "today" else None)

    def _on_view(self, view: str) -> None:
        self.views.setCurrentWidget(self.out if view == "out" else self.log)
        if view != "out":
            self._show_log()

    def _on_day(self, _day: date | None) -> None:
        self._show_log()

    def _show_log(self) -> None:
        if self.top.view() == "today":
            self.log.show_day(house_day(self.desk.now(), self.desk.zone()))
        else:
            self.log.show_day(None, self.top.until())

    def _on_out(self, rows: tuple[SignRow, ...]) -> None:
        self.out_rows = rows
        self.top.show_counts(rows)
        self.headed.emit()

    def _on_tick(self) -> None:
        if self.isVisible():
            self.out.reload()

    def _filter(self) -> None:
        table = self.out if self.top.view() == "out" else self.log.table
        self.tabs.show_tab("log")
        table.search.setFocus()

    # Lines and forms

    def _on_opened(self, table: Any, row_id: int) -> None:
        row = table.row_of(row_id)
        if row is not None:
            self.open_line(row)

    def open_line(self, row: SignRow) -> None:
        """Show one line in the panel."""
        shown = SignLine(self.desk, row, may=self.may)
        shown.signed_in.connect(self.steps.sign_in)
        shown.seen.connect(self.steps.seen)
        shown.correct.connect(self.open_correct)
        shown.strike.connect(self.open_strike)
        shown.profile.connect(lambda person: self.go.emit("residents", person))
        day = row.place[0].astimezone(self.desk.zone()).date()
        self.panel.show_other("line", f"{row.name}, {nice_date(day, self.desk.today())}", shown)

    def open_sign(self, stay_id: int | None = None, person: int | None = None) -> None:
        """The form that signs somebody in or out; `person` is a resident's id."""

        def show(choices: SignChoices) -> None:
            form = SignForm(choices, self.desk.zone(), self.desk.now, self.desk.today())
            known = (p for p in choices.people if person and p.resident_id == person)
            chosen = stay_id or next((p.stay_id for p in known), None)
            if chosen is not None:
                form.choose(chosen)
            self.panel.open_form(
                "sign", _("Sign in or out"), form, partial(sign_person, self.desk, self.panel, form)
            )

        self._with_choices(show)

    def open_paper(self, day: date | None = None) -> None:
        """The form for lines of the paper sheet, of today or of another day."""

        def show(choices: SignChoices) -> None:
            form = PaperForm(choices, self.desk.zone(), self.desk.today())
            self.panel.open_form(
                "paper",
                _("From the paper sheet"),
                form,
                partial(paper_line, self.desk, self.panel, form),
            )
            if isinstance(day, date):  # a button tells whether it is pressed
                form.day.set_value(day)  # last: a half-typed line may be of another sheet

        self._with_choices(show)

    def open_correct(self, row: SignRow) -> None:
        """The form that puts a line right."""
        form = CorrectForm(row, self.desk.zone(), self.desk.today())
        title = _("Correct the line of {name}").format(name=row.name)
        self.panel.open_form(
            "correct", title, form, partial(correct_line, self.desk, self.panel, form), row.id
        )

    def open_strike(self, row: SignRow) -> None:
        """The form that takes a line off."""
        form = StrikeForm(row)
        made = partial(strike_line, self.desk, self.panel, form)
        title = _("Take off the line of {name}").format(name=row.name)
        self.panel.open_form("strike", title, form, made, row.id)

    def _with_choices(self, show: Callable[[SignChoices], None]) -> None:
        if self.may:
            self.tabs.show_tab("log")
            self.desk.ask(self, sign_choices, self.desk.house_id, self.desk.today(), done=show)

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        table = self.out if self.top.view() == "out" else self.log.table
        row = table.row_of(ids[0])
        if row is None:
            return
        lines: list[tuple[str, str, Callable[[], object]]] = []
        if self.may:
            if row.in_at is None:
                lines.append((_("Sign in"), "log-in", partial(self.steps.sign_in, row)))
            if row.late_minutes and not row.acked:
                lines.append((_("I have seen this"), "eye", partial(self.steps.seen, row)))
            lines.append((_("Correct"), "pencil", partial(self.open_correct, row)))
            lines.append((_("Take this line off"), "trash-2", partial(self.open_strike, row)))
        lines.append(
            (
                _("Open the profile"),
                "user-round",
                partial(self.go.emit, "residents", row.resident_id),
            )
        )
        for text, icon, run in lines:
            menu.addAction(theme.icon(icon, "muted"), text).triggered.connect(
                lambda _on=False, run=run: run()
            )
