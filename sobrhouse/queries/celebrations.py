"""Celebrations: milestones and birthdays to come of those who live in a house."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.residents import birthday_in
from sobrhouse.domain.sobriety import Milestone
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import ResidentRow


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """Somebody reaches a length of sobriety on a day; `giver` gives the chip, empty while nobody is
    named. A quiet one (not `announced`) is for the person and the staff alone.
    """

    resident_id: int
    name: str
    on: date
    milestone: Milestone
    giver: str = ""
    given: bool = False
    announced: bool = True


@dataclass(frozen=True, slots=True)
class BirthdayRow:
    """Somebody's birthday; `age` in years on that day."""

    resident_id: int
    name: str
    on: date
    age: int


def milestones(
    people: Iterable[ResidentRow], celebration: Celebration, start: date, end: date
) -> tuple[MilestoneRow, ...]:
    """What these residents reach from `start` to `end`, both included, by day; from today on."""
    found = (
        MilestoneRow(p.resident_id, p.name, reached.on, reached.milestone)
        for p in people
        if p.sober.since is not None
        for reached in celebration.between(p.sober.since, p.pathway, start, end)
        if reached.on >= p.moved_in
    )
    return tuple(sorted(found, key=lambda m: (m.on, m.name, m.resident_id, m.milestone.code)))


def birthdays(people: Iterable[ResidentRow], start: date, end: date) -> tuple[BirthdayRow, ...]:
    """Birthdays of these residents, from `start` to `end`, both included, by day."""
    found = (
        BirthdayRow(p.resident_id, p.name, on, age)
        for p in people
        if p.birth_on is not None
        for on, age in _birthdays(p.birth_on, start, end)
    )
    return tuple(sorted(found, key=lambda b: (b.on, b.name, b.resident_id)))


def _birthdays(born: date, start: date, end: date) -> Iterator[tuple[date, int]]:
    for year in range(start.year, end.year + 1):
        on = birthday_in(born, year)
        if start <= on <= end:
            yield on, year - born.year
