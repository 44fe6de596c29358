"""The beds of rooms: adding, naming, ordering and retiring them; their past is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from sobrhouse.domain.houses import MOST_BEDS, next_labels
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.services.nights import NightBook
from sobrhouse.storage.tables import Bed, BedAssignment, BedOutage, Room
from sobrhouse.storage.work import Work
from sobrhouse.words import _, n_

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change left behind: the version that stands now, and what was there before."""

    version: int
    before: str


def add_beds(
    work: Work, room_id: int, count: int, labels: Sequence[str] = (), since: date | None = None
) -> tuple[int, ...]:
    """More beds in a room: with these labels, or with the next ones of the room ("4C")."""
    work.require(Permission.MANAGE_HOUSE)
    room = _room(work, room_id)
    if not 1 <= count <= MOST_BEDS:
        raise Problem(_("A room takes 1 to {n} beds at a time.").format(n=MOST_BEDS), field="beds")
    beds = work.session.scalars(select(Bed).where(Bed.room_id == room_id)).all()
    standing = [b.label for b in beds if b.voided_at is None]
    wanted = list(labels) or next_labels(room.name, standing, count)
    return tuple(add_bed(work, room_id, label, since=since) for label in wanted)


def add_bed(
    work: Work, room_id: int, label: str, features: str = "", since: date | None = None
) -> int:
    """One bed, counted from `since`; the label of a retired bed brings that bed back."""
    work.require(Permission.MANAGE_HOUSE)
    room = _room(work, room_id)
    label = Tidied.short(label, "label")
    tonight = work.house_day(room.house_id)
    if not label:
        raise Problem(_("The bed needs a label, such as 4A."), field="label")
    for bed in work.session.scalars(select(Bed).where(Bed.room_id == room_id)):
        if bed.label.casefold() == label.casefold():
            return _bring_back(work, room, work.watch(bed), since or tonight)
    last = work.session.scalars(select(func.max(Bed.sort)).where(Bed.room_id == room_id)).one()
    bed = work.add(
        Bed(
            room_id=room_id,
            label=label,
            features=Tidied.short(features, "features", 500),
            sort=(last or 0) + 1,
            added_on=since or tonight,
        )
    )
    work.record("bed.added", bed, house_id=room.house_id)
    return bed.id


def void_beds(work: Work, bed_ids: Sequence[int]) -> None:
    """Undo adding beds; one that somebody has slept in stays."""
    work.require(Permission.MANAGE_HOUSE)
    for bed_id in bed_ids:
        bed = work.get(Bed, bed_id)
        if Tidied.ever_used(work, [bed_id]):
            raise Problem(
                _(
                    "Somebody has slept in bed {bed}, so its record stays. Retire it instead."
                ).format(bed=bed.label)
            )
        bed.voided_at = work.now
        work.record("bed.removed", bed)


def restore_beds(work: Work, bed_ids: Sequence[int]) -> None:
    """Undo taking away beds that nobody had slept in."""
    work.require(Permission.MANAGE_HOUSE)
    for bed_id in bed_ids:
        bed = work.get(Bed, bed_id)
        bed.voided_at = None
        work.record("bed.added", bed)


def change_bed(
    work: Work, bed_id: int, field: str, value: str, version: int | None = None
) -> Changed:
    """Another label, or features ("lower bunk, quiet"); its own inverse with what was before."""
    work.require(Permission.MANAGE_HOUSE)
    bed = work.get(Bed, bed_id, version)
    if field == "label":
        value = _bed_label(work, bed, value)
    elif field == "features":
        value = Tidied.short(value, field, 500)
    else:
        raise ValueError(f"a bed has no {field}")
    before = str(getattr(bed, field))
    if before != value:
        setattr(bed, field, value)
        work.record("bed.changed", bed)
    return Changed(bed.version, before)


def order_beds(work: Work, room_id: int, bed_ids: Sequence[int]) -> tuple[int, ...]:
    """Show the beds of a room in this order; gives the order before."""
    work.require(Permission.MANAGE_HOUSE)
    room = _room(work, room_id)
    beds = work.session.scalars(
        select(Bed)
        .where(Bed.room_id == room_id, Bed.voided_at.is_(None))
        .order_by(Bed.sort, Bed.id)
    ).all()
    before = tuple(b.id for b in beds)
    asked = [i for i in bed_ids if i in before]
    order = [*asked, *(i for i in before if i not in asked)]
    Tidied.number(
        work, [next(b for b in beds if b.id == i) for i in order], "bed.ordered", room.house_id
    )
    return before


