"""Rotas: whose turn it is to lead or to read a house meeting, the fairest first."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.rotas import Turns, in_turn
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import House, HouseMeeting, Resident, Stay

PARTS = {"chair": HouseMeeting.chair_stay_id, "reader": HouseMeeting.reader_stay_id}


@needs(Permission.SEE_HOUSE)
def rota(session: Session, house_id: int, part: str, day: date) -> tuple[Turns, ...]:
    """Everybody who lives here, whose turn it is first: `part` is "chair" or "reader". Finished
    meetings before the day count.
    """
    zone = ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )
    had = _had(house_id, PARTS[part], datetime.combine(day, time(), zone).astimezone(UTC))
    rows = session.execute(
        select(Stay.id.label("stay_id"), Stay.move_in_on, Resident.id.label("resident_id"),
               *People.names(), had.c.times, had.c.last_at)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(had, and_(had.c.stay_id == Stay.id))
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None),
               Stay.move_in_on <= day)
        .order_by(Resident.sort_name, Stay.id)
    ).all()  # fmt: skip
    names = People.short(rows)
    return in_turn(
        Turns(r.stay_id, names[r.resident_id], r.move_in_on, r.times or 0,
              r.last_at.astimezone(zone).date() if r.last_at else None)
        for r in rows
    )  # fmt: skip


def _had(house_id: int, part: Any, before: datetime) -> Any:
    return (
        select(part.label("stay_id"), func.count().label("times"),
               func.max(HouseMeeting.planned_at).label("last_at"))
        .where(HouseMeeting.house_id == house_id, HouseMeeting.voided_at.is_(None),
               HouseMeeting.finished_at.is_not(None), HouseMeeting.planned_at < before)
        .group_by(part)
    ).subquery()  # fmt: skip
