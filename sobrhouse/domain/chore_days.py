"""Days of chores: which periods there are, on which days of one a chore is due, and sets of days.

A set of days is a whole number with one bit a day, counted from a first day: two are compared, cut
and joined at once, however long.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sobrhouse.domain.chores import period_of
from sobrhouse.domain.recurrence import rule_days

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Sets of days from `base` on, `length` days long."""

    base: date
    length: int

    @classmethod
    def between(cls, first: date, last: date) -> "Days":
        """Of these days, both included."""
        return cls(first, (last - first).days + 1)

    def number(self, day: date) -> int:
        """The day's place, from 0; below 0 before the first."""
        return (day - self.base).days

    def day(self, number: int) -> date:
        """The day at a place."""
        return self.base + timedelta(days=number)

    def span(self, first: date, last: date | None) -> int:
        """The days from one to another, both included (None: to the end), within these."""
        begin = max(0, self.number(first))
        end = self.length if last is None else min(self.length, self.number(last) + 1)
        return ((1 << end) - (1 << begin)) if end > begin else 0

    def weekdays(self, weekdays: Iterable[int]) -> int:
        """All days on these weekdays (0 Monday); of none: all days."""
        chosen = set(weekdays)
        if not chosen:
            return (1 << self.length) - 1
        start = self.base.weekday()
        return self.of(n for n in range(self.length) if (start + n) % 7 in chosen)

    def of(self, numbers: Iterable[int]) -> int:
        """The days at these places, those outside left out."""
        made = 0
        for number in numbers:
            if 0 <= number < self.length:
                made |= 1 << number
        return made

    def dates(self, days: int) -> tuple[date, ...]:
        """The days of a set, in their order."""
        return tuple(self.day(number) for number in numbers(days))


def numbers(days: int) -> Iterator[int]:
    """The places of a set's days, in their order."""
    while days:
        low = days & -days
        yield low.bit_length() - 1
        days ^= low


def periods(anchor_on: date, weeks: int, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The periods of a rotation from that of `first` to that of `last`."""
    start, end = period_of(anchor_on, weeks, first)
    while start <= last:
        yield start, end
        start, end = end + DAY, end + timedelta(days=7 * weeks)


def due_days(
    rule: str, starts_on: date, until_on: date | None, first: date, last: date
) -> tuple[date, ...]:
    """The days on which a chore is due between two days, both included."""
    if until_on is not None and until_on < starts_on:
        return ()
    return rule_days(rule, starts_on, until_on, first, last)
