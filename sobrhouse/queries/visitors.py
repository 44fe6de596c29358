"""Visitors: who is in the house to see whom, and who was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import People
from sobrhouse.queries.sought import ESCAPE, patterns
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, Stay, Visitor


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """One visit; `host` is what was typed, `host_name` the resident who is meant, where known."""

    visitor_id: int
    name: str
    host: str
    host_stay_id: int | None
    resident_id: int | None
    host_name: str
    agreed: bool
    way: str
    in_at: datetime
    out_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class HostRow:
    """A resident who can be visited."""

    stay_id: int
    resident_id: int
    name: str


@needs(Permission.SEE_HOUSE)
def visitors_of(
    session: Session,
    house_id: int,
    *,
    text: str = "",
    before: tuple[datetime, int] | None = None,
    limit: int = 100,
) -> tuple[VisitorRow, ...]:
    """Visits, the newest first, a page at a time: `before` is the last one seen."""
    query = _rows().where(Visitor.house_id == house_id, Visitor.voided_at.is_(None))
    for pattern in patterns(text):
        query = query.where(
            or_(
                *(
                    column.ilike(pattern, escape=ESCAPE)
                    for column in (Visitor.name, Visitor.host, Resident.match_name)
                )
            )
        )
    if before is not None:
        at, last = before
        query = query.where(or_(Visitor.in_at < at, and_(Visitor.in_at == at, Visitor.id < last)))
    query = query.order_by(Visitor.in_at.desc(), Visitor.id.desc()).limit(limit)
    return _made(session.execute(query).all())


@needs(Permission.SEE_HOUSE)
def hosts(session: Session, house_id: int) -> tuple[HostRow, ...]:
    """Everybody who lives here and can be visited, by name."""
    rows = session.execute(
        select(Stay.id, Resident.id.label("resident_id"), *People.names())
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
        .order_by(Resident.legal_first, Resident.legal_last)
    ).all()
    names = People.short(rows)
    return tuple(HostRow(r.id, r.resident_id, names[r.resident_id]) for r in rows)


def _rows() -> Any:
    return (
        select(Visitor, Resident.id.label("resident_id"), *People.names())
        .outerjoin(Stay, Stay.id == Visitor.host_stay_id)
        .outerjoin(Resident, Resident.id == Stay.resident_id)
    )


def _made(rows: Iterable[Any]) -> tuple[VisitorRow, ...]:
    found = list(rows)
    names = People.short([r for r in found if r.resident_id is not None])
    return tuple(
        VisitorRow(
            r.Visitor.id, r.Visitor.name, r.Visitor.host, r.Visitor.host_stay_id, r.resident_id,
            names.get(r.resident_id, ""), r.Visitor.agreed, r.Visitor.way, r.Visitor.in_at,
            r.Visitor.out_at, r.Visitor.version,
        )
        for r in found
    )  # fmt: skip
