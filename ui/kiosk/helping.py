"""Helping: "I helped", or "somebody helped me": with what, and who, where one likes to say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sobrhouse.domain.support import HELP_WORDS
from sobrhouse.queries.kiosk import Housemate, MyCircle
from sobrhouse.words import _, n_
from ui.kiosk import door_support as deeds
from ui.kiosk.names import columns
from ui.kiosk.own_pages import OwnPages
from ui.kiosk.pages import (
    Choice,
    Choices,
    back_button,
    button,
    foot,
    grid_of,
    name_tiles,
    names_page,
    title,
)
from ui.kiosk.screen import Room, Screen
from ui.kiosk.support_words import HELP_ICONS, sentence
from ui.kiosk.trade_pages import PickDeeds

if TYPE_CHECKING:
    from ui.kiosk.visit import Visit

GIVEN, RECEIVED = "given", "received"


class WithWhom(Screen):
    """Who the other was, or nobody's name."""

    seconds = 60

    def __init__(
        self,
        room: Room,
        question: str,
        people: tuple[Housemate, ...],
        page: int,
        can: PickDeeds[Housemate | None],
    ) -> None:
        super().__init__(room)
        page, pages = names_page(people, page, room)
        self.tiles = name_tiles(people, page, room, can.chosen)
        unsaid = _("I would rather not say")
        self.nobody = button(
            unsaid, "user-round", lambda: can.chosen(None), room.button, "primary"
        )
        self.body.addLayout(title(question, page, pages, can.turn))
        self.body.addSpacing(8 if room.low else 14)
        self.body.addLayout(grid_of(self.tiles, columns(room)))
        self.body.addStretch(1)
        self.body.addLayout(foot(back_button(room, can.back), self.nobody))


class HelpShown(OwnPages):
    """The pages of helping."""

    def __init__(self, visit: Visit, back: Callable[[], None]) -> None:
        super().__init__(visit, back)
        self._given, self._kind = True, ""
        self._people: tuple[Housemate, ...] = ()

    def begin(self) -> None:
        """Which way did it go? The counts are as they are now."""
        visit = self.visit
        visit.flow.window.hold()
        self.door.circle(visit, visit.claim, visit.here(self._ask_way))

    def _ask_way(self, mine: MyCircle) -> None:
        visit = self.visit
        gave = n_("{n} time in 30 days", "{n} times in 30 days", mine.given)
        got = n_("{n} time in 30 days", "{n} times in 30 days", mine.received)
        choices = [
            Choice(GIVEN, _("I helped"), "hand-heart", gave.format(n=mine.given)),
            Choice(RECEIVED, _("I was helped"), "heart-handshake", got.format(n=mine.received)),
        ]
        visit.show(
            lambda room: Choices(
                room, _("Helping"), choices, visit.here(self._on_way), visit.press(self.back),
                under=_("Helping keeps both sober. It is counted, never compared."), tall=132,
            ),
            self.begin,
        )  # fmt: skip

    def _on_way(self, way: str) -> None:
        self._given = way == GIVEN
        self.ask_kind()

    def ask_kind(self) -> None:
        """With what?"""
        visit = self.visit
        asked = _("What did you help with?") if self._given else _("What helped you?")
        choices = [Choice(code, _(said), HELP_ICONS[code]) for code, said in HELP_WORDS.items()]
        visit.show(
            lambda room: Choices(
                room, asked, choices, visit.here(self._on_kind), visit.press(self.begin),
            ),
            self.ask_kind,
        )  # fmt: skip

    def _on_kind(self, kind: str) -> None:
        visit = self.visit
        self._kind = kind
        visit.flow.window.hold()
        visit.door.chores.housemates(visit, visit.claim, visit.here(self._on_people))

    def _on_people(self, people: tuple[Housemate, ...]) -> None:
        self._people = people
        self.ask_whom(0)

    def ask_whom(self, page: int) -> None:
        """Whom, or by whom?"""
        visit = self.visit
        asked = _("Whom did you help?") if self._given else _("Who helped you?")
        can: PickDeeds[Housemate | None] = PickDeeds(
            visit.here(self._on_person), visit.here(self.ask_whom), visit.press(self.ask_kind)
        )
        visit.show(
            lambda room: WithWhom(room, asked, self._people, page, can),
            lambda: self.ask_whom(page),
        )

    def _on_person(self, person: Housemate | None) -> None:
        said = _(HELP_WORDS[self._kind])
        line = f"{said}. {sentence(person.shown)}" if person else f"{said}."
        heading = _("Thank you for helping") if self._given else _("Good that somebody was there")
        deed = deeds.helped(self._kind, self._given, person.stay_id if person else None)
        self.do(
            deed, lambda row: self.end(heading, line, deeds.undo_helped(row), _("Helping"))
        )
