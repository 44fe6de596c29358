"""Exports: a list that leaves the program is recorded before it does."""

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.work import Work


def record_export(work: Work, house_id: int, what: str, rows: int, kind: str = "csv") -> None:
    """Record that a list was written to a file: what it shows, how many rows, of which kind."""
    work.require(Permission.EXPORT, house_id)
    work.record("list.exported", None, house_id=house_id, what=what, rows=rows, kind=kind)
