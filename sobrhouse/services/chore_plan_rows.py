"""Rows of plans of chores: put a plan in, take it back, put it back; parts of use cases, which have
asked.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from sobrhouse.domain.chore_book import Plan
from sobrhouse.domain.chores import days_in, days_text
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import ChoreAssignment, ChoreMark, ChorePlan, Inspection
from sobrhouse.storage.work import Work, batch_digest
from sobrhouse.words import _

_AT_ONCE = 500  # ids in one statement


def planned(work: Work, house_id: int) -> tuple[date, date] | None:
    """The first and the last day that a house's chores are planned for; None where they are not."""
    found: Any = work.session.execute(
        select(func.min(ChorePlan.first_on), func.max(ChorePlan.last_on)).where(
            ChorePlan.house_id == house_id, ChorePlan.voided_at.is_(None)
        )
    ).one()
    return None if found[0] is None else (found[0], found[1])


def put(work: Work, house_id: int, made: Plan, why: str, cause: str = "") -> int | None:
    """Write a plan down; gives it, None where it changes nothing."""
    if not made.changes:
        return None
    row = work.add(
        ChorePlan(
            house_id=house_id, first_on=made.first_on, last_on=made.last_on, why=why,
            cause=cause, dealt=len(made.dealt), released=len(made.released),
        )
    )  # fmt: skip
    _release(work, made.released, row.id)
    rows = [_row(work, house_id, row.id, dealt) for dealt in made.dealt]
    if rows:
        work.session.execute(insert(ChoreAssignment), rows)
    told = [[d.chore_id, d.stay_id, d.start.isoformat(), days_text(d.days)] for d in made.dealt]
    work.record("chore.planned", row, sha256=batch_digest(told))
    return row.id


def _row(work: Work, house_id: int, plan_id: int, dealt: Any) -> dict[str, Any]:
    return {
        "house_id": house_id, "chore_id": dealt.chore_id, "stay_id": dealt.stay_id,
        "period_start": dealt.start, "period_end": dealt.end, "days": days_text(dealt.days),
        "minutes": dealt.minutes, "weight": dealt.weight, "replaces_id": dealt.instead,
        "source": "auto", "plan_id": plan_id, "created_at": work.now,
        "created_by": work.actor.id if work.actor.role else 0, "version": 1,
    }  # fmt: skip


def _release(work: Work, ids: Sequence[int], plan_id: int) -> None:
    _change(work, ids, voided_at=work.now, released_plan_id=plan_id)


def _change(work: Work, ids: Sequence[int], **values: Any) -> None:
    """Set the same on many assignments."""
    a = ChoreAssignment
    for begin in range(0, len(ids), _AT_ONCE):
        work.session.execute(
            update(a)
            .where(a.id.in_(ids[begin : begin + _AT_ONCE]))
            .values(version=a.version + 1, updated_at=work.now, **values)
            .execution_options(synchronize_session=False)
        )


def take_back(work: Work, row: ChorePlan) -> None:
    """What a plan dealt goes, what it released stands again."""
    dealt = [one.id for one in _dealt(work, row) if one.voided_at is None]
    _change(work, dealt, voided_at=work.now)
    _change(work, _released(work, row), voided_at=None)
    work.watch(row).voided_at = work.now
    work.record("chore.plan_taken_back", row, dealt=len(dealt))


def put_back(work: Work, row: ChorePlan) -> None:
    """A plan that was taken back stands again; Problem where chores were dealt or given since."""
    a = ChoreAssignment
    mine = [one.id for one in _dealt(work, row) if one.voided_at == row.voided_at]
    before = _released(work, row)
    standing = select(func.count()).where(a.id.in_(before), a.voided_at.is_(None))
    whole = work.session.execute(standing).scalar_one() == row.released and len(mine) == row.dealt
    given = _given(work, row, row.voided_at or work.now, a.plan_id)
    if not whole or given or _overtaken(work, row) or _touched(work, row, before):
        raise Problem(_("Chores were dealt or changed since. Nothing was changed. Plan anew."))
    _change(work, before, voided_at=work.now)
    _change(work, mine, voided_at=None)
    work.watch(row).voided_at = None
    work.record("chore.plan_put_back", row, dealt=len(mine))


