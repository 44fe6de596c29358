"""Trend: one's own totals over time, as a line with its figures; painted, and said in words."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.barc10 import HIGHEST, LOWEST, MARK
from sobrhouse.domain.phrases import nice_date
from sobrhouse.words import _
from ui.theme import kiosk as look

LAST = 6  # totals that are drawn; older ones are in the records
_DOT = 7.0


class Trend(QWidget):
    """The last totals, oldest at the left; 47 is a quiet dotted line."""

    def __init__(self, totals: Sequence[tuple[date, int]], today: date) -> None:
        super().__init__()
        self._totals, self._today = tuple(totals)[-LAST:], today
        self.setMinimumHeight(130)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        said = (
            _("{n} on {day}").format(n=total, day=nice_date(on, today))
            for on, total in self._totals
        )
        self.setAccessibleName(". ".join(said))

    def wipe(self) -> None:
        """Forget the totals."""
        self._totals = ()
        self.setAccessibleName("")

    def _point(self, place: int, total: int, area: QRectF) -> QPointF:
        step = area.width() / max(1, len(self._totals))
        up = (total - LOWEST) / (HIGHEST - LOWEST)
        return QPointF(area.left() + step * (place + 0.5), area.bottom() - up * area.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = QFontMetrics(look.font("small")).height()
        area = QRectF(self.rect()).adjusted(46, tall + 14, -10, -tall - 12)
        self._paint_mark(painter, area)
        points = [self._point(n, total, area) for n, (_on, total) in enumerate(self._totals)]
        painter.setPen(QPen(look.colour("primary"), 3))
        for one, other in pairwise(points):
            painter.drawLine(one, other)
        for point, (on, total) in zip(points, self._totals, strict=True):
            self._paint_total(painter, point, on, total)
        painter.end()

    def _paint_mark(self, painter: QPainter, area: QRectF) -> None:
        y = self._point(0, MARK, area).y()
        painter.setPen(QPen(look.colour("keyBorder"), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(4, y - 14, 40, 28), int(side), str(MARK))

    def _paint_total(self, painter: QPainter, at: QPointF, on: date, total: int) -> None:
        tall = QFontMetrics(look.font("chip")).height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("primary"))
        painter.drawEllipse(at, _DOT, _DOT)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        figure = QRectF(at.x() - 22, at.y() - tall - 10, 44, tall)
        painter.fillRect(figure, look.colour("surface"))  # the dotted line ends beside it
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("chip"))
        painter.drawText(figure, middle, str(total))
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font("small"))
        day = nice_date(on, self._today)
        painter.drawText(QRectF(at.x() - 90, self.height() - tall - 2, 180, tall), middle, day)
