"""Profile: everything about one person that the office shows on one page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from sobrhouse.domain import residents as rules
from sobrhouse.domain.houses import leaving_soon
from sobrhouse.domain.names import full_name, short_name
from sobrhouse.domain.residents import WAITING, Standing
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.care import CareOf, ConditionRow, ContactRow, EmploymentRow, LegalRow
from sobrhouse.queries.people import Celebration, Sober
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Application,
    Bed,
    BedAssignment,
    BedHold,
    Blob,
    House,
    Phase,
    PhaseHistory,
    ReferralSource,
    Resident,
    Room,
    SobrietyPeriod,
    Stay,
)
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Person:
    """What is written down about somebody, as it is edited field by field."""

    resident_id: int
    legal_first: str
    legal_last: str
    preferred_name: str
    birth_on: date | None
    pronouns: str
    phone: str
    email: str
    languages: str
    speaks: str
    pathway: str
    anonymity_note: str
    photo_blob_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class StayRow:
    """One stay, with the bed and phase that it stands in, or stood in at its end."""

    stay_id: int
    house_id: int
    house: str
    move_in_on: date
    planned_discharge_on: date | None
    discharged_on: date | None
    discharge_type: str | None
    discharge_reason: str
    destination: str
    forwarding_address: str
    return_eligible: bool | None
    naloxone_given: bool | None
    aftercare_note: str
    referral: str
    version: int
    bed_id: int | None = None
    bed: str = ""
    room: str = ""
    phase_id: int | None = None
    phase: str = ""
    phase_since: date | None = None
    away: str = ""
    away_until: date | None = None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One length of sobriety, the present one without an end."""

    period_id: int
    start_on: date
    end_on: date | None
    end_kind: str | None
    counted_by: str
    note: str


@dataclass(frozen=True, slots=True)
class WaitRow:
    """The open application of somebody."""

    application_id: int
    house_id: int
    stage: str
    received_on: date
    ready_on: date | None
    needs: str
    referral: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A person with their stays, newest first, sobriety, and all that staff must know."""

    person: Person
    name: str
    short_name: str
    stays: tuple[StayRow, ...]
    waits: WaitRow | None
    periods: tuple[PeriodRow, ...]
    sober: Sober
    contacts: tuple[ContactRow, ...]
    conditions: tuple[ConditionRow, ...]
    legal: tuple[LegalRow, ...]
    employment: tuple[EmploymentRow, ...]
    standing: Standing
    missing: tuple[str, ...]

    @property
    def stay(self) -> StayRow | None:
        """The stay that is going on."""
        return next((s for s in self.stays if s.discharged_on is None), None)

    @property
    def emergency(self) -> ContactRow | None:
        """Who is called in an emergency."""
        return next((c for c in self.contacts if c.is_emergency), None)


@needs(Permission.SEE_HOUSE)
def profile(
    session: Session, resident_id: int, house_id: int, today: date, *, actor: Actor
) -> Profile:
    """The person as the house sees them; stays in houses that are not the actor's are left out."""
    row = session.get(Resident, resident_id)
    if row is None or row.voided_at is not None:
        raise NotFound(_("This person is not on record any more."))
    person = Person(resident_id, *(getattr(row, f) for f in Person.__slots__[1:]))
    stays = _stays(session, resident_id, today, actor)
    periods = _periods(session, resident_id)
    care = CareOf(session, resident_id)
    contacts = care.contacts()
    since = next((p.start_on for p in periods if p.end_on is None), None)
    name = full_name(row.legal_first, row.legal_last, row.preferred_name)
    return Profile(
        person, name, short_name(row.legal_first, row.legal_last, row.preferred_name),
        stays, _waits(session, resident_id, actor), periods,
        Celebration.of(session, house_id).sober(since, row.pathway, today),
        contacts, care.conditions(), care.legal(), care.employment(),
        _standing(stays, today),
        rules.missing(birth_on=row.birth_on, sober_since=since, phone=row.phone,
                      has_contact=any(c.is_emergency for c in contacts)))


@needs(Permission.SEE_HOUSE)
def photo(session: Session, resident_id: int) -> bytes | None:
    """The JPEG of a person, or None."""
    return session.scalars(
        select(Blob.bytes).join(Resident, Resident.photo_blob_id == Blob.id)
        .where(Resident.id == resident_id)).first()


