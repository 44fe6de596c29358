"""Residents: the lists of who lives in a house, who waits and who moved out."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain import residents as rules
from sobrhouse.domain.houses import leaving_soon
from sobrhouse.domain.names import full_name, plain
from sobrhouse.domain.residents import WAITING, Standing
from sobrhouse.domain.sobriety import Reached
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.people import Celebration, People, Sober
from sobrhouse.queries.sponsor_names import sponsor_names
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Application, ReferralSource, Resident, Stay


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """Somebody who lives in the house; `name` is short, as lists and sentences say it."""

    resident_id: int
    stay_id: int
    name: str
    full_name: str
    bed: str
    room: str
    phase: str
    phase_number: int | None
    sober: Sober
    standing: Standing
    moved_in: date
    leaves_on: date | None
    away: str
    away_until: date | None
    missing: tuple[str, ...]
    pathway: str
    phone: str
    photo_blob_id: int | None
    birth_on: date | None
    has_sponsor: bool = False
    sponsor: str = ""  # empty too where they keep the name to themselves
    phase_id: int | None = None
    phase_since: date | None = None
    bed_id: int | None = None
    assignment_id: int | None = None
    bed_since: date | None = None

    @property
    def next(self) -> Reached | None:
        """The milestone that comes next."""
        return self.sober.next


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody who would like to live in the house."""

    resident_id: int
    application_id: int
    name: str
    full_name: str
    stage: str
    received_on: date
    ready_on: date | None
    needs: str
    referral: str
    note: str
    phone: str
    version: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people each list holds."""

    here: int = 0
    waiting: int = 0
    moved_out: int = 0


@needs(Permission.SEE_HOUSE)
def residents_here(session: Session, house_id: int, today: date) -> tuple[ResidentRow, ...]:
    """Who lives here, by the name that is shown."""
    rows = residents_of(session, house_id, today, Celebration.of(session, house_id))
    names = sponsor_names(session, house_id)
    return tuple(
        replace(r, has_sponsor=r.resident_id in names, sponsor=names.get(r.resident_id, ""))
        for r in rows
    )


def residents_of(
    session: Session, house_id: int, today: date, celebration: Celebration
) -> tuple[ResidentRow, ...]:
    """Who lives here, where the house's settings have been read already."""
    rows = session.execute(People.here(), {"house": house_id, "today": today}).all()
    short = People.short(rows)
    listed = sorted(rows, key=lambda r: (plain(short[r.resident_id]), r.resident_id))
    return tuple(_row(r, short[r.resident_id], celebration, today) for r in listed)


@needs(Permission.SEE_HOUSE)
def people_waiting(session: Session, house_id: int) -> tuple[WaitingRow, ...]:
    """Who waits for a bed, in the order of the waitlist."""
    rows = session.execute(
        select(Application.id.label("application_id"), Application.stage, Application.received_on,
               Application.ready_on, Application.needs, Application.note, Application.version,
               ReferralSource.name.label("referral"), Resident.id.label("resident_id"),
               *People.names(), Resident.phone)
        .join(Resident, Resident.id == Application.resident_id)
        .outerjoin(ReferralSource, ReferralSource.id == Application.referral_source_id)
        .where(Application.house_id == house_id, Application.stage.in_(WAITING),
               Application.voided_at.is_(None))
        .order_by(Application.wait_rank, Application.received_on, Application.id)
    ).all()
    short = People.short(rows)
    return tuple(
        WaitingRow(
            r.resident_id, r.application_id, short[r.resident_id], _full(r), r.stage,
            r.received_on, r.ready_on, r.needs, r.referral or "", r.note, r.phone, r.version)
        for r in rows)


@needs(Permission.SEE_HOUSE)
def counts(session: Session, house_id: int) -> Counts:
    """How many live here, wait, and moved out."""
    people = func.count(func.distinct(Stay.resident_id))
    of_house = select(people).where(Stay.house_id == house_id, Stay.voided_at.is_(None))
    here = of_house.where(Stay.discharged_on.is_(None)).scalar_subquery()
    waiting = select(func.count(Application.id)).where(
        Application.house_id == house_id, Application.stage.in_(WAITING),
        Application.voided_at.is_(None)).scalar_subquery()
    row = session.execute(select(here, of_house.scalar_subquery(), waiting)).one()
    return Counts(here=row[0], moved_out=row[1] - row[0], waiting=row[2])


def _row(r: Any, name: str, celebration: Celebration, today: date) -> ResidentRow:
    standing = rules.standing(
        r.move_in_on, today, has_bed=r.bed is not None, away=r.away is not None,
        leaving=leaving_soon(r.planned_discharge_on, today))
    return ResidentRow(
        resident_id=r.resident_id, stay_id=r.stay_id, name=name, full_name=_full(r),
        bed=r.bed or "", room=r.room or "", phase=r.phase or "", phase_number=r.phase_number,
        sober=celebration.sober(r.sober_since, r.pathway, today), standing=standing,
        moved_in=r.move_in_on, leaves_on=r.planned_discharge_on, away=r.away or "",
        away_until=r.away_until, pathway=r.pathway, phone=r.phone, photo_blob_id=r.photo_blob_id,
        birth_on=r.birth_on, phase_id=r.phase_id, phase_since=r.phase_since, bed_id=r.bed_id,
        assignment_id=r.assignment_id, bed_since=r.bed_since,
        missing=rules.missing(
            birth_on=r.birth_on, sober_since=r.sober_since, phone=r.phone,
            has_contact=bool(r.has_contact)))


def _full(r: Any) -> str:
    return full_name(r.legal_first, r.legal_last, r.preferred_name)
