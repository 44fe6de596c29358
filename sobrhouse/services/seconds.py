"""The second person: what takes two of the staff asks here whether the other was there, so that no
screen and no command can pass by it (safety.md 4.2).
"""

import json
from datetime import timedelta

from sqlalchemy import func, select

from sobrhouse.domain.staff import ActorKind, Permission
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.services.pins import LOOK_BACK, REFUSED, Purpose, stop_guessing
from sobrhouse.storage.keys.keys import Unlocked
from sobrhouse.storage.keys.pin_hashes import DUMMY, pin_fits
from sobrhouse.storage.lookups.second_people import MAY_CONFIRM, others_with_pin, others_with_way_in
from sobrhouse.storage.tables import AuditEntry, Resident, Staff
from sobrhouse.storage.work import Work
from sobrhouse.words import _

CONFIRMED = "staff.second_confirmed"
FRESH = timedelta(minutes=2)  # from the second person's PIN to what it was given for
_ASKED_BY = {
    Purpose.EMERGENCY: Permission.MANAGE_PEOPLE,
    Purpose.PURGE: Permission.MANAGE_STAFF,
    Purpose.ROTATION: Permission.MANAGE_STAFF,
}


def confirm_second(
    work: Work, staff_id: int, pin: str, purpose: Purpose, resident_id: int | None = None
) -> bool:
    """Whether this is the PIN of the second person; the log says so either way.

    It is good for this purpose and this resident alone. Whoever asks counts the wrong ones and
    locks (`PinLock.count_wrong`); ten for one person in an hour are the end here too.
    """
    work.require(Permission.MANAGE_PEOPLE)
    work.require(_ASKED_BY[purpose])
    if resident_id is not None:
        work.get(Resident, resident_id)
    row = _other(work, staff_id)
    stop_guessing(work, staff_id)
    may = row is not None and row.active and _may_confirm(row, purpose)
    stored = row.pin_hash if row is not None and may and row.pin_hash else DUMMY
    right = pin_fits(work.secrets["pepper"], staff_id, pin, stored) and stored != DUMMY
    work.record(
        CONFIRMED if right else REFUSED, row, resident_id=resident_id, purpose=purpose.value,
        staff_id=staff_id,
    )  # fmt: skip
    return right


def confirm_second_by_key(
    work: Work, unlocked: Unlocked, purpose: Purpose, resident_id: int | None = None
) -> int:
    """The second person's passphrase has opened their key slot; gives who it is. Problem where it
    is the slot of who asks, or of nobody with an open account.
    """
    work.require(Permission.MANAGE_PEOPLE)
    work.require(_ASKED_BY[purpose])
    if resident_id is not None:
        work.get(Resident, resident_id)
    found = select(Staff.id).where(Staff.slot_id == unlocked.slot_id, Staff.active)
    staff_id = work.session.execute(found).scalar()
    row = _other(work, staff_id or 0)
    if row is None or not _may_confirm(row, purpose):
        raise Problem(
            _("That staff account is not active any more. Ask the owner to let you in."),
            field="second",
        )
    work.record(
        CONFIRMED, row, resident_id=resident_id, purpose=purpose.value, staff_id=row.id,
        by="passphrase",
    )  # fmt: skip
    return row.id


def require_second(
    work: Work,
    purpose: Purpose,
    resident_id: int | None = None,
    *,
    second: int | None = None,
    house_id: int | None = None,
    reason: str = "",
) -> int | None:
    """Refuse what no second person confirmed within two minutes; gives who it was.

    `second` names whom it must have been. None is given only where nobody else is there to ask
    (in an emergency: nobody of the house's staff with a PIN; else: nobody with an open account),
    and then only with a `reason`.
    """
    if not others(work, purpose, house_id):
        if not reason.strip():
            raise Problem(
                _("Nobody else is on the staff, so say why you do this alone."), field="reason"
            )
        return None
    who = _confirmed(work, purpose, resident_id)
    if second is not None:
        who = who & {second}
    if not who:
        raise NotAllowed(
            _("A second person must confirm this with their PIN, then do it within two minutes.")
        )
    return min(who)


def others(work: Work, purpose: Purpose, house_id: int | None = None) -> bool:
    """Whether there is anybody to be the second person."""
    if purpose is Purpose.EMERGENCY and house_id is not None:
        return bool(others_with_pin(work.session, house_id, work.actor.id))
    return bool(others_with_way_in(work.session, work.actor.id))


def _other(work: Work, staff_id: int) -> Staff | None:
    if staff_id == work.actor.id:
        raise Problem(_("It takes a second person. Ask somebody else on the staff."),
                      field="second")  # fmt: skip
    there = work.session.get(Staff, staff_id) is not None
    return work.get(Staff, staff_id) if there else None


def _may_confirm(row: Staff, purpose: Purpose) -> bool:
    return purpose is not Purpose.EMERGENCY or row.role in MAY_CONFIRM


def _confirmed(work: Work, purpose: Purpose, resident_id: int | None) -> set[int]:
    newest = work.session.execute(select(func.max(AuditEntry.seq))).scalar() or 0
    found = work.session.execute(
        select(AuditEntry.at, AuditEntry.payload).where(
            AuditEntry.seq > newest - LOOK_BACK,
            AuditEntry.action == CONFIRMED,
            AuditEntry.payload != "",  # a purge has emptied those of whom it was about
            AuditEntry.actor_kind == ActorKind.STAFF.value,
            AuditEntry.actor_id == work.actor.id,
            AuditEntry.resident_id == resident_id
            if resident_id is not None
            else AuditEntry.resident_id.is_(None),
            AuditEntry.at >= work.now - FRESH,
        )
    )
    told = [(at, json.loads(payload)) for at, payload in found]
    return {
        int(said["staff_id"])
        for at, said in told
        if timedelta() <= work.now - at and said.get("purpose") == purpose.value
    }
