"""A week of recovery meetings: each person, each day, what was asked and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Integer, bindparam, func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name
from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.requirements import (
    VERIFIED,
    Asked,
    Tally,
    days_left,
    days_lived,
    holding,
    tally,
)
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import People
from sobrhouse.queries.recovery_asked import (
    ExcuseRow,
    asked_between,
    excuses_of,
    first_weekday,
    phase_on,
    phases_between,
)
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Attendance,
    House,
    HouseMeeting,
    HouseMeetingMark,
    Resident,
    Staff,
    Stay,
)

_SIX = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class WentRow:
    """One recovery meeting that somebody went to; `started_at` is "19:30" or empty.

    `counts` says whether the fellowship counts toward what is asked of them. `corrected` is why
    the line stands in the place of another, if it does.
    """

    row_id: int
    stay_id: int
    on: date
    started_at: str
    group_id: int | None
    name: str
    fellowship: str
    format: str
    verification: str
    verified_by: str
    topic: str
    paper_code: str
    way: str
    logged_at: datetime
    corrected: str
    by: str = ""  # who of the staff wrote it down
    counts: bool = True

    @property
    def verified(self) -> bool:
        """Whether somebody else, or paper, bears it out."""
        return self.verification in VERIFIED


@dataclass(frozen=True, slots=True)
class HouseMark:
    """How somebody was marked at a meeting of the house: present, late, excused or absent."""

    meeting_id: int
    on: date
    status: str


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One person's week. `rule` is what holds for them; `tally` what it asks for after moving in or
    out and an excuse, and what was done. `lived` are the days on which they lived here.
    """

    stay_id: int
    resident_id: int
    name: str
    full_name: str
    phase: str
    week_start: date
    lived: tuple[date, ...]
    rule: Asked
    tally: Tally
    excuse: ExcuseRow | None
    meetings: tuple[WentRow, ...]
    house_marks: tuple[HouseMark, ...]

    def on(self, day: date) -> tuple[WentRow, ...]:
        """The meetings of one day, in their order."""
        return tuple(m for m in self.meetings if m.on == day)


@dataclass(frozen=True, slots=True)
class RecoveryWeek:
    """The week that the office looks at; `today` says how much of it is left."""

    week_start: date
    today: date
    people: tuple[PersonWeek, ...]

    @property
    def left(self) -> int:
        """Days of the week that are left, today included."""
        return days_left(self.week_start, self.today)

    @property
    def under(self) -> tuple[PersonWeek, ...]:
        """Who has not been to as many as are asked."""
        return tuple(p for p in self.people if not p.tally.met)


@needs(Permission.SEE_HOUSE)
def week_around(session: Session, house_id: int, day: date, today: date) -> RecoveryWeek:
    """The house's week that a day is in."""
    start = week_of(day, first_weekday(session, house_id))
    return RecoveryWeek(start, today, recovery_week(session, house_id, start, today))


@needs(Permission.SEE_HOUSE)
def recovery_week(
    session: Session, house_id: int, week_start: date, today: date
) -> tuple[PersonWeek, ...]:
    """Everybody who lived in the house in that week, by name; `week_start` is its first day."""
    last = min(week_start + _SIX, max(today, week_start))
    rows = _people(session, house_id, week_start, last)
    names = People.short(rows)
    people = [
        _Lived(r.stay_id, r.resident_id, names[r.resident_id], _full(r), r.move_in_on,
               r.discharged_on)
        for r in rows
    ]  # fmt: skip
    return _week(session, house_id, week_start, people, whole=True)


def counted_week(
    session: Session,
    house_id: int,
    week_start: date,
    today: date,
    residents: Iterable[ResidentRow],
) -> tuple[PersonWeek, ...]:
    """The same of these residents, counted alone, for queries that have asked for leave already: no
    meetings one by one, no marks of house meetings, and phases only where one has a rule of its
    own.
    """
    last = min(week_start + _SIX, max(today, week_start))
    people = [
        _Lived(r.stay_id, r.resident_id, r.name, r.full_name, r.moved_in, None, r.phase_id,
               r.phase, r.phase_since)
        for r in residents
        if r.moved_in <= last
    ]  # fmt: skip
    return _week(session, house_id, week_start, people, whole=False)


@dataclass(frozen=True, slots=True)
class _Lived:
    """Somebody who lived in the house in a week; the phase of now, where it was read already."""

    stay_id: int
    resident_id: int
    name: str
    full_name: str
    move_in_on: date
    discharged_on: date | None
    phase_id: int | None = None
    phase: str = ""
    phase_since: date | None = None

    def stood(self, day: date) -> bool:
        """Whether the phase of now was theirs that day already."""
        return self.phase_since is not None and self.phase_since <= day

    def days(self, week_start: date) -> tuple[date, ...]:
        """The days of the week on which they lived here."""
        return days_lived(week_start, self.move_in_on, self.discharged_on)


def _week(
    session: Session, house_id: int, week_start: date, people: Sequence[_Lived], *, whole: bool
) -> tuple[PersonWeek, ...]:
    last = week_start + _SIX
    rules = asked_between(session, house_id, week_start, last)
    phases: dict[int, list[Any]] = {}
    if whole or any(rule.phase_id is not None for rule in rules):
        unsure = [p.stay_id for p in people if not p.stood(p.days(week_start)[0])]
        phases = phases_between(session, unsure, week_start, last) if unsure else {}
    excuses = excuses_of(session, house_id, week_start, week_start)
    went: Any = (went_between if whole else _counted_between)(session, house_id, week_start, last)
    marks = _house_marks(session, house_id, week_start) if whole else {}
    made = []
    for p in people:
        lived = p.days(week_start)
        phase_id, phase = _phase(p, phases, lived[0])
        rule = holding(rules, p.stay_id, phase_id, lived[0])
        excuse = excuses.get((p.stay_id, week_start))
        there = went.get(p.stay_id, ())
        made.append(
            PersonWeek(
                p.stay_id, p.resident_id, p.name, p.full_name, phase,
                week_start, lived, rule, count(rule, len(lived), there, excuse), excuse,
                marked(there, rule) if whole else (), tuple(marks.get(p.stay_id, ())),
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda p: (p.name.casefold(), p.stay_id)))


