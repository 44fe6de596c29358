"""One's own things as the kiosk tells them, after the PIN and to nobody else: steps, BARC-10,
wishes and the people in one's life.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.barc10 import total
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.support import codes
from sobrhouse.queries.kiosk_people import living, own_row
from sobrhouse.queries.kiosk_support import day_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import (
    Assessment,
    NetworkPerson,
    Stay,
    StepProgress,
    SupportChoice,
)


@dataclass(frozen=True, slots=True)
class MySteps:
    """Where one is with the twelve steps, by step, and whether staff may see it."""

    shared: bool
    states: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class MyAnswers:
    """One's own totals of BARC-10 by day, oldest first, and whether staff may see the answers."""

    today: date
    shared: bool
    totals: tuple[tuple[date, int], ...] = ()

    @property
    def done_today(self) -> bool:
        """Whether one of today is kept, so that the next one waits."""
        return any(on == self.today for on, _total in self.totals)


@dataclass(frozen=True, slots=True)
class MyWishes:
    """Whom one wishes for as a sponsor, when one has time, and for how many newcomers one would be
    a buddy (None: as the house says).
    """

    looking: bool = True
    gender: str = ""
    wants_gender: str = ""
    hours: tuple[str, ...] = ()
    buddies: int | None = None


@dataclass(frozen=True, slots=True)
class MyPerson:
    """Somebody in one's own life, in one's own words."""

    person_id: int
    label: str
    category: str
    stance: str
    private: bool


@needs(Permission.KIOSK)
def my_steps(session: Session, house_id: int, stay_id: int, *, actor: Actor) -> MySteps:
    """One's own steps; somebody else's are refused."""
    who = own_row(living(session, house_id), stay_id, actor).resident_id
    rows = session.execute(
        select(StepProgress.step, StepProgress.state)
        .where(StepProgress.resident_id == who, StepProgress.voided_at.is_(None))
        .order_by(StepProgress.step)
    )
    shared = _shares(session, who, SupportChoice.shares_steps)
    return MySteps(shared, {row.step: row.state for row in rows})


@needs(Permission.KIOSK)
def my_answers(
    session: Session, house_id: int, stay_id: int, now: datetime, *, actor: Actor
) -> MyAnswers:
    """One's own BARC-10; somebody else's are refused."""
    who = own_row(living(session, house_id), stay_id, actor).resident_id
    rows = session.execute(
        select(Assessment.on_date, *_ANSWERS)
        .join(Stay, Stay.id == Assessment.stay_id)
        .where(Stay.resident_id == who, Assessment.void_at.is_(None))
        .order_by(Assessment.on_date, Assessment.id)
    )
    return MyAnswers(
        day_of(session, house_id, now),
        _shares(session, who, SupportChoice.shares_answers),
        tuple((on, total(answers)) for on, *answers in rows),
    )


@needs(Permission.KIOSK)
def my_wishes(session: Session, house_id: int, stay_id: int, *, actor: Actor) -> MyWishes:
    """One's own wishes; somebody else's are refused."""
    who = own_row(living(session, house_id), stay_id, actor).resident_id
    c = SupportChoice
    row = session.execute(
        select(c.looking, c.gender, c.wants_gender, c.hours, c.buddies).where(
            c.resident_id == who, c.voided_at.is_(None)
        )
    ).first()
    if row is None:
        return MyWishes()
    return MyWishes(row.looking, row.gender, row.wants_gender, codes(row.hours), row.buddies)


@needs(Permission.KIOSK)
def my_life(session: Session, house_id: int, stay_id: int, *, actor: Actor) -> tuple[MyPerson, ...]:
    """Whom one wrote down oneself, in that order; somebody else's are refused."""
    who = own_row(living(session, house_id), stay_id, actor).resident_id
    rows = session.execute(
        select(NetworkPerson.id, NetworkPerson.label, NetworkPerson.category,
               NetworkPerson.stance, NetworkPerson.private)
        .where(NetworkPerson.resident_id == who, NetworkPerson.contact_id.is_(None),
               NetworkPerson.voided_at.is_(None))
        .order_by(NetworkPerson.id)
    )  # fmt: skip
    return tuple(MyPerson(*row) for row in rows)


def _shares(session: Session, resident_id: int, what: Any) -> bool:
    """Whether somebody chose to let staff see it."""
    chosen = select(what).where(
        SupportChoice.resident_id == resident_id, SupportChoice.voided_at.is_(None)
    )
    return bool(session.execute(chosen).scalar())


_ANSWERS = tuple(getattr(Assessment, f"q{n}") for n in range(1, 11))
