"""Chore trades: swaps and covers that were asked for, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.chores import days_in
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.chore_days import Days
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Chore, ChoreAssignment, ChoreTrade, Resident, Stay


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A swap or a cover: who asks whom, for what, and (a swap) against what.

    `days` are the due days that it is about; `answer` is empty while nobody has answered, and
    `over` says that its last day has passed.
    """

    trade_id: int
    kind: str
    assignment_id: int
    chore: str
    days: tuple[date, ...]
    stay_id: int
    resident_id: int
    name: str
    other_stay_id: int
    other_resident_id: int
    other: str
    other_assignment_id: int | None
    other_chore: str
    other_days: tuple[date, ...]
    reason: str
    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    over: bool = False

    @property
    def open(self) -> bool:
        """Whether it waits for an answer that can still be given."""
        return not self.answer and not self.over


@needs(Permission.SEE_HOUSE)
def trades_with(session: Session, stay_id: int, today: date) -> tuple[TradeRow, ...]:
    """What somebody asked or was asked, the newest last."""
    house_id = session.execute(select(Stay.house_id).where(Stay.id == stay_id)).scalar_one()
    mine = or_(ChoreTrade.stay_id == stay_id, ChoreTrade.other_stay_id == stay_id)
    return _rows(session, house_id, mine, today, {})


def trades_of(
    session: Session, house_id: int, assignments: Iterable[int], days: Days
) -> tuple[TradeRow, ...]:
    """What was asked and answered about these assignments; a part of queries."""
    ids = tuple(assignments)
    about = or_(ChoreTrade.assignment_id.in_(ids), ChoreTrade.other_assignment_id.in_(ids))
    return _rows(session, house_id, about, days.today, days.names)


def _rows(
    session: Session, house_id: int, where: Any, today: date, names: Any
) -> tuple[TradeRow, ...]:
    a, b = aliased(ChoreAssignment), aliased(ChoreAssignment)
    c, d = aliased(Chore), aliased(Chore)
    rows = session.execute(
        select(
            ChoreTrade, c.name.label("chore"), d.name.label("other_chore"),
            a.days.label("days"), a.period_start.label("starts"), b.days.label("other_days"),
            b.period_start.label("other_starts"),
        )
        .join(a, a.id == ChoreTrade.assignment_id)
        .join(c, c.id == a.chore_id)
        .outerjoin(b, b.id == ChoreTrade.other_assignment_id)
        .outerjoin(d, d.id == b.chore_id)
        .where(and_(ChoreTrade.house_id == house_id, ChoreTrade.voided_at.is_(None), where))
        .order_by(ChoreTrade.created_at, ChoreTrade.id)
    ).all()  # fmt: skip
    stays = {s for row in rows for s in (row.ChoreTrade.stay_id, row.ChoreTrade.other_stay_id)}
    people = _people(session, house_id, stays, today, names) if rows else {}
    return tuple(_row(row, people, today) for row in rows)


def _people(
    session: Session, house_id: int, stays: set[int], today: date, names: Any
) -> dict[int, tuple[int, str]]:
    """The resident and the short name of each stay, as all of the house's people need them."""
    query = (
        select(Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names())
        .join(Resident, Resident.id == Stay.resident_id)
        .where(
            Stay.voided_at.is_(None),
            or_(Stay.id.in_(stays), People.stays_after(house_id, today)),
        )
    )
    rows = session.execute(query).all()
    short = People.short(rows)
    return {
        r.stay_id: (r.resident_id, names.get(r.resident_id, short[r.resident_id])) for r in rows
    }


def _row(row: Any, people: dict[int, tuple[int, str]], today: date) -> TradeRow:
    t = row.ChoreTrade
    mine = _days(t.on_date, row.days, row.starts)
    theirs = _days(t.other_on_date, row.other_days, row.other_starts)
    resident, name = people[t.stay_id]
    other_resident, other = people[t.other_stay_id]
    return TradeRow(
        t.id, t.kind, t.assignment_id, shown(row.chore), mine, t.stay_id, resident, name,
        t.other_stay_id, other_resident, other, t.other_assignment_id,
        shown(row.other_chore or ""), theirs, t.reason, t.created_at, t.answer or "",
        t.answered_at, not t.answer and max(mine + theirs, default=today) < today,
    )  # fmt: skip


def _days(on: date | None, days: str | None, starts: date | None) -> tuple[date, ...]:
    if on is not None:
        return (on,)
    return () if days is None or starts is None else days_in(days, starts)
