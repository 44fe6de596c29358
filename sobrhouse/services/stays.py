"""Stays: applying, moving in, moving out, and the way back from each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from sobrhouse.domain import residents as rules
from sobrhouse.domain.residents import Span
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem, Stale
from sobrhouse.services import applications, beds, chore_plans, introductions, phases
from sobrhouse.services.introductions import Settled
from sobrhouse.storage.tables import Application, BedAssignment, BedHold, Resident, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

STAY_FIELDS = (
    "planned_discharge_on", "destination", "forwarding_address", "return_eligible",
    "naloxone_given", "aftercare_note", "discharge_reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveIn:
    """How somebody moves in; without a bed they still need one."""

    on: date
    bed_id: int | None = None
    phase_id: int | None = None
    referral: str = ""
    planned_discharge_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveOut:
    """How somebody moves out; `kind` is one of the discharge types."""

    on: date
    kind: str
    reason: str = ""
    destination: str = ""
    forwarding_address: str = ""
    return_eligible: bool | None = None
    naloxone_given: bool | None = None
    aftercare_note: str = ""


@dataclass(frozen=True, slots=True)
class MovedOut:
    """What a move out ended, for the way back; ids of rows."""

    stay_id: int
    assignment_id: int | None
    phase_id: int | None
    hold_id: int | None
    promised: tuple[int, ...] = ()  # holds for others on the bed before they left it
    settled: tuple[Settled, ...] = ()  # buddies and introductions


def move_in(work: Work, house_id: int, resident_id: int, how: MoveIn) -> int:
    """A new stay with its bed and first phase; a person who comes back keeps all they had."""
    work.require(Permission.MANAGE_PEOPLE, house_id)
    person = work.get(Resident, resident_id)
    rules.check_move_in(how.on, work.today(house_id), _spans(work, resident_id))
    if person.voided_at is not None:
        raise NotFound(_("This person was taken back. Add them anew."))
    application = applications.waiting_for(work, house_id, resident_id)
    stay = work.add(Stay(
        resident_id=person.id, house_id=house_id, move_in_on=how.on,
        application_id=application.id if application else None,
        referral_source_id=applications.referral_source(work, how.referral) or (
            application.referral_source_id if application else None),
        planned_discharge_on=how.planned_discharge_on,
    ))
    work.record("stay.moved_in", stay)
    if application is not None:
        application.stage = "moved_in"
        work.record("application.moved_in", application)
    phases.begin(work, stay, how.phase_id, how.on)
    if how.bed_id is not None:
        beds.assign_bed(work, stay.id, how.bed_id, how.on, how.reason or _("moved in"))
    chore_plans.follow(work, house_id, f"stay.moved_in:{stay.id}", (stay.id,))
    return stay.id


def undo_move_in(work: Work, stay_id: int) -> None:
    """The inverse of a move in: stay, bed and phases are voided; who waited waits again."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = _open_stay(work, stay_id)
    for assignment_id in _beds_of(work, stay.id):
        beds.take_back_bed(work, assignment_id)
    phases.void_all(work, stay.id)
    introductions.take_back_with_stay(work, stay)
    stay.voided_at = work.now
    work.record("stay.taken_back", stay)
    chore_plans.follow(
        work, stay.house_id, f"stay.taken_back:{stay.id}", undoes=f"stay.moved_in:{stay.id}")
    if stay.application_id is not None:
        application = work.get(Application, stay.application_id)
        application.stage = "waitlisted"
        work.record("application.waits_again", application)


