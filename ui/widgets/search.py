"""Search: the box with a lens that filters a list or finds anything."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme


class SearchBox(QLineEdit):
    """A line with a lens and, if it has keys, a small note of them at the end."""

    left_down = Signal()

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self.setTextMargins(27, 0, 62 if keys else 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        drawn = theme.pixmap("search", "muted", 16, self.devicePixelRatioF())
        side = round(drawn.deviceIndependentSize().width())
        painter.drawPixmap(10, (self.height() - side) // 2, drawn)
        if self._keys and not self.text():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = theme.font("micro")
            painter.setFont(font)
            wide = painter.fontMetrics().horizontalAdvance(self._keys) + 18
            place = QRect(self.width() - wide - 7, 6, wide, self.height() - 12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("neutralSoft"))
            painter.drawRoundedRect(place, 5, 5)
            painter.setPen(theme.colour("neutralInk"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._keys)
        painter.end()
