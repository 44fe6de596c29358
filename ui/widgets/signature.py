"""Signature: a place to sign with the mouse, a finger or a pen; and the drawn name as a picture."""

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sobrhouse.words import _
from ui import theme
from ui.widgets.focus import Ringed

WIDE, HIGH = 520, 120  # px at 100 %
_FEWEST = 6  # points; less is a slip of the mouse
_PEN = 2.4
_SCALE = 2  # of the picture, so that it prints well


class SignaturePad(Ringed, QFrame):
    """Draws what is written on it; black on white whatever the look, as it goes on paper."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[QPointF]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(HIGH * theme.scale()))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Sign here with the mouse, a finger or a pen"))

    def sizeHint(self) -> QSize:
        return QSize(round(WIDE * theme.scale()), round(HIGH * theme.scale()))

    def is_empty(self) -> bool:
        """Whether nobody has signed."""
        return sum(map(len, self._strokes)) < _FEWEST

    def clear(self) -> None:
        """Wipe it."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    def png(self) -> bytes:
        """What was drawn, as a PNG; empty when nobody has signed."""
        if self.is_empty():
            return b""
        image = QImage(self.size() * _SCALE, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.scale(_SCALE, _SCALE)
        self._draw(painter)
        painter.end()
        kept = QBuffer()
        kept.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(kept, "PNG")  # type: ignore[call-overload]
        return bytes(kept.data().data())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append([event.position()])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(self.property("ring"))
        painter.setPen(QPen(theme.colour("focus" if focused else "borderStrong"), 1 + focused))
        painter.setBrush(Qt.GlobalColor.white)
        radius = theme.radius("control")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        base = self.height() * 0.76
        painter.setPen(QPen(Qt.GlobalColor.darkGray, 1))
        painter.drawLine(QPointF(24, base), QPointF(self.width() - 24, base))
        painter.setFont(theme.font("small"))
        painter.drawText(QPointF(24, base + painter.fontMetrics().height()), _("Sign here"))
        self._draw(painter)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(Qt.GlobalColor.black, _PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            path = QPainterPath(stroke[0])
            for point in stroke[1:]:
                path.lineTo(point)
            painter.drawPath(path)
