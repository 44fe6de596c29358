"""What was corrected in lines of the sign log, in words: what it was, who changed it, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.signins import Absence, changes, correction_words
from sobrhouse.storage.tables import House, SignOut, Staff
from sobrhouse.words import _


def zone_of(session: Session, house_id: int) -> ZoneInfo:
    """The time zone of a house."""
    name = session.execute(select(House.timezone).where(House.id == house_id)).scalar()
    return ZoneInfo(name or "UTC")


@dataclass(frozen=True, slots=True)
class Past:
    """What was corrected in a row, the newest first, who wrote the first of its forms, and all
    that it replaced.
    """

    words: tuple[str, ...] = ()
    by: str = ""
    ids: tuple[int, ...] = ()


def histories(session: Session, house_id: int, ids: Sequence[int]) -> dict[int, Past]:
    """The corrections of each of these rows."""
    if not ids:
        return {}
    zone = zone_of(session, house_id)
    known = _chain(session, ids)
    return {row_id: _words(row_id, known, zone) for row_id in ids}


def _chain(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    """These rows and all that they replaced, however long ago."""
    known: dict[int, Any] = {}
    wanted = set(ids)
    while wanted:
        found = session.execute(
            select(
                SignOut.id, SignOut.corrects_id, SignOut.created_at, SignOut.amend_reason,
                SignOut.at, SignOut.out_at, SignOut.in_at, SignOut.destination,
                SignOut.with_whom, SignOut.contact_phone, SignOut.expected_return_at,
                Staff.name.label("who"),
            )
            .outerjoin(Staff, Staff.id == SignOut.created_by)
            .where(SignOut.id.in_(wanted))
        )  # fmt: skip
        known |= {row.id: row for row in found}
        wanted = {r.corrects_id for r in known.values() if r.corrects_id} - known.keys()
    return known


def _words(row_id: int, known: dict[int, Any], zone: ZoneInfo) -> Past:
    said, ids = [], []
    row = known[row_id]
    while (before := known.get(row.corrects_id)) is not None:
        what = changes(_absence(row), _absence(before), zone)
        who = row.who or _("the kiosk")
        said.append(
            correction_words(what, who, row.created_at, row.amend_reason or "", zone, row.at)
        )
        row = before
        ids.append(int(row.id))
    return Past(tuple(said), row.who or "", tuple(ids))


def _absence(row: Any) -> Absence:
    return Absence(
        row.out_at, row.in_at, row.destination, row.with_whom, row.contact_phone,
        row.expected_return_at,
    )  # fmt: skip
