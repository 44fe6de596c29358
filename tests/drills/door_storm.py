"""Calls of everything that the kiosk's door has, with values that no screen gives."""

import logging
import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from sobrhouse.problems import Problem
from sobrhouse.queries.kiosk import Claim
from sobrhouse.queries.kiosk_chores import Asked, ChoreTurn
from sobrhouse.services.network_people import Known
from tests.conftest import NOW
from tests.drills.lists import HOSTILE
from tests.ui.kiosk.house import KioskHouse
from ui.kiosk import door_support as deeds
from ui.kiosk.door import Door

SECRETS = ("Bring the blue form.", "Walter Q.", "Reina next door")  # Luis's own
WORDS = (
    *HOSTILE, "\x00", "a\x00b", "\ud800", "yes", "no", "house_buddy", "sponsor", "name", "call",
    "today", "done", "274951", "806342", "' OR 1=1 --", "x' UNION SELECT pin_hash",
)  # fmt: skip
NUMBERS = (0, -1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30)


class Storm:
    """Calls of everything that a door has, with values that no screen gives."""

    def __init__(self, door: Door, house: KioskHouse, seed: int) -> None:
        self.door, self.house, self.rng = door, house, random.Random(seed)
        self.owner = QObject()
        self.calls = self.done = self.refused = 0
        self.on_paper: Counter[str] = Counter()
        self.raised: list[str] = []
        self.told: list[str] = []
        self.changed = 0
        self.chain = False
        mine = ("Marcus", house.stays["Marcus"], house.people["Marcus"])
        self.me = Claim(mine[1], mine[0], "en", mine[2])
        self.log = logging.getLogger("sobrhouse.kiosk")

    def run(self, times: int) -> None:
        """So many calls."""
        kept = _Kept(self.on_paper)
        self.log.addHandler(kept)
        self.log.propagate = False
        try:
            for _call in range(times):
                name, call = self.rng.choice(self._calls())
                self.calls += 1
                try:
                    call()
                except Exception as error:
                    self.raised.append(f"{name}: {type(error).__name__}")
        finally:
            self.log.removeHandler(kept)
            self.log.propagate = True

    def _done(self, answer: Any) -> None:
        self.done += 1
        said = repr(answer)
        self.told += [secret for secret in SECRETS if secret in said]

    def _refused(self, _problem: Problem) -> None:
        self.refused += 1

    def _calls(self) -> list[tuple[str, Callable[[], None]]]:
        """Every call, each with values of its own."""
        door, o, text, number, day, at = (
            self.door, self.owner, self._text, self._number, self._day, self._at,
        )  # fmt: skip
        claim, chores, support = self._claim(), self.door.chores, self.door.support
        d, r = self._done, self._refused
        turn, asked = self._turn(), Asked(number(), True, text(), None)  # type: ignore[arg-type]
        went = {"on": day(), "group_id": number(), "group_text": text(), "fellowship": text()}
        wanted = {"depart_at": at(), "return_by": at(), "destination": text(), "host": text(),
                  "host_phone": text(), "reason": text()}  # fmt: skip
        return [
            ("facts", lambda: door.facts(o, d)), ("names", lambda: door.names(o, d)),
            ("claim_name", lambda: door.claim_name(o, number(), d)),
            ("claim_number", lambda: door.claim_number(o, text(), d)),
            ("claim_badge", lambda: door.claim_badge(o, text(), d)),
            ("forgot_pin", lambda: door.forgot_pin(o, self.me, d, r)),
            ("check", lambda: door.check(o, claim, text(), d)),
            ("choose_pin", lambda: door.choose_pin(o, claim, text(), text(), d, r)),
            ("staff_pin", lambda: door.staff_pin(o, text(), d)),
            ("card", lambda: door.card(o, claim, number(), d)),
            ("sign_in", lambda: door.sign_in(o, claim, d, r)),
            ("sign_out", lambda: door.sign_out(o, claim, (text(), text()), at(), d, r)),
            ("forgot", lambda: door.forgot_to_sign_out(o, claim, d, r)),
            ("undo", lambda: door.undo(o, claim, number(), d, r)),
            ("ask_support", lambda: door.ask_support(o, claim, d, r)),
            ("read_message", lambda: door.read_message(o, claim, number(), d, r)),
            ("ask_pass", lambda: door.ask_pass(o, claim, wanted, d, r)),
            ("meetings", lambda: door.meetings(o, claim, d)),
            ("went", lambda: door.went(o, claim, went, d, r)),
            ("undo_went", lambda: door.undo_went(o, claim, number(), d, r)),
            ("cast_ballot", lambda: door.cast_ballot(o, claim, number(), text(), d, r)),
            ("visitor_in", lambda: door.visitor_in(o, text(), text(), d, r)),
            ("visitor_out", lambda: door.visitor_out(o, text(), d, r)),
            ("chores", lambda: chores.mine(o, claim, d)),
            ("steps", lambda: chores.steps(o, claim, turn, d)),
            ("housemates", lambda: chores.housemates(o, claim, d)),
            ("theirs", lambda: chores.theirs(o, claim, number(), d)),
            ("tick", lambda: chores.tick(o, claim, turn, d, r)),
            ("untick", lambda: chores.untick(o, claim, turn, d, r)),
            ("ask_for", lambda: chores.ask_for(o, claim, (number(), day()), number(),
                                               (number(), day()), d, r)),
            ("withdraw", lambda: chores.withdraw(o, claim, number(), d, r)),
            ("answer", lambda: chores.answer(o, claim, asked, True, d, r)),
            ("undo_answer", lambda: chores.undo_answer(o, claim, asked, d, r)),
            *((name, partial(getattr(support, name), o, claim, d))
              for name in ("circle", "steps", "life", "answers", "wishes", "week")),
            *((deed.__name__, partial(self._support, deed, claim))
              for deed in _DEEDS),
        ]  # fmt: skip

    def _support(self, deed: Callable[..., tuple[Any, ...]], claim: Claim) -> None:
        told = self._deed(deed)
        self.door.support.do(self.owner, claim, told, self._done, self._refused)

    def _deed(self, deed: Callable[..., tuple[Any, ...]]) -> tuple[Any, ...]:
        count = deed.__code__.co_argcount
        names = deed.__code__.co_varnames[:count]
        return deed(*(self._value(name) for name in names))

    def _value(self, name: str) -> Any:
        if name == "known":
            return Known(self._text(), self._text(), self._text(), self._day())
        if name == "answers":
            return [self._number() for _answer in range(self.rng.choice((0, 9, 10, 11)))]
        if name in ("shared", "given"):
            return self.rng.random() < 0.5
        return self._number() if name.endswith("_id") or name == "number" else self._text()

    def _claim(self) -> Claim:
        """One's own, or a made-up one: one's own name on somebody else's stay."""
        luis = self.house.stays["Luis"]
        if self.rng.random() < 0.5:
            return self.me
        stay = self.rng.choice([self._number(), luis, luis, luis, None])
        return Claim(stay, self._text(), self.rng.choice(("en", self._text())),
                     self.me.resident_id, self._text())  # fmt: skip

    def _text(self) -> str:
        return self.rng.choice(WORDS)

    def _number(self) -> int:
        return self.rng.choice((*NUMBERS, *range(1, 40)))

    def _day(self) -> date:
        near = NOW.date() + timedelta(days=self.rng.randint(-9, 9))
        return self.rng.choice((date.min, date.max, near, near))

    def _at(self) -> datetime:
        near = NOW + timedelta(minutes=self.rng.randint(-3000, 3000))
        ends = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
        return self.rng.choice((*ends, near, near))

    def _turn(self) -> ChoreTurn:
        made = object.__new__(ChoreTurn)
        for name, value in (("assignment_id", self._number()), ("chore_id", self._number()),
                            ("on", self._day()), ("name", self._text())):  # fmt: skip
            object.__setattr__(made, name, value)
        return made


class _Kept(logging.Handler):
    """Counts what the door writes down when the records could not be reached."""

    def __init__(self, counted: Counter[str]) -> None:
        super().__init__()
        self.counted = counted

    def emit(self, record: logging.LogRecord) -> None:
        kinds = re.findall(r"\w+(?:Error|Exception|Problem)\b", record.getMessage())
        self.counted[kinds[-1] if kinds else "other"] += 1


_DEEDS = [
    deed for name, deed in vars(deeds).items()
    if callable(deed) and getattr(deed, "__module__", "") == deeds.__name__
    and not isinstance(deed, type)
]  # fmt: skip
