"""Who gets which bed from which night; the database too refuses one bed twice on one night."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sobrhouse.domain.houses import Nights
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services import hold_moves
from sobrhouse.services.hold_moves import Carried
from sobrhouse.services.nights import DISCHARGE, NightBook
from sobrhouse.storage.tables import Bed, BedAssignment, BedHold, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

UNDONE = "undone at once"
TRANSFER = "transfer"
SWAP = "swap"
MOVED = {TRANSFER: "bed.transferred", SWAP: "bed.swapped"}


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move between beds left behind: rows closed and rows opened, in the same order."""

    left: tuple[int, ...]
    given: tuple[int, ...]
    holds: Carried = hold_moves.NOTHING


def assign_bed(work: Work, stay_id: int, bed_id: int, on: date, reason: str = "") -> int:
    """Give somebody without a bed this one, from the night of `on`; ends the hold kept for them."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = _open_stay(work, stay_id)
    book = NightBook(work, stay.house_id)
    bed = book.bed(bed_id)
    if stay.discharged_on is not None and on > stay.discharged_on:
        raise Problem(_("This person has moved out already."), field="on")
    row = book.give(stay, bed, Nights(on, stay.discharged_on), reason)
    if row.end_on is None:
        book.settle_hold(bed, stay, on)
    work.record("bed.given", row, house_id=stay.house_id)
    return row.id


def take_back_bed(work: Work, assignment_id: int) -> None:
    """Undo giving a bed: the row is voided, and what was kept for them there."""
    work.require(Permission.MANAGE_PEOPLE)
    row = standing(work, assignment_id)
    stay = work.get(Stay, row.stay_id)
    if row.end_on is not None and row.end_reason != DISCHARGE:
        raise _moved_since()
    book = NightBook(work, stay.house_id)
    hold_moves.void_since(book, row)
    book.void(row, UNDONE)
    given_at = work.get(BedAssignment, assignment_id).created_at
    for hold in hold_moves.ended_at(book, given_at, BedHold.bed_id == row.bed_id):
        hold_moves.reopen(book, hold.id)


def transfer(work: Work, stay_id: int, to_bed_id: int, on: date, reason: str) -> Moved:
    """Move somebody to a free bed: the old nights end and the new ones begin, both or neither."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = _open_stay(work, stay_id)
    book = NightBook(work, stay.house_id)
    _require_reason(reason)
    bed = book.bed(to_bed_id)
    old = _bed_now(book, stay)
    if old.bed_id == bed.id:
        raise Problem(
            _("{name} has bed {bed} already.").format(name=book.name_on(stay.id), bed=bed.label),
            field="bed_id",
        )
    return _move(book, [(stay, old, bed)], on, TRANSFER, reason)


def swap(work: Work, stay_id: int, other_stay_id: int, on: date, reason: str) -> Moved:
    """Two residents change beds from the night of `on`, both or neither."""
    work.require(Permission.MANAGE_PEOPLE)
    stays = (_open_stay(work, stay_id), _open_stay(work, other_stay_id))
    book = NightBook(work, stays[0].house_id)
    _require_reason(reason)
    if stays[0].house_id != stays[1].house_id or stay_id == other_stay_id:
        raise Problem(_("Two people of one house can swap beds. Choose two."), field="bed_id")
    olds = [_bed_now(book, stay) for stay in stays]
    beds = [book.bed(old.bed_id) for old in olds]
    return _move(book, list(zip(stays, olds, reversed(beds), strict=True)), on, SWAP, reason)


def undo_move(work: Work, moved: Moved) -> tuple[int, ...]:
    """Undo a transfer or a swap: all rows are voided, corrected ones stand for those that ended.

    Refused once a later step has changed one of the rows, or one of the beds left.
    """
    work.require(Permission.MANAGE_PEOPLE)
    news = [standing(work, i) for i in moved.given]
    olds = [standing(work, i) for i in moved.left]
    if any(new.end_on is not None for new in news):
        raise _moved_since()
    if any(old.end_on != new.start_on for old, new in zip(olds, news, strict=True)):
        raise _changed_since()
    stays = [work.get(Stay, old.stay_id) for old in olds]
    book = NightBook(work, stays[0].house_id)
    steps = list(zip(stays, olds, news, strict=True))
    others = hold_moves.lift_back(book, steps, moved.holds)
    for row in (*news, *olds):
        book.void(row, UNDONE)
    given = tuple(_go_on(book, stay, old, moved.holds.promised).id for stay, old, _new in steps)
    hold_moves.lay_back(book, moved.holds, others)
    return given


def promised(work: Work, stay_id: int) -> tuple[int, ...]:
    """The hold for another on the bed that somebody has; the way back leaves it as it is."""
    work.require(Permission.MANAGE_PEOPLE)
    book = NightBook(work, work.get(Stay, stay_id).house_id)
    row = book.open_row(stay_id)
    return () if row is None else hold_moves.promised(book, row)


def end_assignment(work: Work, stay_id: int, on: date, reason: str) -> int | None:
    """The last night in the bed was the one before `on`, and nobody is waited for any more.

    Gives the nights that ended; None when they had no bed.
    """
    work.require(Permission.MANAGE_PEOPLE)
    stay = work.get(Stay, stay_id)
    book = NightBook(work, stay.house_id)
    for hold in book.holds_of_stay(stay_id):
        book.close_hold(hold, on)
    row = book.open_row(stay_id)
    if row is None:
        return None
    _close(book, row, on, reason)
    return row.id


