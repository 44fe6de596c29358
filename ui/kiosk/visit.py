"""Visit: one person at the kiosk, from their name to the end; nothing of it stays behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from sobrhouse import words
from sobrhouse.domain.phrases import nice_time
from sobrhouse.problems import Problem
from sobrhouse.queries.kiosk import Card, Claim, HouseFacts, LastOut, MessageRow
from sobrhouse.words import _, n_
from ui.kiosk.ballot import BallotAsked
from ui.kiosk.card import CardDeeds, CardScreen, MessageScreen
from ui.kiosk.chores_shown import ChoresShown
from ui.kiosk.ends import Done, Says, time_line
from ui.kiosk.going import (
    Going,
    GoingDeeds,
    GoingFacts,
    Moment,
    Plan,
    Span,
    instant,
    later,
    rounded_up,
    said_time,
)
from ui.kiosk.my_people_shown import MyPeopleShown
from ui.kiosk.pass_asked import PassAsked
from ui.kiosk.pin_asked import PinAsked
from ui.kiosk.screen import Room, Screen
from ui.kiosk.support import Support
from ui.kiosk.tonight import near
from ui.kiosk.went import Went

if TYPE_CHECKING:
    from ui.kiosk.flow import Flow

HOUR = timedelta(hours=1)


class Visit(QObject):
    """What one person does. After `end` no answer reaches it and it shows nothing more."""

    def __init__(
        self, flow: Flow, facts: HouseFacts, claim: Claim, name: str, photo: bytes | None
    ) -> None:
        super().__init__(flow)
        self.flow, self.door, self.facts, self.claim = flow, flow.door, facts, claim
        self.name = name
        self._here = True
        self.failures = 0  # wrong PINs before the right one
        self._card: Card | None = None
        self._plan = Plan()
        self._pin = PinAsked(self, photo)
        self._again: Callable[[], None] = self.begin

    def end(self) -> None:
        """They have gone."""
        self._here = False
        self._card, self.name = None, ""
        self._pin.end()
        self.deleteLater()

    def speak(self) -> None:
        """Another language: what the records said in words is asked for again."""
        if self._card is not None:
            self._ask_card(self._again)
        else:
            self._again()

    # Showing, and answers only for who is still here

    def show(self, make: Callable[[Room], Screen], again: Callable[[], None]) -> None:
        """Show a screen; `again` shows it in another language."""
        if self._here:
            self._again = again
            self.flow.show_for(self, make)

    def here(self, deed: Callable[..., None]) -> Callable[..., None]:
        """A button's or an answer's deed, for as long as the person is here."""
        return lambda *given: deed(*given) if self._here else None

    def press(self, deed: Callable[[], None]) -> Callable[..., None]:
        """The same for a button, whose own words are not needed."""
        return lambda *_given: deed() if self._here else None

    def leave(self) -> None:
        """Done here."""
        self.flow.over()

    def refused(self, problem: Problem) -> None:
        """The records say no: say why, then the names; not everybody refused has typed a PIN."""
        title, said = _("Not possible now"), problem.sentence  # both stay in one language

        def show() -> None:
            leave = self.press(self.leave)
            self.show(lambda room: Done(room, title, said, leave, icon="info"), show)

        show()

    # The card

    def begin(self) -> None:
        """Ask for the PIN."""
        self._pin.begin()

    def enter(self) -> None:
        """The PIN was right; their language, unless they chose one themselves."""
        self._ask_card(self._show_card, first=True)

    def _ask_card(self, then: Callable[[], None], *, first: bool = False) -> None:
        def on_card(card: Card) -> None:
            self._card = card
            other = card.speaks in words.LANGUAGES and card.speaks != words.language()
            if first and other and not self.flow.chosen_language:
                words.speak(card.speaks)
                self._ask_card(then)
                return
            then()

        self.flow.window.hold()
        self.door.card(self, self.claim, self.failures, self.here(on_card))

    def back_to_card(self) -> None:
        """The card as it is now."""
        self._ask_card(self._show_card)

    def _show_card(self) -> None:
        card = self._card
        if card is None:
            return
        deeds = CardDeeds(
            sign_in=self.press(self._sign_in),
            sign_out=self.press(self.go_out),
            out_again=self.press(self._out_again),
            forgot=self.press(self._forgot_out),
            support=self.press(self.show_support),
            people=self.press(self.my_people),
            ask_pass=self.press(self.ask_pass),
            went=self.press(self.went),
            chores=self.press(self.chores),
            chore=self.here(lambda turn: ChoresShown(self).open(turn)),
            asked=self.here(lambda asked: ChoresShown(self).open_asked(asked)),
            vote=self.here(lambda vote: BallotAsked(self, vote).begin()),
            read=self.here(self.read),
            leave=self.press(self.leave),
        )
        now, today = self.flow.now, self.facts.meetings
        self.show(lambda room: CardScreen(room, card, now(), deeds, today), self._show_card)

    def _sign_in(self) -> None:
        self.flow.window.hold()
        self.door.sign_in(self, self.claim, self.here(self._on_in), self.here(self.refused))

    def _on_in(self, signed: Any) -> None:
        now = self.flow.now()
        self.show_done(lambda: (_("You are signed in"), self._in_line(signed, now)), signed.row_id)

    def _in_line(self, signed: Any, now: datetime) -> str:
        if not signed.sure:
            return _("The clock here may be wrong. Staff will ask when you came back.")
        if not signed.late_minutes:
            return time_line(now)
        late = n_(
            "{time}, {n} minute after your time. Please talk with {name} tonight.",
            "{time}, {n} minutes after your time. Please talk with {name} tonight.",
            signed.late_minutes,
        )
        return late.format(
            time=nice_time(now), n=signed.late_minutes, name=self.flow.in_charge()
        )

    def _forgot_out(self) -> None:
        self.flow.window.hold()
        self.door.forgot_to_sign_out(
            self, self.claim, self.here(self._on_forgot), self.here(self.refused)
        )

    def _on_forgot(self, signed: Any) -> None:
        now = self.flow.now()

        def says() -> tuple[str, str]:
            noted = _("It is noted that you were out and had not signed out.")
            return _("You are signed in"), f"{self._in_line(signed, now)} {noted}"

        self.show_done(says, signed.row_id)

    def _out_again(self) -> None:
        self.flow.window.hold()
        going = self.here(lambda _signed: self._ask_card(self.go_out))
        self.door.sign_in(self, self.claim, going, self.here(self.refused))

    def show_done(self, says: Says, row_id: int) -> None:
        """What was signed, and a moment to take it back."""
        undo = self.press(lambda: self._undo(row_id))
        leave = self.press(self.leave)
        self.show(lambda room: Done(room, *says(), leave, undo),
                  lambda: self.show_done(says, row_id))  # fmt: skip

    def tell(self, says: Says) -> None:
        """One line of fact, and the end."""
        leave = self.press(self.leave)
        self.show(lambda room: Done(room, *says(), leave), lambda: self.tell(says))

    def _undo(self, row_id: int) -> None:
        self.flow.window.hold()
        self.door.undo(
            self, self.claim, row_id, self.here(lambda _done: self.back_to_card()),
            self.here(self.refused),
        )  # fmt: skip

    # Going out

    def go_out(self) -> None:
        """Where, and when back."""
        card = self._card
        if card is None:
            return
        now = self.flow.now()
        curfew = card.curfew_at.astimezone(now.tzinfo) if card.curfew_at else None
        soon = near(self.facts.meetings, now)
        facts = GoingFacts(now, self.facts.destinations, curfew, card.last_out, self._plan, soon)
        deeds = GoingDeeds(
            go=self.here(partial(self._sign_out, card.last_out)),
            other=self.press(self.other_time),
            ask_pass=self.press(self.ask_pass),
            back=self.press(self.back_to_card),
        )
        self.show(lambda room: Going(room, facts, deeds), self.go_out)

    def other_time(self) -> None:
        """An hour of their own."""
        now, plan = self.flow.now(), self._plan
        begins = plan.at or now
        if instant(begins) <= instant(now):
            begins = later(now.replace(minute=0, second=0, microsecond=0), 2 * HOUR)
        span = Span(begins, rounded_up(now), later(now, 24 * HOUR), now)

        def use(at: datetime) -> None:
            plan.when, plan.at = "other", at
            self.go_out()

        title = _("When will you be back?")
        self.show(lambda room: Moment(room, title, span, self.here(use), self.press(self.go_out)),
                  self.other_time)  # fmt: skip

    def _sign_out(self, last: LastOut | None, where: str, back_at: datetime) -> None:
        place = (where, "") if where or last is None else (last.destination, last.with_whom)
        self.flow.window.hold()
        self.door.sign_out(
            self, self.claim, place, back_at.astimezone(UTC),
            self.here(lambda signed: self._on_out(signed, back_at)), self.here(self.refused),
        )  # fmt: skip

    def _on_out(self, signed: Any, back_at: datetime) -> None:
        now = self.flow.now()

        def says() -> tuple[str, str]:
            back = said_time(back_at.astimezone(now.tzinfo), now)
            return _("You are signed out"), _("Back by {time}.").format(time=back)

        self.show_done(says, signed.row_id)

    # What else

    def read(self, message: MessageRow) -> None:
        """One message, whole."""

        def read() -> None:
            self.flow.window.hold()
            card = self.here(lambda _done: self.back_to_card())
            self.door.read_message(self, self.claim, message.message_id, card, card)

        self.show(
            lambda room: MessageScreen(
                room, message, self.press(read), self.press(self._show_card)
            ),
            lambda: self.read(message),
        )

    def show_support(self) -> None:
        """Whom to call, and asking to be seen."""
        card = self._card
        if card is None:
            return
        ask = _("Ask {name} to come and see me").format(name=self.flow.in_charge())

        def make(room: Room) -> Screen:
            return Support(
                room, self.facts.phone, self.press(self._show_card), supporters=card.supporters,
                ask_title=ask, ask=self.press(self._ask_support),
            )  # fmt: skip

        self.show(make, self.show_support)

    def _ask_support(self) -> None:
        told = self.here(lambda *_row: self.tell(self.said_to_come))
        self.flow.window.hold()
        self.door.ask_support(self, self.claim, told, self.here(self.refused))

    def said_to_come(self) -> tuple[str, str]:
        """That whoever is in charge was told."""
        line = _("{name} will come and see you.").format(name=self.flow.in_charge())
        return _("We told the house"), line

    def ask_pass(self) -> None:
        """Ask to be away over a curfew."""
        PassAsked(self).begin()

    def chores(self) -> None:
        """One's own chores of today and of the next days."""
        ChoresShown(self).begin()

    def my_people(self) -> None:
        """Who supports one, and what else is one's own."""
        MyPeopleShown(self).begin()

    def went(self) -> None:
        """Say which recovery meeting one was at."""
        Went(self).begin()
