"""Growing rows: a list that is read on as one scrolls; it is found and sorted where it is kept."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.widgets.rows import Column, Rows

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


class GrowingRows(Rows[Row], Generic[Row]):
    """Rows of a list that may be longer than anybody scrolls: never counted, read page by page."""

    wanted = Signal()

    def __init__(self, columns: Sequence[Column[Row]], row_id: Callable[[Row], Hashable]) -> None:
        super().__init__(columns, row_id)
        self.words = ""
        self._more = False
        self._asked = False

    def begin(self, *, more: bool) -> None:
        """What is shown next is a first page; `more` says that there are others below."""
        self._more, self._asked = more, False

    def append(self, rows: Sequence[Row], *, more: bool) -> None:
        """Put the next page below."""
        self._more, self._asked = more, False
        if not rows:
            return
        at = len(self._shown)
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._all += tuple(rows)
        self._shown.extend(rows)
        self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.wanted.emit()

    def could_not_grow(self) -> None:
        """The next page did not come: the next scroll asks again."""
        self._asked = False

    def set_filter(self, text: str) -> None:
        """The rows come filtered already."""
        self.words = text.strip()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The rows come sorted already."""

    def total(self) -> int:
        """What is looked for and not found is not the same as nothing."""
        return max(len(self._all), 1 if self.words else 0)