def reopen_assignment(work: Work, assignment_id: int, promised: tuple[int, ...] = ()) -> int:
    """Undo the end of nights: a corrected row without an end stands for the old one.

    `promised`: holds for others on the bed that were there before the nights ended.
    """
    work.require(Permission.MANAGE_PEOPLE)
    old = standing(work, assignment_id)
    stay = _open_stay(work, old.stay_id)
    book = NightBook(work, stay.house_id)
    if old.end_on is None:
        return old.id
    book.void(old, UNDONE)
    return _go_on(book, stay, old, promised).id


def correct_assignment(work: Work, assignment_id: int, start_on: date, reason: str) -> int:
    """Put right the first night in a bed: a new row names the old one and says why.

    Where the person came from another bed on the old day, their last night there moves along.
    """
    work.require(Permission.MANAGE_PEOPLE)
    old = standing(work, assignment_id)
    stay = work.get(Stay, old.stay_id)
    book = NightBook(work, stay.house_id)
    _require_reason(reason)
    if old.end_on is not None and start_on > old.end_on:
        raise Problem(
            _("The nights in this bed end on {date}. Choose that day or earlier.").format(
                date=book.day(old.end_on)
            ),
            field="start_on",
        )
    before = _row_before(work, old)
    if before is not None and start_on < before.start_on:
        raise Problem(
            _("They came to the bed before on {date}. Choose that day or later.").format(
                date=book.day(before.start_on)
            ),
            field="start_on",
        )
    book.void(old, reason)
    if before is not None:
        book.void(before, reason)
        _stand_in(book, stay, before, Nights(before.start_on, start_on), reason)
    return _stand_in(book, stay, old, Nights(start_on, old.end_on), reason).id


def _open_stay(work: Work, stay_id: int) -> Stay:
    stay = work.get(Stay, stay_id)
    if stay.voided_at is not None:
        raise NotFound(_("That stay was taken back. Nothing was changed."))
    return stay


def standing(work: Work, assignment_id: int) -> BedAssignment:
    """The row, or the one that says the same in its place after later steps were undone."""
    row = now = work.get(BedAssignment, assignment_id)
    while now.void_at is not None:
        after = work.session.scalars(
            select(BedAssignment).where(BedAssignment.corrects_id == now.id)
        ).one_or_none()
        if after is None:
            raise _changed_since()
        now = work.watch(after)
    if now.start_on != row.start_on:
        raise _changed_since()
    return now


def _changed_since() -> Problem:
    return Problem(_("That bed was changed since. Look at the board again."))


def _moved_since() -> Problem:
    return Problem(_("They have moved again since. Move them back by hand."))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Problem(_("Say why, in a few words."), field="reason")


def _bed_now(book: NightBook, stay: Stay) -> BedAssignment:
    row = book.open_row(stay.id)
    if row is None:
        raise Problem(
            _("{name} has no bed now. Give them a bed first.").format(name=book.name_on(stay.id))
        )
    return row


def _move(
    book: NightBook,
    steps: list[tuple[Stay, BedAssignment, Bed]],
    on: date,
    how: str,
    reason: str,
) -> Moved:
    """Close the nights left, open the new ones, and take along what is kept for whom."""
    olds = [old for _stay, old, _bed in steps]
    for old in olds:
        _close(book, old, on, how)
    kept = tuple(i for old in olds for i in hold_moves.promised(book, old))
    lifted = hold_moves.lift(book, olds, on)
    news = [book.give(stay, bed, Nights(on), reason) for stay, _old, bed in steps]
    ended = tuple(i for stay, _old, bed in steps for i in book.settle_hold(bed, stay, on))
    carried = hold_moves.lay(book, lifted, news)
    for new, old in zip(news, olds, strict=True):
        book.work.record(MOVED[how], new, house_id=book.house_id, from_bed=old.bed_id)
    return Moved(
        tuple(old.id for old in olds),
        tuple(new.id for new in news),
        Carried(carried.pairs, (*carried.ended, *ended), kept),
    )


def _go_on(
    book: NightBook, stay: Stay, old: BedAssignment, promised: tuple[int, ...]
) -> BedAssignment:
    """Nights that had ended go on, unless the bed is another's or kept for another since."""
    row = _stand_in(book, stay, old, Nights(old.start_on), UNDONE)
    bed = book.work.session.get_one(Bed, row.bed_id)
    book.settle_hold(bed, stay, book.tonight, promised)
    return row


def _close(book: NightBook, row: BedAssignment, on: date, reason: str) -> None:
    if on < row.start_on:
        raise Problem(
            _("{name} has had this bed since {date}. Choose that day or later.").format(
                name=book.name_on(row.stay_id), date=book.day(row.start_on)
            ),
            field="on",
        )
    row.end_on, row.end_reason = on, reason
    book.work.record("bed.left", row, house_id=book.house_id)


def _row_before(work: Work, row: BedAssignment) -> BedAssignment | None:
    """The bed that somebody left by moving into this one, on the day this one began."""
    return work.session.scalars(
        select(BedAssignment).where(
            BedAssignment.stay_id == row.stay_id,
            BedAssignment.end_on == row.start_on,
            BedAssignment.void_at.is_(None),
            BedAssignment.end_on > BedAssignment.start_on,
            BedAssignment.id != row.id,
        )
    ).first()


def _stand_in(
    book: NightBook, stay: Stay, old: BedAssignment, nights: Nights, why: str
) -> BedAssignment:
    bed = book.work.session.get_one(Bed, old.bed_id)
    row = book.give(stay, bed, nights, old.reason, corrects=old, why=why)
    book.work.record("bed.corrected", row, house_id=book.house_id)
    return row
