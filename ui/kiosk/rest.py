"""Rest: the house, the time and "Touch to start"; nothing about any person."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from sobrhouse.domain.phrases import nice_date, nice_time
from sobrhouse.words import _
from ui.kiosk.parts import Mark, row, words
from ui.kiosk.screen import SIDE, Room, Screen
from ui.kiosk.touch import Face, Touch

_PATH = ((0, 0), (6, 3), (3, 8), (-4, 6), (-8, 0), (-5, -5), (2, -7), (7, -3))  # px, by minute


class Rest(Screen):
    """The screen between people; it moves a few pixels each minute, for the display's sake.

    `tonight` are lines about the house, an icon and words each.
    """

    seconds = None
    private = False

    def __init__(
        self, room: Room, now: datetime, house: str, tonight: Sequence[tuple[str, str]],
        start: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(room)
        self._start = start
        self.clock = words("", "clock", middle=True)
        self.day = words("", "body", middle=True)
        self.start = Touch(_("Touch to start"), Face("primary", "log-in", "actionXL"), tall=120)
        self.start.setFixedWidth(min(620, room.wide - 2 * SIDE - 20))
        self.start.clicked.connect(start)
        self.body.addStretch(3)
        self.body.addWidget(words(house, "h1", middle=True, wrap=True))
        self.body.addWidget(self.clock)
        self.body.addWidget(self.day)
        self.body.addSpacing(36)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(30)
        for icon, said in tonight:
            self.body.addLayout(row(1, Mark(icon, "support", 30), words(said, "label"), 1))
        self.body.addStretch(4)
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """The time and day; called each minute, which also moves the picture a little."""
        self.clock.setText(nice_time(now))
        self.day.setText(nice_date(now.date(), now.date()))
        right, down = _PATH[now.minute % len(_PATH)]
        self.body.setContentsMargins(
            SIDE + right, 10 + down, SIDE - right, self.room.below + 10 - down
        )

    def typed(self, key: str) -> None:
        """Any key of a keypad begins too."""
        self._start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole screen is the button."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._start()
