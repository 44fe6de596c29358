"""Visitors: who came to see whom, and when they left, written down by the staff."""

from datetime import datetime, timedelta

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.storage.tables import Stay, Visitor
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST = 120
SLACK = timedelta(minutes=2)


def visitor_in(
    work: Work,
    house_id: int,
    name: str,
    host: str = "",
    *,
    host_stay_id: int | None = None,
    agreed: bool = False,
    at: datetime | None = None,
    way: str = "staff",
) -> int:
    """Somebody has come to see a resident; gives the visit."""
    work.require(Permission.RECORD_DAILY, house_id)
    known = " ".join(name.split())[:LONGEST]
    if not known:
        raise Problem(_("Write the visitor's name."), field="name")
    if host_stay_id is not None:
        _require_here(work, house_id, host_stay_id)
    row = work.add(
        Visitor(
            house_id=house_id, name=known, host=" ".join(host.split())[:LONGEST],
            host_stay_id=host_stay_id, agreed=agreed, way=way, in_at=_not_later(work, at, "in_at"),
        )
    )  # fmt: skip
    work.record("visitor.came", row)
    return row.id


def visitor_out(work: Work, visitor_id: int, at: datetime | None = None) -> None:
    """The visitor has left."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Visitor, visitor_id)
    if row.out_at is not None:
        raise Problem(_("They have left already."))
    left = _not_later(work, at, "out_at")
    if left < row.in_at:
        raise Problem(_("They left before they came. Look at the times."), field="out_at")
    row.out_at = left
    work.record("visitor.left", row)


def still_here(work: Work, visitor_id: int) -> None:
    """Undo leaving."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Visitor, visitor_id)
    row.out_at = None
    work.record("visitor.came", row)


def change_visit(
    work: Work,
    visitor_id: int,
    version: int | None,
    name: str,
    host: str,
    host_stay_id: int | None,
    *,
    agreed: bool,
) -> tuple[str, str, int | None, bool]:
    """Another name or host; gives what stood before, for the undo."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Visitor, visitor_id, version)
    before = (row.name, row.host, row.host_stay_id, row.agreed)
    known = " ".join(name.split())[:LONGEST]
    if not known:
        raise Problem(_("Write the visitor's name."), field="name")
    if host_stay_id is not None:
        _require_here(work, row.house_id, host_stay_id)
    row.name, row.host = known, " ".join(host.split())[:LONGEST]
    row.host_stay_id, row.agreed = host_stay_id, agreed
    work.record("visitor.changed", row)
    return before


def take_back(work: Work, visitor_id: int) -> None:
    """Undo a visit as if it had never been written down."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Visitor, visitor_id)
    row.voided_at = work.now
    work.record("visitor.voided", row)


def put_back(work: Work, visitor_id: int) -> None:
    """The inverse: the visit counts again."""
    work.require(Permission.RECORD_DAILY)
    row = work.get(Visitor, visitor_id)
    row.voided_at = None
    work.record("visitor.put_back", row)


def _require_here(work: Work, house_id: int, stay_id: int) -> None:
    stay = work.get(Stay, stay_id)
    if stay.house_id != house_id or stay.voided_at is not None:
        raise Problem(_("They do not live in this house."), field="host_stay_id")


def _not_later(work: Work, at: datetime | None, field: str) -> datetime:
    if at is not None and at > work.now + SLACK:
        raise Problem(_("That time has not come yet."), field=field)
    return at or work.now
