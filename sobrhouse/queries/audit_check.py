"""How far the audit log reaches: what a printed check of it says beside its result, and what tells
an older file that was put in the place of a newer one.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.audit import anchor_of
from sobrhouse.storage.lookups.kept_consents import house_zone
from sobrhouse.storage.tables import AuditEntry


@dataclass(frozen=True, slots=True)
class LogReach:
    """When the first and the newest entry were made (None in an empty log), and the house's clock
    by which that is told.
    """

    first_at: datetime | None
    last_at: datetime | None
    zone: ZoneInfo


@needs(Permission.SEE_AUDIT)
def log_reach(session: Session, house_id: int) -> LogReach:
    """How far the log reaches; its entries are counted by whoever walks it."""
    first = select(AuditEntry.at).order_by(AuditEntry.seq).limit(1)
    last = select(AuditEntry.at).order_by(AuditEntry.seq.desc()).limit(1)
    return LogReach(session.scalar(first), session.scalar(last), house_zone(session, house_id))


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of the log: its number, the code that papers carry of it, and when it was made."""

    seq: int
    code: str
    at: datetime


@needs(Permission.OWN_ACCOUNT, house_free=True)
def mark_of(session: Session, seq: int | None = None) -> Mark | None:
    """The newest entry, or that of a number; None where there is none. Who works here may know
    that it is there, and no more of it.
    """
    query = select(AuditEntry.seq, AuditEntry.at, AuditEntry.mac)
    query = query.order_by(AuditEntry.seq.desc()) if seq is None else query.where(
        AuditEntry.seq == seq)
    row = session.execute(query.limit(1)).first()
    return None if row is None else Mark(row.seq, anchor_of(row.seq, row.at, row.mac), row.at)


@needs(Permission.OWN_ACCOUNT, house_free=True)
def last_restored(session: Session) -> datetime | None:
    """When a backup was last put in the place of the records by the program, as it was or with what
    was newer; walks the log.
    """
    by_us = ("database.restored", "database.salvaged")
    last = (
        select(AuditEntry.at).where(AuditEntry.action.in_(by_us))
        .order_by(AuditEntry.seq.desc()).limit(1)
    )  # fmt: skip
    return session.scalar(last)
