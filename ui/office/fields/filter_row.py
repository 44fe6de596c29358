"""Filter row: choices side by side that go on below one another where there is no room."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui import theme
from ui.widgets.boxes import hbox, vbox
from ui.widgets.choices import ChoiceBox

ANY = "any"


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


class FilterRow(QWidget):
    """A few filters; each lets everything through until something else is chosen."""

    changed = Signal()

    def __init__(self, boxes: Sequence[Choices], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = tuple(boxes)
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
            wide = min(box.sizeHint().width(), box.maximumWidth()) + theme.space(2)
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

    def clear(self) -> None:
        """Let everything through."""
        for box in self.boxes:
            box.choose(ANY)
        self.changed.emit()
