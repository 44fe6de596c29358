"""What the weekly report says of medical emergencies that nobody else on the staff confirmed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.weekly import NoteLine
from sobrhouse.storage.tables import Disclosure, Staff
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
    return tuple(
        NoteLine(r.at.astimezone(zone).date(), said.format(name=r.by or "–")) for r in rows
    )
