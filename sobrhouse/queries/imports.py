"""What the planner of an import must know of a house; and the imports there were."""

from dataclasses import dataclass
from datetime import date, datetime

import phonenumbers
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.imports import BedPlace, Existing, PhasePlace
from sobrhouse.domain.names import short_name
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    Bed,
    BedAssignment,
    BedHold,
    BedOutage,
    House,
    ImportBatch,
    Phase,
    Resident,
    Room,
    Staff,
    Stay,
)
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import that was made."""

    batch_id: int
    file_name: str
    rows: int
    made_at: datetime
    made_by: str
    undone_at: datetime | None


@needs(Permission.IMPORT)
def import_ground(session: Session, house_id: int, today: date) -> Existing:
    """The house's beds and phases as they stand now; about its people the list is asked first."""
    phases = session.execute(
        select(Phase.id, Phase.number, Phase.name)
        .where(Phase.house_id == house_id, Phase.voided_at.is_(None)).order_by(Phase.number))
    return Existing(
        (), _beds(session, house_id, today), tuple(PhasePlace(*row) for row in phases),
        _region(session, house_id))


@needs(Permission.IMPORT)
def import_batches(session: Session, house_id: int) -> tuple[BatchRow, ...]:
    """The lists brought into this house, newest first."""
    return batches_of(session, house_id, "residents")


def batches_of(session: Session, house_id: int, kind: str) -> tuple[BatchRow, ...]:
    """The imports of one kind, newest first."""
    rows = session.execute(
        select(ImportBatch.id, ImportBatch.file_name, ImportBatch.rows, ImportBatch.created_at,
               func.coalesce(Staff.name, ""), ImportBatch.undone_at)
        .outerjoin(Staff, Staff.id == ImportBatch.created_by)
        .where(ImportBatch.house_id == house_id, ImportBatch.kind == kind)
        .order_by(ImportBatch.id.desc()))
    return tuple(BatchRow(*row) for row in rows)


def _beds(session: Session, house_id: int, today: date) -> tuple[BedPlace, ...]:
    beds = session.execute(
        select(Bed.id, Room.name, Bed.label, Bed.added_on)
        .join(Room, Room.id == Bed.room_id)
        .where(Room.house_id == house_id, Bed.voided_at.is_(None), Bed.retired_on.is_(None),
               Room.voided_at.is_(None))
        .order_by(Room.sort, Room.id, Bed.sort, Bed.id)).all()
    why = _unusable(session, house_id, today)
    ends: dict[int, date] = {}
    for bed_id, end in session.execute(
            select(BedAssignment.bed_id, func.max(BedAssignment.end_on))
            .where(BedAssignment.bed_id.in_([bed.id for bed in beds]),
                   BedAssignment.void_at.is_(None), BedAssignment.end_on.is_not(None))
            .group_by(BedAssignment.bed_id)):
        ends[bed_id] = end or today
    return tuple(
        BedPlace(bed_id, room, label,
                 None if bed_id in why else max(added, ends.get(bed_id, added)),
                 why.get(bed_id, ""))
        for bed_id, room, label, added in beds)


def _unusable(session: Session, house_id: int, today: date) -> dict[int, str]:
    """Why nobody new can have a bed now, in a sentence."""
    why: dict[int, str] = {}
    place = (Bed.id, Bed.label)
    ours = Room.house_id == house_id
    names = (Resident.legal_first, Resident.legal_last, Resident.preferred_name)
    out = select(*place).join(BedOutage, BedOutage.bed_id == Bed.id).join(Room).where(
        ours, BedOutage.end_on.is_(None), BedOutage.voided_at.is_(None))
    for bed_id, label in session.execute(out):
        why[bed_id] = _("Bed {bed} is out of service.").format(bed=label)
    held = (
        select(*place, *names, BedHold.until_on)
        .join(BedHold, BedHold.bed_id == Bed.id).join(Room)
        .join(Application, Application.id == BedHold.application_id)
        .join(Resident, Resident.id == Application.resident_id)
        .where(ours, BedHold.ended_on.is_(None), BedHold.voided_at.is_(None),
               or_(BedHold.until_on.is_(None), BedHold.until_on >= today)))
    for bed_id, label, first, last, preferred, until in session.execute(held):
        sentence = _("{name} has a hold on bed {bed}.") if until is None \
            else _("{name} has a hold on bed {bed} until {date}.")
        why[bed_id] = sentence.format(
            bed=label, name=short_name(first, last, preferred),
            date=nice_date(until, today) if until else "")
    taken = (
        select(*place, *names)
        .join(BedAssignment, and_(
            BedAssignment.bed_id == Bed.id, BedAssignment.void_at.is_(None),
            or_(BedAssignment.end_on.is_(None), BedAssignment.end_on > today)))
        .join(Room, Room.id == Bed.room_id)
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Resident, Resident.id == Stay.resident_id).where(ours))
    for bed_id, label, first, last, preferred in session.execute(taken):
        why[bed_id] = _("{name} has bed {bed}.").format(
            bed=label, name=short_name(first, last, preferred))
    return why


def _region(session: Session, house_id: int) -> str:
    """The country in which phone numbers without one are: that of the house's own, else the US."""
    own = session.scalar(select(House.phone).where(House.id == house_id)) or ""
    try:
        number = phonenumbers.parse(own, "US")
    except phonenumbers.NumberParseException:
        return "US"
    return str(phonenumbers.region_code_for_number(number) or "US")
