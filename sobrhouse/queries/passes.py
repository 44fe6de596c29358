"""Passes: who asked for what, each with the rules of the house in words, and one's own."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain import passes as rules
from sobrhouse.domain.houses import house_day
from sobrhouse.domain.passes import Asker, BlackoutSpan, Criterion, HouseRules, nights_of
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.people import People
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Blackout,
    House,
    Pass,
    Phase,
    PhaseHistory,
    Resident,
    Staff,
    Stay,
)
from sobrhouse.words import _

COUNTED = ("approved", "out", "returned")  # whose nights count in a month
COMING = ("requested", "approved", "out")
_LIVES_HERE = and_(Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
_ORDER = {"requested": 0, "out": 1, "approved": 2}


@dataclass(frozen=True, slots=True)
class PassRow:
    """One pass; instants in UTC. `criteria` are as they stand now, or as they were when it was
    decided.
    """

    pass_id: int
    house_id: int
    stay_id: int
    resident_id: int
    name: str
    full_name: str
    kind: str
    status: str
    depart_at: datetime
    return_by: datetime
    destination: str
    host: str
    host_phone: str
    companion: str
    transport: str
    reason: str
    requested_at: datetime
    requested_by: str
    decided_at: datetime | None
    decided_by: str
    decision_reason: str
    returned_at: datetime | None
    version: int
    criteria: tuple[Criterion, ...]
    written_by: str = ""  # who of the staff wrote the request down

    def overdue(self, now: datetime) -> bool:
        """Whether they should be back by now and are not."""
        return self.status == "out" and now > self.return_by

    @property
    def eligible(self) -> bool:
        """Whether every rule of the house is met."""
        return all(c.ok for c in self.criteria)


@needs(Permission.SEE_HOUSE)
def passes_of(session: Session, house_id: int, now: datetime) -> tuple[PassRow, ...]:
    """What is asked for, taken and given now: requests, then who is away, then who will go."""
    rows = _rows(session, house_id, now, and_(Pass.status.in_(COMING), _LIVES_HERE))
    return tuple(sorted(rows, key=lambda r: (_ORDER[r.status], r.depart_at, r.pass_id)))


@needs(Permission.SEE_HOUSE)
def past_passes(
    session: Session,
    house_id: int,
    now: datetime,
    before: tuple[datetime, int] | None = None,
    limit: int = 100,
) -> tuple[PassRow, ...]:
    """What is over, or of people who moved out, the newest first, a page at a time: `before` is the
    last one seen.
    """
    over: Any = or_(Pass.status.not_in(COMING), ~_LIVES_HERE)
    if before is not None:
        at, last = before
        over = and_(over, or_(Pass.depart_at < at, and_(Pass.depart_at == at, Pass.id < last)))
    return _rows(session, house_id, now, over, limit)


@needs(Permission.SEE_HOUSE)
def passes_of_stay(session: Session, stay_id: int, now: datetime) -> tuple[PassRow, ...]:
    """All passes of one stay, the newest first."""
    house_id = _house_of(session, stay_id)
    return _rows(session, house_id, now, Pass.stay_id == stay_id, 500)


@needs(Permission.SEE_HOUSE)
def eligibility(
    session: Session,
    stay_id: int,
    depart_at: datetime,
    return_by: datetime,
    now: datetime,
    but: int = 0,
) -> tuple[Criterion, ...]:
    """The rules of the house for one wish, met or not, in words; the pass `but` is left out."""
    house_id = _house_of(session, stay_id)
    rulebook = _Rulebook(session, house_id, [stay_id], now)
    return rulebook.criteria(stay_id, depart_at, return_by, now, but)


class _Rulebook:
    """The house's rules and what is known of those who ask, read once for all of them."""

    def __init__(
        self, session: Session, house_id: int, stays: Sequence[int], now: datetime
    ) -> None:
        chosen = house_settings(session, house_id)
        self.zone = _zone(session, house_id)
        blackouts = session.execute(
            select(Blackout.from_on, Blackout.to_on, Blackout.reason)
            .where(Blackout.house_id == house_id, Blackout.voided_at.is_(None))
            .where(Blackout.to_on >= house_day(now, self.zone))
            .order_by(Blackout.from_on)
        )
        self.rules = HouseRules(
            chosen.get("pass_notice_hours"),
            chosen.get("pass_days_in_house"),
            chosen.get("pass_nights_per_month"),
            chosen.get("pass_phase"),
            [BlackoutSpan(*b) for b in blackouts],
        )
        self.people = _askers(session, stays, house_day(now, self.zone))
        self.nights = _nights(session, stays, self.zone, now)

    def criteria(
        self,
        stay_id: int,
        depart_at: datetime,
        return_by: datetime,
        asked_at: datetime,
        but: int = 0,
    ) -> tuple[Criterion, ...]:
        """The rules for one wish, asked for at that instant."""
        moved_in, number, name = self.people[stay_id]
        taken = frozenset(n for id_, nights in self.nights[stay_id] if id_ != but for n in nights)
        asker = Asker(moved_in, number, name, taken)
        return rules.eligibility(self.rules, asker, depart_at, return_by, asked_at, self.zone)


