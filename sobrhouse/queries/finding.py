"""Finding: the people whom the command palette offers by name or bed."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Application, Bed, BedAssignment, Resident, Stay

Standing = Literal["here", "waiting", "left"]
_NAMES = (Resident.id, Resident.legal_first, Resident.legal_last, Resident.preferred_name)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person of a house: what they are called, their bed's label, and whether they live here
    now.
    """

    resident_id: int
    name: str
    legal_name: str
    bed: str
    standing: Standing


@needs(Permission.SEE_HOUSE)
def people_to_find(session: Session, house_id: int) -> tuple[FoundPerson, ...]:
    """Those who live here, then who waits, then who left; each once, by name."""
    lives = (
        select(*_NAMES, Bed.label, Stay.discharged_on)
        .join(Stay, Stay.resident_id == Resident.id)
        .outerjoin(
            BedAssignment,
            and_(
                BedAssignment.stay_id == Stay.id,
                BedAssignment.end_on.is_(None),
                BedAssignment.void_at.is_(None),
            ),
        )
        .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
        .where(Stay.house_id == house_id, Stay.voided_at.is_(None), Resident.voided_at.is_(None))
        .order_by(Resident.sort_name, Resident.id)
    )
    waits = (
        select(*_NAMES)
        .join(Application, Application.resident_id == Resident.id)
        .where(
            Application.house_id == house_id,
            Application.stage == "waitlisted",
            Application.voided_at.is_(None),
            Resident.voided_at.is_(None),
        )
        .order_by(Resident.sort_name, Resident.id)
    )
    stays, waiting = session.execute(lives).all(), session.execute(waits).all()
    found: dict[int, FoundPerson] = {}
    for row in stays:
        if row.discharged_on is None:
            found[row.id] = _person(row, row.label or "", "here")
    for who in waiting:
        found.setdefault(who.id, _person(who, "", "waiting"))
    for row in stays:
        found.setdefault(row.id, _person(row, "", "left"))
    return tuple(found.values())


def _person(row: Any, bed: str, standing: Standing) -> FoundPerson:
    legal = f"{row.legal_first} {row.legal_last}".strip()
    called = f"{row.preferred_name or row.legal_first} {row.legal_last}".strip()
    return FoundPerson(row.id, called, legal, bed, standing)
