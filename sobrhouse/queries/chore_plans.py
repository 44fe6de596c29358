"""Plans of chores: what one would do before it is made, how far ahead a house is planned, and the
rules it is made by.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain import chore_planning
from sobrhouse.domain.chore_counting import Names
from sobrhouse.domain.chore_plans import PlanPreview
from sobrhouse.domain.chore_preview import Called, preview
from sobrhouse.domain.chores import period_of
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import shown
from sobrhouse.queries.chore_fairness import names_between
from sobrhouse.queries.people import People
from sobrhouse.queries.sign_history import zone_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.lookups.chore_house import LONGEST_PERIOD, chore_house, weekdays_in
from sobrhouse.storage.tables import (
    Chore,
    ChoreApart,
    ChoreExclusion,
    ChorePlan,
    Resident,
    Rotation,
    Stay,
)

MOST_PLANS = 50


@dataclass(frozen=True, slots=True)
class RotationRow:
    """A rotation with how many chores go by it; `rotate_on` is the first day of its next period."""

    rotation_id: int
    version: int
    name: str
    strategy: str
    anchor_on: date
    period_weeks: int
    seed: int
    chores: int
    rotate_on: date


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """What somebody is not asked to do; `chore_id` None is every chore, `weekdays` () every day."""

    exclusion_id: int
    version: int
    stay_id: int
    resident_id: int
    name: str
    chore_id: int | None
    chore: str
    kind: str
    reason: str
    weekdays: tuple[int, ...]
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class ApartRow:
    """Two people who are not put on one chore together."""

    apart_id: int
    version: int
    stay_id: int
    name: str
    other_stay_id: int
    other: str
    reason: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan that was made, the newest first; `plan_id` is what `take_back_plan` takes."""

    plan_id: int
    at: datetime
    first_on: date
    last_on: date
    why: str
    cause: str
    dealt: int
    released: int


@dataclass(frozen=True, slots=True)
class PlanState:
    """Rotations, exclusions and pairs that stand or are ahead, plans, and the last day planned."""

    rotations: tuple[RotationRow, ...]
    exclusions: tuple[ExclusionRow, ...]
    apart: tuple[ApartRow, ...]
    plans: tuple[PlanRow, ...]
    planned_to: date | None


@needs(Permission.SEE_HOUSE)
def plan_state(session: Session, house_id: int, today: date) -> PlanState:
    """By what rules a house's chores go round, and how far they are planned."""
    names = {stay: name for stay, (_r, name) in _everybody(session, house_id, today).items()}
    plans = _plans(session, house_id)
    return PlanState(
        tuple(_rotations(session, house_id, today)),
        tuple(_exclusions(session, house_id, today)),
        tuple(_apart(session, house_id, today, names)),
        plans,
        max((plan.last_on for plan in plans), default=None),
    )


@needs(Permission.SEE_HOUSE)
def plan_preview(
    session: Session, house_id: int, first_on: date, weeks: int, now: datetime
) -> PlanPreview:
    """What `chore_plans.plan_chores` would do from a day on, without writing anything."""
    today = now.astimezone(zone_of(session, house_id)).date()
    first_on = max(first_on, today)
    last_on = first_on + timedelta(days=7 * weeks - 1)
    house = chore_house(session, house_id, first_on)
    names = names_between(session, house_id, first_on - LONGEST_PERIOD, last_on)
    made = chore_planning.plan(house, first_on, last_on)
    return preview(house, made, names, _called(session, house_id))


def _everybody(session: Session, house_id: int, today: date) -> Names:
    return names_between(session, house_id, today - LONGEST_PERIOD, today + LONGEST_PERIOD)


def _called(session: Session, house_id: int) -> dict[int, Called]:
    c, r = Chore, Rotation
    rows = session.execute(
        select(c.id, c.name, c.area, c.icon, r.name.label("rotation"))
        .join(r, r.id == c.rotation_id)
        .where(c.house_id == house_id)
    )
    return {
        row.id: Called(shown(row.name), shown(row.area), row.icon, row.rotation) for row in rows
    }


def _rotations(session: Session, house_id: int, today: date) -> Iterator[RotationRow]:
    r = Rotation
    goes = select(func.count()).where(
        Chore.rotation_id == r.id, Chore.voided_at.is_(None),
        or_(Chore.until_on.is_(None), Chore.until_on >= today),
    )  # fmt: skip
    rows: Any = session.execute(
        select(
            r.id, r.version, r.name, r.strategy, r.anchor_on, r.period_weeks, r.seed,
            goes.scalar_subquery().label("chores"),
        )
        .where(r.house_id == house_id, r.voided_at.is_(None))
        .order_by(r.id)
    )  # fmt: skip
    for row in rows:
        _start, end = period_of(row.anchor_on, row.period_weeks, today)
        yield RotationRow(*(*row, end + timedelta(days=1)))


def _exclusions(session: Session, house_id: int, today: date) -> list[ExclusionRow]:
    x = ChoreExclusion
    rows: Any = session.execute(
        select(
            x.id, x.version, x.stay_id, x.chore_id, Chore.name.label("chore"), x.kind, x.reason,
            x.weekdays, x.from_on, x.to_on, Resident.id.label("resident_id"), *People.names(),
        )
        .join(Stay, Stay.id == x.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(Chore, Chore.id == x.chore_id)
        .where(x.house_id == house_id, x.voided_at.is_(None), Stay.discharged_on.is_(None),
               Stay.voided_at.is_(None), or_(x.to_on.is_(None), x.to_on >= today))
        .order_by(x.from_on, x.id)
    ).all()  # fmt: skip
    names = _everybody(session, house_id, today) if rows else {}
    return [
        ExclusionRow(
            r.id, r.version, r.stay_id, r.resident_id,
            names[r.stay_id][1] if r.stay_id in names else "", r.chore_id,
            shown(r.chore) if r.chore else "", r.kind, r.reason, weekdays_in(r.weekdays),
            r.from_on, r.to_on,
        )
        for r in rows
    ]  # fmt: skip


def _apart(
    session: Session, house_id: int, today: date, names: Mapping[int, str]
) -> list[ApartRow]:
    p = ChoreApart
    rows = session.execute(
        select(p.id, p.version, p.stay_id, p.other_stay_id, p.reason, p.from_on, p.to_on)
        .where(p.house_id == house_id, p.voided_at.is_(None),
               or_(p.to_on.is_(None), p.to_on >= today))
        .order_by(p.from_on, p.id)
    )  # fmt: skip
    return [
        ApartRow(
            r.id, r.version, r.stay_id, names[r.stay_id], r.other_stay_id, names[r.other_stay_id],
            r.reason, r.from_on, r.to_on,
        )
        for r in rows
        if r.stay_id in names and r.other_stay_id in names
    ]  # fmt: skip


def _plans(session: Session, house_id: int) -> tuple[PlanRow, ...]:
    p = ChorePlan
    rows = session.execute(
        select(p.id, p.created_at, p.first_on, p.last_on, p.why, p.cause, p.dealt, p.released)
        .where(p.house_id == house_id, p.voided_at.is_(None))
        .order_by(p.id.desc())
        .limit(MOST_PLANS)
    )
    return tuple(PlanRow(*row) for row in rows)
