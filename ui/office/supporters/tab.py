"""The tab People who support: the house's list of who is willing, and one of them beside it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.supporters import SupporterRow, supporter_list
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.exporting import export_list
from ui.office.place_tab import PlaceTab
from ui.office.supporters import words
from ui.office.supporters.fields import NAME
from ui.office.supporters.filters import SupporterFilters
from ui.office.supporters.papers import fill_papers, paper_verbs
from ui.office.supporters.steps import NEW, SupporterSteps
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, MenuButton, add_action
from ui.widgets.empty import EmptyState
from ui.widgets.page import Verb
from ui.widgets.table import Table

NARROW, NARROWER = 800, 560  # the room of the table from which it leaves out columns


class SupportersTab(PlaceTab):
    """The list with its filters, and a panel for one of them or for a form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may = desk.may(Permission.RECORD_DAILY)
        self.all_rows: tuple[SupporterRow, ...] = ()
        self._wants: int | None = None  # whom to open once the list is there
        self.steps = SupporterSteps(desk, self.panel)
        self.filters = SupporterFilters()
        self.new = Button(_("Add somebody"), "primary", "plus", keys="Ctrl+N")
        self.print = MenuButton(_("Print"), "printer")
        self.print.menu().aboutToShow.connect(
            lambda: fill_papers(desk, self.window(), self.print.menu()))
        self.table = self._table()
        self.no_match = EmptyState("search", _("Nobody like that"), "", _("Clear the filters"),
                                   self.filters.clear)
        self.makers = {NEW: self.steps.add}
        self._build()
        self._connect()

    def _table(self) -> Table[SupporterRow]:
        nothing = EmptyState(
            "heart-handshake", _("Nobody is on the list yet"),
            _("Write down who is willing to sponsor or mentor. A first name and one letter are"
              " enough; a phone number only if they agreed."),
            _("Add somebody") if self.may else "", self.steps.add, primary=True,
        )  # fmt: skip
        table = Table(
            words.columns(self.desk.today), lambda r: r.supporter_id, name="supporters",
            label=_("People who support"), nothing=nothing, search=_("Name or language"),
        )  # fmt: skip
        return table

    def _build(self) -> None:
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.no_match)
        self.left = QWidget()
        self.left.installEventFilter(self)
        finding = hbox(self.table.search, self.filters, gap=2)
        finding.setStretch(0, 2)
        finding.setStretch(1, 5)
        finding.setAlignment(self.table.search, Qt.AlignmentFlag.AlignTop)
        self.table.top.setContentsMargins(0, 0, 0, 0)
        vbox(finding, self.lists, gap=2, parent=self.left).setStretch(1, 1)
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addWidget(self.left, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.new.clicked.connect(self.steps.add)
        self.filters.changed.connect(self._show_rows)
        self.table.activated.connect(self.steps.open)
        self.table.view.clicked.connect(self._on_clicked)
        self.table.menu_for = self._fill_menu
        self.steps.person.connect(lambda who: self.go.emit("residents", who))
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_phone)

    # What the place asks

    def context(self) -> str:
        rows = self.all_rows
        if not rows:
            return ""
        room = sum(row.room for row in rows if row.state == "active")
        return " · ".join((
            n_("{n} person on the list", "{n} people on the list", len(rows)).format(n=len(rows)),
            n_("room for {n} more", "room for {n} more", room).format(n=room),
        ))

    def header_buttons(self) -> list[QWidget]:
        printing = [self.print] if self.desk.may(Permission.PRINT_PAPERS) else []
        return [*printing, *([self.new] if self.may else [])] if self.all_rows else []

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("new", _("Add somebody who supports"), "plus", run=self.steps.add,
                 needs=Permission.RECORD_DAILY),
            *paper_verbs(self.desk, self),
            Verb("export", _("Save this list as a file"), "file-down", run=self.save_list,
                 needs=Permission.EXPORT),
            Verb("filter", _("Filter this list"), "search", run=self.table.search.setFocus,
                 more=False),
            Verb("next", _("Next person"), run=partial(self._step, 1), more=False),
            Verb("previous", _("The person before"), run=partial(self._step, -1), more=False),
        )  # fmt: skip

    def open_record(self, target: object) -> None:
        """{"supporter": an id} shows them, {"new": True} the form of somebody new."""
        if not isinstance(target, Mapping):
            return
        who = target.get("supporter")
        if isinstance(who, int):
            self._wants = who
            self._open_wanted()
        if target.get("new"):
            self.steps.add()

    def place_in(self) -> object:
        who = self.steps.opened()
        return {"tab": "people", "supporter": who} if who is not None else None

    def reopen_form(self, name: str) -> None:
        who = name.removeprefix(NAME)
        if who != name and who.isdecimal():
            self.steps.change_again(int(who))
        else:
            super().reopen_form(name)

    def reload(self) -> None:
        self.desk.ask(
            self, supporter_list, self.desk.house_id, self.desk.today(), done=self._show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _show(self, rows: tuple[SupporterRow, ...]) -> None:
        self.all_rows = rows
        self.filters.setVisible(bool(rows))
        self.table.search.setVisible(bool(rows))
        self._show_rows()
        self._open_wanted()
        self.steps.refresh()
        self.headed.emit()

    def _show_rows(self) -> None:
        rows = tuple(row for row in self.all_rows if self.filters.lets(row))
        self.table.show_rows(rows)
        nobody = not rows and bool(self.all_rows)
        self.lists.setCurrentWidget(self.no_match if nobody else self.table)

    def _open_wanted(self) -> None:
        if self._wants is not None and self.all_rows:
            wanted, self._wants = self._wants, None
            self.table.select(wanted)
            self.steps.open(wanted)

    # One of them

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.table.row_of(self.table.current_id())
        if row is None:
            return
        if index.column() == words.PHONE and row.phone:
            self.steps.copy_phone(row)
        else:
            self.steps.open(row.supporter_id)

    def copy_phone(self) -> None:
        """The number of the one that the keys stand on."""
        row = self.table.row_of(self.table.current_id())
        if row is not None:
            self.steps.copy_phone(row)

    def _step(self, step: int) -> None:
        who = self.table.next_id(step)
        if who is not None:
            self.table.select(who)
            self.steps.open(who)

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        row = self.table.row_of(ids[0])
        if row is None:
            return
        add_action(menu, _("Open"), None, partial(self.steps.open, row.supporter_id))
        if row.phone:
            add_action(menu, _("Copy the phone number"), "copy",
                       partial(self.steps.copy_phone, row))  # fmt: skip
        if self.may:
            add_action(menu, _("Change"), "pencil", partial(self.steps.change, row))

    def save_list(self) -> None:
        """The list as it is shown, to a file; after the PIN, and recorded."""
        export_list(self.desk, self, self.table, "sponsors", _("People who support"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.left and event.type() == QEvent.Type.Resize:
            self._drop()  # as the window changes, and as the panel comes and goes
        return super().eventFilter(watched, event)

    def _drop(self) -> None:
        """Leave out the columns that one needs least where there is little room."""
        room = self.left.width() / theme.scale()
        for limit, columns in zip((NARROW, NARROWER), words.DROPPED, strict=True):
            for column in columns:
                self.table.view.setColumnHidden(column, room < limit)
