"""What a printed check of the audit log says beside its result: how far the log reaches, and the
newest papers that carry a code of it.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.kept_consents import house_zone
from sobrhouse.storage.tables import AuditEntry

PRINTED = ("report.printed", "report.saved")


@dataclass(frozen=True, slots=True)
class LogReach:
    """The first and the newest entry, and how many papers were made, as the house's clock has it.

    None in an empty log.
    """

    first_at: datetime | None
    last_at: datetime | None
    entries: int
    papers: int
    zone: ZoneInfo


@needs(Permission.SEE_AUDIT)
def log_reach(session: Session, house_id: int) -> LogReach:
    """How far the log reaches; the house gives the clock."""
    first, last, entries = session.execute(
        select(func.min(AuditEntry.seq), func.max(AuditEntry.seq), func.count())
    ).one()
    ends = session.execute(
        select(AuditEntry.seq, AuditEntry.at).where(AuditEntry.seq.in_([first, last]))
    )
    at = {seq: moment for seq, moment in ends}
    papers = session.scalar(
        select(func.count()).where(AuditEntry.action.in_(PRINTED)).select_from(AuditEntry)
    )
    zone = house_zone(session, house_id)
    return LogReach(at.get(first), at.get(last), entries, papers or 0, zone)
