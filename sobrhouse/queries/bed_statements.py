"""The statements behind the board of beds; building them costs more than running them."""

from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, and_, bindparam, func, or_, select

from sobrhouse.queries.people import People
from sobrhouse.storage.tables import (
    Application,
    Bed,
    BedAssignment,
    BedHold,
    BedOutage,
    Phase,
    PhaseHistory,
    Resident,
    Room,
    SobrietyPeriod,
    Stay,
)

_HOUSE, _NIGHT = bindparam("house", type_=Integer), bindparam("night", type_=Date)


def _on_night(start: Any, end: Any) -> Any:
    return and_(start <= _NIGHT, or_(end.is_(None), end > _NIGHT))


def _of_house(bed_id: Any) -> Any:
    beds = select(Bed.id).join(Room, Room.id == Bed.room_id).where(Room.house_id == _HOUSE)
    return bed_id.in_(beds)


@cache
def beds_statement() -> Any:
    """Rooms of a house with their beds, in order."""
    return (
        select(
            Room.id.label("room_id"),
            Room.name,
            Room.floor,
            Bed.id.label("bed_id"),
            Bed.label,
            Bed.features,
            Bed.added_on,
            Bed.retired_on,
        )
        .outerjoin(Bed, and_(Bed.room_id == Room.id, Bed.voided_at.is_(None)))
        .where(Room.house_id == _HOUSE, Room.voided_at.is_(None))
        .order_by(Room.sort, Room.id, Bed.sort, Bed.id)
    )


@cache
def sleepers_statement(*, whole: bool = True) -> Any:
    """Who has which bed that night; `whole` with the phase and the sobriety date of that day.

    Found by the stays of the house that go on after the night: nobody has a bed longer than that,
    and a bed's years of nights are then not looked through.
    """
    query = (
        select(
            BedAssignment.id, BedAssignment.bed_id, BedAssignment.start_on,
            Stay.id.label("stay_id"), Stay.move_in_on, Stay.planned_discharge_on,
            Stay.discharged_on, Resident.id.label("resident_id"), *People.names(),
            Resident.photo_blob_id,
        )
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(
            People.stays_after(_HOUSE, _NIGHT),
            BedAssignment.void_at.is_(None),
            _on_night(BedAssignment.start_on, BedAssignment.end_on),
        )
        .order_by(BedAssignment.bed_id)
    )  # fmt: skip
    return _with_phase_and_days(query) if whole else query


def _with_phase_and_days(query: Any) -> Any:
    phase = and_(
        PhaseHistory.stay_id == Stay.id,
        PhaseHistory.voided_at.is_(None),
        _on_night(PhaseHistory.start_on, PhaseHistory.end_on),
    )
    sober = and_(
        SobrietyPeriod.resident_id == Resident.id,
        SobrietyPeriod.voided_at.is_(None),
        func.coalesce(SobrietyPeriod.end_kind, "") != "correction",
        _on_night(SobrietyPeriod.start_on, SobrietyPeriod.end_on),
    )
    since = SobrietyPeriod.start_on.label("sober_since")
    return (
        query.add_columns(Resident.pathway, Phase.name, since)
        .outerjoin(PhaseHistory, phase)
        .outerjoin(Phase, Phase.id == PhaseHistory.phase_id)
        .outerjoin(SobrietyPeriod, sober)
        .order_by(PhaseHistory.start_on, SobrietyPeriod.start_on)
    )


@cache
def holds_statement() -> Any:
    """Beds kept that night, and for whom."""
    whose = func.coalesce(Application.resident_id, Stay.resident_id)
    return (
        select(
            BedHold.bed_id,
            BedHold.id,
            BedHold.kind,
            BedHold.stay_id,
            BedHold.application_id,
            BedHold.until_on,
            BedHold.reason,
            Resident.id.label("resident_id"),
            Resident.legal_first,
            Resident.legal_last,
            Resident.preferred_name,
        )
        .outerjoin(Application, Application.id == BedHold.application_id)
        .outerjoin(Stay, Stay.id == BedHold.stay_id)
        .join(Resident, Resident.id == whose)
        .where(
            _of_house(BedHold.bed_id),
            BedHold.voided_at.is_(None),
            _on_night(BedHold.from_on, BedHold.ended_on),
        )
        .order_by(BedHold.from_on, BedHold.id)
    )


@cache
def outages_statement() -> Any:
    """Beds that cannot be used that night."""
    return (
        select(BedOutage.bed_id, BedOutage.id, BedOutage.note, BedOutage.start_on)
        .where(
            _of_house(BedOutage.bed_id),
            BedOutage.voided_at.is_(None),
            _on_night(BedOutage.start_on, BedOutage.end_on),
        )
        .order_by(BedOutage.start_on)
    )
