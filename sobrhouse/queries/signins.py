"""The sign log as the office reads it: who is out now, the log a page at a time, one week of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.orm import Session

from sobrhouse.domain.houses import HOUSE_DAY_BEGINS
from sobrhouse.domain.signins import as_written, minutes_late, minutes_off
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.clock import begun_in_doubt, doubted_lines
from sobrhouse.queries.people import People
from sobrhouse.queries.sign_history import histories, zone_of
from sobrhouse.queries.sign_writers import name_among, signed_in_by
from sobrhouse.queries.sought import ESCAPE, patterns
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, SignOut, Staff, Stay

PAGE = 100
LONGEST_OUT = timedelta(days=62)  # how long before a day an absence of it may have begun

_FOUR = time(HOUSE_DAY_BEGINS.seconds // 3600)

Place = tuple[datetime, int]  # where a row stands in the log: newest first


@dataclass(frozen=True, slots=True)
class SignRow:
    """One absence; instants in UTC.

    `out_by` and `in_by` are kiosk, staff or paper; `by` is the staff member who wrote it first,
    `signed_in_by` the one who signed them in, where that is known.
    `minutes_off` is how far from the agreed time: below 0 early.
    """

    id: int
    house_id: int
    stay_id: int
    resident_id: int
    name: str
    destination: str
    with_whom: str
    contact_phone: str
    out_at: datetime | None
    expected_at: datetime | None
    in_at: datetime | None
    late_minutes: int | None
    minutes_off: int | None
    out_by: str
    in_by: str | None
    by: str
    transcribed: bool
    history: tuple[str, ...]
    acked: bool
    pass_id: int | None
    signed_in_by: str = ""
    clock_doubted: bool = False  # a clock that had jumped told its times

    @property
    def place(self) -> Place:
        """Where it stands in the log; the next page begins below the last one's."""
        at = self.out_at or self.in_at
        assert at is not None
        return at, self.id


@needs(Permission.SEE_HOUSE)
def out_now(session: Session, house_id: int, now: datetime) -> tuple[SignRow, ...]:
    """Who is out: who is late or due first."""
    query = _rows().where(
        SignOut.house_id == house_id, SignOut.in_at.is_(None), SignOut.void_at.is_(None)
    )
    order = (SignOut.expected_return_at.is_(None), SignOut.expected_return_at, SignOut.id)
    return _made(session, house_id, session.execute(query.order_by(*order)), now)


@needs(Permission.SEE_HOUSE)
def log_page(
    session: Session,
    house_id: int,
    *,
    now: datetime | None = None,
    day: date | None = None,
    text: str = "",
    before: Place | None = None,
    limit: int = PAGE,
    stay_id: int | None = None,
) -> tuple[SignRow, ...]:
    """The newest rows below a place of the log: all, or those of one house day (04:00 to 04:00),
    every word of `text` in name or place. Without `now` who is out is not late.

    What a wrong clock put somewhere stands where it was written; the next page begins below the
    lowest place of this one.
    """
    query = _rows().where(SignOut.house_id == house_id, SignOut.void_at.is_(None))
    if day is not None:
        begins, ends = day_span(day, zone_of(session, house_id))
        query = query.where(
            SignOut.at < ends, SignOut.at >= begins - LONGEST_OUT,
            or_(SignOut.at >= begins, SignOut.in_at >= begins, SignOut.in_at.is_(None)),
        )  # fmt: skip
    if stay_id is not None:
        query = query.where(SignOut.stay_id == stay_id)
    for pattern in patterns(text):
        query = query.where(_has(house_id, pattern))
    if before is not None:
        query = query.where(tuple_(SignOut.at, SignOut.id) < tuple_(*before))
    query = query.order_by(SignOut.at.desc(), SignOut.id.desc()).limit(limit)
    page = _made(session, house_id, session.execute(query), now)
    return _as_written(session, house_id, page[::-1])[::-1]


@needs(Permission.SEE_HOUSE)
def came_back(session: Session, house_id: int, since: datetime) -> tuple[SignRow, ...]:
    """Who came in since an instant, the last one first."""
    query = _rows().where(
        SignOut.house_id == house_id, SignOut.void_at.is_(None), SignOut.in_at >= since,
        SignOut.at >= since - LONGEST_OUT,
    ).order_by(SignOut.in_at.desc(), SignOut.id.desc())  # fmt: skip
    return _made(session, house_id, session.execute(query), since)


