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
from sqlalchemy.orm import aliased

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
def chores_between(of: str = "") -> Any:
    """The chores that there are on these days, in the house's order; with `of` "chore" that one."""
    c = Chore
    query = (
        select(
            c.id, c.rotation_id, c.position, c.name, c.area, c.icon, c.minutes, c.weight, c.people,
            c.rule, c.starts_on, c.until_on, c.due_at, c.before_meeting_minutes,
        )
        .where(c.house_id == _HOUSE, c.voided_at.is_(None), c.starts_on <= _LAST,
               or_(c.until_on.is_(None), c.until_on >= _FIRST))
        .order_by(c.position, c.id)
    )  # fmt: skip
    if of == "chore":
        return query.where(c.id == bindparam("chore", type_=Integer()))
    return query


@cache
def assignments_between(of: str = "") -> Any:
    """The assignments that stand and reach into these days, each with its person: of all chores,
    of one ("chore"), or of those that somebody has in them ("stay").
    """
    a, b = ChoreAssignment, aliased(ChoreAssignment)
    back: Any = bindparam("back", type_=Date())
    query = (
        select(
            a.id, a.chore_id, a.stay_id, a.period_start, a.period_end, a.days, a.minutes, a.weight,
            a.source, a.replaces_id, Stay.discharged_on, Stay.voided_at.label("stay_voided"),
            Resident.id.label("resident_id"), *People.names(),
        )
        .join(Stay, Stay.id == a.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(a.house_id == _HOUSE, a.voided_at.is_(None), a.period_end >= _FIRST,
               a.period_start.between(back, _LAST))
    )  # fmt: skip
    if of == "chore":
        return query.where(a.chore_id == bindparam("chore", type_=Integer()))
    if of == "stay":
        theirs = select(b.chore_id).where(
            b.stay_id == bindparam("stay", type_=Integer()), b.voided_at.is_(None),
            b.period_start.between(back, _LAST), b.period_end >= _FIRST,
        )  # fmt: skip
        return query.where(a.chore_id.in_(theirs))
    return query


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
def marks_between(of: str = "") -> Any:
    """That turns of these days were said to be done, where it counts: the newest last, by which it
    stands over the others. With `of` those of some assignments ("ids") alone.
    """
    m = ChoreMark
    query = select(m.assignment_id, m.on_date, m.at, m.id, m.note)
    return _newest_last(query, m, of)


@cache
def inspections_between(of: str = "") -> Any:
    """What was seen of the turns of these days, where it counts, the newest last."""
    i = Inspection
    query = select(i.assignment_id, i.on_date, i.at, i.id, i.note, i.result, i.redo_by)
    return _newest_last(query, i, of)


def _newest_last(query: Any, table: Any, of: str) -> Any:
    there = table.on_date.between(_FIRST, _LAST)
    whose = (
        table.assignment_id.in_(bindparam("ids", expanding=True))
        if of
        else (table.house_id == _HOUSE)
    )
    return query.where(whose, there, table.void_at.is_(None)).order_by(table.at, table.id)


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
