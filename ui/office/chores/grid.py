"""The week of chores as a grid that is walked by arrows and marked by letters; a name can be
dragged onto another.
"""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QToolTip, QWidget

from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chore_week import ChoreRow, ChoreWeek
from sobrhouse.words import _
from ui import theme
from ui.office.chores import words
from ui.office.chores.cells import NAMED, ROOMY, ChoreCells, ChoreHeader
from ui.office.chores.lines import DAYS, ChoreLines
from ui.office.chores.next import place_in
from ui.widgets.labels import plain_tip

TURN_MIME = "application/x-sobrhouse-turn"
FIRST, ICON_ONLY, DAY_LEAST = 205, 56, 66  # px at 100 %
_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ChoreGrid(QTableView):
    """The cells. It tells what is asked of them; the page decides what that means."""

    picked = Signal()  # another cell
    entered = Signal()  # Enter
    pressed_on = Signal()  # a click on the cell that is chosen
    asked = Signal(str)  # a word of its words.py: pass, redo, done, swap …
    menu_wanted = Signal(QPoint)
    dropped = Signal(object, object)  # the turn that was dragged, the turn that it came onto

    def __init__(
        self, today: Callable[[], date], zone: ZoneInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.may_mark = False
        self._today, self._zone = today, zone
        self._pressed: tuple[QPoint, Turn] | None = None
        self.lines = ChoreLines(today)
        self.cells = ChoreCells(self.lines, self)
        self.setModel(self.lines)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(ChoreHeader(self.lines, self))
        self._dress()
        self.selectionModel().currentChanged.connect(lambda _now, _was: self.picked.emit())
        theme.news().changed.connect(self._fit)

    def _dress(self) -> None:
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAcceptDrops(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("Chores of the week"))
        self.setAccessibleDescription(words.keys_line())
        self._fit()

    # Showing

    def show_week(self, week: ChoreWeek) -> None:
        """Show a week; the same cell stays chosen."""
        turn, row = self.turn(), self.row()
        column = self.currentIndex().column()
        at = self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)  # the page asks once for what is chosen then
        self.lines.show(week)
        if not self.currentIndex().isValid() and row is not None:
            self._choose_again(turn, row, column)
        self.selectionModel().blockSignals(False)
        self.horizontalHeader().viewport().update()
        self.viewport().update()
        self.verticalScrollBar().setValue(at)

    def _choose_again(self, turn: Turn | None, row: ChoreRow, column: int) -> None:
        if turn is not None and self.choose(turn):
            return
        found = (n for n, line in enumerate(self.lines.lines) if line.row.chore_id == row.chore_id)
        at = next(found, -1)
        if at >= 0:
            self.setCurrentIndex(self.lines.index(at, column))

    def turn(self) -> Turn | None:
        """The turn that is chosen."""
        return self.lines.turn_at(self.currentIndex())

    def row(self) -> ChoreRow | None:
        """The chore of the cell that is chosen."""
        return self.lines.row_at(self.currentIndex())

    def on_chore(self) -> bool:
        """Whether the chore itself is chosen, and not one of its days."""
        return self.currentIndex().isValid() and self.currentIndex().column() == 0

    def choose(self, turn: Turn) -> bool:
        """Choose a turn and bring it into sight; False where the week has it no more."""
        at, column = self.lines.place_of(turn)
        if at < 0:
            return False
        index = self.lines.index(at, column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        if not self.viewport().rect().contains(self.visualRect(index)):
            # With what is around it: walking on from there, the next ones are in sight already.
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def next_waiting(self, after: Turn | None = None) -> Turn | None:
        """What is to be looked at next, after this turn where it is one of them."""
        waiting = self.lines.waiting()
        if not waiting:
            return None
        here = after or self.turn()
        return waiting[place_in(here, waiting) % len(waiting)]

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share(self.viewport().width())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.size("rowGrid"))
        self.horizontalHeader().updateGeometry()
        self._share(self.viewport().width())

    def _share(self, wide: int) -> None:
        """The days get what their words need, the chore what is left: where that is too little
        for its name it shows its picture alone.
        """
        scale = theme.scale()
        first = min(round(FIRST * scale), wide - DAYS * round(ROOMY * scale))
        if first < round(NAMED * scale):
            first = round(ICON_ONLY * scale)
        day = max(round(DAY_LEAST * scale), (wide - first) // DAYS)
        first = max(first, wide - day * DAYS) if first > ICON_ONLY * scale else first
        self.setColumnWidth(0, first)
        for column in range(1, DAYS + 1):
            self.setColumnWidth(column, day)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~_SHIFT
        what = words.asked_by(event.text()) if plain else ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        elif what:
            self.asked.emit(what)
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.asked.emit(words.BACK)
        elif plain and (event.text() == "." or event.key() == Qt.Key.Key_Menu):
            rect = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(rect.bottomLeft()))
        elif plain and event.text().isalpha():
            event.accept()  # no jumping about by first letters: letters mark
        else:
            super().keyPressEvent(event)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        spot = event.position().toPoint()
        turn = self.lines.turn_at(self.indexAt(spot))
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (spot, turn) if turn is not None and left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed = None
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and index == self.currentIndex():
            self.pressed_on.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        spot, turn = self._pressed
        far = (event.position().toPoint() - spot).manhattanLength()
        if far >= QApplication.startDragDistance() and self.may_mark:
            self._pressed = None
            if turn.state in words.OPEN:  # what is done stays with who did it
                self._drag(turn, spot)

    def _drag(self, turn: Turn, spot: QPoint) -> None:
        cell = self.visualRect(self.indexAt(spot))
        drag = QDrag(self)
        data = QMimeData()
        data.setData(TURN_MIME, turn.key.encode())
        drag.setMimeData(data)
        drag.setPixmap(self.viewport().grab(cell))
        drag.setHotSpot(spot - cell.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def dragged(self, data: QMimeData) -> Turn | None:
        """The turn that is carried along."""
        if not data.hasFormat(TURN_MIME):
            return None
        key = bytes(data.data(TURN_MIME).data()).decode()
        return next((t for _at, _column, t in self.lines.turns() if t.key == key), None)

    def _target(self, event: QDropEvent) -> Turn | None:
        turn = self.lines.turn_at(self.indexAt(event.position().toPoint()))
        carried = self.dragged(event.mimeData())
        if turn is None or carried is None or not self.may_mark:
            return None
        same = turn.key == carried.key or turn.stay_id == carried.stay_id
        open_ = turn.state in words.OPEN and carried.state in words.OPEN
        return turn if open_ and not same and not carried.nobody else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.dragged(event.mimeData()) is not None and self.may_mark:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        over = self._target(event)
        index = self.indexAt(event.position().toPoint()) if over is not None else QModelIndex()
        if index != self.cells.target:
            self.cells.target = index
            self.viewport().update()
        if over is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._forget_target()

    def dropEvent(self, event: QDropEvent) -> None:
        onto, carried = self._target(event), self.dragged(event.mimeData())
        self._forget_target()
        if onto is not None and carried is not None:
            event.acceptProposedAction()
            self.dropped.emit(carried, onto)

    def _forget_target(self) -> None:
        self.cells.target = QModelIndex()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            index = self.indexAt(event.pos())
            turn, row = self.lines.turn_at(index), self.lines.row_at(index)
            tip = words.tip(turn, self._zone, self._today()) if turn is not None else ""
            if row is not None and index.column() == 0:
                tip = f"{row.name}\n{words.how(row)}"
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().viewportEvent(event)
