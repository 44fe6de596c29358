"""Showing who one is at the kiosk: each try is counted before it is checked (safety.md 4.4)."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sobrhouse import settings
from sobrhouse.domain import pins
from sobrhouse.domain.pins import STATION_TRIES, Mark
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.kiosk_entry_statements import (
    COUNT_AGAIN,
    COUNT_FIRST,
    FORGET_OLDER,
    FORGET_STRANGE,
    KEEP_PIN,
    LENGTH,
    LIVING,
    NOTE,
    START_ANEW,
    STRANGE,
    TAKE_BACK,
    THROTTLE,
    TRIES,
)
from sobrhouse.storage.keys.pin_hashes import DUMMY, hash_kiosk_pin, kiosk_key, kiosk_pin_fits
from sobrhouse.storage.work import Work
from sobrhouse.words import _

NOBODY = 0  # whose key a number that nobody has is checked with
# Tries of numbers that nobody has are kept until so many others came after them: weeks of typing
# without a pause. By count, not by age, since a clock can be set.
STRANGE_KEPT = 20_000
SAID_AFTER = 3  # so many wrong tries before a right one are told to the person and to staff


@dataclass(frozen=True, slots=True)
class Try:
    """One counted try. Where `refused`, no PIN counts now, and nothing was counted.

    `fits` takes about 40 ms, so never on the GUI thread; then call `end_try` with its answer.
    """

    hash: str
    wait_seconds: int = 0
    locked: bool = False
    key: bytes = field(default=b"", repr=False)

    @property
    def refused(self) -> bool:
        """Whether somebody has to wait, or is locked out until staff clear it."""
        return self.locked or self.wait_seconds > 0

    def fits(self, pin: str) -> bool:
        """Whether the typed PIN is the right one; it takes as long where nobody is meant."""
        return kiosk_pin_fits(self.key, pin, self.hash) and not self.refused


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of a checked try: how many wrong ones went before a right one; and, where the
    house asks for another length by now, the `renewal` by which this person alone may choose.
    """

    failures_before: int = 0
    renewal: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A PIN about to be chosen: `check` it, make its hash on the slow lane, then `choose_pin`."""

    length: int
    number: str = field(repr=False)
    born: date | None = field(repr=False)
    key: bytes = field(repr=False)

    def check(self, pin: str) -> None:
        """Refuse, in a sentence, what is too easy to guess."""
        pins.check_pin(pin, self.length, self.born, self.number)

    def hash_of(self, pin: str) -> str:
        """What is stored. Takes about 40 ms."""
        return hash_kiosk_pin(self.key, pin)


def begin_try(work: Work, house_id: int, stay_id: int | None, station: str, typed: str = "") -> Try:
    """Count one try as a wrong one, unless somebody has to wait; `end_try` takes a right one back.

    A number or badge that nobody has (`stay_id` None, `typed` as the claim says) takes the same
    steps, waits and locks alike.
    """
    work.require(Permission.KIOSK, house_id)
    work.station = station
    now, person = work.mark, _person(work, house_id, stay_id)
    nobody = _nobody(work, typed or f"stay {stay_id}")
    failures, since = _wrong_so_far(work, person, nobody)
    here = TRIES.all(work.transaction, {"of": station})
    if pins.locked(failures):
        return Try(DUMMY, locked=True)
    wait = pins.left_at_station([_mark(row) for row in here], now)
    wait = max(wait, pins.left(failures, since, now) if since else 0)
    if wait:
        return Try(DUMMY, wait_seconds=wait)
    if len(here) == STATION_TRIES:
        FORGET_OLDER.run(work.transaction, {"of": station, "oldest": here[-1].id})
    _note(work, station, now)
    _count(work, person, nobody, failures + 1, now)
    resident_id = person.resident_id if person else None
    work.record_row(
        "kiosk.pin_tried", "pin_throttle", None, house_id=house_id, resident_id=resident_id
    )
    key = kiosk_key(work.secrets["pepper"], resident_id or NOBODY)
    return Try((person.pin_hash if person else None) or DUMMY, key=key)


def end_try(work: Work, house_id: int, stay_id: int | None, station: str, right: bool) -> Entry:
    """What came of a try. A right PIN starts anew."""
    work.require(Permission.KIOSK, house_id)
    work.station = station
    person = _person(work, house_id, stay_id)
    resident_id = person.resident_id if person else None
    about: dict[str, Any] = {"house_id": house_id, "resident_id": resident_id}
    row = THROTTLE.first(work.transaction, {"who": resident_id or NOBODY})
    if right and person and person.pin_hash and row:
        before = max(0, int(row.failures) - 1)
        START_ANEW.run(work.transaction, {"who": resident_id, "last_at": work.now})
        TAKE_BACK.run(work.transaction, {"of": station})
        said = {"wrong_before": before} if before >= SAID_AFTER else {}
        work.record_row("kiosk.entered", "pin_throttle", row.id, **about, **said)
        return Entry(before, _renewal(work, house_id, person))
    locked = row is not None and pins.locked(row.failures)
    work.record_row(
        "kiosk.pin_locked" if locked else "kiosk.pin_wrong", "pin_throttle",
        row.id if row else None, **about,
    )  # fmt: skip
    return Entry()


def begin_choice(work: Work, house_id: int, stay_id: int, renewal: str = "") -> Choice:
    """What is needed to choose a PIN, while staff let this person choose one, or with what the
    right PIN of another length gave.
    """
    work.require(Permission.KIOSK, house_id)
    person = _choosing(work, house_id, stay_id, renewal)
    key = kiosk_key(work.secrets["pepper"], person.resident_id)
    return Choice(_length(work, house_id), person.number or "", person.birth_on, key)


def choose_pin(
    work: Work, house_id: int, stay_id: int, pin_hash: str, renewal: str = ""
) -> None:
    """Keep the PIN that somebody chose: once, and only while they may (`begin_choice`)."""
    work.require(Permission.KIOSK, house_id)
    person = _choosing(work, house_id, stay_id, renewal)
    if not pin_hash.startswith("$argon2id$"):
        raise ValueError("not the hash of a PIN")
    kept = {"who": person.resident_id, "pin_hash": pin_hash, "updated_at": work.now}
    KEEP_PIN.run(work.transaction, kept)
    START_ANEW.run(work.transaction, {"who": person.resident_id, "last_at": work.now})
    work.record_row(
        "kiosk.pin_chosen", "kiosk_access", person.access_id, house_id=house_id,
        resident_id=person.resident_id,
    )  # fmt: skip


def _person(work: Work, house_id: int, stay_id: int | None) -> Any:
    """Who is meant, if they live here now; nobody for whoever moved out."""
    asked = {"stay": stay_id if stay_id is not None else -1, "house": house_id}
    return LIVING.first(work.transaction, asked)


def _choosing(work: Work, house_id: int, stay_id: int, renewal: str) -> Any:
    person = _person(work, house_id, stay_id)
    let = person is not None and person.choose_until is not None and person.choose_until > work.now
    renews = person is not None and _renewal(work, house_id, person) if renewal else ""
    if not (let or (renews and hmac.compare_digest(renews, renewal))):
        raise Problem(_("Ask staff to let you choose a PIN."))
    return person


def _renewal(work: Work, house_id: int, person: Any) -> str:
    """What proves that the PIN which stands was typed right, where its length is not the house's
    any more. It ends with that PIN, and is kept nowhere but in the visit.
    """
    stored = person.pin_hash or ""
    if not stored or pins.length_of(stored) == _length(work, house_id):
        return ""
    key, said = work.secrets["pepper"], f"renewal {person.resident_id} {stored}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def _length(work: Work, house_id: int) -> int:
    """How many numbers a new PIN of this house has."""
    row = LENGTH.first(work.transaction, {"house": house_id})
    return int(settings.read({"kiosk_pin_length": row.value_json} if row else {}).get(
        "kiosk_pin_length"
    ))


def _nobody(work: Work, typed: str) -> str:
    """Under what tries for a number that nobody has are counted; it does not tell the number."""
    key = work.secrets["pepper"]
    return STRANGE + hmac.new(key, typed.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _wrong_so_far(work: Work, person: Any, nobody: str) -> tuple[int, Mark | None]:
    """How many wrong tries in a row, and when the last one was; both kinds are asked for alike."""
    row = THROTTLE.first(work.transaction, {"who": person.resident_id if person else NOBODY})
    strange = TRIES.all(work.transaction, {"of": nobody})
    if person is None:
        return len(strange), _mark(strange[0]) if strange else None
    return (row.failures, Mark(row.last_at, row.boot, row.mono_ms)) if row else (0, None)


def _count(work: Work, person: Any, nobody: str, failures: int, now: Mark) -> None:
    """Keep a try of a person, or of a number that nobody has, as a wrong one."""
    if person is None:
        newest = _note(work, nobody, now)
        FORGET_STRANGE.run(work.transaction, {"oldest": newest - STRANGE_KEPT})
        return
    wait = pins.wait_after(failures)
    values = {
        "failures": failures,
        "last_at": now.at,
        "wait_seconds": wait,
        "next_try_at": now.at + timedelta(seconds=wait) if wait else None,
        "boot": now.boot,
        "mono_ms": now.mono_ms,
        "locked_at": now.at if pins.locked(failures) else None,
    }
    again = {**values, "who": person.resident_id}
    if not COUNT_AGAIN.run(work.transaction, again):
        first = {"resident_id": person.resident_id, "created_at": now.at, "created_by": 0}
        COUNT_FIRST.add(work.transaction, values | first)


def _note(work: Work, station: str, now: Mark) -> int:
    """Keep a try at a station; gives its id."""
    values = {"station": station, "at": now.at, "boot": now.boot, "mono_ms": now.mono_ms}
    return NOTE.add(work.transaction, values | {"created_at": now.at, "created_by": 0})


def _mark(row: Any) -> Mark:
    return Mark(row.at, row.boot, row.mono_ms)
