"""Support: help without a PIN; after it also one's own people and "come and see me"."""

from collections.abc import Callable, Sequence

from sobrhouse.domain.phones import nice_phone
from sobrhouse.queries.kiosk import Supporter
from sobrhouse.words import _
from ui.kiosk.parts import Card, Mark, row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.support_words import MY_WORDS
from ui.kiosk.touch import Face, Touch


class Support(Screen):
    """Whom to call. Nobody logs who opened it; staff see only what the person asks for."""

    seconds = 60

    def __init__(
        self,
        room: Room,
        phone: str,
        back: Callable[[], None],
        *,
        supporters: Sequence[Supporter] = (),
        ask_title: str = "",
        ask: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(room)
        self.body.addWidget(words(_("You are not alone"), "h1"))
        self.body.addSpacing(10)
        self.body.addWidget(
            self._line("phone", "support", _("Call or text 988. Free, day or night."), "988")
        )
        self.body.addSpacing(12)
        self.body.addWidget(self._line("siren", "danger", _("In danger now: call 911"), "911"))
        people = [(_("The house phone"), phone)] if phone else []
        people += [
            (_("{kind}, {name}").format(kind=_(MY_WORDS[who.kind]), name=who.name), who.phone)
            for who in supporters[:3]
        ]
        for name, number in people:
            self.body.addSpacing(12)
            self.body.addWidget(self._line("user-round", "primary", name, nice_phone(number)))
        self.body.addStretch(1)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        foot = row(away, gap=20)
        self.ask: Touch | None = None
        if ask is not None:
            self.ask = Touch(ask_title, Face("support", "hand-heart", "action"), tall=room.button)
            self.ask.clicked.connect(ask)
            foot.addWidget(self.ask, 3)
        else:
            foot.addStretch(3)
        foot.setStretch(0, 1)
        self.body.addLayout(foot)

    def _line(self, icon: str, ink: str, what: str, number: str) -> Card:
        text, figure = words(what, "label", wrap=True), words(number, "action")
        line = row(Mark(icon, ink, 40), text, figure, gap=20)
        line.setStretch(1, 1)
        card = Card(line)
        card.body.setContentsMargins(24, 14, 24, 14)
        return card
