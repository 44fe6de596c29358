"""Houses drawn at random whose chores are planned, and an oracle that knows sets of dates and
nothing of how chores are dealt.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from sobrhouse.domain import chore_planning
from sobrhouse.domain.chore_book import Dealt, Plan
from sobrhouse.domain.chore_house import Bar, Dweller, Hand, House, Pair, Round, Task
from sobrhouse.domain.chores import turn_load
from sobrhouse.domain.recurrence import rule_days

DAY = timedelta(days=1)
START = date(2026, 3, 2)  # a Monday
RULES = (
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "FREQ=WEEKLY;BYDAY=SA", "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
    "FREQ=MONTHLY;BYDAY=1SA", "FREQ=MONTHLY;BYMONTHDAY=15",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A house, the days over which it is planned, and by what it is planned."""

    house: House
    first_on: date
    last_on: date
    planner: Callable[[House, date, date], Plan] = chore_planning.plan

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.planner(self.house, self.first_on, self.last_on)


def draw(seed: int) -> Drawn:
    """One house: up to nine people and ten chores, some of them away, left out, new or leaving."""
    rng = random.Random(seed)
    stays = range(1, rng.randint(1, 9) + 1)
    rounds = tuple(
        Round(
            number, rng.choice(("balanced", "balanced", "balanced", "round_robin", "fixed")),
            START + DAY * rng.randint(-30, 3), rng.choice((1, 1, 1, 2, 4)), rng.randint(0, 999),
        )
        for number in range(1, rng.choice((1, 1, 2)) + 1)
    )  # fmt: skip
    tasks = tuple(_task(rng, number, len(rounds)) for number in range(1, rng.randint(1, 10) + 1))
    first = START + DAY * rng.randint(0, 9)
    return Drawn(
        House(
            rounds, tasks, tuple(_dweller(rng, stay) for stay in stays),
            tuple(_bar(rng, rng.choice(stays), len(tasks)) for _n in _times(rng, 0, 0, 1, 3)),
            tuple(_away(rng, rng.choice(stays)) for _n in _times(rng, 0, 0, 1, 2)),
            tuple(_pairs(rng, stays)), (), rng.choice((0, 3)),
        ),
        first, first + timedelta(weeks=rng.randint(2, 6)) - DAY,
    )  # fmt: skip


def _times(rng: random.Random, *often: int) -> range:
    return range(rng.choice(often))


def _task(rng: random.Random, number: int, rounds: int) -> Task:
    until = START + DAY * rng.randint(20, 60) if rng.random() < 0.1 else None
    return Task(
        number, rng.randint(1, rounds), rng.randint(1, 5), rng.choice((5, 10, 20, 45)),
        rng.randint(1, 5), rng.choice((1, 1, 1, 2, 3)), rng.choice(RULES),
        START - DAY * rng.randint(0, 60), until,
    )  # fmt: skip


def _dweller(rng: random.Random, stay: int) -> Dweller:
    came = START - DAY * rng.randint(1, 300)
    if rng.random() < 0.2:
        came = START + DAY * rng.randint(0, 20)
    leaves = came + DAY * rng.randint(10, 320) if rng.random() < 0.15 else None
    return Dweller(stay, came, leaves)


def _bar(rng: random.Random, stay: int, tasks: int) -> Bar:
    begin = START + DAY * rng.randint(-10, 30)
    end = None if rng.random() < 0.3 else begin + DAY * rng.randint(0, 25)
    weekdays = tuple(sorted(rng.sample(range(7), rng.randint(1, 3)))) if rng.random() < 0.4 else ()
    chore = rng.randint(1, tasks) if rng.random() < 0.5 else None
    return Bar(stay, begin, end, chore, weekdays, "shift", "")


def _away(rng: random.Random, stay: int) -> Bar:
    begin = START + DAY * rng.randint(0, 30)
    return Bar(stay, begin, begin + DAY * rng.randint(0, 6), kind="pass")


