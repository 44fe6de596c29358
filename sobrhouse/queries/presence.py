"""Presence: who of a house is out, late or just back, who waits for somebody of the staff, and
which rows of Today may wait. Read in few statements: each time that Today is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, literal_column, select
from sqlalchemy.orm import Session

from sobrhouse.domain.signins import minutes_late
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.storage.tables import Pass, PinThrottle, Round, SignOut, Snooze, SupportCall
from sobrhouse.storage.tables.base import UTCDateTime

JUST_BACK = timedelta(minutes=60)
LATE_SHOWN = timedelta(hours=24)  # a late return that nobody has seen stands in Today so long
_BEGAN = timedelta(days=5)  # how long before it an absence that ended now may have begun
_HOUSE = bindparam("house", type_=Integer)
_SINCE, _BEGUN = bindparam("since", type_=UTCDateTime()), bindparam("begun", type_=UTCDateTime())
_NOW = bindparam("now", type_=UTCDateTime())


@dataclass(frozen=True, slots=True)
class Absence:
    """One line of the sign log that matters now; instants in UTC. `late` in minutes."""

    row_id: int
    stay_id: int
    resident_id: int
    name: str
    destination: str
    out_at: datetime | None
    expected_at: datetime | None
    in_at: datetime | None
    pass_id: int | None
    late: int | None
    acked: bool
    phone: str


@dataclass(frozen=True, slots=True)
class AskedPass:
    """A pass that waits for a decision, or whose day of return has come."""

    pass_id: int
    resident_id: int
    name: str
    status: str
    depart_at: datetime
    return_by: datetime
    requested_at: datetime
    destination: str
    host: str
    host_phone: str


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody asked at the kiosk to be seen; who it is may be unknown."""

    call_id: int
    resident_id: int | None
    name: str
    kind: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class PinLock:
    """Somebody whose PIN counts no more until staff clear it."""

    resident_id: int
    name: str
    locked_at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """A house's people now: who is out, who is just back, who waits for staff."""

    out: tuple[Absence, ...] = ()
    back: tuple[Absence, ...] = ()
    passes: tuple[AskedPass, ...] = ()
    calls: tuple[Call, ...] = ()
    locks: tuple[PinLock, ...] = ()
    last_round: date | None = None
    snoozed: Mapping[str, int] | None = None

    @property
    def late(self) -> tuple[Absence, ...]:
        """Who is out and should be back."""
        return tuple(a for a in self.out if a.late is not None)


def presence_of(
    session: Session, house_id: int, now: datetime, people: Iterable[ResidentRow],
    round_on: date | None,
) -> Presence:  # fmt: skip
    """Who of these people is where, `round_on` the night of the last round; for queries that have
    asked for leave already.
    """
    by_stay = {p.stay_id: p for p in people}
    asked = {
        "house": house_id, "now": now, "since": now - LATE_SHOWN,
        "begun": now - LATE_SHOWN - _BEGAN,
    }  # fmt: skip
    out = [_absence(r, by_stay, now) for r in session.execute(_out(), asked)]
    back = [_absence(r, by_stay, now) for r in session.execute(_back(), asked)]
    return Presence(
        tuple(a for a in out if a is not None),
        tuple(a for a in back if a is not None),
        _passes(session, asked, by_stay),
        _calls(session, asked, by_stay),
        _locks(session, by_stay),
        round_on,
        {row.key: row.id for row in session.execute(_snoozes(), asked)},
    )


def _absence(row: Any, people: Mapping[int, ResidentRow], now: datetime) -> Absence | None:
    who = people.get(row.stay_id)
    if who is None:  # moved out since: the Sign log shows the line
        return None
    return Absence(
        row.id, row.stay_id, who.resident_id, who.name, row.destination, row.out_at,
        row.expected_return_at, row.in_at, row.pass_id,
        minutes_late(row.expected_return_at, row.in_at, now), row.ack_at is not None, who.phone,
    )  # fmt: skip


