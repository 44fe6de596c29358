"""The lines of the week's grid: a chore for several people takes several lines, and each of them
keeps their line through the week.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from sobrhouse.domain.chores import WAITING, State
from sobrhouse.queries.chore_turns import Turn
from sobrhouse.queries.chore_week import ChoreRow, ChoreWeek
from sobrhouse.words import _
from ui.office.chores import words

Index = QModelIndex | QPersistentModelIndex
DAYS = 7
_NOWHERE = QModelIndex()
_DAY = timedelta(days=1)
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOVED = _PLAIN | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chore; `at` 0 is its first, on which its name stands."""

    row: ChoreRow
    at: int
    turns: tuple[Turn | None, ...]


def lines_of(row: ChoreRow) -> list[Line]:
    """The lines that a chore needs this week."""
    wide = max(1, *map(len, row.cells))
    if wide == 1:
        return [Line(row, 0, tuple(cell[0] if cell else None for cell in row.cells))]
    places: list[list[Turn | None]] = [[None] * DAYS for _n in range(wide)]
    lines_by_person: dict[str, int] = {}
    for day, cell in enumerate(row.cells):
        free = list(range(wide))
        waiting: list[Turn] = []
        for turn in cell:
            at = lines_by_person.get(turn.original or turn.name, -1)
            if at in free:
                free.remove(at)
                places[at][day] = turn
            else:
                waiting.append(turn)
        for turn in waiting:
            at = free.pop(0)
            places[at][day] = turn
            lines_by_person.setdefault(turn.original or turn.name, at)
    return [Line(row, at, tuple(turns)) for at, turns in enumerate(places)]


class ChoreLines(QAbstractTableModel):
    """The week as rows; a new answer redraws the cells that differ and keeps the rest."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.first = date.min
        self.lines: list[Line] = []
        self._waiting: tuple[Turn, ...] | None = None
        self._today_at = 0

    def show(self, week: ChoreWeek) -> None:
        """Show a week."""
        lines = [line for row in week.rows for line in lines_of(row)]
        self._waiting = None
        column = (self._today() - week.first).days + 1
        self._today_at = column if 1 <= column <= DAYS else 0
        old = self.lines
        shape = [(line.row.chore_id, line.at) for line in lines]
        same = week.first == self.first and shape == [
            (line.row.chore_id, line.at) for line in old
        ]
        if not same:
            self.beginResetModel()
            self.lines, self.first = lines, week.first
            self.endResetModel()
            return
        self.lines = lines
        for at, (now, before) in enumerate(zip(lines, old, strict=True)):
            if now != before:
                self.dataChanged.emit(self.index(at, 0), self.index(at, DAYS))

    def put(self, turn: Turn, **changes: Any) -> None:
        """Show at once what was just written down of a turn; the news bring the rest."""
        at, column = self.place_of(turn)
        if at < 0:
            return
        self._waiting = None
        line = self.lines[at]
        turns = list(line.turns)
        turns[column - 1] = turn._replace(**changes)
        self.lines[at] = replace(line, turns=tuple(turns))
        self.dataChanged.emit(self.index(at, column), self.index(at, column))

    def place_of(self, turn: Turn) -> tuple[int, int]:
        """The line and column of a turn as it stands now, or (-1, -1)."""
        column = (turn.on - self.first).days + 1
        if not 1 <= column <= DAYS:
            return -1, -1
        for at, line in enumerate(self.lines):
            found = line.turns[column - 1]
            if found is not None and found.key == turn.key:
                return at, column
        return -1, -1

    def turn_at(self, index: Index) -> Turn | None:
        """The turn of a cell."""
        row, column = index.row(), index.column()  # both -1 where it is nowhere
        if column < 1 or row >= len(self.lines):
            return None
        return self.lines[row].turns[column - 1]

    def row_at(self, index: Index) -> ChoreRow | None:
        """The chore of a cell."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        return self.lines[index.row()].row

    def day_at(self, column: int) -> date:
        """The day of a column, 1 the first of the week."""
        return self.first + _DAY * (column - 1)

    def today_column(self) -> int:
        """The column of today, or 0 where it is in another week."""
        return self._today_at

    def turns(self) -> Iterator[tuple[int, int, Turn]]:
        """Every turn with its line and column, day by day."""
        for column in range(1, DAYS + 1):
            for at, line in enumerate(self.lines):
                turn = line.turns[column - 1]
                if turn is not None:
                    yield at, column, turn

    def waiting(self) -> tuple[Turn, ...]:
        """What is to be looked at: first what is said to be done, then what is late, each from the
        first day on and from the top down.
        """
        if self._waiting is None:
            turns = [turn for _at, _column, turn in self.turns() if turn.state in WAITING]
            done = [t for t in turns if t.state is State.INSPECT]
            late = [t for t in turns if t.state is State.LATE and t.waits and not t.away]
            self._waiting = (*done, *late)
        return self._waiting

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if index.column() == 0:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{row.name}, {words.how(row)}"
            return None
        turn = self.turn_at(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.said(row, turn, self.day_at(index.column()))
        if role == Qt.ItemDataRole.DisplayRole and turn is not None:
            return f"{words.who(turn)}, {words.state(turn)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _PLAIN if self.turn_at(index) is None else _MOVED

    def headerData(
        self, section: int, orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # fmt: skip
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation != Qt.Orientation.Horizontal or role not in shown:
            return None
        return _("Chore") if section == 0 else words.day(self.day_at(section), self._today())
