"""Staff PINs: confirming by one's own, right before what could do harm (safety.md 4.2, step-up)."""

import json
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import func, select

from sobrhouse.domain.staff import ActorKind, Permission
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.storage.keys.pin_hashes import pin_fits
from sobrhouse.storage.tables import AuditEntry, Staff
from sobrhouse.storage.work import Work
from sobrhouse.words import _

FRESH = timedelta(seconds=60)
HOUR = timedelta(hours=1)
WRONG_AN_HOUR = 10
REFUSED = "staff.pin_refused"
LOOK_BACK = 500  # audit rows; far more than a minute's work of everybody together


class Purpose(StrEnum):
    """What somebody confirms; a confirmation is good for this alone, and only for a minute."""

    EXPORT = "export"
    ACCESS = "access"  # accounts, roles and houses of the staff
    RESTORE = "restore"
    OUTSIDE = "outside"  # a paper for outside
    EMERGENCY = "emergency"  # what is told to medical people; takes a second person
    PURGE = "purge"  # somebody's records destroyed by the retention rule; takes a second person
    ROTATION = "rotation"  # another key for the house; takes a second person


# What may never be done by an account that has nothing to confirm by.
_NEVER_WITHOUT = frozenset({Purpose.RESTORE, Purpose.PURGE, Purpose.ROTATION})


def confirm(work: Work, pin: str, purpose: Purpose) -> bool:
    """Whether this is one's own PIN; the log says so either way, so a wrong one is no Problem.

    Whoever asks counts the wrong ones and locks (`PinLock.count_wrong`).
    """
    work.require(Permission.OWN_ACCOUNT)
    row = work.get(Staff, work.actor.id)
    if row.pin_hash is None:
        raise Problem(_("This needs your PIN, and you have none yet. Set one in Settings, Keys."))
    stop_guessing(work, row.id)
    right = pin_fits(work.secrets["pepper"], row.id, pin, row.pin_hash)
    work.record("staff.confirmed" if right else REFUSED, row, purpose=purpose.value)
    return right


def confirm_by_passphrase(work: Work, purpose: Purpose) -> None:
    """Somebody gave the passphrase for this one command, which is more than a PIN."""
    work.require(Permission.OWN_ACCOUNT)
    row = work.get(Staff, work.actor.id)
    work.record("staff.confirmed", row, purpose=purpose.value, by="passphrase")


def require_confirmed(work: Work, purpose: Purpose) -> None:
    """Refuse who did not confirm this within the last minute, by their PIN or their passphrase.

    An account without a PIN has to set one first; the practice house, which has its own clock, asks
    nothing of it but for a restore, a purge and another key.
    """
    if work.actor.kind is not ActorKind.STAFF:
        return
    row = work.session.get(Staff, work.actor.id)
    has_pin = row is not None and row.pin_hash is not None
    real = work.minds_clock and row is not None and row.slot_id is not None
    if (has_pin or real or purpose in _NEVER_WITHOUT) and not _confirmed(work, purpose):
        raise NotAllowed(
            _("Type your PIN for this, then do it within a minute.")
            if has_pin
            else _("This needs your PIN, and you have none yet. Set one in Settings, Keys.")
        )


def stop_guessing(work: Work, staff_id: int) -> None:
    """Refuse to look at another PIN of somebody for whom ten wrong ones were typed in the last
    hour, on whatever screen (safety.md 4.4).
    """
    newest = work.session.execute(select(func.max(AuditEntry.seq))).scalar() or 0
    wrong = work.session.execute(
        select(func.count()).where(
            AuditEntry.seq > newest - LOOK_BACK * 4,
            AuditEntry.action == REFUSED,
            AuditEntry.table_name == Staff.__tablename__,
            AuditEntry.row_id == staff_id,
            AuditEntry.at > work.now - HOUR,
        )
    )
    if wrong.scalar_one() >= WRONG_AN_HOUR:
        raise NotAllowed(
            _("Too many wrong PINs. Nothing was changed. Wait an hour, or set a new PIN by the "
              "passphrase in Settings, Keys.")
        )


def _confirmed(work: Work, purpose: Purpose) -> bool:
    newest = work.session.execute(select(func.max(AuditEntry.seq))).scalar() or 0
    found = work.session.execute(
        select(AuditEntry.at, AuditEntry.payload).where(
            AuditEntry.seq > newest - LOOK_BACK,
            AuditEntry.action == "staff.confirmed",
            AuditEntry.actor_kind == ActorKind.STAFF.value,
            AuditEntry.actor_id == work.actor.id,
        )
    )
    return any(
        timedelta() <= work.now - at <= FRESH
        and json.loads(payload).get("purpose") == purpose.value
        for at, payload in found
    )