def _passes(
    session: Session, asked: Mapping[str, Any], people: Mapping[int, ResidentRow]
) -> tuple[AskedPass, ...]:
    return tuple(
        AskedPass(
            r.id, people[r.stay_id].resident_id, people[r.stay_id].name, r.status, r.depart_at,
            r.return_by, r.requested_at, r.destination, r.host, r.host_phone,
        )
        for r in session.execute(_asked_passes(), asked)
        if r.stay_id in people
    )  # fmt: skip


def _calls(
    session: Session, asked: Mapping[str, Any], people: Mapping[int, ResidentRow]
) -> tuple[Call, ...]:
    made = []
    for r in session.execute(_open_calls(), asked):
        who = people.get(r.stay_id)
        made.append(Call(r.id, who.resident_id if who else None, who.name if who else "", r.kind,
                         r.asked_at))  # fmt: skip
    return tuple(made)


def _locks(session: Session, people: Mapping[int, ResidentRow]) -> tuple[PinLock, ...]:
    names = {p.resident_id: p.name for p in people.values()}
    rows = session.execute(_locked(), {"people": list(names)})
    return tuple(PinLock(r.resident_id, names[r.resident_id], r.locked_at) for r in rows)


# Statements are built once: building them takes longer than running them.


def _line() -> tuple[Any, ...]:
    return (
        SignOut.id, SignOut.stay_id, SignOut.destination, SignOut.out_at,
        SignOut.expected_return_at, SignOut.in_at, SignOut.pass_id, SignOut.ack_at,
    )  # fmt: skip


@cache
def _out() -> Any:
    return (
        select(*_line())
        .where(SignOut.house_id == _HOUSE, SignOut.in_at.is_(None), SignOut.void_at.is_(None))
        .order_by(SignOut.expected_return_at.is_(None), SignOut.expected_return_at, SignOut.id)
    )


@cache
def _back() -> Any:
    return (
        select(*_line())
        .where(
            SignOut.house_id == _HOUSE,
            SignOut.at >= _BEGUN,
            SignOut.in_at >= _SINCE,
            SignOut.in_at <= _NOW,
            SignOut.void_at.is_(None),
        )
        .order_by(SignOut.in_at.desc(), SignOut.id.desc())
    )


@cache
def _asked_passes() -> Any:
    return select(
        Pass.id, Pass.stay_id, Pass.status, Pass.depart_at, Pass.return_by, Pass.requested_at,
        Pass.destination, Pass.host, Pass.host_phone,
    ).where(
        Pass.house_id == _HOUSE, Pass.status.in_(("requested", "out")), Pass.voided_at.is_(None)
    )  # fmt: skip


@cache
def _open_calls() -> Any:
    return select(
        SupportCall.id, SupportCall.stay_id, SupportCall.kind, SupportCall.asked_at
    ).where(
        SupportCall.house_id == _HOUSE,
        SupportCall.seen_at.is_(None),
        SupportCall.voided_at.is_(None),
    )


@cache
def _locked() -> Any:
    return select(PinThrottle.resident_id, PinThrottle.locked_at).where(
        PinThrottle.resident_id.in_(bindparam("people", expanding=True)),
        PinThrottle.locked_at.is_not(None),
    )


def last_round() -> Any:
    """The night of a house's last evening round, as a column of another statement."""
    return (
        select(Round.night)
        .where(Round.house_id == _HOUSE, Round.kind == "curfew", Round.voided_at.is_(None))
        .order_by(Round.night.desc())
        .limit(literal_column("1"))  # SQLite plans anew where it is a value
        .scalar_subquery()
    )


@cache
def _snoozes() -> Any:
    return select(Snooze.id, Snooze.key).where(
        Snooze.house_id == _HOUSE, Snooze.voided_at.is_(None), Snooze.until_at > _NOW
    )
