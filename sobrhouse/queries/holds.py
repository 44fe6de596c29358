"""The legal holds on somebody, as their house sees them on the profile."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Hold, Staff


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One legal hold, standing or lifted."""

    hold_id: int
    kind: str
    asked_by: str
    reason: str
    since_on: date
    by: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str


@needs(Permission.SEE_HOUSE)
def holds_of(session: Session, resident_id: int) -> tuple[HoldRow, ...]:
    """The legal holds on somebody, standing ones first, then the newest."""
    on, off = aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(Hold, on.name.label("by"), off.name.label("ended"))
        .outerjoin(on, on.id == Hold.created_by)
        .outerjoin(off, off.id == Hold.ended_by)
        .where(Hold.resident_id == resident_id, Hold.void_at.is_(None))
        .order_by(Hold.ended_at.is_not(None), Hold.id.desc())
    )
    return tuple(
        HoldRow(
            r.Hold.id, r.Hold.kind, r.Hold.asked_by, r.Hold.reason, r.Hold.since_on, r.by or "",
            r.Hold.ended_at, r.ended or "", r.Hold.ended_why or "",
        )
        for r in rows
    )  # fmt: skip
