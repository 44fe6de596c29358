"""Chore values: what a chore may say, its steps and its rotation, checked and put; a part of use
cases, which have asked.
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import select, true

from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.recurrence import pattern_of
from sobrhouse.domain.usual_chores import kept
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    ChoreMark,
    ChoreStep,
    House,
    Inspection,
    Rotation,
)
from sobrhouse.storage.work import Work
from sobrhouse.words import N_, _

LONGEST_NAME, LONGEST_NOTE, MOST_STEPS = 60, 300, 20
FIRST_ROTATION = N_("House chores")
_NUMBERS = {
    "minutes": (1, 600, N_("A chore takes {low} to {high} minutes.")),
    "weight": (1, 5, N_("A number from {low} (light) to {high} (unpleasant).")),
    "people": (1, 20, N_("{low} to {high} people do a chore together.")),
    "before_meeting_minutes": (0, 600, N_("{low} to {high} minutes before the meeting.")),
}


def checked(work: Work, house_id: int, given: dict[str, Any]) -> dict[str, Any]:
    """The values as they may be stored."""
    values = dict(given)
    for name, most in (("name", LONGEST_NAME), ("area", LONGEST_NAME), ("note", LONGEST_NOTE)):
        if name in values:
            values[name] = kept(_words(values[name], name, most))
    if not values.get("name", "-"):
        raise Problem(_("Give the chore a name."), field="name")
    for name, (low, high, words) in _NUMBERS.items():
        value = values.get(name)
        if value is not None and not low <= value <= high:
            raise Problem(_(words).format(low=low, high=high), field=name)
    if "rule" in values:
        pattern_of(values["rule"])
    if "due_at" in values:
        values["due_at"] = f"{time.fromisoformat(values['due_at']):%H:%M}"
    if values.get("rotation_id") is not None:
        rotation = work.get(Rotation, values["rotation_id"])
        if rotation.house_id != house_id or rotation.voided_at is not None:
            raise NotFound(_("That rotation is not there any more."))
    return values


def put_steps(work: Work, chore: Chore, old: Sequence[ChoreStep], texts: Sequence[str]) -> None:
    """Keep the steps that say the same, add the others, take back what is left over."""
    wanted = [kept(text) for text in (_words(t, "steps", LONGEST_NOTE) for t in texts) if text]
    if len(wanted) > MOST_STEPS:
        raise Problem(_("{n} steps at most.").format(n=MOST_STEPS), field="steps")
    left = list(old)
    for position, text in enumerate(wanted, 1):
        step = next((row for row in left if row.text == text), None)
        if step is None:
            work.add(
                ChoreStep(house_id=chore.house_id, chore_id=chore.id, position=position, text=text)
            )
            continue
        left.remove(step)
        step.position = position
    for step in left:
        step.voided_at = work.now
    work.flush()


def _words(text: str, field: str, most: int) -> str:
    clean = " ".join(text.split())
    if len(clean) > most:
        raise Problem(_("That is too long. {n} letters at most.").format(n=most), field=field)
    return clean


def steps_of(work: Work, chore_id: int) -> list[ChoreStep]:
    """The steps of a chore, in their order."""
    query = select(ChoreStep).where(ChoreStep.chore_id == chore_id, ChoreStep.voided_at.is_(None))
    return list(work.session.scalars(query.order_by(ChoreStep.position, ChoreStep.id)))


def chores_of(work: Work, house_id: int) -> list[Chore]:
    """The chores of a house that there are, retired ones too, in their order."""
    query = select(Chore).where(Chore.house_id == house_id, Chore.voided_at.is_(None))
    return list(work.session.scalars(query.order_by(Chore.position, Chore.id)))


def first_rotation(work: Work, house_id: int) -> int:
    """The house's first rotation; one that balances week by week where there is none."""
    query = select(Rotation.id).where(Rotation.house_id == house_id, Rotation.voided_at.is_(None))
    known = work.session.scalars(query.order_by(Rotation.id)).first()
    if known is not None:
        return known
    starts_on = work.get(House, house_id).week_starts_on
    anchor = week_of(work.today(house_id), starts_on)
    row = work.add(Rotation(house_id=house_id, name=_(FIRST_ROTATION), anchor_on=anchor))
    work.record("rotation.added", row)
    return row.id


def used(work: Work, chore_id: int, on: date | None = None) -> bool:
    """Whether something that counts was said or seen of a chore (on that day), or (without a day)
    it was given by hand.
    """
    a = ChoreAssignment
    mine = select(a.id).where(a.chore_id == chore_id)
    queries: list[Any] = [
        select(t.id).where(
            t.assignment_id.in_(mine), t.void_at.is_(None),
            true() if on is None else t.on_date == on,
        )
        for t in (ChoreMark, Inspection)
    ]  # fmt: skip
    if on is None:
        queries.append(mine.where(a.source != "auto", a.voided_at.is_(None)))
    return any(work.session.execute(query.limit(1)).first() for query in queries)