def _phase(
    person: _Lived, history: Mapping[int, Sequence[Any]], day: date
) -> tuple[int | None, str]:
    if person.stood(day):
        return person.phase_id, person.phase
    row = phase_on(history.get(person.stay_id, ()), day)
    return (row.phase_id, row.name) if row else (None, "")


def count(rule: Asked, days: int, meetings: Iterable[Any], excuse: ExcuseRow | None) -> Tally:
    """What a week asks for and what was done."""
    said = [(m.fellowship, m.verification) for m in meetings]
    return tally(rule, days, said, excuse.meetings if excuse else 0)


def marked(meetings: Iterable[WentRow], rule: Asked) -> tuple[WentRow, ...]:
    """These meetings, each saying whether it counts."""
    return tuple(m if rule.counts(m.fellowship) else replace(m, counts=False) for m in meetings)


def went_between(
    session: Session, house_id: int, first: date, last: date
) -> dict[int, list[WentRow]]:
    """The meetings of a house's people in these days, by stay, in the order of the day."""
    rows = session.execute(_WENT_THERE, {"house": house_id, "first": first, "last": last})
    found: dict[int, list[WentRow]] = {}
    for row in rows:
        found.setdefault(row.stay_id, []).append(_went(row))
    return found


def _counted_between(
    session: Session, house_id: int, first: date, last: date
) -> dict[int, list[Any]]:
    """Of the same meetings only what is counted."""
    asked = {"house": house_id, "first": first, "last": last}
    found: dict[int, list[Any]] = {}
    for row in session.execute(_COUNTED_THERE, asked):
        found.setdefault(row.stay_id, []).append(row)
    return found


_WENT = select(
    Attendance.id, Attendance.stay_id, Attendance.attended_on, Attendance.started_at,
    Attendance.meeting_group_id, Attendance.group_text, Attendance.fellowship, Attendance.format,
    Attendance.verification, Attendance.verified_by_text, Attendance.topic, Attendance.paper_code,
    Attendance.way, Attendance.created_at, Attendance.amend_reason,
    func.coalesce(
        select(Staff.name).where(Staff.id == Attendance.created_by).scalar_subquery(), ""
    ),
).order_by(Attendance.attended_on, Attendance.started_at, Attendance.id)  # fmt: skip
_HOUSE = bindparam("house", type_=Integer)
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)
_THERE = (
    Attendance.house_id == _HOUSE,
    Attendance.attended_on.between(_FIRST, _LAST),
    Attendance.void_at.is_(None),
)
_WENT_THERE = _WENT.where(*_THERE)
_COUNTED_THERE = select(
    Attendance.stay_id, Attendance.fellowship, Attendance.verification
).where(*_THERE)  # fmt: skip


def went_of(session: Session, stay_ids: Iterable[int]) -> tuple[WentRow, ...]:
    """Every meeting of these stays, in the order of the day."""
    rows = session.execute(
        _WENT.where(Attendance.stay_id.in_(tuple(stay_ids)), Attendance.void_at.is_(None))
    )
    return tuple(_went(row) for row in rows)


def _went(row: Any) -> WentRow:
    return WentRow(*row)


def _people(session: Session, house_id: int, first: date, last: date) -> Any:
    asked = {"house": house_id, "before": first - timedelta(days=1), "last": last}
    return session.execute(_who_lived(), asked).all()


@cache
def _who_lived() -> Any:
    return (
        select(
            Stay.id.label("stay_id"), Stay.move_in_on, Stay.discharged_on,
            Resident.id.label("resident_id"), *People.names(),
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .where(
            People.stays_after(_HOUSE, bindparam("before", type_=Date)),
            Stay.voided_at.is_(None),
            Stay.move_in_on <= _LAST,
        )
        .order_by(Resident.sort_name, Resident.id, Stay.id)
    )  # fmt: skip


def _full(row: Any) -> str:
    return full_name(row.legal_first, row.legal_last, row.preferred_name)


def _house_marks(session: Session, house_id: int, week_start: date) -> dict[int, list[HouseMark]]:
    """The marks of the week's house meetings, by stay."""
    zone = ZoneInfo(
        session.execute(select(House.timezone).where(House.id == house_id)).scalar_one()
    )
    begins = datetime.combine(week_start, time(), zone)
    ends = datetime.combine(week_start + timedelta(days=7), time(), zone)
    rows = session.execute(
        select(
            HouseMeetingMark.stay_id, HouseMeeting.id, HouseMeeting.planned_at,
            HouseMeetingMark.status,
        )
        .join(HouseMeeting, HouseMeeting.id == HouseMeetingMark.meeting_id)
        .where(
            HouseMeeting.house_id == house_id,
            HouseMeeting.planned_at >= begins,
            HouseMeeting.planned_at < ends,
            HouseMeeting.voided_at.is_(None),
            HouseMeetingMark.void_at.is_(None),
        )
        .order_by(HouseMeeting.planned_at, HouseMeeting.id)
    )  # fmt: skip
    found: dict[int, list[HouseMark]] = {}
    for stay_id, meeting_id, at, status in rows:
        mark = HouseMark(meeting_id, at.astimezone(zone).date(), status)
        found.setdefault(stay_id, []).append(mark)
    return found
