"""Views: looking at sensitive parts of a person's record is itself recorded (safety.md 4.5)."""

import json

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.tables import AuditEntry, Resident
from sobrhouse.storage.work import Work

VIEWED = "resident.viewed"


def record_view(work: Work, resident_id: int, part: str) -> bool:
    """Record that the actor looked at a part, once an hour; False when it is on record already."""
    work.require(Permission.SEE_HOUSE)
    person = work.get(Resident, resident_id)
    hour = work.now.replace(minute=0, second=0, microsecond=0)
    seen = work.session.scalars(select(AuditEntry.payload).where(
        AuditEntry.resident_id == resident_id, AuditEntry.action == VIEWED,
        AuditEntry.actor_kind == work.actor.kind, AuditEntry.actor_id == work.actor.id,
        AuditEntry.at >= hour))
    if any(_part(payload) == part for payload in seen):
        return False
    work.record(VIEWED, person, part=part)
    return True


def _part(payload: str) -> str:
    return str(json.loads(payload).get("part", "")) if payload else ""
