"""The PIN lock: how a locked window opens again by a short PIN, without the data key at hand."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sobrhouse.domain.passphrases import check_pin
from sobrhouse.problems import WrongPassphrase
from sobrhouse.storage.keys.sealing import NONCE_BYTES
from sobrhouse.storage.keys.slots import SALT_BYTES, Costs, stretch, stretch_new
from sobrhouse.words import _

TRIES = 5
HOURS = 12


def awake_and_asleep() -> float:
    """Seconds on a clock that no one can set back and that runs on while the PC sleeps: Linux and
    macOS have one of their own, that of Windows does so anyway.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC_RAW", None))
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


@dataclass(frozen=True, slots=True)
class _Kept:
    """One person's wrapping of the data key, in memory only."""

    costs: Costs
    salt: bytes
    nonce: bytes
    sealed: bytes
    since: float


class PinLock:
    """The data key wrapped by the PIN of each person who gave the passphrase since the start.

    Five wrong PINs in a row drop it for everybody, twelve hours for one person (safety.md 4.1).
    """

    def __init__(self, seconds: Callable[[], float] = awake_and_asleep) -> None:
        self._seconds = seconds
        self._kept: dict[int, _Kept] = {}
        self._wrong = 0

    def remember(self, staff_id: int, pin: str, dek: bytes, costs: Costs | None = None) -> None:
        """Keep the key for this person's PIN, twelve hours from now."""
        check_pin(pin)
        salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
        key, used = stretch_new(pin.encode(), salt, costs)
        sealed = AESGCM(key).encrypt(nonce, dek, str(staff_id).encode())
        self._kept[staff_id] = _Kept(used, salt, nonce, sealed, self._seconds())
        self._wrong = 0

    def holds(self, staff_id: int) -> bool:
        """Whether this person's PIN can still open."""
        kept = self._kept.get(staff_id)
        if kept is not None and self._seconds() - kept.since >= HOURS * 3600:
            del self._kept[staff_id]
            kept = None
        return kept is not None

    def unlock(self, staff_id: int, pin: str) -> bytes:
        """The data key for the right PIN; else WrongPassphrase, after five for good."""
        if not self.holds(staff_id):
            raise only_the_passphrase()
        kept = self._kept[staff_id]
        self._wrong += 1  # counted before the slow part, so that two tries at once are two
        try:
            key = AESGCM(stretch(pin.encode(), kept.salt, kept.costs))
            dek = key.decrypt(kept.nonce, kept.sealed, str(staff_id).encode())
        except InvalidTag:
            if not self._left():
                raise only_the_passphrase() from None
            raise WrongPassphrase(_("That PIN did not match. Try again."), field="pin") from None
        self._wrong = 0
        return dek

    def count_wrong(self) -> bool:
        """A wrong PIN was typed while the office stood open; False when it was one too many, and
        everything is dropped.
        """
        self._wrong += 1
        return self._left()

    def count_right(self) -> None:
        """The right PIN was typed while the office stood open."""
        self._wrong = 0

    def _left(self) -> bool:
        if self._wrong >= TRIES:
            self.drop()
            return False
        return True

    def forget(self, staff_id: int) -> None:
        """This person's PIN was taken away: it opens nothing any more."""
        self._kept.pop(staff_id, None)

    def drop(self) -> None:
        """Forget everything; from now on only a passphrase opens."""
        self._kept.clear()
        self._wrong = 0


def only_the_passphrase() -> WrongPassphrase:
    """Why no PIN opens any more."""
    return WrongPassphrase(_("The PIN is switched off for now. Type your passphrase."), field="pin")
