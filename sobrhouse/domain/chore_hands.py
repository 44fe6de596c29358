"""Chore hands: who has a turn on a day, after what was given, swapped and covered.

An assignment that replaces another stands in its place on its own days; one may replace one that
replaces. The first of such a chain is called the root: a root and a day are one turn, whoever does
it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from sobrhouse.domain.chores import days_in

LONGEST_PERIOD = timedelta(weeks=12)


A = TypeVar("A")  # a row of an assignment, as a query or a service has it


@dataclass(frozen=True, slots=True)
class Hands(Generic[A]):
    """Assignments that stand, and which of them replace which, the newest first."""

    roots: tuple[A, ...]
    places: Mapping[int, tuple[tuple[A, frozenset[date]], ...]]

    def days(self, root: Any) -> tuple[date, ...]:
        """The days on which a root's turns are due."""
        return days_in(root.days, root.period_start)

    def holder(self, held: Any, on: date) -> Any:
        """The assignment in force in the place of `held` on one of its days."""
        while True:
            found = next((row for row, days in self.places.get(held.id, ()) if on in days), None)
            if found is None:
                return held
            held = found


def hands(rows: Iterable[Any]) -> Hands[Any]:
    """The hands of assignments that stand; those taken back must not be among them."""
    roots: list[Any] = []
    places: dict[int, list[tuple[Any, frozenset[date]]]] = {}
    for row in sorted(rows, key=lambda r: r.id, reverse=True):
        if row.replaces_id is None:
            roots.append(row)
        else:
            days = frozenset(days_in(row.days, row.period_start))
            places.setdefault(row.replaces_id, []).append((row, days))
    roots.reverse()
    return Hands(tuple(roots), {key: tuple(value) for key, value in places.items()})


def opens_on(days: Iterable[date], on: date, period_start: date) -> date:
    """From when on a turn may be done: the day after the due day before it, or the period's first
    day. What is due on Sunday may be done on Friday, tomorrow's kitchen not today.
    """
    before = max((day for day in days if day < on), default=None)
    return period_start if before is None else before + timedelta(days=1)
