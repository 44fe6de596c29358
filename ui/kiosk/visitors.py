"""Visitors: in, with the rules of the house, and out again; they never see a name of anybody."""

from collections.abc import Callable

from sobrhouse.words import _
from ui.kiosk.parts import Card, Mark, column, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import Face, Touch


class VisitorStart(Screen):
    """Coming or leaving."""

    seconds = 45
    private = False

    def __init__(
        self,
        room: Room,
        come: Callable[[], None],
        leave: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(room)
        self.come = Touch(_("I am coming in"), Face("primary", "log-in", "actionXL"), tall=140)
        self.leave = Touch(_("I am leaving"), Face("out", "log-out", "actionXL"), tall=140)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        for button, deed in ((self.come, come), (self.leave, leave), (away, back)):
            button.clicked.connect(deed)
        self.body.addWidget(words(_("Welcome to our house"), "h1", wrap=True))
        self.body.addStretch(1)
        self.body.addLayout(row(self.come, self.leave))
        self.body.addStretch(2)
        foot = row(away, 3)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)


class Rules(Screen):
    """The rules for visitors, and the one button that agrees."""

    seconds = 45

    def __init__(
        self, room: Room, rules: str, agree: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__(room)
        self.agree = Touch(
            _("I agree. Sign in"), Face("primary", "check", "action"), tall=room.button
        )
        self.agree.clicked.connect(agree)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        line = row(Mark("book-open", "primary", 44), words(_(rules), "label", wrap=True), gap=20)
        line.setStretch(1, 1)
        self.body.addWidget(words(_("Rules for visitors"), "h1"))
        self.body.addSpacing(14)
        self.body.addWidget(Card(column(line), 1), 1)
        self.body.addSpacing(14)
        foot = row(away, self.agree, gap=20)
        foot.setStretch(0, 1)
        foot.setStretch(1, 3)
        self.body.addLayout(foot)
