"""What became of one bed over the years: who slept in it, who it was kept for, when it was out."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    BedAssignment,
    BedHold,
    BedOutage,
    Resident,
    Stay,
)


@dataclass(frozen=True, slots=True)
class BedEvent:
    """Some nights of a bed; `kind` is slept, held or out.

    `taken_back` says why a row does not count any more; it stays to be read.
    """

    kind: str
    row_id: int
    resident_id: int | None
    name: str
    start_on: date
    end_on: date | None
    reason: str
    end_reason: str
    amend_reason: str
    taken_back: str


@needs(Permission.SEE_HOUSE)
def bed_history(session: Session, bed_id: int, limit: int = 200) -> tuple[BedEvent, ...]:
    """Nights slept, holds and outages of a bed, newest first; three statements."""
    events = [
        *_slept(session, bed_id, limit),
        *_held(session, bed_id, limit),
        *_out(session, bed_id, limit),
    ]
    return tuple(sorted(events, key=lambda e: (e.start_on, e.row_id), reverse=True)[:limit])


def _slept(session: Session, bed_id: int, limit: int) -> list[BedEvent]:
    rows = session.execute(
        select(
            BedAssignment,
            Resident.id,
            Resident.legal_first,
            Resident.legal_last,
            Resident.preferred_name,
        )
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(BedAssignment.bed_id == bed_id)
        .order_by(BedAssignment.start_on.desc(), BedAssignment.id.desc())
        .limit(limit)
    )
    return [
        BedEvent(
            "slept",
            row.id,
            resident_id,
            short_name(first, last, preferred),
            row.start_on,
            row.end_on,
            row.reason,
            row.end_reason or "",
            row.amend_reason or "",
            (row.void_why or "") if row.void_at else "",
        )
        for row, resident_id, first, last, preferred in rows
    ]


def _held(session: Session, bed_id: int, limit: int) -> list[BedEvent]:
    rows = session.execute(
        select(
            BedHold, Resident.id, Resident.legal_first, Resident.legal_last, Resident.preferred_name
        )
        .outerjoin(Application, Application.id == BedHold.application_id)
        .outerjoin(Stay, Stay.id == BedHold.stay_id)
        .join(Resident, Resident.id == func.coalesce(Application.resident_id, Stay.resident_id))
        .where(BedHold.bed_id == bed_id, BedHold.voided_at.is_(None))
        .order_by(BedHold.from_on.desc(), BedHold.id.desc())
        .limit(limit)
    )
    return [
        BedEvent(
            "held" if row.application_id else "away",
            row.id,
            resident_id,
            short_name(first, last, preferred),
            row.from_on,
            row.ended_on,
            row.reason,
            "",
            "",
            "",
        )
        for row, resident_id, first, last, preferred in rows
    ]


def _out(session: Session, bed_id: int, limit: int) -> list[BedEvent]:
    rows = session.execute(
        select(BedOutage.id, BedOutage.start_on, BedOutage.end_on, BedOutage.note)
        .where(BedOutage.bed_id == bed_id, BedOutage.voided_at.is_(None))
        .order_by(BedOutage.start_on.desc(), BedOutage.id.desc())
        .limit(limit)
    )
    return [
        BedEvent("out", row.id, None, "", row.start_on, row.end_on, row.note, "", "", "")
        for row in rows
    ]
