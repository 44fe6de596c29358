"""Leaving the kiosk: a staff PIN, checked on a connection that no screen reaches."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import Problem
from sobrhouse.queries.kiosk_station import StaffPin, staff_pins
from sobrhouse.services.kiosk_station import leave_kiosk, note_wrong_staff_pin
from sobrhouse.storage.keys.pin_hashes import DUMMY, pin_fits
from ui.app.kept_store import KeptStore
from ui.jobs import Lanes

STATION = "kiosk"
FREE = 5  # wrong PINs in a row before one has to wait
WAITS_S = (30, 60, 300, 900, 3600)  # as for residents (safety.md 4.4), the last one again and again


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a staff PIN, or for how long none is looked at."""

    right: bool
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """Whose PIN opens, as it was read last: the kiosk can be left when the records are gone."""

    people: tuple[StaffPin, ...] = ()
    pepper: bytes = field(default=b"", repr=False)


class Leaving(QObject):
    """Checks a staff PIN, writes down whose it was, and makes guessing slow.

    The count lives as long as the process; a new one needs the key anew.
    """

    def __init__(
        self,
        jobs: Lanes,
        store: KeptStore,
        house_id: int,
        public_pin: str = "",
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._store, self._house_id = jobs, store, house_id
        self._public_pin = public_pin  # of a practice house where no staff member has a PIN
        self._clock = clock
        self._known = _Known()
        self._failures = 0
        self._free_at = 0.0

    def read(self) -> tuple[StaffPin, ...]:
        """Who could leave; for a lane."""
        people = self._store.read(SYSTEM, staff_pins, self._house_id)
        self._known = _Known(people, self._store.store().secret("pepper"))
        return self._known.people

    def wait_seconds(self) -> int:
        """How long no PIN counts, whatever is typed."""
        left = self._free_at - self._clock()
        return int(left) + 1 if left > 0 else 0

    def check(self, owner: QObject, pin: str, done: Callable[[Answer], None]) -> None:
        """Whether this PIN is one of the staff's; `done` hears it on the GUI thread."""
        if wait := self.wait_seconds():
            done(Answer(False, wait))
            return
        self._count()  # before it is checked: a second try meanwhile gains nothing
        told = partial(self._on_checked, owner, done)
        self._jobs.slow(self, partial(self._fits, pin), told, lambda _problem: told(False))

    def _fits(self, pin: str) -> bool:
        """40 ms for each who could leave."""
        try:
            self.read()
        except Problem:
            if not self._known.pepper:
                raise
        found = self._whose(pin)
        public = bool(self._public_pin) and not self._known.people and pin == self._public_pin
        right = found is not None or public
        with suppress(Problem):  # where the records are gone, staff must get out all the more
            self._write_down(found, right)
        return right

    def _whose(self, pin: str) -> int | None:
        pepper = self._known.pepper
        fits = [p.staff_id for p in self._known.people if pin_fits(pepper, p.staff_id, pin,
                                                                   p.pin_hash)]  # fmt: skip
        if not self._known.people:
            pin_fits(pepper, 0, pin, DUMMY)
        return fits[0] if fits else None

    def _write_down(self, found: int | None, right: bool) -> None:
        if not right:
            self._store.write(SYSTEM, note_wrong_staff_pin, self._house_id, STATION, self._failures)
            return
        me = SYSTEM if found is None else self._store.store().actor(staff_id=found)
        self._store.write(me, leave_kiosk, self._house_id, STATION)

    def _count(self) -> None:
        self._failures += 1
        over = self._failures - FREE
        if over >= 0:
            self._free_at = self._clock() + WAITS_S[min(over, len(WAITS_S) - 1)]

    def _on_checked(self, owner: QObject, done: Callable[[Answer], None], right: bool) -> None:
        if right:
            self._failures, self._free_at = 0, 0.0
        if isValid(owner):
            done(Answer(right, self.wait_seconds()))
