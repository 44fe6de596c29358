"""How residents use the kiosk, as the office shows it; no hash leaves this module."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import short_names
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import KioskAccess, PinThrottle, Resident, Stay


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One person at the kiosk. `choose_until` only while they may choose a PIN; `waits_until` only
    while a wait stands, and `locked` until staff clear it.
    """

    resident_id: int
    has_pin: bool = False
    has_badge: bool = False
    number: str = ""
    alias: str = ""
    hidden: bool = False
    hides_days: bool = False
    choose_until: datetime | None = None
    failures: int = 0
    waits_until: datetime | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class BadgePerson:
    """Somebody for whom a badge can be made."""

    resident_id: int
    name: str
    number: str
    has_badge: bool


@needs(Permission.SEE_HOUSE)
def kiosk_access(session: Session, resident_id: int, now: datetime) -> AccessRow:
    """How one person uses the kiosk; somebody who never did has an empty row."""
    row = session.execute(
        select(KioskAccess).where(KioskAccess.resident_id == resident_id)
    ).scalar()
    tries = session.execute(
        select(PinThrottle).where(PinThrottle.resident_id == resident_id)
    ).scalar()
    failures = tries.failures if tries else 0
    waits = tries.next_try_at if tries and tries.next_try_at and tries.next_try_at > now else None
    locked = bool(tries and tries.locked_at)
    if row is None:
        return AccessRow(resident_id, failures=failures, waits_until=waits, locked=locked)
    chooses = row.choose_until if row.choose_until and row.choose_until > now else None
    return AccessRow(
        resident_id,
        row.pin_hash is not None,
        row.badge_hash is not None,
        row.number or "",
        row.alias,
        row.hidden,
        row.hides_days,
        chooses,
        failures,
        waits,
        locked,
    )


@needs(Permission.SEE_HOUSE)
def people_for_badges(session: Session, house_id: int) -> tuple[BadgePerson, ...]:
    """Who lives in a house, by the name on the badge."""
    rows = session.execute(
        select(
            Resident.id,
            Resident.legal_first,
            Resident.legal_last,
            Resident.preferred_name,
            KioskAccess.alias,
            KioskAccess.number,
            KioskAccess.badge_hash.is_not(None).label("has_badge"),
        )
        .join(Stay, Stay.resident_id == Resident.id)
        .outerjoin(KioskAccess, KioskAccess.resident_id == Resident.id)
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
        .order_by(Resident.sort_name, Resident.id)
    ).all()
    short = short_names((r.id, r.legal_first, r.legal_last, r.preferred_name) for r in rows)
    return tuple(
        BadgePerson(r.id, r.alias or short[r.id], r.number or "", r.has_badge) for r in rows
    )
