"""Whom a weekly report is about: everybody who lived in the house in the week."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.care import EMPLOYMENT_WORDS
from sobrhouse.domain.names import full_name, short_names
from sobrhouse.domain.weekly import PaperName
from sobrhouse.storage.tables import (
    Bed,
    BedAssignment,
    Employment,
    Phase,
    PhaseHistory,
    ReferralSource,
    Resident,
    SobrietyPeriod,
    Stay,
)
from sobrhouse.words import _

AT_WORK = ("job", "school")


def people_of(house_id: int, first: date, on: date) -> Any:
    """Everybody who lived here on a day from `first` to `on`, as things stood on `on`."""
    return (
        select(
            Stay.id.label("stay_id"),
            Stay.move_in_on,
            Stay.discharged_on,
            Stay.discharge_type,
            Stay.destination,
            Resident.id.label("resident_id"),
            Resident.legal_first,
            Resident.legal_last,
            Resident.preferred_name,
            Resident.birth_on,
            Resident.pathway,
            ReferralSource.name.label("referred_by"),
            _stays_before().label("before"),
            _last_bed(on).label("bed"),
            _sober_since(on).label("sober_since"),
            _phase(on).label("phase"),
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(ReferralSource, ReferralSource.id == Stay.referral_source_id)
        .where(
            Stay.house_id == house_id,
            Stay.voided_at.is_(None),
            Stay.move_in_on <= on,
            or_(Stay.discharged_on.is_(None), Stay.discharged_on >= first),
        )
        .order_by(Resident.sort_name, Resident.id, Stay.move_in_on)
    )


def _stays_before() -> Any:
    earlier = Stay.__table__.alias("earlier").c
    return (
        select(func.count())
        .where(
            earlier.resident_id == Stay.resident_id,
            earlier.voided_at.is_(None),
            earlier.id != Stay.id,
            earlier.move_in_on <= Stay.move_in_on,
        )
        .scalar_subquery()
    )


def _last_bed(on: date) -> Any:
    return (
        select(Bed.label)
        .join(BedAssignment, BedAssignment.bed_id == Bed.id)
        .where(
            BedAssignment.stay_id == Stay.id,
            BedAssignment.void_at.is_(None),
            BedAssignment.start_on <= on,
        )
        .order_by(BedAssignment.start_on.desc(), BedAssignment.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _sober_since(on: date) -> Any:
    return (
        select(SobrietyPeriod.start_on)
        .where(
            SobrietyPeriod.resident_id == Resident.id,
            SobrietyPeriod.voided_at.is_(None),
            func.coalesce(SobrietyPeriod.end_kind, "") != "correction",
            SobrietyPeriod.start_on <= on,
            or_(SobrietyPeriod.end_on.is_(None), SobrietyPeriod.end_on > on),
        )
        .order_by(SobrietyPeriod.start_on.desc())
        .limit(1)
        .scalar_subquery()
    )


def _phase(on: date) -> Any:
    return (
        select(Phase.name)
        .join(PhaseHistory, PhaseHistory.phase_id == Phase.id)
        .where(
            PhaseHistory.stay_id == Stay.id,
            PhaseHistory.voided_at.is_(None),
            PhaseHistory.start_on <= on,
            or_(PhaseHistory.end_on.is_(None), PhaseHistory.end_on > on),
        )
        .order_by(PhaseHistory.start_on.desc())
        .limit(1)
        .scalar_subquery()
    )


def lives(row: Any, on: date) -> bool:
    """Whether the stay still goes on after that day."""
    return row.discharged_on is None or row.discharged_on > on


def names_of(people: Iterable[Any]) -> dict[int, PaperName]:
    """The names of these people as paper may show them, by resident."""
    known = {r.resident_id: r for r in people}
    short = short_names(
        (r.resident_id, r.legal_first, r.legal_last, r.preferred_name) for r in known.values()
    )
    return {
        key: PaperName(
            short[key], full_name(r.legal_first, r.legal_last, r.preferred_name), r.bed or ""
        )
        for key, r in known.items()
    }


def working_on(session: Session, living: set[int], on: date) -> dict[int, tuple[str, str]]:
    """What each resident works or learns on the report's last day: kind, and place or words."""
    rows = session.execute(
        select(Employment.resident_id, Employment.kind, Employment.place)
        .where(
            Employment.resident_id.in_(living),
            Employment.voided_at.is_(None),
            or_(Employment.from_on.is_(None), Employment.from_on <= on),
            or_(Employment.to_on.is_(None), Employment.to_on > on),
        )
        .order_by(Employment.resident_id, Employment.from_on.desc(), Employment.id)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row.resident_id].append((row.kind, row.place or _(EMPLOYMENT_WORDS[row.kind])))
    return {
        key: (
            next((kind for kind, _p in all_of if kind in AT_WORK), all_of[0][0]),
            ", ".join(place for _k, place in all_of),
        )
        for key, all_of in found.items()
    }