def _pairs(rng: random.Random, stays: Sequence[int]) -> Iterator[Pair]:
    if len(stays) > 1 and rng.random() < 0.2:
        yield Pair(*sorted(rng.sample(stays, 2)), START - DAY, None)


def careless(house: House, first_on: date, last_on: date) -> Plan:
    """The control: chores go round by the week, whoever is there or asked, one after the other."""
    dealt, turn = [], 0
    for one in house.rounds:
        start, end = period(one, first_on)
        while start <= last_on:
            for task in house.tasks:
                days = [d for d in due(task, start, end) if d >= first_on]
                for _person in range(task.people if task.rotation_id == one.rotation_id else 0):
                    stay = house.people[turn % len(house.people)].stay_id
                    offsets = tuple((d - start).days for d in days)
                    if days:
                        dealt.append(Dealt(task.chore_id, stay, start, end, offsets, task.minutes,
                                           task.weight))  # fmt: skip
                    turn += 1
            start, end = end + DAY, end + timedelta(weeks=one.weeks)
    return Plan(first_on, last_on, tuple(dealt))


def made(house: House, plan: Plan) -> House:
    """The house after a plan, written down as the store would."""
    last = max((hand.assignment_id for hand in house.hands), default=0)
    new = [
        Hand(last + n, d.chore_id, d.stay_id, d.start, d.end, d.days, d.minutes, d.weight,
             "auto", d.instead)
        for n, d in enumerate(plan.dealt, 1)
    ]  # fmt: skip
    stay = [hand for hand in house.hands if hand.assignment_id not in set(plan.released)]
    return replace(house, hands=(*stay, *new))


# the oracle


def holds(bar: Bar, day: date) -> bool:
    """Whether a day is one of a bar's."""
    inside = bar.from_on <= day and (bar.to_on is None or day <= bar.to_on)
    return inside and (not bar.weekdays or day.weekday() in bar.weekdays)


def asked(house: House, stay: int, chore: int | None, day: date) -> bool:
    """Whether somebody lives here, is past the first days and not left out."""
    (person,) = [p for p in house.people if p.stay_id == stay]
    begin = person.from_on + DAY * house.first_days
    if day < begin or (person.until_on is not None and day >= person.until_on):
        return False
    return not any(
        b.stay_id == stay and (b.chore_id is None or b.chore_id == chore) and holds(b, day)
        for b in house.bars
    )


def able(house: House, stay: int, chore: int | None, day: date) -> bool:
    """Whether somebody can be asked for a chore on a day and is there."""
    away = any(b.stay_id == stay and holds(b, day) for b in house.away)
    return not away and asked(house, stay, chore, day)


def apart(house: House, one: int, other: int, day: date) -> bool:
    """Whether two people are not put together on a day."""
    return any(
        {p.stay_id, p.other_stay_id} == {one, other}
        and p.from_on <= day and (p.to_on is None or day <= p.to_on)
        for p in house.pairs
    )  # fmt: skip


def turns(house: House) -> dict[tuple[int, date], list[tuple[Hand, int]]]:
    """Who has each chore on each day, by the assignment that was dealt first."""
    by_place: dict[int, list[Hand]] = {}
    for hand in house.hands:
        if hand.replaces_id is not None:
            by_place.setdefault(hand.replaces_id, []).append(hand)
    found: dict[tuple[int, date], list[tuple[Hand, int]]] = {}
    for root in house.hands:
        if root.replaces_id is None:
            for day in days_of(root):
                held = root
                while True:
                    places = [h for h in by_place.get(held.assignment_id, ()) if day in days_of(h)]
                    if not places:
                        break
                    held = max(places, key=lambda h: h.assignment_id)
                found.setdefault((root.chore_id, day), []).append((root, held.stay_id))
    return found


def days_of(hand: Hand) -> list[date]:
    """The due days of an assignment."""
    return [hand.start + DAY * n for n in hand.days]


