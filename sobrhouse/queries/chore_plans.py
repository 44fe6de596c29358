"""Plans of chores: what one would do before it is made, how far ahead a house is planned, and the
rules it is made by.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from sobrhouse.domain.chore_plans import PlanPreview
from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs


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
    raise NotImplementedError


@needs(Permission.SEE_HOUSE)
def plan_preview(
    session: Session, house_id: int, first_on: date, weeks: int, now: datetime
) -> PlanPreview:
    """What `chore_plans.plan_chores` would do from a day on, without writing anything."""
    raise NotImplementedError
