"""Flow: which screen comes when, as long as nobody has said who they are; then a visit does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Slot

from sobrhouse import words
from sobrhouse.domain.phrases import nice_time
from sobrhouse.queries.kiosk import Claim, HouseFacts, NameTile
from sobrhouse.words import _
from ui.kiosk.door import Checked, Door
from ui.kiosk.ends import REASON_S, Trouble
from ui.kiosk.guest import Guest
from ui.kiosk.names import Names
from ui.kiosk.number import Number, StaffPin
from ui.kiosk.pin_asked import refusal
from ui.kiosk.rest import Rest
from ui.kiosk.screen import Room, Screen
from ui.kiosk.support import Support
from ui.kiosk.tonight import meeting_words, still_to_come
from ui.kiosk.touch import Face, Touch
from ui.kiosk.visit import Visit

if TYPE_CHECKING:
    from ui.kiosk.window import KioskWindow

RETRY_MS = 3000


class Party(Protocol):
    """A visit or a guest: somebody who is here, until `end`."""

    def end(self) -> None:
        """They have left: no answer is for them any more."""

    def speak(self) -> None:
        """Another language: show the same again."""


class Flow(QObject):
    """Rest, names, number, support, visitors, staff, trouble."""

    def __init__(self, door: Door, window: KioskWindow) -> None:
        super().__init__(window)
        self.door, self.window = door, window
        self.facts: HouseFacts | None = None
        self.party: Party | None = None
        self.chosen_language = False
        self._people: tuple[NameTile, ...] = ()
        self._show_again: Callable[[], None] = self.rest
        self._turn = 0  # a screen asked for and overtaken by another is not shown any more
        self._unsaved = False
        self._unsaved_at = 0.0  # by the guard's clock
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._ask_facts)
        door.trouble.connect(self.on_trouble)

    def start(self) -> None:
        """Show what can be shown, and ask for the rest."""
        self._show(lambda room: Trouble(room, unsaved=False), self.start)
        self._retry.start()
        self._ask_facts()

    def end(self) -> None:
        """The kiosk is being left."""
        self._retry.stop()
        self._leave()

    @property
    def house_name(self) -> str:
        """What the head says."""
        return self.facts.name if self.facts else "sobrhouse"

    def now(self) -> datetime:
        """The time in the house's zone."""
        return self.door.now().astimezone(ZoneInfo(self.facts.zone if self.facts else "UTC"))

    def in_charge(self) -> str:
        """Whom people are asked to talk with."""
        return (self.facts.in_charge if self.facts else "") or _("the house manager")

    # The facts of the house, and the time without them

    @Slot()
    def _ask_facts(self) -> None:
        self.door.facts(self, self._on_facts)

    def _on_facts(self, facts: HouseFacts) -> None:
        known, self.facts = self.facts, facts
        if self._retry.isActive():
            if self._unsaved and self.window.guard.clock() - self._unsaved_at < REASON_S:
                return  # whoever looked away must still see that it was not kept: ask again
            self._retry.stop()
            self._unsaved = False
            self.rest()
            self._ask_names()
        elif known != facts and isinstance(self.window.screen_now, Rest):
            self._show_rest()

    @Slot(bool)
    def on_trouble(self, unsaved: bool) -> None:
        """The records cannot be reached: paper, until they can."""
        self._unsaved = self._unsaved or unsaved
        if unsaved:
            self._unsaved_at = self.window.guard.clock()
        shown = self.window.screen_now
        if not (self._retry.isActive() and isinstance(shown, Trouble) and not unsaved):
            spoken = words.language()
            self._leave()
            if unsaved:  # whoever was here is to read it
                words.speak(spoken)
                self.chosen_language = True
            said = self._unsaved
            self._show(lambda room: Trouble(room, unsaved=said), lambda: self.on_trouble(said))
        self._retry.start()
        self.window.trouble.emit()

    # Screens before anybody has said who they are

    def _show(self, make: Callable[[Room], Screen], again: Callable[[], None]) -> Screen:
        self._turn += 1
        self._show_again = again
        return self.window.show_screen(make)

    def _leave(self) -> None:
        """Whoever was here has gone: their visit ends, and the house's language is back."""
        party, self.party = self.party, None
        if party is not None:
            party.end()
            self.chosen_language = False
        if self.facts is not None and not self.chosen_language:
            words.speak(self.facts.language)

    def _trusted(self) -> bool:
        """Whether the records could be reached the last time; else the trouble page stays."""
        return self.facts is not None and not self._retry.isActive()

    def rest(self) -> None:
        """Nobody is here."""
        self.chosen_language = False
        self._leave()
        if self._trusted():
            self._show_rest()
            self._ask_facts()

    def _show_rest(self) -> None:
        facts = self.facts
        if facts is None:
            return
        tonight = [("users", meeting_words(m)) for m in still_to_come(facts.meetings, self.now())]
        if facts.curfew is not None:
            curfew = _("Curfew tonight is {time}, or as your card says")
            tonight.append(("moon", curfew.format(time=nice_time(facts.curfew))))
        self._show(
            lambda room: Rest(room, self.now(), facts.name, tonight, self.begin), self._show_rest
        )

    def begin(self) -> None:
        """Somebody is here: names, or a keypad where the house hides them.

        The names of a moment ago come at once, so that the last person's screen goes at once.
        """
        self._leave()
        if not self._trusted() or self.facts is None:
            return
        self._ask_facts()  # the office may have changed what a visit stands on
        if self.facts.shows_names:
            self._names(0)
            self._ask_names()
        else:
            self.show_number()

    def _ask_names(self) -> None:
        self.door.names(self, self._on_names)

    def _on_names(self, people: tuple[NameTile, ...]) -> None:
        known, self._people = self._people, people
        if people != known and isinstance(self.window.screen_now, Names):
            self._names(0)

    def _names(self, page: int) -> None:
        def make(room: Room) -> Screen:
            number = self._button(room, _("Use my number"), "hash", self.show_number)
            below = (*self._help_buttons(room), number)
            return Names(room, self._people, page, self._on_tile, self._names, below)

        self._show(make, lambda: self._names(page))

    def _help_buttons(self, room: Room) -> tuple[Touch, Touch]:
        return (
            self._button(room, _("I need support"), "life-buoy", self.show_support, "support"),
            self._button(room, _("I am a visitor"), "door-open", self.show_guest),
        )

    def _button(
        self, room: Room, said: str, icon: str, deed: Callable[[], object], kind: str = "plain"
    ) -> Touch:
        made = Touch(said, Face(kind, icon), tall=room.button)
        made.clicked.connect(lambda _on=False: deed())
        return made

    def show_number(self) -> None:
        """A keypad for one's own number."""

        def make(room: Room) -> Screen:
            buttons = list(self._help_buttons(room))
            if self.facts is not None and self.facts.shows_names:
                buttons = [self._button(room, _("Go back"), "arrow-left", self.begin)]
            return Number(room, self._on_number, buttons)

        self._show(make, self.show_number)

    def show_support(self) -> None:
        """Help that needs no PIN."""
        phone = self.facts.phone if self.facts else ""
        self._show(lambda room: Support(room, phone, self.begin), self.show_support)

    def show_guest(self) -> Guest:
        """A visitor is here."""
        guest = Guest(self)
        self.leave_for(guest)
        return guest

    def staff(self) -> None:
        """Somebody wants to leave the kiosk."""
        self._leave()
        away = self.rest_or_trouble
        self._show(lambda room: StaffPin(room, self._on_staff_pin, away), self.staff)

    def rest_or_trouble(self) -> None:
        """Back to where the kiosk waits."""
        if self._trusted():
            self.rest()
        else:
            self.on_trouble(False)

    def _on_staff_pin(self, pin: str) -> None:
        self.window.hold()
        turn = self._turn
        self.door.staff_pin(self, pin, lambda checked: self._on_staff(checked, turn))

    def _on_staff(self, checked: Checked, turn: int) -> None:
        if checked.right:
            self.window.left.emit()
            return
        shown = self.window.screen_now
        if turn == self._turn and isinstance(shown, StaffPin):
            shown.again(refusal(checked, _("the owner")))
            self.window.go_on()

    # Who they are

    def takes_badges(self) -> bool:
        """Whether a badge that is scanned now says who comes."""
        return self._trusted() and isinstance(self.window.screen_now, Rest | Names | Number)

    def badge(self, text: str) -> None:
        """A badge was scanned."""
        turn = self._turn
        self.door.claim_badge(self, text, lambda claim: self._on_claim(claim, turn))

    def _on_tile(self, tile: NameTile) -> None:
        turn = self._turn
        self.door.claim_name(
            self, tile.stay_id, lambda claim: self._on_claim(claim, turn, tile.shown, tile.photo)
        )

    def _on_number(self, text: str) -> None:
        turn = self._turn
        self.door.claim_number(self, text, lambda claim: self._on_claim(claim, turn))

    def _on_claim(
        self, claim: Claim, turn: int, name: str = "", photo: bytes | None = None
    ) -> None:
        if turn == self._turn and self.facts is not None:
            self.leave_for(Visit(self, self.facts, claim, name, photo))

    def leave_for(self, party: Visit | Guest) -> None:
        """Somebody has said who they are; whoever was here is not any more."""
        self._leave()
        self.party = party
        party.begin()

    def show_for(self, party: Party, make: Callable[[Room], Screen]) -> None:
        """A screen of somebody who is here; nothing when they have left."""
        if party is self.party:
            self._show(make, party.speak)

    # Endings

    def over(self) -> None:
        """The time of this screen is over, or somebody is done."""
        shown = self.window.screen_now
        if isinstance(shown, Trouble):
            return
        if self.party is not None:
            self.begin()
        else:
            self.rest_or_trouble()

    @Slot(str)
    def speak(self, language: str) -> None:
        """The other language, for this visit."""
        words.speak(language)
        self.chosen_language = True
        self.window.keep_typed()
        if self.party is not None:
            self.party.speak()
        else:
            self._show_again()
