"""The directory of recovery meetings: by day, with filters, by hand or from a file."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sobrhouse.domain.meeting_groups import fellowship_name
from sobrhouse.domain.meeting_phrases import (
    clock_words,
    day_words,
    how_words,
    miles_words,
    place_words,
    who_words,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_groups import GroupRow, directory
from sobrhouse.services import meeting_groups as groups
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.meetings.feed import FeedView
from ui.office.meetings.filters import Filters
from ui.office.meetings.group_form import GroupForm, beside
from ui.office.meetings.group_line import GroupLine
from ui.office.meetings.papers import show_week_board
from ui.office.place_tab import PlaceTab
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, add_action
from ui.widgets.empty import EmptyState
from ui.widgets.page import Verb
from ui.widgets.rows import Column
from ui.widgets.table import Table

_DISTANCE = 6  # the column that shows only where the house knows its place


class DirectoryTab(PlaceTab):
    """The list with its filters and a panel for one meeting or the form; or a file being brought
    in.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may = desk.may(Permission.RECORD_DAILY)
        self.may_import = desk.may(Permission.IMPORT)
        self.all_rows: tuple[GroupRow, ...] = ()
        self.filters = Filters()
        self.bring = Button(_("Bring in a file"), icon="file-up", small=True)
        self.board = Button(_("Week board"), icon="printer")
        self.new = Button(_("Add a meeting"), "primary", "plus")
        self.table = self._table()
        self.no_match = EmptyState("search", _("No meeting like that"), "",
                                   _("Clear the filters"), self.filters.clear)
        self.feed = FeedView(desk)
        self.stack = QStackedWidget()
        self.makers = {"group_new": self.add}
        self._build()
        self._connect()

    def _table(self) -> Table[GroupRow]:
        nothing = EmptyState(
            "map-pin", _("No meeting is in the directory yet"),
            _("Bring in the list of your area, or add meetings one by one. They show on the week"
              " board and at the kiosk."),
            _("Bring in a file") if self.may_import else "", self.open_import, primary=True)
        table = Table(
            _columns(), lambda r: r.group_id, name="directory", label=_("Meetings"),
            nothing=nothing, search=_("Name, place or town"), beside=(self.bring,), many=True)
        table.top.insertStretch(1, 1)
        table.top.setStretch(0, 2)
        return table

    def _build(self) -> None:
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.no_match)
        left = QWidget()
        vbox(self.filters, self.lists, gap=2, parent=left).setStretch(1, 1)
        list_page = QWidget()
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=list_page)
        row.addWidget(left, 1)
        row.addWidget(self.panel)
        self.stack.addWidget(list_page)
        self.stack.addWidget(self.feed)
        vbox(self.stack, gap=0, parent=self)
        self.setAcceptDrops(self.may_import)

    def _connect(self) -> None:
        self.new.clicked.connect(self.add)
        self.bring.clicked.connect(self.open_import)
        self.board.clicked.connect(self.print_board)
        self.filters.changed.connect(self._show_rows)
        self.table.activated.connect(self._on_opened)
        self.table.view.clicked.connect(self._on_clicked)
        self.table.menu_for = self._fill_menu
        self.feed.finished.connect(self.close_import)
        self.feed.headed.connect(self.headed)

    # What the place asks

    def context(self) -> str:
        if self.importing:
            return self.feed.context()
        shown = sum(row.on_board for row in self.all_rows)
        return " · ".join((
            n_("{n} meeting", "{n} meetings", len(self.all_rows)).format(
                n=f"{len(self.all_rows):,}"),
            n_("{n} on the board", "{n} on the board", shown).format(n=f"{shown:,}")))

    def title(self) -> str:
        return _("Bring in meetings") if self.importing else ""

    def header_buttons(self) -> list[QWidget]:
        if self.importing:
            return []
        return [self.board, self.new] if self.may else [self.board]

    def verbs(self) -> tuple[Verb, ...]:
        daily = Permission.RECORD_DAILY
        return (
            Verb("new", _("Add a meeting to the directory"), "plus", run=self.add, needs=daily),
            Verb("import_meetings", _("Bring in meetings from a file"), "file-up",
                 run=self.open_import, needs=Permission.IMPORT),
            Verb("print", _("Print the week board"), "printer", run=self.print_board,
                 needs=Permission.PRINT_PAPERS),
            Verb("filter", _("Filter this list"), "search", run=self.table.search.setFocus,
                 more=False),
        )

    def open_record(self, target: object) -> None:
        """{"import": True} or {"import": a file's path}, {"group": an id}."""
        if not isinstance(target, dict):
            return
        if "import" in target:
            self.open_import()
            if isinstance(target["import"], str):
                self.feed.read(Path(target["import"]))
        elif row := next((r for r in self.all_rows if r.group_id == target.get("group")), None):
            self.open_group(row)

    def place_in(self) -> object:
        if self.importing:
            return {"tab": "directory", "import": self.feed.file() or True}
        return None

    def back(self) -> bool:
        if self.importing:
            if not self.feed.back():
                self.close_import()
            return True
        return super().back()

    @property
    def importing(self) -> bool:
        """Whether a file is being brought in."""
        return self.stack.currentWidget() is self.feed

    def reload(self) -> None:
        """Ask for the directory."""
        self.desk.ask(
            self, directory, self.desk.house_id, self.desk.today(), done=self._show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload))

    def _show(self, rows: tuple[GroupRow, ...]) -> None:
        self.all_rows = rows
        far = any(row.miles is not None for row in rows)
        self.table.view.setColumnHidden(_DISTANCE, not far)
        self.filters.setVisible(bool(rows))
        self.bring.setVisible(bool(rows) and self.may_import)
        self.table.search.setVisible(bool(rows))
        self._show_rows()
        self.headed.emit()

    def _show_rows(self) -> None:
        rows = tuple(row for row in self.all_rows if self.filters.lets(row))
        self.table.show_rows(rows)
        nobody = not rows and bool(self.all_rows)
        self.lists.setCurrentWidget(self.no_match if nobody else self.table)

    # One meeting

    def _on_clicked(self) -> None:
        if len(self.table.selected_ids()) == 1:
            self._on_opened(self.table.current_id())

    def _on_opened(self, group_id: object) -> None:
        row = self.table.row_of(group_id)
        if row is not None:
            self.open_group(row)

    def open_group(self, row: GroupRow) -> None:
        """Show one meeting in the panel."""
        shown = GroupLine(row, may=self.may)
        shown.change.connect(self.change)
        shown.board.connect(lambda one: self.set_board([one], on=not one.on_board))
        shown.off.connect(lambda one: self.take_off([one]))
        self.panel.show_other("group", row.name, shown)

    # Steps

    def add(self) -> None:
        """The form for a meeting that is not in the list."""
        form = GroupForm()

        def made(values: dict[str, Any]) -> None:
            try:
                facts = form.facts(values)
            except Problem as problem:
                self.panel.refuse(problem)
                return
            self.desk.do(
                self, groups.add_group, self.desk.house_id, facts, done=self.panel.finish,
                refused=lambda p: self.panel.refuse(beside(p)),
                said=_("{name} added").format(name=facts.name),
                undo=lambda new: Step(groups.take_off_list, ([new],)))

        self.panel.open_form("group_new", _("Add a meeting"), form, made)

    def change(self, row: GroupRow) -> None:
        """The form that changes one; a later file keeps what is changed here."""
        form = GroupForm(row.facts)

        def made(values: dict[str, Any]) -> None:
            try:
                facts = form.facts(values)
            except Problem as problem:
                self.panel.refuse(problem)
                return
            self.desk.do(
                self, groups.change_group, row.group_id, row.version, facts,
                done=self.panel.finish, refused=lambda p: self.panel.refuse(beside(p)),
                said=_("{name} changed").format(name=facts.name),
                undo=lambda was: Step(groups.change_group, (row.group_id, None, was)))

        title = _("Change {name}").format(name=row.name)
        self.panel.open_form("group_change", title, form, made, row.group_id)

    def set_board(self, rows: list[GroupRow], *, on: bool) -> None:
        """Show these on the board, or hide them from it."""
        there, back = groups.put_on_board, groups.hide_from_board
        if not on:
            there, back = back, there
        one = _("{name} shows on the board") if on else _("{name} hidden from the board")
        many = n_("{n} meeting shows on the board", "{n} meetings show on the board", len(rows)) \
            if on else n_("{n} meeting hidden from the board",
                          "{n} meetings hidden from the board", len(rows))
        self.desk.do(
            self, there, [row.group_id for row in rows], done=self._close_group,
            said=_said(rows, one, many), undo=lambda ids: Step(back, (ids,)))

    def take_off(self, rows: list[GroupRow]) -> None:
        """Take these off the list."""
        ids = [row.group_id for row in rows]
        many = n_("{n} meeting taken off the list", "{n} meetings taken off the list", len(rows))
        self.desk.do(
            self, groups.take_off_list, ids, done=self._close_group,
            said=_said(rows, _("{name} taken off the list"), many),
            undo=lambda _none: Step(groups.put_back_on_list, (ids,)))

    def _close_group(self, _done: object) -> None:
        if self.panel.form is None:
            self.panel.finish()

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        rows = [row for row in map(self.table.row_of, ids) if row is not None]
        if not rows or not self.may:
            return
        if len(rows) == 1:
            add_action(menu, _("Change"), "pencil", partial(self.change, rows[0]))
        for on, words, icon in ((True, _("Show on the board"), "eye"),
                                (False, _("Hide from the board"), "eye-off")):
            if other := [row for row in rows if row.on_board is not on]:
                add_action(menu, words, icon, partial(self.set_board, other, on=on))
        add_action(menu, _("Take off the list"), "trash-2", partial(self.take_off, rows))

    def print_board(self) -> None:
        """The poster of this week, as a file to print."""
        show_week_board(self.desk, self.window())

    # A file

    def open_import(self) -> None:
        """Bring in a file; nothing is written before the last button."""
        self.panel.close_panel()
        self.feed.start()
        self.stack.setCurrentWidget(self.feed)
        self.headed.emit()

    def close_import(self) -> None:
        """Back to the list."""
        self.stack.setCurrentIndex(0)
        self.headed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if not self.importing:
            self.open_import()
        self.feed.read(Path(event.mimeData().urls()[0].toLocalFile()))


