"""Staff accounts as Settings lists them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, Permission, Role
from sobrhouse.storage.access import needs
from sobrhouse.storage.lookups.second_people import others_with_pin, others_with_way_in
from sobrhouse.storage.tables import House, Staff, StaffHouse


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One account: role, houses (by name; empty for those who see all), and whether it is open."""

    staff_id: int
    name: str
    role: Role
    houses: tuple[int, ...]
    house_names: tuple[str, ...]
    active: bool
    has_pin: bool
    speaks: str


@dataclass(frozen=True, slots=True)
class Second:
    """Somebody who can be the second person of what takes two."""

    staff_id: int
    name: str
    has_pin: bool = True
    has_passphrase: bool = True


@needs(Permission.MANAGE_PEOPLE)
def second_people(session: Session, house_id: int, *, actor: Actor) -> tuple[Second, ...]:
    """Everybody else of the house's staff who has a PIN to confirm with, by name."""
    rows = others_with_pin(session, house_id, actor.id)
    return tuple(Second(*row) for row in rows)


@needs(Permission.MANAGE_STAFF)
def other_people(session: Session, actor: Actor) -> tuple[Second, ...]:
    """Everybody else with an open account, by name: who can be the second person of a purge or of
    another key for the house.
    """
    rows = others_with_way_in(session, actor.id)
    return tuple(Second(r.staff_id, r.name, r.has_pin, r.has_passphrase) for r in rows)


@needs(Permission.MANAGE_STAFF)
def staff_list(session: Session, actor: Actor) -> tuple[StaffRow, ...]:
    """Every account, open ones first, by name."""
    return _rows(session, None)


@needs(Permission.OWN_ACCOUNT)
def my_account(session: Session, actor: Actor) -> StaffRow | None:
    """The account of who asks."""
    return next(iter(_rows(session, actor.id)), None)


@needs(Permission.OWN_ACCOUNT)
def my_pin_hash(session: Session, actor: Actor) -> str | None:
    """What is stored of one's own PIN, for the unlock page's; None without a PIN."""
    return session.execute(select(Staff.pin_hash).where(Staff.id == actor.id)).scalar()


def _rows(session: Session, only: int | None) -> tuple[StaffRow, ...]:
    accounts = select(Staff).order_by(Staff.active.desc(), Staff.name)
    houses = select(StaffHouse.staff_id, House.id, House.name).join(House).order_by(House.name)
    if only is not None:
        accounts = accounts.where(Staff.id == only)
        houses = houses.where(StaffHouse.staff_id == only)
    own: dict[int, list[tuple[int, str]]] = {}
    for staff_id, house_id, name in session.execute(houses):
        own.setdefault(staff_id, []).append((house_id, name))
    return tuple(
        StaffRow(
            s.id,
            s.name,
            Role(s.role),
            tuple(i for i, _n in own.get(s.id, ())),
            tuple(n for _i, n in own.get(s.id, ())),
            s.active,
            s.pin_hash is not None,
            s.speaks,
        )
        for s in session.execute(accounts).scalars()
    )
