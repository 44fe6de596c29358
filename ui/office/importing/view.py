"""Bringing in a list: pick or paste it, say what its columns hold, look, bring it in."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sobrhouse.domain.imports import Existing
from sobrhouse.exchange.columns import Columns, check, find_table, guess
from sobrhouse.exchange.delimited import rows_of
from sobrhouse.exchange.people import Answers, Plan
from sobrhouse.exchange.sheets import Sheet, Table
from sobrhouse.problems import Problem
from sobrhouse.queries.imports import import_ground
from sobrhouse.services.imports import Imported, import_residents, undo_import
from sobrhouse.words import _, n_
from ui.desk import Desk, Step
from ui.office.importing.columns import ColumnsStep
from ui.office.importing.done import DoneStep
from ui.office.importing.plan import plan_list
from ui.office.importing.preview import PreviewStep
from ui.office.importing.source import SourceStep
from ui.office.importing.where import MOST_LETTERS, ImportPlace, read_list
from ui.widgets.boxes import vbox
from ui.widgets.progress import Working


class ImportView(QWidget):
    """Four steps, one at a time; nothing is written before the last verb, and then all or none."""

    finished = Signal()   # the person wants to go back to where they came from
    settled = Signal()    # nothing of it need be kept: it is being brought in
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
        self._place = ImportPlace("source", desk.house_id)  # of the list that is being looked at
        self._coming: ImportPlace | None = None  # the way back to where one was, while it is gone
        self._settled = False
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
        self._coming, self._settled = None, False
        self._place = ImportPlace("source", self.desk.house_id)
        self._show(self.source)
        self.source.reload()

    def read(self, path: Path) -> None:
        """Read a file, off the window's thread."""
        self._file = path.name
        self._place = ImportPlace("columns", self.desk.house_id, str(path))
        self._working.start(_("Reading {file}").format(file=path.name))
        self.desk.slow(self, read_list, path, done=self._on_file, failed=self._on_bad_file)

    def take_lines(self, words: str) -> None:
        """Lines that somebody pasted or typed."""
        self._file = _("pasted lines")
        self._place = ImportPlace("columns", self.desk.house_id, typed=words)
        try:
            sheet = rows_of(words)
        except Problem as problem:
            self._coming = None
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
        self._coming = None
        self._show(self.source)
        self.source.refuse(problem)

    def _on_file(self, found: tuple[str, tuple[Sheet, ...]]) -> None:
        stamp, sheets = found
        self._place = replace(self._place, stamp=stamp)
        self._on_sheets(sheets)

    def _on_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        self._working.stop()
        best = max(sheets, key=lambda sheet: len(guess(find_table(sheet).headers)))
        self.columns.show_sheets(sheets, best)
        self._show(self.columns)
        if self._coming is not None:
            self._go_on(self._coming, sheets)

    # The way back after a lock

    def place(self) -> ImportPlace | None:
        """Where one stands, to come back to; None where nothing was begun, or all is done."""
        step = self.stack.currentWidget()
        if self._coming is not None or self._settled or step is self.done:
            return self._coming
        if step is self.source:
            words = self.source.lines.text()
            return self._if_short(replace(self._place, typed=words)) if words.strip() else None
        here = replace(
            self._place, sheet=self.columns.sheet_index(), headed=self.columns.headed.isChecked(),
            columns=self.columns.columns())
        if step is self.preview:
            here = replace(here, step="preview", answers=self._answers)
        return self._if_short(here)

    @staticmethod
    def _if_short(place: ImportPlace) -> ImportPlace | None:
        return place if len(place.typed) <= MOST_LETTERS else None

    def come_back(self, place: ImportPlace) -> None:
        """Go to where one was, reading the file anew; it may be gone or changed by now."""
        self.start()
        if place.typed:
            self.source.lines.set_text(place.typed)
        if place.step == "source":
            return
        self._coming = place
        if place.path:
            self.read(Path(place.path))
        else:
            self.take_lines(place.typed)

    def _go_on(self, place: ImportPlace, sheets: tuple[Sheet, ...]) -> None:
        """The list is read again: say of its columns, and its rows, what was said before."""
        if place.stamp != self._place.stamp or place.sheet >= len(sheets):
            self._coming = None
            self.columns.refuse(Problem(_("The file has changed since. Look at its columns.")))
            return
        self.columns.take_choices(place.sheet, place.headed, place.columns)
        if place.step == "preview":
            self._on_columns(self.columns.table(), place.columns, place.answers)
        else:
            self._coming = None

    # Steps 2 and 3: the columns, and what would come of each row

    def _on_columns(self, table: Table, columns: Columns,
                    answers: Answers | None = None) -> None:
        try:
            check(columns)
        except Problem as problem:
            self._coming = None
            self.columns.refuse(problem)
            return
        self._table, self._chosen, self._answers = table, columns, answers or Answers()
        self._working.start(_("Comparing with who is on record"))
        self.desk.ask(self, import_ground, self.desk.house_id, self.desk.today(),
                      done=self._on_ground, failed=self._on_not_planned)

    def _on_ground(self, ground: Existing) -> None:
        self._ground = ground
        self._plan()

    def _plan(self) -> None:
        plan_list(self.desk, self, self._table, self._chosen, self._answers, self._ground,
                  done=self._on_plan, failed=self._on_not_planned)

    def _on_plan(self, plan: Plan) -> None:
        self._working.stop()
        self._coming = None
        self.preview.show_plan(plan, self._answers)
        self._show(self.preview)

    def _on_not_planned(self, problem: Problem) -> None:
        self._working.stop()
        self._coming = None
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
        self._settled = True
        self.settled.emit()
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
        self._settled = False
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
