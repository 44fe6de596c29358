"""The meetings of one day in one statement: the house's own, planned or written down, those whose
minutes nobody has finished, and the next ones of the directory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Date,
    Integer,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from sobrhouse.domain.meeting_series import Change, Plan, by_day, occurrences
from sobrhouse.domain.public_holidays import holiday
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    AgendaItem,
    HouseMeeting,
    MeetingException,
    MeetingGroup,
    MeetingSeries,
    Todo,
)

_DAY = timedelta(days=1)
_HOUSE: Any = bindparam("house", type_=Integer())
_AHEAD = timedelta(days=7)  # in which the next meeting is looked for
_BACK = timedelta(days=60)  # in which unfinished minutes are
_OUTSIDE = 3  # meetings of the directory that are shown
_JUST_BEGUN = timedelta(minutes=10)  # so long after its beginning one may still go


@dataclass(frozen=True, slots=True)
class MeetingToday:
    """One house meeting of the day; `at` in the house's zone, `items` the lines of its agenda.
    `meeting_id` is known once it is written down, else `series_id` and `on` say which one it is.
    """

    meeting_id: int | None
    series_id: int | None
    on: date | None
    title: str
    kind: str
    at: datetime
    place: str
    length_minutes: int
    items: int = 0
    started: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True)
class OutsideMeeting:
    """One recovery meeting of the directory later today."""

    group_id: int
    name: str
    starts_at: str
    place: str
    fellowship: str
    format: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A meeting that began and whose minutes nobody has finished; how many items lack an owner."""

    meeting_id: int
    title: str
    kind: str
    day: date
    ownerless: int


