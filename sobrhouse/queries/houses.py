"""Houses as they are listed, and one house with its rooms and beds for the editor."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Bed, BedAssignment, House, Room


@dataclass(frozen=True, slots=True)
class HouseRow:
    """One house of somebody's; `time_zone` is an IANA name."""

    house_id: int
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class HouseDetail:
    """All that is written about one house."""

    house_id: int
    name: str
    address: str
    phone: str
    time_zone: str
    level: str
    governance: str
    part2_status: str
    week_starts_on: int
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class BedRow:
    """A bed as the room editor shows it; one that is `used` can only be retired."""

    bed_id: int
    label: str
    features: str
    added_on: date
    retired_on: date | None
    used: bool
    version: int


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room with its beds, retired ones last."""

    room_id: int
    name: str
    floor: str
    version: int
    beds: tuple[BedRow, ...]

    @property
    def used(self) -> bool:
        """Whether anybody ever slept here."""
        return any(bed.used for bed in self.beds)


@needs(Permission.SEE_HOUSE)
def houses(session: Session, actor: Actor) -> tuple[HouseRow, ...]:
    """The houses that the actor works in and that are open, by name."""
    rows = session.execute(
        select(House.id, House.name, House.timezone)
        .where(House.active, House.voided_at.is_(None))
        .order_by(func.lower(House.name), House.id)
    )
    return tuple(HouseRow(r.id, r.name, r.timezone) for r in rows if actor.sees(r.id))


@needs(Permission.SEE_HOUSE)
def house(session: Session, house_id: int) -> HouseDetail | None:
    """One house; None when it is not there."""
    row = session.execute(
        select(
            House.id,
            House.name,
            House.address,
            House.phone,
            House.timezone,
            House.level,
            House.governance,
            House.part2_status,
            House.week_starts_on,
            House.active,
            House.version,
        ).where(House.id == house_id, House.voided_at.is_(None))
    ).first()
    return None if row is None else HouseDetail(*row)


@needs(Permission.SEE_HOUSE)
def rooms(session: Session, house_id: int) -> tuple[RoomRow, ...]:
    """The rooms of a house in their order, with all their beds."""
    used = (
        select(BedAssignment.id)
        .where(BedAssignment.bed_id == Bed.id, BedAssignment.void_at.is_(None))
        .exists()
    )
    rows = session.execute(
        select(
            Room.id,
            Room.name,
            Room.floor,
            Room.version,
            Bed.id,
            Bed.label,
            Bed.features,
            Bed.added_on,
            Bed.retired_on,
            used,
            Bed.version,
        )
        .outerjoin(Bed, and_(Bed.room_id == Room.id, Bed.voided_at.is_(None)))
        .where(Room.house_id == house_id, Room.voided_at.is_(None))
        .order_by(Room.sort, Room.id, Bed.retired_on.is_not(None), Bed.sort, Bed.id)
    )
    found: dict[int, tuple[str, str, int, list[BedRow]]] = {}
    for room_id, name, floor, version, *bed in rows:
        beds = found.setdefault(room_id, (name, floor, version, []))[3]
        if bed[0] is not None:
            beds.append(BedRow(bed[0], bed[1], bed[2], bed[3], bed[4], bool(bed[5]), bed[6]))
    return tuple(RoomRow(i, n, f, v, tuple(beds)) for i, (n, f, v, beds) in found.items())


@needs(Permission.SEE_HOUSE)
def bed_words(session: Session, house_id: int) -> tuple[str, ...]:
    """The words this house uses for what a bed has, floors first; offered where needs are typed."""
    rows = session.execute(
        select(Room.floor, Bed.features)
        .outerjoin(Bed, Bed.room_id == Room.id)
        .where(Room.house_id == house_id, Room.voided_at.is_(None))
        .order_by(Room.sort, Room.id)
    ).all()
    words: dict[str, str] = {}
    for text in (*(r[0] for r in rows), *(r[1] or "" for r in rows)):
        for word in filter(None, (w.strip() for w in text.split(","))):
            words.setdefault(word.casefold(), word)
    return tuple(words.values())
