"""Rooms as cards with their beds, beside one another as wide as there is room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from sobrhouse.domain.houses import RoomWish, next_labels
from sobrhouse.queries.houses import BedRow, RoomRow
from sobrhouse.words import _, n_
from ui import theme
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel, Label

NARROWEST = 230
BESIDE = 3  # beds beside one another in a card


class _Frame(QFrame):
    """The ground of a room; dashed while it is only typed."""

    def __init__(self, wished: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wished = wished
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("borderStrong" if self._wished else "border"), 1.3)
        if self._wished:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("hover" if self._wished else "surface"))
        radius = theme.radius("card")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


class RoomCard(_Frame):
    """A room that is there: its beds can be pressed, and it has a menu."""

    room_menu = Signal(object, QPoint)
    bed_menu = Signal(object, object, QPoint)
    bed_wanted = Signal(object)

    def __init__(self, room: RoomRow, *, may: bool, parent: QWidget | None = None) -> None:
        super().__init__(False, parent)
        self.room = room
        self.add = IconButton("plus", _("Add a bed to {room}").format(room=room.name), kind="ghost")
        self.more = IconButton(
            "ellipsis-vertical", _("More for {room}").format(room=room.name), kind="ghost"
        )
        self.add.clicked.connect(lambda: self.bed_wanted.emit(self.room))
        self.more.clicked.connect(lambda: self.room_menu.emit(self.room, _below(self.more)))
        head = hbox(Label(room.name, "h3"), ElidedLabel(room.floor, "muted"), gap=2)
        head.setStretch(1, 1)
        for button in (self.add, self.more):
            head.addWidget(button)
            button.setVisible(may)
        self.beds = [self._bed(bed, may) for bed in room.beds]
        vbox(head, _grid(self.beds), gap=2, margins=(14, 8, 8, 12), parent=self)

    def _bed(self, bed: BedRow, may: bool) -> Button:
        gone = bed.retired_on is not None
        button = Button(bed.label, "ghost" if gone else "outline", "bed-single", small=True)
        words = _("Bed {bed}, retired") if gone else _("Bed {bed}")
        said = words.format(bed=bed.label)
        button.setAccessibleName(f"{said}, {bed.features}" if bed.features else said)
        button.setToolTip(button.accessibleName())
        button.setEnabled(may)
        button.clicked.connect(lambda: self.bed_menu.emit(self.room, bed, _below(button)))
        return button


class WishCard(_Frame):
    """A room that is typed and not made yet."""

    def __init__(self, wish: RoomWish, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self.wish = wish
        head = hbox(Label(wish.name, "h3"), ElidedLabel(wish.floor, "muted"), gap=2)
        head.setStretch(1, 1)
        labels = [Label(label, "muted") for label in next_labels(wish.name, (), wish.beds)[:12]]
        beds = n_("{n} bed", "{n} beds", wish.beds).format(n=wish.beds)
        self.setAccessibleName(f"{wish.name}, {beds}")
        vbox(head, _grid(labels), Label(beds, "small"), gap=1, margins=(14, 8, 8, 10), parent=self)


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height()))


def _grid(widgets: Sequence[QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(theme.space(2))
    for n, widget in enumerate(widgets):
        grid.addWidget(widget, n // BESIDE, n % BESIDE, Qt.AlignmentFlag.AlignLeft)
    grid.setColumnStretch(BESIDE, 1)
    return grid


class RoomGrid(QWidget):
    """Cards in as many columns as fit; it grows as rooms are added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(3))

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards instead."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = list(cards)
        self._columns = 0
        self._place()

    def cards(self, fits: Callable[[QWidget], bool] = bool) -> list[QWidget]:
        """The cards that are shown."""
        return [card for card in self._cards if fits(card)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = self._grid.spacing()
        columns = max(1, (self.width() + gap) // (round(NARROWEST * theme.scale()) + gap))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        top = Qt.AlignmentFlag.AlignTop
        for n, card in enumerate(self._cards):
            self._grid.addWidget(card, n // columns, n % columns, top)
