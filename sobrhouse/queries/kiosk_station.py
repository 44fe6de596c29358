"""Who may leave the kiosk: asked by the program itself, never by a screen."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import ALLOWED, Permission, Role
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, Staff, StaffHouse

_DAILY = [role.value for role in Role if Permission.RECORD_DAILY in ALLOWED[role]]


@dataclass(frozen=True, slots=True)
class StaffPin:
    """A staff member who could leave the kiosk of a house, and the hash of their PIN."""

    staff_id: int
    name: str
    pin_hash: str = field(repr=False)


@needs(Permission.START)
def staff_pins(session: Session, house_id: int) -> tuple[StaffPin, ...]:
    """Everybody with a PIN who works in a house; owners work in all of them."""
    here = select(StaffHouse.staff_id).where(StaffHouse.house_id == house_id)
    rows = session.execute(
        select(Staff.id, Staff.name, Staff.pin_hash)
        .where(
            Staff.active,
            Staff.pin_hash.is_not(None),
            Staff.role.in_(_DAILY),
            or_(Staff.role == Role.OWNER.value, Staff.id.in_(here)),
        )
        .order_by(Staff.id)
    )
    return tuple(StaffPin(row.id, row.name, row.pin_hash or "") for row in rows)


@needs(Permission.START, house_free=True)
def newest_at(session: Session) -> datetime | None:
    """When the newest thing was recorded: the practice house's clock never goes back behind it."""
    return session.execute(select(AuditEntry.at).order_by(AuditEntry.seq.desc()).limit(1)).scalar()
