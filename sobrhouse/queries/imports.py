"""What the planner of an import must know: people, beds and phases; and the imports there were."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import phonenumbers
from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, union
from sqlalchemy.orm import Session

from sobrhouse.domain.imports import BedPlace, Existing, Field, KnownPerson, PhasePlace
from sobrhouse.domain.names import full_name, short_name
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    Bed,
    BedAssignment,
    BedHold,
    BedOutage,
    Condition,
    Contact,
    Employment,
    House,
    ImportBatch,
    LegalMatter,
    Note,
    Phase,
    PhaseHistory,
    Resident,
    Room,
    SobrietyPeriod,
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


_COLUMNS = {
    Field.LEGAL_LAST: "legal_last", Field.PREFERRED_NAME: "preferred_name",
    Field.BIRTH_DATE: "birth_on", Field.PHONE: "phone", Field.EMAIL: "email",
    Field.LANGUAGES: "languages", Field.PATHWAY: "pathway",
}


@needs(Permission.IMPORT)
def import_ground(session: Session, house_id: int, today: date, *, actor: Actor) -> Existing:
    """People of all the actor's houses, and this house's beds and phases, as they stand now."""
    phases = session.execute(
        select(Phase.id, Phase.number, Phase.name)
        .where(Phase.house_id == house_id, Phase.voided_at.is_(None)).order_by(Phase.number))
    return Existing(
        _people(session, house_id, actor), _beds(session, house_id, today),
        tuple(PhasePlace(*row) for row in phases), _region(session, house_id))


@needs(Permission.IMPORT)
def import_batches(session: Session, house_id: int) -> tuple[BatchRow, ...]:
    """The lists brought into this house, newest first."""
    rows = session.execute(
        select(ImportBatch.id, ImportBatch.file_name, ImportBatch.rows, ImportBatch.created_at,
               func.coalesce(Staff.name, ""), ImportBatch.undone_at)
        .outerjoin(Staff, Staff.id == ImportBatch.created_by)
        .where(ImportBatch.house_id == house_id, ImportBatch.kind == "residents")
        .order_by(ImportBatch.id.desc()))
    return tuple(BatchRow(*row) for row in rows)


# --- people ----------------------------------------------------------------------------------


def _people(session: Session, house_id: int, actor: Actor) -> tuple[KnownPerson, ...]:
    ids = _seen_by(actor)
    stays = _stays(session, ids)
    lacks = _lacks(session, ids)
    notes: dict[int, set[str]] = {}
    for who, words in session.execute(select(Note.resident_id, Note.text).where(
            Note.resident_id.in_(ids), Note.import_batch_id.is_not(None),
            Note.voided_at.is_(None))):
        notes.setdefault(who or 0, set()).add(words)
    found = []
    for person in session.execute(
            select(Resident.id, Resident.legal_first, Resident.match_name,
                   *(getattr(Resident, name) for name in _COLUMNS.values()))
            .where(Resident.id.in_(ids), Resident.voided_at.is_(None))):
        stay = stays.get(person.id)
        here = stay is not None and stay.discharged_on is None and stay.house_id == house_id
        away = stay is not None and stay.discharged_on is None and not here
        empty = {what for what, name in _COLUMNS.items() if not getattr(person, name)}
        empty |= {what for what, filled in lacks.items() if person.id not in filled}
        if not here:
            empty |= {Field.BED, Field.PHASE, Field.REFERRAL}
        found.append(KnownPerson(
            person.id, full_name(person.legal_first, person.legal_last, person.preferred_name),
            person.match_name, person.birth_on, here, stay.house if stay and away else "",
            stay.discharged_on if stay else None, frozenset(empty),
            frozenset(notes.get(person.id, ()))))
    return tuple(found)


def _seen_by(actor: Actor) -> Select[Any]:
    """The ids of everybody with a stay or an application in one of the actor's houses."""

    def mine(column: Any) -> ColumnElement[bool]:
        return true() if actor.houses is None else column.in_(actor.houses)

    both = union(
        select(Stay.resident_id).where(Stay.voided_at.is_(None), mine(Stay.house_id)),
        select(Application.resident_id).where(
            Application.voided_at.is_(None), mine(Application.house_id)),
    ).subquery()
    return select(both.c.resident_id)


def _stays(session: Session, ids: Select[Any]) -> dict[int, Any]:
    """Each person's stay that goes on, else the last one."""
    rows = session.execute(
        select(Stay.resident_id, Stay.house_id, Stay.discharged_on, House.name.label("house"))
        .join(House, House.id == Stay.house_id)
        .where(Stay.resident_id.in_(ids), Stay.voided_at.is_(None))
        .order_by(Stay.discharged_on.is_(None), Stay.discharged_on, Stay.id))
    return {row.resident_id: row for row in rows}


def _lacks(session: Session, ids: Select[Any]) -> dict[Field, set[int]]:
    """Who has each thing that stands in a table of its own."""
    live = Stay.discharged_on.is_(None)
    return {
        Field.CONTACT_NAME: _who(session, select(Contact.resident_id).where(
            Contact.is_emergency.is_(True), Contact.voided_at.is_(None)), ids),
        Field.SOBRIETY_DATE: _who(session, select(SobrietyPeriod.resident_id).where(
            SobrietyPeriod.end_on.is_(None), SobrietyPeriod.voided_at.is_(None)), ids),
        Field.ALLERGIES: _who(session, select(Condition.resident_id).where(
            Condition.allergy.is_(True), Condition.voided_at.is_(None)), ids),
        Field.SUPERVISION: _who(session, select(LegalMatter.resident_id).where(
            LegalMatter.end_on.is_(None), LegalMatter.voided_at.is_(None)), ids),
        Field.WORK: _who(session, select(Employment.resident_id).where(
            Employment.to_on.is_(None), Employment.voided_at.is_(None)), ids),
        Field.BED: _who(session, select(Stay.resident_id).join(
            BedAssignment, BedAssignment.stay_id == Stay.id).where(
            live, BedAssignment.end_on.is_(None), BedAssignment.void_at.is_(None)), ids),
        Field.PHASE: _who(session, select(Stay.resident_id).join(
            PhaseHistory, PhaseHistory.stay_id == Stay.id).where(
            live, PhaseHistory.end_on.is_(None), PhaseHistory.voided_at.is_(None)), ids),
    }


def _who(session: Session, rows: Select[Any], ids: Select[Any]) -> set[int]:
    (column,) = rows.selected_columns
    return set(session.scalars(rows.where(column.in_(ids))))


# --- beds ------------------------------------------------------------------------------------


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
