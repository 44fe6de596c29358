"""Assessments: BARC-10 as residents filled it in over time, of one person and of a house.

Answers given at the kiosk are the resident's own: staff get them only where the resident shares
them, and a house's mean only where it tells of nobody (features.md N29).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.barc10 import FEWEST, house_part, mean_of, total
from sobrhouse.domain.sobriety import add_months
from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.weekly import PaperName
from sobrhouse.problems import NotFound
from sobrhouse.queries.people import People
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.sponsorships import choices_of
from sobrhouse.queries.weekly_people import names_of, people_of
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Assessment, Resident, Staff, Stay, SupportChoice
from sobrhouse.words import _

MONTHS = 12  # that a house's chart looks back


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled BARC-10: ten answers from 1 to 6, and who typed it in ("" at the kiosk)."""

    assessment_id: int
    on: date
    way: str
    answers: tuple[int, ...]
    typed_by: str = ""

    @property
    def total(self) -> int:
        """10 to 60."""
        return total(self.answers)

    @property
    def house_part(self) -> int:
        """What tells of house and peers, 3 to 18."""
        return house_part(self.answers)


@dataclass(frozen=True, slots=True)
class Capital:
    """What staff may see of one resident's BARC-10, oldest first. `own` counts those that they keep
    to themselves; `last_on` is the day of the last of either, `due_on` of the next (None: never).
    """

    resident_id: int
    filled: tuple[Filled, ...]
    own: int
    shares: bool
    last_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CapitalPaper:
    """One resident's BARC-10 for paper: only what staff may see."""

    resident_id: int
    name: PaperName
    capital: Capital
    today: date


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody of the house, and when they are asked for the next one."""

    resident_id: int
    name: str
    last_on: date | None
    due_on: date


@dataclass(frozen=True, slots=True)
class HouseMonth:
    """A month of the house: of how many people the means tell (0: of too few to be told), the mean
    total (10 to 60), and the mean of what tells of house and peers (3 to 18).
    """

    first: date
    people: int
    total: float | None
    house_part: float | None


def filled_by(
    session: Session, resident_id: int, houses: frozenset[int] | None = None
) -> tuple[Filled, ...]:
    """Everything that a resident filled in, oldest first, in these houses (None: all); a part of
    queries, which have asked whether this is for the person's own eyes.
    """
    query = (
        select(Assessment, Staff.name)
        .join(Stay, Stay.id == Assessment.stay_id)
        .outerjoin(Staff, Staff.id == Assessment.created_by)
        .where(Stay.resident_id == resident_id, Assessment.void_at.is_(None))
        .order_by(Assessment.on_date, Assessment.id)
    )
    if houses is not None:
        query = query.where(Assessment.house_id.in_(houses))
    return tuple(
        Filled(
            row.id,
            row.on_date,
            row.way,
            _answers(row),
            (typed_by or "") if row.way != "kiosk" else "",
        )
        for row, typed_by in session.execute(query)
    )


@needs(Permission.SEE_HOUSE)
def recovery_capital(session: Session, resident_id: int, house_id: int, *, actor: Actor) -> Capital:
    """One resident's BARC-10 as staff may see them; the house says how often they are asked. What
    was filled in where the actor sees nothing is left out.
    """
    found = filled_by(session, resident_id, actor.houses)
    shares = choices_of(session, resident_id).shares_answers
    seen = tuple(f for f in found if shares or f.way != "kiosk")
    last_on = found[-1].on if found else None
    moved_in = session.scalar(
        select(func.max(Stay.move_in_on)).where(
            Stay.resident_id == resident_id, Stay.house_id == house_id, Stay.voided_at.is_(None)
        )
    )
    days = house_settings(session, house_id).get("barc_days")
    due_on = _due(last_on, moved_in, days) if days and moved_in else None
    return Capital(resident_id, seen, len(found) - len(seen), shares, last_on, due_on)


@needs(Permission.PRINT_PAPERS)
def capital_paper(
    session: Session, house_id: int, resident_id: int, today: date, *, actor: Actor
) -> CapitalPaper:
    """The same for paper, with the person's name as papers may have it."""
    people = session.execute(people_of(house_id, date.min, today)).all()
    names = names_of(people)
    if resident_id not in names:
        raise NotFound(_("They do not live in this house."))
    capital = recovery_capital(session, resident_id, house_id, actor=actor)
    return CapitalPaper(resident_id, names[resident_id], capital, today)


