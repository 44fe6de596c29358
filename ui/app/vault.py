"""Vault: the database behind its lock: who may open it, with what, and the opened records."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from sobrhouse.domain.staff import SYSTEM, Actor
from sobrhouse.exchange.practice_clock import RunningClock, evening
from sobrhouse.problems import Problem
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.passphrases import note_recovery, note_recovery_code
from sobrhouse.storage.dialects import server_engine
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.pin_lock import PinLock
from sobrhouse.storage.keys.places import RowPlace
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import utc_now
from sobrhouse.words import _
from ui.app.keeping import Keeping
from ui.desk import Opened
from ui.office.lock import Try

PRACTICE_PASSPHRASE = "practice house"


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be said of the database before anybody has shown who they are."""

    exists: bool
    practice: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """The data key in hand, and whose it is."""

    dek: bytes
    slot_id: str | None = None
    staff_id: int | None = None
    pin: str = ""
    by_code: bool = False  # the recovery code gave them a new passphrase


class Pin(Enum):
    """What became of the PIN that was typed beside the passphrase."""

    NONE = "none"  # nothing was typed
    OPENS = "opens"  # it is theirs: it opens the lock from now on
    WRONG = "wrong"
    UNSET = "unset"  # they have no PIN, so this one is nobody's


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Opened records, with what the frame must know at once."""

    opened: Opened
    speaks: str
    idle_minutes: int
    pin: Pin = Pin.NONE
    new_code: str = ""  # in the place of the recovery code that was used


class Vault:
    """The way to the store. Everything here may take long and runs on a lane, never on the GUI
    thread.
    """

    def __init__(self, target: Path | str, data: Path) -> None:
        self.target = target
        self.data = data
        self.pins = PinLock()
        self._staff: dict[str, int] = {}  # name to id of who unlocked since the start
        self._store: Store | None = None
        self._me = 0
        self._held = False

    def look(self) -> Standing:
        """Is there a database, is it practice, and who has a passphrase for it?"""
        if (
            isinstance(self.target, Path)
            and not key_file(self.target).exists()
            and not self.target.exists()
        ):
            return Standing(False)
        if isinstance(self.target, str):
            from sobrhouse.storage.founding import is_empty

            if is_empty(self.target):
                return Standing(False)
        keys = self._keys()
        return Standing(True, keys.practice, tuple(slot.label for slot in keys.staff_slots))

    def _keys(self) -> Keys:
        if isinstance(self.target, Path):
            return Keys.open(key_file(self.target))
        return Keys.open(RowPlace(server_engine(self.target, write=True)))

    def pin_names(self) -> frozenset[str]:
        """Those whose PIN opens now."""
        return frozenset(
            name for name, staff_id in self._staff.items() if self.pins.holds(staff_id)
        )

    def practice_key(self) -> Key:
        """The practice house opens by itself: by its public passphrase, or the one it was made
        with.
        """
        keys = self._keys()
        for passphrase in (os.environ.get("SOBRHOUSE_PASSPHRASE", ""), PRACTICE_PASSPHRASE):
            if passphrase:
                try:
                    unlocked = keys.unlock_with_passphrase(passphrase)
                except Problem:
                    continue
                return Key(unlocked.dek, unlocked.slot_id)
        raise Problem(_("This practice house was made with a passphrase of its own. Type it."))

    def key_of(self, passphrase: str) -> Key:
        """The data key by a passphrase, whoever's it is."""
        unlocked = self._keys().unlock_with_passphrase(passphrase)
        return Key(unlocked.dek, unlocked.slot_id)

    def key(self, tried: Try) -> Key:
        """The data key for what somebody typed. WrongPassphrase, or another Problem, when it does
        not open.
        """
        if tried.how == "pin":
            staff_id = self._staff[tried.name]
            return Key(self.pins.unlock(staff_id, tried.secret), staff_id=staff_id)
        keys = self._keys()
        if tried.how == "passphrase":
            unlocked = keys.unlock_with_passphrase(tried.secret, tried.name)
            return Key(unlocked.dek, unlocked.slot_id, pin=tried.pin)
        dek = keys.unlock_with_code(tried.secret)
        slot = next(slot for slot in keys.staff_slots if slot.label == tried.name)
        keys.replace_passphrase(dek, slot.slot_id, tried.new_passphrase)
        return Key(dek, slot.slot_id, by_code=True)

    def remember_pin(self, pin: str) -> None:
        """Let the person who is in come back by this PIN, for twelve hours."""
        if self._store is not None and self._store.dek:
            self.pins.remember(self._me, pin, self._store.dek)

    def dek(self) -> bytes:
        """The key of the open records, for the kiosk that the office opens; empty once closed."""
        return self._store.dek if self._store is not None else b""

    def forget_pins(self) -> None:
        """The key is another one: only passphrases open until each has unlocked by theirs."""
        self.pins = PinLock()

    def hold(self, held: bool) -> None:
        """Whether nothing is written for now: the file is damaged and stays as it is."""
        self._held = held
        if held and self._store is not None:
            self._store.hold()

    def make_practice(self, step: Callable[[int, int], None]) -> Path:
        """Make the practice house of this week, with its public passphrase."""
        from sobrhouse.exchange.practice import PUBLIC_PASSPHRASE, make_practice_house
        from sobrhouse.reports.past_packets import keep_past_packets

        path = Path(self.target)
        passphrase = os.environ.get("SOBRHOUSE_PASSPHRASE", "") or PUBLIC_PASSPHRASE
        made = make_practice_house(path, passphrase, utc_now().astimezone().date(), progress=step)
        keep_past_packets(made.store, made.store.actor(staff_id=made.staff_id), made.house_id)
        made.store.close()
        return path

    def open(self, key: Key) -> Unlocked:
        """Open the store with the key in hand and see who it is."""
        practice = self._keys().practice
        clock = RunningClock() if practice else None
        store = Store.open(self.target, key.dek, clock or utc_now)
        try:
            if clock is not None:
                clock.start_at(evening(store))
            if self._held:
                store.hold()
            return self._unlocked(store, key, practice)
        except BaseException:
            store.close()
            raise

    def _unlocked(self, store: Store, key: Key, practice: bool) -> Unlocked:
        read: Any = store.read  # a query that is given its actor by the store is not so typed
        me = store.actor(slot_id=key.slot_id, staff_id=key.staff_id)
        self._staff[me.name] = me.id
        self._store, self._me = store, me.id
        pin = self._take_pin(store, me, key)
        code = self._new_code(store, me) if key.by_code else ""
        houses = read(me, my_houses)
        minutes = 5
        if houses:
            minutes = int(read(me, house_settings, houses[0].house_id).get("idle_minutes"))
        speaks = next((a.speaks for a in store.accounts() if a.staff_id == me.id), "en")
        keeping = Keeping(store, self._keys, me, self.data)
        opened = Opened(store, store.watch(), me, houses, practice, self.data, keeping)
        return Unlocked(opened, speaks, minutes, pin, code)

    def _new_code(self, store: Store, me: Actor) -> str:
        """The code that was used has been seen by whoever typed it: another one from now on."""
        code = self._keys().new_recovery_code(store.dek)
        store.write(me, note_recovery, me.id)
        store.write(SYSTEM, note_recovery_code)
        return code

    def _take_pin(self, store: Store, me: Actor, key: Key) -> Pin:
        """Only the PIN that is stored opens the lock later, never one that was mistyped here."""
        if not key.pin:
            return Pin.NONE
        from sobrhouse.queries.staff import my_pin_hash
        from sobrhouse.storage.keys.pin_hashes import pin_fits

        read: Any = store.read
        stored = read(me, my_pin_hash)
        if stored is None:
            return Pin.UNSET
        if not pin_fits(store.secret("pepper"), me.id, key.pin, stored):
            return Pin.WRONG
        self.pins.remember(me.id, key.pin, key.dek)
        return Pin.OPENS
