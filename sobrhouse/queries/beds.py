"""The board of beds on any night, past or present: who sleeps where, what is free or kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain import sobriety
from sobrhouse.domain.houses import (
    BedState,
    Census,
    Nights,
    bed_state,
    leaving_soon,
    take_census,
)
from sobrhouse.domain.names import called, short_names
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.settings import house_settings
from sobrhouse.settings import HouseSettings
from sobrhouse.storage.access import needs
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


@dataclass(frozen=True, slots=True)
class Sleeper:
    """Who has a bed on that night; `days` sober is None where no date is known."""

    stay_id: int
    resident_id: int
    assignment_id: int
    name: str
    full_name: str
    phase: str
    days: int | None
    milestone: str
    moved_in_on: date
    since: date
    leaves_on: date | None
    leaving: bool
    photo_blob_id: int | None


@dataclass(frozen=True, slots=True)
class Hold:
    """A bed kept for somebody away (a stay) or coming (an application), `until` included."""

    hold_id: int
    kind: str
    resident_id: int
    name: str
    stay_id: int | None
    application_id: int | None
    until: date | None
    reason: str
    ran_out: bool


@dataclass(frozen=True, slots=True)
class Outage:
    """Why nobody can sleep in a bed, and since when."""

    outage_id: int
    note: str
    since: date


@dataclass(frozen=True, slots=True)
class BedCard:
    """One bed on one night."""

    bed_id: int
    label: str
    room: str
    floor: str
    features: str
    state: BedState
    sleeper: Sleeper | None = None
    hold: Hold | None = None
    outage: Outage | None = None


@dataclass(frozen=True, slots=True)
class RoomCards:
    """A room with its beds in order."""

    room_id: int
    name: str
    floor: str
    beds: tuple[BedCard, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All beds of a house on the night of `on`, counted."""

    house_id: int
    on: date
    rooms: tuple[RoomCards, ...]
    census: Census

    @property
    def beds(self) -> tuple[BedCard, ...]:
        """Every bed, room by room."""
        return tuple(bed for room in self.rooms for bed in room.beds)

    def bed(self, bed_id: int) -> BedCard | None:
        """The bed with this id."""
        return next((bed for bed in self.beds if bed.bed_id == bed_id), None)


@needs(Permission.SEE_HOUSE)
def board(session: Session, house_id: int, on: date) -> Board:
    """Every room and bed of a house on the night of `on`, in five statements."""
    sleepers = _sleepers(session, house_id, on)
    holds = _holds(session, house_id, on)
    outages = _outages(session, house_id, on)
    rooms: dict[int, tuple[str, str, list[BedCard]]] = {}
    hidden: set[int] = set()
    for row in _rooms_and_beds(session, house_id):
        cards = rooms.setdefault(row.room_id, (row.name, row.floor, []))[2]
        if row.bed_id is None:
            continue
        if not Nights(row.added_on, row.retired_on).covers(on) and row.bed_id not in sleepers:
            hidden.add(row.room_id)
            continue
        hold, outage = holds.get(row.bed_id), outages.get(row.bed_id)
        sleeper = sleepers.get(row.bed_id)
        state = bed_state(
            filled=sleeper is not None,
            away=hold is not None and hold.stay_id is not None and not hold.ran_out,
            held=hold is not None and not hold.ran_out,
            out=outage is not None,
        )
        cards.append(
            BedCard(
                row.bed_id,
                row.label,
                row.name,
                row.floor,
                row.features,
                state,
                sleeper,
                hold,
                outage,
            )
        )
    shown = tuple(
        RoomCards(room_id, name, floor, tuple(cards))
        for room_id, (name, floor, cards) in rooms.items()
        if cards or room_id not in hidden
    )
    states = [bed.state for room in shown for bed in room.beds]
    leaving = sum(s.leaving for s in sleepers.values())
    return Board(house_id, on, shown, take_census(states, leaving))


@needs(Permission.SEE_HOUSE)
def census(session: Session, house_id: int, on: date) -> Census:
    """The beds of a house on one night, counted."""
    return board(session, house_id, on).census


@needs(Permission.SEE_HOUSE)
def free_beds(session: Session, house_id: int, on: date) -> tuple[BedCard, ...]:
    """Beds that could be moved into that night, those kept for somebody coming among them."""
    return tuple(
        bed
        for bed in board(session, house_id, on).beds
        if bed.state in (BedState.FREE, BedState.HELD)
    )


def _rooms_and_beds(session: Session, house_id: int) -> Iterable[Any]:
    return session.execute(
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
        .where(Room.house_id == house_id, Room.voided_at.is_(None))
        .order_by(Room.sort, Room.id, Bed.sort, Bed.id)
    )


def _beds_of(house_id: int) -> Any:
    return select(Bed.id).join(Room, Room.id == Bed.room_id).where(Room.house_id == house_id)


