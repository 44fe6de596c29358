"""Touch: the one kind of thing to press; it acts when let go inside, and paints itself."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sobrhouse.words import _
from ui.kiosk.guard import Guard
from ui.theme import kiosk as look
from ui.theme.tokens import tokens

TALL = int(tokens()["size"]["kioskMin"])  # nothing to touch is lower
GAP = int(tokens()["size"]["kioskGap"])
LEAST_PX = look.px("small")
_RADIUS = int(tokens()["radius"]["kioskControl"])
_FILLED = {"primary": ("primary", "onPrimary"), "out": ("out", "onOut"),
           "support": ("support", "onSupport")}  # fmt: skip
_WORDS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


@dataclass(slots=True)
class Face:
    """How one thing to touch looks: kind plain, ghost, primary, out or support."""

    kind: str = "plain"
    icon: str = ""
    size: str = "label"
    left: bool = False
    round: int = 0  # the diameter of a person's round, or 0
    under: str = ""  # a second, smaller line
    after: str = ""  # an icon at the right end


class Touch(QAbstractButton):
    """A button of the kiosk: big words, perhaps an icon or a person's round before them."""

    def __init__(
        self,
        text: str,
        face: Face | None = None,
        *,
        name: str = "",
        tall: int = TALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.face = face or Face()
        self.guard: Guard | None = None  # the window's, given when its screen is shown
        self.key = ""  # what it types, where it is one of a keypad
        self.person = 0
        self.photo: QPixmap | None = None
        self.setText(text)
        self.setAccessibleName(name or f"{text}. {self.face.under}".removesuffix(". "))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(TALL, max(TALL, tall))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wipe(self) -> None:
        """Forget whose it was: words, name and picture."""
        self.setText("")
        self.setAccessibleName("")
        self.face.under, self.photo, self.person = "", None, 0

    def choose(self, chosen: bool) -> None:
        """Show whether this one is chosen; a screen reader hears it too."""
        if self.isCheckable() and chosen == self.isChecked():
            return
        self.setCheckable(True)
        self.setChecked(chosen)
        said = _("{name}, chosen").format(name=self.text())
        self.setAccessibleName(said if chosen else self.text())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch that only trembles after another is none."""
        if self.guard is None or self.guard.lets(self.key):
            super().mousePressEvent(event)
        else:
            event.accept()

    def nextCheckState(self) -> None:
        """A touch chooses nothing by itself; the screen says what is chosen."""

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(look.font(self.face.size)).horizontalAdvance(self.text())
        return QSize(wide + self._before() + 52, self.minimumHeight())

    def _icon_px(self) -> int:
        return {"action": 38, "actionXL": 42}.get(self.face.size, 30)

    def _before(self) -> int:
        if self.face.round:
            return self.face.round + 14
        return self._icon_px() + 12 if self.face.icon and self.text() else 0

    def words_px(self) -> int:
        """The size at which the words fit: in one line nearly full size, else in two, else in
        smaller ones; 0 when they fit at none.
        """
        full = look.px(self.face.size)
        nearly = range(full, max(LEAST_PX, full - 4) - 1, -1)
        sizes = range(full, LEAST_PX - 1, -1)
        return (
            next(filter(self._in_one, nearly), 0)
            or next(filter(self._in_two, sizes), 0)
            or next(filter(self._in_one, sizes), 0)
        )

    def _in_one(self, size: int) -> bool:
        metrics = QFontMetrics(look.font(self.face.size, size))
        return metrics.horizontalAdvance(self.text()) <= self._words_room().width()

    def _in_two(self, size: int) -> bool:
        if self.face.under:
            return False
        room, metrics = self._words_room(), QFontMetrics(look.font(self.face.size, size))
        drawn = metrics.boundingRect(room, _WORDS, self.text())
        tall = min(room.height(), 2 * metrics.lineSpacing() + 1)
        return drawn.width() <= room.width() and drawn.height() <= tall

    def _words_room(self) -> QRect:
        after = 44 if self.face.after else 0
        return self.rect().adjusted(14, 4, -14 - self._before() - after, -4)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        if self.text():
            self._paint_words(painter, ink)
        elif self.face.icon:
            side = 40
            at = QRect(0, 0, side, side)
            at.moveCenter(self.rect().center())
            painter.drawPixmap(at, self._pixmap(self.face.icon, ink, side))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> str:
        """The shape behind; gives the name of the ink to write in."""
        kind, pressed = self.face.kind, self.isDown()
        fill, ink = _FILLED.get(kind, ("surface", "text"))
        ground = look.colour(fill)
        pen, wide = QPen(Qt.PenStyle.NoPen), 0.0
        if not self.isEnabled():  # hollow: nothing looks as if it could be pressed and does nothing
            ground, ink, wide = QColor(Qt.GlobalColor.transparent), "muted", 2.0
            pen = QPen(look.colour("keyBorder"), wide, Qt.PenStyle.DashLine)
        elif kind in _FILLED:
            ground = ground.darker(125) if pressed else ground
        elif self.isChecked() or pressed:
            ground, ink, wide = look.colour("chipSoft"), "chipInk", 4.0
            pen = QPen(look.colour("primary"), wide)
        elif kind in ("ghost", "quiet"):
            ground = QColor(Qt.GlobalColor.transparent)
        else:
            wide = 2.0
            pen = QPen(look.colour("keyBorder"), wide)
        painter.setPen(pen)
        painter.setBrush(ground)
        inset = wide / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS
        )
        return ink

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        room = self._words_room()
        font = look.font(self.face.size, self.words_px() or LEAST_PX)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        drawn = min(room.width(), metrics.horizontalAdvance(self.text()))
        if metrics.horizontalAdvance(self.text()) > room.width():
            drawn = metrics.boundingRect(room, _WORDS, self.text()).width()
        x = room.x() if self.face.left else room.x() + (room.width() - drawn) // 2
        self._paint_before(painter, x, ink)
        at = QRect(x + self._before(), room.y(), room.width() - (x - room.x()), room.height())
        painter.setPen(look.colour(ink))
        if self.face.under:
            self._paint_under(painter, at, ink)
        else:
            plain = not (self.face.left or self.face.icon)
            side = Qt.AlignmentFlag.AlignHCenter if plain else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room if plain else at, int(_WORDS | side), self.text())
        if self.face.after:
            y = (self.height() - 30) // 2
            painter.drawPixmap(self.width() - 46, y, self._pixmap(self.face.after, ink, 30))

    def _paint_under(self, painter: QPainter, at: QRect, ink: str) -> None:
        """The words in the upper half, the second line under them."""
        tall = QFontMetrics(painter.font()).height()
        under = QFontMetrics(look.font("muted"))
        top = (self.height() - tall - under.height()) // 2
        upper = QRect(at.x(), top, at.width(), tall)
        metrics = QFontMetrics(painter.font())
        said = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, at.width())
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignVCenter), said)
        painter.setFont(look.font("muted"))
        if ink == "text":
            painter.setPen(look.colour("muted"))
        said = under.elidedText(self.face.under, Qt.TextElideMode.ElideRight, at.width())
        lower = QRect(at.x(), top + tall, at.width(), under.height())
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignVCenter), said)

    def _paint_before(self, painter: QPainter, x: int, ink: str) -> None:
        if self.face.round:
            side = self.face.round
            paint_round(painter, QRectF(x, (self.height() - side) / 2, side, side), self)
        elif self.face.icon:
            side = self._icon_px()
            pixmap = self._pixmap(self.face.icon, ink, side)
            painter.drawPixmap(x, (self.height() - side) // 2, pixmap)

    def _pixmap(self, name: str, ink: str, side: int) -> QPixmap:
        return look.pixmap(name, ink, side, self.devicePixelRatioF())


def paint_round(painter: QPainter, at: QRectF, of: Touch) -> None:
    """The round of the person on this tile."""
    from ui.widgets.avatar import paint_avatar

    paint_avatar(painter, at, of.person, of.text(), of.photo)
