"""Holds follow people: what is kept for somebody away moves along with them, and back again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from sobrhouse.problems import Problem
from sobrhouse.services.nights import NightBook
from sobrhouse.storage.tables import BedAssignment, BedHold, Stay
from sobrhouse.words import _

Steps = Sequence[tuple[Stay, BedAssignment, BedAssignment]]  # whose, the nights left, the new ones


@dataclass(frozen=True, slots=True)
class Carried:
    """What a move did to holds, for the way back; ids of holds.

    `pairs`: ended in the bed left, and made for it in the new one. `ended`: fulfilled or run out.
    `promised`: the beds left were kept for others already, and still are.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    ended: tuple[int, ...] = ()
    promised: tuple[int, ...] = ()


NOTHING = Carried()


def promised(book: NightBook, row: BedAssignment) -> tuple[int, ...]:
    """The hold on somebody's bed that is not their own."""
    hold = book.open_hold(row.bed_id)
    return (hold.id,) if hold is not None and hold.stay_id != row.stay_id else ()


def lift(book: NightBook, rows: Iterable[BedAssignment], on: date) -> dict[int, BedHold]:
    """End what is kept in these beds for the people who leave them; gives the holds by stay."""
    lifted = {}
    for row in rows:
        hold = book.open_hold(row.bed_id)
        if hold is not None and hold.stay_id == row.stay_id:
            book.close_hold(hold, on)
            lifted[row.stay_id] = hold
    return lifted


def lay(book: NightBook, lifted: dict[int, BedHold], news: Iterable[BedAssignment]) -> Carried:
    """Keep the new beds as the old ones were kept, for who is still away."""
    pairs, ended = [], []
    for new in news:
        hold = lifted.get(new.stay_id)
        if hold is None:
            continue
        if book.ran_out(hold):
            ended.append(hold.id)
            continue
        pairs.append((hold.id, _copy(book, hold, new.bed_id, hold.ended_on or new.start_on).id))
    return Carried(tuple(pairs), tuple(ended))


def lift_back(book: NightBook, steps: Steps, carried: Carried) -> list[tuple[BedHold, int]]:
    """Void what is kept in beds of which the nights are voided.

    Gives the other holds made there since, with the bed into which each has to go.
    """
    made = {new for _old, new in carried.pairs}
    others: list[tuple[BedHold, int]] = []
    for stay, old, new in steps:
        for hold in since(book, stay.id, new):
            if hold.id not in made:
                others.append((hold, old.bed_id))
            _void(book, hold)
    return others


def lay_back(book: NightBook, carried: Carried, others: Iterable[tuple[BedHold, int]]) -> None:
    """Once people are back in their beds: keep these as they were, or as was decided since."""
    for old_id, new_id in carried.pairs:
        old, new = (book.work.get(BedHold, i) for i in (old_id, new_id))
        old.until_on, old.ended_on = new.until_on, new.ended_on
        action = "bed.held" if old.ended_on is None else "bed.hold_ended"
        book.work.record(action, old, house_id=book.house_id)
    for hold, bed_id in others:
        _copy(book, hold, bed_id, hold.from_on, hold.ended_on)
    for hold_id in carried.ended:
        reopen(book, hold_id)


def since(book: NightBook, stay_id: int, row: BedAssignment) -> list[BedHold]:
    """What was kept for somebody in a bed from the first of these nights on, ended or not."""
    holds = book.work.session.scalars(
        select(BedHold).where(
            BedHold.stay_id == stay_id,
            BedHold.bed_id == row.bed_id,
            BedHold.from_on >= row.start_on,
            BedHold.voided_at.is_(None),
            or_(BedHold.ended_on.is_(None), BedHold.ended_on > BedHold.from_on),
        )
    )
    return [book.work.watch(hold) for hold in holds.all()]


def void_since(book: NightBook, row: BedAssignment) -> None:
    """Nights that are voided take along what was kept in them."""
    for hold in since(book, row.stay_id, row):
        _void(book, hold)


def reopen(book: NightBook, hold_id: int) -> None:
    """A hold goes on that a step had ended; refused where the bed is kept for another since."""
    hold = book.work.get(BedHold, hold_id)
    if hold.ended_on is None or hold.voided_at is not None:
        return
    other = book.open_hold(hold.bed_id)
    if other is not None:
        if book.ran_out(hold):
            return
        raise Problem(_("That bed was changed since. Look at the board again."))
    hold.ended_on = None
    book.work.record("bed.held", hold, house_id=book.house_id, resident_id=book.held_for(hold))


def ended_at(book: NightBook, at: datetime, which: ColumnElement[bool]) -> list[BedHold]:
    """The holds among `which` that the step of that instant ended: all it writes bears it."""
    holds = book.work.session.scalars(
        select(BedHold).where(
            which,
            BedHold.ended_on.is_not(None),
            BedHold.updated_at == at,
            BedHold.voided_at.is_(None),
        )
    )
    return list(holds.all())


def _copy(
    book: NightBook, hold: BedHold, bed_id: int, start: date, end: date | None = None
) -> BedHold:
    again = book.work.add(
        BedHold(
            bed_id=bed_id,
            stay_id=hold.stay_id,
            kind=hold.kind,
            reason=hold.reason,
            from_on=start,
            until_on=hold.until_on,
            ended_on=end,
        )
    )
    book.work.record("bed.held", again, house_id=book.house_id)
    return again


def _void(book: NightBook, hold: BedHold) -> None:
    hold.voided_at = book.work.now
    book.work.record("bed.hold_cancelled", hold, house_id=book.house_id)
