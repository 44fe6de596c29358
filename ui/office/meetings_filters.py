"""The filters of the directory: day, fellowship, who may come, online, on the board."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from sobrhouse.domain.meeting_groups import FELLOWSHIP_NAMES, fellowship_name
from sobrhouse.domain.phrases import weekday_name
from sobrhouse.queries.meeting_groups import GroupRow
from sobrhouse.words import _, p_
from ui import theme
from ui.widgets.boxes import hbox, vbox
from ui.widgets.choices import ChoiceBox

ANY = "any"
APPOINTMENT = "none"


class Choices(ChoiceBox):
    """One filter; its first choice lets everything through."""

    def __init__(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, words in choices:
            self.addItem(words, value)

    def value(self) -> Any:
        """What is chosen."""
        return self.currentData()

    def choose(self, value: Any) -> None:
        """Choose a value."""
        self.setCurrentIndex(max(self.findData(value), 0))


class Filters(QWidget):
    """Five choices side by side."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = Choices(_("Day"), [
            (ANY, _("Any day")), *((n, weekday_name(n)) for n in range(7)),
            (APPOINTMENT, _("By appointment"))])
        self.fellowship = Choices(_("Fellowship"), [
            (ANY, _("All fellowships")),
            *((code, fellowship_name(code, short=True)) for code in FELLOWSHIP_NAMES)])
        self.who = Choices(_("Who may come"), [
            (ANY, _("Open and closed")), (False, p_("meeting", "Open")),
            (True, p_("meeting", "Closed"))])
        self.how = Choices(_("How people meet"), [
            (ANY, _("Online or not")), ("here", _("In person")), ("online", _("Online"))])
        self.board = Choices(_("Board"), [
            (ANY, _("All meetings")), (True, _("On the board")), (False, _("Not on the board"))])
        self.boxes = (self.day, self.fellowship, self.who, self.how, self.board)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid = vbox(gap=2, parent=self)
        self._rows: list[list[Choices]] = []
        for box in self.boxes:
            box.activated.connect(lambda _index: self.changed.emit())
        self._arrange([list(self.boxes)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on in a second row where the panel leaves no room in the first."""
        super().resizeEvent(event)
        rows: list[list[Choices]] = [[]]
        room = float(self.width())
        for box in self.boxes:
            wide = box.sizeHint().width() + theme.space(2)
            if wide > room and rows[-1]:
                rows.append([])
                room = self.width()
            rows[-1].append(box)
            room -= wide
        if rows != self._rows:
            self._arrange(rows)

    def _arrange(self, rows: list[list[Choices]]) -> None:
        self._rows = rows
        while (item := self._grid.takeAt(0)) is not None:
            if (line := item.layout()) is not None:
                line.deleteLater()
        for row in rows:
            self._grid.addLayout(hbox(*row, 1, gap=2))
        self.updateGeometry()

    def lets(self, row: GroupRow) -> bool:
        """Whether a meeting passes all of them."""
        day = APPOINTMENT if row.weekday is None else row.weekday
        how = self.how.value()
        return all((
            self.day.value() in (ANY, day),
            self.fellowship.value() in (ANY, row.fellowship),
            self.who.value() in (ANY, row.facts.closed),
            how == ANY or row.online == (how == "online") or _both(row),
            self.board.value() in (ANY, row.on_board),
        ))

    def clear(self) -> None:
        """Let everything through."""
        for box in self.boxes:
            box.choose(ANY)
        self.changed.emit()


def _both(row: GroupRow) -> bool:
    """A meeting that one can go to, or join from the house."""
    return row.facts.format == "hybrid"
