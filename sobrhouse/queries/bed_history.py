"""What became of one bed over the years: who slept in it, who it was kept for, when it was out."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    Bed,
    BedAssignment,
    BedHold,
    BedOutage,
    Resident,
    Room,
    Staff,
    Stay,
)


@dataclass(frozen=True, slots=True)
class BedEvent:
    """Some nights of a bed; `kind` is slept, held or out.

    `taken_back` says why a row does not count any more; it stays to be read. `by` is who corrected
    it or took it back, `was_on` the first night before the correction.
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
    by: str = ""
    was_on: date | None = None


@dataclass(frozen=True, slots=True)
class NightsRow:
    """Some nights of a person in a bed, as they count now; `was_on` and `by` as in BedEvent."""

    row_id: int
    stay_id: int
    bed: str
    room: str
    start_on: date
    end_on: date | None
    reason: str
    amend_reason: str
    by: str
    was_on: date | None


@needs(Permission.SEE_HOUSE)
def bed_history(session: Session, bed_id: int, limit: int = 200) -> tuple[BedEvent, ...]:
    """Nights slept, holds and outages of a bed, newest first; three statements."""
    events = [
        *_slept(session, bed_id, limit),
        *_held(session, bed_id, limit),
        *_out(session, bed_id, limit),
    ]
    return tuple(sorted(events, key=lambda e: (e.start_on, e.row_id), reverse=True)[:limit])


@needs(Permission.SEE_HOUSE)
def nights_of(session: Session, resident_id: int, *, actor: Actor) -> tuple[NightsRow, ...]:
    """The beds that somebody had in the actor's houses, newest first."""
    wrong, by = aliased(BedAssignment), aliased(Staff)
    rows = session.execute(
        select(BedAssignment, Bed.label, Room.name, Stay.house_id, wrong.start_on, by.name)
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Bed, Bed.id == BedAssignment.bed_id)
        .join(Room, Room.id == Bed.room_id)
        .outerjoin(wrong, wrong.id == BedAssignment.corrects_id)
        .outerjoin(by, by.id == BedAssignment.created_by)
        .where(
            Stay.resident_id == resident_id,
            Stay.voided_at.is_(None),
            BedAssignment.void_at.is_(None),
        )
        .order_by(BedAssignment.start_on.desc(), BedAssignment.id.desc())
    )
    return tuple(
        NightsRow(
            row.id,
            row.stay_id,
            bed,
            room,
            row.start_on,
            row.end_on,
            row.reason,
            row.amend_reason or "",
            by_name or "",
            was_on if was_on != row.start_on else None,
        )
        for row, bed, room, house_id, was_on, by_name in rows
        if actor.sees(house_id)
    )


def _slept(session: Session, bed_id: int, limit: int) -> list[BedEvent]:
    wrong, by = aliased(BedAssignment), aliased(Staff)
    rows = session.execute(
        select(
            BedAssignment,
            Resident.id,
            Resident.legal_first,
            Resident.legal_last,
            Resident.preferred_name,
            wrong.start_on,
            by.name,
        )
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(wrong, wrong.id == BedAssignment.corrects_id)
        .outerjoin(by, by.id == func.coalesce(BedAssignment.void_by, BedAssignment.created_by))
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
            (by_name or "") if row.void_at or row.corrects_id else "",
            was_on if was_on != row.start_on else None,
        )
        for row, resident_id, first, last, preferred, was_on, by_name in rows
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