@needs(Permission.SEE_HOUSE)
def week_of(
    session: Session, house_id: int, start: date, end: date, now: datetime | None = None
) -> tuple[SignRow, ...]:
    """The rows of some house days, both ends included, from the first to the last."""
    zone = zone_of(session, house_id)
    begins, ends = day_span(start, zone)[0], day_span(end, zone)[1]
    query = _rows().where(
        SignOut.house_id == house_id, SignOut.void_at.is_(None),
        SignOut.at >= begins, SignOut.at < ends,
    ).order_by(SignOut.at, SignOut.id)  # fmt: skip
    return _as_written(session, house_id, _made(session, house_id, session.execute(query), now))


def _as_written(
    session: Session, house_id: int, rows: tuple[SignRow, ...]
) -> tuple[SignRow, ...]:
    """From the first to the last; by the order of writing where a clock was wrong."""
    if not any(row.clock_doubted for row in rows):
        return rows
    left = [row.id for row in rows if row.clock_doubted and row.out_at is not None]
    only_came = [row.id for row in rows if row.clock_doubted and row.out_at is None]
    wrong = begun_in_doubt(session, house_id, left, only_came)
    sure = [row.id for row in rows if not row.transcribed and not row.history]
    return as_written(rows, wrong, sure)


def day_span(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of a house day and of the next one."""
    begins, ends = (
        datetime.combine(civil, _FOUR, zone).astimezone(UTC)
        for civil in (day, day + timedelta(days=1))
    )
    return begins, ends


def _rows() -> Any:
    return (
        select(
            SignOut.id, SignOut.house_id, SignOut.stay_id, SignOut.destination, SignOut.with_whom,
            SignOut.contact_phone, SignOut.out_at, SignOut.expected_return_at, SignOut.in_at,
            SignOut.out_by, SignOut.in_by, SignOut.corrects_id, SignOut.ack_at, SignOut.pass_id,
            Staff.name.label("by"), Resident.id.label("resident_id"), *People.names(),
        )
        .join(Stay, Stay.id == SignOut.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(Staff, Staff.id == SignOut.created_by)
    )  # fmt: skip


def _has(house_id: int, pattern: str) -> Any:
    stays = (
        select(Stay.id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(
            Stay.house_id == house_id,
            or_(
                Resident.match_name.like(pattern, escape=ESCAPE),
                func.lower(Resident.preferred_name).like(pattern, escape=ESCAPE),
            ),
        )
    )
    there = func.lower(SignOut.destination).like(pattern, escape=ESCAPE)
    return or_(SignOut.stay_id.in_(stays), there)


def _made(
    session: Session, house_id: int, found: Iterable[Any], now: datetime | None
) -> tuple[SignRow, ...]:
    rows = list(found)
    past = histories(session, house_id, [r.id for r in rows if r.corrects_id is not None])
    names = People.short(rows)
    forms = {r.id: (r.id, *past[r.id].ids) if r.id in past else (r.id,) for r in rows}
    by_staff = {form: r.in_at for r in rows if r.in_by == "staff" for form in forms[r.id]}
    staff = signed_in_by(session, house_id, by_staff)
    still_out = [r.id for r in rows if r.in_at is None]
    doubted = doubted_lines(session, house_id, [r.id for r in rows], still_out)
    return tuple(
        SignRow(
            r.id, r.house_id, r.stay_id, r.resident_id, names[r.resident_id], r.destination,
            r.with_whom, r.contact_phone, r.out_at, r.expected_return_at, r.in_at,
            minutes_late(r.expected_return_at, r.in_at, now),
            minutes_off(r.expected_return_at, r.in_at, now),
            r.out_by, r.in_by, past[r.id].by if r.id in past else r.by or "",
            "paper" in (r.out_by, r.in_by),
            past[r.id].words if r.id in past else (), r.ack_at is not None, r.pass_id,
            name_among(staff, forms[r.id]), r.id in doubted,
        )
        for r in rows
    )  # fmt: skip
