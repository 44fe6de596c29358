"""Rooms of a house with their beds: adding, naming and ordering them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from sobrhouse.domain.houses import RoomWish
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.services.room_beds import Changed, Tidied, add_beds
from sobrhouse.storage.tables import Bed, Room
from sobrhouse.storage.work import Work
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Made:
    """A new room with its new beds."""

    room_id: int
    bed_ids: tuple[int, ...] = ()


def add_room(
    work: Work, house_id: int, name: str, beds: int = 0, floor: str = "", since: date | None = None
) -> Made:
    """A room at the end of the house, its beds labelled by its number; they count from `since`."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    name = _room_name(work, house_id, name, None)
    last = work.session.scalars(select(func.max(Room.sort)).where(Room.house_id == house_id)).one()
    room = work.add(
        Room(house_id=house_id, name=name, floor=Tidied.short(floor, "floor"), sort=(last or 0) + 1)
    )
    work.record("room.added", room)
    return Made(room.id, add_beds(work, room.id, beds, since=since) if beds else ())


def add_rooms(
    work: Work, house_id: int, wishes: Sequence[RoomWish], since: date | None = None
) -> tuple[Made, ...]:
    """Several rooms with their beds, all or none; the inverse is void_rooms."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    return tuple(
        add_room(work, house_id, wish.name, wish.beds, wish.floor, since) for wish in wishes
    )


def void_rooms(work: Work, room_ids: Iterable[int]) -> None:
    """Take rooms away again, all or none."""
    work.require(Permission.MANAGE_HOUSE)
    for room_id in room_ids:
        void_room(work, room_id)


def void_room(work: Work, room_id: int) -> None:
    """Take away a room: refused while somebody ever slept in it, since the past needs it."""
    work.require(Permission.MANAGE_HOUSE)
    room = work.get(Room, room_id)
    beds = work.session.scalars(select(Bed).where(Bed.room_id == room_id)).all()
    if Tidied.ever_used(work, [b.id for b in beds]):
        raise Problem(
            _("People have slept in {room}, so its record stays. Retire its beds instead.").format(
                room=room.name
            )
        )
    for bed in beds:
        if bed.voided_at is None:
            work.watch(bed).voided_at = work.now
            work.record("bed.removed", bed, house_id=room.house_id)
    room.voided_at = work.now
    work.record("room.removed", room)


def restore_room(work: Work, room_id: int) -> None:
    """Undo taking a room away; the beds that went with it come back."""
    work.require(Permission.MANAGE_HOUSE)
    room = work.get(Room, room_id)
    went = room.voided_at
    room.name = _room_name(work, room.house_id, room.name, room)
    room.voided_at = None
    work.record("room.added", room)
    for bed in work.session.scalars(
        select(Bed).where(Bed.room_id == room_id, Bed.voided_at == went)
    ):
        work.watch(bed).voided_at = None
        work.record("bed.added", bed, house_id=room.house_id)


def change_room(
    work: Work, room_id: int, field: str, value: str, version: int | None = None
) -> Changed:
    """Rename a room or say where it is (name, floor); its own inverse with what was before."""
    work.require(Permission.MANAGE_HOUSE)
    room = work.get(Room, room_id, version)
    if field == "name":
        value = _room_name(work, room.house_id, value, room)
    elif field == "floor":
        value = Tidied.short(value, field)
    else:
        raise ValueError(f"a room has no {field}")
    before = str(getattr(room, field))
    if before != value:
        setattr(room, field, value)
        work.record("room.changed", room)
    return Changed(room.version, before)


def order_rooms(work: Work, house_id: int, room_ids: Sequence[int]) -> tuple[int, ...]:
    """Show the rooms in this order; gives the order before, which puts it back."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    rooms = work.session.scalars(
        select(Room)
        .where(Room.house_id == house_id, Room.voided_at.is_(None))
        .order_by(Room.sort, Room.id)
    ).all()
    before = tuple(r.id for r in rooms)
    if set(before) != set(room_ids) or len(before) != len(room_ids):
        raise Problem(_("The rooms have changed meanwhile. Look at them again, then order them."))
    Tidied.number(
        work, [next(r for r in rooms if r.id == i) for i in room_ids], "room.ordered", house_id
    )
    return before


def _room_name(work: Work, house_id: int, name: str, room: Room | None) -> str:
    name = Tidied.short(name, "name")
    if not name:
        raise Problem(_("The room needs a name."), field="name")
    others = work.session.execute(
        select(Room.id, Room.name).where(Room.house_id == house_id, Room.voided_at.is_(None))
    )
    for other_id, other in others:
        if other.casefold() == name.casefold() and (room is None or other_id != room.id):
            raise Problem(
                _("There is a {room} already. Choose another name.").format(room=other),
                field="name",
            )
    return name