def _standing(stays: tuple[StayRow, ...], today: date) -> Standing:
    stay = next((s for s in stays if s.discharged_on is None), None)
    if stay is None:
        return Standing.MOVED_OUT if stays else Standing.WAITING
    return rules.standing(
        stay.move_in_on, today, has_bed=bool(stay.bed_id), away=bool(stay.away),
        leaving=leaving_soon(stay.planned_discharge_on, today))


def _stays(session: Session, resident_id: int, today: date, actor: Actor) -> tuple[StayRow, ...]:
    rows = session.execute(
        select(Stay, House.name.label("house"), ReferralSource.name.label("referral"))
        .join(House, House.id == Stay.house_id)
        .outerjoin(ReferralSource, ReferralSource.id == Stay.referral_source_id)
        .where(Stay.resident_id == resident_id, Stay.voided_at.is_(None))
        .order_by(Stay.move_in_on.desc(), Stay.id.desc())).all()
    return tuple(
        _stay_row(session, r.Stay, r.house, r.referral or "", today)
        for r in rows if actor.sees(r.Stay.house_id))


def _stay_row(session: Session, stay: Stay, house: str, referral: str, today: date) -> StayRow:
    bed = _bed(session, stay.id)
    phase = _phase(session, stay.id)
    hold = _hold(session, stay.id, today) if stay.discharged_on is None else None
    return StayRow(
        stay.id, stay.house_id, house, stay.move_in_on, stay.planned_discharge_on,
        stay.discharged_on, stay.discharge_type, stay.discharge_reason, stay.destination,
        stay.forwarding_address, stay.return_eligible, stay.naloxone_given, stay.aftercare_note,
        referral, stay.version,
        bed_id=bed.id if bed is not None and bed.end_on is None else None,
        bed=bed.label if bed is not None else "", room=bed.name if bed is not None else "",
        phase_id=phase.id if phase is not None else None,
        phase=phase.name if phase is not None else "",
        phase_since=phase.start_on if phase is not None else None,
        away=hold.kind if hold is not None else "",
        away_until=hold.until_on if hold is not None else None)


def _bed(session: Session, stay_id: int) -> Any:
    return session.execute(
        select(Bed.id, Bed.label, Room.name, BedAssignment.end_on)
        .join(Bed, Bed.id == BedAssignment.bed_id).join(Room, Room.id == Bed.room_id)
        .where(BedAssignment.stay_id == stay_id, BedAssignment.void_at.is_(None))
        .order_by(BedAssignment.start_on.desc(), BedAssignment.id.desc()).limit(1)).first()


def _phase(session: Session, stay_id: int) -> Any:
    return session.execute(
        select(Phase.id, Phase.name, PhaseHistory.start_on)
        .join(Phase, Phase.id == PhaseHistory.phase_id)
        .where(PhaseHistory.stay_id == stay_id, PhaseHistory.voided_at.is_(None))
        .order_by(PhaseHistory.start_on.desc(), PhaseHistory.id.desc()).limit(1)).first()


def _hold(session: Session, stay_id: int, today: date) -> Any:
    return session.execute(
        select(BedHold.kind, BedHold.until_on).where(
            BedHold.stay_id == stay_id, BedHold.ended_on.is_(None), BedHold.voided_at.is_(None),
            BedHold.from_on <= today, and_(
                (BedHold.until_on.is_(None)) | (BedHold.until_on >= today)))).first()


def _periods(session: Session, resident_id: int) -> tuple[PeriodRow, ...]:
    rows = session.execute(
        select(SobrietyPeriod.id, SobrietyPeriod.start_on, SobrietyPeriod.end_on,
               SobrietyPeriod.end_kind, SobrietyPeriod.counted_by, SobrietyPeriod.note)
        .where(SobrietyPeriod.resident_id == resident_id, SobrietyPeriod.voided_at.is_(None))
        .order_by(SobrietyPeriod.id.desc()))
    return tuple(PeriodRow(*r) for r in rows)


def _waits(session: Session, resident_id: int, actor: Actor) -> WaitRow | None:
    rows = session.execute(
        select(Application.id, Application.house_id, Application.stage, Application.received_on,
               Application.ready_on, Application.needs, ReferralSource.name, Application.note,
               Application.version)
        .outerjoin(ReferralSource, ReferralSource.id == Application.referral_source_id)
        .where(Application.resident_id == resident_id, Application.stage.in_(WAITING),
               Application.voided_at.is_(None))
        .order_by(Application.id.desc()))
    for r in rows:
        if actor.sees(r[1]):
            return WaitRow(*r[:6], r[6] or "", *r[7:])
    return None