def _said(rows: list[GroupRow], one: str, many: str) -> str:
    return one.format(name=rows[0].name) if len(rows) == 1 else many.format(n=len(rows))


def _columns() -> tuple[Column[GroupRow], ...]:
    def day(row: GroupRow) -> int:
        return 7 if row.weekday is None else row.weekday

    return (
        Column(_("Day"), lambda r: day_words(r.weekday), sort=lambda r: (day(r), r.starts_at),
               width=124),
        Column(_("Time"), lambda r: clock_words(r.starts_at), sort=lambda r: r.starts_at or "~",
               width=92),
        Column(_("Meeting"), lambda r: r.name, kind="strong",
               second=lambda r: place_words(r.facts), stretch=True, width=220),
        Column(_("Fellowship"), lambda r: fellowship_name(r.fellowship, short=True), width=100),
        Column(_("Who"), lambda r: who_words(r.facts.closed), kind="chip",
               chip=lambda r: "mute" if r.facts.closed else "ok", width=92),
        Column(_("How"), lambda r: how_words(r.facts), kind="muted", width=156),
        Column(_("Distance"), lambda r: miles_words(r.miles), sort=lambda r: r.miles, width=88,
               right=True),
        Column(_("Board"), lambda r: "" if r.on_board else _("Hidden"), kind="chip",
               chip=lambda _r: "mute", sort=lambda r: not r.on_board, width=92),
    )
