"""First steps: how far they were gone before somebody closed the window."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.recovery_codes import CODE_KEPT
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry


@needs(Permission.MANAGE_STAFF, house_free=True)
def code_is_kept(session: Session) -> bool:
    """Whether the recovery code was typed back once."""
    kept = select(AuditEntry.seq).where(AuditEntry.action == CODE_KEPT).limit(1)
    return session.execute(kept).first() is not None
