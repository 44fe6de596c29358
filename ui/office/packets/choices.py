"""The packet's own choices: which saved set, and its sections with ticks and counts of pages."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from sobrhouse.domain.packets import PacketChoice, Section, in_order, title_of
from sobrhouse.queries.packets import SetRow
from sobrhouse.words import _, n_
from ui.office.fields.blanks import Pick
from ui.widgets.boxes import hbox, line, vbox
from ui.widgets.buttons import MenuButton
from ui.widgets.choices import Check
from ui.widgets.labels import Label, Rule

OWN = 0  # what no set has: sections that were ticked by hand


class PacketPart(QWidget):
    """What only a packet has; every change of a section is told at once."""

    ticked = Signal()
    set_picked = Signal(object)  # SetRow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sets: tuple[SetRow, ...] = ()
        self.set_id = OWN
        self.checks: dict[Section, Check] = {}
        self._counts: dict[Section, Label] = {}
        self.pick = Pick(_("Saved set"))
        self.pick.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pick.activated.connect(self._on_pick)
        self.verbs = MenuButton("", small=True, name=_("Saved sets: save, rename, remove"))
        self.verbs.setProperty("icononly", "true")
        self.row = line(self.pick, self.verbs)
        column = vbox(self.row, Rule(), Label(_("Pages"), "muted"), gap=1, parent=self)
        for section in Section:
            column.addLayout(self._line(section))
        self.offer_sets(())

    def _line(self, section: Section) -> QHBoxLayout:
        check = Check(title_of(section).replace("&", "&&"))
        check.setChecked(True)
        check.toggled.connect(self._on_ticked)
        count = Label("", "muted")
        self.checks[section], self._counts[section] = check, count
        row = hbox(check, count, gap=2)
        row.setStretch(0, 1)
        return row

    def offer_sets(self, sets: Sequence[SetRow]) -> None:
        """The house's sets to choose from; the chosen one stays while it is there."""
        self.sets = tuple(sets)
        if self.set_id not in {row.set_id for row in sets}:
            self.set_id = OWN
        words = _("Sections as ticked below") if sets else _("No saved set yet")
        self.pick.offer([(OWN, words), *((row.set_id, row.name) for row in sets)])
        self.pick.setEnabled(bool(sets))
        self._show_set()

    def chosen_set(self) -> SetRow | None:
        """The set that was chosen last, also where something was ticked after that."""
        return next((row for row in self.sets if row.set_id == self.set_id), None)

    def sections(self) -> tuple[Section, ...]:
        """What is ticked, in the order of the paper."""
        return tuple(section for section, check in self.checks.items() if check.isChecked())

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Tick these and no others, without telling."""
        for section, check in self.checks.items():
            check.blockSignals(True)
            check.setChecked(section in in_order(sections))
            check.blockSignals(False)

    def show_choice(self, choice: PacketChoice) -> None:
        """Say in the box whether the choice is that of the set."""
        chosen = self.chosen_set()
        same = chosen is not None and chosen.choice == choice
        self.pick.setCurrentIndex(self._at(self.set_id) if same else 0)

    def show_pages(self, pages: Mapping[Section, int] | None) -> None:
        """How many pages each section has in the paper that is shown; None while it is made."""
        for section, label in self._counts.items():
            words = _("Off")
            if self.checks[section].isChecked():
                count = pages.get(section, 0) if pages is not None else -1
                words = n_("{n} page", "{n} pages", count).format(n=count) if count > 0 else ""
                words = _("Nothing this week") if count == 0 else words
            label.setText(words)
            name = ", ".join(part for part in (title_of(section), words) if part)
            self.checks[section].setAccessibleName(_("Print {section}").format(section=name))

    def _at(self, set_id: int) -> int:
        return next((at for at, row in enumerate(self.sets, 1) if row.set_id == set_id), 0)

    def _show_set(self) -> None:
        self.pick.setCurrentIndex(self._at(self.set_id))

    def _on_pick(self, at: int) -> None:
        if at:
            self.set_id = self.sets[at - 1].set_id
            self.set_picked.emit(self.sets[at - 1])

    def _on_ticked(self, _on: bool) -> None:
        self.ticked.emit()
