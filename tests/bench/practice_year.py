"""How evenly the practice house's year of chores is shared, beside the same year dealt name by
name and dealt by lot.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any
from unittest.mock import patch

from sobrhouse.domain.chore_book import Dealt, Plan
from sobrhouse.domain.chore_counting import fairness_of
from sobrhouse.domain.chore_days import Days, due_days
from sobrhouse.domain.chore_fairness import Fairness, FairPerson
from sobrhouse.domain.chore_house import BALANCED, ROUND_ROBIN, Able, Bar, Dweller, House
from sobrhouse.domain.chore_planning import plan as dealt_evenly
from sobrhouse.exchange import practice
from sobrhouse.exchange import practice_chore_dealing as dealing
from sobrhouse.exchange.practice_chore_dealing import Dealing
from sobrhouse.exchange.practice_pages import COLUMNS, Pages
from tests.bench.figures import Figure

ON = date(2026, 11, 22)
BY_LOT = "by lot"
LONG = 56  # days that somebody shared in the chores, so that they are compared
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Year:
    """One year: the spread of load beside share between people, and how many pairs are off."""

    spread: int
    pairs: int
    off: int
    largest: int


def fair(_rounds: int) -> list[Figure]:
    """The spread of the year's differences beside round robin's; pairs that differ by more than
    10 % and by more than what cannot be divided.
    """
    ours, ring, lot = (year(how) for how in (BALANCED, ROUND_ROBIN, BY_LOT))
    note = f"of {ours.pairs}; round robin {ring.off}, by lot {lot.off}"
    return [
        Figure("fair", "pairs that a year of chores treats unlike", ours.off, None, "", 0, note),
        Figure("fair", "biggest difference, beside round robin", ours.spread / 4, ring.spread / 4,
               "min", 0.5, f"by lot {lot.spread / 4:.0f}; one chore {ours.largest / 4:.0f}"),
    ]  # fmt: skip


def year(how: str, seed: int = 1, on: date = ON) -> Year:
    """The practice year dealt in one way; swaps, covers and what was excused are in it."""
    told = _told(how, seed, on)
    barred = {bar.stay_id for bar in told[0].bars}
    found = told[1]
    people = [
        p for p in found.people
        if p.stay_id not in barred and sum(week.days for week in p.weeks) >= LONG
    ]  # fmt: skip
    pairs = list(combinations(people, 2))
    off = sum(not _alike(a, b, found.largest) for a, b in pairs)
    differences = [p.difference for p in people]
    return Year(max(differences) - min(differences), len(pairs), off, found.largest)


def _alike(one: FairPerson, other: FairPerson, largest: int) -> bool:
    gap = abs(one.difference - other.difference)
    return gap <= largest or gap <= 0.1 * max(one.load, other.load)


def _told(how: str, seed: int, on: date) -> tuple[Dealing, Fairness]:
    made: list[Dealing] = []
    of = Dealing.of.__func__  # type: ignore[attr-defined]

    def kept(cls: Any, *given: Any) -> Dealing:
        one: Dealing = of(cls, *given)
        if how == ROUND_ROBIN:
            one.rotation = replace(one.rotation, strategy=ROUND_ROBIN)
        made.append(one)
        return one

    plan = _by_lot(Random(seed)) if how == BY_LOT else dealt_evenly
    with patch.object(Dealing, "of", classmethod(kept)), patch.object(dealing, "plan", plan):
        practice._told(Pages(dict.fromkeys(COLUMNS, 0), by=1), seed, 0, on, 1)
    one = made[0]
    house = replace(
        one._house(on + _WEEK, on + 2 * _WEEK),
        people=tuple(Dweller(o.stay, o.came, o.left) for o in one.lived),
        away=tuple(Bar(s, day, day) for s, days in one.away.items() for day in sorted(days)),
        hands=tuple(one.hands.values()),
    )
    names = {o.stay: (o.person, str(o.stay)) for o in one.lived}
    chores = {c.chore: c.usual.name for c in one.standing}
    return one, fairness_of(house, on - timedelta(days=363), on, names, chores)


def _by_lot(lots: Random) -> Any:
    """Deals each chore of each week to whoever is drawn, of those who can have it."""

    def plan(house: House, first: date, last: date) -> Plan:
        return Plan(first, last, tuple(_drawn(house, first, last, lots)))

    return plan


def _drawn(house: House, first: date, last: date, lots: Random) -> Iterator[Dealt]:
    days = Days.between(first, last)
    able = Able(house, days)
    while first <= last:
        end = first + timedelta(days=6)
        for task in house.tasks:
            due = due_days(task.rule, task.starts_on, task.until_on, first, end)
            wanted = days.of(days.number(day) for day in due)
            there = [s for s in able.able if due and not wanted & ~able.can(s, task.chore_id)]
            for stay in lots.sample(there, min(task.people, len(there))):
                offsets = tuple((day - first).days for day in due)
                yield Dealt(task.chore_id, stay, first, end, offsets, task.minutes, task.weight)
        first += _WEEK
