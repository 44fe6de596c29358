"""Who gets which bed from which night; the database too refuses one bed twice on one night."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sobrhouse.domain.houses import Nights
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.nights import NightBook
from sobrhouse.storage.tables import Bed, BedAssignment, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _

UNDONE = "undone at once"
TRANSFER = "transfer"
SWAP = "swap"


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move between beds left behind: rows closed and rows opened, in the same order."""

    left: tuple[int, ...]
    given: tuple[int, ...]


def assign_bed(work: Work, stay_id: int, bed_id: int, on: date, reason: str = "") -> int:
    """Give somebody without a bed this one, from the night of `on`; ends the hold kept for them."""
    work.require(Permission.MANAGE_PEOPLE)
    stay = _open_stay(work, stay_id)
    book = NightBook(work, stay.house_id)
    bed = book.bed(bed_id)
    row = book.give(stay, bed, Nights(on, stay.discharged_on), reason)
    work.record("bed.given", row, house_id=stay.house_id)
    return row.id


def take_back_bed(work: Work, assignment_id: int) -> None:
    """Undo giving a bed: the row is voided."""
    work.require(Permission.MANAGE_PEOPLE)
    row = _standing(work, assignment_id)
    book = NightBook(work, work.get(Stay, row.stay_id).house_id)
    for hold in book.holds_of_stay(row.stay_id):
        hold.voided_at = work.now
        work.record("bed.hold_cancelled", hold, house_id=book.house_id)
    book.void(row, UNDONE)
    book.reopen_fulfilled(row)


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
    _close(book, old, on, TRANSFER)
    new = book.give(stay, bed, Nights(on), reason)
    book.carry_holds([(stay, old.bed_id, bed.id)])
    work.record("bed.transferred", new, house_id=stay.house_id, from_bed=old.bed_id)
    return Moved((old.id,), (new.id,))


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
    for old in olds:
        _close(book, old, on, SWAP)
    book.carry_holds([(stays[0], beds[0].id, beds[1].id), (stays[1], beds[1].id, beds[0].id)])
    news = [
        book.give(stay, bed, Nights(on), reason)
        for stay, bed in zip(stays, reversed(beds), strict=True)
    ]
    for new, old in zip(news, olds, strict=True):
        work.record("bed.swapped", new, house_id=stays[0].house_id, from_bed=old.bed_id)
    return Moved(tuple(o.id for o in olds), tuple(n.id for n in news))


def undo_move(work: Work, moved: Moved) -> tuple[int, ...]:
    """Undo a transfer or a swap: all rows are voided, corrected ones stand for those that ended."""
    work.require(Permission.MANAGE_PEOPLE)
    news = [_standing(work, i) for i in moved.given]
    olds = [_standing(work, i) for i in moved.left]
    if any(new.end_on is not None for new in news):
        raise Problem(_("They have moved again since. Move them back by hand."))
    stays = [work.get(Stay, old.stay_id) for old in olds]
    book = NightBook(work, stays[0].house_id)
    for row in (*news, *olds):
        book.void(row, UNDONE)
    pairs = list(zip(stays, olds, news, strict=True))
    book.carry_holds([(stay, new.bed_id, old.bed_id) for stay, old, new in pairs])
    given = tuple(
        _stand_in(book, stay, old, Nights(old.start_on), UNDONE).id for stay, old, _new in pairs
    )
    for new in news:
        book.reopen_fulfilled(new)
    return given


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


def reopen_assignment(work: Work, assignment_id: int) -> int:
    """Undo the end of nights: a corrected row without an end stands for the old one."""
    work.require(Permission.MANAGE_PEOPLE)
    old = _standing(work, assignment_id)
    stay = _open_stay(work, old.stay_id)
    book = NightBook(work, stay.house_id)
    if old.end_on is None:
        return old.id
    book.void(old, UNDONE)
    return _stand_in(book, stay, old, Nights(old.start_on), UNDONE).id


def correct_assignment(work: Work, assignment_id: int, start_on: date, reason: str) -> int:
    """Put right the first night in a bed: a new row names the old one and says why.

    Where the person came from another bed on the old day, their last night there moves along.
    """
    work.require(Permission.MANAGE_PEOPLE)
    old = _standing(work, assignment_id)
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


def _standing(work: Work, assignment_id: int) -> BedAssignment:
    row = work.get(BedAssignment, assignment_id)
    if row.void_at is not None:
        raise Problem(_("That bed was changed since. Look at the board again."))
    return row


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
