"""The accounts of one planning of chores: who can be asked, who carried and owed what, who had what
last; and the lists of what is dealt and released.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sobrhouse.domain.chore_days import Days, periods
from sobrhouse.domain.chore_house import (
    AUTO,
    MEMORY_WEEKS,
    WINDOW_WEEKS,
    Able,
    Hand,
    House,
    in_force,
)
from sobrhouse.domain.chore_shares import Ledger, Part, by_period, parts_of


@dataclass(frozen=True, slots=True)
class Dealt:
    """An assignment to be made; `days` are counted from `start`."""

    chore_id: int
    stay_id: int
    start: date
    end: date
    days: tuple[int, ...]
    minutes: int
    weight: int
    instead: int | None = None  # the assignment in whose place it stands


@dataclass(frozen=True, slots=True)
class Plan:
    """What a planning comes to: assignments to be made and to be taken away, and how many turns
    nobody has or are dealt by hand.
    """

    first_on: date
    last_on: date
    dealt: tuple[Dealt, ...] = ()
    released: tuple[int, ...] = ()
    nobody: int = 0
    by_hand: int = 0

    @property
    def changes(self) -> bool:
        """Whether it does anything."""
        return bool(self.dealt or self.released)


class Book:
    """One planning of a house: its accounts, and what it has dealt and released so far.

    `anew` says that whole periods are dealt anew, `keeps` the rotations in which what stands is
    kept all the same, `joining` who may take turns over.
    """

    def __init__(
        self,
        house: House,
        first_on: date,
        last_on: date,
        joining: frozenset[int] | None = None,
        keeps: frozenset[int] = frozenset(),
    ) -> None:
        self.house, self.first_on, self.last_on = house, first_on, last_on
        begins = [
            s for r in house.rounds for s, _e in periods(r.anchor_on, r.weeks, first_on, first_on)
        ]
        ends = [
            e for r in house.rounds for _s, e in periods(r.anchor_on, r.weeks, last_on, last_on)
        ]
        begin = min(begins, default=first_on) - timedelta(weeks=MEMORY_WEEKS)
        self.days = Days.between(begin, max(ends, default=last_on))
        self.ahead = self.days.span(first_on, None)
        self.able = Able(house, self.days)
        self.own = in_force(house.hands, self.days)
        self.parts = parts_of(house, self.days, self.able)
        self.inside = {h.replaces_id for h in house.hands if h.replaces_id is not None}
        self.anew = joining is None
        self.keeps = keeps
        self.counted = self._counted()
        self.ledger = Ledger(self.able)
        self.ledger.carry(self.counted.values())
        for _one, span, parts in by_period(house, self.days, self.counted):
            self.ledger.owe(span, parts)
        self.had: dict[tuple[int, int], int] = {}
        self.holders: dict[int, tuple[date, list[int]]] = {}
        self.dealt: list[Dealt] = []
        self.released: list[int] = []
        self.nobody = self.by_hand = 0
        self.joining = joining or frozenset()

    def _counted(self) -> dict[int, Part]:
        """What counts before anything is dealt: not what a plan gives up to deal it anew."""
        if not self.anew:
            return dict(self.parts)
        kept = {t.chore_id for t in self.house.tasks if t.rotation_id in self.keeps}
        gone = {
            h.assignment_id for h in self.house.hands
            if h.start >= self.first_on and h.start <= self.last_on
            and h.chore_id not in kept and self.loose(h)
        }  # fmt: skip
        return {key: part for key, part in self.parts.items() if key not in gone}

    def loose(self, hand: Hand) -> bool:
        """Whether an assignment can be given up as a whole: the plan's own, of which nothing lies
        behind, and nobody swapped, covered or marked it.
        """
        return not (
            hand.source != AUTO or hand.replaces_id is not None or hand.seen
            or hand.assignment_id in self.inside
            or self.own[hand.assignment_id] & ~self.ahead
        )  # fmt: skip

    def remember(self, before: date) -> None:
        """Who had what before, for variety and for what is fixed."""
        for hand in sorted(self.house.hands, key=lambda h: (h.start, h.assignment_id)):
            if hand.start < before and hand.assignment_id in self.parts:
                self.note(hand.chore_id, hand.stay_id, hand.start, self.days.number(hand.end))

    def note(self, chore_id: int, stay: int, start: date, end: int) -> None:
        """Somebody had a chore in a period."""
        self.had[stay, chore_id] = end
        when, stays = self.holders.get(chore_id, (start, []))
        self.holders[chore_id] = (start, [*stays, stay] if when == start else [stay])

    def uneven(self) -> int:
        """How far the two people furthest apart are from each other once all is dealt: of those who
        are asked on every day of the plan, by their balance of the eight weeks and of the year,
        weighed as a dealing weighs them; in loads times SCALE.
        """
        days = self.days
        span, end = days.span(self.first_on, self.last_on), days.number(self.last_on) + 1
        found = [
            2 * self.ledger.balance(stay, end - 7 * WINDOW_WEEKS, end)
            + 3 * self.ledger.balance(stay, end - 7 * MEMORY_WEEKS, end)
            for stay, able in self.able.able.items() if not span & ~able
        ]  # fmt: skip
        return (max(found) - min(found)) // 5 if found else 0
