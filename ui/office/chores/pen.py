"""Words as grids write them: fonts, shortened texts and where each letter stands are kept, for a
grid asks for hundreds.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText

from ui import theme


@lru_cache(maxsize=64)
def _font(kind: str, weight: int, _scale: float) -> tuple[QFont, QFontMetricsF]:
    font = theme.font(kind, weight)
    return font, QFontMetricsF(font)


@lru_cache(maxsize=8192)
def _shown(text: str, kind: str, weight: int, scale: float, width: int) -> QStaticText:
    metrics = _font(kind, weight, scale)[1]
    line = " ".join(text.split())
    laid = QStaticText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
    laid.setTextFormat(Qt.TextFormat.PlainText)
    return laid


@lru_cache(maxsize=64)
def _height(kind: str, weight: int, scale: float) -> float:
    return _font(kind, weight, scale)[1].height()


def height(kind: str, weight: int = 400) -> float:
    """How high a line of this kind is."""
    return _height(kind, weight, theme.scale())


def width(text: str, kind: str, weight: int = 400) -> float:
    """How wide words of this kind are."""
    return _font(kind, weight, theme.scale())[1].horizontalAdvance(text)


def write(
    painter: QPainter, room: QRectF, text: str, kind: str, ink: str, weight: int = 400
) -> None:
    """Write one line, shortened to its room."""
    scale = theme.scale()
    painter.setFont(_font(kind, weight, scale)[0])
    painter.setPen(theme.colour(ink))
    top = room.center().y() - _height(kind, weight, scale) / 2
    laid = _shown(text, kind, weight, scale, int(room.width()))
    painter.drawStaticText(QPointF(room.left(), top), laid)
