"""Staff accounts: who works here, with which role, in which houses; the key slots stand outside
the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from sobrhouse.domain.passphrases import check_pin
from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.services.pins import Purpose, require_confirmed
from sobrhouse.storage.keys.pin_hashes import hash_pin
from sobrhouse.storage.tables import House, Staff, StaffHouse
from sobrhouse.storage.work import Work
from sobrhouse.words import LANGUAGES, _

_HIDDEN = ("pin_hash",)  # the log is read by more people than the account is


@dataclass(frozen=True, slots=True)
class Before:
    """How an account stood before a change, for the undo."""

    role: str
    houses: tuple[int, ...]


def add_staff(work: Work, name: str, role: Role, houses: Iterable[int], slot_id: str | None) -> int:
    """A new account for the key slot that was made for it; gives the id."""
    work.require(Permission.MANAGE_STAFF)
    require_confirmed(work, Purpose.ACCESS)
    row = work.add(Staff(name=_free_name(work, name, None), role=role.value, slot_id=slot_id))
    _set_houses(work, row.id, role, houses)
    work.record("staff.added", row, houses=sorted(houses))
    return row.id


def change_access(work: Work, staff_id: int, role: Role, houses: Iterable[int]) -> Before:
    """Another role or other houses; gives what stood before. The last active owner stays one."""
    work.require(Permission.MANAGE_STAFF)
    require_confirmed(work, Purpose.ACCESS)
    row = work.get(Staff, staff_id)
    before = Before(row.role, _houses(work, staff_id))
    houses = sorted(set(houses))
    if role is not Role.OWNER:
        _keep_an_owner(work, row)
    row.role = role.value
    _set_houses(work, staff_id, role, houses)
    work.record("staff.access_changed", row, houses_before=list(before.houses), houses=houses)
    return before


def rename(work: Work, staff_id: int, name: str) -> str:
    """Another name; gives the one before. One's own, or anybody's for an owner."""
    work.require(Permission.OWN_ACCOUNT)
    if staff_id != work.actor.id:
        work.require(Permission.MANAGE_STAFF)
    row = work.get(Staff, staff_id)
    before = row.name
    row.name = _free_name(work, name, staff_id)
    work.record("staff.renamed", row)
    return before


def deactivate(work: Work, staff_id: int) -> str | None:
    """Close an account; gives its key slot, which the caller takes away. Never the last owner,
    never oneself.
    """
    work.require(Permission.MANAGE_STAFF)
    if staff_id == work.actor.id:
        raise Problem(_("You cannot close your own account. Another owner can."))
    row = work.get(Staff, staff_id)
    _keep_an_owner(work, row)
    slot, row.active, row.slot_id, row.pin_hash = row.slot_id, False, None, None
    work.record("staff.closed", row, hide=_HIDDEN)
    return slot


def reactivate(work: Work, staff_id: int, slot_id: str) -> None:
    """Open a closed account again with the new key slot that was made for it."""
    work.require(Permission.MANAGE_STAFF)
    require_confirmed(work, Purpose.ACCESS)
    row = work.get(Staff, staff_id)
    if row.active:
        raise Problem(_("That account is open already."))
    row.active, row.slot_id = True, slot_id
    work.record("staff.reopened", row)


def set_pin(work: Work, pin: str) -> None:
    """One's own PIN: 6 to 12 digits, not one that everybody tries first."""
    work.require(Permission.OWN_ACCOUNT)
    check_pin(pin)
    row = work.get(Staff, work.actor.id)
    row.pin_hash = hash_pin(work.secrets["pepper"], row.id, pin)
    work.record("staff.pin_set", row, hide=_HIDDEN)


def clear_pin(work: Work, staff_id: int) -> None:
    """Take somebody's PIN away; they choose a new one after their passphrase."""
    work.require(Permission.MANAGE_STAFF)
    row = work.get(Staff, staff_id)
    if row.pin_hash is None:
        raise Problem(_("{name} has no PIN.").format(name=row.name))
    row.pin_hash = None
    work.record("staff.pin_cleared", row, hide=_HIDDEN)


def speak_to_me(work: Work, language: str) -> str:
    """The language that the program speaks to oneself; gives the one before."""
    work.require(Permission.OWN_ACCOUNT)
    row = work.get(Staff, work.actor.id)
    before, row.speaks = row.speaks, language if language in LANGUAGES else "en"
    work.record("staff.language_set", row)
    return before


def _free_name(work: Work, name: str, but: int | None) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Problem(_("Type a name."), field="name")
    taken = work.session.execute(
        select(Staff.id).where(func.lower(Staff.name) == wanted.lower(), Staff.id != (but or 0))
    )
    if taken.first() is not None:
        raise Problem(_("There is already somebody with that name. Add a letter."), field="name")
    return wanted[:80]


def _houses(work: Work, staff_id: int) -> tuple[int, ...]:
    return tuple(
        work.session.execute(
            select(StaffHouse.house_id)
            .where(StaffHouse.staff_id == staff_id)
            .order_by(StaffHouse.house_id)
        ).scalars()
    )


def _set_houses(work: Work, staff_id: int, role: Role, houses: Iterable[int]) -> None:
    wanted = set(houses)
    if role in (Role.MANAGER, Role.STAFF) and not wanted:
        raise Problem(_("Choose at least one house."), field="houses")
    for row in work.session.execute(
        select(StaffHouse).where(StaffHouse.staff_id == staff_id)
    ).scalars():
        if row.house_id not in wanted:
            work.session.delete(row)
    for house_id in sorted(wanted - set(_houses(work, staff_id))):
        work.get(House, house_id)
        work.add(StaffHouse(staff_id=staff_id, house_id=house_id))


def _keep_an_owner(work: Work, row: Staff) -> None:
    if row.role != Role.OWNER.value or not row.active:
        return
    others = work.session.execute(
        select(func.count())
        .select_from(Staff)
        .where(Staff.role == Role.OWNER.value, Staff.active, Staff.id != row.id)
    ).scalar_one()
    if not others:
        raise NotAllowed(
            _("{name} is the only owner. Make somebody else owner first.").format(name=row.name)
        )
