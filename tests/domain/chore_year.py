"""A year of a house's chores, planned as the program plans it, and how even it is."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sobrhouse.domain import chore_planning
from sobrhouse.domain.chore_book import Plan
from sobrhouse.domain.chore_house import Hand, House
from tests.domain import chore_houses as oracle

DAY = timedelta(days=1)
EVEN_PERCENT = 10


@dataclass(frozen=True)
class Spread:
    """The most and the least that somebody carried, and the heaviest chore of one period."""

    most: int
    least: int
    largest: int

    @property
    def percent(self) -> float:
        """How far they are apart."""
        return 100 * (self.most - self.least) / self.most

    @property
    def even(self) -> bool:
        """By a tenth, or by what cannot be divided."""
        return self.percent <= EVEN_PERCENT or self.most - self.least <= self.largest


def spread(house: House) -> Spread:
    """Of all people of a house."""
    found = oracle.loads(house).values()
    largest = max((len(hand.days) * hand.turn for hand in house.hands), default=0)
    return Spread(max(found), min(found), largest)


def year(house: House, planner: Callable[[House, date, date], Plan] = chore_planning.plan) -> House:
    """Twelve weeks are dealt, then four more at a time, up to a year."""
    first, weeks = house.rounds[0].anchor_on, 12
    begin = first
    while begin < first + timedelta(weeks=52):
        end = min(begin + timedelta(weeks=weeks), first + timedelta(weeks=52)) - DAY
        house = oracle.made(house, planner(house, begin, end))
        begin, weeks = end + DAY, 4
    return house


def at_random(house: House, seed: int = 1) -> House:
    """The same year, each chore each week to somebody drawn from those without one so far."""
    rng = random.Random(seed)
    hands = []
    for start in sorted({hand.start for hand in house.hands}):
        line: list[int] = []
        for hand in house.hands:
            if hand.start == start:
                line = line or rng.sample([p.stay_id for p in house.people], len(house.people))
                hands.append(_given(hand, line.pop()))
    return replace(house, hands=tuple(hands))


def _given(hand: Hand, stay: int) -> Hand:
    return replace(hand, stay_id=stay)
