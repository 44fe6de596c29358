"""House meetings by day: what the series give, what was changed of single days, and what is written
down, in one list.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_series import (
    Occurrence,
    Stand,
    by_day,
    occurrences,
)
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.public_holidays import holiday
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.meeting_series import SeriesSeen, series_between, series_of
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    House,
    HouseMeeting,
    HouseMeetingMark,
    MeetingException,
    MeetingSeries,
)

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One house meeting, planned or written down; `at` is when it is, in the house's zone.

    `on` is the day that its series' rule gives. `meeting_id` is known once it is written down,
    `change_id` where the day is not as the series says. `came` of `marked` people were there.
    """

    series_id: int | None
    on: date | None
    meeting_id: int | None
    title: str
    kind: str
    at: datetime
    length_minutes: int
    place: str
    stand: Stand
    reason: str = ""
    change_id: int | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    finished_at: datetime | None = None
    came: int = 0
    marked: int = 0

    @property
    def day(self) -> date:
        """The day on which it is."""
        return self.at.date()

    @property
    def key(self) -> str:
        """What tells it from every other meeting of the house, written down or not."""
        if self.series_id is None or self.on is None:
            return f"m{self.meeting_id}"
        return f"s{self.series_id}:{self.on.isoformat()}"

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.at + timedelta(minutes=self.length_minutes)

    @property
    def off(self) -> bool:
        """Whether there is no meeting: cancelled, or a holiday."""
        return self.stand.off

    @property
    def open(self) -> bool:
        """Whether it has begun, and its minutes are not finished."""
        return self.started_at is not None and self.finished_at is None


@needs(Permission.SEE_HOUSE)
def meetings_between(
    session: Session, house_id: int, first: date, last: date, *, off: bool = False
) -> tuple[MeetingRow, ...]:
    """The house meetings of some days, both included, in their order; with `off` also those that
    were cancelled or fall on a holiday.
    """
    zone = zone_of(session, house_id)
    written = _written(session, house_id, zone, first, last)
    rows: list[MeetingRow] = []
    for series in series_between(session, house_id, first, last):
        for found in occurrences(series.plan, by_day(series.changes), zone, (first, last), holiday):
            known = written.pop((series.series_id, found.on), None)
            rows.append(known or _planned(series, found))
    rows += (row for row in written.values() if _stands(row))
    shown = (row for row in rows if first <= row.day <= last and (off or not row.off))
    return tuple(sorted(shown, key=lambda row: (row.at, row.key)))


@dataclass(frozen=True, slots=True)
class MeetingWeek:
    """One week of a house: its meetings, also those that are off, and the series that go on.

    `begun` is False while the house never had a meeting or a series.
    """

    first: date
    rows: tuple[MeetingRow, ...]
    series: tuple[SeriesSeen, ...]
    begun: bool = True

    @property
    def last(self) -> date:
        """Its seventh day."""
        return self.first + 6 * DAY


@needs(Permission.SEE_HOUSE)
def meeting_week(session: Session, house_id: int, day: date, today: date) -> MeetingWeek:
    """The week in which a day is, as the house counts its weeks, and what comes again."""
    starts_on = session.execute(
        select(House.week_starts_on).where(House.id == house_id)
    ).scalar_one()
    first = week_of(day, starts_on)
    rows = meetings_between(session, house_id, first, first + 6 * DAY, off=True)
    series = series_of(session, house_id, today)
    begun = bool(rows or series) or _any_meeting(session, house_id)
    return MeetingWeek(first, rows, series, begun)


def _any_meeting(session: Session, house_id: int) -> bool:
    return any(
        session.execute(
            select(table.id).where(table.house_id == house_id, table.voided_at.is_(None)).limit(1)
        ).first()
        for table in (MeetingSeries, HouseMeeting)
    )


def _planned(series: SeriesSeen, found: Occurrence) -> MeetingRow:
    plan = series.plan
    return MeetingRow(
        series.series_id, found.on, None, plan.title, plan.kind, found.at, plan.length_minutes,
        found.place, found.stand, found.reason, found.change_id,
    )  # fmt: skip


def _written(
    session: Session, house_id: int, zone: ZoneInfo, first: date, last: date
) -> dict[tuple[int, date | None], MeetingRow]:
    """The meetings written down for these days, by series and day (those without by -id)."""
    rows = session.execute(_written_query(house_id, zone, first, last)).all()
    counts = _counts(session, [row.id for row in rows])
    found: dict[tuple[int, date | None], MeetingRow] = {}
    for row in rows:
        key = (-row.id, None) if row.series_id is None else (row.series_id, row.series_on)
        moved = row.change_kind == "moved"
        came, marked = counts.get(row.id, (0, 0))
        found[key] = MeetingRow(
            row.series_id, row.series_on, row.id, row.title, row.kind,
            row.planned_at.astimezone(zone), row.length_minutes, row.place,
            Stand.MOVED if moved else Stand.PLANNED, row.reason or "" if moved else "",
            row.change_id, row.started_at, row.ended_at, row.finished_at, came, marked,
        )  # fmt: skip
    return found


def _written_query(house_id: int, zone: ZoneInfo, first: date, last: date) -> Any:
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + DAY, time(), zone)
    return (
        select(
            HouseMeeting.id, HouseMeeting.series_id, HouseMeeting.series_on, HouseMeeting.title,
            HouseMeeting.kind, HouseMeeting.planned_at, HouseMeeting.length_minutes,
            HouseMeeting.place, HouseMeeting.started_at, HouseMeeting.ended_at,
            HouseMeeting.finished_at, MeetingException.id.label("change_id"),
            MeetingException.kind.label("change_kind"), MeetingException.reason,
        )
        .outerjoin(
            MeetingException,
            and_(
                MeetingException.series_id == HouseMeeting.series_id,
                MeetingException.on_date == HouseMeeting.series_on,
                MeetingException.voided_at.is_(None),
            ),
        )
        .where(
            HouseMeeting.house_id == house_id,
            HouseMeeting.voided_at.is_(None),
            or_(
                HouseMeeting.planned_at.between(begin, end - timedelta(microseconds=1)),
                HouseMeeting.series_on.between(first, last),
            ),
        )
    )  # fmt: skip


def _counts(session: Session, meetings: list[int]) -> dict[int, tuple[int, int]]:
    """Of each meeting how many came, late or not, and how many are marked."""
    if not meetings:
        return {}
    came = func.count().filter(HouseMeetingMark.status.in_(("present", "late")))
    rows = session.execute(
        select(HouseMeetingMark.meeting_id, came, func.count())
        .where(HouseMeetingMark.meeting_id.in_(meetings), HouseMeetingMark.void_at.is_(None))
        .group_by(HouseMeetingMark.meeting_id)
    )
    return {meeting: (there, marked) for meeting, there, marked in rows}


def _stands(row: MeetingRow) -> bool:
    """Whether it is shown though no series gives its day: it belongs to none, or was held."""
    return row.series_id is None or row.started_at is not None or row.finished_at is not None
