"""Who can be the second person of what takes two: one way to find them, for the list and for the
rule that lets a house with nobody else do without one.
"""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import ALLOWED, Permission, Role
from sobrhouse.storage.tables import Staff, StaffHouse

MAY_CONFIRM = frozenset(role.value for role in Role if Permission.RECORD_DAILY in ALLOWED[role])


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else on the staff with a way in: a PIN, a passphrase, or both."""

    staff_id: int
    name: str
    has_pin: bool
    has_passphrase: bool


def others_with_pin(session: Session, house_id: int, but: int) -> list[tuple[int, str]]:
    """Id and name of all others on the house's staff who have a PIN to confirm with, by name."""
    house = and_(StaffHouse.staff_id == Staff.id, StaffHouse.house_id == house_id)
    rows = session.execute(
        select(Staff.id, Staff.name)
        .outerjoin(StaffHouse, house)
        .where(
            Staff.active,
            Staff.pin_hash.is_not(None),
            Staff.id != but,
            Staff.role.in_(MAY_CONFIRM),
            or_(Staff.role == Role.OWNER.value, StaffHouse.house_id.is_not(None)),
        )
        .order_by(Staff.name, Staff.id)
    )
    return [(row.id, row.name) for row in rows]


def others_with_way_in(session: Session, but: int) -> list[Other]:
    """Everybody else with an open account, of whatever role and house, by name: an auditor too is
    a witness.
    """
    rows = session.execute(
        select(Staff.id, Staff.name, Staff.pin_hash, Staff.slot_id)
        .where(
            Staff.active,
            Staff.id != but,
            or_(Staff.pin_hash.is_not(None), Staff.slot_id.is_not(None)),
        )
        .order_by(Staff.name, Staff.id)
    )
    return [Other(r.id, r.name, r.pin_hash is not None, r.slot_id is not None) for r in rows]
