"""Parts of the kiosk's screens that cannot be touched: words, cards, icons, rounds, rows."""

from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kiosk.touch import GAP, Touch
from ui.theme import kiosk as look
from ui.widgets.avatar import paint_avatar


def words(text: str, kind: str = "body", *, wrap: bool = False, middle: bool = False) -> QLabel:
    """Words in one of the kiosk's kinds (kiosk.qss); plain text whatever it holds."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setProperty("k", kind)
    label.setText(text)
    label.setWordWrap(wrap)
    label.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    if middle:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def words_tall(text: str, kind: str, wide: int) -> int:
    """How high these words stand where `wide` px are free, in as many lines as they need."""
    room = QRect(0, 0, wide, 0)
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(look.font(kind)).boundingRect(room, flags, text).height()


def line_wide(text: str, kind: str) -> int:
    """How wide these words stand in one line."""
    return QFontMetrics(look.font(kind)).horizontalAdvance(text)


def column(*things: QWidget | QLayout | int, gap: int = GAP) -> QVBoxLayout:
    """One under the other; a number is a stretch of that weight, a negative one a gap."""
    return _filled(QVBoxLayout(), things, gap)


def row(*things: QWidget | QLayout | int, gap: int = GAP) -> QHBoxLayout:
    """One beside the other; a number is a stretch of that weight, a negative one a gap."""
    return _filled(QHBoxLayout(), things, gap)


Box = TypeVar("Box", QVBoxLayout, QHBoxLayout)


def _filled(box: Box, things: tuple[QWidget | QLayout | int, ...], gap: int) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    for thing in things:
        if isinstance(thing, QWidget):
            box.addWidget(thing)
        elif isinstance(thing, QLayout):
            box.addLayout(thing)
        elif thing < 0:
            box.addSpacing(-thing)
        else:
            box.addStretch(thing)
    return box


class Card(QFrame):
    """A white sheet with round corners."""

    def __init__(self, *things: QWidget | QLayout | int, gap: int = 8, soft: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "kioskCard")
        self.setProperty("tone", "soft" if soft else "")
        self.body = column(*things, gap=gap)
        self.body.setContentsMargins(22, 16, 22, 16)
        self.setLayout(self.body)


class Mark(QWidget):
    """An icon; decoration beside its words."""

    def __init__(self, icon: str, ink: str = "text", side: int = 30) -> None:
        super().__init__()
        self._icon, self._ink, self._side = icon, ink, side
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dpr = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, look.pixmap(self._icon, self._ink, self._side, dpr))
        painter.end()


class Round(QWidget):
    """A person's round; decoration beside the name. Without a name it is a nameless one."""

    def __init__(self, person: int, name: str, side: int, photo: QPixmap | None = None) -> None:
        super().__init__()
        self._person, self._name, self._photo = person, name, photo
        self.setFixedSize(QSize(side, side))

    def wipe(self) -> None:
        """Forget whose it was."""
        self._person, self._name, self._photo = 0, "", None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._name:
            paint_avatar(painter, QRectF(self.rect()), self._person, self._name, self._photo)
        else:
            fill, _ink = look.tone(0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawEllipse(self.rect())
            side = self.width() // 2
            drawn = look.pixmap("user-round", "primary", side, self.devicePixelRatioF())
            painter.drawPixmap(side // 2, side // 2, drawn)
        painter.end()


class Fact(QWidget):
    """One row of My day: an icon, a bold line and a grey one."""

    def __init__(self, icon: str, ink: str, what: str, more: str = "") -> None:
        super().__init__()
        self._said: tuple[tuple[str, str], ...] = (("h2", what), ("muted", more))[: 1 + bool(more)]
        lines = column(words(what, "h2", wrap=True), gap=0)
        if more:
            lines.addWidget(words(more, "muted", wrap=True))
        layout = row(Mark(icon, ink, 32), lines, gap=18)
        layout.setContentsMargins(18, 6, 0, 6)
        layout.setStretch(1, 1)
        layout.setAlignment(lines, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def tall(self, wide: int) -> int:
        """The height it will need in a sheet of this width, before it is there."""
        free = wide - 18 - 32 - 18
        return 12 + max(32, sum(words_tall(said, kind, free) for kind, said in self._said))

    def wipe(self) -> None:
        """Forget what it said."""
        self._said = ()


def wipe(of: QWidget) -> None:
    """Empty every word, name and picture under a widget: nothing of the last person stays in it."""
    for child in of.findChildren(QWidget):
        if isinstance(child, QLabel):
            child.clear()
            child.setAccessibleName("")
        elif isinstance(child, Touch | Round | Fact):
            child.wipe()
