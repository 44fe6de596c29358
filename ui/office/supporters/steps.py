"""What is done with supporters: added, changed, paused, stopped, checked, taken off; each with its
way back.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.finding import FoundPerson, people_to_find
from sobrhouse.queries.supporters import (
    SupporterCard,
    SupporterRow,
    supporter_card,
    supporter_list,
)
from sobrhouse.services import supporters
from sobrhouse.services.supporters import State
from sobrhouse.words import _
from ui.clip import copy_for_now
from ui.desk import Desk, Step
from ui.office.form_panel import FormPanel
from ui.office.supporters.card import SupporterView
from ui.office.supporters.checks import CheckSteps
from ui.office.supporters.fields import SupporterFields
from ui.office.supporters.form import NewSupporterForm
from ui.widgets.buttons import Button
from ui.widgets.dated import DateField
from ui.widgets.form import MakingForm

NEW, CARD, CHANGE, PAUSE = "supporter_new", "supporter", "supporter_change", "supporter_pause"


class SupporterSteps(QObject):
    """What is open in the panel, and the deeds behind it."""

    person = Signal(int)

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__(panel)
        self.desk, self.panel = desk, panel
        self.may = desk.may(Permission.RECORD_DAILY)
        self.view: SupporterView | None = None
        self.fields: SupporterFields | None = None
        self.checks = CheckSteps(desk, panel, self.open)

    # One of them in the panel

    def open(self, supporter_id: int) -> None:
        """Show one supporter."""
        self._ask(supporter_id, self._show)

    def opened(self) -> int | None:
        """Whose card is open."""
        if self.panel.showing != CARD or self.view is None:
            return None
        return self.view.card.row.supporter_id

    def refresh(self) -> None:
        """Something was changed: what is open shows it."""
        shown, form = self.opened(), self._changing()
        if shown is not None:
            self._ask(shown, self._show)
        elif form is not None:
            form.reload()

    def _ask(self, supporter_id: int, done: Any) -> None:
        self.desk.ask(
            self.panel, supporter_card, self.desk.house_id, supporter_id, self.desk.today(),
            done=done,
        )  # fmt: skip

    def _show(self, card: SupporterCard | None) -> None:
        if card is None:
            self.panel.finish()
            return
        self.view = view = SupporterView(self.desk, card)
        row = card.row
        view.copy.connect(partial(self.copy_phone, row))
        view.change.connect(partial(self.change, row))
        view.state.connect(partial(self.set_state, row))
        view.off.connect(partial(self.take_off, row))
        view.check.connect(partial(self.checks.add, row))
        view.check_opened.connect(partial(self.checks.open, row))
        view.person.connect(self.person)
        self.panel.show_other(CARD, row.name, view)

    def copy_phone(self, row: SupporterRow) -> None:
        """Put the number where it can be pasted, and say so."""
        if row.phone:
            copy_for_now(nice_phone(row.phone))
            copied = _("Copied for 10 seconds: the phone number of {name}")
            self.desk.tell(copied.format(name=row.name))

    # Somebody new

    def add(self) -> None:
        """The form of somebody new; first, who of the house's own is not on the list yet."""
        if not self.may:
            return

        def with_list(rows: tuple[SupporterRow, ...]) -> None:
            there = {row.resident_id for row in rows}
            self.desk.ask(
                self.panel, people_to_find, self.desk.house_id,
                done=partial(self._open_new, there),
            )  # fmt: skip

        self.desk.ask(
            self.panel, supporter_list, self.desk.house_id, self.desk.today(), done=with_list
        )

    def _open_new(self, there: set[int | None], people: tuple[FoundPerson, ...]) -> None:
        ours = [
            (p.resident_id, p.name) for p in people
            if p.standing != "waiting" and p.resident_id not in there
        ]  # fmt: skip
        form = NewSupporterForm(self.desk, ours)

        def made(values: dict[str, Any]) -> None:
            resident_id, facts = form.facts(values)
            called = facts.get("name") or dict(ours).get(resident_id or 0, "")
            self.desk.do(
                self.panel, supporters.add_supporter, self.desk.house_id, facts, resident_id,
                said=_("{name} is on the list").format(name=called),
                undo=lambda new: Step(supporters.take_back_supporter, (new,)),
                done=self._on_added, refused=self.panel.refuse,
            )  # fmt: skip

        self.panel.open_form(NEW, _("Somebody who supports"), form, made)
        form.fit()

    def _on_added(self, supporter_id: int) -> None:
        self.panel.finish()
        self.open(supporter_id)

    # Changes

    def change(self, row: SupporterRow) -> None:
        """The fields of somebody, each saved when it is left."""
        self.fields = SupporterFields(self.desk, row)
        self.panel.show_other(CHANGE, _("Change {name}").format(name=row.name), self.fields)
        back = Button(_("Done"), "primary")
        back.clicked.connect(self._leave)
        self.panel.pin(back)

    def change_again(self, supporter_id: int) -> None:
        """The same, for somebody of whom only the id is known."""

        def take(card: SupporterCard | None) -> None:
            if card is not None:
                self.change(card.row)

        if self.may and self._changing() is None:
            self._ask(supporter_id, take)

    def _changing(self) -> SupporterFields | None:
        form = self.fields
        return form if form is not None and isValid(form) else None

    def _leave(self) -> None:
        form = self._changing()
        if form is not None:
            form.leave()
            self.open(form.row.supporter_id)

    # How they stand

    def set_state(self, row: SupporterRow, state: str) -> None:
        """They take people again, stop, or pause: then until when is asked."""
        if state == "paused":
            self._ask_pause(row)
        else:
            self._set(row, State(state))

    def _ask_pause(self, row: SupporterRow) -> None:
        form = MakingForm(_("Pause"), icon="hourglass")
        form.add(DateField("paused_until", _("Last day of the pause"), self.desk.today,
                           future=True, hint=_("Empty: until somebody says otherwise.")))

        def made(values: dict[str, Any]) -> None:
            self._set(row, State("paused", values["paused_until"]))

        title = _("Pause {name}").format(name=row.name)
        self.panel.open_form(PAUSE, title, form, made, row.supporter_id)

    def _set(self, row: SupporterRow, to: State) -> None:
        said = {
            "active": _("{name} takes people again"), "paused": _("{name} pauses"),
            "stopped": _("{name} takes nobody new any more"),
        }[to.state].format(name=row.name)  # fmt: skip

        def done(_before: object) -> None:
            if self.panel.name:
                self.panel.finish()
            self.open(row.supporter_id)

        self.desk.do(
            self.panel, supporters.set_state, row.supporter_id, to, said=said, done=done,
            refused=self._on_state_refused,
            undo=lambda before: Step(supporters.put_state_back, (row.supporter_id, before, to)),
        )  # fmt: skip

    def _on_state_refused(self, problem: Problem) -> None:
        if self.panel.form is not None:
            self.panel.refuse(problem)
        else:
            self.desk.tell(problem.sentence, urgent=True)

    def take_off(self, row: SupporterRow) -> None:
        """They should not be on the list."""
        self.desk.do(
            self.panel, supporters.take_back_supporter, row.supporter_id,
            said=_("{name} taken off the list").format(name=row.name),
            undo=lambda gone: Step(supporters.put_back_supporter, (gone,)),
            done=self.panel.finish,
        )  # fmt: skip
