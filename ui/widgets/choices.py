"""Choices: one of a list, and yes or no."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui import theme
from ui.widgets.field import Field
from ui.widgets.focus import Ringed, paint_ring


class ChoiceBox(QComboBox):
    """A choice from a list, with our arrow; the wheel scrolls the page and not the choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        if theme.mode() != "contrast":
            colour = "muted" if self.isEnabled() else "faint"
            drawn = theme.pixmap("chevron-down", colour, 16, self.devicePixelRatioF())
            side = round(drawn.deviceIndependentSize().width())
            painter.drawPixmap(self.width() - side - 9, (self.height() - side) // 2, drawn)
        painter.end()


class ChoiceField(Field):
    """One of a list of values."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[Any, str]],
        *,
        empty: str | None = None,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, required=required, parent=parent)
        self._empty = empty
        self._values: list[Any] = []
        self.box = ChoiceBox()
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(8)
        self.build(self.box)
        self.set_choices(choices)
        self.box.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer others, keeping what is chosen if it is still among them."""
        before = self._chosen() if self._values else None
        first = [(None, self._empty)] if self._empty is not None else []
        self._values = [value for value, _text in [*first, *choices]]
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([text for _value, text in [*first, *choices]])
        self.box.blockSignals(False)
        self.set_value(before)

    def _chosen(self) -> Any:
        at = self.box.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def _on_activated(self, _at: int) -> None:
        self.edited.emit()
        self.leave()

    def read(self) -> Any:
        return self._chosen()

    def value(self) -> Any:
        if self.required and self._chosen() is None:
            words = _("Choose {field}.").format(field=self.label_text)
            raise Problem(words, field=self.name)
        return self._chosen()

    def set_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def text(self) -> str:
        chosen = self._chosen()
        return "" if chosen is None else str(chosen)

    def set_text(self, text: str) -> None:
        found = (value for value in self._values if value is not None and str(value) == text)
        self.set_value(next(found, None))


class Check(Ringed, QCheckBox):
    """A tick in a round, with words; where they `wrap`, on as many lines as the room asks for."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(text, parent)
        self._wrap = wrap
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, wide: int) -> int:
        least = theme.size("controlSmall")
        if not self._wrap:
            return least
        room = QRect(0, 0, max(wide - self._words_at(), 1), 10_000)
        words = self.fontMetrics().boundingRect(room, self._flags(), self.text())
        return max(least, words.height() + theme.space(2))

    def minimumSizeHint(self) -> QSize:
        if self._wrap:
            return QSize(self._words_at() * 3, theme.size("controlSmall"))
        return super().minimumSizeHint()

    def _words_at(self) -> int:
        return round(20 * theme.scale()) + 12

    def _flags(self) -> int:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        wrap = Qt.TextFlag.TextWordWrap if self._wrap else Qt.TextFlag.TextSingleLine
        return int(flags | Qt.TextFlag.TextShowMnemonic | wrap)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(wide + round(36 * theme.scale()), theme.size("controlSmall"))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        colour = "primary" if on else "borderStrong"
        colour = colour if self.isEnabled() else "faint"
        name = "circle-check" if on else "circle"
        drawn = theme.pixmap(name, colour, 20, self.devicePixelRatioF())
        side = round(drawn.deviceIndependentSize().width())
        painter.drawPixmap(2, (self.height() - side) // 2, drawn)
        painter.setPen(theme.colour("text" if self.isEnabled() else "faint"))
        painter.setFont(self.font())
        words = self.rect().adjusted(side + 12, 0, 0, 0)
        painter.drawText(words, self._flags(), self.text())
        if self.property("ring"):
            paint_ring(painter, QRectF(self.rect()), 5)
        painter.end()


class CheckField(Field):
    """Yes or no."""

    def __init__(
        self, name: str, text: str, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, "", hint=hint, parent=parent)
        self.check = Check(text.replace("&", "&&"))
        self.check.clicked.connect(self._on_clicked)
        self.build(self.check)
        self.label_text = text
        self.check.setAccessibleName(text)

    def _on_clicked(self) -> None:
        self.edited.emit()
        self.leave()

    def read(self) -> bool:
        return self.check.isChecked()

    def set_value(self, value: Any) -> None:
        self.check.setChecked(bool(value))

    def text(self) -> str:
        return "1" if self.check.isChecked() else ""

    def set_text(self, text: str) -> None:
        self.check.setChecked(bool(text))
