"""Showing who one is at the kiosk: each try is counted before it is checked (safety.md 4.4)."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Integer, Text, and_, bindparam, delete, func, insert, select, update

from sobrhouse import settings
from sobrhouse.domain import pins
from sobrhouse.domain.pins import STATION_TRIES, Mark
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.pin_hashes import DUMMY, hash_kiosk_pin, kiosk_key, kiosk_pin_fits
from sobrhouse.storage.tables import Base
from sobrhouse.storage.work import Work
from sobrhouse.words import _

NOBODY = 0  # whose key a number that nobody has is checked with
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
    here = work.connection.execute(_TRIES, {"of": station}).all()
    if pins.locked(failures):
        return Try(DUMMY, locked=True)
    wait = pins.left_at_station([_mark(row) for row in here], now)
    wait = max(wait, pins.left(failures, since, now) if since else 0)
    if wait:
        return Try(DUMMY, wait_seconds=wait)
    if len(here) == STATION_TRIES:
        work.connection.execute(_FORGET_OLDER, {"of": station, "oldest": here[-1].id})
    _note(work, station, now)
    _count(work, person, nobody, failures + 1, now)
    resident_id = person.resident_id if person else None
    work.record_row(
        "kiosk.pin_tried", "pin_throttle", None, house_id=house_id, resident_id=resident_id
    )
    key = kiosk_key(work.secrets["pepper"], resident_id or NOBODY)
    return Try((person.pin_hash if person else None) or DUMMY, key=key)


def end_try(work: Work, house_id: int, stay_id: int | None, station: str, right: bool) -> int:
    """What came of a try. A right PIN starts anew, and gives how many wrong ones went before it."""
    work.require(Permission.KIOSK, house_id)
    work.station = station
    person = _person(work, house_id, stay_id)
    resident_id = person.resident_id if person else None
    about: dict[str, Any] = {"house_id": house_id, "resident_id": resident_id}
    row = work.connection.execute(_THROTTLE, {"who": resident_id or NOBODY}).first()
    if right and person and person.pin_hash and row:
        before = max(0, int(row.failures) - 1)
        work.connection.execute(_START_ANEW, {"who": resident_id, "last_at": work.now})
        work.connection.execute(_TAKE_BACK, {"of": station})
        said = {"wrong_before": before} if before >= SAID_AFTER else {}
        work.record_row("kiosk.entered", "pin_throttle", row.id, **about, **said)
        return before
    locked = row is not None and pins.locked(row.failures)
    work.record_row(
        "kiosk.pin_locked" if locked else "kiosk.pin_wrong", "pin_throttle",
        row.id if row else None, **about,
    )  # fmt: skip
    return 0


def begin_choice(work: Work, house_id: int, stay_id: int) -> Choice:
    """What is needed to choose a PIN, while staff let this person choose one."""
    work.require(Permission.KIOSK, house_id)
    person = _choosing(work, house_id, stay_id)
    length = work.connection.execute(_LENGTH, {"house": house_id}).scalar()
    chosen = settings.read({"kiosk_pin_length": length} if length else {})
    key = kiosk_key(work.secrets["pepper"], person.resident_id)
    return Choice(chosen.get("kiosk_pin_length"), person.number or "", person.birth_on, key)


def choose_pin(work: Work, house_id: int, stay_id: int, pin_hash: str) -> None:
    """Keep the PIN that somebody chose: once, and only while staff let them."""
    work.require(Permission.KIOSK, house_id)
    person = _choosing(work, house_id, stay_id)
    if not pin_hash.startswith("$argon2id$"):
        raise ValueError("not the hash of a PIN")
    work.connection.execute(
        _KEEP_PIN, {"who": person.resident_id, "pin_hash": pin_hash, "updated_at": work.now}
    )
    work.connection.execute(_START_ANEW, {"who": person.resident_id, "last_at": work.now})
    work.record_row(
        "kiosk.pin_chosen", "kiosk_access", person.access_id, house_id=house_id,
        resident_id=person.resident_id,
    )  # fmt: skip


def _person(work: Work, house_id: int, stay_id: int | None) -> Any:
    """Who is meant, if they live here now; nobody for whoever moved out."""
    asked = {"stay": stay_id if stay_id is not None else -1, "house": house_id}
    return work.connection.execute(_LIVING, asked).first()


def _choosing(work: Work, house_id: int, stay_id: int) -> Any:
    person = _person(work, house_id, stay_id)
    if person is None or person.choose_until is None or person.choose_until <= work.now:
        raise Problem(_("Ask staff to let you choose a PIN."))
    return person


def _nobody(work: Work, typed: str) -> str:
    """Under what tries for a number that nobody has are counted; it does not tell the number."""
    key = work.secrets["pepper"]
    return "nobody " + hmac.new(key, typed.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _wrong_so_far(work: Work, person: Any, nobody: str) -> tuple[int, Mark | None]:
    """How many wrong tries in a row, and when the last one was; both kinds are asked for alike."""
    row = work.connection.execute(
        _THROTTLE, {"who": person.resident_id if person else NOBODY}
    ).first()
    strange = work.connection.execute(_TRIES, {"of": nobody}).all()
    if person is None:
        return len(strange), _mark(strange[0]) if strange else None
    return (row.failures, Mark(row.last_at, row.boot, row.mono_ms)) if row else (0, None)


def _count(work: Work, person: Any, nobody: str, failures: int, now: Mark) -> None:
    """Keep a try of a person, or of a number that nobody has, as a wrong one."""
    if person is None:
        _note(work, nobody, now)
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
    if not work.connection.execute(_COUNT_AGAIN, again).rowcount:
        first = {"resident_id": person.resident_id, "created_at": now.at, "created_by": 0}
        work.connection.execute(_COUNT_FIRST, values | first)


def _note(work: Work, station: str, now: Mark) -> None:
    """Keep a try at a station."""
    values = {"station": station, "at": now.at, "boot": now.boot, "mono_ms": now.mono_ms}
    work.connection.execute(_NOTE, values | {"created_at": now.at, "created_by": 0})


def _mark(row: Any) -> Mark:
    return Mark(row.at, row.boot, row.mono_ms)


_TABLES = Base.metadata.tables
_STAYS, _PEOPLE, _HOUSES = _TABLES["stay"], _TABLES["resident"], _TABLES["house_setting"]
_ACCESS, _THROTTLES = _TABLES["kiosk_access"], _TABLES["pin_throttle"]
_STATIONS = _TABLES["station_try"]
_WHO, _OF = bindparam("who", type_=Integer), bindparam("of", type_=Text)
_LIVING = (
    select(
        _STAYS.c.resident_id,
        _PEOPLE.c.birth_on,
        _ACCESS.c.id.label("access_id"),
        _ACCESS.c.pin_hash,
        _ACCESS.c.number,
        _ACCESS.c.choose_until,
    )
    .select_from(
        _STAYS.join(_PEOPLE, _PEOPLE.c.id == _STAYS.c.resident_id).outerjoin(
            _ACCESS,
            and_(_ACCESS.c.resident_id == _STAYS.c.resident_id, _ACCESS.c.voided_at.is_(None)),
        )
    )
    .where(
        _STAYS.c.id == bindparam("stay", type_=Integer),
        _STAYS.c.house_id == bindparam("house", type_=Integer),
        _STAYS.c.discharged_on.is_(None),
        _STAYS.c.voided_at.is_(None),
    )
)
_LENGTH = select(_HOUSES.c.value_json).where(
    _HOUSES.c.house_id == bindparam("house", type_=Integer), _HOUSES.c.key == "kiosk_pin_length"
)
_THROTTLE = select(
    _THROTTLES.c.id,
    _THROTTLES.c.failures,
    _THROTTLES.c.last_at,
    _THROTTLES.c.boot,
    _THROTTLES.c.mono_ms,
).where(_THROTTLES.c.resident_id == _WHO)
_COUNT_AGAIN = update(_THROTTLES).where(_THROTTLES.c.resident_id == _WHO).values(
    {
        name: bindparam(name)
        for name in (
            "failures", "last_at", "wait_seconds", "next_try_at", "boot", "mono_ms", "locked_at",
        )
    }
)  # fmt: skip
_COUNT_FIRST = insert(_THROTTLES)
_START_ANEW = (
    update(_THROTTLES)
    .where(_THROTTLES.c.resident_id == _WHO)
    .values(
        failures=0, wait_seconds=0, next_try_at=None, locked_at=None, last_at=bindparam("last_at")
    )
)
_TRIES = (
    select(_STATIONS.c.id, _STATIONS.c.at, _STATIONS.c.boot, _STATIONS.c.mono_ms)
    .where(_STATIONS.c.station == _OF)
    .order_by(_STATIONS.c.id.desc())
    .limit(STATION_TRIES)
)
_NOTE = insert(_STATIONS)
_TAKE_BACK = delete(_STATIONS).where(
    _STATIONS.c.id
    == select(func.max(_STATIONS.c.id)).where(_STATIONS.c.station == _OF).scalar_subquery()
)
_FORGET_OLDER = delete(_STATIONS).where(
    _STATIONS.c.station == _OF, _STATIONS.c.id < bindparam("oldest", type_=Integer)
)
_KEEP_PIN = (
    update(_ACCESS)
    .where(_ACCESS.c.resident_id == _WHO)
    .values(
        pin_hash=bindparam("pin_hash"),
        choose_until=None,
        updated_at=bindparam("updated_at"),
        version=_ACCESS.c.version + 1,
    )
)
