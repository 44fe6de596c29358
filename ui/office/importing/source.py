"""The first step of an import: a file, or lines pasted; and the lists brought in before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_date
from sobrhouse.problems import Problem
from sobrhouse.queries.imports import BatchRow, import_batches
from sobrhouse.services.imports import undo_import
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.importing.batches_card import Batches, BatchesCard
from ui.widgets.ask import choose_file
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState
from ui.widgets.lines import TextField

KINDS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.ods"


class SourceStep(QWidget):
    """Where the list comes from."""

    file_chosen = Signal(object)
    pasted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fault = Banner("", "bad", closable=True)
        self.fault.hide()
        self.choose = EmptyState(
            "file-spreadsheet", _("Choose or drop a spreadsheet"),
            _("CSV, Excel (XLSX) or OpenDocument (ODS), as it is. You see every row before"
              " anything changes."),
            _("Choose a file"), self._on_choose, primary=True)
        self.lines = TextField(
            "lines", _("Or paste or type it: one person in each line"), lines=5,
            hint=_("Names alone are enough. Cells copied from a spreadsheet work with their"
                   " headings."))
        self.use = Button(_("Use these lines"))
        self.use.clicked.connect(self._on_use)
        self.before = BatchesCard(desk, Batches(
            _("Lists brought in before"), import_batches, self._about, undo_import,
            _("Everybody it brought in is taken out again, and what it filled in is as before."
              " Where somebody was changed since, nothing happens."),
            _("List taken back")))  # fmt: skip
        self.before.refused.connect(self.refuse)
        drop, paste = Card(), Card()
        drop.add(self.choose)
        drop.setMinimumHeight(230)
        paste.add(self.lines)
        paste.add(hbox(self.use, 1))
        scroll = ScrollBox(gap=3)
        for part in (self.fault, drop, paste, self.before):
            scroll.add(part)
        vbox(scroll, parent=self)

    def reload(self) -> None:
        """Ask for the lists brought in before."""
        self.fault.hide()
        self.before.reload()

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong with the file."""
        self.fault.say(problem.sentence + " " + _("Nothing was changed."))
        self.fault.show()

    def _on_choose(self) -> None:
        kinds = _("Spreadsheets ({kinds})").format(kinds=KINDS)
        if path := choose_file(self, _("Choose a spreadsheet"), kinds):
            self.fault.hide()
            self.file_chosen.emit(path)

    def _on_use(self) -> None:
        words = self.lines.text()
        if words.strip():
            self.fault.hide()
            self.pasted.emit(words)
        else:
            self.lines.fault(_("Paste or type at least one name."))

    def _about(self, batch: BatchRow) -> str:
        people = n_("{n} resident", "{n} residents", batch.rows).format(n=batch.rows)
        day = batch.made_at.astimezone(self.desk.zone()).date()
        return _("{people}, {date}, {name}").format(
            people=people, date=nice_date(day, self.desk.today()),
            name=batch.made_by or "sobrhouse")
