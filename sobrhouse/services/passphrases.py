"""Passphrases: what the log keeps of them; the slots themselves stand outside the database."""

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotAllowed
from sobrhouse.storage.tables import Staff
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def note_passphrase(work: Work, staff_id: int) -> None:
    """Record that somebody gave themselves another passphrase."""
    work.require(Permission.OWN_ACCOUNT)
    if staff_id != work.actor.id:
        raise NotAllowed(_("Each staff member changes their own passphrase."))
    work.record("staff.passphrase_changed", work.get(Staff, staff_id))


def note_recovery(work: Work, staff_id: int) -> None:
    """Record that the recovery code opened the house and gave this person another passphrase."""
    work.require(Permission.OWN_ACCOUNT)
    work.record("staff.recovered", work.get(Staff, staff_id))


def note_recovery_code(work: Work) -> None:
    """Record that a new recovery code was made, so that the printed one opens nothing any more."""
    work.require(Permission.MANAGE_STAFF)
    work.record("house.recovery_code_changed")
