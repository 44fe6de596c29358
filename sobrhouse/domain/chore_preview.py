"""A plan of chores beside what is planned now: per chore and period, and per person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sobrhouse.domain.chore_book import Plan
from sobrhouse.domain.chore_counting import Names
from sobrhouse.domain.chore_days import Days, periods
from sobrhouse.domain.chore_house import Able, Hand, House, Round, in_force
from sobrhouse.domain.chore_plans import PlanCell, PlanChore, PlanPerson, PlanPreview
from sobrhouse.domain.chore_shares import SCALE, by_period, parts_of, shares


@dataclass(frozen=True, slots=True)
class Called:
    """What a chore and its rotation are called."""

    name: str
    area: str
    icon: str
    rotation: str


def planned(house: House, plan: Plan) -> House:
    """The house as it is once a plan is made."""
    last = max((hand.assignment_id for hand in house.hands), default=0)
    gone = set(plan.released)
    made = (
        Hand(last + n, d.chore_id, d.stay_id, d.start, d.end, d.days, d.minutes, d.weight,
             replaces_id=d.instead)
        for n, d in enumerate(plan.dealt, 1)
    )  # fmt: skip
    stay = tuple(hand for hand in house.hands if hand.assignment_id not in gone)
    return replace(house, hands=(*stay, *made))


def preview(house: House, plan: Plan, names: Names, called: Mapping[int, Called]) -> PlanPreview:
    """What a plan does to a house."""
    after = planned(house, plan)
    days = _days(house, plan)
    sides = (_holders(house, days), _holders(after, days))
    chores = [
        PlanChore(
            task.chore_id, called[task.chore_id].name, called[task.chore_id].area,
            called[task.chore_id].icon, one.rotation_id, called[task.chore_id].rotation,
            tuple(_cells(plan, one, task.chore_id, days, sides, names)),
        )
        for task in sorted(house.tasks, key=lambda t: (t.position, t.chore_id))
        for one in house.rounds
        if one.rotation_id == task.rotation_id
        and (task.until_on is None or task.until_on >= plan.first_on)
    ]  # fmt: skip
    return PlanPreview(
        plan.first_on, plan.last_on, tuple(chores), _people(house, after, plan, days, names),
        len(plan.dealt), len(plan.released), plan.nobody, plan.by_hand,
    )  # fmt: skip


def _days(house: House, plan: Plan) -> Days:
    spans = [
        span
        for one in house.rounds
        for span in periods(one.anchor_on, one.weeks, plan.first_on, plan.last_on)
    ]
    first = min((start for start, _end in spans), default=plan.first_on)
    return Days.between(first, max((end for _start, end in spans), default=plan.last_on))


def _holders(house: House, days: Days) -> dict[int, list[tuple[int, int]]]:
    """Who has which days of each chore: stay and set of days."""
    found: dict[int, list[tuple[int, int]]] = {}
    own = in_force(house.hands, days)
    for hand in house.hands:
        if mine := own[hand.assignment_id]:
            found.setdefault(hand.chore_id, []).append((hand.stay_id, mine))
    return found


def _cells(
    plan: Plan,
    one: Round,
    chore_id: int,
    days: Days,
    sides: tuple[dict[int, list[tuple[int, int]]], ...],
    names: Names,
) -> Iterable[PlanCell]:
    for start, end in periods(one.anchor_on, one.weeks, plan.first_on, plan.last_on):
        span = days.span(start, end)
        before, after = (_named(side.get(chore_id, ()), span, names) for side in sides)
        if before or after:
            begun = start < plan.first_on and before == after
            yield PlanCell(chore_id, start, end, before, after, begun)


def _named(held: Iterable[tuple[int, int]], span: int, names: Names) -> tuple[str, ...]:
    stays = {stay for stay, mine in held if mine & span and stay in names}
    return tuple(sorted((names[stay][1] for stay in stays), key=str.casefold))


def _people(
    house: House, after: House, plan: Plan, days: Days, names: Names
) -> tuple[PlanPerson, ...]:
    before, now = (_loads(side, days, plan.first_on) for side in (house, after))
    owed = _owed(after, days, plan.first_on)
    here = {p.stay_id for p in house.people if _lives(p.from_on, p.until_on, plan)}
    people = [
        PlanPerson(
            stay, names[stay][1], before.get(stay, (0, 0))[0], now.get(stay, (0, 0))[0],
            owed.get(stay, 0), before.get(stay, (0, 0))[1], now.get(stay, (0, 0))[1],
        )
        for stay in here
        if stay in names
    ]  # fmt: skip
    return tuple(sorted(people, key=lambda p: (p.name.casefold(), p.stay_id)))


def _lives(from_on: date, until_on: date | None, plan: Plan) -> bool:
    return from_on <= plan.last_on and (until_on is None or until_on > plan.first_on)


def _loads(house: House, days: Days, first_on: date) -> dict[int, tuple[int, int]]:
    """Load and turns of each stay from the first day on."""
    ahead = days.span(first_on, None)
    found: dict[int, tuple[int, int]] = {}
    for part in parts_of(house, days, Able(house, days)).values():
        if turns := (part.days & ahead).bit_count():
            load, many = found.get(part.stay_id, (0, 0))
            found[part.stay_id] = (load + turns * part.turn, many + turns)
    return found


def _owed(house: House, days: Days, first_on: date) -> dict[int, int]:
    ahead, able = days.span(first_on, None), Able(house, days)
    found: dict[int, int] = {}
    for _one, span, parts in by_period(house, days, parts_of(house, days, able)):
        for stay, number, share in shares(able, span, tuple(parts)):
            if ahead >> number & 1:
                found[stay] = found.get(stay, 0) + share
    return {stay: round(share / SCALE) for stay, share in found.items()}
