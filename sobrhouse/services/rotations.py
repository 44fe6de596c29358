"""Rotations: by what rule a house's chores go round; made, changed, taken away."""

from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.work import Work


@dataclass(frozen=True, slots=True)
class RotationRule:
    """How chores go round: `strategy` is one of the tables' STRATEGIES; `anchor_on` is the first
    day of a period. `seed` None: drawn when it is made, kept when it is changed.
    """

    name: str
    strategy: str = "balanced"
    anchor_on: date | None = None  # None: the first day of this week, as the house counts weeks
    period_weeks: int = 1
    seed: int | None = None


def add_rotation(work: Work, house_id: int, rule: RotationRule) -> int:
    """A new rotation, without chores yet; gives it."""
    work.require(Permission.MANAGE_HOUSE, house_id)
    raise NotImplementedError


def change_rotation(
    work: Work, rotation_id: int, version: int | None, rule: RotationRule
) -> RotationRule:
    """Another rule; gives the one before, for the undo. It deals nothing anew: `plan_chores` does,
    after a look at the preview. Stale where somebody has changed it meanwhile.
    """
    work.require(Permission.MANAGE_HOUSE)
    raise NotImplementedError


def remove_rotation(work: Work, rotation_id: int) -> None:
    """A rotation without chores goes. Problem where it has some."""
    work.require(Permission.MANAGE_HOUSE)
    raise NotImplementedError


def restore_rotation(work: Work, rotation_id: int) -> None:
    """The inverse: it is there again."""
    work.require(Permission.MANAGE_HOUSE)
    raise NotImplementedError
