"""Icons: Lucide drawings in any token colour, sharp at any scale of the screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sobrhouse.paths import resource
from ui.theme import state

STROKE = 'stroke-width="1.9"'
_pixmaps: dict[tuple[str, str, int], QPixmap] = {}


@cache
def _drawing(name: str) -> str:
    """The icon's source with our stroke; asking for one that is not shipped is a bug."""
    path = resource("images/logo.svg") if name == "logo" else resource(f"icons/{name}.svg")
    return path.read_text(encoding="utf-8").replace('stroke-width="2"', STROKE)


def forget_pixmaps() -> None:
    """Drop what was drawn in the colours of before."""
    _pixmaps.clear()


def paint_icon(name: str, colour: str, side: int) -> QPixmap:
    """The icon as a square of `side` device pixels in the colour "#RRGGBB"."""
    key = (name, colour, side)
    if key not in _pixmaps:
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        source = _drawing(name).replace("currentColor", colour)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        _pixmaps[key] = QPixmap.fromImage(image)
    return _pixmaps[key]


class TokenIcon(QIconEngine):
    """Draws one icon in the colour that its token has at the moment."""

    def __init__(self, name: str, colour: str, size: int) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._size = size

    def clone(self) -> QIconEngine:
        return TokenIcon(self._name, self._colour, self._size)

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        colour = "faint" if mode == QIcon.Mode.Disabled else self._colour
        return paint_icon(self._name, state.hex(colour), min(size.width(), size.height()))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, on: QIcon.State, scale: float) -> QPixmap:
        pixmap = QPixmap(self.pixmap(size, mode, on))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, on: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        pixmap = QPixmap(self.pixmap(QSize(side, side) * ratio, mode, on))
        pixmap.setDevicePixelRatio(ratio)
        left = rect.x() + (rect.width() - side) // 2
        top = rect.y() + (rect.height() - side) // 2
        painter.drawPixmap(QPoint(left, top), pixmap)