@dataclass(frozen=True, slots=True)
class MeetingsToday:
    """What Today tells of meetings; `next_at` is the next one after today, within a week."""

    house: tuple[MeetingToday, ...] = ()
    outside: tuple[OutsideMeeting, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    next_at: datetime | None = None


@needs(Permission.SEE_HOUSE)
def meetings_today(
    session: Session, house_id: int, today: date, now: datetime, zone: ZoneInfo
) -> MeetingsToday:
    """The meetings of a house on `today`, and of the directory after `now`."""
    rows = session.execute(_everything(), _asked(house_id, today, now.astimezone(zone))).all()
    by_tag: dict[str, list[Any]] = {"s": [], "m": [], "g": []}
    for row in rows:
        by_tag[row.tag].append(row)
    written = {row.id: _written(row, zone) for row in by_tag["m"]}
    meetings = sorted(_merged(by_tag["s"], written, zone, today), key=lambda m: m.at)
    after = (m.at for m in meetings if m.at.date() > today)
    groups = sorted(by_tag["g"], key=lambda r: (r.starts_at, r.title, r.id))
    return MeetingsToday(
        tuple(m for m in meetings if m.at.date() == today),
        tuple(OutsideMeeting(g.id, g.title, g.starts_at, g.place, g.kind, g.change_kind)
              for g in groups),
        tuple(_unfinished(row, zone) for row in by_tag["m"]
              if row.started_at is not None and row.finished_at is None),
        next(after, None),
    )  # fmt: skip


def house_meetings_on(
    session: Session, house_id: int, today: date, now: datetime, zone: ZoneInfo
) -> tuple[MeetingToday, ...]:
    """The house's own meetings of a day alone, from what the kiosk may read; a part of queries."""
    asked = _asked(house_id, today, now.astimezone(zone))
    rows = session.execute(_house_alone(), asked | {"back": asked["begins"]}).all()
    written = {row.id: _written(row, zone) for row in rows if row.tag == "m"}
    meetings = _merged((row for row in rows if row.tag == "s"), written, zone, today)
    return tuple(sorted((m for m in meetings if m.at.date() == today), key=lambda m: m.at))


def house_meetings_ahead(
    session: Session, house_id: int, first: date, zone: ZoneInfo
) -> tuple[MeetingToday, ...]:
    """The house's own meetings of a day and of the seven after it; a part of queries."""
    asked = _asked(house_id, first, datetime.combine(first, time(), zone))
    rows = session.execute(_house_alone(), asked | {"back": asked["begins"]}).all()
    written = {row.id: _written(row, zone) for row in rows if row.tag == "m"}
    return tuple(_merged((row for row in rows if row.tag == "s"), written, zone, first))


def _nothing(column: Any) -> Any:
    return cast(null(), column.type)


@cache
def _everything() -> Any:
    """Series with the changes of the week, meetings that are written down, groups of the day. Made
    once, as making it takes longer than asking it.
    """
    return union_all(_series(), _meetings(counted=True), _groups())


@cache
def _house_alone() -> Any:
    """The same without what a kiosk does not need."""
    return union_all(_series(), _meetings(counted=False))


def _asked(house_id: int, today: date, local: datetime) -> dict[str, Any]:
    """What the statement is asked with; `local` is now in the house's zone."""
    zone = local.tzinfo
    begins, ends = (datetime.combine(day, time(), zone) for day in (today, today + _DAY))
    since = local - _JUST_BEGUN
    return {
        "house": house_id, "today": today, "last": today + _AHEAD, "begins": begins,
        "back": begins - _BACK, "ahead": ends + _AHEAD, "weekday": today.weekday(),
        "clock": f"{since:%H:%M}" if since.date() == today else "00:00", "zone": str(zone),
    }  # fmt: skip


def _series() -> Any:
    s, x, m = MeetingSeries, MeetingException, HouseMeeting
    today, last = bindparam("today", type_=Date()), bindparam("last", type_=Date())
    near = or_(x.on_date.between(today, last), x.new_on.between(today, last))
    return (
        select(
            literal_column("'s'").label("tag"), s.id, s.title, s.kind, s.place, s.length_minutes,
            s.rule, s.starts_on, s.until_on, s.starts_at, s.skips_holidays.label("skips"),
            x.id.label("change_id"), x.on_date, x.kind.label("change_kind"), x.new_on, x.new_at,
            x.new_place, _nothing(m.planned_at).label("planned_at"),
            _nothing(m.series_id).label("series_id"), _nothing(m.started_at).label("started_at"),
            _nothing(m.finished_at).label("finished_at"), _nothing(s.length_minutes).label("items"),
            _nothing(s.length_minutes).label("ownerless"),
        )
        .outerjoin(x, and_(x.series_id == s.id, x.voided_at.is_(None), near))
        .where(s.house_id == _HOUSE, s.voided_at.is_(None), s.starts_on <= last,
               or_(s.until_on.is_(None), s.until_on >= today, x.new_on.between(today, last)))
    )  # fmt: skip


def _meetings(*, counted: bool) -> Any:
    s, x, m = MeetingSeries, MeetingException, HouseMeeting
    begins, back, ahead = (
        bindparam(name, type_=m.planned_at.type) for name in ("begins", "back", "ahead")
    )
    items = (
        select(func.count()).where(AgendaItem.meeting_id == m.id, AgendaItem.voided_at.is_(None))
        .correlate(m).scalar_subquery()
    )  # fmt: skip
    ownerless = (
        select(func.count())
        .where(Todo.house_id == _HOUSE, Todo.done_at.is_(None), Todo.voided_at.is_(None),
               Todo.meeting_id == m.id, Todo.owner_stay_id.is_(None), Todo.owner == "")
        .correlate(m).scalar_subquery()
    )  # fmt: skip
    none = _nothing(s.length_minutes), _nothing(s.length_minutes)
    counts = (items, ownerless) if counted else none
    return select(
        literal_column("'m'"), m.id, m.title, m.kind, m.place, m.length_minutes, _nothing(s.rule),
        m.series_on, _nothing(s.until_on), _nothing(s.starts_at), _nothing(s.skips_holidays),
        _nothing(x.id), _nothing(x.on_date), _nothing(x.kind), _nothing(x.new_on),
        _nothing(x.new_at), _nothing(x.new_place), m.planned_at, m.series_id, m.started_at,
        m.finished_at, *counts,
    ).where(
        m.house_id == _HOUSE, m.voided_at.is_(None), m.planned_at >= back, m.planned_at < ahead,
        or_(m.finished_at.is_(None), m.planned_at >= begins),
    )  # fmt: skip


def _groups() -> Any:
    """The next few of the board by the house's clock; kind and format stand where a series has its
    kind and that of its change.
    """
    s, x, m, g = MeetingSeries, MeetingException, HouseMeeting, MeetingGroup
    nearest = (
        select(g.id, g.name, g.fellowship, g.place, g.starts_at, g.format)
        .where(g.house_id == _HOUSE, g.weekday == bindparam("weekday"),
               g.starts_at >= bindparam("clock"), g.on_board.is_(True), g.voided_at.is_(None),
               or_(g.timezone == "", g.timezone == bindparam("zone")))
        .order_by(g.starts_at, g.id)
        .limit(literal_column(str(_OUTSIDE)))  # SQLite plans anew where it is a value
    ).subquery().c  # fmt: skip
    return select(
        literal_column("'g'"), nearest.id, nearest.name, nearest.fellowship, nearest.place,
        _nothing(s.length_minutes), _nothing(s.rule), _nothing(s.starts_on), _nothing(s.until_on),
        nearest.starts_at, _nothing(s.skips_holidays), _nothing(x.id), _nothing(x.on_date),
        nearest.format, _nothing(x.new_on), _nothing(x.new_at), _nothing(x.new_place),
        _nothing(m.planned_at), _nothing(m.series_id), _nothing(m.started_at),
        _nothing(m.finished_at), _nothing(s.length_minutes), _nothing(s.length_minutes),
    )  # fmt: skip


def _written(row: Any, zone: ZoneInfo) -> MeetingToday:
    return MeetingToday(
        row.id, row.series_id, row.starts_on, row.title, row.kind, row.planned_at.astimezone(zone),
        row.place, row.length_minutes, row.items or 0, row.started_at is not None,
        row.finished_at is not None,
    )  # fmt: skip


def _unfinished(row: Any, zone: ZoneInfo) -> Unfinished:
    day = row.planned_at.astimezone(zone).date()
    return Unfinished(row.id, row.title, row.kind, day, row.ownerless)


def _merged(
    rows: Iterable[Any], written: Mapping[int, MeetingToday], zone: ZoneInfo, today: date
) -> Iterable[MeetingToday]:
    """What the series plan, each as it is written down where it is; then what no series plans."""
    known = {(m.series_id, m.on): m for m in written.values() if m.series_id is not None}
    changes: dict[int, list[Change]] = {}
    series = {}
    for row in rows:
        series[row.id] = row
        if row.change_id is not None:
            new_at = time.fromisoformat(row.new_at) if row.new_at else None
            changes.setdefault(row.id, []).append(
                Change(row.change_id, row.on_date, row.change_kind, row.new_on, new_at,
                       row.new_place)
            )  # fmt: skip
    for row in series.values():
        plan = Plan(row.title, row.rule, row.starts_on, time.fromisoformat(row.starts_at),
                    row.until_on, row.kind, row.length_minutes, row.place, row.skips)  # fmt: skip
        days = by_day(changes.get(row.id, ()))
        for found in occurrences(plan, days, zone, (today, today + _AHEAD), holiday):
            there = known.pop((row.id, found.on), None)
            if there is not None:
                yield there
            elif not found.stand.off:
                yield MeetingToday(None, row.id, found.on, row.title, row.kind, found.at,
                                   found.place, row.length_minutes)  # fmt: skip
    yield from (m for m in known.values() if m.started or m.finished)
    yield from (m for m in written.values() if m.series_id is None)
