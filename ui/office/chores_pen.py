"""Words as grids write them: fonts and shortened texts are kept, for a grid asks for hundreds."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ui import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@lru_cache(maxsize=64)
def _font(kind: str, weight: int, _scale: float) -> tuple[QFont, QFontMetricsF]:
    font = theme.font(kind, weight)
    return font, QFontMetricsF(font)


@lru_cache(maxsize=8192)
def _shown(text: str, kind: str, weight: int, scale: float, width: int) -> str:
    metrics = _font(kind, weight, scale)[1]
    return metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, width)


def height(kind: str, weight: int = 400) -> float:
    """How high a line of this kind is."""
    return _font(kind, weight, theme.scale())[1].height()


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
    painter.drawText(room, LEFT, _shown(text, kind, weight, scale, int(room.width())))