def retire_bed(work: Work, bed_id: int, on: date) -> None:
    """The bed is gone from the night of `on`; its past stays. Refused while it is taken or held."""
    work.require(Permission.MANAGE_HOUSE)
    bed = work.get(Bed, bed_id)
    book = NightBook(work, work.get(Room, bed.room_id).house_id)
    book.bed(bed_id)
    if on < bed.added_on:
        raise Problem(_("The bed came later than that. Choose another day."), field="on")
    if rows := book.rows_of(bed, on):
        raise Problem(
            _("{name} has bed {bed}. Move them to another bed first.").format(
                name=book.name_on(rows[0].stay_id), bed=bed.label
            )
        )
    if hold := book.open_hold(bed_id):
        if not book.ran_out(hold):
            raise Problem(
                _("Bed {bed} is held for {name}. End the hold first.").format(
                    bed=bed.label, name=book.name_of(book.held_for(hold), last=True)
                )
            )
        book.close_hold(hold, on)
    bed.retired_on = on
    work.record("bed.retired", bed, house_id=book.house_id)


def restore_bed(work: Work, bed_id: int) -> None:
    """Undo retiring a bed."""
    work.require(Permission.MANAGE_HOUSE)
    bed = work.get(Bed, bed_id)
    bed.retired_on = None
    work.record("bed.restored", bed)


def _room(work: Work, room_id: int) -> Room:
    room = work.get(Room, room_id)
    if room.voided_at is not None:
        raise NotFound(_("That room is not there any more."))
    return room


def _bring_back(work: Work, room: Room, bed: Bed, since: date) -> int:
    """A bed that was taken away stands again; the nights between count as out of use."""
    if bed.voided_at is not None:
        bed.voided_at, bed.added_on, bed.retired_on = None, since, None
    elif bed.retired_on is not None:
        if since > bed.retired_on:
            gap = work.add(
                BedOutage(
                    bed_id=bed.id, start_on=bed.retired_on, end_on=since, note=_("Not in the room")
                )
            )
            work.record("bed.taken_out", gap, house_id=room.house_id)
        bed.retired_on = None
    else:
        raise Problem(
            _("{room} has a bed {bed} already. Choose another label.").format(
                room=room.name, bed=bed.label
            ),
            field="label",
        )
    work.record("bed.added", bed, house_id=room.house_id)
    return bed.id


def _bed_label(work: Work, bed: Bed, label: str) -> str:
    label = Tidied.short(label, "label")
    if not label:
        raise Problem(_("The bed needs a label, such as 4A."), field="label")
    others = work.session.execute(
        select(Bed.id, Bed.label).where(Bed.room_id == bed.room_id, Bed.id != bed.id)
    )
    for _id, other in others:
        if other.casefold() == label.casefold():
            raise Problem(
                _("The room has a bed {bed} already. Choose another label.").format(bed=other),
                field="label",
            )
    return label


class Tidied:
    """How rooms and beds are named and numbered, for both of their services."""

    @staticmethod
    def short(value: str, field: str, most: int = LONGEST) -> str:
        """One line without spare spaces; refused when it is longer than a label can be."""
        value = " ".join(value.split())
        if len(value) > most:
            words = n_("Use {n} letter at most.", "Use {n} letters at most.", most)
            raise Problem(words.format(n=most), field=field)
        return value

    @staticmethod
    def number(work: Work, rows: Iterable[Room | Bed], action: str, house_id: int) -> None:
        """Give rows their places in this order."""
        for place, row in enumerate(rows, 1):
            if row.sort != place:
                work.watch(row).sort = place
                work.record(action, row, house_id=house_id)

    @staticmethod
    def ever_used(work: Work, bed_ids: Sequence[int]) -> bool:
        """Whether anybody has slept in one of the beds, as far as it still counts."""
        used = select(BedAssignment.id).where(
            BedAssignment.bed_id.in_(bed_ids), BedAssignment.void_at.is_(None)
        )
        return work.session.scalars(used).first() is not None
