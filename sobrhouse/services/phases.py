"""Phases: which privilege step a stay stands in, since when and why."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from sobrhouse.domain import residents as rules
from sobrhouse.domain.residents import Span
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import Phase, PhaseHistory, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """What a change of phase began and ended, for the way back."""

    begun_id: int
    ended_id: int | None


def change_phase(work: Work, stay_id: int, phase_id: int, on: date, reason: str) -> PhaseChanged:
    """Begin another phase on a day and end the present one the same day."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = work.get(Stay, stay_id)
    if stay.voided_at is not None or stay.discharged_on is not None:
        raise Problem(_("This person has moved out. The phase stays as it was."))
    phase = _phase(work, stay, phase_id)
    present = _open(work, stay_id)
    if present is not None and present.phase_id == phase.id:
        raise Problem(_("They are in this phase already."), field="phase_id")
    rules.check_phase(
        Span(stay.move_in_on, stay.discharged_on), present.start_on if present else None, on,
        work.today(stay.house_id))
    if present is not None:
        _close(work, present, on)
    row = _begin(work, stay, phase, on, reason)
    return PhaseChanged(row.id, present.id if present else None)


def undo_change_phase(work: Work, done: PhaseChanged) -> None:
    """The inverse of a change: the new phase is voided and the one before goes on."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(PhaseHistory, done.begun_id)
    if row.voided_at is not None or row.end_on is not None:
        raise Problem(_("The phase has been changed again since."))
    row.voided_at = work.now
    work.record("phase.taken_back", row)
    reopen(work, done.ended_id)


def begin(work: Work, stay: Stay, phase_id: int | None, on: date) -> None:
    """The first phase of a stay: the one given, else the house's first, if it has phases."""
    work.require(Permission.MANAGE_PEOPLE)
    if phase_id is not None:
        phase: Phase | None = _phase(work, stay, phase_id)
    else:
        phase = work.session.scalars(
            select(Phase).where(Phase.house_id == stay.house_id, Phase.voided_at.is_(None))
            .order_by(Phase.number)).first()
    if phase is not None:
        _begin(work, stay, phase, on, "")


def end(work: Work, stay_id: int, on: date) -> int | None:
    """End the present phase with the stay; gives the row's id."""
    work.require(Permission.MANAGE_PEOPLE)
    present = _open(work, work.get(Stay, stay_id).id)
    if present is None:
        return None
    _close(work, present, max(on, present.start_on))
    return present.id


def reopen(work: Work, phase_history_id: int | None) -> None:
    """Let a phase that was ended go on."""
    work.require(Permission.MANAGE_PEOPLE)
    if phase_history_id is None:
        return
    row = work.get(PhaseHistory, phase_history_id)
    row.end_on = None
    work.record("phase.reopened", row)


def void_all(work: Work, stay_id: int) -> None:
    """Void the phases of a stay that is taken back."""
    work.require(Permission.MANAGE_PEOPLE)
    for row in work.session.scalars(_live(work.get(Stay, stay_id).id)).all():
        work.watch(row).voided_at = work.now
        work.record("phase.taken_back", row)


def _phase(work: Work, stay: Stay, phase_id: int) -> Phase:
    phase = work.get(Phase, phase_id)
    if phase.house_id != stay.house_id or phase.voided_at is not None:
        raise NotFound(_("That phase is not one of this house."))
    return phase


def _begin(work: Work, stay: Stay, phase: Phase, on: date, reason: str) -> PhaseHistory:
    row = work.add(PhaseHistory(
        stay_id=stay.id, phase_id=phase.id, start_on=on, decided_by=work.actor.id,
        reason=reason.strip()))
    work.record("phase.begun", row)
    return row


def _close(work: Work, row: PhaseHistory, on: date) -> None:
    work.watch(row).end_on = on
    work.record("phase.ended", row)


def _live(stay_id: int) -> Select[PhaseHistory]:
    return select(PhaseHistory).where(
        PhaseHistory.stay_id == stay_id, PhaseHistory.voided_at.is_(None))


def _open(work: Work, stay_id: int) -> PhaseHistory | None:
    return work.session.scalars(_live(stay_id).where(PhaseHistory.end_on.is_(None))).one_or_none()
