"""Door: all that the kiosk's screens are given. It asks and does on the database lane, checks PINs
on the slow one, and answers with plain values on the GUI thread.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind
from sobrhouse.logs import describe
from sobrhouse.problems import Busy, Damaged, DiskFull, NewerFile, Problem, ReadOnly
from sobrhouse.queries import kiosk as queries
from sobrhouse.queries.kiosk import Card, Claim, HouseFacts, ToLog
from sobrhouse.services import ballots, kiosk, kiosk_asks, kiosk_entry, kiosk_meetings
from ui.jobs import Lanes
from ui.kiosk.door_chores import ChoreDoor
from ui.kiosk.door_support import SupportDoor

Done = Callable[[Any], None]
Refused = Callable[[Problem], None]
_UNREACHED = (Busy, Damaged, DiskFull, NewerFile, ReadOnly)
_log = logging.getLogger("sobrhouse.kiosk")


class StoreLike(Protocol):
    """What the door needs of the store."""

    def read(self, actor: Actor, query: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run a query."""

    def write(self, actor: Actor, use_case: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run a use case."""

    def now(self) -> datetime:
        """The instant, in UTC."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a PIN. A wrong one, and anybody unknown, look the same."""

    right: bool
    failures_before: int = 0
    wait_seconds: int = 0
    locked: bool = False
    renewal: str = ""  # they are to choose a PIN of the house's length, and may, with this


class AnswerLike(Protocol):
    """What became of a staff PIN."""

    @property
    def right(self) -> bool:
        """Whether the kiosk may be left."""

    @property
    def wait_seconds(self) -> int:
        """How long no PIN counts."""


class LeavingLike(Protocol):
    """Who checks a staff PIN: the program, on a connection that no screen reaches."""

    def check(self, owner: QObject, pin: str, done: Callable[[Any], None]) -> None:
        """Tell `done` an AnswerLike, on the GUI thread."""


class Door(QObject):
    """The kiosk's one way to the records. `trouble` says that they could not be reached; whether
    something was left unsaved comes with it.
    """

    trouble = Signal(bool)

    def __init__(
        self,
        jobs: Lanes,
        store: StoreLike,
        house_id: int,
        station: str,
        leaving: LeavingLike | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs, self.store = jobs, store
        self.house_id, self.station = house_id, station
        self._leaving = leaving
        self.chores = ChoreDoor(self)
        self.support = SupportDoor(self)
        self._visitor = Actor(ActorKind.VISITOR, 0, "visitor", houses=frozenset({house_id}))

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        return self.store.now()

    # Before the PIN

    def facts(self, owner: QObject, done: Callable[[HouseFacts], None]) -> None:
        """What everybody may know of the house."""
        self._ask(owner, SYSTEM, queries.house_facts, self.house_id, self.now(), done=done)

    def names(self, owner: QObject, done: Done) -> None:
        """The names to touch."""
        self._ask(owner, SYSTEM, queries.names, self.house_id, done=done)

    def claim_name(self, owner: QObject, stay_id: int, done: Callable[[Claim], None]) -> None:
        """Somebody touched a name."""
        self._claim(owner, queries.claim_by_name, stay_id, done)

    def claim_number(self, owner: QObject, text: str, done: Callable[[Claim], None]) -> None:
        """Somebody typed a number; what nobody has looks the same."""
        self._claim(owner, queries.claim_by_number, text, done)

    def claim_badge(self, owner: QObject, text: str, done: Callable[[Claim], None]) -> None:
        """Somebody's badge was scanned; what nobody has looks the same."""
        self._claim(owner, queries.claim_by_badge, text, done)

    def _claim(self, owner: QObject, query: Any, who: Any, done: Callable[[Claim], None]) -> None:
        self._ask(owner, SYSTEM, query, self.house_id, who, self.now(), done=done)

    def forgot_pin(self, owner: QObject, claim: Claim, done: Done, refused: Refused) -> None:
        """Ask staff to come, for whoever it is."""
        self._do(owner, SYSTEM, kiosk_asks.forgot_pin, self.house_id, claim.stay_id,
                 done=done, refused=refused)  # fmt: skip

    # The PIN

    def check(
        self, owner: QObject, claim: Claim, pin: str, done: Callable[[Checked], None]
    ) -> None:
        """Count the try, check it beside, and take a right one back: the same steps for anybody."""

        def on_counted(trial: kiosk_entry.Try) -> None:
            if trial.refused:
                done(Checked(False, wait_seconds=trial.wait_seconds, locked=trial.locked))
                return
            self._slow(owner, partial(trial.fits, pin), on_checked)

        def on_checked(right: bool) -> None:
            self._do(
                owner, SYSTEM, kiosk_entry.end_try, *who, self.station, right,
                done=lambda entry: done(
                    Checked(right, entry.failures_before, renewal=entry.renewal)
                ),
            )  # fmt: skip

        who = (self.house_id, claim.stay_id)
        self._do(
            owner, SYSTEM, kiosk_entry.begin_try, *who, self.station, claim.typed, done=on_counted
        )

    def choose_pin(
        self, owner: QObject, claim: Claim, pin: str, renewal: str, done: Done, refused: Refused
    ) -> None:
        """Keep a PIN that staff let this person choose, or that the right one of another length
        lets them renew.
        """

        def on_choice(choice: kiosk_entry.Choice) -> None:
            try:
                choice.check(pin)
            except Problem as problem:
                refused(problem)
                return
            self._slow(owner, partial(choice.hash_of, pin), on_hashed)

        def on_hashed(hashed: str) -> None:
            self._do(owner, SYSTEM, kiosk_entry.choose_pin, self.house_id, claim.stay_id, hashed,
                     renewal, done=done, refused=refused)  # fmt: skip

        self._do(
            owner, SYSTEM, kiosk_entry.begin_choice, self.house_id, claim.stay_id, renewal,
            done=on_choice, refused=refused,
        )  # fmt: skip

    def staff_pin(self, owner: QObject, pin: str, done: Callable[[Checked], None]) -> None:
        """Whether a PIN of the staff lets the kiosk be left."""

        def on_answer(answer: AnswerLike) -> None:
            if isValid(owner):
                done(Checked(answer.right, wait_seconds=answer.wait_seconds))

        if self._leaving is None:
            done(Checked(False))
        else:
            self._leaving.check(self, pin, on_answer)

    # After the PIN

    def card(
        self, owner: QObject, claim: Claim, failures_before: int, done: Callable[[Card], None]
    ) -> None:
        """One's own card, in the language spoken now."""
        self._ask(owner, self._me(claim), queries.card, self.house_id, claim.stay_id, self.now(),
                  failures_before, done=done)  # fmt: skip

    def sign_in(self, owner: QObject, claim: Claim, done: Done, refused: Refused) -> None:
        """Come in."""
        self.own(owner, claim, kiosk.sign_in, done=done, refused=refused)

    def sign_out(
        self,
        owner: QObject,
        claim: Claim,
        place: tuple[str, str],
        back_at: datetime,
        done: Done,
        refused: Refused,
    ) -> None:
        """Go out: where to and with whom, and back by when."""
        where, with_whom = place
        self.own(owner, claim, kiosk.sign_out, where, back_at, done=done, refused=refused,
                  with_whom=with_whom)  # fmt: skip

    def forgot_to_sign_out(
        self, owner: QObject, claim: Claim, done: Done, refused: Refused
    ) -> None:
        """Come in, having left without a word."""
        self.own(owner, claim, kiosk.forgot_to_sign_out, done=done, refused=refused)

    def undo(self, owner: QObject, claim: Claim, row_id: int, done: Done, refused: Refused) -> None:
        """Take back what was signed a moment ago."""
        self.own(owner, claim, kiosk.undo_sign, row_id, done=done, refused=refused)

    def ask_support(self, owner: QObject, claim: Claim, done: Done, refused: Refused) -> None:
        """Ask to be seen by the one in charge."""
        self.own(owner, claim, kiosk_asks.ask_support, done=done, refused=refused)

    def read_message(
        self, owner: QObject, claim: Claim, message_id: int, done: Done, refused: Refused
    ) -> None:
        """ "I read this"."""
        self.own(owner, claim, kiosk_asks.read_message, message_id, done=done, refused=refused)

    def ask_pass(
        self, owner: QObject, claim: Claim, asked: dict[str, Any], done: Done, refused: Refused
    ) -> None:
        """Ask for a pass: depart_at, return_by, destination, host, host_phone, reason."""
        self.own(owner, claim, kiosk_asks.ask_pass, done=done, refused=refused, **asked)

    def meetings(self, owner: QObject, claim: Claim, done: Callable[[ToLog], None]) -> None:
        """The recovery meetings that one may have been to."""
        self._ask(owner, self._me(claim), queries.meetings_to_log, self.house_id, claim.stay_id,
                  self.now(), done=done)  # fmt: skip

    def went(
        self, owner: QObject, claim: Claim, said: dict[str, Any], done: Done, refused: Refused
    ) -> None:
        """ "I went to a meeting": on, and group_id, or group_text and fellowship."""
        self.own(owner, claim, kiosk_meetings.log_meeting, done=done, refused=refused, **said)

    def undo_went(
        self, owner: QObject, claim: Claim, row_id: int, done: Done, refused: Refused
    ) -> None:
        """Take back the meeting that was logged a moment ago."""
        self.own(owner, claim, kiosk_meetings.undo_meeting, row_id, done=done, refused=refused)

    def cast_ballot(
        self, owner: QObject, claim: Claim, motion_id: int, choice: str, done: Done,
        refused: Refused,
    ) -> None:  # fmt: skip
        """Vote in secret, once: yes, no or abstain."""
        self.own(owner, claim, ballots.cast_ballot, motion_id, choice, done=done, refused=refused)

    # Visitors

    def visitor_in(
        self, owner: QObject, name: str, host: str, done: Done, refused: Refused
    ) -> None:
        """A visitor comes, and has agreed to the rules."""
        self._do(owner, self._visitor, kiosk_asks.visitor_in, self.house_id, name, host, True,
                 done=done, refused=refused)  # fmt: skip

    def visitor_out(
        self, owner: QObject, name: str, done: Callable[[bool], None], refused: Refused
    ) -> None:
        """A visitor of that name leaves; False when there is not exactly one."""

        def on_found(tiles: tuple[queries.VisitorTile, ...]) -> None:
            wanted = " ".join(name.casefold().split())
            same = [t for t in tiles if " ".join(t.shown.casefold().split()) == wanted]
            if len(same) != 1:
                done(False)
                return
            gone, who = kiosk_asks.visitor_out, same[0].visitor_id
            self._do(owner, self._visitor, gone, self.house_id, who,
                     done=lambda _nothing: done(True), refused=refused)  # fmt: skip

        self._ask(owner, self._visitor, queries.visitors_in, self.house_id, done=on_found)

    # The lanes

    def _me(self, claim: Claim) -> Actor:
        """Whose number it is: the log never has a resident's name, or a purge could not take it
        out of what is sealed.
        """
        return Actor(ActorKind.RESIDENT, claim.resident_id or 0, "resident",
                     houses=frozenset({self.house_id}))  # fmt: skip

    def ask(self, owner: QObject, claim: Claim, query: Any, *args: Any, done: Done) -> None:
        """A query about oneself; for the parts of the door."""
        me = self._me(claim)
        self._ask(owner, me, query, self.house_id, claim.stay_id, *args, done=done)

    def own(self, owner: QObject, claim: Claim, use_case: Any, *args: Any, **kw: Any) -> None:
        """A use case of one's own; for the parts of the door."""
        self._do(owner, self._me(claim), use_case, claim.stay_id, *args, **kw)

    def _ask(self, owner: QObject, actor: Actor, query: Any, *args: Any, done: Done) -> None:
        work = partial(self.store.read, actor, query, *args)
        self.jobs.database(self, work, _for(owner, done), partial(self._on_failed, owner, None))

    def _do(
        self, owner: QObject, actor: Actor, use_case: Any, *args: Any, done: Done,
        refused: Refused | None = None, **kw: Any,
    ) -> None:  # fmt: skip
        work = partial(self.store.write, actor, use_case, *args, **kw)
        self.jobs.database(
            self, work, _for(owner, done), partial(self._on_failed, owner, refused, unsaved=True)
        )

    def _slow(self, owner: QObject, work: Callable[[], Any], done: Done) -> None:
        self.jobs.slow(self, work, _for(owner, done), partial(self._on_failed, owner, None))

    def _on_failed(
        self, owner: QObject, refused: Refused | None, problem: BaseException, *,
        unsaved: bool = False,
    ) -> None:  # fmt: skip
        """A refusal is said on the screen; anything else means paper, even if nobody waits."""
        if isinstance(problem, Problem) and not isinstance(problem, _UNREACHED):
            if refused is not None and isValid(owner):
                refused(problem)
                return
        else:
            # never the text of the error: it may quote what somebody typed
            _log.error("the records were not reached: %s", describe(problem))
        if isValid(owner) or unsaved:
            self.trouble.emit(unsaved)


def zone_of(facts: HouseFacts) -> ZoneInfo:
    """The house's time zone."""
    return ZoneInfo(facts.zone)


def _for(owner: QObject, done: Done) -> Done:
    """`done`, unless whoever asked is gone by then."""
    return lambda result: done(result) if isValid(owner) else None
