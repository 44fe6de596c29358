"""Rows: the one table model; columns are data, sorting and filtering happen on plain rows."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_DIGITS = re.compile(r"(\d+)")


def fold(text: str) -> str:
    """Lower case without accents, so that "jose" finds José."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts bed 2A before bed 10A."""
    parts = _DIGITS.split(fold(text))
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """What one column shows of a row, how it is drawn and by what it is sorted."""

    title: str
    text: Callable[[Row], str]
    kind: str = "text"
    sort: Callable[[Row], Any] | None = None
    second: Callable[[Row], str] | None = None
    chip: Callable[[Row], str] | None = None
    who: Callable[[Row], int] | None = None
    photo: Callable[[Row], QPixmap | None] | None = None
    icon: Callable[[Row], str] | None = None
    said: Callable[[Row], str] | None = None
    width: int | None = None
    stretch: bool = False
    right: bool = False

    def key(self, row: Row) -> tuple[bool, Any]:
        """The sort key; what is missing comes last."""
        value = self.sort(row) if self.sort else natural(self.text(row))
        return (value is None or value == (), value)

    def words(self, row: Row) -> str:
        """What a screen reader says for the cell."""
        if self.said:
            return self.said(row)
        parts = [self.text(row), self.second(row) if self.second else ""]
        return ", ".join(part for part in parts if part)

    def at_right(self) -> bool:
        """Whether its words stand at the right edge, as numbers do."""
        return self.right or self.kind == "number"


class Rows(QAbstractTableModel, Generic[Row]):
    """Rows in the order and choice that the person asked for; resets only when they differ."""

    def __init__(self, columns: Sequence[Column[Row]], row_id: Callable[[Row], Hashable]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._row_id = row_id
        self._all: tuple[Row, ...] = ()
        self._shown: list[Row] = []
        self._filter: list[str] = []
        self._sort_column = -1
        self._descending = False

    def show(self, rows: Sequence[Row]) -> bool:
        """Show these; False when they are what is shown already."""
        if tuple(rows) == self._all:
            return False
        self._all = tuple(rows)
        self._arrange()
        return True

    def set_filter(self, text: str) -> None:
        """Show only rows that have every word of `text` somewhere."""
        words = fold(text).split()
        if words != self._filter:
            self._filter = words
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 keeps the order in which the rows came."""
        self._sort_column = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._all if self._matches(row)]
        if 0 <= self._sort_column < len(self.columns):
            self._shown = self._sorted(self.columns[self._sort_column], self._shown)
        self.endResetModel()

    def _sorted(self, column: Column[Row], rows: list[Row]) -> list[Row]:
        keyed = [(column.key(row), row) for row in rows]
        there = [pair for pair in keyed if not pair[0][0]]
        there.sort(key=lambda pair: pair[0][1], reverse=self._descending)
        missing = [row for key, row in keyed if key[0]]
        return [row for _key, row in there] + missing

    def _matches(self, row: Row) -> bool:
        if not self._filter:
            return True
        text = fold(self.row_words(row))
        return all(word in text for word in self._filter)

    def row_words(self, row: Row) -> str:
        """Everything that the row says, in the order of the columns."""
        return ", ".join(words for column in self.columns if (words := column.words(row)))

    def row(self, index: int) -> Row:
        """The row that stands at `index` now."""
        return self._shown[index]

    def id_at(self, index: int) -> Hashable:
        """The id of the row at `index`."""
        return self._row_id(self._shown[index])

    def index_of(self, row_id: Hashable) -> int:
        """Where the row with this id stands now, or -1."""
        found = (i for i, row in enumerate(self._shown) if self._row_id(row) == row_id)
        return next(found, -1)

    def total(self) -> int:
        """How many rows there are, shown or filtered away."""
        return len(self._all)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            # The first cell says the whole row, so that one need not walk along it.
            return self.row_words(row) if index.column() == 0 else column.words(row)
        if role == SORT_ROLE:
            return column.key(row)[1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.at_right() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        return None
