"""Who asked at the kiosk to be seen, and waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, Stay, SupportCall


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call that nobody has answered: `kind` support, or pin for a forgotten number. Who it is
    may be unknown.
    """

    call_id: int
    kind: str
    asked_at: datetime
    resident_id: int | None
    name: str


@needs(Permission.SEE_HOUSE)
def open_calls(session: Session, house_id: int) -> tuple[CallRow, ...]:
    """The calls that wait, the longest wait first."""
    rows = session.execute(
        select(
            SupportCall.id,
            SupportCall.kind,
            SupportCall.asked_at,
            Resident.id.label("resident_id"),
            Resident.legal_first,
            Resident.legal_last,
            Resident.preferred_name,
        )
        .outerjoin(Stay, Stay.id == SupportCall.stay_id)
        .outerjoin(Resident, Resident.id == Stay.resident_id)
        .where(
            SupportCall.house_id == house_id,
            SupportCall.seen_at.is_(None),
            SupportCall.voided_at.is_(None),
        )
        .order_by(SupportCall.asked_at, SupportCall.id)
    )
    return tuple(
        CallRow(
            r.id,
            r.kind,
            r.asked_at,
            r.resident_id,
            short_name(r.legal_first, r.legal_last, r.preferred_name) if r.resident_id else "",
        )
        for r in rows
    )
