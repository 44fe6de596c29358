"""Kiosk station: the key in hand becomes two stores, one for the screens and one for the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sobrhouse.domain.staff import SYSTEM, Actor
from sobrhouse.exchange.practice_clock import RunningClock, evening
from sobrhouse.problems import Problem
from sobrhouse.queries.kiosk_station import staff_pins
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.kiosk_station import open_kiosk
from sobrhouse.storage.backups.keeping import back_up_everywhere
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import utc_now
from sobrhouse.words import _
from ui.app.kept_store import KeptStore
from ui.app.kiosk_leaving import STATION
from ui.app.vault import Key


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a kiosk is to be opened; `now` is the office's instant where the office opens it."""

    target: Path | str
    data: Path
    practice: bool
    house_id: int | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """An open kiosk: `narrow` is for the screens, `wide` for PINs of staff and for backups."""

    narrow: KeptStore
    wide: KeptStore
    house_id: int
    practice: bool
    data: Path

    def back_up_if_due(self, *, leaving: bool = False) -> bool:
        """The hourly backup, while the office is locked and cannot make it (safety.md 4.7)."""
        store = self.wide.store()
        if self.practice or store.path is None:
            return False
        return bool(back_up_everywhere(store, leaving=leaving).made)

    def close(self) -> None:
        """Close both."""
        self.narrow.close()
        self.wide.close()


def open_station(wanted: Wanted, key: Key) -> Station:
    """Open the records twice, and write down who opened the kiosk. A Problem when nobody could
    leave it again, or there is no house.
    """
    clock: Callable[[], datetime] = RunningClock() if wanted.practice else utc_now
    dek = key.dek

    def opens(narrow: bool) -> Callable[[], Store]:
        return lambda: Store.open(wanted.target, dek, clock, narrow=narrow)

    wide = KeptStore(wanted.target, opens(False), clock)
    narrow = KeptStore(wanted.target, opens(True), clock)
    try:
        store = wide.store()
        if isinstance(clock, RunningClock):
            clock.start_at(wanted.now or evening(store))
        me = store.actor(slot_id=key.slot_id, staff_id=key.staff_id)
        house_id = _house(store, me, wanted.house_id)
        if not wanted.practice and not store.read(SYSTEM, staff_pins, house_id):
            raise Problem(nobody_could_leave())
        wide.write(me, open_kiosk, house_id, STATION)
        narrow.store()
    except BaseException:
        narrow.close()
        wide.close()
        raise
    return Station(narrow, wide, house_id, wanted.practice, wanted.data)


def nobody_could_leave() -> str:
    """Why a kiosk is not opened in a house without any staff PIN."""
    return _("The kiosk is left by a staff PIN, and nobody here has one yet. Set yours in "
             "Settings, Keys.")  # fmt: skip


def _house(store: Store, me: Actor, wished: int | None) -> int:
    read: Any = store.read  # a query that is given its actor by the store is not so typed
    mine = [house.house_id for house in read(me, my_houses)]
    if wished in mine:
        return int(wished or 0)
    if not mine:
        raise Problem(_("There is no house yet. Set one up in the office first."))
    return int(mine[0])
