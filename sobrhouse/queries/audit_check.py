"""How far the audit log reaches: what a printed check of it says beside its result."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
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
