"""The picture of the circle: people on a ring, or one in the middle, and the ties between them.

Each kind of tie has a colour and a pattern of its own, so that it can be told apart without colour.
One tab stop: the arrows go from person to person, Enter opens, Esc lets go.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sobrhouse.domain import circle as ties_of
from sobrhouse.domain.circle import Circle, drawn, ties_in_words
from sobrhouse.domain.circle_layout import Spot, curves, rooms, spots, spots_around
from sobrhouse.words import _
from ui import theme
from ui.office.circle import pen
from ui.widgets.announce import announce
from ui.widgets.focus import Ringed
from ui.widgets.labels import plain_tip

LEAST = QSize(260, 260)  # px at 100 %
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class CircleView(Ringed, QWidget):
    """The ties of a house; with `middle` those of one person."""

    picked = Signal(str)  # a member's key, empty when nobody is chosen any more
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.circle: Circle | None = None
        self.middle = ""
        self.current = ""
        self.kinds: tuple[str, ...] = tuple(ties_of.TIE_WORDS)
        self._order: list[str] = []
        self._at: dict[str, Spot] = {}
        self._lost: set[str] = set()
        self._drawing: pen.Drawing | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._say()

    def sizeHint(self) -> QSize:
        return LEAST * (theme.scale() * 2)

    def minimumSizeHint(self) -> QSize:
        return LEAST * theme.scale()

    # What is shown

    def show_circle(self, circle: Circle, middle: str = "") -> None:
        """Show these people; whoever was chosen stays so while they are there."""
        self.circle, self.middle = circle, middle
        self._at = spots_around(circle, middle) if middle else spots(circle)
        self._order = sorted(self._at, key=lambda key: (not self._at[key].middle,
                                                        self._at[key].angle))  # fmt: skip
        if self.current not in self._at:
            self.current = ""
        self._lost = {m.key for m in circle.without} if not middle else set()
        self._anew()

    def show_kinds(self, kinds: Iterable[str]) -> None:
        """Draw these kinds of ties alone."""
        self.kinds = tuple(kinds)
        self._anew()

    def choose(self, key: str) -> None:
        """Put one person forward, or nobody."""
        key = key if key in self._at else ""
        if key != self.current:
            self.current = key
            self._say()
            self.update()

    def wear(self) -> None:
        """The look or the text size has changed."""
        self._anew()

    def _anew(self) -> None:
        self._drawing = None
        self._say()
        self.updateGeometry()
        self.update()

    def drawing(self) -> pen.Drawing | None:
        """Everything with its place in this widget; laid out once for a size and a look."""
        if self._drawing is None and self.circle is not None and self._at:
            ties = drawn(self.circle, self.kinds)
            arcs = []
            if not self.middle and ties_of.ROOM in self.kinds:
                arcs = rooms(self.circle, self._at)
            if not self.middle:
                ties = tuple(t for t in ties if t.kind != ties_of.ROOM)
            self._drawing = pen.Drawing(
                self.circle,
                self._at,
                curves(ties, self._at),
                arcs,
                self.size(),
                self._lost,
                self.kinds,
            )
        return self._drawing

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawing = self.drawing()
        if drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.paint(painter, self.current, ringed=bool(self.property("ring")))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawing = None
        super().resizeEvent(event)

    # Mouse and keys

    def key_at(self, place: QPointF) -> str:
        """Who stands at a place, their name included; empty where nobody does."""
        drawing = self.drawing()
        return drawing.key_at(place) if drawing is not None else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self.key_at(event.position()))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        if key:
            self.opened.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self.circle is not None:
            key = self.key_at(QPointF(event.pos()))  # type: ignore[attr-defined]
            member = self.circle.by_key.get(key)
            if member is not None:
                lines = (member.name, *ties_in_words(self.circle, member))
                tip = plain_tip("\n".join(lines)).replace("\n", "<br>")
                QToolTip.showText(event.globalPos(), tip, self)  # type: ignore[attr-defined]
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._order:
            at = self._order.index(self.current) if self.current else -1
            step = _STEPS[key] if self.current or _STEPS[key] > 0 else 0
            self._pick(self._order[(at + step) % len(self._order)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._order:
            self._pick(self._order[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_Escape and self.current:
            self._pick("")
        else:
            super().keyPressEvent(event)

    def _pick(self, key: str) -> None:
        if key == self.current:
            return
        self.choose(key)
        if key and self.hasFocus():
            announce(self, self.accessibleDescription())
        self.picked.emit(key)

    def _say(self) -> None:
        """What a screen reader is told of the picture, and of whoever is chosen."""
        self.setAccessibleName(_("Picture of the circle"))
        said = _("The arrows go from person to person. The list beside it says the same.")
        if self.circle is not None and self.current:
            member = self.circle.by_key[self.current]
            said = ", ".join((member.name, *ties_in_words(self.circle, member)))
        self.setAccessibleDescription(said)
