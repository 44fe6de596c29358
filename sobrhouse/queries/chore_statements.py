"""Chore statements: what is read to tell how the turns of some days stand; parts of queries, which
have asked.
"""

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

from sobrhouse.domain.chore_hands import LONGEST_PERIOD
from sobrhouse.queries.people import People
from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    ChoreExclusion,
    ChoreMark,
    Inspection,
    Pass,
    Resident,
    Stay,
)

_HOUSE: Any = bindparam("house", type_=Integer())
_FIRST: Any = bindparam("first", type_=Date())
_LAST: Any = bindparam("last", type_=Date())


def asked_with(house_id: int, zone: ZoneInfo, first: date, last: date) -> dict[str, Any]:
    """What every statement here is asked with."""
    return {
        "house": house_id, "first": first, "last": last, "back": first - LONGEST_PERIOD,
        "before": first - timedelta(days=1),
        "begins": datetime.combine(first, time(), zone),
        "ends": datetime.combine(last + timedelta(days=1), time(), zone),
    }  # fmt: skip


@cache
def chores_between() -> Any:
    """The chores that there are on these days, in the house's order."""
    c = Chore
    return (
        select(
            c.id, c.rotation_id, c.position, c.name, c.area, c.icon, c.minutes, c.weight, c.people,
            c.rule, c.starts_on, c.until_on, c.due_at, c.before_meeting_minutes,
        )
        .where(c.house_id == _HOUSE, c.voided_at.is_(None), c.starts_on <= _LAST,
               or_(c.until_on.is_(None), c.until_on >= _FIRST))
        .order_by(c.position, c.id)
    )  # fmt: skip


@cache
def assignments_between() -> Any:
    """The assignments that stand and reach into these days, each with its person."""
    a = ChoreAssignment
    return (
        select(
            a.id, a.chore_id, a.stay_id, a.period_start, a.period_end, a.days, a.minutes, a.weight,
            a.source, a.replaces_id, Stay.discharged_on, Stay.voided_at.label("stay_voided"),
            Resident.id.label("resident_id"), *People.names(),
        )
        .join(Stay, Stay.id == a.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(a.house_id == _HOUSE, a.voided_at.is_(None), a.period_end >= _FIRST,
               a.period_start.between(bindparam("back", type_=Date()), _LAST))
    )  # fmt: skip


@cache
def who_lived() -> Any:
    """The names of everybody who lived here on these days, as short names depend on them."""
    return (
        select(Resident.id.label("resident_id"), *People.names())
        .join(Stay, Stay.resident_id == Resident.id)
        .where(People.stays_after(_HOUSE, bindparam("before", type_=Date())),
               Stay.voided_at.is_(None), Stay.move_in_on <= _LAST)
    )  # fmt: skip


@cache
def marks_and_inspections() -> Any:
    """What was said and seen of the turns of these days and counts, the oldest first."""
    m, i = ChoreMark, Inspection
    marks: Any = select(
        literal_column("'m'").label("tag"),
        m.id,
        m.assignment_id,
        m.on_date,
        m.at,
        cast(null(), i.result.type).label("result"),
        m.note,
        cast(null(), i.redo_by.type).label("redo_by"),
    ).where(m.house_id == _HOUSE, m.on_date.between(_FIRST, _LAST), m.void_at.is_(None))
    seen: Any = select(
        literal_column("'i'"), i.id, i.assignment_id, i.on_date, i.at, i.result, i.note, i.redo_by
    ).where(i.house_id == _HOUSE, i.on_date.between(_FIRST, _LAST), i.void_at.is_(None))
    return union_all(marks, seen)  # fmt: skip


@cache
def away_between() -> Any:
    """Who is on a pass, or not asked to do a chore, on some of these days."""
    p, x = Pass, ChoreExclusion
    none_day, none_text = cast(null(), x.from_on.type), cast(null(), x.weekdays.type)
    back = func.coalesce(p.returned_at, p.return_by, type_=p.return_by.type)
    passes = select(
        literal_column("'p'").label("tag"), p.stay_id, cast(null(), x.chore_id.type).label("chore"),
        p.kind, p.reason, none_text.label("weekdays"), none_day.label("from_on"),
        none_day.label("to_on"), p.depart_at, back.label("back_at"),
    ).where(
        p.house_id == _HOUSE, p.status.in_(("approved", "out", "returned")),
        p.depart_at < bindparam("ends", type_=p.depart_at.type),
        p.return_by > bindparam("begins", type_=p.return_by.type), p.voided_at.is_(None),
    )  # fmt: skip
    excluded = select(
        literal_column("'x'"), x.stay_id, x.chore_id, x.kind, x.reason, x.weekdays, x.from_on,
        x.to_on, cast(null(), p.depart_at.type), cast(null(), p.return_by.type),
    ).where(
        x.house_id == _HOUSE, x.voided_at.is_(None),
        and_(x.from_on <= _LAST, or_(x.to_on.is_(None), x.to_on >= _FIRST)),
    )  # fmt: skip
    return union_all(passes, excluded)