def _sleepers(session: Session, house_id: int, on: date) -> dict[int, Sleeper]:
    """Who has which bed that night, with the phase and the sobriety date of that day."""
    rows = session.execute(
        select(
            BedAssignment.id,
            BedAssignment.bed_id,
            BedAssignment.start_on,
            Stay.id.label("stay_id"),
            Stay.move_in_on,
            Stay.planned_discharge_on,
            Stay.discharged_on,
            Resident.id.label("resident_id"),
            Resident.legal_first,
            Resident.legal_last,
            Resident.preferred_name,
            Resident.photo_blob_id,
            Resident.pathway,
            Phase.name,
            SobrietyPeriod.start_on.label("sober_since"),
        )
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(
            PhaseHistory,
            and_(
                PhaseHistory.stay_id == Stay.id,
                PhaseHistory.voided_at.is_(None),
                PhaseHistory.start_on <= on,
                or_(PhaseHistory.end_on.is_(None), PhaseHistory.end_on > on),
            ),
        )
        .outerjoin(Phase, Phase.id == PhaseHistory.phase_id)
        .outerjoin(
            SobrietyPeriod,
            and_(
                SobrietyPeriod.resident_id == Resident.id,
                SobrietyPeriod.voided_at.is_(None),
                func.coalesce(SobrietyPeriod.end_kind, "") != "correction",
                SobrietyPeriod.start_on <= on,
                or_(SobrietyPeriod.end_on.is_(None), SobrietyPeriod.end_on > on),
            ),
        )
        .where(
            BedAssignment.bed_id.in_(_beds_of(house_id)),
            BedAssignment.void_at.is_(None),
            BedAssignment.start_on <= on,
            or_(BedAssignment.end_on.is_(None), BedAssignment.end_on > on),
        )
        .order_by(BedAssignment.bed_id, PhaseHistory.start_on, SobrietyPeriod.start_on)
    ).all()
    names = short_names(
        (r.resident_id, r.legal_first, r.legal_last, r.preferred_name) for r in rows
    )
    settings = house_settings(session, house_id)
    return {r.bed_id: _sleeper(r, names, settings, on) for r in rows}


def _sleeper(row: Any, names: Mapping[int, str], settings: HouseSettings, on: date) -> Sleeper:
    return Sleeper(
        stay_id=row.stay_id,
        resident_id=row.resident_id,
        assignment_id=row.id,
        name=names[row.resident_id],
        full_name=f"{called(row.legal_first, row.preferred_name)} {row.legal_last}".strip(),
        phase=row.name or "",
        days=None if row.sober_since is None else sobriety.days_sober(row.sober_since, on),
        milestone=_milestone(row, settings, on),
        moved_in_on=row.move_in_on,
        since=row.start_on,
        leaves_on=row.planned_discharge_on,
        leaving=row.discharged_on is None and leaving_soon(row.planned_discharge_on, on),
        photo_blob_id=row.photo_blob_id,
    )


def _milestone(row: Any, settings: HouseSettings, on: date) -> str:
    """How long somebody is sober on the very day that it is celebrated, in words."""
    if row.sober_since is None:
        return ""
    preset = sobriety.set_for(row.pathway, str(settings.get("milestones")))
    leap_day = (
        sobriety.LeapDay.MAR_1 if settings.get("leap_day") == "mar1" else sobriety.LeapDay.FEB_28
    )
    reached = sobriety.milestones_between(row.sober_since, on, on, preset, leap_day)
    return sobriety.length_words(reached[-1].milestone) if reached else ""


def _holds(session: Session, house_id: int, on: date) -> dict[int, Hold]:
    rows = session.execute(
        select(
            BedHold, Resident.id, Resident.legal_first, Resident.legal_last, Resident.preferred_name
        )
        .outerjoin(Application, Application.id == BedHold.application_id)
        .outerjoin(Stay, Stay.id == BedHold.stay_id)
        .join(Resident, Resident.id == func.coalesce(Application.resident_id, Stay.resident_id))
        .where(
            BedHold.bed_id.in_(_beds_of(house_id)),
            BedHold.voided_at.is_(None),
            BedHold.from_on <= on,
            or_(BedHold.ended_on.is_(None), BedHold.ended_on > on),
        )
        .order_by(BedHold.from_on, BedHold.id)
    ).all()
    names = short_names((r[1], r[2], r[3], r[4]) for r in rows)
    return {
        hold.bed_id: Hold(
            hold.id,
            hold.kind,
            resident_id,
            names[resident_id],
            hold.stay_id,
            hold.application_id,
            hold.until_on,
            hold.reason,
            hold.until_on is not None and hold.until_on < on,
        )
        for hold, resident_id, *_name in rows
    }


def _outages(session: Session, house_id: int, on: date) -> dict[int, Outage]:
    rows = session.execute(
        select(BedOutage.bed_id, BedOutage.id, BedOutage.note, BedOutage.start_on)
        .where(
            BedOutage.bed_id.in_(_beds_of(house_id)),
            BedOutage.voided_at.is_(None),
            BedOutage.start_on <= on,
            or_(BedOutage.end_on.is_(None), BedOutage.end_on > on),
        )
        .order_by(BedOutage.start_on)
    )
    return {bed_id: Outage(id_, note, start) for bed_id, id_, note, start in rows}