def _rows(
    session: Session, house_id: int, now: datetime, which: Any, limit: int = 500
) -> tuple[PassRow, ...]:
    writer = aliased(Staff)
    found = session.execute(
        select(Pass, Resident.id.label("resident_id"), *People.names(), Staff.name.label("by"),
               writer.name.label("writer"))
        .join(Stay, Stay.id == Pass.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(Staff, Staff.id == Pass.decided_by)
        .outerjoin(writer, writer.id == Pass.created_by)
        .where(Pass.house_id == house_id, Pass.voided_at.is_(None), which)
        .order_by(Pass.depart_at.desc(), Pass.id.desc())
        .limit(limit)
    ).all()  # fmt: skip
    waiting = sorted({r.Pass.stay_id for r in found if r.Pass.status == "requested"})
    book = _Rulebook(session, house_id, waiting, now) if waiting else None
    names = People.short(found)
    return tuple(_row(r, names, book) for r in found)


def _row(found: Any, names: Any, book: _Rulebook | None) -> PassRow:
    row: Pass = found.Pass
    if row.status == "requested" and book is not None:
        span = (row.depart_at, row.return_by, row.requested_at)
        criteria = book.criteria(row.stay_id, *span, row.id)
    else:
        criteria = _stored(row.eligibility_json)
    return PassRow(
        row.id,
        row.house_id,
        row.stay_id,
        found.resident_id,
        names[found.resident_id],
        f"{found.preferred_name or found.legal_first} {found.legal_last}".strip(),
        row.kind,
        row.status,
        row.depart_at,
        row.return_by,
        row.destination,
        row.host,
        row.host_phone,
        row.companion,
        row.transport,
        row.reason,
        row.requested_at,
        row.requested_by,
        row.decided_at,
        found.by or "",
        row.decision_reason,
        row.returned_at,
        row.version,
        criteria,
        found.writer or "",
    )


def _stored(text: str) -> tuple[Criterion, ...]:
    return tuple(Criterion(bool(c["ok"]), str(c["words"])) for c in json.loads(text or "[]"))


def _askers(
    session: Session, stays: Iterable[int], today: date
) -> dict[int, tuple[date, int, str]]:
    phase = and_(
        PhaseHistory.stay_id == Stay.id,
        PhaseHistory.voided_at.is_(None),
        PhaseHistory.start_on <= today,
        or_(PhaseHistory.end_on.is_(None), PhaseHistory.end_on > today),
    )
    found = session.execute(
        select(Stay.id, Stay.move_in_on, Phase.number, Phase.name)
        .outerjoin(PhaseHistory, phase)
        .outerjoin(Phase, Phase.id == PhaseHistory.phase_id)
        .where(Stay.id.in_(list(stays)))
        .order_by(PhaseHistory.start_on)
    )
    return {r.id: (r.move_in_on, r.number or 0, r.name or "") for r in found}


def _nights(
    session: Session, stays: Iterable[int], zone: ZoneInfo, now: datetime
) -> dict[int, list[tuple[int, tuple[date, ...]]]]:
    """The nights away of passes given, by stay; those of long ago are in no month asked about."""
    found = session.execute(
        select(Pass.stay_id, Pass.id, Pass.depart_at, Pass.return_by, Pass.returned_at).where(
            Pass.stay_id.in_(list(stays)),
            Pass.status.in_(COUNTED),
            Pass.voided_at.is_(None),
            Pass.return_by > now - timedelta(days=62),
        )
    )
    nights: dict[int, list[tuple[int, tuple[date, ...]]]] = defaultdict(list)
    for r in found:
        back = min(r.returned_at, r.return_by) if r.returned_at is not None else r.return_by
        nights[r.stay_id].append((r.id, nights_of(r.depart_at, back, zone)))
    return nights


def _zone(session: Session, house_id: int) -> ZoneInfo:
    return ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )


def _house_of(session: Session, stay_id: int) -> int:
    found = session.execute(select(Stay.house_id).where(Stay.id == stay_id)).scalar()
    if found is None:
        raise NotFound(_("That stay is not there any more."))
    return found
