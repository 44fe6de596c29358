"""Chores of a house: make them, change them field by field, set their steps and order, retire
them; and the usual ones to begin with. Where a house is planned, what changes is dealt anew.

"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from sobrhouse.domain.phrases import nice_date
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import USUAL, UsualChore, shown
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import chore_values
from sobrhouse.services.chore_plans import follow
from sobrhouse.storage.tables import Chore
from sobrhouse.storage.work import Work
from sobrhouse.words import _

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChore:
    """What a chore is: `rule` an RFC 5545 rule counted from `starts_on` (None: today), `due_at`
    "21:00" by the house's clock, `weight` 1 light to 5 unpleasant. `rotation_id` None is the
    house's first rotation, which is made where there is none.
    """

    name: str
    rule: str
    area: str = ""
    icon: str = ""
    note: str = ""
    minutes: int = 20
    weight: int = 1
    people: int = 1
    starts_on: date | None = None
    due_at: str = "20:00"
    before_meeting_minutes: int | None = None
    rotation_id: int | None = None
    steps: tuple[str, ...] = ()


FIELDS = frozenset(f.name for f in fields(NewChore)) - {"steps"}
_DEALT = frozenset({"rule", "starts_on", "people", "minutes", "weight", "rotation_id"})


def make_chore(work: Work, house_id: int, new: NewChore) -> int:
    """A new chore at the end of the list; gives it."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    row = _make(work, house_id, new)
    follow(work, house_id, f"chore.made:{row.id}")
    return row.id


def add_usual_chores(
    work: Work, house_id: int, keys: Sequence[str] | None = None
) -> tuple[int, ...]:
    """The usual chores, or those of these keys, that the house does not have; gives them. Problem
    where it has them all.
    """
    work.require(Permission.MANAGE_HOUSE, house_id)
    names = {row.name for row in chore_values.chores_of(work, house_id)}
    wanted = [u for u in USUAL if u.name not in names and (keys is None or u.key in keys)]
    if not wanted:
        raise Problem(_("The house has these chores already."))
    made = tuple(_make(work, house_id, _usual(usual)).id for usual in wanted)
    follow(work, house_id, f"chore.made:{made[0]}")
    return made


def take_back_chores(work: Work, chore_ids: Sequence[int]) -> None:
    """The inverse of making: chores of one house that should never have been. Problem where one
    was done, looked at or given by hand: retire it instead.
    """
    work.require(Permission.MANAGE_HOUSE)
    for chore_id in chore_ids:
        row = _live(work, chore_id)
        if chore_values.used(work, chore_id):
            raise Problem(_("This chore was done before, so it stays on record. Retire it."))
        row.voided_at = work.now
        work.record("chore.taken_back", row)
    first = work.get(Chore, chore_ids[0])
    cause, undoes = f"chore.taken_back:{first.id}", f"chore.made:{first.id}"
    follow(work, first.house_id, cause, undoes=undoes)


def change_chore(
    work: Work, chore_id: int, version: int | None = None, **changed: Any
) -> dict[str, Any]:
    """Other words, times or days; gives what stood before, with which it is its own inverse. Stale
    where somebody has changed it meanwhile.
    """
    work.require(Permission.MANAGE_HOUSE)
    if unknown := set(changed) - FIELDS:
        raise ValueError(f"a chore has no {unknown}")
    row = _live(work, chore_id, version)
    values = chore_values.checked(work, row.house_id, changed)
    before = {name: getattr(row, name) for name in values}
    if before == values:
        return before
    for name, value in values.items():
        setattr(row, name, value)
    work.record("chore.changed", row)
    if _DEALT & set(values):
        cause = f"chore.changed:{row.id}"
        follow(work, row.house_id, cause, undoes=cause)
    return before


def set_steps(work: Work, chore_id: int, texts: Sequence[str]) -> tuple[str, ...]:
    """The steps to done, in their order; empty ones are left out. Gives the steps before, with
    which it is its own inverse.
    """
    work.require(Permission.MANAGE_HOUSE)
    chore = _live(work, chore_id)
    old = chore_values.steps_of(work, chore_id)
    before = tuple(shown(step.text) for step in old)
    chore_values.put_steps(work, chore, old, texts)
    work.record("chore.steps_set", chore, before=list(before), after=list(texts))
    return before


def retire_chore(work: Work, chore_id: int, last_on: date | None = None) -> date | None:
    """A chore is not done any more after `last_on`; None is yesterday, or today where it was done
    or looked at today. Gives its last day before, for `bring_back_chore`. Problem before it began.
    """
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, chore_id)
    today = work.today(row.house_id)
    last = last_on or (today if chore_values.used(work, chore_id, today) else today - _DAY)
    if last < row.starts_on:
        raise Problem(
            _("It begins on {day}. Take it off the list instead.").format(
                day=nice_date(row.starts_on, today)
            ),
            field="until_on",
        )
    before, row.until_on = row.until_on, last
    work.record("chore.retired", row)
    follow(work, row.house_id, f"chore.retired:{row.id}")
    return before


def bring_back_chore(work: Work, chore_id: int, until_on: date | None = None) -> date | None:
    """A retired chore is done again, without an end or until a day; gives its last day before."""
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, chore_id)
    before, row.until_on = row.until_on, until_on
    work.record("chore.brought_back", row)
    cause, undoes = f"chore.brought_back:{row.id}", f"chore.retired:{row.id}"
    follow(work, row.house_id, cause, undoes=undoes)
    return before


def move_chore(work: Work, chore_id: int, position: int) -> int:
    """Another place in the list, from 1; gives the place before, for the undo."""
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, chore_id)
    rows = chore_values.chores_of(work, row.house_id)
    before = rows.index(row) + 1
    rows.remove(row)
    rows.insert(max(0, min(position - 1, len(rows))), row)
    for place, chore in enumerate(rows, 1):
        if chore.position != place:
            work.watch(chore).position = place
            if chore is not row:
                work.record("chore.shifted", chore)
    work.record("chore.moved", row)
    return before


def _make(work: Work, house_id: int, new: NewChore) -> Chore:
    given = {name: getattr(new, name) for name in FIELDS}
    given["starts_on"] = new.starts_on or work.today(house_id)
    given["rotation_id"] = new.rotation_id or chore_values.first_rotation(work, house_id)
    values = chore_values.checked(work, house_id, given)
    query = select(func.max(Chore.position)).where(Chore.house_id == house_id)
    last = work.session.execute(query).scalar() or 0
    row = work.add(Chore(house_id=house_id, position=last + 1, **values))
    chore_values.put_steps(work, row, (), new.steps)
    work.record("chore.made", row, steps=list(new.steps))
    return row


def _usual(usual: UsualChore) -> NewChore:
    return NewChore(
        name=usual.name, rule=usual.rule, area=usual.area, icon=usual.icon, minutes=usual.minutes,
        weight=usual.weight, people=usual.people, due_at=usual.due_at, steps=usual.steps,
        before_meeting_minutes=usual.before_meeting_minutes,
    )  # fmt: skip


def _live(work: Work, chore_id: int, version: int | None = None) -> Chore:
    row = work.get(Chore, chore_id, version)
    if row.voided_at is not None:
        raise NotFound(_("That chore is not there any more. Nothing was changed."))
    return row
