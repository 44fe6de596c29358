"""Bringing in a list: pick or paste it, say what its columns hold, look, bring it in."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.imports import Existing
from sobrhouse.exchange.columns import Columns, check, find_table, guess
from sobrhouse.exchange.delimited import rows_of
from sobrhouse.exchange.people import Answers, Plan, plan_import
from sobrhouse.exchange.sheets import Sheet, Table
from sobrhouse.exchange.spreadsheets import read_file
from sobrhouse.problems import Problem
from sobrhouse.queries.imports import import_ground
from sobrhouse.services.imports import Imported, import_residents, undo_import
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.import_columns import ColumnsStep
from ui.office.import_done import DoneStep
from ui.office.import_preview import PreviewStep
from ui.office.import_source import SourceStep
from ui.widgets.boxes import vbox
from ui.widgets.progress import Working


class ImportView(QWidget):
    """Four steps, one at a time; nothing is written before the last verb, and then all or none."""

    finished = Signal()   # the person wants to go back to where they came from
    headed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.source = SourceStep(desk)
        self.columns = ColumnsStep()
        self.preview = PreviewStep(desk.today)
        self.done = DoneStep()
        self.stack = QStackedWidget()
        for step in (self.source, self.columns, self.preview, self.done):
            self.stack.addWidget(step)
        self._working = Working(self, cancel=False)
        vbox(self._working, self.stack, gap=1, parent=self)
        self.setAcceptDrops(True)
        self._file = ""
        self._table = Table((), ())
        self._chosen: Columns = {}
        self._answers = Answers()
        self._ground = Existing()
        self._connect()

    def _connect(self) -> None:
        self.source.file_chosen.connect(self.read)
        self.source.pasted.connect(self.take_lines)
        self.columns.confirmed.connect(self._on_columns)
        self.columns.back.connect(self.start)
        self.preview.answered.connect(self._on_answered)
        self.preview.confirmed.connect(self._on_confirmed)
        self.preview.back.connect(self._on_back_to_columns)
        self.done.undo.connect(self._on_undo)
        self.done.again.connect(self.start)
        self.done.closed.connect(self.finished)

    # What the page around it shows

    def title(self) -> str:
        """The line of the header."""
        return _("Bring in residents")

    def context(self) -> str:
        """Which step this is."""
        step = self.stack.currentIndex() + 1
        return (_("Step 1 of 3: the list"), _("Step 2 of 3: what the columns hold"),
                _("Step 3 of 3: look before anything changes"), _("Done"))[step - 1]

    def back(self) -> bool:
        """Esc: one step back; False at the first and the last one."""
        if self.stack.currentWidget() is self.columns:
            self.start()
        elif self.stack.currentWidget() is self.preview:
            self._on_back_to_columns()
        else:
            return False
        return True

    # Step 1: the list

    def start(self) -> None:
        """Begin anew."""
        self._show(self.source)
        self.source.reload()

    def read(self, path: Path) -> None:
        """Read a file, off the window's thread."""
        self._file = path.name
        self._working.start(_("Reading {file}").format(file=path.name))
        self.desk.slow(self, read_file, path, done=self._on_sheets, failed=self._on_bad_file)

    def take_lines(self, words: str) -> None:
        """Lines that somebody pasted or typed."""
        self._file = _("pasted lines")
        try:
            sheet = rows_of(words)
        except Problem as problem:
            self.source.refuse(problem)
            return
        if sheet.lines:
            self._on_sheets((sheet,))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def _on_bad_file(self, problem: Problem) -> None:
        self._working.stop()
        self._show(self.source)
        self.source.refuse(problem)

    def _on_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        self._working.stop()
        best = max(sheets, key=lambda sheet: len(guess(find_table(sheet).headers)))
        self.columns.show_sheets(sheets, best)
        self._show(self.columns)

    # Steps 2 and 3: the columns, and what would come of each row

    def _on_columns(self, table: Table, columns: Columns) -> None:
        try:
            check(columns)
        except Problem as problem:
            self.columns.refuse(problem)
            return
        self._table, self._chosen, self._answers = table, columns, Answers()
        self._working.start(_("Comparing with who is on record"))
        self.desk.ask(self, import_ground, self.desk.house_id, self.desk.today(),
                      done=self._on_ground, failed=self._on_not_planned)

    def _on_ground(self, ground: Existing) -> None:
        self._ground = ground
        self._plan()

    def _plan(self) -> None:
        self.desk.slow(self, plan_import, self._table, self._chosen, self._answers, self._ground,
                       self.desk.today(), done=self._on_plan, failed=self._on_not_planned)

    def _on_plan(self, plan: Plan) -> None:
        self._working.stop()
        self.preview.show_plan(plan, self._answers)
        self._show(self.preview)

    def _on_not_planned(self, problem: Problem) -> None:
        self._working.stop()
        self.columns.refuse(problem)
        self._show(self.columns)

    def _on_answered(self, answers: Answers) -> None:
        self._answers = replace(answers)
        self._plan()

    def _on_back_to_columns(self) -> None:
        self._show(self.columns)

    # Step 4: brought in

    def _on_confirmed(self, plan: Plan) -> None:
        self.preview.busy(True)
        self.desk.do(
            self, import_residents, self.desk.house_id, plan.incoming(), self._file,
            done=self._on_imported, refused=self._on_refused, said=_said,
            undo=lambda done: Step(undo_import, (done.batch_id,), {}))

    def _on_imported(self, done: Imported) -> None:
        self.preview.busy(False)
        self.done.show_done(done)
        self._show(self.done)

    def _on_refused(self, problem: Problem) -> None:
        self.preview.busy(False)
        self.preview.refuse(problem)

    def _on_undo(self, batch_id: int) -> None:
        self.desk.do(self, undo_import, batch_id, done=self.done.show_undone,
                     refused=self.done.refuse)

    def _show(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        self.headed.emit()


def _said(done: Imported) -> str:
    return n_("{n} resident brought in", "{n} residents brought in", done.people).format(
        n=done.people)
