"""Steps: where a resident is with the twelve steps; theirs, and seen by staff only if they share
it. The audit log tells that something changed, never which step or how far.
"""

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import STEP_WORDS
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.services.support_choices import choice_of
from sobrhouse.storage.tables import Resident, StepProgress
from sobrhouse.storage.work import Work
from sobrhouse.words import _

STEPS = 12
_HIDDEN = ("step", "state", "on_date")


def set_step(work: Work, resident_id: int, step: int, state: str | None) -> str | None:
    """Staff write a step down on the resident's word, where that person shares them; None is not
    begun. Gives the state before, for the way back.
    """
    work.require(Permission.RECORD_DAILY)
    return put_step(work, _sharing(work, resident_id), step, state)


def set_step_back(
    work: Work, resident_id: int, step: int, was: str | None, ours: str | None
) -> str | None:
    """The inverse; refused when the step has moved on since."""
    work.require(Permission.RECORD_DAILY)
    who = _sharing(work, resident_id)
    row = _standing(work, who, step)
    if (None if row is None else row.state) != ours:
        raise Problem(_("It has been changed again since."), field="step")
    return put_step(work, who, step, was)


def put_step(work: Work, resident_id: int, step: int, state: str | None) -> str | None:
    """The same as a part of use cases, which have asked (the kiosk's too)."""
    if step not in range(1, STEPS + 1) or (state is not None and state not in STEP_WORDS):
        raise Problem(_("Choose one from the list."), field="step")
    row = _standing(work, resident_id, step)
    before = None if row is None else row.state
    if before == state:
        return before
    if row is not None:
        work.watch(row).voided_at = work.now
        work.record("step.changed", row, hide=_HIDDEN)
    if state is not None:
        on = max(map(work.today, work.houses_of_resident(resident_id)))
        made = work.add(
            StepProgress(resident_id=resident_id, step=step, state=state, on_date=on)
        )
        work.record("step.changed", made, hide=_HIDDEN)
    return before


def _sharing(work: Work, resident_id: int) -> int:
    """Somebody who shares their steps with staff."""
    person = work.get(Resident, resident_id)
    choice = choice_of(work, person.id)
    if choice is None or not choice.shares_steps:
        raise NotAllowed(
            _("They keep their steps to themselves. Nothing was changed. They can share them.")
        )
    return person.id


def _standing(work: Work, resident_id: int, step: int) -> StepProgress | None:
    query = select(StepProgress).where(
        StepProgress.resident_id == resident_id,
        StepProgress.step == step,
        StepProgress.voided_at.is_(None),
    )
    return work.session.scalars(query).one_or_none()