def period(one: Round, day: date) -> tuple[date, date]:
    """The period that a day is in, found by walking."""
    start = one.anchor_on
    while start > day:
        start -= timedelta(weeks=one.weeks)
    while start + timedelta(weeks=one.weeks) <= day:
        start += timedelta(weeks=one.weeks)
    return start, start + timedelta(weeks=one.weeks) - DAY


def due(task: Task, first: date, last: date) -> tuple[date, ...]:
    """The days of a chore's rule."""
    if task.until_on is not None and task.until_on < task.starts_on:
        return ()
    return rule_days(task.rule, task.starts_on, task.until_on, first, last)


def loads(house: House) -> dict[int, int]:
    """What everybody carried, in quarters of a minute."""
    found = dict.fromkeys((p.stay_id for p in house.people), 0)
    for here in turns(house).values():
        for root, stay in here:
            found[stay] += turn_load(root.minutes, root.weight)
    return found


def joined(house: House, stay: int, start: date) -> bool:
    """Whether somebody could be asked from a day on."""
    (person,) = [p for p in house.people if p.stay_id == stay]
    return person.from_on + DAY * house.first_days <= start


def shares(house: House, first: date, last: date) -> dict[int, Fraction]:
    """What each person owes: the work of each day divided by who can be asked, no one more than
    all that they may be asked for on that day.
    """
    owed = dict.fromkeys((p.stay_id for p in house.people), Fraction(0))
    tasks = {task.chore_id: task for task in house.tasks}
    every = turns(house)
    has: dict[tuple[int, date], set[int]] = {}
    for (chore, _day), here in every.items():
        one = next(r for r in house.rounds if r.rotation_id == tasks[chore].rotation_id)
        for root, stay in here:
            has.setdefault((one.rotation_id, period(one, root.start)[0]), set()).add(stay)
    for one in house.rounds:
        day = first
        while day <= last:
            start = period(one, day)[0]
            there = {
                chore: here for (chore, on), here in every.items()
                if on == day and tasks[chore].rotation_id == one.rotation_id
            }  # fmt: skip
            _divide(house, one, day, start, there, has.get((one.rotation_id, start), set()), owed)
            day += DAY
    return owed


def _divide(house, one, day, start, there, has, owed) -> None:
    who = [
        p.stay_id for p in house.people
        if able(house, p.stay_id, None, day)
        and (joined(house, p.stay_id, start) or p.stay_id in has)
    ]  # fmt: skip
    most = {
        stay: sum(
            turn_load(here[0][0].minutes, here[0][0].weight)
            for chore, here in there.items()
            if asked(house, stay, chore, day)
        )
        for stay in who
    }
    total = Fraction(
        sum(turn_load(r.minutes, r.weight) for here in there.values() for r, _s in here)
    )
    left = sorted(who, key=lambda s: most[s])
    while left:
        share = total / len(left)
        stay = left.pop(0)
        mine = min(share, Fraction(most[stay])) if _limited(house, stay, one, start) else share
        owed[stay] += mine
        total -= mine


def _limited(house: House, stay: int, one: Round, start: date) -> bool:
    """Whether somebody is left out of single chores in a period."""
    days = [start + DAY * n for n in range(7 * one.weeks)]
    return any(
        b.stay_id == stay and b.chore_id is not None and any(holds(b, d) for d in days)
        for b in house.bars
    )


def most_served(people: Sequence[int], slots: Sequence[set[int]]) -> int:
    """How many people can have one of the slots each, at most: `slots` are who may have it."""
    of: dict[int, int] = {}

    def find(person: int, seen: set[int]) -> bool:
        for number, who in enumerate(slots):
            if person in who and number not in seen:
                seen.add(number)
                if number not in of or find(of[number], seen):
                    of[number] = person
                    return True
        return False

    return sum(find(person, set()) for person in people)
