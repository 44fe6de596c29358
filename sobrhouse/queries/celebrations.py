"""Celebrations: milestones and birthdays of a house in a span of days, past or to come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.residents import birthday_in
from sobrhouse.domain.sobriety import Milestone
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import Celebration, People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import SobrietyPeriod


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """Somebody reaches a length of sobriety on a day."""

    resident_id: int
    name: str
    on: date
    milestone: Milestone


@dataclass(frozen=True, slots=True)
class BirthdayRow:
    """Somebody's birthday; `age` in years on that day."""

    resident_id: int
    name: str
    on: date
    age: int


@needs(Permission.SEE_HOUSE)
def milestones(session: Session, house_id: int, start: date, end: date) -> tuple[MilestoneRow, ...]:
    """What those who live here on the day reach from `start` to `end`, both included, by day."""
    rows = session.execute(People.staying(house_id, start, end)).all()
    periods = _periods(session, {r.resident_id for r in rows})
    short = People.short(rows)
    celebration = Celebration.of(session, house_id)
    found = {
        MilestoneRow(r.resident_id, short[r.resident_id], reached.on, reached.milestone)
        for r in rows for period in periods[r.resident_id]
        for reached in _reached(celebration, r, period, start, end)}
    return tuple(sorted(found, key=lambda m: (m.on, m.name, m.resident_id, m.milestone.code)))


@needs(Permission.SEE_HOUSE)
def birthdays(session: Session, house_id: int, start: date, end: date) -> tuple[BirthdayRow, ...]:
    """Birthdays of those who live here on the day, from `start` to `end`, by day."""
    rows = session.execute(People.staying(house_id, start, end)).all()
    short = People.short(rows)
    found = set()
    for r in rows:
        if r.birth_on is None:
            continue
        for year in range(start.year, end.year + 1):
            on = birthday_in(r.birth_on, year)
            if start <= on <= end and _lives(r, on):
                age = year - r.birth_on.year
                found.add(BirthdayRow(r.resident_id, short[r.resident_id], on, age))
    return tuple(sorted(found, key=lambda b: (b.on, b.name, b.resident_id)))


def _periods(session: Session, people: set[int]) -> dict[int, list[Any]]:
    """What each of the people counted from, and until when; a corrected date never counted."""
    rows = session.execute(
        select(SobrietyPeriod.resident_id, SobrietyPeriod.start_on, SobrietyPeriod.end_on).where(
            SobrietyPeriod.resident_id.in_(people), SobrietyPeriod.voided_at.is_(None),
            or_(SobrietyPeriod.end_kind.is_(None), SobrietyPeriod.end_kind != "correction")))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.resident_id].append(row)
    return found


def _reached(celebration: Celebration, r: Any, period: Any, start: date, end: date) -> list[Any]:
    last = end if period.end_on is None else min(end, period.end_on - timedelta(days=1))
    return [
        reached
        for reached in celebration.between(period.start_on, r.pathway, start, last)
        if _lives(r, reached.on)]


def _lives(r: Any, on: date) -> bool:
    return r.move_in_on <= on and (r.discharged_on is None or on < r.discharged_on)
