"""What the weekly report says of that takes two people and one did alone: telling in a medical
emergency, and another key for the house.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.weekly import NoteLine
from sobrhouse.storage.tables import AuditEntry, Disclosure, Secret, Staff
from sobrhouse.words import _


def told_alone(
    session: Session, house_id: int, start: datetime, end: datetime, zone: ZoneInfo
) -> tuple[NoteLine, ...]:
    """A line for each, oldest first, from `start` until before `end`; safety.md 4.2. The report may
    hang in the kitchen: whom it was about and what was told stand in the accounting only.
    """
    rows = session.execute(
        select(Disclosure.at, Staff.name.label("by"))
        .outerjoin(Staff, Staff.id == Disclosure.created_by)
        .where(
            Disclosure.house_id == house_id,
            Disclosure.basis == "emergency",
            Disclosure.second_staff_id.is_(None),
            Disclosure.void_at.is_(None),
            Disclosure.at >= start,
            Disclosure.at < end,
        )
        .order_by(Disclosure.at, Disclosure.id)
    )
    said = _(
        "In a medical emergency {name} told something outside without a second person, as nobody "
        "else on the staff has a PIN. Please read it in the accounting of disclosures."
    )
    told = [(r.at, NoteLine(r.at.astimezone(zone).date(), said.format(name=r.by or "–")))
            for r in rows]  # fmt: skip
    told += _keys_changed(session, start, end, zone)
    return tuple(line for _at, line in sorted(told, key=lambda one: one[0]))


def _keys_changed(
    session: Session, start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[datetime, NoteLine]]:
    """With the reason, which was typed for this report. Where there is one audit key, there was no
    other key ever, and the log is not searched.
    """
    keys = select(func.count(Secret.number)).where(Secret.name == "audit")
    if session.execute(keys).scalar_one() < 2:
        return
    rows = session.execute(
        select(AuditEntry.at, AuditEntry.actor_name, AuditEntry.payload)
        .where(
            AuditEntry.house_id.is_(None),  # by its index
            AuditEntry.action == "keys.rotated",
            AuditEntry.at >= start,
            AuditEntry.at < end,
        )
        .order_by(AuditEntry.seq)
    )
    said = _(
        "{name} gave the records another key without a second person, as nobody else on the staff "
        "has a passphrase: {why}"
    )
    for row in rows:
        why = json.loads(row.payload or "{}").get("alone_why")
        if why is not None:
            day = row.at.astimezone(zone).date()
            yield row.at, NoteLine(day, said.format(name=row.actor_name, why=why))
