"""The statements behind the chores at the kiosk: two for one's card, whatever there is."""

from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, and_, bindparam, cast, literal_column, null, or_, select
from sqlalchemy import union_all as united
from sqlalchemy.orm import aliased

from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    ChoreMark,
    ChoreStep,
    ChoreTrade,
    Inspection,
    InspectionLine,
)
from sobrhouse.storage.tables.base import UTCDateTime

STAY: Any = bindparam("stay", type_=Integer())
FIRST, LAST = bindparam("first", type_=Date()), bindparam("last", type_=Date())
SINCE = bindparam("since", type_=Date())  # no period that began before it reaches the first day
TOLD = bindparam("told", type_=UTCDateTime())
REPLACED, MARKED, SEEN, ASKED = "r", "m", "i", "t"
_OF: Any = aliased(ChoreAssignment)
_INSTEAD: Any = aliased(ChoreAssignment)

# One's assignments that reach into these days, and whose they were
MINE = (
    select(
        _OF.id, _OF.chore_id, _OF.period_start, _OF.days, _INSTEAD.stay_id.label("instead_of"),
        Chore.name, Chore.area, Chore.icon, Chore.note, Chore.due_at, Chore.before_meeting_minutes,
        Chore.starts_on, Chore.until_on,
    )
    .join(Chore, Chore.id == _OF.chore_id)
    .outerjoin(_INSTEAD, _INSTEAD.id == _OF.replaces_id)
    .where(
        _OF.stay_id == STAY, _OF.period_start.between(SINCE, LAST), _OF.period_end >= FIRST,
        _OF.voided_at.is_(None), Chore.voided_at.is_(None),
    )
    .order_by(_OF.period_start, _OF.id)
)  # fmt: skip


def _nothing(column: Any) -> Any:
    return cast(null(), column.type)


@cache
def about() -> Any:
    """What became of them: days that somebody else does, what was said, what was seen; and requests
    by and to one. Made once, as making it takes longer than asking it.
    """
    mine = (
        _OF.stay_id == STAY, _OF.period_start.between(SINCE, LAST), _OF.period_end >= FIRST,
        _OF.voided_at.is_(None),
    )  # fmt: skip
    b, m, i, t = aliased(ChoreAssignment), ChoreMark, Inspection, ChoreTrade
    instead = (
        select(
            literal_column(f"'{REPLACED}'").label("tag"), b.id, b.replaces_id.label("assignment"),
            b.period_start.label("on"), b.period_end.label("until"), _nothing(m.at).label("at"),
            b.source.label("result"), b.days.label("note"),
            _nothing(i.redo_by).label("redo_by"),
        )
        .join(_OF, _OF.id == b.replaces_id)
        .where(*mine, b.voided_at.is_(None))
    )  # fmt: skip
    marks = (
        select(literal_column(f"'{MARKED}'"), m.id, m.assignment_id, m.on_date, m.on_date, m.at,
               m.way, _nothing(i.note), _nothing(i.redo_by))
        .join(_OF, _OF.id == m.assignment_id)
        .where(*mine, m.on_date.between(FIRST, LAST), m.void_at.is_(None))
    )  # fmt: skip
    seen: Any = (
        select(literal_column(f"'{SEEN}'"), i.id, i.assignment_id, i.on_date, i.on_date, i.at,
               i.result, i.note, i.redo_by)
        .join(_OF, _OF.id == i.assignment_id)
        .where(*mine, i.on_date.between(FIRST, LAST), i.void_at.is_(None))
    )  # fmt: skip
    requests = select(
        literal_column(f"'{ASKED}'"), t.id, t.assignment_id, t.on_date, t.on_date, t.answered_at,
        t.kind, _nothing(i.note), _nothing(i.redo_by),
    )  # fmt: skip
    to_me = requests.where(
        t.other_stay_id == STAY, t.answer.is_(None), t.voided_at.is_(None)
    )
    by_me = requests.join(_OF, _OF.id == t.assignment_id).where(
        _OF.stay_id == STAY, _OF.period_start.between(SINCE, LAST), t.stay_id == STAY,
        or_(t.answer.is_(None), and_(t.answer != "withdrawn", t.answered_at > TOLD)),
        t.voided_at.is_(None),
    )  # fmt: skip
    return united(instead, marks, seen, to_me, by_me)


_THEIRS: Any = aliased(ChoreAssignment)
_THEIR_CHORE: Any = aliased(Chore)
REQUESTS = (
    select(
        ChoreTrade.id, ChoreTrade.stay_id, ChoreTrade.other_stay_id, ChoreTrade.on_date,
        ChoreTrade.other_on_date, ChoreTrade.answer,
        Chore.name, Chore.due_at, Chore.before_meeting_minutes, _OF.days, _OF.period_start,
        _THEIR_CHORE.name.label("their_name"), _THEIR_CHORE.due_at.label("their_due_at"),
        _THEIR_CHORE.before_meeting_minutes.label("their_before"),
        _THEIRS.days.label("their_days"), _THEIRS.period_start.label("their_start"),
    )
    .join(_OF, _OF.id == ChoreTrade.assignment_id)
    .join(Chore, Chore.id == _OF.chore_id)
    .outerjoin(_THEIRS, _THEIRS.id == ChoreTrade.other_assignment_id)
    .outerjoin(_THEIR_CHORE, _THEIR_CHORE.id == _THEIRS.chore_id)
    .where(ChoreTrade.id.in_(bindparam("ids", expanding=True)))
    .order_by(ChoreTrade.id)
)  # fmt: skip

STEPS = (
    select(ChoreStep.text)
    .where(
        ChoreStep.house_id == bindparam("house", type_=Integer),
        ChoreStep.chore_id == bindparam("chore", type_=Integer), ChoreStep.voided_at.is_(None),
    )
    .order_by(ChoreStep.position, ChoreStep.id)
)  # fmt: skip
FOUND = (
    select(InspectionLine.inspection_id, InspectionLine.item, InspectionLine.done)
    .join(Inspection, Inspection.id == InspectionLine.inspection_id)
    .join(_OF, _OF.id == Inspection.assignment_id)
    .where(
        Inspection.assignment_id == bindparam("assignment", type_=Integer),
        Inspection.on_date == bindparam("on", type_=Date),
        _OF.stay_id == STAY,
        Inspection.void_at.is_(None),
        InspectionLine.void_at.is_(None),
    )
    .order_by(Inspection.at, Inspection.id, InspectionLine.position)
)
