"""Who lives in a house, as the kiosk calls them; for the kiosk's other queries."""

from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import short_names
from sobrhouse.storage.tables import KioskAccess, Resident, Stay

LIVING = (
    select(
        Stay.id.label("stay_id"),
        Resident.id.label("resident_id"),
        Resident.legal_first,
        Resident.legal_last,
        Resident.preferred_name,
        Resident.speaks,
        Resident.photo_blob_id,
        KioskAccess.alias,
        KioskAccess.choose_until,
        KioskAccess.pin_hash.is_not(None).label("has_pin"),
    )
    .join(Resident, Resident.id == Stay.resident_id)
    .outerjoin(KioskAccess, KioskAccess.resident_id == Resident.id)
    .where(
        Stay.house_id == bindparam("house", type_=Integer),
        Stay.discharged_on.is_(None),
        Stay.voided_at.is_(None),
    )
)


def living(session: Session, house_id: int) -> Any:
    """The rows of everybody who lives in the house."""
    return session.execute(LIVING, {"house": house_id}).all()


def shown_names(people: Any) -> dict[int, str]:
    """What the kiosk calls each of these people: the alias that they chose, else the short name."""
    short = short_names(
        (r.resident_id, r.legal_first, r.legal_last, r.preferred_name) for r in people
    )
    return {r.resident_id: r.alias or short[r.resident_id] for r in people}
