"""Ring: how much of what was asked is done, as part of a circle with the figure in it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_WIDE = 8  # px of the line
_TOP = 90 * 16  # Qt counts sixteenths of a degree, from three o'clock on
_ROUND = 360 * 16


class Ring(QWidget):
    """A figure inside a circle that is drawn as far as it is done; words beside it say the same."""

    def __init__(self, side: int = 76, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._part, self._figure, self._colour = side, 0.0, "", "primary"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_part(self, done: int, asked: int, said: str) -> None:
        """Draw `done` of `asked`; full where nothing is asked. `said` is for screen readers."""
        self._part = 1.0 if done >= asked else done / asked
        self._figure = f"{done}/{asked}" if asked else f"{done}"
        self._colour = "success" if done >= asked else "primary"
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._side * theme.scale())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = _WIDE * theme.scale()
        circle = QRectF(self.rect()).adjusted(wide, wide, -wide, -wide)
        pen = QPen(theme.colour("sunken"), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(circle)
        if self._part > 0:
            pen.setColor(theme.colour(self._colour))
            painter.setPen(pen)
            painter.drawArc(circle, _TOP, -round(_ROUND * self._part))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("h2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._figure)
        painter.end()
