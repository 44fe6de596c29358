"""Swaps and covers as they are written down: asked, answered, taken back; a part of use cases of
the office and of the kiosk, which have asked.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import chore_hands, chore_rows
from sobrhouse.storage.tables import Chore, ChoreAssignment, ChoreTrade
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What is asked: somebody else is to take an assignment's turn of one day, or (None) all that
    are open. With `other_assignment_id` it is a swap: theirs in return, of one day or all.
    """

    assignment_id: int
    on: date | None = None
    other_stay_id: int
    other_assignment_id: int | None = None
    other_on: date | None = None
    reason: str = ""

    @property
    def kind(self) -> str:
        """Swap or cover."""
        return "cover" if self.other_assignment_id is None else "swap"


def put(work: Work, asked: Trade, way: str) -> ChoreTrade:
    """Write a request down. Problem where it could not be agreed to as things stand, or waits
    already.
    """
    held = work.get(ChoreAssignment, asked.assignment_id)
    _refuse_twice(work, asked)
    row = ChoreTrade(
        house_id=held.house_id, kind=asked.kind, assignment_id=held.id, on_date=asked.on,
        stay_id=held.stay_id, other_stay_id=asked.other_stay_id,
        other_assignment_id=asked.other_assignment_id, other_on_date=asked.other_on,
        reason=chore_rows.one_line(asked.reason, "reason"), way=way,
    )  # fmt: skip
    _check(work, row)
    work.add(row)
    work.record("trade.asked", row)
    return row


def agree(work: Work, row: ChoreTrade, way: str) -> tuple[int, ...]:
    """Both agree: each stands in the other's place from now on; gives the new assignments."""
    made = []
    for held, days, stay_id in _check(work, row):
        made.append(chore_hands.hand_over(work, held, days, stay_id, row.kind))
        work.record("turn.given", made[-1])
    row.answer, row.answered_at, row.answered_way = "agreed", work.now, way
    work.record("trade.agreed", row)
    for other in _about_the_same(work, row, ChoreTrade.answer.is_(None)):
        if not _can_be_agreed(work, other):  # who asked has no such turn to give any more
            refuse(work, other, "withdrawn", way)
    return tuple(one.id for one in made)


def refuse(work: Work, row: ChoreTrade, answer: str, way: str) -> None:
    """No (declined), or not asked any more (withdrawn)."""
    row.answer, row.answered_at, row.answered_way = answer, work.now, way
    work.record(f"trade.{answer}", row)


def unanswer(work: Work, row: ChoreTrade) -> None:
    """The request waits again; what was agreed is undone. Problem once a turn of it is touched."""
    t = ChoreTrade
    moot = _about_the_same(work, row, t.answer == "withdrawn", t.answered_at == row.answered_at)
    for made in _made(work, row):
        chore_hands.take_hand_back(work, made)
        work.record("turn.put_back", made)
    for other in moot if row.answer == "agreed" else ():
        other.answer = other.answered_at = other.answered_way = None
        work.record("trade.reopened", other)
    row.answer = row.answered_at = row.answered_way = None
    work.record("trade.reopened", row)


def waiting(work: Work, trade_id: int) -> ChoreTrade:
    """The request, while it waits."""
    row = work.get(ChoreTrade, trade_id)
    if row.voided_at is not None:
        raise NotFound(_("That request was taken back. Nothing was changed."))
    if row.answer is not None:
        raise Problem(_("That was answered already. Nothing was changed."))
    return row


Handing = tuple[ChoreAssignment, tuple[date, ...], int]


def _check(work: Work, row: ChoreTrade) -> list[Handing]:
    """What would go to whom. Problem where something of it does not fit any more."""
    held = work.get(ChoreAssignment, row.assignment_id)
    if held.stay_id != row.stay_id or row.stay_id == row.other_stay_id:
        raise Problem(_("Choose somebody else."), field="other_stay_id")
    found: list[Handing] = [
        (held, chore_hands.open_days(work, held, row.on_date), row.other_stay_id)
    ]
    if row.other_assignment_id is not None:
        other = work.get(ChoreAssignment, row.other_assignment_id)
        if other.stay_id != row.other_stay_id or other.house_id != held.house_id:
            raise Problem(_("That chore is not theirs. Choose another."), field="other_on")
        days = chore_hands.open_days(work, other, row.other_on_date)
        found.append((other, days, row.stay_id))
    for one, days, stay_id in found:
        chore_hands.check_may(work, work.get(Chore, one.chore_id), stay_id, days, one.id)
    return found


def _about_the_same(work: Work, row: ChoreTrade, *where: Any) -> list[ChoreTrade]:
    """Other requests about one of the assignments that a request is about."""
    t = ChoreTrade
    ids = [i for i in (row.assignment_id, row.other_assignment_id) if i is not None]
    query = select(t).where(
        or_(t.assignment_id.in_(ids), t.other_assignment_id.in_(ids)), t.id != row.id,
        t.house_id == row.house_id, t.voided_at.is_(None), *where,
    )  # fmt: skip
    return [work.watch(one) for one in work.session.scalars(query.order_by(t.id))]


def _can_be_agreed(work: Work, row: ChoreTrade) -> bool:
    try:
        _check(work, row)
    except Problem:
        return False
    return True


def _made(work: Work, row: ChoreTrade) -> list[ChoreAssignment]:
    """The assignments that an agreed request made."""
    if row.answer != "agreed":
        return []
    a, sides = ChoreAssignment, [(row.assignment_id, row.other_stay_id)]
    if row.other_assignment_id is not None:
        sides.append((row.other_assignment_id, row.stay_id))
    made = []
    for replaces_id, stay_id in sides:
        query = select(a).where(
            a.replaces_id == replaces_id, a.stay_id == stay_id, a.source == row.kind,
            a.created_at == row.answered_at,
        )  # fmt: skip
        one = work.session.scalars(query).one()
        if one.voided_at is not None:
            raise Problem(_("This was put back already. Nothing was changed."))
        made.append(work.watch(one))
    return made


def _refuse_twice(work: Work, asked: Trade) -> None:
    t = ChoreTrade
    query = select(t.id).where(
        t.assignment_id == asked.assignment_id, t.other_stay_id == asked.other_stay_id,
        t.answer.is_(None), t.voided_at.is_(None),
        t.on_date.is_(None) if asked.on is None else t.on_date == asked.on,
    )  # fmt: skip
    if work.session.execute(query.limit(1)).first() is not None:
        raise Problem(_("They were asked already and have not answered yet."))
