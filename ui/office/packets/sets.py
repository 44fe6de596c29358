"""Saved sets of packets: asked for, saved, changed, renamed and removed, each with an undo."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.packets import LONGEST_NAME, PacketChoice
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.packets import SetRow, packet_sets
from sobrhouse.services import packets
from sobrhouse.words import _
from ui.desk import Desk, Step
from ui.office.packets.choices import PacketPart
from ui.widgets.ask import FormDialog
from ui.widgets.buttons import add_action
from ui.widgets.choices import CheckField
from ui.widgets.form import MakingForm
from ui.widgets.lines import LineField


class PacketSets(QObject):
    """What one can do with the sets of a house; `came` tells them the first time and after news."""

    came = Signal(object)  # tuple[SetRow, ...]

    def __init__(
        self, desk: Desk, part: PacketPart, choice: Callable[[], PacketChoice], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self.desk, self.part, self.choice, self.owner = desk, part, choice, owner
        self.may = desk.may(Permission.RECORD_DAILY)
        self.dialog: FormDialog | None = None
        part.verbs.setVisible(self.may)
        part.verbs.menu().aboutToShow.connect(self._on_menu)
        desk.changed.connect(self._on_changed)

    def ask(self) -> None:
        """Ask for the sets of the house that is on the screen."""
        self.desk.ask(self, packet_sets, self.desk.house_id, done=self._on_sets,
                      failed=self._on_failed)  # fmt: skip

    def _on_failed(self, problem: Problem) -> None:
        """A packet can be printed without them."""
        self.desk.tell(problem.sentence, urgent=True)
        self._on_sets(())

    def _on_sets(self, sets: tuple[SetRow, ...]) -> None:
        self.part.offer_sets(sets)
        self.part.show_choice(self.choice())
        self.came.emit(sets)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if "packet_set" in topics:
            self.ask()

    # The menu

    def _on_menu(self) -> None:
        self.fill(self.part.verbs.menu())

    def fill(self, menu: QMenu) -> None:
        """What one can do now."""
        menu.clear()
        add_action(menu, _("Save these choices as a set…"), "plus", self.save)
        row = self.part.chosen_set()
        if row is None:
            return
        menu.addSeparator()
        change = _("Change {name} to these choices").format(name=row.name)
        line = add_action(menu, change, "check", partial(self.change, row))
        line.setEnabled(row.choice != self.choice())
        usual = _("Reports opens with {name}").format(name=row.name)
        line = add_action(menu, usual, None, partial(self.make_usual, row))
        line.setCheckable(True)
        line.setChecked(row.usual)
        add_action(menu, _("Rename {name}…").format(name=row.name), "pencil",
                   partial(self.rename, row))  # fmt: skip
        add_action(menu, _("Remove {name}").format(name=row.name), "trash-2",
                   partial(self.remove, row))  # fmt: skip

    def save(self) -> None:
        """Ask for a name, and save what is chosen now."""
        form = self._form(_("Save set"))
        form.made.connect(partial(self._save, form))
        self._open(_("Save these choices as a set"), form)

    def _save(self, form: MakingForm, values: dict[str, Any]) -> None:
        def saved(set_id: int) -> None:
            self.part.set_id = set_id
            self._shut()

        self.desk.do(
            self, packets.save_set, self.desk.house_id, values["name"], self.choice(),
            usual=values["usual"], done=saved, refused=form.refuse,
            said=_("Saved set {name}").format(name=values["name"].strip()),
            undo=lambda set_id: Step(packets.remove_set, (set_id,)),
        )  # fmt: skip

    def rename(self, row: SetRow) -> None:
        """Ask for another name."""
        form = self._form(_("Rename"))
        form.fill({"name": row.name, "usual": row.usual})
        form.made.connect(partial(self._rename, row, form))
        self._open(_("Rename {name}").format(name=row.name), form)

    def _rename(self, row: SetRow, form: MakingForm, values: dict[str, Any]) -> None:
        said = _("Renamed to {name}").format(name=values["name"].strip())
        self._do(row, said, name=values["name"], usual=values["usual"], form=form)

    def change(self, row: SetRow) -> None:
        """The set has what is chosen now."""
        self._do(row, _("Changed set {name}").format(name=row.name), choice=self.choice())

    def make_usual(self, row: SetRow) -> None:
        """Reports opens with it from now on, or with it no more."""
        said = _("Reports opens with {name}") if not row.usual else _(
            "Reports no longer opens with {name}")  # fmt: skip
        self._do(row, said.format(name=row.name), usual=not row.usual)

    def remove(self, row: SetRow) -> None:
        """Take it away; Undo brings it back."""
        self.desk.do(
            self, packets.remove_set, row.set_id,
            said=_("Removed set {name}").format(name=row.name),
            undo=lambda _none: Step(packets.bring_back_set, (row.set_id,)),
        )  # fmt: skip

    def _do(
        self, row: SetRow, said: str, *, name: str | None = None,
        choice: PacketChoice | None = None, usual: bool | None = None,
        form: MakingForm | None = None,
    ) -> None:  # fmt: skip
        was = Step(
            packets.change_set, (row.set_id, None, row.name, row.choice), {"usual": row.usual}
        )
        self.desk.do(
            self, packets.change_set, row.set_id, row.version, name or row.name,
            choice or row.choice, usual=row.usual if usual is None else usual, said=said,
            undo=lambda _none: was, done=lambda _none: self._shut(),
            refused=form.refuse if form is not None else None,
        )  # fmt: skip

    # The form

    def _form(self, verb: str) -> MakingForm:
        form = MakingForm(verb)
        form.add(LineField("name", _("Name of the set"), required=True, max_length=LONGEST_NAME,
                           hint=_("For example: Friday packet.")))  # fmt: skip
        form.add(CheckField("usual", _("Choose it when Reports opens")))
        return form

    def _open(self, title: str, form: MakingForm) -> None:
        self.dialog = FormDialog(self.owner, title, form)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _shut(self) -> None:
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