def take_back_of(work: Work, house_id: int, cause: str) -> None:
    """Take back the newest plan that followed from something, where that can be."""
    p = ChorePlan
    newest = (
        select(p)
        .where(p.house_id == house_id, p.voided_at.is_(None), p.cause == cause)
        .order_by(p.id.desc())
        .limit(1)
    )
    row = work.session.scalars(newest).first()
    if row is not None and stays(work, row) is None:
        take_back(work, row)


def stays(work: Work, row: ChorePlan) -> str | None:
    """Why a plan can not be taken back; None where it can."""
    dealt = _dealt(work, row)
    standing = [one for one in dealt if one.voided_at is None]
    given = _given(work, row, row.created_at, ChoreAssignment.released_plan_id)
    if len(standing) < len(dealt) or given or _overtaken(work, row):
        return _("Chores were dealt again since. Nothing was changed. Plan anew instead.")
    today = work.today(row.house_id)
    if any(day < today for one in standing for day in days_in(one.days, one.period_start)):
        return _("Some of its days are over, so this plan stays. Plan anew instead.")
    if _touched(work, row, [one.id for one in standing]):
        return _(
            "Some of its chores were done, looked at or swapped, so this plan stays. Nothing was "
            "changed."
        )
    return None


def _dealt(work: Work, row: ChorePlan) -> Sequence[Any]:
    a = ChoreAssignment
    return work.session.execute(
        select(a.id, a.days, a.period_start, a.voided_at).where(a.plan_id == row.id).order_by(a.id)
    ).all()


def _released(work: Work, row: ChorePlan) -> list[int]:
    a = ChoreAssignment
    return list(work.session.scalars(select(a.id).where(a.released_plan_id == row.id)))


def _overtaken(work: Work, row: ChorePlan) -> bool:
    """Whether a later plan dealt on days of this one."""
    p = ChorePlan
    later = select(p.id).where(
        p.house_id == row.house_id, p.id > row.id, p.voided_at.is_(None),
        p.first_on <= row.last_on, p.last_on >= row.first_on,
    )  # fmt: skip
    return work.session.execute(later.limit(1)).first() is not None


def _given(work: Work, row: ChorePlan, since: datetime, by: Any) -> bool:
    """Whether somebody was given by hand since what would stand anew: what the plan dealt, or what
    it released (`by` the column that tells it).
    """
    a, anew = ChoreAssignment, select(ChoreAssignment).where(by == row.id).subquery()
    found = (
        select(a.id)
        .join(anew, anew.c.chore_id == a.chore_id)
        .where(
            a.house_id == row.house_id, a.voided_at.is_(None), a.replaces_id.is_(None),
            a.plan_id.is_(None), or_(a.created_at > since, a.updated_at > since),
            a.period_start <= anew.c.period_end, a.period_end >= anew.c.period_start,
        )
    )  # fmt: skip
    return work.session.execute(found.limit(1)).first() is not None


def _touched(work: Work, row: ChorePlan, ids: Iterable[int]) -> bool:
    """Whether something was said or seen of one of these, or one was given on."""
    mine = set(ids)
    a = ChoreAssignment
    queries: list[Any] = [
        select(t.assignment_id).where(
            t.house_id == row.house_id, t.on_date >= row.first_on, t.void_at.is_(None)
        )
        for t in (ChoreMark, Inspection)
    ]
    queries.append(
        select(a.replaces_id).where(
            a.house_id == row.house_id, a.voided_at.is_(None), a.replaces_id.is_not(None),
            a.period_end >= row.first_on, or_(a.plan_id.is_(None), a.plan_id != row.id),
        )
    )  # fmt: skip
    return any(mine & set(work.session.scalars(query)) for query in queries)
