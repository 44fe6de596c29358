"""One chore in the panel: its fields, each saved when it is left, and its place in the list."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_duration, nice_time
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.chores import ChoreFacts, chore_facts
from sobrhouse.services import chores
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.chores.fields import WEIGHT_WORDS
from ui.office.chores.form import ChoreFields
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label, Rule


class ChoreCard(QWidget):
    """Shows a chore; who may, changes it here."""

    moved = Signal(int)
    retire = Signal()

    def __init__(
        self, desk: Desk, facts: ChoreFacts, rotations: Sequence[tuple[int, str]],
        week_starts_on: int,
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk, self.facts = desk, facts
        self.form = ChoreFields(rotations, week_starts_on)
        self.form.setObjectName(f"chore_{facts.chore_id}")
        self.form.saved.connect(self._on_saved)
        box = vbox(gap=3, parent=self)
        if desk.may(Permission.MANAGE_HOUSE):
            box.addWidget(self.form)
            box.addWidget(Rule())
            box.addLayout(self._verbs())
            self.form.show_chore(facts)
        else:
            for line in _lines(facts):
                box.addWidget(Label(line, "body", wrap=True))

    def _verbs(self) -> Any:
        up = IconButton("arrow-up", _("Move up"))
        down = IconButton("arrow-down", _("Move down"))
        end = Button(_("End this chore"), "danger", small=True)
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        end.clicked.connect(self.retire)
        return hbox(up, down, 1, end, gap=2)

    def reload(self) -> None:
        """Show what is stored now, but never over what somebody types."""
        self.desk.ask(self, chore_facts, self.desk.house_id, self.facts.chore_id, done=self._show)

    def _show(self, facts: ChoreFacts) -> None:
        self.facts = facts
        self.form.show_chore(facts)

    def _on_saved(self, name: str, value: Any) -> None:
        chore_id, said = self.facts.chore_id, _("Chore changed: {name}").format(
            name=self.facts.name)  # fmt: skip
        done, refused = partial(self._on_stored, name), partial(self._on_refused, name)
        if name == "steps":
            self.desk.do(
                self, chores.set_steps, chore_id, value, said=said, done=done, refused=refused,
                undo=lambda before: Step(chores.set_steps, (chore_id, before)),
            )  # fmt: skip
            return
        changes = self.form.changes(name, value)
        self.desk.do(
            self, chores.change_chore, chore_id, said=said, done=done, refused=refused,
            undo=lambda before: Step(chores.change_chore, (chore_id,), before), **changes,
        )  # fmt: skip

    def _on_stored(self, name: str, _before: object) -> None:
        at = nice_time(self.desk.now().astimezone(self.desk.zone()))
        self.form.stored(name, _("Saved {time}").format(time=at))
        self.reload()

    def _on_refused(self, name: str, problem: Problem) -> None:
        self.form.refuse(problem, name)


def _lines(facts: ChoreFacts) -> list[str]:
    """The chore in sentences, for those who only look."""
    people = n_("{n} person", "{n} people", facts.people).format(n=facts.people)
    effort = _("{time}, {weight}, {people}").format(
        time=nice_duration(facts.minutes), weight=_(WEIGHT_WORDS[facts.weight]), people=people
    )
    return [line for line in (facts.area, facts.how, effort, facts.note, *facts.steps) if line]
