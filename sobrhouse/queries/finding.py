"""Finding: the people whom the command palette offers by name or bed."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Application, Bed, BedAssignment, Resident, Stay


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person of a house: what they are called, their bed's label, and whether they live here
    now.
    """

    resident_id: int
    name: str
    legal_name: str
    bed: str
    standing: Literal["here", "waiting", "left"]


@needs(Permission.SEE_HOUSE)
def people_to_find(session: Session, house_id: int) -> tuple[FoundPerson, ...]:
    """Those who live here, then who waits, then who left; each once, by name."""
    names = (Resident.id, Resident.legal_first, Resident.legal_last, Resident.preferred_name)
    stays = session.execute(
        select(*names, Bed.label, Stay.discharged_on)
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
    ).all()
    waiting = session.execute(
        select(*names)
        .join(Application, Application.resident_id == Resident.id)
        .where(
            Application.house_id == house_id,
            Application.stage == "waitlisted",
            Application.voided_at.is_(None),
            Resident.voided_at.is_(None),
        )
        .order_by(Resident.sort_name, Resident.id)
    ).all()
    found: dict[int, FoundPerson] = {}
    for *who, bed, left in stays:
        if left is None:
            found[who[0]] = _person(*who, bed or "", "here")
    for who in waiting:
        found.setdefault(who[0], _person(*who, "", "waiting"))
    for *who, _bed, _left in stays:
        found.setdefault(who[0], _person(*who, "", "left"))
    return tuple(found.values())


def _person(
    resident_id: int,
    first: str,
    last: str,
    preferred: str,
    bed: str,
    standing: Literal["here", "waiting", "left"],
) -> FoundPerson:
    legal = f"{first} {last}".strip()
    return FoundPerson(resident_id, f"{preferred or first} {last}".strip(), legal, bed, standing)
