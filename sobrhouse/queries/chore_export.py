"""Chores to take along: every turn with who had it, by when, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.chore_words import SOURCE_WORDS
from sobrhouse.domain.chores import QUARTERS, state_words, turn_load
from sobrhouse.domain.names import full_name
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.chore_turns import Turn, turns_between
from sobrhouse.queries.exports import ListOut
from sobrhouse.queries.people import People
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    Inspection,
    Resident,
    Staff,
    Stay,
)
from sobrhouse.words import N_, _, p_

_AT_ONCE = timedelta(days=56)  # days that are read together
_DAY = timedelta(days=1)

_HEADERS = (
    N_("Day"), N_("Due"), N_("Chore"), N_("Area"), N_("Person"), N_("Had by first"),
    N_("How it came about"), N_("How it stands"), N_("Said done: day"), N_("Said done"),
    N_("Inspected: day"), N_("Inspected"), N_("Inspected by"), N_("Score"), N_("Note"),
    N_("Redo by: day"), N_("Redo by"),
)  # fmt: skip

Cells = tuple[str | date | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the house beside its turns."""

    people: dict[int, str]
    areas: dict[int, str]
    looks: dict[int, tuple[str, int | None]]  # by inspection: who looked, and the score


@needs(Permission.EXPORT)
def chore_turns_list(
    session: Session, house_id: int, now: datetime, first: date | None = None,
    last: date | None = None,
) -> ListOut:  # fmt: skip
    """The turns from the first day on that was planned to the last, or of some days, both
    included; with full names, by day.
    """
    rows = tuple(_lines(session, house_id, now, first, last))
    return ListOut(headers(), rows)


def headers() -> tuple[str, ...]:
    """The headings of the list."""
    counts = (p_("of time", "Minutes"), _("Weight"), _("Weighted minutes"))
    return (*(_(header) for header in _HEADERS), *counts)


def _lines(
    session: Session, house_id: int, now: datetime, first: date | None, last: date | None
) -> Iterator[Cells]:
    begin, end = _planned(session, house_id)
    if begin is None or end is None:
        return
    begin = max(begin, first) if first is not None else begin
    end = min(end, last) if last is not None else end
    known = _Known(_people(session, house_id), _areas(session, house_id), {})
    while begin <= end:
        until = min(end, begin + _AT_ONCE - _DAY)
        known.looks.clear()
        known.looks.update(_looks(session, house_id, begin, until))
        for turn in turns_between(session, house_id, begin, until, now):
            yield _cells(turn, known)
        begin = until + _DAY


def _planned(session: Session, house_id: int) -> tuple[date | None, date | None]:
    """The first and the last day of what was ever dealt."""
    a = ChoreAssignment
    row = session.execute(
        select(func.min(a.period_start), func.max(a.period_end)).where(
            a.house_id == house_id, a.voided_at.is_(None)
        )
    ).one()
    return row[0], row[1]


def _people(session: Session, house_id: int) -> dict[int, str]:
    """Full names of everybody who ever had a stay here, by resident."""
    rows = session.execute(
        select(Resident.id, *People.names())
        .join(Stay, Stay.resident_id == Resident.id)
        .where(Stay.house_id == house_id)
    )
    return {
        row.id: full_name(row.legal_first, row.legal_last, row.preferred_name) for row in rows
    }


def _areas(session: Session, house_id: int) -> dict[int, str]:
    rows = session.execute(select(Chore.id, Chore.area).where(Chore.house_id == house_id))
    return {chore_id: shown(area) for chore_id, area in rows}


def _looks(
    session: Session, house_id: int, first: date, last: date
) -> dict[int, tuple[str, int | None]]:
    """Who inspected: a resident whom the house trusts with it, else somebody of the staff."""
    stay, resident = aliased(Stay), aliased(Resident)
    rows: Any = session.execute(
        select(
            Inspection.id, Inspection.score, Staff.name, resident.legal_first,
            resident.legal_last, resident.preferred_name,
        )
        .outerjoin(Staff, Staff.id == Inspection.created_by)
        .outerjoin(stay, stay.id == Inspection.inspector_stay_id)
        .outerjoin(resident, resident.id == stay.resident_id)
        .where(Inspection.house_id == house_id, Inspection.on_date.between(first, last))
    )  # fmt: skip
    return {
        row.id: (
            full_name(row.legal_first, row.legal_last, row.preferred_name)
            if row.legal_first is not None
            else row.name or "",
            row.score,
        )
        for row in rows
    }


def _cells(turn: Turn, known: _Known) -> Cells:
    by, score = known.looks.get(turn.inspection_id or 0, ("", None))
    person = known.people.get(turn.resident_id, "") if turn.resident_id is not None else ""
    weighted = turn_load(turn.minutes, turn.weight) / QUARTERS
    return (
        turn.on, f"{turn.due:%H:%M}", turn.chore, known.areas.get(turn.chore_id, ""), person,
        turn.original, _(SOURCE_WORDS[turn.source]) if turn.assignment_id is not None else "",
        state_words(turn.state), *_moment(turn.marked_at), *_moment(turn.seen_at), by, score,
        turn.note, *_moment(turn.redo_by), turn.minutes, turn.weight, weighted,
    )  # fmt: skip


def _moment(moment: datetime | None) -> tuple[date | None, str]:
    """Day and wall-clock time, as a spreadsheet sorts them."""
    return (None, "") if moment is None else (moment.date(), f"{moment:%H:%M}")
