"""What Today has to know of paper: consents that end soon, and a packet that nobody printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.packet_days import week_due
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.tables import Consent, ConsentEnd, House, PacketPrint


@dataclass(frozen=True, slots=True)
class EndingConsent:
    """A consent of somebody who lives here, with its last day near and no later one beside it."""

    consent_id: int
    resident_id: int
    name: str
    recipient: str
    last_on: date


@dataclass(frozen=True, slots=True)
class PapersToday:
    """Consents that end soon, and the first day of the week whose packet is due (None: none is)."""

    ending: tuple[EndingConsent, ...] = ()
    packet_due: date | None = None


def papers_today(
    session: Session,
    house_id: int,
    today: date,
    people: Sequence[ResidentRow],
    settings: HouseSettings,
    of_house: Any,
) -> PapersToday:
    """`of_house` has what one statement told of the house: `week_starts_on`, `newest_packet` and
    `first_ending`. A house that never printed a packet is not asked for one.
    """
    due = week_due(today, of_house.week_starts_on, str(settings.get("packet_by")))
    printed = of_house.newest_packet
    late = due is not None and printed is not None and printed < due
    days = int(settings.get("consent_days"))
    first = of_house.first_ending
    near = bool(days and first is not None and first <= today + timedelta(days=days))
    return PapersToday(
        _ending(session, house_id, today, people, days) if near else (), due if late else None
    )


def newest_packet() -> Any:
    """The first day of the newest week of which a house printed a packet, for one statement."""
    return (
        select(PacketPrint.week_start)
        .where(PacketPrint.house_id == House.id, PacketPrint.void_at.is_(None))
        .order_by(PacketPrint.week_start.desc())
        .limit(1)
        .scalar_subquery()
    )


def first_ending() -> Any:
    """The nearest last day of a house's consents, `today` or later, for one statement."""
    return (
        select(func.min(Consent.expires_on))
        .where(
            Consent.house_id == House.id,
            Consent.void_at.is_(None),
            Consent.expires_on >= bindparam("today", type_=Date),
        )
        .scalar_subquery()
    )


def _ending(
    session: Session, house_id: int, today: date, people: Sequence[ResidentRow], days: int
) -> tuple[EndingConsent, ...]:
    names = {row.resident_id: row.name for row in people}
    asked = {"house": house_id, "today": today, "until": today + timedelta(days=days)}
    return tuple(
        EndingConsent(row.id, row.resident_id, names[row.resident_id], row.recipient,
                      row.expires_on)
        for row in session.execute(_statement(), asked) if row.resident_id in names
    )  # fmt: skip


@cache  # building a statement takes longer than running it
def _statement() -> Any:
    """Those that stand and end in these days, the first first; not where one that lasts longer was
    signed for the same recipient.
    """
    today = bindparam("today", type_=Date)
    later = aliased(Consent)
    renewed = exists().where(
        later.resident_id == Consent.resident_id,
        later.void_at.is_(None),
        func.lower(later.recipient) == func.lower(Consent.recipient),
        or_(later.expires_on.is_(None), later.expires_on > Consent.expires_on),
        ~_ended(later.id),
    )
    return (
        select(Consent.id, Consent.resident_id, Consent.recipient, Consent.expires_on)
        .where(
            Consent.house_id == bindparam("house", type_=Integer),
            Consent.void_at.is_(None),
            Consent.expires_on.between(today, bindparam("until", type_=Date)),
            Consent.signed_on <= today,
            ~_ended(Consent.id),
            ~renewed,
        )
        .order_by(Consent.expires_on, Consent.id)
    )


def _ended(consent_id: Any) -> Any:
    end = aliased(ConsentEnd)
    return exists().where(end.consent_id == consent_id, end.void_at.is_(None))
