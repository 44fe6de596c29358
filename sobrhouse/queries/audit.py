"""The audit log as it is read: newest first, page by page; a manager reads that of their houses."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.audit import head_anchor
from sobrhouse.storage.tables import AuditEntry, House, Resident

PAGE = 200


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry: when, who, what, and about whom."""

    seq: int
    at: datetime
    who: str
    action: str
    about: str
    house: str
    payload: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, and the number below which the next page begins (None at the end)."""

    rows: tuple[AuditRow, ...]
    next_before: int | None
    head_seq: int
    anchor: str


@needs(Permission.SEE_AUDIT)
def audit_page(
    session: Session, before: int | None = None, words: str = "", *, actor: Actor
) -> AuditPage:
    """The newest entries below `before` whose staff member, action or resident has the words in
    it; for a manager those of their own houses (safety.md 4.2).
    """
    query = (
        select(
            AuditEntry.seq,
            AuditEntry.at,
            AuditEntry.actor_name,
            AuditEntry.action,
            Resident.legal_first,
            Resident.legal_last,
            House.name,
            AuditEntry.payload,
        )
        .outerjoin(Resident, Resident.id == AuditEntry.resident_id)
        .outerjoin(House, House.id == AuditEntry.house_id)
        .order_by(AuditEntry.seq.desc())
        .limit(PAGE + 1)
    )
    if actor.houses is not None:
        query = query.where(AuditEntry.house_id.in_(actor.houses))
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    for word in words.casefold().split()[:8]:
        like = f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        query = query.where(
            or_(
                func.lower(AuditEntry.actor_name).like(like, escape="/"),
                func.lower(AuditEntry.action).like(like, escape="/"),
                Resident.match_name.like(like, escape="/"),
            )
        )
    found = session.execute(query).all()
    rows = tuple(
        AuditRow(seq, at, who, action, f"{first or ''} {last or ''}".strip(), house or "", payload)
        for seq, at, who, action, first, last, house, payload in found[:PAGE]
    )
    seq, anchor = head_anchor(session)
    return AuditPage(rows, rows[-1].seq if len(found) > PAGE else None, seq, anchor)