@needs(Permission.SEE_HOUSE)
def assessments_due(session: Session, house_id: int, today: date) -> tuple[Due, ...]:
    """Everybody who lives here with the day of their next one, soonest first; none where the house
    never asks. That one was filled in is told; what was answered is not.
    """
    days = house_settings(session, house_id).get("barc_days")
    if not days:
        return ()
    rows = session.execute(_living(), {"house": house_id, "today": today}).all()
    names = People.short(rows)
    found = (
        Due(r.resident_id, names[r.resident_id], r.last_on, _due(r.last_on, r.move_in_on, days))
        for r in rows
    )
    return tuple(sorted(found, key=lambda d: (d.due_on, d.name, d.resident_id)))


@needs(Permission.SEE_HOUSE)
def house_capital(session: Session, house_id: int, today: date) -> tuple[HouseMonth, ...]:
    """The last twelve months of a house, oldest first: in each the last of everybody who filled one
    in. Told of five people or more; and what people keep to themselves joins only where five or
    more do, so that no answer can be worked out from the mean and the papers.
    """
    this = today.replace(day=1)
    months = [add_months(this, -n) for n in reversed(range(MONTHS))]
    asked = {"house": house_id, "first": months[0], "last": today}
    by_month: dict[date, dict[int, tuple[bool, tuple[int, ...]]]] = defaultdict(dict)
    for row, resident_id, shares in session.execute(_of_house(), asked):
        seen = row.way != "kiosk" or bool(shares)
        by_month[row.on_date.replace(day=1)][resident_id] = (seen, _answers(row))
    return tuple(_month(first, by_month[first].values()) for first in months)


def _month(first: date, last: Iterable[tuple[bool, tuple[int, ...]]]) -> HouseMonth:
    rows = list(last)
    seen = [answers for known, answers in rows if known]
    own = [answers for known, answers in rows if not known]
    told = seen + own if len(own) >= FEWEST else seen
    return HouseMonth(
        first,
        len(told) if len(told) >= FEWEST else 0,
        mean_of([total(a) for a in told]),
        mean_of([house_part(a) for a in told]),
    )


def _due(last_on: date | None, moved_in: date, days: int) -> date:
    """At moving in, then every so many days."""
    return moved_in if last_on is None else max(moved_in, last_on + timedelta(days=days))


def _answers(row: Assessment) -> tuple[int, ...]:
    return tuple(getattr(row, f"q{n}") for n in range(1, 11))


@cache
def _living() -> Any:
    day, house = bindparam("today", type_=Date), bindparam("house", type_=Integer)
    earlier = aliased(Stay)
    last_on = (  # in this house, in an earlier stay too
        select(func.max(Assessment.on_date))
        .join(earlier, earlier.id == Assessment.stay_id)
        .where(earlier.resident_id == Stay.resident_id, Assessment.house_id == house,
               Assessment.void_at.is_(None))
        .correlate(Stay)
        .scalar_subquery()
    )  # fmt: skip
    return (
        select(Stay.resident_id, *People.names(), Stay.move_in_on, last_on.label("last_on"))
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.house_id == house, Stay.discharged_on.is_(None),
               Stay.voided_at.is_(None), Stay.move_in_on <= day)
    )  # fmt: skip


@cache
def _of_house() -> Any:
    return (
        select(Assessment, Stay.resident_id, SupportChoice.shares_answers)
        .join(Stay, Stay.id == Assessment.stay_id)
        .outerjoin(
            SupportChoice,
            (SupportChoice.resident_id == Stay.resident_id) & SupportChoice.voided_at.is_(None),
        )
        .where(
            Assessment.house_id == bindparam("house", type_=Integer),
            Assessment.void_at.is_(None),
            Assessment.on_date.between(
                bindparam("first", type_=Date), bindparam("last", type_=Date)
            ),
        )
        .order_by(Assessment.on_date, Assessment.id)
    )
