"""The series of a house's meetings: what each says, what of its days was changed, what comes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_series import Change, Plan, by_day, days_from, occurrences
from sobrhouse.domain.public_holidays import holiday
from sobrhouse.domain.recurrence import first_day, pattern_of
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HouseMeeting, MeetingException, MeetingSeries

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeriesSeen:
    """A series with what was changed of its days; `next_at` comes with `series_of` alone."""

    series_id: int
    version: int
    plan: Plan
    created_at: datetime
    changes: tuple[Change, ...] = ()
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day on which a plan has a meeting, or has none because of the holiday named."""

    day: date
    holiday: str = ""


@needs(Permission.SEE_HOUSE)
def days_ahead(
    session: Session, house_id: int, plan: Plan, from_on: date, count: int = 5
) -> tuple[DayAhead, ...]:
    """The next days of a plan that may not be written down yet, with the holidays in between."""
    del session, house_id  # a plan knows its days by itself
    starts_on = first_day(pattern_of(plan.rule), plan.starts_on)
    found: list[DayAhead] = []
    held = 0
    for day in days_from(replace(plan, starts_on=starts_on), from_on):
        name = holiday(day) if plan.skips_holidays else ""
        found.append(DayAhead(day, name))
        held += not name
        if held == count:
            break
    return tuple(found)


@needs(Permission.SEE_HOUSE)
def series_of(session: Session, house_id: int, today: date) -> tuple[SeriesSeen, ...]:
    """The series of a house that have not ended, the next meeting first."""
    zone = zone_of(session, house_id)
    known = series_between(session, house_id, today, date.max)
    over = _finished(session, house_id, today)
    seen = [
        replace(series, next_at=_next_at(series, over.get(series.series_id, set()), today, zone))
        for series in known
    ]
    return tuple(sorted(seen, key=lambda s: (s.next_at is None, s.next_at, s.series_id)))


def _finished(session: Session, house_id: int, today: date) -> dict[int, set[date]]:
    """The days of each series, from today on, whose meeting is finished already."""
    rows = session.execute(
        select(HouseMeeting.series_id, HouseMeeting.series_on).where(
            HouseMeeting.house_id == house_id,
            HouseMeeting.voided_at.is_(None),
            HouseMeeting.finished_at.is_not(None),
            HouseMeeting.series_on >= today,
        )
    )
    found: dict[int, set[date]] = {}
    for series_id, on in rows:
        if series_id is not None and on is not None:
            found.setdefault(series_id, set()).add(on)
    return found


def _next_at(
    series: SeriesSeen, over: set[date], today: date, zone: ZoneInfo
) -> datetime | None:
    """The next meeting of a series that is held and not over, within a year and a month."""
    changes, begin = by_day(series.changes), max(today, series.plan.starts_on)
    for _month in range(13):
        ahead = occurrences(series.plan, changes, zone, (begin, begin + 30 * DAY), holiday)
        for found in ahead:
            if not found.stand.off and found.on not in over:
                return found.at
        begin += 31 * DAY
    return None


def series_between(
    session: Session, house_id: int, first: date, last: date
) -> tuple[SeriesSeen, ...]:
    """The series that reach into these days, each with the changes that may matter there."""
    rows = session.execute(
        select(
            MeetingSeries.id, MeetingSeries.version, MeetingSeries.title, MeetingSeries.rule,
            MeetingSeries.starts_on, MeetingSeries.starts_at, MeetingSeries.until_on,
            MeetingSeries.kind, MeetingSeries.length_minutes, MeetingSeries.place,
            MeetingSeries.skips_holidays, MeetingSeries.created_at,
        ).where(MeetingSeries.house_id == house_id, MeetingSeries.voided_at.is_(None))
    ).all()  # fmt: skip
    if not rows:
        return ()
    changes = _changes(session, house_id, first, last)
    return tuple(
        SeriesSeen(row.id, row.version, _plan(row), row.created_at, changes.get(row.id, ()))
        for row in rows
        if _reaches(row, changes.get(row.id, ()), first, last)
    )


def _reaches(row: Any, changes: tuple[Change, ...], first: date, last: date) -> bool:
    """Whether a series has days there, or had one moved there."""
    inside = row.starts_on <= last and (row.until_on is None or row.until_on >= first)
    return inside or any(c.new_on is not None and first <= c.new_on <= last for c in changes)


def _plan(row: Any) -> Plan:
    return Plan(
        row.title, row.rule, row.starts_on, time.fromisoformat(row.starts_at), row.until_on,
        row.kind, row.length_minutes, row.place, row.skips_holidays,
    )  # fmt: skip


def _changes(
    session: Session, house_id: int, first: date, last: date
) -> Mapping[int, tuple[Change, ...]]:
    rows = session.execute(
        select(
            MeetingException.series_id, MeetingException.id, MeetingException.on_date,
            MeetingException.kind, MeetingException.new_on, MeetingException.new_at,
            MeetingException.new_place, MeetingException.reason,
        ).where(
            MeetingException.house_id == house_id,
            MeetingException.voided_at.is_(None),
            or_(
                MeetingException.on_date.between(first, last),
                MeetingException.new_on.between(first, last),
            ),
        )
    )  # fmt: skip
    found: dict[int, list[Change]] = {}
    for row in rows:
        new_at = time.fromisoformat(row.new_at) if row.new_at else None
        found.setdefault(row.series_id, []).append(
            Change(row.id, row.on_date, row.kind, row.new_on, new_at, row.new_place, row.reason)
        )
    return {series: tuple(changes) for series, changes in found.items()}
