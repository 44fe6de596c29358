"""First steps: what a new house is told on its first day, each step whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sobrhouse.domain.houses import RoomWish
from sobrhouse.domain.recovery_codes import CODE_KEPT
from sobrhouse.domain.staff import Permission
from sobrhouse.services import houses, phase_steps, room_beds, rooms, settings
from sobrhouse.storage.tables import Bed, Phase, Room
from sobrhouse.storage.work import Work


@dataclass(frozen=True, slots=True)
class HouseWish:
    """The house as its owner describes it."""

    name: str
    address: str = ""
    time_zone: str = "America/New_York"
    rooms: tuple[RoomWish, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseWish:
    """One phase; `min_days` in the house before somebody can stand in it."""

    name: str
    min_days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the house asks of everybody; curfews as "22:30"."""

    curfew_weekdays: str
    curfew_weekend: str
    milestones: str
    phases: tuple[PhaseWish, ...] = ()


def note_code_kept(work: Work) -> None:
    """Record that whoever made the records has the recovery code on paper: they typed it back. Who
    takes the steps up again then needs no other.
    """
    work.require(Permission.MANAGE_STAFF)
    work.record(CODE_KEPT)


def describe_house(work: Work, house_id: int, wish: HouseWish) -> int:
    """Make the house with its rooms, or, where there is one, bring it in line; gives its id.

    A room or bed in which somebody has slept is never taken away: Problem, and all stays.
    """
    work.require(Permission.MANAGE_STAFF)
    fields = {"address": wish.address, "timezone": wish.time_zone}
    if house_id:
        houses.change_house(work, house_id, {"name": wish.name, **fields})
    else:
        house_id = houses.make_house(work, wish.name, **fields)
    _settle_rooms(work, house_id, wish.rooms)
    return house_id


def _settle_rooms(work: Work, house_id: int, wishes: Sequence[RoomWish]) -> None:
    here = select(Room).where(Room.house_id == house_id, Room.voided_at.is_(None))
    standing = {room.name.casefold(): room for room in work.session.scalars(here)}
    wanted = {wish.name.casefold() for wish in wishes}
    for name, room in standing.items():
        if name not in wanted:
            rooms.void_room(work, room.id)
    for wish in wishes:
        found = standing.get(wish.name.casefold())
        if found is None:
            rooms.add_room(work, house_id, wish.name, wish.beds, wish.floor)
        else:
            rooms.change_room(work, found.id, "floor", wish.floor)
            _settle_beds(work, found.id, wish.beds)


def _settle_beds(work: Work, room_id: int, count: int) -> None:
    beds = work.session.scalars(
        select(Bed.id)
        .where(Bed.room_id == room_id, Bed.voided_at.is_(None), Bed.retired_on.is_(None))
        .order_by(Bed.sort, Bed.id)
    ).all()
    if len(beds) > count:
        room_beds.void_beds(work, beds[count:])
    elif len(beds) < count:
        room_beds.add_beds(work, room_id, count - len(beds))


def set_rules(work: Work, house_id: int, rules: Rules) -> None:
    """Set curfews, milestones and phases; phases that stand are changed in their order."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    for key in ("curfew_weekdays", "curfew_weekend", "milestones"):
        settings.change_setting(work, house_id, key, getattr(rules, key))
    here = select(Phase).where(Phase.house_id == house_id, Phase.voided_at.is_(None))
    standing = work.session.scalars(here.order_by(Phase.number)).all()
    for row in standing[len(rules.phases) :]:
        phase_steps.void_phase(work, row.id)
    for n, wish in enumerate(rules.phases):
        if n >= len(standing):
            phase_steps.add_phase(work, house_id, wish.name, wish.min_days, wish.note)
            continue
        row = standing[n]
        if (row.name, row.min_days, row.note) != (wish.name, wish.min_days, wish.note):
            phase_steps.change_phase_step(work, row.id, wish.name, wish.min_days, wish.note)
