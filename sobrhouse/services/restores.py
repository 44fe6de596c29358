"""Restoring, as the records that stand now know it: who may, by their own PIN, before anything is
swapped.
"""

from sobrhouse.domain.staff import Permission
from sobrhouse.services.pins import Purpose, require_confirmed
from sobrhouse.storage.work import Work


def allow_restore(work: Work, backup: str) -> None:
    """Record that an owner restores the backup of this name, which goes down with the records
    that are set aside. NotAllowed for whoever did not confirm it within the last minute.
    """
    work.require(Permission.MANAGE_STAFF)
    require_confirmed(work, Purpose.RESTORE)
    work.record("database.restore_confirmed", None, backup=backup)
