"""Lists to take along: residents with what an import of the same list would bring in again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.imports import FIELD_LABELS, Field
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.sobriety import PATHWAY_WORDS, days_sober
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.sponsor_names import sponsor_names
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Bed,
    BedAssignment,
    Condition,
    Contact,
    Employment,
    LegalMatter,
    Phase,
    PhaseHistory,
    ReferralSource,
    Resident,
    Room,
    SobrietyPeriod,
    Stay,
)
from sobrhouse.words import N_, _

DAYS = N_("Days sober")
_FIELDS = (
    Field.LEGAL_LAST, Field.LEGAL_FIRST, Field.PREFERRED_NAME, Field.BIRTH_DATE, Field.PHONE,
    Field.EMAIL, Field.ROOM, Field.BED, Field.MOVE_IN, Field.PHASE, Field.SOBRIETY_DATE,
    Field.PATHWAY, Field.LANGUAGES, Field.CONTACT_NAME, Field.CONTACT_PHONE,
    Field.CONTACT_RELATIONSHIP, Field.ALLERGIES, Field.WORK, Field.SUPERVISION, Field.REFERRAL,
    Field.SPONSOR,
)


@dataclass(frozen=True, slots=True)
class ListOut:
    """A list ready to be written: headings, and rows of words, dates and numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | date | int | float | None, ...], ...]


@needs(Permission.EXPORT)
def residents_list(session: Session, house_id: int, today: date) -> ListOut:
    """Everybody who lives in the house, with full names, by last name."""
    people = session.execute(_here(house_id)).all()
    ids = [person.id for person in people]
    contacts = _first(session.execute(
        select(Contact.resident_id, Contact.name, Contact.phone, Contact.relationship)
        .where(Contact.resident_id.in_(ids), Contact.is_emergency.is_(True),
               Contact.voided_at.is_(None)).order_by(Contact.id)))
    allergies = _joined(session.execute(
        select(Condition.resident_id, Condition.text)
        .where(Condition.resident_id.in_(ids), Condition.allergy.is_(True),
               Condition.voided_at.is_(None)).order_by(Condition.id)))
    work = _joined(session.execute(
        select(Employment.resident_id, Employment.place)
        .where(Employment.resident_id.in_(ids), Employment.to_on.is_(None),
               Employment.voided_at.is_(None)).order_by(Employment.id)))
    officers = _joined(session.execute(
        select(LegalMatter.resident_id, LegalMatter.officer)
        .where(LegalMatter.resident_id.in_(ids), LegalMatter.end_on.is_(None),
               LegalMatter.voided_at.is_(None)).order_by(LegalMatter.id)))
    sponsors = {who: name or _("Yes") for who, name in sponsor_names(session, house_id).items()}
    rows = []
    for who in people:
        _who, name, phone, kin = contacts.get(who.id, (who.id, "", "", ""))
        pathway = _(PATHWAY_WORDS[who.pathway]) if who.pathway in PATHWAY_WORDS else ""
        rows.append((
            who.legal_last, who.legal_first, who.preferred_name, who.birth_on,
            nice_phone(who.phone), who.email, who.room or "", who.bed or "", who.move_in_on,
            who.phase or "", who.sober_since, pathway, who.languages, name, nice_phone(phone), kin,
            allergies.get(who.id, ""), work.get(who.id, ""), officers.get(who.id, ""),
            who.referral or "", sponsors.get(who.id, ""),
            days_sober(who.sober_since, today) if who.sober_since else None,
        ))
    headers = (*(_(FIELD_LABELS[what]) for what in _FIELDS), _(DAYS))
    return ListOut(headers, tuple(rows))


def _here(house_id: int) -> Any:
    return (
        select(Resident.id, Resident.legal_first, Resident.legal_last, Resident.preferred_name,
               Resident.birth_on, Resident.phone, Resident.email, Resident.pathway,
               Resident.languages, Stay.move_in_on, Room.name.label("room"),
               Bed.label.label("bed"), Phase.name.label("phase"),
               SobrietyPeriod.start_on.label("sober_since"),
               ReferralSource.name.label("referral"))
        .join(Stay, Stay.resident_id == Resident.id)
        .outerjoin(BedAssignment, and_(
            BedAssignment.stay_id == Stay.id, BedAssignment.void_at.is_(None),
            BedAssignment.end_on.is_(None)))
        .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
        .outerjoin(Room, Room.id == Bed.room_id)
        .outerjoin(PhaseHistory, and_(
            PhaseHistory.stay_id == Stay.id, PhaseHistory.voided_at.is_(None),
            PhaseHistory.end_on.is_(None)))
        .outerjoin(Phase, Phase.id == PhaseHistory.phase_id)
        .outerjoin(SobrietyPeriod, and_(
            SobrietyPeriod.resident_id == Resident.id, SobrietyPeriod.voided_at.is_(None),
            SobrietyPeriod.end_on.is_(None)))
        .outerjoin(ReferralSource, ReferralSource.id == Stay.referral_source_id)
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None),
               Resident.voided_at.is_(None))
        .order_by(Resident.sort_name, Resident.id)
    )


def _first(rows: Iterable[Any]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for row in rows:
        found.setdefault(row[0], row)
    return found


def _joined(rows: Iterable[Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for who, words in rows:
        if words:
            found[who] = f"{found[who]}, {words}" if who in found else words
    return found
