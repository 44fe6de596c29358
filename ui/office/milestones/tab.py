"""The tab Milestones: who reaches what soon and lately, who gives the chip, and one beside it."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.awards import Key
from sobrhouse.queries.milestones import AHEAD, ReachedRow, milestones_of_house
from sobrhouse.words import _, n_
from ui import theme
from ui.desk import Desk
from ui.office.milestones import words
from ui.office.milestones.steps import MilestoneSteps
from ui.office.place_tab import PlaceTab
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, add_action
from ui.widgets.empty import EmptyState
from ui.widgets.page import Verb
from ui.widgets.segments import Segments
from ui.widgets.table import Table

BEFORE = 14  # days in which a chip that nobody gave yet is still shown
SPANS = (AHEAD, 30, 90)  # days ahead that one can look
PROGRAMME, CERTIFICATES = "milestones", "certificates"  # their codes in the Reports place


def key_of(row: ReachedRow) -> Key:
    """What tells one milestone of somebody from the others."""
    return (row.resident_id, row.milestone.code, row.on)


class MilestonesTab(PlaceTab):
    """The last two weeks and the days ahead, by day; today's come to the front by themselves."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: tuple[ReachedRow, ...] = ()
        self._wants: int | None = None
        self.may_print = desk.may(Permission.PRINT_PAPERS)
        self.steps = MilestoneSteps(desk, self.panel)
        self.ahead = Segments(
            [(str(n), n_("{n} day", "{n} days", n).format(n=n)) for n in SPANS], _("Look ahead")
        )
        nothing = EmptyState(
            "award", _("No milestone in these days"),
            _("Sobriety dates stand in each profile. Each day counts all the same."),
            _("Look further ahead"), self._look_further,
        )  # fmt: skip
        self.table = Table(
            words.columns(desk.today), key_of, name="milestones", label=_("Milestones"),
            nothing=nothing, search=_("Name"), beside=(self.ahead,), click_opens=True,
        )  # fmt: skip
        self.table.top.addStretch(1)
        self.programme = Button(_("Programme"), icon="printer")
        self.certificates = Button(_("Certificates"), icon="award")
        self.left = QWidget()
        self.left.installEventFilter(self)
        vbox(self.table, parent=self.left)
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addWidget(self.left, 1)
        row.addWidget(self.panel)
        self._connect()

    def _connect(self) -> None:
        self.ahead.picked.connect(lambda _key: self.reload())
        self.table.activated.connect(self._open)
        self.table.menu_for = self._fill_menu
        self.steps.person.connect(lambda who: self.go.emit("residents", who))
        self.programme.clicked.connect(partial(self.go.emit, "reports", PROGRAMME))
        self.certificates.clicked.connect(partial(self.go.emit, "reports", CERTIFICATES))

    # What the place asks

    def context(self) -> str:
        today = self.desk.today()
        coming = sum(today <= r.on <= today + timedelta(days=AHEAD) for r in self.rows)
        waiting = sum(words.state_of(r, today) == "waiting" for r in self.rows)
        said = [n_("{n} milestone in the next two weeks", "{n} milestones in the next two weeks",
                   coming).format(n=coming)]  # fmt: skip
        if waiting:
            said.append(n_("{n} chip not given yet", "{n} chips not given yet", waiting).format(
                n=waiting))  # fmt: skip
        return " · ".join(said)

    def header_buttons(self) -> list[QWidget]:
        return [self.certificates, self.programme] if self.may_print else []

    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb("programme", _("Print what to celebrate"), "printer",
                 run=partial(self.go.emit, "reports", PROGRAMME), needs=Permission.PRINT_PAPERS),
            Verb("certificates", _("Print certificates"), "award",
                 run=partial(self.go.emit, "reports", CERTIFICATES),
                 needs=Permission.PRINT_PAPERS),
            Verb("filter", _("Filter this list"), "search", run=self.table.search.setFocus,
                 more=False),
            Verb("next", _("Next milestone"), run=partial(self._step, 1), more=False),
            Verb("previous", _("The milestone before"), run=partial(self._step, -1), more=False),
        )  # fmt: skip

    def open_record(self, target: object) -> None:
        """{"resident": an id} shows their next milestone."""
        who = target.get("resident") if isinstance(target, Mapping) else None
        if isinstance(who, int):
            self._wants = who
            self._open_wanted()

    def place_in(self) -> object:
        row = self.steps.opened()
        return {"tab": "milestones", "resident": row.resident_id} if row is not None else None

    def reload(self) -> None:
        today = self.desk.today()
        last = today + timedelta(days=int(str(self.ahead.key())))
        self.desk.ask(
            self, milestones_of_house, self.desk.house_id, today - timedelta(days=BEFORE), last,
            done=self._show,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _show(self, rows: tuple[ReachedRow, ...]) -> None:
        self.rows = rows
        self.table.show_rows(rows)
        self._open_wanted()
        shown = self.steps.opened()
        if shown is not None:
            now = self._row(key_of(shown))
            if now is None:
                self.panel.finish()
            elif now != shown:
                self.steps.open(now)
        self.headed.emit()

    def _row(self, key: object) -> ReachedRow | None:
        return next((row for row in self.rows if key_of(row) == key), None)

    def _open(self, key: object) -> None:
        row = self._row(key)
        if row is not None:
            self.steps.open(row)

    def _open_wanted(self) -> None:
        today = self.desk.today()
        mine = [r for r in self.rows if r.resident_id == self._wants]
        if mine:
            self._wants = None
            row = next((r for r in mine if r.on >= today), mine[-1])
            self.table.select(key_of(row))
            self.steps.open(row)

    def _look_further(self) -> None:
        further = {SPANS[0]: SPANS[1]}.get(int(str(self.ahead.key())), SPANS[-1])
        self.ahead.pick(str(further))

    def _step(self, step: int) -> None:
        key = self.table.next_id(step)
        if key is not None:
            self.table.select(key)
            self._open(key)

    def _fill_menu(self, ids: list[Any], menu: QMenu) -> None:
        row = self._row(ids[0])
        if row is None:
            return
        add_action(menu, _("Open"), None, partial(self.steps.open, row))
        if self.desk.may(Permission.RECORD_DAILY):
            add_action(menu, _("Name who gives it"), "user-check",
                       partial(self.steps.name_giver, row))  # fmt: skip
            if row.awarded_on is None and row.on <= self.desk.today():
                add_action(menu, _("Chip given"), "award", partial(self.steps.mark_given, row))
        if self.may_print:
            add_action(menu, _("Certificate"), "award", partial(self.steps.certificate, row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.left and event.type() == QEvent.Type.Resize:
            narrow = self.left.width() / theme.scale() < words.DROPPED
            self.table.view.setColumnHidden(words.TOKEN, narrow)
        return super().eventFilter(watched, event)
