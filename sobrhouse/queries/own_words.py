"""Own words: what a resident added to a week, as staff read it, and to this week, as the kiosk
shows it to them alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.week_people import HEADINGS
from sobrhouse.queries.kiosk_people import living, own_row
from sobrhouse.queries.kiosk_support import day_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import House, OwnWords, Staff, Stay

_SIX = timedelta(days=6)
WEEKS = 6  # that a profile offers, the newest first


@dataclass(frozen=True, slots=True)
class OwnRow:
    """What stands under one heading: how it came (kiosk, staff, paper), when, and by whom of the
    staff.
    """

    own_words_id: int
    version: int
    week_start: date
    heading: str
    text: str
    way: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class OwnWeeks:
    """A stay's weeks, the newest first, and what was said in them."""

    stay_id: int
    weeks: tuple[date, ...]
    rows: tuple[OwnRow, ...]

    def of(self, week_start: date) -> tuple[OwnRow, ...]:
        """One week's, in the order of the headings."""
        mine = (row for row in self.rows if row.week_start == week_start)
        return tuple(sorted(mine, key=lambda row: HEADINGS.index(row.heading)))


@dataclass(frozen=True, slots=True)
class MyWeek:
    """One's own words for this week, by heading."""

    week_start: date
    texts: Mapping[str, str]

    @property
    def week_end(self) -> date:
        """Its seventh day."""
        return self.week_start + _SIX


@needs(Permission.SEE_HOUSE)
def own_weeks(session: Session, stay_id: int, today: date) -> OwnWeeks:
    """The last weeks of a stay up to today's or to its end, with what the resident added."""
    stay = session.execute(
        select(Stay.move_in_on, Stay.discharged_on, House.week_starts_on)
        .join(House, House.id == Stay.house_id)
        .where(Stay.id == stay_id)
    ).one()
    last = week_of(min(today, stay.discharged_on or today), stay.week_starts_on)
    began = week_of(stay.move_in_on, stay.week_starts_on)
    weeks = [last - n * timedelta(days=7) for n in range(WEEKS)]
    rows = session.execute(
        select(OwnWords.id, OwnWords.version, OwnWords.week_start, OwnWords.heading,
               OwnWords.text, OwnWords.way, OwnWords.created_at, func.coalesce(Staff.name, ""))
        .outerjoin(Staff, Staff.id == OwnWords.created_by)
        .where(OwnWords.stay_id == stay_id, OwnWords.week_start >= weeks[-1],
               OwnWords.voided_at.is_(None))
        .order_by(OwnWords.week_start.desc(), OwnWords.id)
    )  # fmt: skip
    kept = tuple(week for week in weeks if week >= began)
    return OwnWeeks(stay_id, kept, tuple(OwnRow(*row) for row in rows))


@needs(Permission.KIOSK)
def my_week(
    session: Session, house_id: int, stay_id: int, now: datetime, *, actor: Actor
) -> MyWeek:  # fmt: skip
    """One's own words for this week; somebody else's are refused."""
    own_row(living(session, house_id), stay_id, actor)
    starts_on = session.execute(select(House.week_starts_on).where(House.id == house_id)).scalar()
    start = week_of(day_of(session, house_id, now), starts_on or 0)
    rows = session.execute(
        select(OwnWords.heading, OwnWords.text).where(
            OwnWords.stay_id == stay_id, OwnWords.week_start == start,
            OwnWords.voided_at.is_(None),
        )
    )  # fmt: skip
    return MyWeek(start, {row.heading: row.text for row in rows})
