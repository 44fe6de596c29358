"""Sobriety dates: the first, a new one after a return to use, a correction; history stays."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sobrhouse.domain import sobriety as rules
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import Resident, SobrietyPeriod
from sobrhouse.storage.work import Work
from sobrhouse.words import _

RETURN_TO_USE = "return_to_use"
CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Redated:
    """The period that counts now, and the one it followed, for the way back."""

    period_id: int
    before_id: int | None = None


def set_first_date(work: Work, resident_id: int, start_on: date, note: str = "",
                   counted_by: str = "resident") -> Redated:
    """The first date that is written down of somebody."""
    work.require(Permission.MANAGE_PEOPLE)
    person = work.get(Resident, resident_id)
    rules.check_start(start_on, _today(work, resident_id), person.birth_on)
    if _open(work, resident_id) is not None:
        raise Problem(
            _("There is a date already. Choose New date or Correction."), field="start_on")
    return Redated(_begin(work, resident_id, start_on, note, counted_by, "sobriety.first_date").id)


def new_date(work: Work, resident_id: int, start_on: date, note: str = "",
             counted_by: str = "resident") -> Redated:
    """A new date after a return to use; the time before is kept."""
    work.require(Permission.MANAGE_PEOPLE)
    work.get(Resident, resident_id)
    present = _present(work, resident_id)
    rules.check_new_date(start_on, present.start_on, _today(work, resident_id))
    _end(work, present, start_on, RETURN_TO_USE)
    row = _begin(work, resident_id, start_on, note, counted_by, "sobriety.new_date")
    return Redated(row.id, present.id)


def correct_date(work: Work, resident_id: int, start_on: date, note: str = "",
                 counted_by: str = "resident") -> Redated:
    """Put a date right that was written down wrongly; what stood before can still be read."""
    work.require(Permission.MANAGE_PEOPLE)
    person = work.get(Resident, resident_id)
    today = _today(work, resident_id)
    rules.check_start(start_on, today, person.birth_on)
    present = _present(work, resident_id)
    if present.start_on == start_on:
        raise Problem(_("That is the date that stands already."), field="start_on")
    _end(work, present, today, CORRECTION)
    row = _begin(work, resident_id, start_on, note, counted_by, "sobriety.corrected")
    return Redated(row.id, present.id)


def undo_date(work: Work, done: Redated) -> None:
    """The inverse of each of these: the new period is voided and the one before counts again."""
    work.require(Permission.MANAGE_PEOPLE)
    row = work.get(SobrietyPeriod, done.period_id)
    if row.voided_at is not None or row.end_on is not None:
        raise Problem(_("The date has been changed again since."))
    row.voided_at = work.now
    work.record("sobriety.taken_back", row)
    if done.before_id is not None:
        before = work.get(SobrietyPeriod, done.before_id)
        before.end_on = before.end_kind = None
        work.record("sobriety.counts_again", before)


def _today(work: Work, resident_id: int) -> date:
    houses = work.houses_of_resident(resident_id)
    return work.today(min(houses)) if houses else work.now.date()


def _open(work: Work, resident_id: int) -> SobrietyPeriod | None:
    return work.session.scalars(select(SobrietyPeriod).where(
        SobrietyPeriod.resident_id == resident_id, SobrietyPeriod.end_on.is_(None),
        SobrietyPeriod.voided_at.is_(None))).one_or_none()


def _present(work: Work, resident_id: int) -> SobrietyPeriod:
    row = _open(work, resident_id)
    if row is None:
        raise Problem(_("There is no date yet. Write down the first one."), field="start_on")
    return work.watch(row)


def _end(work: Work, row: SobrietyPeriod, on: date, kind: str) -> None:
    row.end_on, row.end_kind = on, kind
    work.record("sobriety.ended", row)


def _begin(work: Work, resident_id: int, start_on: date, note: str, counted_by: str,
           action: str) -> SobrietyPeriod:
    row = work.add(SobrietyPeriod(
        resident_id=resident_id, start_on=start_on, counted_by=counted_by, note=note.strip()))
    work.record(action, row)
    return row
