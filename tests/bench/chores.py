"""Planning chores: how long twelve weeks take beside a plain round robin that reads and writes the
same, and how even a year comes out beside round robin and chance.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sobrhouse.domain.chore_book import Dealt, Plan
from sobrhouse.domain.chore_days import due_days, periods
from sobrhouse.domain.chore_house import Dweller, House, Round, Task
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.services import chore_plan_rows, chore_plans
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.lookups.chore_house import chore_house
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Chore, ChorePlan, Resident, Rotation, Stay
from sobrhouse.storage.tables import House as HouseRow
from sobrhouse.storage.work import Work
from tests.bench.figures import Figure, interleaved, median
from tests.domain.chore_year import at_random, spread, year

MONDAY = date(2026, 3, 2)
WEEKS = 12
DAILY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
SIZES = ((16, 20, 300.0), (200, 250, 3000.0))  # people, chores, milliseconds
RATIO = 4.0  # of a plain round robin


@dataclass(frozen=True, slots=True)
class Filled:
    """A new database with one house."""

    store: Store
    house_id: int
    first_on: date


def chores(rounds: int) -> list[Figure]:
    """Milliseconds of a plan, from asking to the last row on disk; percent of a year."""
    figures = []
    for people, many, wall in SIZES:
        what = f"12 weeks for {people} people, {many} chores"
        with filled(people, many) as house:
            ours, plain = interleaved(
                rounds, lambda: timed(house, deal), lambda: timed(house, deal_plainly)
            )
        figures.append(Figure("chores", what, median(ours), None, "ms", wall))
        figures.append(
            Figure(
                "chores", f"{what}, beside round robin", median(ours), median(plain), "ms", RATIO
            )
        )
    return [*figures, *evenness()]


def evenness() -> list[Figure]:
    """How far the most and the least loaded are apart after a year, in percent."""
    house = drawn(16, 20)
    ours = year(house)
    turned = year(replace(house, rounds=(replace(house.rounds[0], strategy="round_robin"),)))
    found = spread(ours).percent
    others = spread(turned).percent, spread(at_random(ours)).percent
    note = f"round robin {others[0]:.1f} %, chance {others[1]:.1f} %"
    return [Figure("chores", "a year of 16 people, 20 chores", found, None, "%", 10.0, note)]


def drawn(people: int, many: int) -> House:
    """A house with light and heavy chores, two in five of them daily."""
    tasks = tuple(task(number) for number in range(1, many + 1))
    stays = tuple(Dweller(number, MONDAY - timedelta(days=300)) for number in range(1, people + 1))
    return House((Round(1, "balanced", MONDAY, 1, 7),), tasks, stays)


def task(number: int) -> Task:
    """One chore."""
    weekdays = ("MO", "WE", "FR", "SA", "SU")
    rule = DAILY if number % 5 in (0, 2) else f"FREQ=WEEKLY;BYDAY={weekdays[number % 5]}"
    minutes = 10 + number * 7 % 35
    return Task(number, 1, number, minutes, 1 + number % 5, 1 + (number % 10 == 0), rule, MONDAY)


@contextmanager
def filled(people: int, many: int) -> Iterator[Filled]:
    """A database of such a house."""
    with tempfile.TemporaryDirectory() as folder:
        made = found(
            Path(folder) / "house.db", Founder("Olive Owner", "practice house"), costs=FLOOR
        )
        try:
            house_id = made.store.write(SYSTEM, fill, people, many)
            yield Filled(made.store, house_id, made.store.now().date())
        finally:
            made.store.close()


def fill(work: Work, people: int, many: int) -> int:
    """People and chores."""
    work.require(Permission.START)
    house = work.add(HouseRow(name="Maple Street House"))
    first = work.today(house.id)
    anchor = first - timedelta(days=first.weekday())
    rotation = work.add(Rotation(house_id=house.id, name="House chores", anchor_on=anchor, seed=7))
    for number in range(people):
        name = f"Person {number}"
        person = work.add(
            Resident(legal_first=name, legal_last="Tate", sort_name=name, match_name=name)
        )
        work.add(Stay(resident_id=person.id, house_id=house.id,
                      move_in_on=first - timedelta(days=200)))  # fmt: skip
    for one in (task(number) for number in range(1, many + 1)):
        work.add(
            Chore(
                house_id=house.id, rotation_id=rotation.id, position=one.position,
                name=f"Chore {one.position}", minutes=one.minutes, weight=one.weight,
                people=one.people, rule=one.rule, starts_on=anchor,
            )
        )  # fmt: skip
    work.record("test.made", house)
    return house.id


def timed(house: Filled, use_case: Callable[[Work, Filled], int | None]) -> float:
    """Milliseconds of a plan; it is taken back again."""
    begun = time.perf_counter()
    plan_id = house.store.write(SYSTEM, use_case, house)
    taken = (time.perf_counter() - begun) * 1e3
    house.store.write(SYSTEM, take_back, plan_id)
    return taken


def deal(work: Work, house: Filled) -> int | None:
    """As the program does it."""
    return chore_plans.plan_chores(work, house.house_id, house.first_on, WEEKS)


def deal_plainly(work: Work, house: Filled) -> int | None:
    """The floor: the same is read and written, and in between everybody moves on by one."""
    work.require(Permission.START)
    known = chore_house(work.session, house.house_id, house.first_on)
    last_on = house.first_on + timedelta(weeks=WEEKS) - timedelta(days=1)
    return chore_plan_rows.put(work, house.house_id, plainly(known, house.first_on, last_on), "")


def plainly(house: House, first_on: date, last_on: date) -> Plan:
    """Chore after chore to person after person, one further each week; nothing is looked at."""
    dealt = []
    one, people = house.rounds[0], [p.stay_id for p in house.people]
    for week, (start, end) in enumerate(periods(one.anchor_on, one.weeks, first_on, last_on)):
        place = week
        for chore in house.tasks:
            days = due_days(chore.rule, chore.starts_on, None, max(start, first_on), end)
            for _person in range(chore.people if days else 0):
                offsets = tuple((day - start).days for day in days)
                stay = people[place % len(people)]
                dealt.append(
                    Dealt(chore.chore_id, stay, start, end, offsets, chore.minutes, chore.weight)
                )
                place += 1
    return Plan(first_on, last_on, tuple(dealt))


def take_back(work: Work, plan_id: int) -> None:
    """As if there had been no plan."""
    work.require(Permission.START)
    chore_plan_rows.take_back(work, work.get(ChorePlan, plan_id))
