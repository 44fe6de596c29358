"""House meetings as a calendar file needs them: series with their changed days, and single ones."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.public_holidays import holiday
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.meeting_series import SeriesSeen, series_between
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import House, HouseMeeting

BACK = timedelta(days=366)
HOLIDAYS_AHEAD = timedelta(days=366 * 3)


@dataclass(frozen=True, slots=True)
class SeriesOut:
    """One series and the holidays on which it has no meeting, three years ahead."""

    series: SeriesSeen
    days_off: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class SingleOut:
    """A meeting that belongs to no series."""

    meeting_id: int
    version: int
    created_at: datetime
    title: str
    at: datetime
    length_minutes: int
    place: str


@dataclass(frozen=True, slots=True)
class CalendarOut:
    """The meetings of a house as they leave the program: names and places, nothing of people."""

    house: str
    time_zone: str
    series: tuple[SeriesOut, ...]
    singles: tuple[SingleOut, ...]

    def __len__(self) -> int:
        """How many entries a calendar gets, each series being one."""
        return len(self.series) + len(self.singles)


@needs(Permission.EXPORT)
def meeting_calendar(session: Session, house_id: int, today: date) -> CalendarOut:
    """What comes again, and the single meetings of the last year and later."""
    zone = zone_of(session, house_id)
    name = session.execute(select(House.name).where(House.id == house_id)).scalar_one()
    seen = series_between(session, house_id, date.min, date.max)
    since = datetime.combine(today - BACK, datetime.min.time(), zone)
    singles = session.execute(
        select(
            HouseMeeting.id, HouseMeeting.version, HouseMeeting.created_at, HouseMeeting.title,
            HouseMeeting.planned_at, HouseMeeting.length_minutes, HouseMeeting.place,
        )
        .where(
            HouseMeeting.house_id == house_id,
            HouseMeeting.series_id.is_(None),
            HouseMeeting.voided_at.is_(None),
            HouseMeeting.planned_at >= since,
        )
        .order_by(HouseMeeting.planned_at, HouseMeeting.id)
    )  # fmt: skip
    return CalendarOut(
        name,
        zone.key,
        tuple(SeriesOut(series, _days_off(series, today)) for series in seen),
        tuple(SingleOut(*row) for row in singles),
    )


def _days_off(series: SeriesSeen, today: date) -> tuple[date, ...]:
    """The holidays that a series skips and on which nothing else was decided."""
    plan = series.plan
    if not plan.skips_holidays:
        return ()
    decided = {change.on for change in series.changes}
    days = plan.days(plan.starts_on, today + HOLIDAYS_AHEAD)
    return tuple(day for day in days if day not in decided and holiday(day))
