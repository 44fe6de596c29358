"""Introductions: who was brought together with whom and is asked after, and on which day."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import short_name
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Introduction, Resident, Stay, Supporter

BUDDY = "house_buddy"


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """One introduction that waits for the question how it went; `reasons` as they were kept."""

    introduction_id: int
    stay_id: int
    resident_id: int
    name: str
    kind: str
    other: str
    introduced_on: date
    check_on: date
    reasons: str


@needs(Permission.SEE_HOUSE)
def open_introductions(
    session: Session, house_id: int, *, buddies: bool
) -> tuple[IntroductionRow, ...]:
    """Whom the house asks after, the first to be asked on top: `buddies`, or everybody else."""
    rows = [
        r for r in session.execute(_open(), {"house": house_id}) if (r.kind == BUDDY) is buddies
    ]
    names = People.short(rows)
    return tuple(
        IntroductionRow(r.id, r.stay_id, r.resident_id, names[r.resident_id], r.kind, _other(r),
                        r.introduced_on, r.check_on, r.reasons)
        for r in rows
    )  # fmt: skip


def _other(r: Any) -> str:
    if r.person_first is not None:
        return short_name(r.person_first, r.person_last, r.person_preferred)
    return str(r.supporter or "")


@cache
def _open() -> Any:
    stay, other, peer, own = aliased(Stay), aliased(Stay), aliased(Resident), aliased(Resident)
    return (
        select(Introduction.id, Introduction.stay_id, Introduction.kind, Introduction.introduced_on,
               Introduction.check_on, Introduction.reasons, stay.resident_id, *People.names(),
               Supporter.name.label("supporter"),
               func.coalesce(peer.legal_first, own.legal_first).label("person_first"),
               func.coalesce(peer.legal_last, own.legal_last).label("person_last"),
               func.coalesce(peer.preferred_name, own.preferred_name).label("person_preferred"))
        .join(stay, stay.id == Introduction.stay_id)
        .join(Resident, Resident.id == stay.resident_id)
        .outerjoin(Supporter, Supporter.id == Introduction.supporter_id)
        .outerjoin(own, own.id == Supporter.resident_id)
        .outerjoin(other, other.id == Introduction.peer_stay_id)
        .outerjoin(peer, peer.id == other.resident_id)
        .where(Introduction.house_id == bindparam("house", type_=Integer),
               Introduction.outcome.is_(None), Introduction.voided_at.is_(None))
        .order_by(Introduction.check_on, Introduction.id)
    )  # fmt: skip
