"""Beds kept and beds that cannot be used: holds for people away or coming, and outages."""

from datetime import date

from sqlalchemy import select

from sobrhouse.domain.houses import Nights
from sobrhouse.domain.residents import WAITING
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services import hold_moves
from sobrhouse.services.nights import NightBook
from sobrhouse.storage.tables import Application, Bed, BedHold, BedOutage, Room, Stay
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def hold_while_away(
    work: Work, stay_id: int, until: date | None, reason: str, kind: str = "away"
) -> int:
    """Mark somebody as sleeping elsewhere until a day (included); the bed stays theirs.

    `kind` is away, pass or hospital.
    """
    work.require(Permission.MANAGE_PEOPLE)
    stay = work.get(Stay, stay_id)
    book = NightBook(work, stay.house_id)
    row = book.open_row(stay_id)
    if row is None:
        raise Problem(
            _("{name} has no bed now. Give them a bed first.").format(name=book.name_on(stay_id))
        )
    _require_coming(book, until)
    _clear_the_way(book, row.bed_id)
    hold = work.add(
        BedHold(
            bed_id=row.bed_id,
            stay_id=stay_id,
            kind=kind,
            from_on=max(book.tonight, row.start_on),
            until_on=until,
            reason=reason,
        )
    )
    work.record("bed.held", hold, house_id=stay.house_id, resident_id=stay.resident_id)
    return hold.id


def hold_for(
    work: Work, application_id: int, bed_id: int, until: date | None, reason: str = ""
) -> int:
    """Keep a bed for somebody on the waitlist until a day (included): this is how a bed is offered.

    A bed that somebody will leave can be kept too; it is theirs once it is free.
    """
    work.require(Permission.MANAGE_PEOPLE)
    application = work.get(Application, application_id)
    book = NightBook(work, application.house_id)
    bed = book.bed(bed_id)
    _require_coming(book, until)
    book.require_usable(bed, Nights(book.tonight))
    _require_going(book, bed)
    _clear_the_way(book, bed_id)
    _one_hold_each(book, application)
    hold = work.add(
        BedHold(
            bed_id=bed_id,
            application_id=application_id,
            kind="arriving",
            from_on=book.tonight,
            until_on=until,
            reason=reason,
        )
    )
    work.record(
        "bed.held", hold, house_id=application.house_id, resident_id=application.resident_id
    )
    return hold.id


def end_hold(work: Work, hold_id: int) -> None:
    """Nobody is away, or waited for, any more: the hold ends today."""
    work.require(Permission.MANAGE_PEOPLE)
    hold = work.get(BedHold, hold_id)
    _require_open(hold)
    book = _book_of_bed(work, hold.bed_id)
    book.close_hold(hold, book.tonight)


def reopen_hold(work: Work, hold_id: int) -> None:
    """Undo the end of a hold; refused when the bed has been kept for another meanwhile."""
    work.require(Permission.MANAGE_PEOPLE)
    hold = work.get(BedHold, hold_id)
    book = _book_of_bed(work, hold.bed_id)
    if hold.voided_at is not None:
        raise _changed_since()
    if hold.ended_on is None:
        return
    _clear_the_way(book, hold.bed_id)
    _require_still_theirs(book, hold)
    hold.ended_on = None
    work.record("bed.held", hold, house_id=book.house_id, resident_id=book.held_for(hold))


def cancel_hold(work: Work, hold_id: int) -> None:
    """Undo a hold as if it had never been; what it had ended goes on, such as another offer."""
    work.require(Permission.MANAGE_PEOPLE)
    hold = work.get(BedHold, hold_id)
    _require_open(hold)
    book = _book_of_bed(work, hold.bed_id)
    hold.voided_at = work.now
    work.record("bed.hold_cancelled", hold, house_id=book.house_id, resident_id=book.held_for(hold))
    same = BedHold.bed_id == hold.bed_id
    if hold.application_id is not None:
        same |= BedHold.application_id == hold.application_id
    for earlier in hold_moves.ended_at(book, hold.created_at, same):
        if book.ran_out(earlier):
            hold_moves.reopen(book, earlier.id)
        else:
            reopen_hold(work, earlier.id)


def change_hold(
    work: Work, hold_id: int, until: date | None, version: int | None = None
) -> date | None:
    """Move the last day of a hold; gives the day that stood before."""
    work.require(Permission.MANAGE_PEOPLE)
    hold = work.get(BedHold, hold_id, version)
    _require_open(hold)
    book = _book_of_bed(work, hold.bed_id)
    _require_coming(book, until)
    before, hold.until_on = hold.until_on, until
    work.record("bed.hold_changed", hold, house_id=book.house_id, resident_id=book.held_for(hold))
    return before


def out_of_service(work: Work, bed_id: int, note: str, from_on: date) -> int:
    """Nobody sleeps in this bed from that night on, until it is back; who has it moves first."""
    work.require(Permission.MANAGE_PEOPLE)
    book = _book_of_bed(work, bed_id)
    bed = book.bed(bed_id)
    if not note.strip():
        raise Problem(_("Say what is wrong, in a few words."), field="note")
    _require_no_outage(work, bed)
    taken = [
        r for r in book.rows_of(bed, from_on) if Nights(from_on).meets(Nights(r.start_on, r.end_on))
    ]
    if taken:
        raise Problem(
            _("{name} has bed {bed}. Move them to another bed first.").format(
                name=book.name_on(taken[0].stay_id), bed=bed.label
            )
        )
    hold = book.open_hold(bed_id)
    if hold is not None:
        if not book.ran_out(hold):
            raise Problem(
                _("Bed {bed} is held for {name}. End the hold first.").format(
                    bed=bed.label, name=book.name_of(book.held_for(hold), last=True)
                )
            )
        book.close_hold(hold, from_on)
    outage = work.add(BedOutage(bed_id=bed_id, start_on=from_on, note=note.strip()))
    work.record("bed.taken_out", outage, house_id=book.house_id)
    return outage.id


