"""Consents as they are kept and as the rules see them: one way from the row to what it says."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.consents import Given, Terms, parted
from sobrhouse.storage.tables import Consent, ConsentEnd, House

_TERMS = (
    "discloser", "recipient", "recipient_kind", "recipient_address", "contact_id", "information",
    "covers_from", "covers_until", "purpose", "how_to_revoke", "criminal_justice", "may_revoke",
    "care_and_payment", "expires_on", "expires_event", "signed_on", "signed_by", "signer_name",
)  # fmt: skip
ENDED = and_(ConsentEnd.consent_id == Consent.id, ConsentEnd.void_at.is_(None))


def as_given(row: Consent, ended_at: datetime | None, zone: ZoneInfo) -> Given:
    """What a row says, and the day in the house's zone on which it ended."""
    terms = Terms(
        categories=parted(row.categories), **{name: getattr(row, name) for name in _TERMS}
    )
    ended_on = None if ended_at is None else ended_at.astimezone(zone).date()
    return Given(row.id, row.resident_id, terms, ended_on, row.void_at is not None)


def given_now(session: Session, row: Consent) -> Given:
    """What one consent says, with what ended it."""
    ended_at = session.scalars(
        select(ConsentEnd.at).where(ConsentEnd.consent_id == row.id, ConsentEnd.void_at.is_(None))
    ).one_or_none()
    return as_given(row, ended_at, house_zone(session, row.house_id))


def house_zone(session: Session, house_id: int) -> ZoneInfo:
    """The time zone of a house."""
    return ZoneInfo(session.scalars(select(House.timezone).where(House.id == house_id)).one())
