"""One bed on the board: a card that is painted, told aloud, dragged and dropped on."""

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from sobrhouse.domain.houses import BedState
from sobrhouse.queries.beds import BedCard
from sobrhouse.words import _
from ui import theme
from ui.office.beds import words as bed_words
from ui.widgets.avatar import paint_avatar
from ui.widgets.chips import chip_width, paint_chip
from ui.widgets.focus import Ringed, paint_ring
from ui.widgets.labels import plain_tip

MIME = "application/x-sobrhouse-bed"
HEIGHT = 92
PAD = 12
AVATAR = 32
_NOBODY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.OtherFocusReason)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BedTile(Ringed, QWidget):
    """A card of one bed. It tells what is done to it; the board decides what that means."""

    picked = Signal(object)  # the card: clicked, or reached by a key
    opened = Signal(object)  # double click, Enter, or its one verb
    menu_wanted = Signal(object, QPoint)
    dropped = Signal(int, object)  # bed that was dragged here, this card

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: BedCard | None = None
        self._on = date.min
        self._live = False
        self._over = False
        self._target = ""
        self._clicked = False
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @staticmethod
    def tall() -> int:
        """The height of every card, whatever it says."""
        return round(HEIGHT * theme.scale())

    def sizeHint(self) -> QSize:
        return QSize(round(195 * theme.scale()), self.tall())

    def show_card(self, card: BedCard, on: date, *, live: bool) -> None:
        """Show a bed on a night; only a `live` one can be changed."""
        self.card, self._on, self._live = card, on, live
        self.setAcceptDrops(live)
        self.setAccessibleName(bed_words.spoken(card, on))
        self.setToolTip(plain_tip("\n".join(bed_words.asides(card, on))))
        self.update()

    def set_target(self, how: str) -> None:
        """While a bed is being chosen: "free" or "taken" for beds that can be, else empty."""
        self._target = how
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.card is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inside = QRectF(self.rect()).adjusted(PAD, 8, -PAD, -8)
        self._paint_head(painter, inside)
        below = inside.adjusted(0, 24 * theme.scale(), 0, 0)
        state = self.card.state
        if self.card.sleeper is not None:
            who = self.card.sleeper
            self._paint_person(
                painter, below, who.resident_id, who.name, bed_words.about(who, self._on)
            )
        elif state is BedState.HELD and self.card.hold is not None:
            hold = self.card.hold
            self._paint_person(
                painter, below, hold.resident_id, hold.name, bed_words.until(self.card, self._on)
            )
        elif state is BedState.OUT:
            self._paint_note(painter, below, self.card.outage.note if self.card.outage else "")
        elif self._live:
            self._paint_verb(painter, below)
        if self.property("ring"):
            paint_ring(painter, QRectF(self.rect()), theme.radius("card"))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        free = self.card is not None and self.card.state is BedState.FREE
        painter.setBrush(theme.colour("hover" if free or self.underMouse() else "surface"))
        pen = QPen(theme.colour("borderStrong" if free else "border"), 1.4)
        if self._over or self._target == "free" or (self.hasFocus() and self._clicked):
            pen = QPen(theme.colour("primary"), 2)
        if free:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        radius = theme.radius("card")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _paint_head(self, painter: QPainter, inside: QRectF) -> None:
        assert self.card is not None
        tall = 22 * theme.scale()
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("muted"))
        chip = bed_words.chip_of(self.card, self._on)
        wide = min(chip_width(chip.text), inside.width() - 34 * theme.scale()) if chip else 0.0
        label = QRectF(inside.left(), inside.top(), inside.width() - wide - 6, tall)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(self.card.label, Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, _LEFT, shown)
        if chip is not None:
            place = QRectF(inside.right() - wide, inside.top(), wide, tall)
            paint_chip(painter, place, chip.text, chip.kind)

    def _paint_person(
        self, painter: QPainter, below: QRectF, person: int, name: str, second: str
    ) -> None:
        side = AVATAR * theme.scale()
        lines = (
            QFontMetricsF(theme.font("strong")).height()
            + QFontMetricsF(theme.font("small")).height()
        )
        middle = below.top() + min(below.height(), lines) / 2 + 2
        paint_avatar(painter, QRectF(below.left(), middle - side / 2, side, side), person, name)
        left = below.left() + side + 9
        half = lines / 2
        self._write(
            painter, QRectF(left, middle - half, below.right() - left, half), name, "strong", "text"
        )
        self._write(
            painter, QRectF(left, middle, below.right() - left, half), second, "small", "muted"
        )

    def _paint_note(self, painter: QPainter, below: QRectF, note: str) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, note)

    def _paint_verb(self, painter: QPainter, below: QRectF) -> None:
        place = self._verb_place(below)
        drawn = theme.pixmap("plus", "primary", 16, self.devicePixelRatioF())
        side = round(drawn.deviceIndependentSize().width())
        painter.drawPixmap(QPointF(place.left(), place.center().y() - side / 2), drawn)
        words = place.adjusted(side + 6, 0, 0, 0)
        self._write(painter, words, _("Move someone in"), "strong", "primary")

    def _verb_place(self, below: QRectF) -> QRectF:
        return QRectF(below.left() + 8, below.top() + 2, below.width() - 8, 28 * theme.scale())

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, text: str, kind: str, colour: str) -> None:
        painter.setFont(theme.font(kind))
        painter.setPen(theme.colour(colour))
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, _LEFT, shown)

    # Hands

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if self.card is not None and event.reason() not in _NOBODY:
            self.picked.emit(self.card)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._pressed_at is not None and inside and self._one_click():
            self.opened.emit(self.card)
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def _one_click(self) -> bool:
        """A free bed has one verb, and while a bed is chosen a click chooses."""
        free = self.card is not None and self.card.state is BedState.FREE
        return bool(self._target) or (free and self._live)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._one_click():
            self.opened.emit(self.card)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.card, event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        far = QApplication.startDragDistance()
        if self._pressed_at is None or (here - self._pressed_at).manhattanLength() < far:
            return
        if self._live and self.card is not None and self.card.sleeper is not None:
            self._drag(self._pressed_at)
        self._pressed_at = None

    def _drag(self, grabbed: QPoint) -> None:
        assert self.card is not None
        data = QMimeData()
        data.setData(MIME, str(self.card.bed_id).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab(QRect(QPoint(), self.size())))
        drag.setHotSpot(grabbed)
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        ours = event.mimeData().hasFormat(MIME)
        usable = self.card is not None and self.card.state is not BedState.OUT
        if not (ours and usable) or _dragged(event) == (self.card and self.card.bed_id):
            event.ignore()
            return
        self._over = True
        self.update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(_dragged(event), self.card)


def _dragged(event: QDropEvent) -> int:
    return int(bytes(event.mimeData().data(MIME).data()).decode() or 0)
