"""Table: a search box over sorted rows, with words for "nothing here yet" and "no match"."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from sobrhouse.words import _
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox
from ui.widgets.cells import CellPainter, TableHeader
from ui.widgets.empty import EmptyState
from ui.widgets.focus import Ringed, paint_ring
from ui.widgets.rows import Column, Rows
from ui.widgets.search import SearchBox
from ui.widgets.widths import Widths

Row = TypeVar("Row")


class RowsView(Ringed, QTableView):
    """The grid: whole rows, a ring round the current one, Enter opens, "." asks for a menu."""

    opened = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, rows: Rows[Any], many: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self.setItemDelegate(CellPainter(rows, self))
        self.setHorizontalHeader(TableHeader(rows, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text() == ".":
            rect = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(rect.bottomLeft()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("ring") and self.currentIndex().isValid():
            line = self.visualRect(self.currentIndex())
            painter = QPainter(self.viewport())
            paint_ring(painter, QRectF(0, line.top(), self.viewport().width(), line.height()), 4)
            painter.end()


class Table(QWidget, Generic[Row]):
    """Rows of one kind: found, sorted, opened and acted on."""

    activated = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], Hashable],
        *,
        name: str,
        label: str,
        nothing: EmptyState | None = None,
        search: str | None = None,
        row: str = "row",
        beside: Sequence[QWidget] = (),
        many: bool = False,
        click_opens: bool = False,
        rows: Rows[Row] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.menu_for: Callable[[list[Any], QMenu], None] | None = None
        self.rows = rows if rows is not None else Rows(columns, row_id)
        self.view = RowsView(self.rows, many, self)
        self.view.setAccessibleName(label)
        self._row_size = row
        self._loaded = False
        self._again: Callable[[], object] | None = None
        self._build(nothing, search, beside)
        self.widths = Widths(self.view, self.rows, name)
        self._connect(click_opens)
        self._size_rows()

    def _build(
        self, nothing: EmptyState | None, search: str | None, beside: Sequence[QWidget]
    ) -> None:
        self.search = SearchBox(search or _("Filter"))
        if search is None:
            self.search.hide()
        self.search.setMaximumWidth(320)
        self.top = hbox(self.search, *beside, gap=3)
        if search is None and not beside:
            self.top.setContentsMargins(0, 0, 0, 0)
        self._nothing = nothing or EmptyState("list", _("Nothing here yet"))
        self._no_match = EmptyState("search", "", "", _("Clear the filter"), self.search.clear)
        self._failed = Banner("", "bad", _("Try again"), self._on_again)
        failed = QWidget()
        column = QVBoxLayout(failed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._failed)
        column.addStretch()
        self._states = QStackedWidget()
        for page in (self.view, self._nothing, self._no_match, failed):
            self._states.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2) if search is not None or beside else 0)
        outer.addLayout(self.top)
        outer.addWidget(self._states, 1)
        if search is not None:
            self._find = QShortcut(QKeySequence.StandardKey.Find, self)
            self._find.activated.connect(self._on_find)

    def _connect(self, click_opens: bool) -> None:
        self.search.textChanged.connect(self.set_filter)
        self.search.returnPressed.connect(self._on_open)
        self.search.left_down.connect(self._on_down)
        self.view.opened.connect(self._on_open)
        if click_opens:
            self.view.clicked.connect(lambda _index: self._on_open())
            self.view.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.view.doubleClicked.connect(lambda _index: self._on_open())
        self.view.menu_wanted.connect(self._on_menu)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        header = self.view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._on_sort)
        theme.news().changed.connect(self._size_rows)

    def _size_rows(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(theme.size(self._row_size))
        self.view.horizontalHeader().updateGeometry()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these, with the same ones selected as before; nothing moves if they are the same."""
        self._loaded = True
        self._keeping(lambda: self.rows.show(rows))
        self.widths.fit_once()

    def show(self, rows: Sequence[Row] | None = None) -> None:
        """As `show_rows`; without rows, Qt's own show()."""
        if rows is None:
            super().show()
        else:
            self.show_rows(rows)

    def _keeping(self, change: Callable[[], object]) -> None:
        """Do what resets the rows and put selection, current row and scroll place back by id."""
        current, chosen = self.current_id(), self.selected_ids()
        at = max(self.view.currentIndex().row(), 0)
        place = self.view.verticalScrollBar().value()
        had_focus = self.view.hasFocus()
        self.view.selectionModel().blockSignals(True)
        change()
        self._restore(current, chosen, at)
        self.view.selectionModel().blockSignals(False)
        self._show_state()
        self.view.viewport().update()
        self.view.verticalScrollBar().setValue(place)
        if had_focus and not self.view.isVisible() and self.search.isVisible():
            self.search.setFocus()
        if self.current_id() != current:
            self.picked.emit(self.current_id())

    def _restore(self, current: Hashable, chosen: list[Any], at: int) -> None:
        modes = self.view.selectionModel().SelectionFlag
        for row_id in chosen:
            if (row := self.rows.index_of(row_id)) >= 0:
                self.view.selectionModel().select(
                    self.rows.index(row, 0), modes.Select | modes.Rows
                )
        row = self.rows.index_of(current) if current is not None else -1
        if row < 0 and current is not None and self.rows.rowCount():
            row = min(at, self.rows.rowCount() - 1)
        if row >= 0:
            keep = modes.NoUpdate if chosen else modes.Current
            self.view.selectionModel().setCurrentIndex(self.rows.index(row, 0), keep)

    def _show_state(self) -> None:
        state = 0
        if self._loaded and not self.rows.total():
            state = 1
        elif self._loaded and not self.rows.rowCount():
            state = 2
            words = _("No match for “{text}”").format(text=self.search.text().strip())
            self._no_match.say(words)
        self._states.setCurrentIndex(state)

    def could_not_load(self, sentence: str, again: Callable[[], object]) -> None:
        """Say why the rows are missing, with a button to try again."""
        self._again = again
        self._failed.say(sentence, _("Try again"), self._on_again)
        self._states.setCurrentIndex(3)

    def set_filter(self, text: str) -> None:
        """Show only rows that have every word of `text`."""
        if self.search.text() != text:
            self.search.setText(text)
            return
        self._keeping(lambda: self.rows.set_filter(text))

    def current_id(self) -> Any:
        """The id of the row that the keys stand on, or None."""
        index = self.view.currentIndex()
        if not index.isValid() or index.row() >= self.rows.rowCount():
            return None
        return self.rows.id_at(index.row())

    def selected_ids(self) -> list[Any]:
        """The ids of the chosen rows, from top to bottom."""
        chosen = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.rows.id_at(row) for row in chosen if row < self.rows.rowCount()]

    def row_of(self, row_id: Hashable) -> Row | None:
        """The shown row with this id."""
        at = self.rows.index_of(row_id)
        return self.rows.row(at) if at >= 0 else None

    def select(self, row_id: Hashable) -> bool:
        """Choose and scroll to a row; False if it is not shown."""
        at = self.rows.index_of(row_id)
        if at >= 0:
            self.view.selectRow(at)
            self.view.scrollTo(self.rows.index(at, 0))
        return at >= 0

    def next_id(self, step: int = 1) -> Any:
        """The id of the row `step` below the current one, or None at the end."""
        at = self.view.currentIndex().row() + step
        return self.rows.id_at(at) if 0 <= at < self.rows.rowCount() else None

    def count_shown(self) -> int:
        """How many rows are shown."""
        return self.rows.rowCount()

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        self._keeping(lambda: self.rows.sort(column, order))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.picked.emit(self.rows.id_at(now.row()) if now.isValid() else None)

    def _on_open(self) -> None:
        if self.current_id() is None and self.rows.rowCount() == 1:
            self.view.selectRow(0)
        if self.current_id() is not None:
            self.activated.emit(self.current_id())

    def _on_down(self) -> None:
        if self.rows.rowCount():
            if self.current_id() is None:
                self.view.selectRow(0)
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_again(self) -> None:
        self._show_state()
        if self._again:
            self._again()

    def _on_menu(self, where: QPoint) -> None:
        ids = self.selected_ids()
        if self.menu_for is None or not ids:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_for(ids, menu)
        if menu.actions():
            menu.popup(where)
