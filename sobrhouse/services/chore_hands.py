"""Whose hands a chore is in: given to somebody else, for one day or all that are left, and put
back.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from sobrhouse.domain.chore_hands import LONGEST_PERIOD, hands
from sobrhouse.domain.chores import days_in, days_text, period_of
from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.recurrence import rule_days
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import chore_rows
from sobrhouse.storage.tables import Chore, ChoreApart, ChoreAssignment, ChoreExclusion, Rotation
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def give_turn(
    work: Work, assignment_id: int, stay_id: int, on: date | None = None, source: str = "manual"
) -> int:
    """Give somebody else a turn, or (`on` None) all of an assignment that are still open; gives
    the assignment that stands in its place. `source` is manual, or cover where both agreed.

    Problem where nothing is open, or they may not take it: not here, left out, on it already.
    """
    work.require(Permission.RECORD_DAILY)
    held = work.get(ChoreAssignment, assignment_id)
    days = open_days(work, held, on)
    row = hand_over(work, held, days, stay_id, source)
    work.record("turn.given", row)
    return row.id


def give_chore(work: Work, chore_id: int, stay_id: int, on: date, *, whole: bool = True) -> int:
    """Give somebody what nobody has: all open days of the period that `on` is in (from today on),
    or that day alone; gives the assignment. Problem where somebody has it already.
    """
    work.require(Permission.RECORD_DAILY)
    chore = work.get(Chore, chore_id)
    if chore.voided_at is not None:
        raise NotFound(_("That chore is not there any more. Nothing was changed."))
    rotation = work.get(Rotation, chore.rotation_id)
    start, end = period_of(rotation.anchor_on, rotation.period_weeks, on)
    first, last = (max(start, work.today(chore.house_id)), end) if whole else (on, on)
    days = tuple(day for day in _missing(work, chore, first, last) if whole or day == on)
    if not days:
        raise Problem(_("Somebody has this chore on that day already. Nothing was changed."))
    check_may(work, chore, stay_id, days)
    begins = _free_start(work, chore, stay_id, days[0])
    row = work.add(
        ChoreAssignment(
            house_id=chore.house_id, chore_id=chore_id, stay_id=stay_id, period_start=begins,
            period_end=days[-1], days=_counted(days, begins), minutes=chore.minutes,
            weight=chore.weight, source="manual",
        )
    )  # fmt: skip
    work.record("turn.given", row)
    return row.id


def put_back_turn(work: Work, assignment_id: int) -> None:
    """The inverse of giving: who had it before has it again, or nobody. Problem once something was
    said or seen of it, or it was given on.
    """
    work.require(Permission.RECORD_DAILY)
    row = work.get(ChoreAssignment, assignment_id)
    if row.voided_at is not None or row.source == "auto":
        raise Problem(_("This was not given by hand. Nothing was changed."))
    take_hand_back(work, row)
    work.record("turn.put_back", row)


def give_again(work: Work, assignment_id: int) -> None:
    """The inverse of putting back: it is theirs again. Problem where somebody else has it by
    now.
    """
    work.require(Permission.RECORD_DAILY)
    row = work.get(ChoreAssignment, assignment_id)
    days = days_in(row.days, row.period_start)
    if row.voided_at is None:
        raise Problem(_("It is theirs already."))
    chore = work.get(Chore, row.chore_id)
    if row.replaces_id is None:
        free = set(_missing(work, chore, min(days), max(days)))
        row.period_start = _free_start(work, chore, row.stay_id, row.period_start)
        row.days = _counted(days, row.period_start)
    else:
        held = work.get(ChoreAssignment, row.replaces_id)
        free = set(open_days(work, held, None, since=min(days)))
    if set(days) - free:
        raise Problem(_("Somebody else has this chore on that day now. Nothing was changed."))
    check_may(work, chore, row.stay_id, days, row.replaces_id)
    row.voided_at = None
    work.record("turn.given", row)


# Parts that swaps and covers share


def open_days(
    work: Work, held: ChoreAssignment, on: date | None, *, since: date | None = None
) -> tuple[date, ...]:
    """The days from today on that an assignment has itself and of which nothing was said or seen,
    while there is the chore; or `on`, if it is one. Problem where there are none.
    """
    begin = since or work.today(held.house_id)
    if held.voided_at is not None:
        raise NotFound(_("That chore is not planned so any more. Nothing was changed. Look again."))
    known, until_on = chore_rows.family(work, held), work.get(Chore, held.chore_id).until_on
    days = [
        day for day in days_in(held.days, held.period_start)
        if begin <= day <= (until_on or day) and known.holder(held, day).id == held.id
    ]  # fmt: skip
    touched = chore_rows.touched_days(work, held.id, days)
    found = tuple(day for day in days if day not in touched and on in (None, day))
    if not found:
        raise Problem(
            _("This chore is done, looked at or over on that day, or somebody else has it.")
        )
    return found


def hand_over(
    work: Work, held: ChoreAssignment, days: Sequence[date], stay_id: int, source: str
) -> ChoreAssignment:
    """Put somebody in the place of an assignment on these open days; gives the new one."""
    if stay_id == held.stay_id:
        raise Problem(_("They have this chore already."), field="stay_id")
    check_may(work, work.get(Chore, held.chore_id), stay_id, days, held.id)
    return work.add(
        ChoreAssignment(
            house_id=held.house_id, chore_id=held.chore_id, stay_id=stay_id,
            period_start=days[0], period_end=days[-1], days=_counted(days, days[0]),
            minutes=held.minutes, weight=held.weight, source=source, replaces_id=held.id,
        )
    )  # fmt: skip


def take_hand_back(work: Work, row: ChoreAssignment) -> None:
    """Take an assignment back. Problem once something was said or seen of it, or it was given
    on.
    """
    days = days_in(row.days, row.period_start)
    if chore_rows.touched_days(work, row.id, days) or chore_rows.replaced(work, row.id):
        raise Problem(_("This chore was done, looked at or given on since. Nothing was changed."))
    row.voided_at = work.now


def check_may(
    work: Work, chore: Chore, stay_id: int, days: Sequence[date], leaving: int | None = None
) -> None:
    """Problem where somebody may not take a chore on these days: they do not live here, are left
    out of it, have it already, or are kept apart from who does it with them. `leaving` is the
    assignment whose place they take.
    """
    chore_rows.lives_here(work, chore.house_id, stay_id, days)
    for row in _exclusions(work, chore.id, stay_id, days):
        found = next((d for d in days if _holds(row, d)), None)
        if found is not None:
            raise Problem(
                _("They are not asked to do this on {day}. Choose somebody else.").format(
                    day=nice_date(found, work.today(chore.house_id))
                ),
                field="stay_id",
            )
    beside = _beside(work, chore, days, leaving)
    if stay_id in beside:
        raise Problem(_("They have this chore on that day already."), field="stay_id")
    if beside & _apart(work, stay_id, days):
        raise Problem(
            _("They are kept apart from somebody who does this chore. Choose somebody else."),
            field="stay_id",
        )


def _beside(work: Work, chore: Chore, days: Sequence[date], leaving: int | None) -> set[int]:
    """Whose stays have a chore on some of these days, beside the assignment that is left."""
    rows = chore_rows.assignments(work, chore.house_id, chore.id, min(days), max(days))
    known = hands(rows)
    held = (known.holder(root, day) for root in known.roots for day in known.days(root)
            if day in days)  # fmt: skip
    return {row.stay_id for row in held if row.id != leaving}


def _exclusions(work: Work, chore_id: int, stay_id: int, days: Sequence[date]) -> Sequence[Any]:
    """When somebody is not asked; why is not read, as the kiosk asks here too."""
    x = ChoreExclusion
    return work.session.execute(
        select(x.from_on, x.to_on, x.weekdays).where(
            x.stay_id == stay_id, x.voided_at.is_(None), x.from_on <= max(days),
            or_(x.to_on.is_(None), x.to_on >= min(days)),
            or_(x.chore_id.is_(None), x.chore_id == chore_id),
        )
    ).all()  # fmt: skip


def _holds(row: Any, on: date) -> bool:
    inside = row.from_on <= on and (row.to_on is None or on <= row.to_on)
    return inside and (not row.weekdays or str(on.weekday()) in row.weekdays.split(","))


def _apart(work: Work, stay_id: int, days: Sequence[date]) -> set[int]:
    """Who is kept apart from somebody in these days."""
    p = ChoreApart
    rows = work.session.execute(
        select(p.stay_id, p.other_stay_id).where(
            or_(p.stay_id == stay_id, p.other_stay_id == stay_id), p.voided_at.is_(None),
            p.from_on <= max(days), or_(p.to_on.is_(None), p.to_on >= min(days)),
        )
    )  # fmt: skip
    return {one for row in rows for one in row} - {stay_id}


def _missing(work: Work, chore: Chore, first: date, last: date) -> tuple[date, ...]:
    """The days of a chore's rule on which fewer people have it than it needs."""
    rows = chore_rows.assignments(work, chore.house_id, chore.id, first, last)
    roots = (row for row in rows if row.replaces_id is None)
    dealt = [day for row in roots for day in days_in(row.days, row.period_start)]
    days = rule_days(chore.rule, chore.starts_on, chore.until_on, first, last)
    return tuple(day for day in days if dealt.count(day) < chore.people)


def _free_start(work: Work, chore: Chore, stay_id: int, first: date) -> date:
    """From when on the days of somebody's assignment are counted: its first day, or one before it
    where another of theirs is counted from that day, on which it has no turn.
    """
    back = first - LONGEST_PERIOD
    rows = chore_rows.assignments(work, chore.house_id, chore.id, back, first)
    taken = {row.period_start for row in rows if row.stay_id == stay_id and not row.replaces_id}
    while first in taken:
        first -= timedelta(days=1)
    return first


def _counted(days: Sequence[date], start: date) -> str:
    return days_text(tuple((day - start).days for day in days))