def back_in_service(work: Work, bed_id: int, on: date) -> int:
    """The bed can be slept in again from the night of `on`; gives the outage that ended."""
    work.require(Permission.MANAGE_PEOPLE)
    book = _book_of_bed(work, bed_id)
    outage = work.session.scalars(
        select(BedOutage).where(
            BedOutage.bed_id == bed_id, BedOutage.end_on.is_(None), BedOutage.voided_at.is_(None)
        )
    ).one_or_none()
    if outage is None:
        raise Problem(_("That bed is in use already."))
    work.watch(outage).end_on = max(on, outage.start_on)
    work.record("bed.put_back", outage, house_id=book.house_id)
    return outage.id


def reopen_outage(work: Work, outage_id: int) -> None:
    """Undo putting a bed back; refused when somebody has it, or waits for it, meanwhile."""
    work.require(Permission.MANAGE_PEOPLE)
    outage = work.get(BedOutage, outage_id)
    book = _book_of_bed(work, outage.bed_id)
    if outage.voided_at is not None:
        raise _changed_since()
    if outage.end_on is None:
        return
    bed = book.bed(outage.bed_id)
    _require_no_outage(work, bed)
    rows = book.rows_of(bed, outage.end_on)
    if rows:
        raise Problem(_("{name} has that bed now.").format(name=book.name_on(rows[0].stay_id)))
    _clear_the_way(book, bed.id)
    outage.end_on = None
    work.record("bed.taken_out", outage, house_id=book.house_id)


def cancel_outage(work: Work, outage_id: int) -> None:
    """Undo taking a bed out of use as if it had never been; refused once it is back in use."""
    work.require(Permission.MANAGE_PEOPLE)
    outage = work.get(BedOutage, outage_id)
    if outage.end_on is not None or outage.voided_at is not None:
        raise Problem(_("That bed is in use already."))
    book = _book_of_bed(work, outage.bed_id)
    outage.voided_at = work.now
    work.record("bed.put_back", outage, house_id=book.house_id)
    for hold in hold_moves.ended_at(book, outage.created_at, BedHold.bed_id == outage.bed_id):
        hold_moves.reopen(book, hold.id)


def _book_of_bed(work: Work, bed_id: int) -> NightBook:
    bed = work.get(Bed, bed_id)
    return NightBook(work, work.get(Room, bed.room_id).house_id)


def _changed_since() -> Problem:
    return Problem(_("That bed was changed since. Look at the board again."))


def _require_open(hold: BedHold) -> None:
    if hold.ended_on is not None or hold.voided_at is not None:
        raise Problem(_("That hold has ended already."))


def _require_still_theirs(book: NightBook, hold: BedHold) -> None:
    """Who is away still has the bed, or nobody came into the one that is offered."""
    bed = book.bed(hold.bed_id)
    if hold.stay_id is not None:
        row = book.open_row(hold.stay_id)
        if row is None or row.bed_id != bed.id:
            raise _changed_since()
        return
    application = book.work.get(Application, hold.application_id)
    if application.stage not in WAITING or _held_by(book.work, application.id):
        raise _changed_since()
    book.require_usable(bed, Nights(book.tonight))
    _require_going(book, bed)


def _held_by(work: Work, application_id: int) -> list[BedHold]:
    """The beds offered to somebody who waits, and not taken back."""
    return list(
        work.session.scalars(
            select(BedHold).where(
                BedHold.application_id == application_id,
                BedHold.ended_on.is_(None),
                BedHold.voided_at.is_(None),
            )
        )
    )


def _require_coming(book: NightBook, until: date | None) -> None:
    if until is not None and until < book.tonight:
        raise Problem(_("That day has gone by. Choose today or later."), field="until")


def _require_going(book: NightBook, bed: Bed) -> None:
    """A bed that somebody has can be kept for another only once it is known that they leave."""
    for row in book.rows_of(bed, book.tonight):
        stay = book.work.session.get_one(Stay, row.stay_id)
        if row.end_on is None and stay.planned_discharge_on is None:
            raise Problem(
                _(
                    "Bed {bed} is taken by {name}, who has no day to leave. Choose another bed."
                ).format(bed=bed.label, name=book.name_on(stay.id)),
                field="bed_id",
            )


def _clear_the_way(book: NightBook, bed_id: int) -> None:
    """A hold that ran out ends by itself; another one is refused."""
    hold = book.open_hold(bed_id)
    if hold is None:
        return
    if not book.ran_out(hold):
        raise Problem(
            _("That bed is held for {name} already. End that hold first.").format(
                name=book.name_of(book.held_for(hold))
            ),
            field="bed_id",
        )
    book.close_hold(hold, book.tonight)


def _one_hold_each(book: NightBook, application: Application) -> None:
    """Offering another bed ends the offer before it."""
    for hold in _held_by(book.work, application.id):
        book.close_hold(book.work.watch(hold), book.tonight)


def _require_no_outage(work: Work, bed: Bed) -> None:
    if (
        work.session.scalars(
            select(BedOutage.id).where(
                BedOutage.bed_id == bed.id,
                BedOutage.end_on.is_(None),
                BedOutage.voided_at.is_(None),
            )
        ).first()
        is not None
    ):
        raise Problem(_("Bed {bed} is out of use already.").format(bed=bed.label))
