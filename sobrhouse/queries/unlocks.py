"""Unlocks: what somebody who has just unlocked may see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, House, Staff


@dataclass(frozen=True, slots=True)
class HouseRef:
    """What the frame knows of a house."""

    house_id: int
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Mine:
    """The houses of somebody, and the language that the program speaks to them."""

    houses: tuple[HouseRef, ...]
    speaks: str


@needs(Permission.OWN_ACCOUNT)
def my_houses(session: Session, actor: Actor) -> tuple[HouseRef, ...]:
    """The houses in use that this person may see, by name."""
    query = (
        select(House.id, House.name, House.timezone)
        .where(House.active)
        .order_by(House.name, House.id)
    )
    if actor.houses is not None:
        query = query.where(House.id.in_(actor.houses))
    return tuple(HouseRef(*row) for row in session.execute(query))


@needs(Permission.OWN_ACCOUNT)
def mine(session: Session, actor: Actor) -> Mine:
    """What of this person's own the frame shows: their houses and their language."""
    speaks = session.scalars(select(Staff.speaks).where(Staff.id == actor.id)).first()
    return Mine(my_houses(session, actor), speaks or "en")


@needs(Permission.START, house_free=True)
def made_at(session: Session) -> datetime | None:
    """When the database was made, by its own clock: the practice house's evening begins there."""
    return session.execute(select(AuditEntry.at).order_by(AuditEntry.seq).limit(1)).scalar()