def move_out(work: Work, stay_id: int, how: MoveOut) -> MovedOut:
    """End the stay, its bed, its phase and what was held for it, in one transaction."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = _open_stay(work, stay_id)
    rules.check_move_out(stay.move_in_on, how.on, work.today(stay.house_id))
    if how.kind not in rules.DISCHARGE_WORDS:
        raise Problem(_("Choose how the stay ended."), field="kind")
    stay.discharged_on, stay.discharge_type = how.on, how.kind
    stay.discharge_reason, stay.destination = how.reason.strip(), how.destination.strip()
    stay.forwarding_address = how.forwarding_address.strip()
    stay.return_eligible, stay.naloxone_given = how.return_eligible, how.naloxone_given
    stay.aftercare_note = how.aftercare_note.strip()
    work.record("stay.moved_out", stay)
    hold_id, promised = _open_hold(work, stay.id), beds.promised(work, stay.id)
    assignment_id = beds.end_assignment(work, stay.id, how.on, "moved out")
    phase_id = phases.end(work, stay.id, how.on)
    chore_plans.follow(work, stay.house_id, f"stay.moved_out:{stay.id}")
    settled = introductions.end_with_stay(work, stay, how.on)
    return MovedOut(stay.id, assignment_id, phase_id, hold_id, promised, settled)


def undo_move_out(work: Work, done: MovedOut) -> None:
    """The inverse of a move out: back in bed and phase, unless the bed was given away."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = work.get(Stay, done.stay_id)
    if stay.discharged_on is None or stay.voided_at is not None:
        raise Problem(_("This move out was taken back before."))
    rules.check_move_in(
        stay.move_in_on, work.today(stay.house_id), _spans(work, stay.resident_id, stay.id))
    for field in ("discharged_on", "discharge_type", "return_eligible", "naloxone_given"):
        setattr(stay, field, None)
    for field in ("discharge_reason", "destination", "forwarding_address", "aftercare_note"):
        setattr(stay, field, "")
    work.record("stay.move_out_taken_back", stay)
    chore_plans.follow(
        work, stay.house_id, f"stay.move_out_taken_back:{stay.id}", (stay.id,),
        undoes=f"stay.moved_out:{stay.id}")
    introductions.go_on_with_stay(work, done.settled)
    phases.reopen(work, done.phase_id)
    if done.assignment_id is not None:
        beds.reopen_assignment(work, done.assignment_id, done.promised)
    if done.hold_id is not None:
        hold = work.get(BedHold, done.hold_id)
        hold.ended_on = None
        work.record("bed.held_again", hold, house_id=stay.house_id)


def change_stay(work: Work, stay_id: int, field: str, value: Any, version: int) -> tuple[int, Any]:
    """Save one field of a stay, such as the planned last day; gives version and old value."""
    work.require(Permission.MANAGE_PEOPLE)
    if field not in STAY_FIELDS:
        raise ValueError(f"a stay has no field {field}")
    stay = work.get(Stay, stay_id)
    was = getattr(stay, field)
    value = value.strip() if isinstance(value, str) else value
    if stay.version != version and was != value:
        raise Stale(_("Someone else has just changed this."), field=field,
                    theirs={field: was, "version": stay.version})
    if was == value:
        return stay.version, was
    if field == "planned_discharge_on" and value is not None and value < stay.move_in_on:
        raise Problem(_("That is before the day of the move in."), field=field)
    setattr(stay, field, value)
    work.record("stay.changed", stay)
    return stay.version, was


def change_stay_back(work: Work, stay_id: int, field: str, was: Any, ours: Any) -> tuple[int, Any]:
    """The inverse of a field's change; refused when the field has been changed again since."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = work.get(Stay, stay_id)
    if getattr(stay, field) != ours:
        raise Problem(_("It has been changed again since."), field=field)
    return change_stay(work, stay_id, field, was, stay.version)


def _spans(work: Work, resident_id: int, without: int | None = None) -> list[Span]:
    """The days of all stays of a person, in whichever house, but that of `without`."""
    rows = work.session.execute(
        select(Stay.id, Stay.move_in_on, Stay.discharged_on)
        .where(Stay.resident_id == resident_id, Stay.voided_at.is_(None)))
    return [Span(r.move_in_on, r.discharged_on) for r in rows if r.id != without]


def _open_stay(work: Work, stay_id: int) -> Stay:
    stay = work.get(Stay, stay_id)
    if stay.voided_at is not None:
        raise NotFound(_("This stay was taken back before."))
    if stay.discharged_on is not None:
        raise Problem(_("This person has moved out already."))
    return stay


def _beds_of(work: Work, stay_id: int) -> list[int]:
    """The bed assignments of a stay that count, the last one first."""
    return list(work.session.scalars(
        select(BedAssignment.id)
        .where(BedAssignment.stay_id == stay_id, BedAssignment.void_at.is_(None))
        .order_by(BedAssignment.start_on.desc(), BedAssignment.id.desc())))


def _open_hold(work: Work, stay_id: int) -> int | None:
    return work.session.scalars(
        select(BedHold.id).where(
            BedHold.stay_id == stay_id, BedHold.ended_on.is_(None), BedHold.voided_at.is_(None))
    ).first()
