"""Head: the house, the clock, how long the screen stays, and the other language."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from sobrhouse.domain.phrases import nice_time
from sobrhouse.words import LANGUAGES, _, language
from ui.kiosk.parts import Mark, row, words
from ui.kiosk.screen import SIDE, Room
from ui.kiosk.touch import Face, Touch
from ui.theme import kiosk as look

OTHER = {"en": "es", "es": "en"}


class HouseName(QLabel):
    """The house's name, as much of it as there is room for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setProperty("k", "brand")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name ends in dots, not within a letter."""
        super().resizeEvent(event)
        metrics = QFontMetrics(look.font("brand"))
        self.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self.width()))


class Head(QWidget):
    """The line above every screen; it holds nothing of a person."""

    other_language = Signal(str)
    clock_touched = Signal()
    stay = Signal()

    def __init__(self, room: Room, house: str) -> None:
        super().__init__()
        self.setFixedHeight(room.head)
        self._house = HouseName(house)
        self.chip = words("", "chip")
        self.chip.hide()
        self.still = Touch(_("I am still here"), Face("primary"), tall=room.button)
        self.still.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.still.clicked.connect(self.stay)
        self.still.hide()
        self.clock = Touch("", Face("quiet"), name=_("Clock"), tall=room.button)
        self.clock.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clock.clicked.connect(self.clock_touched)
        self.language = self._language_button(room)
        mark = Mark("house", "out" if house else "bg", 32)
        layout = row(mark, self._house, self.chip, self.still, self.clock,
                     self.language, gap=12)  # fmt: skip
        layout.setStretch(1, 1)
        layout.setContentsMargins(SIDE, 20 if not room.low else 8, SIDE, 14 if not room.low else 8)
        self.setLayout(layout)

    def _language_button(self, room: Room) -> Touch:
        other = OTHER[language()]
        made = Touch(LANGUAGES[other], Face("plain", "languages"), tall=room.button)
        made.setMinimumWidth(180 if not room.narrow else 160)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _on=False: self.other_language.emit(other))
        return made

    def show_time(self, now: datetime) -> None:
        """Show the time of day; `now` in the house's zone."""
        said = nice_time(now)
        if said != self.clock.text():
            self.clock.setText(said)
            self.clock.setAccessibleName(said)
            self.clock.updateGeometry()

    def show_left(self, seconds: int | None, *, warning: bool) -> None:
        """Say how long the screen stays; in its last seconds offer to stay."""
        self.chip.setVisible(seconds is not None)
        self.still.setVisible(warning)
        if seconds is not None:
            self.chip.setText(_("Closes in {n}").format(n=seconds))

    @property
    def house(self) -> QLabel:
        """The words that name the house."""
        return self._house
