"""The list of residents: who is here, who waits, who moved out; one table each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from sobrhouse.domain import residents as rules
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.moved_out import MovedOutRow
from sobrhouse.queries.residents import (
    Counts,
    ResidentRow,
    WaitingRow,
    counts,
    people_waiting,
    residents_here,
)
from sobrhouse.words import _, n_, p_
from ui import theme
from ui.desk import Desk
from ui.office.people import resident_words as words
from ui.office.residents.moved_out import MovedOutList
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.rows import Column
from ui.widgets.segments import Segments
from ui.widgets.table import Table

HERE, WAITING, GONE = "here", "waiting", "gone"
FILTER_WIDTH = 250
WIDE, NARROW, NARROWER = 980, 860, 640
# Columns that go first when there is less room than that, by list.
DROPPED = {
    HERE: ((WIDE, (2, 7)), (NARROW, (4,)), (NARROWER, (6,))),
    WAITING: ((NARROW, (2, 5)), (NARROWER, (4,))),
    GONE: ((NARROW, (4, 5)), (NARROWER, (1,))),
}


@dataclass(frozen=True, slots=True)
class Bulk:
    """Something that can be done with the chosen people."""

    label: str
    icon: str
    run: Callable[[list[int]], None]
    needs: Permission | None = None


def _here_columns(today: Callable[[], date]) -> Sequence[Column[ResidentRow]]:
    return (
        Column(_("Name"), lambda r: r.name, kind="person", who=lambda r: r.resident_id,
               second=lambda r: rules.missing_words(r.missing), sort=lambda r: r.name.casefold(),
               said=lambda r: _said(r.full_name, rules.missing_words(r.missing)), stretch=True),
        Column(_("Bed"), lambda r: r.bed, width=70),
        Column(_("Phase"), lambda r: r.phase, width=110, sort=lambda r: r.phase_number),
        Column(_("Days sober"), lambda r: f"{r.sober.days:,}" if r.sober.since else "",
               kind="number", width=132,
               sort=lambda r: r.sober.days if r.sober.since else None),
        Column(_("Next milestone"), lambda r: words.next_words(r.next, today()), width=170,
               sort=lambda r: r.next.on if r.next else None),
        Column(_("Status"), lambda r: _status(r, today()), kind="chip", width=150,
               chip=lambda r: words.CHIPS[r.standing], sort=lambda r: r.standing.value),
        Column(_("Sponsor"), _sponsor, width=128,
               sort=lambda r: (not r.has_sponsor, r.sponsor.casefold())),
        Column(_("Moved in"), lambda r: words.year_words(r.moved_in, today()), width=110,
               kind="muted", sort=lambda r: r.moved_in),
    )


def _sponsor(row: ResidentRow) -> str:
    if not row.has_sponsor:
        return p_("a sponsor", "None yet")
    return row.sponsor or _("Yes")


def _said(*parts: str) -> str:
    """The name in full, so that a filter and a screen reader know the last name too."""
    return ", ".join(part for part in parts if part)


def _status(row: ResidentRow, today: date) -> str:
    return words.standing_words(
        row.standing, today, leaves_on=row.leaves_on, away=row.away, away_until=row.away_until)


def _waiting_columns(today: Callable[[], date]) -> Sequence[Column[WaitingRow]]:
    return (
        Column(_("Name"), lambda r: r.name, kind="person", who=lambda r: r.resident_id,
               second=lambda r: r.referral and _("Referred by {who}").format(who=r.referral),
               said=lambda r: _said(r.full_name, r.referral),
               sort=lambda r: r.name.casefold(), stretch=True),
        Column(_("Stands"), lambda r: words.stage_words(r.stage), kind="chip", width=160,
               chip=lambda r: "brand" if r.stage == "approved" else "mute"),
        Column(_("Asked on"), lambda r: words.year_words(r.received_on, today()), width=110,
               kind="muted",
               sort=lambda r: r.received_on),
        Column(_("Ready"), lambda r: words.day_words(r.ready_on, today()), width=130,
               sort=lambda r: r.ready_on),
        Column(_("Needs"), lambda r: r.needs, width=170),
        Column(_("Phone"), lambda r: nice_phone(r.phone), width=140, kind="muted"),
    )


def _gone_columns(today: Callable[[], date]) -> Sequence[Column[MovedOutRow]]:
    return (
        Column(_("Name"), lambda r: r.name, kind="person", who=lambda r: r.resident_id,
               second=lambda r: "" if r.stays < 2 else (
                   n_("{n} stay", "{n} stays", r.stays).format(n=r.stays)),
               said=lambda r: r.full_name, sort=lambda r: r.name.casefold(), stretch=True),
        Column(_("Moved in"), lambda r: words.year_words(r.moved_in, today()), width=120,
               kind="muted", sort=lambda r: r.moved_in),
        Column(_("Moved out"), lambda r: words.year_words(r.moved_out, today()), width=120,
               kind="muted", sort=lambda r: r.moved_out),
        Column(_("How it ended"), lambda r: words.discharge_words(r.kind), width=230),
        Column(_("May come back"), lambda r: _yes_no(r.return_eligible), width=130),
        Column(_("Phone"), lambda r: nice_phone(r.phone), width=140, kind="muted"),
    )


def _yes_no(value: bool | None) -> str:
    return "" if value is None else _("Yes") if value else _("No")


class ResidentsList(QWidget):
    """Three lists behind three segments, each with its own filter and order."""

    opened = Signal(int)
    counted = Signal(object)

    def __init__(self, desk: Desk, add: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.bulk: tuple[Bulk, ...] = ()
        self.counts = Counts()
        self.segments = Segments(
            [(HERE, _("Here")), (WAITING, _("Waitlist")), (GONE, _("Moved out"))],
            name=_("Which residents"))
        self.segments.picked.connect(self._on_segment)
        self.tables = self._make_tables(add)
        self._stack, self._filters = QStackedWidget(), QStackedWidget()
        self._filters.setFixedWidth(round(FILTER_WIDTH * theme.scale()))
        for table in self.tables.values():
            self._filters.addWidget(table.search)
        self.gone = MovedOutList(desk, self.tables[GONE])
        self._lists: dict[str, QWidget] = {**self.tables, GONE: self.gone}
        for shown in self._lists.values():
            self._stack.addWidget(shown)
        self._chosen = Label("", "muted")
        self._bulk_row = QWidget()
        self._bulk_box = hbox(gap=2, parent=self._bulk_row)
        self._bulk_row.hide()
        card = Card()
        card.add(hbox(self.segments, 1, self._chosen, self._bulk_row, self._filters, gap=3))
        card.add(self._stack, 1)
        vbox(card, gap=0, parent=self)

    def _make_tables(self, add: Callable[[], None]) -> dict[str, Table[Any]]:
        today = self.desk.today
        may_add = self.desk.may(Permission.MANAGE_PEOPLE)
        button = _("Add resident") if may_add else ""
        made: dict[str, Table[Any]] = {
            HERE: Table(
                _here_columns(today), lambda r: r.resident_id, name="residents_here",
                label=_("Residents who are here"), search=_("Filter residents"), many=True,
                nothing=EmptyState(
                    "users", _("No residents yet"),
                    _("Add the first person, or choose Import to bring in a spreadsheet."),
                    button, add)),
            WAITING: Table(
                _waiting_columns(today), lambda r: r.resident_id, name="residents_waiting",
                label=_("People on the waitlist"), search=_("Filter the waitlist"), many=True,
                nothing=EmptyState(
                    "list", _("Nobody waits for a bed"),
                    _("When somebody asks and no bed is free, add them here."), button, add)),
            GONE: Table(
                _gone_columns(today), lambda r: r.resident_id, name="residents_gone",
                label=_("People who moved out"), search=_("Filter who moved out"), many=True,
                nothing=EmptyState(
                    "door-open", _("Nobody has moved out"),
                    _("People who leave stay on record here, for when they come back."))),
        }
        for table in made.values():
            table.activated.connect(self._on_opened)
            table.menu_for = self._fill_menu
            table.view.selectionModel().selectionChanged.connect(self._on_selected)
        return made

    def table(self) -> Table[Any]:
        """The list that is shown."""
        return self.tables[str(self.segments.key())]

    def title(self) -> str:
        """What the shown list is called on paper."""
        return {HERE: _("Residents"), WAITING: _("Waitlist"), GONE: _("Moved out")}[
            str(self.segments.key())]

    def reload(self) -> None:
        """Ask for the list that is shown, and how many the others hold."""
        house = self.desk.house_id
        self.desk.ask(self, counts, house, done=self._on_counted)
        key, table = self.segments.key(), self.table()
        if key == HERE:
            self.desk.ask(self, residents_here, house, self.desk.today(), done=table.show_rows,
                          failed=lambda p: table.could_not_load(p.sentence, self.reload))
        elif key == WAITING:
            self.desk.ask(self, people_waiting, house, done=table.show_rows,
                          failed=lambda p: table.could_not_load(p.sentence, self.reload))
        else:
            self.gone.reload()

    def whole(self, then: Callable[[], None]) -> None:
        """Do something with the shown list once it is loaded to its end."""
        if self.segments.key() == GONE:
            self.gone.load_all(then)
        else:
            then()

    def show_list(self, key: str) -> None:
        """Show who is here, who waits, or who moved out."""
        self.segments.pick(key)

    def neighbours(self, resident_id: int) -> tuple[int | None, int | None]:
        """Who stands above and below somebody in the list that is shown."""
        ids = self.ids()
        if resident_id not in ids:
            return None, (ids[0] if ids else None)
        at = ids.index(resident_id)
        above = ids[at - 1] if at else None
        return above, (ids[at + 1] if at + 1 < len(ids) else None)

    def ids(self) -> list[int]:
        """The people of the shown list, as filtered and sorted."""
        rows = self.table().rows
        return [rows.row(i).resident_id for i in range(rows.rowCount())]

    def name_of(self, resident_id: int | None) -> str:
        """The full name of somebody in the shown list."""
        row = self.table().row_of(resident_id) if resident_id is not None else None
        return row.full_name if row is not None else ""

    def _on_segment(self, key: object) -> None:
        self._stack.setCurrentWidget(self._lists[str(key)])
        self._filters.setCurrentWidget(self.tables[str(key)].search)
        self._on_selected()
        self.reload()

    def _on_opened(self, resident_id: object) -> None:
        self.opened.emit(resident_id)

    def _on_counted(self, found: Counts) -> None:
        self.counts = found
        for key, label, n in ((HERE, _("Here"), found.here),
                              (WAITING, _("Waitlist"), found.waiting),
                              (GONE, _("Moved out"), found.moved_out)):
            self.segments.set_text(key, f"{label} {n}" if n else label)
        self.counted.emit(found)

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        if len(ids) == 1:
            menu.addAction(_("Open"), lambda: self.opened.emit(ids[0]))
        for bulk in self._allowed():
            menu.addAction(theme.icon(bulk.icon), bulk.label, lambda b=bulk: b.run(ids))

    def _allowed(self) -> list[Bulk]:
        return [b for b in self.bulk if b.needs is None or self.desk.may(b.needs)]

    def set_bulk(self, bulk: Sequence[Bulk]) -> None:
        """Offer these for the people that are chosen."""
        self.bulk = tuple(bulk)
        for one in self._allowed():
            button = Button(one.label, icon=one.icon, small=True)
            button.clicked.connect(lambda _on=False, b=one: b.run(self.table().selected_ids()))
            self._bulk_box.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = theme.scale()
        for key, table in self.tables.items():
            for limit, columns in DROPPED[key]:
                for column in columns:
                    table.view.setColumnHidden(column, self.width() < limit * scale)

    def _on_selected(self, *_changed: object) -> None:
        n = len(self.table().selected_ids())
        self._bulk_row.setVisible(n > 1)
        self._chosen.setText(n_("{n} chosen", "{n} chosen", n).format(n=n) if n > 1 else "")
