"""How residents use the kiosk, as the office arranges it: number, badge, PIN, lock, wishes."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from sobrhouse.domain.pins import badge_hash
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import KioskAccess, PinThrottle, Resident
from sobrhouse.storage.work import Work
from sobrhouse.words import _

CHOOSING = timedelta(minutes=15)  # how long somebody may choose a PIN, with staff beside them
LONGEST_ALIAS = 24
NUMBER_LENGTHS = range(2, 7)
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: nothing looks like another
_BADGE_LETTERS = 16  # 80 random bits


class Wish(StrEnum):
    """What one person may have otherwise than the rest of the house."""

    NUMBER = "number"
    ALIAS = "alias"
    HIDDEN = "hidden"
    HIDES_DAYS = "hides_days"


@dataclass(frozen=True, slots=True, repr=False)
class MadeBadges:
    """New badges: the code of each person, known only now, and the hashes that stood before."""

    codes: tuple[tuple[int, str], ...]
    before: tuple[tuple[int, str | None], ...]


def change_wish(work: Work, resident_id: int, wish: Wish, value: Any) -> Any:
    """Save one field; gives what stood before, which changes it back."""
    work.require(Permission.RECORD_DAILY)
    row = _access(work, resident_id)
    before = getattr(row, wish.value)
    setattr(row, wish.value, _checked(work, resident_id, wish, value))
    work.record("kiosk.changed", row)
    return before


def let_choose_pin(work: Work, resident_id: int) -> datetime:
    """Let somebody choose a PIN at the kiosk from now on, for a quarter of an hour; gives its end.

    The old PIN, where there is one, holds until then.
    """
    work.require(Permission.MANAGE_PEOPLE)
    row = _access(work, resident_id)
    row.choose_until = work.now + CHOOSING
    work.record("kiosk.choosing", row)
    return row.choose_until


def stop_choosing(work: Work, resident_id: int) -> None:
    """The inverse: the PIN stays what it is."""
    work.require(Permission.MANAGE_PEOPLE)
    row = _access(work, resident_id)
    row.choose_until = None
    work.record("kiosk.choosing_ended", row)


def clear_lock(work: Work, resident_id: int) -> int:
    """Forget somebody's wrong tries, so that the next PIN counts at once; gives how many there
    were.
    """
    work.require(Permission.RECORD_DAILY)
    work.get(Resident, resident_id)
    row = work.session.execute(
        select(PinThrottle).where(PinThrottle.resident_id == resident_id)
    ).scalar()
    if row is None or not (row.failures or row.locked_at):
        raise Problem(_("There is no lock and no wait any more."))
    work.watch(row)
    failures, row.failures = row.failures, 0
    row.next_try_at = row.locked_at = None
    row.wait_seconds = 0
    work.record("kiosk.lock_cleared", row)
    return failures


def make_badges(work: Work, house_id: int, people: Iterable[int]) -> MadeBadges:
    """A new badge for each of these people; those that they had open nothing any more.

    A code is given out here alone: only its hash is kept.
    """
    work.require(Permission.MANAGE_PEOPLE, house_id)
    codes, before = [], []
    for resident_id in people:
        row = _access(work, resident_id)
        before.append((resident_id, row.badge_hash))
        code = "".join(secrets.choice(_LETTERS) for _letter in range(_BADGE_LETTERS))
        row.badge_hash = badge_hash(code)
        work.record("kiosk.badge_made", row, house_id=house_id)
        codes.append((resident_id, code))
    return MadeBadges(tuple(codes), tuple(before))


def put_back_badges(work: Work, before: tuple[tuple[int, str | None], ...]) -> None:
    """The inverse: the badges that were there open again, the new ones do not."""
    work.require(Permission.MANAGE_PEOPLE)
    for resident_id, hashed in before:
        row = _access(work, resident_id)
        row.badge_hash = hashed
        work.record("kiosk.badge_put_back", row)


def _access(work: Work, resident_id: int) -> KioskAccess:
    """The row of somebody whom the actor may see; made where there is none yet."""
    person = work.get(Resident, resident_id)
    row = work.session.execute(
        select(KioskAccess).where(KioskAccess.resident_id == person.id)
    ).scalar()
    return work.watch(row) if row is not None else work.add(KioskAccess(resident_id=person.id))


def _checked(work: Work, resident_id: int, wish: Wish, value: Any) -> Any:
    if wish in (Wish.HIDDEN, Wish.HIDES_DAYS):
        return bool(value)
    text = " ".join(str(value or "").split())
    if wish is Wish.ALIAS:
        if len(text) > LONGEST_ALIAS:
            raise Problem(_("A tile has room for 24 letters."), field=wish.value)
        return text
    return _free_number(work, resident_id, text) if text else None


def _free_number(work: Work, resident_id: int, text: str) -> str:
    digits = text.replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in NUMBER_LENGTHS):
        raise Problem(_("A number has 2 to 6 digits."), field=Wish.NUMBER.value)
    taken = select(KioskAccess.id).where(
        KioskAccess.number == digits, KioskAccess.resident_id != resident_id
    )
    if work.session.execute(taken).first():
        raise Problem(_("Someone else has that number. Choose another."), field=Wish.NUMBER.value)
    return digits
