"""The rows from which Today tells of chores, all in one statement; a part of queries, which have
asked.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    ChoreConsequence,
    ChoreMark,
    ChoreTrade,
    Inspection,
)

_HOUSE: Any = bindparam("house", type_=Integer())
_SINCE: Any = bindparam("since", type_=Date())
_TODAY: Any = bindparam("today", type_=Date())


def _no(column: Any) -> Any:
    return cast(null(), column.type)


@cache
def everything() -> Any:
    """Made once, as making it takes longer than asking it. The same columns for all: `tag` says
    what a row is, n, b, c and e are numbers, d days, s words, t instants.
    """
    return union_all(_chores(), _held(), _said(), _seen(), _missed(), _decided(), _trades())


def _chores() -> Any:
    c, at = Chore, ChoreMark.at
    return select(
        literal_column("'c'").label("tag"), c.id, c.people.label("n"),
        c.before_meeting_minutes.label("b"), _no(c.id).label("c"), c.position.label("e"),
        c.starts_on.label("d1"), c.until_on.label("d2"), c.name.label("s1"), c.rule.label("s2"),
        c.due_at.label("s3"), _no(at).label("t1"), _no(at).label("t2"),
    ).where(
        c.house_id == _HOUSE, c.voided_at.is_(None), c.starts_on <= _TODAY,
        or_(c.until_on.is_(None), c.until_on >= _SINCE),
    )  # fmt: skip


def _held() -> Any:
    """The assignments that reach into the days looked at."""
    a, words, at = ChoreAssignment, _no(Chore.name), _no(ChoreMark.at)
    return select(
        literal_column("'a'"), a.id, a.replaces_id, a.chore_id, a.stay_id, _no(a.id),
        a.period_start, _no(a.period_start), a.days, _looked_at(), words, at, at,
    ).where(
        a.house_id == _HOUSE, a.voided_at.is_(None), a.period_end >= _SINCE,
        a.period_start.between(bindparam("back", type_=Date()), _TODAY),
    )  # fmt: skip


def _said() -> Any:
    """What was said to be done today, or before and nobody has looked since."""
    m, i, words = ChoreMark, Inspection, _no(Chore.name)
    return select(
        literal_column("'m'"), m.id, _no(m.id), m.assignment_id, _no(m.id), _no(m.id), m.on_date,
        _no(m.on_date), words, words, words, m.at, _no(m.at),
    ).where(
        m.house_id == _HOUSE, m.on_date.between(_SINCE, _TODAY), m.void_at.is_(None),
        or_(m.on_date == _TODAY, not_(_later(i, m, i.at >= m.at))),
    )  # fmt: skip


def _seen() -> Any:
    """What was looked at today, or before and is to be done again."""
    m, i, other, words = ChoreMark, Inspection, aliased(Inspection), _no(Chore.name)
    redo = and_(
        i.result == literal_column("'redo'"), not_(_later(m, i, m.at > i.at)),
        not_(_later(other, i, other.at > i.at)),
    )  # fmt: skip
    return select(
        literal_column("'i'"), i.id, _no(i.id), i.assignment_id, _no(i.id), _no(i.id), i.on_date,
        _no(i.on_date), i.result, words, words, i.at, i.redo_by,
    ).where(
        i.house_id == _HOUSE, i.on_date.between(_SINCE, _TODAY), i.void_at.is_(None),
        or_(i.on_date == _TODAY, redo),
    )  # fmt: skip


def _looked_at() -> Any:
    """The days of an assignment before today that somebody has looked at, with commas."""
    i = Inspection
    return (
        select(func.aggregate_strings(cast(i.on_date, Text), ","))
        .where(i.assignment_id == ChoreAssignment.id, i.void_at.is_(None), i.on_date >= _SINCE,
               i.on_date < _TODAY)
        .correlate(ChoreAssignment)
        .scalar_subquery()
    )  # fmt: skip


def _later(other: Any, row: Any, since: Any) -> Any:
    """Whether something else was said or seen of the same turn since."""
    return exists(
        select(literal_column("1"))
        .where(other.assignment_id == row.assignment_id, other.on_date == row.on_date,
               other.void_at.is_(None), since)
        .correlate(row)
    )  # fmt: skip


def _missed() -> Any:
    """Missed turns that still count: whose, on which day."""
    a, i, c = ChoreAssignment, Inspection, Chore
    return (
        select(
            literal_column("'x'"), i.id, _no(i.id), a.stay_id, _no(i.id), _no(i.id), i.on_date,
            _no(i.on_date), _no(c.name), _no(c.name), _no(c.name), i.at, _no(i.at),
        )
        .join(a, a.id == i.assignment_id)
        .where(i.house_id == _HOUSE, i.result == literal_column("'missed'"),
               i.on_date.between(bindparam("counts", type_=Date()), _TODAY), i.void_at.is_(None))
    )  # fmt: skip


def _decided() -> Any:
    """What was decided about missed turns lately: about whom, after how many, the ladder's step."""
    q, c = ChoreConsequence, Chore
    return select(
        literal_column("'q'"), q.id, q.missed, q.stay_id, _no(q.id), q.step, q.on_date,
        _no(q.on_date), q.decision, _no(c.name), _no(c.name), q.created_at, _no(q.created_at),
    ).where(q.house_id == _HOUSE, q.on_date >= bindparam("counts", type_=Date()),
            q.voided_at.is_(None))  # fmt: skip


def _trades() -> Any:
    """Who was asked to swap or cover and has not answered."""
    t, a, c = ChoreTrade, ChoreAssignment, Chore
    return (
        select(
            literal_column("'t'"), t.id, a.chore_id, t.stay_id, t.other_stay_id, t.assignment_id,
            t.on_date, a.period_end, t.kind, _no(c.name), _no(c.name), t.created_at,
            _no(t.created_at),
        )
        .join(a, a.id == t.assignment_id)
        .where(t.house_id == _HOUSE, t.answer.is_(None), t.voided_at.is_(None))
    )  # fmt: skip
