"""A secret vote at the kiosk: what the house votes on, three big buttons, and one look back before
the vote is in. Nothing is kept until then, and nobody can link it to who voted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sobrhouse.queries.kiosk import VoteRow
from sobrhouse.words import _, p_
from ui.kiosk.ends import Done
from ui.kiosk.parts import Card as Sheet
from ui.kiosk.parts import row, words
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import Face, Touch

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

LONG_S = 120  # a ballot has more time, and keeps nothing when left
SURE_S = 45  # what somebody chose stands there in large letters
CHOICES = (("yes", "check"), ("no", "x"), ("abstain", "minus"))


def choice_word(choice: str) -> str:
    """Yes, no, or no opinion: it is a vote too, so it is not called to skip."""
    return {
        "yes": p_("ballot", "Yes"),
        "no": p_("ballot", "No"),
        "abstain": p_("ballot", "No opinion"),
    }[choice]


class Ballot(Screen):
    """What the house votes on, and the three choices."""

    seconds = LONG_S

    def __init__(
        self, room: Room, vote: VoteRow, chosen: Callable[[str], None], back: Callable[[], None]
    ) -> None:
        super().__init__(room)
        kind = "h1" if len(vote.text) < 120 else "label"
        self.body.addWidget(words(_("A secret vote"), "muted", middle=True))
        self.body.addSpacing(8)
        self.body.addWidget(Sheet(1, words(vote.text, kind, wrap=True, middle=True), 1), 1)
        self.body.addSpacing(14)
        self.body.addWidget(words(_("Nobody can see how you vote."), "body", middle=True))
        self.body.addSpacing(14)
        self.choices: dict[str, Touch] = {}
        for choice, icon in CHOICES:
            made = Touch(choice_word(choice), Face("plain", icon, "actionXL"), tall=132)
            made.clicked.connect(lambda _on=False, choice=choice: chosen(choice))
            self.choices[choice] = made
        self.body.addLayout(row(*self.choices.values()))
        self.body.addSpacing(14)
        away = Touch(_("Go back"), Face("plain", "arrow-left"), tall=room.button)
        away.clicked.connect(back)
        self.body.addLayout(row(away, 2))


class BallotSure(Screen):
    """One look back: a vote that is in cannot be taken out again."""

    seconds = SURE_S

    def __init__(
        self, room: Room, vote: VoteRow, choice: str, cast: Callable[[], None],
        back: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(room)
        self.body.addStretch(1)
        self.body.addWidget(words(_("Your vote"), "muted", middle=True))
        self.body.addWidget(words(choice_word(choice), "figure", middle=True))
        self.body.addSpacing(8)
        self.body.addWidget(words(vote.text, "body", middle=True, wrap=True))
        self.body.addStretch(1)
        self.cast = Touch(_("Cast my vote"), Face("primary", "check", "actionXL"), tall=132)
        self.cast.clicked.connect(cast)
        self.change = Touch(_("Change it"), Face("plain", "arrow-left"), tall=room.button)
        self.change.clicked.connect(back)
        self.body.addWidget(self.cast)
        self.body.addSpacing(14)
        self.body.addLayout(row(self.change, 2))


class BallotAsked(QObject):
    """The two pages of one vote; it lives and ends with the visit."""

    def __init__(self, visit: Visit, vote: VoteRow) -> None:
        super().__init__(visit)
        self._visit, self._vote = visit, vote

    def begin(self) -> None:
        """How do you vote?"""
        visit = self._visit
        visit.show(
            lambda room: Ballot(
                room, self._vote, visit.here(self._sure), visit.press(visit.back_to_card)
            ),
            self.begin,
        )

    def _sure(self, choice: str) -> None:
        visit = self._visit
        visit.show(
            lambda room: BallotSure(
                room, self._vote, choice, visit.press(lambda: self._cast(choice)),
                visit.press(self.begin),
            ),
            lambda: self._sure(choice),
        )  # fmt: skip

    def _cast(self, choice: str) -> None:
        visit = self._visit
        visit.flow.window.hold()
        visit.door.cast_ballot(
            visit, visit.claim, self._vote.motion_id, choice,
            visit.here(lambda _none: self._done()), visit.here(visit.refused),
        )  # fmt: skip

    def _done(self) -> None:
        visit = self._visit
        line = _("Nobody can see how you voted.")
        visit.show(
            lambda room: Done(room, _("Your vote is in"), line, visit.press(visit.back_to_card)),
            self._done,
        )
