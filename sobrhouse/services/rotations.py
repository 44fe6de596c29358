"""Rotations: by what rule a house's chores go round; made, changed, taken away."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from sobrhouse.domain.phrases import week_of
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound, Problem
from sobrhouse.storage.tables import Chore, House, Rotation
from sobrhouse.storage.tables.chores import STRATEGIES
from sobrhouse.storage.work import Work
from sobrhouse.words import _

LONGEST_NAME = 60
LONGEST_PERIOD = 12  # weeks
_SEEDS = 1_000_000


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
    row = Rotation(house_id=house_id, seed=secrets.randbelow(_SEEDS))
    row.anchor_on = week_of(work.today(house_id), work.get(House, house_id).week_starts_on)
    _write(row, rule)
    work.add(row)
    work.record("rotation.added", row)
    return row.id


def change_rotation(
    work: Work, rotation_id: int, version: int | None, rule: RotationRule
) -> RotationRule:
    """Another rule; gives the one before, for the undo. It deals nothing anew: `plan_chores` does,
    after a look at the preview. Stale where somebody has changed it meanwhile.
    """
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, rotation_id, version)
    before = RotationRule(row.name, row.strategy, row.anchor_on, row.period_weeks, row.seed)
    _write(row, rule)
    work.record("rotation.changed", row)
    return before


def remove_rotation(work: Work, rotation_id: int) -> None:
    """A rotation without chores goes. Problem where it has some."""
    work.require(Permission.MANAGE_HOUSE)
    row = _live(work, rotation_id)
    has = select(Chore.id).where(Chore.rotation_id == rotation_id, Chore.voided_at.is_(None))
    if work.session.execute(has.limit(1)).first() is not None:
        raise Problem(_("Chores go by this rotation. Move them to another one first."))
    row.voided_at = work.now
    work.record("rotation.removed", row)


def restore_rotation(work: Work, rotation_id: int) -> None:
    """The inverse: it is there again."""
    work.require(Permission.MANAGE_HOUSE)
    row = work.get(Rotation, rotation_id)
    row.voided_at = None
    work.record("rotation.restored", row)


def _write(row: Rotation, rule: RotationRule) -> None:
    name = " ".join(rule.name.split())[:LONGEST_NAME]
    if not name:
        raise Problem(_("Give the rotation a name."), field="name")
    if rule.strategy not in STRATEGIES:
        raise ValueError(rule.strategy)
    if not 1 <= rule.period_weeks <= LONGEST_PERIOD:
        raise Problem(
            _("Chores change hands every 1 to {n} weeks.").format(n=LONGEST_PERIOD),
            field="period_weeks",
        )
    row.name, row.strategy, row.period_weeks = name, rule.strategy, rule.period_weeks
    row.anchor_on = rule.anchor_on or row.anchor_on
    row.seed = row.seed if rule.seed is None else rule.seed


def _live(work: Work, rotation_id: int, version: int | None = None) -> Rotation:
    row = work.get(Rotation, rotation_id, version)
    if row.voided_at is not None:
        raise NotFound(_("This rotation was taken away. Nothing was changed."))
    return row
