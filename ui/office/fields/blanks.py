"""Blanks of a sentence that are chosen and not typed: one of a few words, and days of the week."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from sobrhouse.domain.phrases import weekday_name
from sobrhouse.words import _
from ui import theme
from ui.widgets.boxes import hbox
from ui.widgets.buttons import ChoiceButton
from ui.widgets.choices import ChoiceBox


class Pick(ChoiceBox):
    """A blank with a few answers, as wide as its words."""

    def __init__(self, said: str, choices: Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__()
        self._values: list[Any] = []  # Qt compares what it keeps itself by identity
        self.setAccessibleName(said)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Other answers."""
        self.clear()
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])

    def offers(self, value: Any) -> bool:
        """Whether this is one of the answers."""
        return value in self._values

    def chosen(self) -> Any:
        """The answer."""
        return self._values[self.currentIndex()]

    def choose(self, value: Any, words: str = "") -> None:
        """Take this answer; one that is not offered is added, with its words."""
        if value not in self._values and words:
            self._values.append(value)
            self.addItem(words)
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.currentText()) + 62
        return QSize(wide, super().sizeHint().height())


class _Day(ChoiceButton):
    """One weekday, on or off."""

    def __init__(self, weekday: int) -> None:
        super().__init__(weekday_name(weekday, long=False), "segment", name=weekday_name(weekday))
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.words()) + 16
        return QSize(max(wide, theme.size("controlSmall") + 10), theme.size("controlSmall"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Weekdays(QWidget):
    """The days of the week, any of them; one tab stop, arrows move, Space marks."""

    picked = Signal()

    def __init__(self, starts_on: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Days of the week"))
        self._days: dict[int, _Day] = {}
        row = hbox(gap=1, parent=self)
        for weekday in ((starts_on + n) % 7 for n in range(7)):
            day = _Day(weekday)
            day.clicked.connect(lambda _on=False, day=day: self._on_clicked(day))
            self._days[weekday] = day
            row.addWidget(day)
        self._stop(next(iter(self._days.values())))

    def chosen(self) -> tuple[int, ...]:
        """The weekdays that are on, 0 Monday."""
        return tuple(sorted(day for day, button in self._days.items() if button.isChecked()))

    def choose(self, weekdays: Sequence[int]) -> None:
        """Turn these on and all others off."""
        for day, button in self._days.items():
            button.setChecked(day in weekdays)

    def _on_clicked(self, day: _Day) -> None:
        self._stop(day)
        self.picked.emit()

    def _stop(self, stop: _Day) -> None:
        for day in self._days.values():
            here = day is stop
            day.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        days = list(self._days.values())
        at = next((n for n, day in enumerate(days) if day.hasFocus()), 0)
        self._stop(days[(at + step) % 7])
        days[(at + step) % 7].setFocus(Qt.FocusReason.TabFocusReason)
