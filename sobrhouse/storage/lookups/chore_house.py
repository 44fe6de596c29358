"""A house as its chores are dealt, read for those who plan and for those who only ask."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_, select, union
from sqlalchemy.orm import Session, aliased

from sobrhouse import settings
from sobrhouse.domain.chore_house import (
    MEMORY_WEEKS,
    Bar,
    Dweller,
    Hand,
    House,
    Pair,
    Round,
    Task,
)
from sobrhouse.domain.passes import nights_of
from sobrhouse.storage import tables
from sobrhouse.storage.tables import (
    Chore,
    ChoreApart,
    ChoreAssignment,
    ChoreExclusion,
    ChoreMark,
    HouseSetting,
    Inspection,
    Pass,
    Rotation,
    Stay,
)

LONGEST_PERIOD = timedelta(weeks=12)
GOES = ("approved", "out", "returned")
FREE = ("excused", "skipped")  # such turns count for nobody


def chore_house(
    session: Session, house_id: int, first: date, memory: timedelta | None = None
) -> House:
    """All that a dealing from a day on looks at, with what was carried in the time before it (a
    year, unless told otherwise): eleven statements, however many chores.
    """
    since = first - (timedelta(weeks=MEMORY_WEEKS) if memory is None else memory) - LONGEST_PERIOD
    hands = _hands(session, house_id, first, since)
    rounds = session.execute(_rounds(house_id))
    tasks = session.execute(_tasks(house_id, since))
    people = session.execute(_people(house_id, since))
    return House(
        tuple(Round(*row) for row in rounds),
        tuple(Task(*row) for row in tasks),
        tuple(Dweller(*row) for row in people),
        _bars(session, house_id, since),
        _away(session, house_id, since),
        tuple(Pair(*row) for row in session.execute(_pairs(house_id, since))),
        hands,
        _first_days(session, house_id),
    )


def _rounds(house_id: int) -> Any:
    r = Rotation
    return (
        select(r.id, r.strategy, r.anchor_on, r.period_weeks, r.seed)
        .where(r.house_id == house_id, r.voided_at.is_(None))
        .order_by(r.id)
    )


def _tasks(house_id: int, since: date) -> Any:
    c = Chore
    return (
        select(
            c.id, c.rotation_id, c.position, c.minutes, c.weight, c.people, c.rule, c.starts_on,
            c.until_on,
        )
        .where(c.house_id == house_id, c.voided_at.is_(None),
               or_(c.until_on.is_(None), c.until_on >= since))
        .order_by(c.position, c.id)
    )  # fmt: skip


def _people(house_id: int, since: date) -> Any:
    s = Stay
    return (
        select(s.id, s.move_in_on, s.discharged_on)
        .where(s.house_id == house_id, s.voided_at.is_(None),
               or_(s.discharged_on.is_(None), s.discharged_on > since))
        .order_by(s.id)
    )  # fmt: skip


def _bars(session: Session, house_id: int, since: date) -> tuple[Bar, ...]:
    x = ChoreExclusion
    rows = session.execute(
        select(x.stay_id, x.from_on, x.to_on, x.chore_id, x.weekdays, x.kind, x.reason)
        .where(x.house_id == house_id, x.voided_at.is_(None),
               or_(x.to_on.is_(None), x.to_on >= since))
        .order_by(x.id)
    )  # fmt: skip
    return tuple(
        Bar(stay, begin, end, chore, weekdays_in(text), kind, reason)
        for stay, begin, end, chore, text, kind, reason in rows
    )


def _away(session: Session, house_id: int, since: date) -> tuple[Bar, ...]:
    """The nights of passes that were given, as days on which somebody is away."""
    zone = ZoneInfo(
        session.execute(
            select(tables.House.timezone).where(tables.House.id == house_id)
        ).scalar_one()
    )
    rows = session.execute(
        select(Pass.stay_id, Pass.depart_at, Pass.return_by, Pass.returned_at, Pass.reason)
        .where(Pass.house_id == house_id, Pass.status.in_(GOES), Pass.voided_at.is_(None))
        .order_by(Pass.id)
    )
    found = []
    for stay, depart_at, return_by, returned_at, reason in rows:
        nights = nights_of(depart_at, returned_at or return_by, zone)
        if nights and nights[-1] >= since:
            found.append(Bar(stay, nights[0], nights[-1], kind="pass", reason=reason))
    return tuple(found)


def _pairs(house_id: int, since: date) -> Any:
    p = ChoreApart
    return (
        select(p.stay_id, p.other_stay_id, p.from_on, p.to_on)
        .where(p.house_id == house_id, p.voided_at.is_(None),
               or_(p.to_on.is_(None), p.to_on >= since))
        .order_by(p.id)
    )  # fmt: skip


def _hands(session: Session, house_id: int, first: date, since: date) -> tuple[Hand, ...]:
    """The assignments that stand, with what was said and seen of them from `first` on."""
    a = ChoreAssignment
    seen = _by_assignment(session.execute(_seen(house_id, first)))
    free = _free(session, house_id, since)
    rows = session.execute(
        select(
            a.id, a.chore_id, a.stay_id, a.period_start, a.period_end, a.days, a.minutes, a.weight,
            a.source, a.replaces_id,
        )
        .where(a.house_id == house_id, a.voided_at.is_(None), a.period_start >= since)
        .order_by(a.id)
    )  # fmt: skip
    return tuple(
        Hand(
            key, chore, stay, start, end, _numbers(days), minutes, weight, source, replaces,
            tuple((day - start).days for day in seen.get(key, ())),
            tuple((day - start).days for day in free.get(key, ())),
        )
        for key, chore, stay, start, end, days, minutes, weight, source, replaces in rows
    )  # fmt: skip


def _seen(house_id: int, first: date) -> Any:
    """The turns of which something was said or seen, from a day on."""
    return union(*(
        select(t.assignment_id, t.on_date)
        .where(t.house_id == house_id, t.on_date >= first, t.void_at.is_(None))
        for t in (ChoreMark, Inspection)
    ))  # fmt: skip


def _free(session: Session, house_id: int, since: date) -> dict[int, list[date]]:
    """The turns that were excused or not needed, as they were looked at last."""
    i, later = Inspection, aliased(Inspection)
    seen_since = exists(later.id).where(
        later.assignment_id == i.assignment_id, later.on_date == i.on_date,
        later.void_at.is_(None),
        or_(later.at > i.at, (later.at == i.at) & (later.id > i.id)),
    )  # fmt: skip
    rows = session.execute(
        select(i.assignment_id, i.on_date).where(
            i.house_id == house_id, i.on_date >= since, i.result.in_(FREE), i.void_at.is_(None),
            ~seen_since,
        )
    )  # fmt: skip
    return _by_assignment(rows)


def _by_assignment(rows: Iterable[Any]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    for assignment_id, day in rows:
        found.setdefault(assignment_id, []).append(day)
    return found


def _first_days(session: Session, house_id: int) -> int:
    rows: Iterable[Any] = session.execute(
        select(HouseSetting.key, HouseSetting.value_json).where(
            HouseSetting.house_id == house_id, HouseSetting.key == "chore_first_days"
        )
    )
    return int(settings.read({r.key: r.value_json for r in rows}).get("chore_first_days"))


def weekdays_in(text: str) -> tuple[int, ...]:
    """The weekdays that an exclusion keeps: "0,4"."""
    return tuple(int(day) for day in text.split(",") if day)


@lru_cache(maxsize=1024)
def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(day) for day in text.split(",") if day)
