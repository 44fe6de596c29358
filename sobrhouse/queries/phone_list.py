"""Whom to call: everybody who lives in a house, and for each the first one in an emergency."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.care import CONTACT_WORDS, word
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import residents_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Contact, House


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One resident: their own phone, and who is called first; empty where nothing is written."""

    name: PaperName
    room: str
    phone: str
    contact: str = ""
    contact_is: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True)
class PhoneList:
    """The phones of a house on a day."""

    on: date
    house_phone: str
    lines: tuple[PhoneLine, ...]


@needs(Permission.SEE_HOUSE)
def phone_list(session: Session, house_id: int, today: date) -> PhoneList:
    """By the name that is shown; of several emergency contacts the one written down first."""
    people = residents_of(session, house_id, today, Celebration.of(session, house_id))
    first: dict[int, Contact] = {}
    found = session.scalars(
        select(Contact)
        .where(
            Contact.resident_id.in_([p.resident_id for p in people]),
            Contact.is_emergency.is_(True),
            Contact.voided_at.is_(None),
        )
        .order_by(Contact.id)
    )
    for contact in found:
        first.setdefault(contact.resident_id, contact)
    lines = []
    for p in people:
        name = PaperName(p.name, p.full_name, p.bed)
        line = PhoneLine(name, p.room, nice_phone(p.phone))
        known = first.get(p.resident_id)
        if known is not None:
            who = known.relationship or word(CONTACT_WORDS, known.kind)
            line = PhoneLine(
                name, p.room, line.phone, known.name, who, nice_phone(known.phone)
            )
        lines.append(line)
    phone = session.scalars(select(House.phone).where(House.id == house_id)).first()
    return PhoneList(today, nice_phone(phone or ""), tuple(lines))
