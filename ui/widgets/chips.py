"""Chips: a status in one or two words on its soft colour, and rows of chips that filter."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets.buttons import ChoiceButton


class Chip(QLabel):
    """A word or two that say how something stands: ok, warn, bad, info, mute or brand."""

    def __init__(self, text: str, kind: str = "mute", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", kind)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def show_as(self, text: str, kind: str) -> None:
        """Say something else."""
        self.setText(text)
        theme.set_kind(self, "chip", kind)


ICON_SIDE, ICON_ROOM = 14, 18


def chip_width(text: str, icon: str = "") -> float:
    """How wide a painted chip is."""
    room = 24 + (ICON_ROOM if icon else 0)
    return QFontMetricsF(theme.font("micro")).horizontalAdvance(text) + room * theme.scale()


def paint_chip(
    painter: QPainter, rect: QRectF, text: str, kind: str, icon: str = ""
) -> QRectF:
    """A chip at the left of `rect`, centred up and down, with an icon before its word where there
    is one; gives the place it took.
    """
    fill, ink = theme.soft(kind)
    height = round(22 * theme.scale())
    width = min(chip_width(text, icon), rect.width())
    place = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(place, height / 2, height / 2)
    painter.setFont(theme.font("micro"))
    painter.setPen(ink)
    inside = place.adjusted(10 * theme.scale(), 0, -10 * theme.scale(), 0)
    if icon:
        ratio = painter.device().devicePixelRatioF()
        drawn = theme.pixmap(icon, f"{theme.KINDS[kind]}Ink", ICON_SIDE, ratio)
        side = drawn.deviceIndependentSize().height()
        painter.drawPixmap(round(inside.left()), round(place.center().y() - side / 2), drawn)
        inside.setLeft(inside.left() + ICON_ROOM * theme.scale())
    shown = QFontMetricsF(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, inside.width() + 1
    )
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, shown)
    return place


class _PickChip(ChoiceButton):
    """One chip of a filter."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("kind", None)
        self.setProperty("chip", "pick")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), round(22 * theme.scale())))


class FilterChips(QWidget):
    """A row of chips of which one is chosen; arrows move the choice."""

    picked = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[Hashable, str]],
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[Hashable, _PickChip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key, text in options:
            chip = _PickChip(text)
            chip.clicked.connect(lambda _on=False, key=key: self.picked.emit(key))
            self._group.addButton(chip)
            self._chips[key] = chip
            row.addWidget(chip)
        row.addStretch(1)
        if options:
            self._chips[options[0][0]].setChecked(True)

    def key(self) -> Hashable:
        """What is chosen."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), None)

    def pick(self, key: Hashable) -> None:
        """Choose, and tell."""
        self._chips[key].setChecked(True)
        self.picked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._chips)
        key = keys[(keys.index(self.key()) + step) % len(keys)]
        self._chips[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.pick(key)
