"""The board of beds on any night, past or present: who sleeps where, what is free or kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from sobrhouse.queries import bed_statements as statements
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import ResidentRow
from sobrhouse.storage.access import needs


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
    return board_of(session, house_id, on, Celebration.of(session, house_id))


def board_of(
    session: Session, house_id: int, on: date, celebration: Celebration | None = None
) -> Board:
    """The board, where the house's settings have been read already; without a celebration it tells
    neither phase nor days nor milestone, for who looks at the beds alone.
    """
    return _board(session, house_id, on, _sleepers(session, house_id, on, celebration))


def board_beside(
    session: Session, house_id: int, today: date, people: Sequence[ResidentRow]
) -> Board:
    """The same of tonight, where who lives here has been read already: their beds are asked for
    once more only where somebody has none, or one from a later day on.
    """
    if any(p.bed_since is None or p.bed_since > today for p in people):
        return board_of(session, house_id, today)
    sleepers = {p.bed_id: _tonight(p, today) for p in people if p.bed_id is not None}
    return _board(session, house_id, today, sleepers)


def _board(session: Session, house_id: int, on: date, sleepers: Mapping[int, Sleeper]) -> Board:
    holds = _holds(session, house_id, on)
    outages = _outages(session, house_id, on)
    rooms: dict[int, tuple[str, str, list[BedCard]]] = {}
    hidden: set[int] = set()
    for row in session.execute(statements.beds_statement(), {"house": house_id}):
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


def _sleepers(
    session: Session, house_id: int, on: date, celebration: Celebration | None
) -> dict[int, Sleeper]:
    """Who has which bed that night; with a celebration also the phase and days of that day."""
    statement = statements.sleepers_statement(whole=celebration is not None)
    rows = session.execute(statement, {"house": house_id, "night": on}).all()
    names = short_names(
        (r.resident_id, r.legal_first, r.legal_last, r.preferred_name) for r in rows
    )
    return {r.bed_id: _sleeper(r, names, celebration, on) for r in rows}


def _sleeper(
    row: Any, names: Mapping[int, str], celebration: Celebration | None, on: date
) -> Sleeper:
    whole = celebration is not None
    return Sleeper(
        stay_id=row.stay_id,
        resident_id=row.resident_id,
        assignment_id=row.id,
        name=names[row.resident_id],
        full_name=f"{called(row.legal_first, row.preferred_name)} {row.legal_last}".strip(),
        phase=(row.name or "") if whole else "",
        days=sobriety.days_sober(row.sober_since, on) if whole and row.sober_since else None,
        milestone="" if celebration is None else _milestone(row, celebration, on),
        moved_in_on=row.move_in_on,
        since=row.start_on,
        leaves_on=row.planned_discharge_on,
        leaving=row.discharged_on is None and leaving_soon(row.planned_discharge_on, on),
        photo_blob_id=row.photo_blob_id,
    )


def _tonight(person: ResidentRow, today: date) -> Sleeper:
    assert person.assignment_id is not None and person.bed_since is not None
    return Sleeper(
        stay_id=person.stay_id,
        resident_id=person.resident_id,
        assignment_id=person.assignment_id,
        name=person.name,
        full_name=person.full_name,
        phase="",
        days=None,
        milestone="",
        moved_in_on=person.moved_in,
        since=person.bed_since,
        leaves_on=person.leaves_on,
        leaving=leaving_soon(person.leaves_on, today),
        photo_blob_id=person.photo_blob_id,
    )


def _milestone(row: Any, celebration: Celebration, on: date) -> str:
    """How long somebody is sober on the very day that it is celebrated, in words."""
    if row.sober_since is None:
        return ""
    reached = celebration.between(row.sober_since, row.pathway, on, on)
    return sobriety.length_words(reached[-1].milestone) if reached else ""


def _holds(session: Session, house_id: int, on: date) -> dict[int, Hold]:
    rows = session.execute(statements.holds_statement(), {"house": house_id, "night": on}).all()
    names = short_names(
        (r.resident_id, r.legal_first, r.legal_last, r.preferred_name) for r in rows
    )
    return {
        r.bed_id: Hold(
            hold_id=r.id,
            kind=r.kind,
            resident_id=r.resident_id,
            name=names[r.resident_id],
            stay_id=r.stay_id,
            application_id=r.application_id,
            until=r.until_on,
            reason=r.reason,
            ran_out=r.until_on is not None and r.until_on < on,
        )
        for r in rows
    }


def _outages(session: Session, house_id: int, on: date) -> dict[int, Outage]:
    rows = session.execute(statements.outages_statement(), {"house": house_id, "night": on})
    return {bed_id: Outage(id_, note, start) for bed_id, id_, note, start in rows}
