"""One turn whole: its steps with what was found last, what was said and seen of it, who gave it to
whom.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chore_hands import LONGEST_PERIOD
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.problems import NotFound
from sobrhouse.queries.chore_days import Days, read_days
from sobrhouse.queries.chore_trades import TradeRow, trades_of
from sobrhouse.queries.chore_turns import Turn, turns_in
from sobrhouse.queries.chores import ChoreFacts, chore_facts
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    ChoreAssignment,
    ChoreMark,
    Inspection,
    InspectionLine,
    Resident,
    Staff,
    Stay,
)
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step to done; `done` is how it was found last, None where nobody has looked."""

    text: str
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class MarkRow:
    """That somebody said it is done; `by` is empty for who did it, at the kiosk."""

    mark_id: int
    at: datetime
    way: str
    note: str
    by: str
    voided: bool = False


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One look at it; `missing` are the steps that were not done. `voided` where it counts no
    more, with the reason.
    """

    inspection_id: int
    at: datetime
    by: str
    result: str
    note: str
    redo_by: datetime | None
    score: int | None
    way: str
    missing: tuple[str, ...] = ()
    voided: bool = False
    void_why: str = ""
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class TurnCard:
    """One turn, as the panel beside the week shows it. Marks and inspections are the newest
    first, also those that count no more; instants are in the house's zone.
    """

    turn: Turn
    chore: ChoreFacts
    steps: tuple[StepSeen, ...]
    marks: tuple[MarkRow, ...]
    inspections: tuple[InspectionRow, ...]
    trades: tuple[TradeRow, ...]


@needs(Permission.SEE_HOUSE)
def chore_turn(
    session: Session, house_id: int, assignment_id: int, on: date, now: datetime
) -> TurnCard:
    """The turn of an assignment on a day, whoever has it now. NotFound where there is none."""
    chore_id, family = _family(session, house_id, assignment_id, on)
    days = read_days(session, house_id, on, on, now, chore_id=chore_id)
    turns = turns_in(days, opened=False)
    turn = next((t for t in turns if t.root_id in family), None)
    if turn is None or turn.assignment_id is None:
        raise NotFound(_("That chore is not planned for that day any more. Look again."))
    facts = chore_facts(session, house_id, turn.chore_id)
    marks = tuple(_marks(session, family, on, days.zone))
    seen = tuple(_inspections(session, family, on, days))
    standing = next((row for row in seen if not row.voided), None)
    steps = _steps(session, facts.steps, standing)
    return TurnCard(turn, facts, steps, marks, seen, trades_of(session, house_id, family, days))


def _family(session: Session, house_id: int, assignment_id: int, on: date) -> tuple[int, set[int]]:
    """The chore of an assignment, and those of its chain that reach to a day, taken back or not.
    NotFound where it is not there.
    """
    a = ChoreAssignment
    chore = select(a.chore_id).where(a.id == assignment_id).scalar_subquery()
    rows = session.execute(
        select(a.id, a.replaces_id, a.chore_id).where(
            a.house_id == house_id, a.chore_id == chore, a.period_end >= on,
            a.period_start.between(on - LONGEST_PERIOD, on),
        )
    ).all()  # fmt: skip
    if not rows:
        raise NotFound(_("That chore is not planned for that day any more. Look again."))
    before = {row.id: row.replaces_id for row in rows}

    def root(row_id: int) -> int:
        while before.get(row_id) is not None:
            row_id = before[row_id]
        return row_id

    first = root(assignment_id)
    return rows[0].chore_id, {row_id for row_id in before if root(row_id) == first}


def _steps(
    session: Session, steps: Iterable[str], seen: InspectionRow | None
) -> tuple[StepSeen, ...]:
    if seen is None:
        return tuple(StepSeen(text) for text in steps)
    lines = session.execute(
        select(InspectionLine.item, InspectionLine.done).where(
            InspectionLine.inspection_id == seen.inspection_id
        )
    )
    known = {shown(line.item): line.done for line in lines}
    return tuple(StepSeen(text, known.get(text)) for text in steps)


def _marks(session: Session, family: set[int], on: date, zone: Any) -> Iterable[MarkRow]:
    rows = session.execute(
        select(ChoreMark, Staff.name)
        .outerjoin(Staff, Staff.id == ChoreMark.created_by)
        .where(ChoreMark.assignment_id.in_(family), ChoreMark.on_date == on)
        .order_by(ChoreMark.at.desc(), ChoreMark.id.desc())
    )
    for mark, by in rows:
        yield MarkRow(
            mark.id, mark.at.astimezone(zone), mark.way, mark.note, by or "",
            mark.void_at is not None,
        )  # fmt: skip


def _inspections(
    session: Session, family: set[int], on: date, days: Days
) -> Iterable[InspectionRow]:
    rows = session.execute(
        select(Inspection, Staff.name, Resident.id, Resident.legal_first, Resident.preferred_name)
        .outerjoin(Staff, Staff.id == Inspection.created_by)
        .outerjoin(Stay, Stay.id == Inspection.inspector_stay_id)
        .outerjoin(Resident, Resident.id == Stay.resident_id)
        .where(Inspection.assignment_id.in_(family), Inspection.on_date == on)
        .order_by(Inspection.at.desc(), Inspection.id.desc())
    ).all()
    missing: dict[int, list[str]] = {}
    lines = select(InspectionLine.inspection_id, InspectionLine.item).where(
        InspectionLine.inspection_id.in_([row.Inspection.id for row in rows]),
        InspectionLine.done.is_(False),
    )
    for inspection_id, item in session.execute(lines.order_by(InspectionLine.position)):
        missing.setdefault(inspection_id, []).append(shown(item))
    for i, staff, resident_id, first, preferred in rows:
        voided, amended = i.void_why or "", i.amend_reason or ""
        by = days.names.get(resident_id, preferred or first) if resident_id else staff or ""
        yield InspectionRow(
            i.id, i.at.astimezone(days.zone), by, i.result, i.note,
            i.redo_by.astimezone(days.zone) if i.redo_by else None, i.score, i.way,
            tuple(missing.get(i.id, ())), i.void_at is not None, _(voided),
            _(amended),
        )  # fmt: skip
