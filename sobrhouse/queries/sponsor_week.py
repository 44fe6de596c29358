"""A week of contact: who of the house has a sponsor, and how often they were in touch; counts, and
a name only where the resident shares it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.domain.support import REACHED, SPONSOR_KINDS
from sobrhouse.queries.people import People
from sobrhouse.queries.sponsorships import TieRow, tie_columns, tie_row
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HelpingEvent, SponsorContact, Sponsorship, Stay

LOOKED_BACK = 90  # days: an older last contact is told as none


@dataclass(frozen=True, slots=True)
class SponsorWeek:
    """One resident's week: their sponsor (None: none that day) and buddy, contacts of the week with
    sponsors and mentors, and the day of the last one up to then.
    """

    resident_id: int
    sponsor: TieRow | None
    buddy: TieRow | None
    contacts: int
    last_contact_on: date | None


@dataclass(frozen=True, slots=True)
class Helped:
    """How often people of the house helped one another in a span of days, by kind."""

    kind: str
    times: int


@needs(Permission.SEE_HOUSE)
def sponsor_week(
    session: Session, house_id: int, first: date, last: date
) -> dict[int, SponsorWeek]:
    """Everybody who lived here on the `last` day, by resident; contacts from `first` to `last`."""
    asked = {"house": house_id, "first": first, "last": last, "week": first,
             "since": first - timedelta(days=LOOKED_BACK)}  # fmt: skip
    ties: dict[int, list[TieRow]] = defaultdict(list)
    for r in session.execute(_ties(), asked):
        ties[r.resident_id].append(tie_row(r))
    counts = {r[0]: (r[1], r[2]) for r in session.execute(_contacts(), asked)}
    return {
        who: SponsorWeek(who, _sponsor(ties[who]), _buddy(ties[who]), *counts.get(who, (0, None)))
        for who in session.scalars(_living(), asked)
    }


@needs(Permission.SEE_HOUSE)
def helped(session: Session, house_id: int, first: date, last: date) -> tuple[Helped, ...]:
    """How the house helped one another in these days, most often first; no names."""
    query = (
        select(HelpingEvent.kind, func.count())
        .where(HelpingEvent.house_id == house_id, HelpingEvent.voided_at.is_(None),
               HelpingEvent.on_date.between(first, last))
        .group_by(HelpingEvent.kind)
        .order_by(func.count().desc(), HelpingEvent.kind)
    )  # fmt: skip
    return tuple(Helped(kind, times) for kind, times in session.execute(query))


def _sponsor(ties: list[TieRow]) -> TieRow | None:
    sponsors = [t for t in ties if t.kind in SPONSOR_KINDS]
    return min(sponsors, key=lambda t: SPONSOR_KINDS.index(t.kind), default=None)


def _buddy(ties: list[TieRow]) -> TieRow | None:
    return next((t for t in ties if t.kind == "house_buddy"), None)


_LAST = bindparam("last", type_=Date)


@cache
def _living() -> Any:
    return select(Stay.resident_id).where(
        People.stays_after(bindparam("house", type_=Integer), _LAST),
        Stay.voided_at.is_(None), Stay.move_in_on <= _LAST,
    )  # fmt: skip


@cache
def _ties() -> Any:
    return (
        tie_columns()
        .where(Sponsorship.resident_id.in_(_living()), Sponsorship.started_on <= _LAST,
               or_(Sponsorship.ended_on.is_(None), Sponsorship.ended_on > _LAST))
        .order_by(Sponsorship.started_on, Sponsorship.id)
    )  # fmt: skip


@cache
def _contacts() -> Any:
    """Contacts of the week and the day of the last, by resident."""
    first = bindparam("first", type_=Date)
    in_week = func.sum(case((SponsorContact.on_date >= first, 1), else_=0))
    return (
        select(Sponsorship.resident_id, in_week, func.max(SponsorContact.on_date))
        .join(SponsorContact, SponsorContact.sponsorship_id == Sponsorship.id)
        .where(Sponsorship.resident_id.in_(_living()), Sponsorship.voided_at.is_(None),
               Sponsorship.kind != "house_buddy", SponsorContact.voided_at.is_(None),
               SponsorContact.kind.in_(REACHED),
               SponsorContact.on_date.between(bindparam("since", type_=Date), _LAST))
        .group_by(Sponsorship.resident_id)
    )  # fmt: skip
