"""What a house asks of its people in recovery meetings; for the other queries and Settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.fellowships import split
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.requirements import Asked, holding
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    House,
    MeetingRequirement,
    Phase,
    PhaseHistory,
    RequirementExcuse,
)

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PhaseAsked:
    """What is asked of a phase this week: its own, or what it takes over from the house."""

    phase_id: int
    name: str
    rule: Asked


@dataclass(frozen=True, slots=True)
class HouseAsked:
    """What the house and each of its phases ask for in the week that begins on `week_start`."""

    week_start: date
    rule: Asked
    phases: tuple[PhaseAsked, ...]


@dataclass(frozen=True, slots=True)
class ExcuseRow:
    """Why one week asks for fewer: `meetings` fewer, None for none at all."""

    excuse_id: int
    stay_id: int
    meetings: int | None
    kind: str
    reason: str


@needs(Permission.SEE_HOUSE)
def house_asked(session: Session, house_id: int, today: date) -> HouseAsked:
    """What Settings shows: what is asked of everybody, and of each phase."""
    start = week_of(today, first_weekday(session, house_id))
    rules = asked_between(session, house_id, start, start)
    phases = session.execute(
        select(Phase.id, Phase.name)
        .where(Phase.house_id == house_id, Phase.voided_at.is_(None))
        .order_by(Phase.number)
    )
    return HouseAsked(
        start,
        holding(rules, None, None, start),
        tuple(PhaseAsked(p.id, p.name, holding(rules, None, p.id, start)) for p in phases),
    )


def first_weekday(session: Session, house_id: int) -> int:
    """The weekday with which the house's weeks begin, 0 for Monday."""
    return session.execute(select(House.week_starts_on).where(House.id == house_id)).scalar_one()


def asked_between(
    session: Session, house_id: int, first: date, last: date, *, reasons: bool = True
) -> tuple[Asked, ...]:
    """Every requirement of a house that stands on one of these days; why is for staff alone."""
    asked = {"house": house_id, "first": first, "last": last}
    found = session.execute(_rules(reasons=reasons), asked)
    return tuple(_asked(r, r.reason if reasons else "") for r in found)


def _asked(row: Any, reason: str) -> Asked:
    of = {"phase_id": row.phase_id, "stay_id": row.stay_id, "requirement_id": row.id}
    counts = split(row.fellowships)
    return Asked(row.per_week, row.from_on, row.to_on, fellowships=counts, reason=reason, **of)


def phases_between(
    session: Session, stay_ids: Iterable[int], first: date, last: date
) -> dict[int, list[Any]]:
    """The phases that these stays stood in on one of these days, as rows by stay."""
    row = PhaseHistory
    found: dict[int, list[Any]] = {}
    for r in session.execute(
        select(row.stay_id, row.phase_id, row.start_on, row.end_on, Phase.name)
        .join(Phase, Phase.id == row.phase_id)
        .where(
            row.stay_id.in_(tuple(stay_ids)),
            row.voided_at.is_(None),
            row.start_on <= last,
            or_(row.end_on.is_(None), row.end_on > first),
        )
        .order_by(row.start_on, row.id)
    ):
        found.setdefault(r.stay_id, []).append(r)
    return found


def phase_on(rows: Iterable[Any], day: date) -> Any:
    """The phase of these in which somebody stood on the day; None where there was none."""
    standing = [r for r in rows if r.start_on <= day and (r.end_on is None or day < r.end_on)]
    return standing[-1] if standing else None


def excuses_of(
    session: Session, house_id: int, first: date, last: date
) -> dict[tuple[int, date], ExcuseRow]:
    """The excuses of weeks that begin in this span, by stay and week."""
    found = session.execute(_excuses(), {"house": house_id, "first": first, "last": last})
    return {(r.stay_id, r.week_start): ExcuseRow(*r[1:]) for r in found}


# Built once: Today asks them, and building a statement takes longer than running it.
_HOUSE = bindparam("house", type_=Integer)
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)


@cache
def _rules(*, reasons: bool) -> Any:
    row = MeetingRequirement
    return select(
        row.per_week, row.from_on, row.to_on, row.phase_id, row.stay_id, row.fellowships,
        row.id, *((row.reason,) if reasons else ()),
    ).where(
        row.house_id == _HOUSE,
        row.voided_at.is_(None),
        row.from_on <= _LAST,
        or_(row.to_on.is_(None), row.to_on >= _FIRST),
    )  # fmt: skip


@cache
def _excuses() -> Any:
    row = RequirementExcuse
    return select(
        row.week_start, row.id, row.stay_id, row.meetings, row.kind, row.reason
    ).where(
        row.house_id == _HOUSE, row.voided_at.is_(None), row.week_start.between(_FIRST, _LAST)
    )  # fmt: skip
