"""Focus: rings that show only when a key brought the focus, and frames that can be pressed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QWidget

from ui import theme

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Ringed(_Base):
    """Put before a Qt class: the property `ring` is true while the focus came by a key."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        theme.set_kind(self, "ring", event.reason() in _BY_KEYS)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        theme.set_kind(self, "ring", False)
        super().focusOutEvent(event)


def paint_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The 2 px focus ring just inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


class Pressable(Ringed, QFrame):
    """A frame that, once `make_pressable` is called, is pressed by mouse, Enter or Space."""

    clicked = Signal()
    menu_wanted = Signal(QPoint)

    def make_pressable(self, name: str) -> None:
        """Take the focus under the accessible name `name`."""
        self.setProperty("press", "true")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self.property("press") and event.button() == Qt.MouseButton.LeftButton and inside:
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        elif event.text() == ".":
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("ring"):
            painter = QPainter(self)
            paint_ring(painter, QRectF(self.rect()), theme.radius("control"))
            painter.end()
