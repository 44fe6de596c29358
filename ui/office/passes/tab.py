"""Passes: what is asked for, who is away on one, and what is over."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.passes import PassRow, passes_of, past_passes
from sobrhouse.queries.visitors import HostRow, hosts
from sobrhouse.services import passes, signins
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.passes import words
from ui.office.passes.form import PassForm, beside
from ui.office.passes.line import PassLine
from ui.office.passes.papers import show_pass_form
from ui.office.place_tab import PlaceTab
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.growing import GrowingRows
from ui.widgets.rows import Column
from ui.widgets.segments import Segments
from ui.widgets.table import Table

PAGE = 100


class PassesTab(PlaceTab):
    """Two lists, and a panel for one pass or the form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.views = Segments((("now", _("Now")), ("past", _("Past"))), _("Passes"))
        self.views.setMaximumWidth(240)
        self.new = Button(_("Ask for a pass"), "primary", "plus", small=True)
        self.blank = Button(_("Blank form"), icon="printer", small=True)
        self.new.setVisible(desk.may(Permission.RECORD_DAILY))
        self.table = Table(
            _columns(desk), lambda r: r.pass_id, name="passes", label=_("Passes now"),
            nothing=EmptyState("calendar-check", _("Nobody has asked for a pass"),
                               _("Requests from the kiosk and from here stand in this list.")),
            click_opens=True,
        )  # fmt: skip
        self.rows = GrowingRows[PassRow](_columns(desk), lambda r: r.pass_id)
        self.past = Table(
            self.rows.columns, lambda r: r.pass_id, name="passes_past", label=_("Past passes"),
            nothing=EmptyState("history", _("No pass is over yet"),
                               _("Passes stay here, with who decided and when they came back.")),
            click_opens=True, rows=self.rows,
        )  # fmt: skip
        self.makers = {"pass_new": self.ask, "pass_paper": self.ask_on_paper}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.past)
        head = hbox(self.views, 1, self.blank, self.new, gap=3)
        left = vbox(head, self.stack, gap=3)
        left.setStretch(1, 1)
        row = hbox(gap=3, margins=(12, 10, 12, 10), parent=self)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        self.views.picked.connect(self._on_view)
        self.new.clicked.connect(self.ask)
        self.blank.clicked.connect(lambda: show_pass_form(self.desk, self.window(), None))
        for table in (self.table, self.past):
            table.activated.connect(partial(self._on_opened, table))
        self.rows.wanted.connect(self._grow)

    def reload(self) -> None:
        """Ask for the list that is shown."""
        if self.views.key() == "past":
            self._read_past(None)
            return
        self.desk.ask(
            self, passes_of, self.desk.house_id, self.desk.now(), done=self.table.show_rows,
            failed=lambda p: self.table.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _on_view(self, key: object) -> None:
        self.stack.setCurrentIndex(int(key == "past"))
        self.reload()

    def _read_past(self, last: PassRow | None) -> None:
        before = None if last is None else (last.depart_at, last.pass_id)

        def show(found: tuple[PassRow, ...]) -> None:
            more = len(found) == PAGE
            if last is not None:
                self.rows.append(found, more=more)
                return
            self.rows.begin(more=more)
            self.past.show_rows(found)

        self.desk.ask(
            self, past_passes, self.desk.house_id, self.desk.now(), before, PAGE, done=show,
            failed=lambda p: self.past.could_not_load(p.sentence, self.reload),
        )  # fmt: skip

    def _grow(self) -> None:
        self._read_past(self.rows.row(self.rows.rowCount() - 1))

    def _on_opened(self, table: Table[PassRow], pass_id: object) -> None:
        row = table.row_of(pass_id)
        if row is not None:
            self.open_pass(row)

    def open_pass(self, row: PassRow) -> None:
        """Show one pass in the panel."""
        shown = PassLine(self.desk, row)
        shown.approve.connect(self.approve)
        shown.deny.connect(self.deny)
        shown.left.connect(self.leave)
        shown.back.connect(self.come_back)
        shown.cancel.connect(self.cancel)
        shown.change.connect(self.change)
        shown.undecide.connect(self.undecide)
        shown.paper.connect(lambda one: show_pass_form(self.desk, self.window(), one))
        shown.profile.connect(lambda person: self.go.emit("residents", person))
        self.panel.show_other("pass", _("Pass of {name}").format(name=row.name), shown)
        self.panel.pin(*shown.decision())

    # Steps

    def ask(self) -> None:
        """The form for a request."""
        self._ask("pass_new", _("Ask for a pass"))

    def ask_on_paper(self) -> None:
        """The form for a request that was written by hand."""
        self._ask("pass_paper", _("Pass asked for on paper"))

    def _ask(self, name: str, title: str) -> None:
        def show(people: tuple[HostRow, ...]) -> None:
            form = PassForm(self.desk, people)
            form.way = "paper" if name == "pass_paper" else "staff"
            named = {person.stay_id: person.name for person in people}
            self.panel.open_form(name, title, form, partial(self._made, form, named))

        self.desk.ask(self, hosts, self.desk.house_id, done=show)

    def _made(self, form: PassForm, named: dict[int, str], values: dict[str, Any]) -> None:
        name = named[values["stay_id"]]
        self.desk.do(
            self, passes.ask, values["stay_id"], form.plan(values), form.way,
            done=self.panel.finish, refused=lambda p: self.panel.refuse(beside(p)),
            said=_("Pass of {name} asked for").format(name=name),
            undo=lambda made: Step(passes.take_back, (made,)),
        )  # fmt: skip

    def change(self, row: PassRow) -> None:
        """The form for other times or places."""
        form = PassForm(self.desk, (), row)

        def made(values: dict[str, Any]) -> None:
            self.desk.do(
                self, passes.change, row.pass_id, row.version, form.plan(values),
                done=self.panel.finish, refused=lambda p: self.panel.refuse(beside(p)),
                said=_("Pass of {name} changed").format(name=row.name),
                undo=lambda was: Step(passes.change, (row.pass_id, None, was)),
            )  # fmt: skip

        title = _("Change the pass of {name}").format(name=row.name)
        self.panel.open_form("pass_change", title, form, made, row.pass_id)

    def approve(self, row: PassRow, reason: str) -> None:
        """Let them go; the rules as they were read go with it."""
        self.desk.do(
            self, passes.approve, row.pass_id, row.criteria, reason, row.version,
            done=self.panel.finish, said=_("Pass of {name} approved").format(name=row.name),
            undo=lambda _none: Step(passes.undecide, (row.pass_id,)),
        )  # fmt: skip

    def deny(self, row: PassRow, reason: str) -> None:
        """Say no, and why."""
        self.desk.do(
            self, passes.deny, row.pass_id, reason, row.criteria, row.version,
            done=self.panel.finish, said=_("Pass of {name} denied").format(name=row.name),
            undo=lambda _none: Step(passes.undecide, (row.pass_id,)),
        )  # fmt: skip

    def undecide(self, row: PassRow) -> None:
        """The request waits again."""
        status, args = row.status, (row.pass_id, row.criteria, row.decision_reason)
        again = Step(passes.approve, args)
        if status == "denied":
            again = Step(passes.deny, (row.pass_id, row.decision_reason, row.criteria))
        self.desk.do(
            self, passes.undecide, row.pass_id, done=self.panel.finish,
            said=_("Pass of {name} waits again").format(name=row.name),
            undo=lambda _none: again,
        )  # fmt: skip

    def leave(self, row: PassRow) -> None:
        """They go now, and are signed out until the pass ends."""
        self.desk.do(
            self, passes.leave, row.pass_id, done=self.panel.finish,
            said=_("{name} left on a pass").format(name=row.name),
            undo=lambda line: Step(signins.undo_sign, (line,)),
        )  # fmt: skip

    def come_back(self, row: PassRow) -> None:
        """They are back, and signed in."""
        self.desk.do(
            self, passes.come_back, row.pass_id, done=self.panel.finish,
            said=_("{name} is back from the pass").format(name=row.name),
            undo=lambda line: Step(signins.undo_sign, (line,)),
        )  # fmt: skip

    def cancel(self, row: PassRow) -> None:
        """It is not needed any more."""
        self.desk.do(
            self, passes.cancel, row.pass_id, done=self.panel.finish,
            said=_("Pass of {name} cancelled").format(name=row.name),
            undo=lambda before: Step(passes.restore, (row.pass_id, before)),
        )  # fmt: skip


def _columns(desk: Desk) -> tuple[Column[PassRow], ...]:
    return (
        Column[PassRow](_("Person"), lambda r: r.name, kind="person", who=lambda r: r.resident_id,
                        width=170),
        Column[PassRow](_("State"), lambda r: words.state(r, desk.now())[0], kind="chip",
                        chip=lambda r: words.state(r, desk.now())[1], width=110),
        Column[PassRow](_("When"), lambda r: words.span(r, desk.zone(), desk.today()),
                        sort=lambda r: r.depart_at,
                        second=lambda r: words.days(r, desk.zone()), width=280),
        Column[PassRow](_("Where"), words.place, second=lambda r: r.reason, stretch=True,
                        width=150),
        Column[PassRow](_("Rules met"), words.rules, kind="chip", chip=words.rules_kind,
                        said=words.rules_said, width=104),
        Column[PassRow](_("Decided by"), lambda r: r.decided_by, kind="muted", width=120),
    )  # fmt: skip
