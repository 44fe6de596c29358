"""Avatars: initials on a tone that belongs to the person's id, or their photo."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


def initials(name: str) -> str:
    """The first letters of the first and last word, as people write them."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


def paint_avatar(
    painter: QPainter, rect: QRectF, person_id: int, name: str, photo: QPixmap | None = None
) -> None:
    """The round in `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    fill, ink = theme.tone(person_id)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(rect)
    if photo is not None and not photo.isNull():
        path = QPainterPath()
        path.addEllipse(rect)
        painter.setClipPath(path)
        side = min(photo.width(), photo.height())
        left, top = (photo.width() - side) / 2, (photo.height() - side) / 2
        painter.drawPixmap(rect, photo, QRectF(left, top, side, side))
    else:
        font = theme.font("micro")
        font.setPixelSize(max(8, round(rect.height() * 0.375)))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


class Avatar(QWidget):
    """A person's round; decoration beside the name."""

    def __init__(
        self,
        person_id: int,
        name: str,
        size: int = 30,
        photo: QPixmap | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._person_id = person_id
        self._name = name
        self._photo = photo
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, person_id: int, name: str, photo: QPixmap | None = None) -> None:
        """Show somebody else."""
        self._person_id, self._name, self._photo = person_id, name, photo
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._side * theme.scale())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._person_id, self._name, self._photo)
        painter.end()
