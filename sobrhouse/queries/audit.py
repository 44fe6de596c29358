"""The audit log as it is read: newest first, page by page; a manager reads that of their houses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.domain.purging import former_resident
from sobrhouse.domain.staff import Actor, ActorKind, Permission
from sobrhouse.queries.sought import ESCAPE, patterns
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
    doer = aliased(Resident)  # somebody at the kiosk is known by their number alone
    acted = and_(AuditEntry.actor_kind == ActorKind.RESIDENT.value, doer.id == AuditEntry.actor_id)
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
            doer.legal_first.label("doer_first"),
            doer.legal_last.label("doer_last"),
        )
        .outerjoin(doer, acted)
        .outerjoin(Resident, Resident.id == AuditEntry.resident_id)
        .outerjoin(House, House.id == AuditEntry.house_id)
        .order_by(AuditEntry.seq.desc())
        .limit(PAGE + 1)
    )
    if actor.houses is not None:
        query = query.where(AuditEntry.house_id.in_(actor.houses))
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    for like in patterns(words, accents=True):
        query = query.where(
            or_(
                func.lower(AuditEntry.actor_name).like(like, escape=ESCAPE),
                func.lower(AuditEntry.action).like(like, escape=ESCAPE),
                Resident.match_name.like(like, escape=ESCAPE),
                doer.match_name.like(like, escape=ESCAPE),
            )
        )
    found = session.execute(query).all()
    rows = tuple(map(_row, found[:PAGE]))
    seq, anchor = head_anchor(session)
    return AuditPage(rows, rows[-1].seq if len(found) > PAGE else None, seq, anchor)


def _row(row: Any) -> AuditRow:
    who = row.actor_name
    if row.doer_first is not None:
        who = short_name(row.doer_first, row.doer_last) or former_resident()
    about = f"{row.legal_first or ''} {row.legal_last or ''}".strip()
    return AuditRow(
        row.seq, row.at, who or former_resident(), row.action, about, row.name or "", row.payload
    )
