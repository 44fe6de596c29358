"""Chores: the list of a house's chores, one chore whole, and the rotations they are in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sobrhouse.domain.chore_words import how_words
from sobrhouse.domain.staff import Permission
from sobrhouse.domain.usual_chores import USUAL, UsualChore, shown
from sobrhouse.problems import NotFound
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Chore, ChoreStep, Rotation
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class ChoreLine:
    """One chore of the list; `how` is "Every day, by 9 PM". `until_on` is its last day, if any."""

    chore_id: int
    version: int
    position: int
    name: str
    area: str
    icon: str
    how: str
    minutes: int
    weight: int
    people: int
    steps: int
    rotation_id: int
    rotation: str
    strategy: str
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChoreFacts:
    """One chore whole, as its form shows it. `due_at` is "21:00"; `steps` are in their order."""

    chore_id: int
    house_id: int
    version: int
    rotation_id: int
    rotation: str
    position: int
    name: str
    area: str
    icon: str
    note: str
    minutes: int
    weight: int
    people: int
    rule: str
    starts_on: date
    until_on: date | None
    due_at: str
    before_meeting_minutes: int | None
    steps: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """ "Every day, by 9 PM"."""
        return how_words(self.rule, self.due_at, self.before_meeting_minutes)


@needs(Permission.SEE_HOUSE)
def chore_list(
    session: Session, house_id: int, today: date, *, retired: bool = False
) -> tuple[ChoreLine, ...]:
    """The chores of a house in its order; with `retired` those whose last day has passed, and no
    others.
    """
    steps = (
        select(func.count())
        .where(ChoreStep.chore_id == Chore.id, ChoreStep.voided_at.is_(None))
        .correlate(Chore)
        .scalar_subquery()
    )
    goes_on = or_(Chore.until_on.is_(None), Chore.until_on >= today)
    rows = session.execute(
        select(Chore, steps.label("steps"), Rotation.name.label("rotation"), Rotation.strategy)
        .join(Rotation, Rotation.id == Chore.rotation_id)
        .where(
            Chore.house_id == house_id, Chore.voided_at.is_(None),
            Chore.until_on < today if retired else goes_on,
        )
        .order_by(Chore.position, Chore.id)
    ).all()  # fmt: skip
    return tuple(_line(row) for row in rows)


def _line(row: Any) -> ChoreLine:
    c = row.Chore
    how = how_words(c.rule, c.due_at, c.before_meeting_minutes)
    return ChoreLine(
        c.id, c.version, c.position, shown(c.name), shown(c.area), c.icon, how, c.minutes,
        c.weight, c.people, row.steps, c.rotation_id, row.rotation, row.strategy, c.until_on,
    )  # fmt: skip


@needs(Permission.SEE_HOUSE)
def chore_facts(session: Session, house_id: int, chore_id: int) -> ChoreFacts:
    """One chore of a house. NotFound where it is not there any more."""
    row = session.execute(
        select(Chore, Rotation.name)
        .join(Rotation, Rotation.id == Chore.rotation_id)
        .where(Chore.id == chore_id, Chore.house_id == house_id, Chore.voided_at.is_(None))
    ).first()
    if row is None:
        raise NotFound(_("That chore is not there any more. Nothing was changed."))
    c, rotation = row
    return ChoreFacts(
        c.id, c.house_id, c.version, c.rotation_id, rotation, c.position, shown(c.name),
        shown(c.area), c.icon, c.note, c.minutes, c.weight, c.people, c.rule, c.starts_on,
        c.until_on, c.due_at, c.before_meeting_minutes, steps_of(session, chore_id),
    )  # fmt: skip


def steps_of(session: Session, chore_id: int) -> tuple[str, ...]:
    """The steps of a chore in their order, as they are read; a part of queries."""
    rows = session.scalars(
        select(ChoreStep.text)
        .where(ChoreStep.chore_id == chore_id, ChoreStep.voided_at.is_(None))
        .order_by(ChoreStep.position, ChoreStep.id)
    )
    return tuple(shown(text) for text in rows)


@needs(Permission.SEE_HOUSE)
def usual_chores_left(session: Session, house_id: int) -> tuple[UsualChore, ...]:
    """The chores of the starter list that the house does not have."""
    names = set(
        session.scalars(
            select(Chore.name).where(Chore.house_id == house_id, Chore.voided_at.is_(None))
        )
    )
    return tuple(usual for usual in USUAL if usual.name not in names)
