"""The sign log to take along: every line that counts, with who wrote it and what was corrected."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from sobrhouse.domain.names import full_name
from sobrhouse.domain.phones import nice_phone
from sobrhouse.domain.phrases import zone_if_twice
from sobrhouse.domain.signins import WAY_WORDS, minutes_off
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.exports import ListOut
from sobrhouse.queries.people import People
from sobrhouse.queries.sign_history import histories, zone_of
from sobrhouse.queries.signins import day_span
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, SignOut, Staff, Stay
from sobrhouse.words import N_, _

AT_ONCE = 2_000  # rows that are read by one statement

HEADERS = (
    N_("Person"), N_("Where"), N_("With whom"), N_("Phone there"), N_("Out: day"), N_("Out"),
    N_("Due: day"), N_("Due"), N_("In: day"), N_("In"), N_("Minutes late"), N_("Out by"),
    N_("In by"), N_("Written by"), N_("Corrections"),
)  # fmt: skip

Cells = tuple[str | date | int | None, ...]


@needs(Permission.EXPORT)
def sign_list(
    session: Session, house_id: int, first: date | None = None, last: date | None = None
) -> ListOut:
    """The log of a house from the first line to the last, or of some house days, both included."""
    zone = zone_of(session, house_id)
    rows = tuple(_lines(session, house_id, zone, first, last))
    return ListOut(tuple(_(header) for header in HEADERS), rows)


def _lines(
    session: Session, house_id: int, zone: ZoneInfo, first: date | None, last: date | None
) -> Iterator[Cells]:
    after: tuple[datetime, int] | None = None
    while True:
        query = _rows(house_id).limit(AT_ONCE)
        if first is not None:
            query = query.where(SignOut.at >= day_span(first, zone)[0])
        if last is not None:
            query = query.where(SignOut.at < day_span(last, zone)[1])
        if after is not None:
            query = query.where(tuple_(SignOut.at, SignOut.id) > tuple_(*after))
        found = session.execute(query).all()
        past = histories(session, house_id, [r.id for r in found if r.corrects_id is not None])
        for row in found:
            known = past.get(row.id)
            yield _cells(row, zone, known.by if known else row.by or "",
                         " ".join(known.words) if known else "")
        if len(found) < AT_ONCE:
            return
        after = (found[-1].at, found[-1].id)


def _rows(house_id: int) -> Any:
    return (
        select(
            SignOut.id, SignOut.at, SignOut.corrects_id, SignOut.destination, SignOut.with_whom,
            SignOut.contact_phone, SignOut.out_at, SignOut.expected_return_at, SignOut.in_at,
            SignOut.out_by, SignOut.in_by, Staff.name.label("by"), *People.names(),
        )
        .join(Stay, Stay.id == SignOut.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(Staff, Staff.id == SignOut.created_by)
        .where(SignOut.house_id == house_id, SignOut.void_at.is_(None))
        .order_by(SignOut.at, SignOut.id)
    )  # fmt: skip


def _cells(row: Any, zone: ZoneInfo, by: str, corrections: str) -> Cells:
    off = minutes_off(row.expected_return_at, row.in_at, None)
    return (
        full_name(row.legal_first, row.legal_last, row.preferred_name),
        row.destination, row.with_whom, nice_phone(row.contact_phone),
        *_moment(row.out_at, zone), *_moment(row.expected_return_at, zone),
        *_moment(row.in_at, zone),
        max(off, 0) if off is not None else None,
        _(WAY_WORDS[row.out_by]), _(WAY_WORDS[row.in_by]) if row.in_by else "", by, corrections,
    )  # fmt: skip


def _moment(moment: datetime | None, zone: ZoneInfo) -> tuple[date | None, str]:
    """Day and wall-clock time, as a spreadsheet sorts them, with its zone where it comes twice."""
    if moment is None:
        return None, ""
    local = moment.astimezone(zone)
    return local.date(), f"{local:%H:%M}{zone_if_twice(local)}"
