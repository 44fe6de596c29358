"""Corrections of nights: a wrong first night is put right from a screen, and put back again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sobrhouse.domain.houses import Nights
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import beds
from sobrhouse.services.nights import NightBook
from sobrhouse.storage.tables import Bed, BedAssignment, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Corrected:
    """Ids of the row that was wrong and of the one that stands in its place."""

    was: int
    now: int


def correct_first_night(
    work: Work, assignment_id: int, start_on: date, reason: str
) -> Corrected:
    """Put right the first night in a bed; a Problem is about `start_on` or `reason`.

    The row may have been put back by an undo since it was seen, as when the undo is undone.
    """
    work.require(Permission.MANAGE_PEOPLE)
    was = _in_force(work, work.get(BedAssignment, assignment_id))
    if was.start_on == start_on:
        raise Problem(_("That is the day that is written down already."), field="start_on")
    try:
        return Corrected(was.id, beds.correct_assignment(work, was.id, start_on, reason))
    except Problem as problem:
        if problem.field in ("on", "bed_id"):  # the form has the day alone
            raise Problem(problem.sentence, field="start_on") from problem
        raise


def undo_correction(work: Work, corrected: Corrected) -> int:
    """The inverse: the first night is again what it was, and the last one in the bed before."""
    work.require(Permission.MANAGE_PEOPLE)
    wrong, right = work.get(BedAssignment, corrected.was), beds.standing(work, corrected.now)
    stay = work.get(Stay, right.stay_id)
    book = NightBook(work, stay.house_id)
    pairs = [(wrong, right, right.end_on)]
    before = _moved_along(work, wrong)
    if before is not None:
        pairs.insert(0, (before, _stand_in_of(work, before), before.end_on))
    for _old, new, _end in pairs:
        book.void(new, beds.UNDONE)
    row = right
    for old, new, end in pairs:
        bed = work.session.get_one(Bed, new.bed_id)
        nights = Nights(old.start_on, end)
        row = book.give(stay, bed, nights, new.reason, corrects=new, why=beds.UNDONE)
        work.record("bed.corrected", row, house_id=stay.house_id)
    return row.id


def _in_force(work: Work, row: BedAssignment) -> BedAssignment:
    """The row itself, or the one that stands for it and says the same first night."""
    now = row
    while now.void_at is not None:
        after = _after(work, now)
        if after is None:
            return row
        now = after
    return now if now.start_on == row.start_on else row


def _after(work: Work, row: BedAssignment) -> BedAssignment | None:
    return work.session.scalars(
        select(BedAssignment).where(BedAssignment.corrects_id == row.id)
    ).first()


def _stand_in_of(work: Work, row: BedAssignment) -> BedAssignment:
    after = _after(work, row)
    if after is None:
        raise Problem(_("That bed was changed since. Look at the board again."))
    return beds.standing(work, after.id)


def _moved_along(work: Work, wrong: BedAssignment) -> BedAssignment | None:
    """The bed before, whose last night was put right in the same step."""
    return work.session.scalars(
        select(BedAssignment)
        .where(
            BedAssignment.stay_id == wrong.stay_id,
            BedAssignment.void_at == wrong.void_at,
            BedAssignment.end_on == wrong.start_on,
            BedAssignment.id != wrong.id,
        )
        .order_by(BedAssignment.id.desc())
    ).first()
