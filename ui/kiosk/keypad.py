"""Keypad: ten digits, clear and delete, at least 20 mm each; and the dots that stand for a PIN."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sobrhouse.words import _
from ui.kiosk.parts import Card
from ui.kiosk.touch import GAP, Face, Touch
from ui.theme import kiosk as look
from ui.theme.tokens import tokens

_MM = int(tokens()["size"]["kioskKeyMinMm"])
_WISHED = int(tokens()["size"]["kioskKey"])
BACK, CLEAR = "back", "clear"


def key_px() -> int:
    """20 mm in pixels of the screen that the kiosk is on; what a screen says of its size may be
    nonsense, so between 72 and 160.
    """
    screens = QGuiApplication.screens()
    per_inch = screens[0].physicalDotsPerInch() if screens else 96.0
    return max(72, min(160, round(per_inch / 25.4 * _MM + 0.5)))


def key(text: str, typed: str, icon: str = "", name: str = "", kind: str = "plain") -> Touch:
    """One key; `typed` is what it stands for."""
    made = Touch(text, Face(kind, icon, "label" if len(text) > 1 else "key"), name=name or text)
    made.key = typed
    return made


class Keypad(Card):
    """The numbers; `typed` tells a digit, "back" or "clear"."""

    typed = Signal(str)

    def __init__(self, key_px: int, tall: int) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setSpacing(GAP)
        self.keys: dict[str, Touch] = {}
        side = max(key_px, min(_WISHED, (tall - 3 * GAP - 44) // 4))
        for place, what in enumerate(
            ("1", "2", "3", "4", "5", "6", "7", "8", "9", CLEAR, "0", BACK)
        ):
            made = self._key(what)
            made.setMinimumSize(side, side)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            made.setMaximumHeight(max(side, 132))
            made.clicked.connect(lambda _on=False, what=what: self.typed.emit(what))
            self.keys[what] = made
            grid.addWidget(made, place // 3, place % 3)
        self.body.setContentsMargins(26, 14, 26, 14)
        self.body.addStretch(1)
        self.body.addLayout(grid, 100)
        self.body.addStretch(1)

    def _key(self, what: str) -> Touch:
        if what == CLEAR:
            return key(_("Clear"), CLEAR, kind="ghost")
        if what == BACK:
            return key("", BACK, icon="delete", name=_("Delete the last number"))
        return key(what, what)


class Dots(QWidget):
    """As many rings as the PIN has numbers; typed ones are filled, none is ever shown."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length, self._filled = length, 0
        self.setFixedSize(QSize(length * 48 - 18 + 4, 34))
        self.show_filled(0)

    def show_filled(self, filled: int) -> None:
        """Fill so many of them."""
        self._filled = filled
        said = _("{n} of {m} numbers typed")
        self.setAccessibleName(said.format(n=filled, m=self._length))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("primary"), 3))
        for place in range(self._length):
            filled = place < self._filled
            painter.setBrush(look.colour("primary") if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(place * 48 + 2, 2, 28, 28))
        painter.end()
