"""Who lived in a house and does not any more, a page at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import full_name, short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import People
from sobrhouse.queries.sought import ESCAPE, patterns
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Resident, Stay

PAGE = 200


@dataclass(frozen=True, slots=True)
class MovedOutRow:
    """Somebody whose last stay in the house has ended."""

    resident_id: int
    stay_id: int
    name: str
    full_name: str
    moved_in: date
    moved_out: date
    kind: str
    return_eligible: bool | None
    phone: str
    stays: int


class Place(NamedTuple):
    """Where a row stands in the list: the newest move-out comes first."""

    moved_out: date
    moved_in: date
    stay_id: int


@dataclass(frozen=True, slots=True)
class MovedOutPage:
    """Some rows, and after which place the next ones come (None at the end)."""

    rows: tuple[MovedOutRow, ...]
    next_after: Place | None


@needs(Permission.SEE_HOUSE)
def people_moved_out(
    session: Session,
    house_id: int,
    after: Place | None = None,
    words: str = "",
    size: int = PAGE,
) -> MovedOutPage:
    """One row a person by their last stay, with all of the words in the name or phone."""
    later = aliased(Stay)
    every = aliased(Stay)
    place = (Stay.discharged_on, Stay.move_in_on, Stay.id)
    stays = select(func.count()).where(
        every.resident_id == Stay.resident_id,
        _in(every, house_id),
        every.voided_at.is_(None),
    )
    query = (
        select(
            *place,
            Stay.discharge_type,
            Stay.return_eligible,
            Resident.id.label("resident_id"),
            *People.names(),
            Resident.phone,
            stays.scalar_subquery().label("stays"),
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .where(
            Stay.house_id == house_id,
            Stay.voided_at.is_(None),
            Stay.discharged_on.is_not(None),
            ~exists(later.id).where(
                later.resident_id == Stay.resident_id,
                _in(later, house_id),
                later.voided_at.is_(None),
                _comes_after(later),
            ),
            *map(_has, patterns(words)),
        )
        .order_by(*(column.desc() for column in place))
        .limit(size + 1)
    )
    if after is not None:
        query = query.where(tuple_(*place) < tuple_(*(literal(value) for value in after)))
    found = session.execute(query).all()
    last = found[size - 1] if len(found) > size else None
    return MovedOutPage(tuple(map(_row, found[:size])), None if last is None else Place(*last[:3]))


def _in(stay: Any, house_id: int) -> ColumnElement[bool]:
    """Whether a person's other stay is of this house; said so that they are found by the person,
    of whom there are few, and never by the house, which has thousands.
    """
    found: ColumnElement[bool] = stay.house_id + 0 == house_id
    return found


def _comes_after(later: Any) -> ColumnElement[bool]:
    """Whether another stay is the newer one of two; one that goes on is the newest."""
    return or_(
        later.discharged_on.is_(None),
        later.discharged_on > Stay.discharged_on,
        and_(later.discharged_on == Stay.discharged_on, later.id > Stay.id),
    )


def _has(pattern: str) -> ColumnElement[bool]:
    digits = "".join(c for c in pattern if c.isdigit())
    named = or_(
        Resident.match_name.like(pattern, escape=ESCAPE),
        func.lower(Resident.preferred_name).like(pattern, escape=ESCAPE),
    )
    return or_(named, Resident.phone.contains(digits)) if digits else named


def _row(r: Any) -> MovedOutRow:
    return MovedOutRow(
        r.resident_id,
        r.id,
        short_name(r.legal_first, r.legal_last, r.preferred_name),
        full_name(r.legal_first, r.legal_last, r.preferred_name),
        r.move_in_on,
        r.discharged_on,
        r.discharge_type,
        r.return_eligible,
        r.phone,
        r.stays,
    )
