"""Exports: a list that leaves the program is recorded before it does."""

from sobrhouse.domain.staff import Permission
from sobrhouse.services.pins import Purpose, require_confirmed
from sobrhouse.storage.work import Work


def record_export(work: Work, house_id: int, what: str, rows: int, kind: str = "csv") -> None:
    """Record that a list was written to a file: what it shows, how many rows, of which kind.

    Who has a PIN has confirmed it by that within the last minute; else NotAllowed.
    """
    work.require(Permission.EXPORT, house_id)
    require_confirmed(work, Purpose.EXPORT)
    work.record("list.exported", None, house_id=house_id, what=what, rows=rows, kind=kind)
