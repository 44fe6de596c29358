"""The first step of bringing meetings in: the file, and the files brought in before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import nice_date
from sobrhouse.problems import Problem
from sobrhouse.queries.imports import BatchRow
from sobrhouse.queries.meeting_imports import meeting_batches
from sobrhouse.services.meeting_imports import undo_meetings
from sobrhouse.words import _, n_
from ui.desk import Desk
from ui.office.importing.batches_card import Batches, BatchesCard
from ui.widgets.ask import choose_file
from ui.widgets.banner import Banner
from ui.widgets.boxes import ScrollBox, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState

KINDS = "*.json *.csv *.tsv *.txt *.xlsx *.xlsm *.ods"


class FeedSource(QWidget):
    """Where the meetings come from."""

    file_chosen = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fault = Banner("", "bad", closable=True)
        self.fault.hide()
        self.choose = EmptyState(
            "file-up", _("Choose or drop a file of meetings"),
            _("A Meeting Guide or BMLT file (JSON) as your area's website gives it, or a NAWS or"
              " TSML table (CSV, XLSX, ODS). You see every meeting before anything changes."),
            _("Choose a file"), self._on_choose, primary=True)
        drop = Card()
        drop.add(self.choose)
        drop.setMinimumHeight(230)
        self.before = BatchesCard(desk, Batches(
            _("Files brought in before"), meeting_batches, self._about, undo_meetings,
            _("The meetings it brought go off the list, and those it changed are as before. What"
              " the house changed by hand since stays."),
            _("File taken back")))  # fmt: skip
        self.before.refused.connect(self.refuse)
        scroll = ScrollBox(gap=3)
        for part in (self.fault, drop, self.before):
            scroll.add(part)
        back = Button(_("Back to the list"), "ghost", "arrow-left")
        back.clicked.connect(self.closed)
        box = vbox(scroll, hbox(back, 1), gap=2, parent=self)
        box.setStretch(0, 1)

    def reload(self) -> None:
        """Ask for the files brought in before."""
        self.fault.hide()
        self.before.reload()

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong with the file."""
        self.fault.say(problem.sentence + " " + _("Nothing was changed."))
        self.fault.show()

    def _on_choose(self) -> None:
        kinds = _("Files of meetings ({kinds})").format(kinds=KINDS)
        if path := choose_file(self, _("Choose a file of meetings"), kinds):
            self.fault.hide()
            self.file_chosen.emit(path)

    def _about(self, batch: BatchRow) -> str:
        what = n_("{n} meeting", "{n} meetings", batch.rows).format(n=f"{batch.rows:,}")
        day = batch.made_at.astimezone(self.desk.zone()).date()
        return ", ".join((what, nice_date(day, self.desk.today()), batch.made_by or "sobrhouse"))
