"""The ladder of a house: who missed chores, what is proposed, what was decided and appealed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chore_ladder import Missed, ladder_steps, proposed, window
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.people import People
from sobrhouse.queries.settings import house_settings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    ChoreConsequence,
    Inspection,
    Resident,
    Staff,
    Stay,
)


@dataclass(frozen=True, slots=True)
class MissedTurn:
    """One missed turn that counts."""

    chore: str
    on: date
    note: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class ConsequenceRow:
    """What somebody decided. `appeal` is empty while nobody appealed, `outcome` while it is open;
    `decided` is what it is, in words.
    """

    consequence_id: int
    version: int
    stay_id: int
    on: date
    at: datetime
    by: str
    missed: int
    step: int
    proposed: str
    decision: str
    decided: str
    note: str
    appeal: str = ""
    outcome: str = ""
    outcome_on: date | None = None

    @property
    def appealed(self) -> bool:
        """Whether an appeal waits for an answer."""
        return bool(self.appeal) and not self.outcome


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the ladder proposes for one person: step `step` of `steps`, because of `turns` within
    `days` days. `before` are the decisions of those days, the newest first.
    """

    stay_id: int
    resident_id: int
    name: str
    step: int
    steps: int
    words: str
    days: int
    turns: tuple[MissedTurn, ...]
    before: tuple[ConsequenceRow, ...] = ()

    @property
    def missed(self) -> int:
        """How many turns were missed in those days."""
        return len(self.turns)


@needs(Permission.SEE_HOUSE)
def ladder(session: Session, house_id: int, today: date) -> tuple[Proposal, ...]:
    """What is proposed for those who live here, who missed most first; nothing without a ladder."""
    chosen = house_settings(session, house_id)
    steps, days = ladder_steps(chosen.get("chore_ladder")), chosen.get("chore_ladder_days")
    if not steps:
        return ()
    first = window(days, today)
    turns: dict[Any, list[MissedTurn]] = defaultdict(list)
    for row in session.execute(_missed(house_id, first, today)):
        turns[row.stay_id].append(MissedTurn(shown(row.chore), row.on_date, row.note, row.at))
    if not turns:
        return ()
    decided = _decided(session, house_id, ChoreConsequence.on_date >= first)
    people = session.execute(_living(house_id)).all()
    names = People.short(people)
    found = []
    for person in people:
        mine, before = turns.get(person.stay_id, []), decided.get(person.stay_id, ())
        last = max((row.at for row in before), default=None)
        step = proposed(steps, (Missed(t.on, t.found_at) for t in mine), last)
        if step is not None:
            found.append(
                Proposal(
                    person.stay_id, person.resident_id, names[person.resident_id], step.number,
                    len(steps), step.words, days, tuple(mine), tuple(before),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda p: (-p.missed, p.name.casefold(), p.stay_id)))


@needs(Permission.SEE_HOUSE)
def consequences(session: Session, stay_id: int) -> tuple[ConsequenceRow, ...]:
    """What was decided about somebody in this stay, the newest first."""
    house_id = session.execute(select(Stay.house_id).where(Stay.id == stay_id)).scalar_one()
    found = _decided(session, house_id, ChoreConsequence.stay_id == stay_id)
    return tuple(found.get(stay_id, ()))


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal that waits, and whose it is."""

    resident_id: int
    name: str
    row: ConsequenceRow


@needs(Permission.SEE_HOUSE)
def open_appeals(session: Session, house_id: int) -> tuple[AppealRow, ...]:
    """Appeals that nobody has answered, the oldest first."""
    where = (ChoreConsequence.appeal != "") & ChoreConsequence.appeal_outcome.is_(None)
    decided = _decided(session, house_id, where)
    people = session.execute(_living(house_id)).all() if decided else ()
    names = People.short(people)
    rows = [
        AppealRow(person.resident_id, names[person.resident_id], row)
        for person in people
        for row in decided.get(person.stay_id, ())
    ]
    return tuple(sorted(rows, key=lambda r: r.row.at))


def _missed(house_id: int, first: date, last: date) -> Any:
    """Missed turns that count, by whose they were, in their order."""
    i, a = Inspection, ChoreAssignment
    return (
        select(a.stay_id, Chore.name.label("chore"), i.on_date, i.note, i.at)
        .join(a, a.id == i.assignment_id)
        .join(Chore, Chore.id == a.chore_id)
        .where(
            i.house_id == house_id, i.on_date.between(first, last), i.result == "missed",
            i.void_at.is_(None),
        )
        .order_by(i.on_date, i.id)
    )  # fmt: skip


def _living(house_id: int) -> Any:
    return (
        select(Stay.id.label("stay_id"), Resident.id.label("resident_id"), *People.names())
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == house_id, Stay.discharged_on.is_(None), Stay.voided_at.is_(None))
    )


def _decided(session: Session, house_id: int, where: Any) -> dict[int, list[ConsequenceRow]]:
    """What was decided, by stay, the newest first."""
    c = ChoreConsequence
    rows = session.execute(
        select(c, Staff.name)
        .outerjoin(Staff, Staff.id == c.created_by)
        .where(c.house_id == house_id, c.voided_at.is_(None), where)
        .order_by(c.created_at.desc(), c.id.desc())
    )
    found: dict[int, list[ConsequenceRow]] = defaultdict(list)
    for row in _rows(rows):
        found[row.stay_id].append(row)
    return found


def _rows(rows: Iterable[Any]) -> Iterable[ConsequenceRow]:
    for c, by in rows:
        yield ConsequenceRow(
            c.id, c.version, c.stay_id, c.on_date, c.created_at, by or "", c.missed, c.step,
            c.proposed, c.decision, c.decided, c.note, c.appeal, c.appeal_outcome or "",
            c.appeal_decided_on,
        )  # fmt: skip
