"""A house as its chores are dealt: rotations, chores, people, what they are not asked to do, and
what was dealt so far.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sobrhouse.domain.chore_days import Days
from sobrhouse.domain.chores import turn_load

BALANCED, ROUND_ROBIN, FIXED, BY_HAND = "balanced", "round_robin", "fixed", "by_hand"
AUTO = "auto"
WINDOW_WEEKS = 8  # that are evened and shown, and in which a chore counts as had lately
MEMORY_WEEKS = 52  # that are evened too: eight weeks alone would forget what is left over each time


@dataclass(frozen=True, slots=True)
class Round:
    """A rotation: how chores go round, counted in periods from an anchor."""

    rotation_id: int
    strategy: str
    anchor_on: date
    weeks: int
    seed: int


@dataclass(frozen=True, slots=True)
class Task:
    """A chore as it is dealt."""

    chore_id: int
    rotation_id: int
    position: int
    minutes: int
    weight: int
    people: int
    rule: str
    starts_on: date
    until_on: date | None = None

    @property
    def turn(self) -> int:
        """What one turn weighs."""
        return turn_load(self.minutes, self.weight)


@dataclass(frozen=True, slots=True)
class Dweller:
    """Somebody's stay: from the day of moving in, up to but without the day of moving out."""

    stay_id: int
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What somebody is not asked to do, or (of a pass) days on which they are away."""

    stay_id: int
    from_on: date
    to_on: date | None = None
    chore_id: int | None = None
    weekdays: tuple[int, ...] = ()
    kind: str = "other"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who are not put on one chore together."""

    stay_id: int
    other_stay_id: int
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    """An assignment that stands. `days` are counted from `start`, and so are those of its turns
    that were `seen`: marked or inspected, and `free`: excused or not needed, so nobody's.
    """

    assignment_id: int
    chore_id: int
    stay_id: int
    start: date
    end: date
    days: tuple[int, ...]
    minutes: int
    weight: int
    source: str = AUTO
    replaces_id: int | None = None
    seen: tuple[int, ...] = ()
    free: tuple[int, ...] = ()

    @property
    def turn(self) -> int:
        """What one turn weighs."""
        return turn_load(self.minutes, self.weight)


@dataclass(frozen=True, slots=True)
class House:
    """All that a dealing looks at. `away` are the days of approved passes."""

    rounds: tuple[Round, ...]
    tasks: tuple[Task, ...]
    people: tuple[Dweller, ...]
    bars: tuple[Bar, ...] = ()
    away: tuple[Bar, ...] = ()
    pairs: tuple[Pair, ...] = ()
    hands: tuple[Hand, ...] = ()
    first_days: int = 0  # without chores after moving in


def in_force(hands: Iterable[Hand], days: Days) -> dict[int, int]:
    """The days of each assignment that are its own: none on which another stands in its place, and
    of several in one place the newest.
    """
    own: dict[int, int] = {}
    places: dict[int, list[int]] = {}
    roots = []
    for hand in sorted(hands, key=lambda h: -h.assignment_id):
        begin = days.number(hand.start)
        own[hand.assignment_id] = days.of(begin + n for n in hand.days)
        if hand.replaces_id is None:
            roots.append(hand.assignment_id)
        else:
            places.setdefault(hand.replaces_id, []).append(hand.assignment_id)
    line = [(root, own[root]) for root in roots]
    for assignment_id, reached in line:
        for place in places.pop(assignment_id, ()):
            mine = own[place] & reached
            reached &= ~mine
            line.append((place, mine))
        own[assignment_id] = reached
    for orphans in places.values():  # in the place of one that was taken back
        own.update(dict.fromkeys(orphans, 0))
    return own


class Able:
    """Who can be asked for what on which days: a set of days for each stay.

    `lives` are the days in the house, `able` those on which they are asked at all and not away,
    `asked` those on which they are asked at all, `barred` by stay and chore.
    """

    def __init__(self, house: House, days: Days) -> None:
        self.days = days
        self.lives: dict[int, int] = {}
        self.asked: dict[int, int] = {}
        self.away: dict[int, int] = {}
        self.barred: dict[int, dict[int, int]] = {}
        self.since: dict[int, int] = {}  # the place of the first day after the first days
        self.apart: dict[int, dict[int, int]] = {}
        for person in house.people:
            self._add(person, house.first_days)
        for bar in house.bars:
            self._bar(bar)
        for bar in house.away:
            if bar.stay_id in self.away:
                self.away[bar.stay_id] |= self.days_of(bar)
        self.able = {stay: asked & ~self.away[stay] for stay, asked in self.asked.items()}
        for pair in house.pairs:
            span = days.span(pair.from_on, pair.to_on)
            for one, other in ((pair.stay_id, pair.other_stay_id),
                               (pair.other_stay_id, pair.stay_id)):  # fmt: skip
                mine = self.apart.setdefault(one, {})
                mine[other] = mine.get(other, 0) | span

    def _add(self, person: Dweller, first_days: int) -> None:
        days, number = self.days, self.days.number(person.from_on)
        lives = days.span(person.from_on, None)
        if person.until_on is not None:
            lives &= ~days.span(person.until_on, None)
        self.lives[person.stay_id] = lives
        self.since[person.stay_id] = number + first_days
        early = days.of(range(max(number, 0), number + first_days))
        self.asked[person.stay_id] = lives & ~early
        self.away[person.stay_id] = 0

    def _bar(self, bar: Bar) -> None:
        if bar.stay_id not in self.asked:
            return
        if bar.chore_id is None:
            self.asked[bar.stay_id] &= ~self.days_of(bar)
            return
        mine = self.barred.setdefault(bar.stay_id, {})
        mine[bar.chore_id] = mine.get(bar.chore_id, 0) | self.days_of(bar)

    def days_of(self, bar: Bar) -> int:
        """The days of a bar."""
        span = self.days.span(bar.from_on, bar.to_on)
        return span & self.days.weekdays(bar.weekdays) if bar.weekdays else span

    def may(self, stay: int, chore_id: int) -> int:
        """The days on which somebody may be asked for one chore, away or not."""
        barred = self.barred.get(stay)
        asked = self.asked.get(stay, 0)
        return asked if barred is None else asked & ~barred.get(chore_id, 0)

    def can(self, stay: int, chore_id: int) -> int:
        """The days on which somebody may be asked for one chore and is there."""
        return self.may(stay, chore_id) & ~self.away.get(stay, 0)


def tasks_of(house: House) -> Mapping[int, list[Task]]:
    """The chores of each rotation in the house's order."""
    found: dict[int, list[Task]] = {one.rotation_id: [] for one in house.rounds}
    for task in sorted(house.tasks, key=lambda t: (t.position, t.chore_id)):
        if task.rotation_id in found:
            found[task.rotation_id].append(task)
    return found
