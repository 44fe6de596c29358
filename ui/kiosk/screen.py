"""Screen: what every screen of the kiosk is, and the room that it is drawn for."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kiosk.guard import SETTLES_S
from ui.kiosk.parts import wipe
from ui.kiosk.touch import TALL

SIDE = 36  # px left and right of everything


@dataclass(frozen=True, slots=True)
class Room:
    """How much room there is: low screens (768) get a lower head, narrow ones (1024) fewer
    columns.
    """

    wide: int
    tall: int
    key_px: int = 76  # 20 mm on this screen

    @property
    def low(self) -> bool:
        """Whether the head and the buttons shrink to the least that a finger needs."""
        return self.tall < 800

    @property
    def narrow(self) -> bool:
        """Whether there is no room for four columns of names."""
        return self.wide < 1200

    @property
    def button(self) -> int:
        """The height of an ordinary button."""
        return TALL if self.low else 76

    @property
    def head(self) -> int:
        """The height of the strip above every screen."""
        return self.button + (16 if self.low else 34)

    @property
    def below(self) -> int:
        """What stays free under everything."""
        return 14 if self.low else 22


class Screen(QWidget):
    """One screen for one visit: made new each time, wiped and deleted when it is left.

    `seconds` without a touch end it (None: never); `resets` whether a touch begins them anew;
    `private` whether it may show anything of a person, so that its last seconds are warned of.
    What is touched within `settles` seconds was meant for the screen before.
    """

    seconds: int | None = 30
    resets = True
    private = True
    settles = SETTLES_S

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SIDE, 0, SIDE, room.below)
        self.body.setSpacing(0)

    def typed(self, key: str) -> None:
        """A key of a plugged-in keypad: a digit, a letter, "back" or "enter"."""

    def wipe(self) -> None:
        """Empty all that it shows; nothing of a person may outlive its screen."""
        wipe(self)
