"""Consents and disclosures as they are read: what stands, what ends soon, what left and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.consents import Given, Standing
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.lookups.kept_consents import ENDED, as_given, house_zone
from sobrhouse.storage.tables import Blob, Consent, ConsentEnd, Disclosure, Resident, Staff

SOON = 30  # days before its last one in which a consent is said to end soon
MOST_OVER = 250  # that are looked through in one list; a person's own are all in their profile


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent with its name in the list, how it stands today, and how many days are left."""

    given: Given
    name: str
    standing: Standing
    days_left: int | None
    signed_way: str
    signature_blob_id: int | None
    kept_at: str
    end_id: int | None
    ended_how: str
    end_note: str
    void_why: str
    corrects_id: int | None

    @property
    def is_live(self) -> bool:
        """Whether it stands today."""
        return self.standing is Standing.LIVE

    @property
    def ends_soon(self) -> bool:
        """Whether it stands and its last day is near."""
        near = self.days_left is not None and self.days_left <= SOON
        return self.standing is Standing.LIVE and near


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One line of the accounting of disclosures (45 CFR 164.528)."""

    id: int
    resident_id: int
    name: str
    at: datetime
    basis: str
    recipient: str
    recipient_address: str
    purpose: str
    description: str
    paper: str
    method: str
    pages: int
    sha256: str
    left_out: int
    by: str
    second: str
    void_why: str
    reason: str


@needs(Permission.SEE_HOUSE)
def consents_of(session: Session, resident_id: int, today: date) -> tuple[ConsentRow, ...]:
    """All consents of one person, the newest first, those that were taken back too."""
    found = session.execute(_statement().where(Consent.resident_id == resident_id)).all()
    return _rows(session, found, today)


@needs(Permission.SEE_HOUSE)
def house_consents(session: Session, house_id: int, today: date) -> tuple[ConsentRow, ...]:
    """The consents of a house that stand, or will once their day comes, the newest first."""
    stands = or_(Consent.expires_on >= today, Consent.expires_on.is_(None))
    query = _kept_by(house_id).where(stands, ConsentEnd.id.is_(None))
    return _rows(session, session.execute(query).all(), today)


@needs(Permission.SEE_HOUSE)
def consents_over(
    session: Session, house_id: int, today: date, most: int = MOST_OVER
) -> tuple[ConsentRow, ...]:
    """Those that ended or expired and that nobody took back, the newest first: no more than `most`
    of either, and of those that expired the last ones.
    """
    stood = or_(Consent.expires_on >= today, Consent.expires_on.is_(None))
    parts = (
        _kept_by(house_id).where(Consent.expires_on < today),
        _kept_by(house_id).where(stood, ConsentEnd.id.is_not(None)),
    )
    found: list[Any] = []
    for part in parts:
        last = part.order_by(None).order_by(Consent.expires_on.desc(), Consent.id.desc())
        found += session.execute(last.limit(most)).all()
    found.sort(key=lambda row: (row[0].signed_on, row[0].id), reverse=True)
    return _rows(session, found, today)


@needs(Permission.SEE_HOUSE)
def signature_of(session: Session, consent_id: int, *, actor: Actor) -> bytes | None:
    """The JPEG of a signature, or None where there is none or the house is not the actor's."""
    row = session.execute(
        select(Blob.bytes, Consent.house_id)
        .join(Consent, Consent.signature_blob_id == Blob.id)
        .where(Consent.id == consent_id)
    ).first()
    return row.bytes if row is not None and actor.sees(row.house_id) else None


@needs(Permission.SEE_HOUSE)
def disclosures(
    session: Session, house_id: int, first: date, last: date, resident_id: int | None = None
) -> tuple[DisclosureRow, ...]:
    """What left the house in these days, the newest first; of one person, or of all. Rows that
    count no more stay, with the reason.
    """
    zone = house_zone(session, house_id)
    start = datetime.combine(first, datetime.min.time(), zone)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
    second = aliased(Staff)
    query = (
        select(Disclosure, Staff.name, second.name)
        .outerjoin(Staff, Staff.id == Disclosure.created_by)
        .outerjoin(second, second.id == Disclosure.second_staff_id)
        .where(Disclosure.house_id == house_id, Disclosure.at >= start, Disclosure.at < end)
        .order_by(Disclosure.at.desc(), Disclosure.id.desc())
    )
    if resident_id is not None:
        query = query.where(Disclosure.resident_id == resident_id)
    found = session.execute(query).all()
    names = _names(session, {row.resident_id for row, *_more in found})
    return tuple(
        DisclosureRow(
            r.id, r.resident_id, names[r.resident_id], r.at.astimezone(zone), r.basis, r.recipient,
            r.recipient_address, r.purpose, r.description, r.paper, r.method, r.pages, r.sha256,
            r.left_out, by or "", other or "", r.void_why or "",
            r.reason,
        )
        for r, by, other in found
    )  # fmt: skip


def _kept_by(house_id: int) -> Any:
    return _statement().where(Consent.house_id == house_id, Consent.void_at.is_(None))


def _statement() -> Any:
    return (
        select(Consent, ConsentEnd)
        .outerjoin(ConsentEnd, ENDED)
        .order_by(Consent.signed_on.desc(), Consent.id.desc())
    )


def _given(row: Any, zone: ZoneInfo) -> Given:
    consent, end = row
    return as_given(consent, None if end is None else end.at, zone)


def _rows(session: Session, found: Sequence[Any], today: date) -> tuple[ConsentRow, ...]:
    names = _names(session, {row[0].resident_id for row in found})
    zones = {h: house_zone(session, h) for h in {row[0].house_id for row in found}}
    made = []
    for row in found:
        consent, end = row
        given_ = _given(row, zones[consent.house_id])
        last = consent.expires_on
        made.append(
            ConsentRow(
                given_, names[consent.resident_id], given_.standing(today),
                None if last is None else (last - today).days, consent.signed_way,
                consent.signature_blob_id, consent.kept_at, None if end is None else end.id,
                "" if end is None else end.how, "" if end is None else end.note,
                consent.void_why or "", consent.corrects_id,
            )
        )  # fmt: skip
    return tuple(made)


def _names(session: Session, resident_ids: set[int]) -> dict[int, str]:
    query = select(Resident.id.label("resident_id"), *People.names()).where(
        Resident.id.in_(resident_ids)
    )
    return People.short(session.execute(query).all())
