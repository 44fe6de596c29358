"""Visitors: who is in the house to see somebody, and who was."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.passes import clock_on
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.visitors import HostRow, VisitorRow, hosts, visitors_of
from sobrhouse.services import visitors
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.place_tab import PlaceTab
from ui.office.signlog.visitors_line import VisitForm, VisitLine
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button, add_action
from ui.widgets.empty import EmptyState
from ui.widgets.growing import GrowingRows
from ui.widgets.rows import Column
from ui.widgets.table import Table

PAGE = 100
TYPED_MS = 200


class VisitorsTab(PlaceTab):
    """The log, the newest first, and a panel for one visit or the form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.may = desk.may(Permission.RECORD_DAILY)
        self.new = Button(_("Add a visitor"), "primary", "user-plus", small=True)
        self.new.setVisible(self.may)
        self.rows = GrowingRows[VisitorRow](_columns(desk), lambda r: r.visitor_id)
        self.table = Table(
            self.rows.columns, lambda r: r.visitor_id, name="visitors", label=_("Visitors"),
            nothing=EmptyState("user-round", _("No visitor yet"),
                               _("Who signs in at the kiosk or is added here is kept in this log."),
                               ),
            search=_("Find a name"), beside=(self.new,), click_opens=True,
            rows=self.rows,
        )  # fmt: skip
        self.table.top.insertStretch(1, 1)
        header = self.table.view.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSortIndicatorShown(False)
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)
        self._typed = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._typed.timeout.connect(self.reload)
        self._asked = 0
        self.makers = {"visitor": self.add}
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(self.add)
        self.table.search.textChanged.connect(lambda _text: self._typed.start())
        self.table.activated.connect(self._on_opened)
        self.table.menu_for = self._fill_menu
        self.rows.wanted.connect(self._grow)

    def reload(self) -> None:
        """Ask for the newest visits."""
        self._asked += 1
        self._read(None, self._asked)

    def _grow(self) -> None:
        self._read(self.rows.row(self.rows.rowCount() - 1), self._asked)

    def _read(self, last: VisitorRow | None, asked: int) -> None:
        def show(found: tuple[VisitorRow, ...]) -> None:
            if asked != self._asked:
                return
            more = len(found) == PAGE
            if last is not None:
                self.rows.append(found, more=more)
                return
            self.rows.begin(more=more)
            self.table.show_rows(found)

        self.desk.ask(
            self, visitors_of, self.desk.house_id, text=self.table.search.text(),
            before=None if last is None else (last.in_at, last.visitor_id), limit=PAGE, done=show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _on_opened(self, visitor_id: object) -> None:
        row = self.table.row_of(visitor_id)
        if row is not None:
            self.open_visit(row)

    def open_visit(self, row: VisitorRow) -> None:
        """Show one visit in the panel."""
        shown = VisitLine(self.desk, row, may=self.may)
        shown.left.connect(self.leave)
        shown.correct.connect(self.correct)
        shown.taken_back.connect(self.take_back)
        shown.profile.connect(lambda person: self.go.emit("residents", person))
        self.panel.show_other("visit", row.name, shown)

    # Steps

    def add(self) -> None:
        """The form for somebody who has come."""

        def show(people: tuple[HostRow, ...]) -> None:
            form = VisitForm(people)
            self.panel.open_form("visitor", _("Add a visitor"), form, made)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, visitors.visitor_in, self.desk.house_id, done=self.panel.finish,
                refused=self.panel.refuse,
                said=_("{name} is visiting").format(name=values["name"]),
                undo=lambda visit: Step(visitors.take_back, (visit,)), **values,
            )  # fmt: skip

        self.desk.ask(self, hosts, self.desk.house_id, done=show)

    def correct(self, row: VisitorRow) -> None:
        """The form that puts a visit right."""

        def show(people: tuple[HostRow, ...]) -> None:
            form = VisitForm(people, row)
            title = _("Correct the visit of {name}").format(name=row.name)
            self.panel.open_form("visit_correct", title, form, made, row.visitor_id)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, visitors.change_visit, row.visitor_id, row.version, values["name"],
                row.host, values["host_stay_id"], agreed=values["agreed"],
                done=self.panel.finish, refused=self.panel.refuse,
                said=_("Visit of {name} corrected").format(name=values["name"]),
                undo=lambda was: Step(
                    visitors.change_visit, (row.visitor_id, None, *was[:3]), {"agreed": was[3]}
                ),
            )  # fmt: skip

        self.desk.ask(self, hosts, self.desk.house_id, done=show)

    def leave(self, row: VisitorRow) -> None:
        """The visitor goes now."""
        self.desk.do(
            self, visitors.visitor_out, row.visitor_id, done=self.panel.finish,
            said=_("{name} has left").format(name=row.name),
            undo=lambda _none: Step(visitors.still_here, (row.visitor_id,)),
        )  # fmt: skip

    def take_back(self, row: VisitorRow) -> None:
        """A visit that should not be in the log."""
        self.desk.do(
            self, visitors.take_back, row.visitor_id, done=self.panel.finish,
            said=_("Visit of {name} taken off").format(name=row.name),
            undo=lambda _none: Step(visitors.put_back, (row.visitor_id,)),
        )  # fmt: skip

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        row = self.table.row_of(ids[0])
        if row is None or not self.may:
            return
        if row.out_at is None:
            add_action(menu, _("They leave now"), "log-out", partial(self.leave, row))
        add_action(menu, _("Correct"), "pencil", partial(self.correct, row))
        add_action(menu, _("Take this line off"), "trash-2", partial(self.take_back, row))


def host_words(row: VisitorRow) -> str:
    """Whom they came to see: the resident, else what was typed."""
    return row.host_name or row.host


def _columns(desk: Desk) -> tuple[Column[VisitorRow], ...]:
    def came(row: VisitorRow) -> str:
        return clock_on(row.in_at, desk.today(), desk.zone())

    def left(row: VisitorRow) -> str:
        if row.out_at is None:
            return ""
        return clock_on(row.out_at, row.in_at.astimezone(desk.zone()).date(), desk.zone())

    def state(row: VisitorRow) -> str:
        return _("In the house") if row.out_at is None else _("Left")

    return (
        Column[VisitorRow](_("Visitor"), lambda r: r.name, kind="strong", width=190),
        Column[VisitorRow](_("State"), state, kind="chip",
                           chip=lambda r: "info" if r.out_at is None else "mute", width=130),
        Column[VisitorRow](_("To see"), host_words, stretch=True, width=150),
        Column[VisitorRow](_("Came"), came, width=150),
        Column[VisitorRow](_("Left"), left, width=130),
        Column[VisitorRow](_("House rules"), lambda r: _("Agreed") if r.agreed else _("Not asked"),
                           kind="muted", width=120),
    )  # fmt: skip
