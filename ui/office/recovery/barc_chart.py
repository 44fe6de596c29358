"""A trend of BARC-10 on the screen: points in time with their figures, and 47 as a dashed line."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.barc10 import HIGHEST, HOUSE_ITEMS, LEAST, LOWEST, MARK, MOST
from sobrhouse.domain.phrases import month_day
from ui import theme

TOTAL = (LOWEST, HIGHEST, MARK)  # from, to, and the dashed line
PART = (LEAST * len(HOUSE_ITEMS), MOST * len(HOUSE_ITEMS), None)
HIGH = 132  # px at 100 %
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 30, 22, 22
_SIDE = 7.0  # of a point's square


class TrendChart(QWidget):
    """Figures from low to high over time; a gap where nothing is told. The words say the same."""

    def __init__(self, scale: tuple[int, int, int | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.low, self.high, self.mark = scale
        self.points: tuple[tuple[date, float | None], ...] = ()
        self.today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(260 * theme.scale()), round(HIGH * theme.scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(200 * theme.scale()), round(HIGH * theme.scale()))

    def show_points(
        self, points: Sequence[tuple[date, float | None]], today: date, name: str
    ) -> None:
        """Show these, oldest first; `name` is what it is called in words."""
        self.points, self.today = tuple(points), today
        said = (f"{month_day(on, today)}: {figure_of(f)}" for on, f in self.points if f is not None)
        self.setAccessibleName(name)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        size = theme.scale()
        ground = QRectF(self.rect()).adjusted(
            _LEFT * size, _TOP * size, -_RIGHT * size, -_BOTTOM * size
        )
        self._grid(painter, ground)
        self._line(painter, ground)
        painter.end()

    def _y(self, ground: QRectF, figure: float) -> float:
        part = (figure - self.low) / (self.high - self.low)
        return ground.bottom() - part * ground.height()

    def _grid(self, painter: QPainter, ground: QRectF) -> None:
        wide = _LEFT * theme.scale() - 6
        for figure in (self.low, (self.low + self.high) // 2, self.high):
            y = self._y(ground, figure)
            painter.setPen(QPen(theme.colour("sunken"), 1))
            painter.drawLine(QLineF(ground.left(), y, ground.right(), y))
            painter.setPen(theme.colour("muted"))
            place = QRectF(0, y - 9, wide, 18)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{figure}"
            )
        if self.mark is not None:
            y = self._y(ground, self.mark)
            painter.setPen(QPen(theme.colour("muted"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(ground.left(), y, ground.right(), y))
            painter.setPen(theme.colour("text"))
            place = QRectF(ground.right() + 5, y - 9, wide, 18)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{self.mark}"
            )

    def _line(self, painter: QPainter, ground: QRectF) -> None:
        if not self.points:
            return
        first, last = self.points[0][0], self.points[-1][0]
        whole = max(1, (last - first).days)
        inner = ground.adjusted(14, 0, -14, 0)
        before: QPointF | None = None
        spots: list[tuple[QPointF, float]] = []
        for on, figure in self.points:
            if figure is None:
                before = None
                continue
            part = (on - first).days / whole if len(self.points) > 1 else 0.5
            spot = QPointF(inner.left() + part * inner.width(), self._y(ground, figure))
            if before is not None:
                painter.setPen(QPen(theme.colour("primary"), 2))
                painter.drawLine(before, spot)
            before = spot
            spots.append((spot, figure))
        dashed = None if self.mark is None else self._y(ground, self.mark)
        self._spots(painter, spots, dashed)
        self._dates(painter, ground, first, last)

    def _spots(
        self, painter: QPainter, spots: Sequence[tuple[QPointF, float]], dashed: float | None
    ) -> None:
        """A square on each; its figure where there is room for it, always on the last, and where
        the dashed line does not go through it.
        """
        metrics = QFontMetricsF(painter.font())
        free = float("inf")  # from the right: how far the next figure may reach
        for spot, figure in reversed(spots):
            square = QRectF(spot.x() - _SIDE / 2, spot.y() - _SIDE / 2, _SIDE, _SIDE)
            painter.fillRect(square, theme.colour("primary"))
            said = figure_of(figure)
            wide = metrics.horizontalAdvance(said)
            if spot.x() + wide / 2 + 4 > free:
                continue
            free = spot.x() - wide / 2
            below = dashed is not None and 2 < spot.y() - dashed < 24
            place = QRectF(spot.x() - 24, spot.y() + (6 if below else -21), 48, 16)
            painter.setPen(theme.colour("text"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)

    def _dates(self, painter: QPainter, ground: QRectF, first: date, last: date) -> None:
        painter.setPen(theme.colour("muted"))
        place = QRectF(ground.left(), ground.bottom() + 3, ground.width(), 18)
        if first == last:
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, month_day(first, self.today))
            return
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, month_day(first, self.today))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, month_day(last, self.today))


def figure_of(figure: float) -> str:
    """ "44", "44.5"."""
    return f"{figure:.0f}" if figure == int(figure) else f"{figure:.1f}"
