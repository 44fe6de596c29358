"""Who lives in a house, as the kiosk calls them; for the kiosk's other queries."""

from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import short_names
from sobrhouse.domain.staff import Actor, ActorKind
from sobrhouse.problems import NotFound
from sobrhouse.storage.access import refused
from sobrhouse.storage.tables import KioskAccess, Resident, Stay
from sobrhouse.words import _

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


def names_by_stay(people: Any) -> dict[int, str]:
    """The same by stay."""
    shown = shown_names(people)
    return {row.stay_id: shown[row.resident_id] for row in people}


def own_row(people: Any, stay_id: int, actor: Actor) -> Any:
    """The one whose stay this is, if it goes on; somebody else's is refused."""
    row = next((r for r in people if r.stay_id == stay_id), None)
    if row is None:
        raise NotFound(_("This stay has ended. Ask the house manager."))
    if actor.kind is not ActorKind.SYSTEM and actor.id != row.resident_id:
        raise refused()
    return row
