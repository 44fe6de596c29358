"""Who was in what bed on any day, and who came, moved or left on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.names import full_name, short_names
from sobrhouse.domain.residents import DISCHARGE_WORDS
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.weekly import PaperName
from sobrhouse.queries.beds import Board, board_of
from sobrhouse.queries.people import Celebration, People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Bed, BedAssignment, Resident, Stay
from sobrhouse.words import _

CAME, MOVED, LEFT = "came", "moved", "left"


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody who came, changed beds or left on the day; `bed` is where they slept then, or had
    slept, `why` what is written down about it.
    """

    kind: str
    name: PaperName
    bed: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CensusDay:
    """The beds on the night of a day, and what changed on that day."""

    board: Board
    changes: tuple[Change, ...]


@needs(Permission.SEE_HOUSE)
def census_day(session: Session, house_id: int, on: date) -> CensusDay:
    """As the records say it now of that night: corrections made since are in it."""
    board = board_of(session, house_id, on, Celebration.of(session, house_id))
    return CensusDay(board, _changes(session, house_id, on))


def _changes(session: Session, house_id: int, on: date) -> tuple[Change, ...]:
    night, before = aliased(BedAssignment), aliased(BedAssignment)
    new_bed, old_bed = aliased(Bed), aliased(Bed)
    rows = session.execute(
        select(
            Stay.move_in_on, Stay.discharged_on, Stay.discharge_type,
            Resident.id.label("resident_id"), *People.names(),
            new_bed.label.label("slept"), old_bed.label.label("had"), night.reason,
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(night, (night.stay_id == Stay.id) & (night.start_on == on)
                   & night.void_at.is_(None))
        .outerjoin(before, (before.stay_id == Stay.id) & (before.end_on == on)
                   & before.void_at.is_(None))
        .outerjoin(new_bed, new_bed.id == night.bed_id)
        .outerjoin(old_bed, old_bed.id == before.bed_id)
        .where(Stay.house_id == house_id, Stay.voided_at.is_(None),
               or_(Stay.move_in_on == on, Stay.discharged_on == on,
                   night.id.is_not(None) & before.id.is_not(None)))
        .order_by(Resident.sort_name, Resident.id, Stay.id)
    ).all()  # fmt: skip
    short = short_names(
        (r.resident_id, r.legal_first, r.legal_last, r.preferred_name) for r in rows
    )
    return tuple(change for r in rows for change in _of(r, short[r.resident_id], on))


def _of(r: Any, short: str, on: date) -> list[Change]:
    whole = full_name(r.legal_first, r.legal_last, r.preferred_name)
    bed = r.slept or r.had or ""
    name = PaperName(short, whole, bed)
    found = []
    if r.move_in_on == on:
        found.append(Change(CAME, name, r.slept or ""))
    elif r.slept and r.had and r.slept != r.had:
        way = _("{old} to {new}").format(old=r.had, new=r.slept)
        found.append(Change(MOVED, name, way, r.reason))
    if r.discharged_on == on:
        words = _(DISCHARGE_WORDS[r.discharge_type]) if r.discharge_type else ""
        found.append(Change(LEFT, name, r.had or "", words))
    return found

