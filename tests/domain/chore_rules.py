"""What must hold of every plan of chores, whatever the house: checked on drawn houses, in the tests
on some and in the drill on ten thousand.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from sobrhouse.domain import chore_planning
from sobrhouse.domain.chore_book import Plan
from sobrhouse.domain.chore_days import Days
from sobrhouse.domain.chore_house import Able, Bar, Dweller, House
from sobrhouse.domain.chore_shares import SCALE, by_period, parts_of
from sobrhouse.domain.chore_shares import shares as counted_shares
from tests.domain import chore_houses as oracle
from tests.domain.chore_houses import DAY, Drawn

Rule = Callable[[Drawn], Iterator[str]]


@lru_cache(maxsize=2)
def planned(drawn: Drawn) -> tuple[House, Plan]:
    """The house once it is planned, and the plan."""
    plan = drawn.plan
    return oracle.made(drawn.house, plan), plan


def nobody_twice_and_nobody_excluded(drawn: Drawn) -> Iterator[str]:
    """Each turn once, by people who are there and asked, never twice by one, never beside somebody
    from whom they are kept apart; and nobody has it only where nobody could.
    """
    house, plan = planned(drawn)
    every = oracle.turns(house)
    for (chore, day), here in every.items():
        who = [stay for _root, stay in here]
        if len(set(who)) < len(who):
            yield f"{chore} {day}: twice"
        yield from (f"{chore} {day}: {s} cannot" for s in who
                    if not oracle.able(house, s, chore, day))  # fmt: skip
        if any(oracle.apart(house, a, b, day) for a in who for b in who if a < b):
            yield f"{chore} {day}: apart"
    yield from _all_dealt(house, drawn, plan, every)


def _all_dealt(house: House, drawn: Drawn, plan: Plan, every: dict) -> Iterator[str]:
    nobody = 0
    for task in house.tasks:
        one = next(r for r in house.rounds if r.rotation_id == task.rotation_id)
        last = oracle.period(one, drawn.last_on)[1]
        days = oracle.due(task, drawn.first_on, last)
        if extra := {d for c, d in every if c == task.chore_id} - set(days):
            yield f"{task.chore_id}: not due on {extra}"
        for day in days:
            who = {stay for _root, stay in every.get((task.chore_id, day), ())}
            if len(who) > task.people:
                yield f"{task.chore_id} {day}: too many"
            nobody += task.people - len(who)
            if len(who) < task.people:
                could = [
                    p.stay_id for p in house.people
                    if p.stay_id not in who and oracle.able(house, p.stay_id, task.chore_id, day)
                    and not any(oracle.apart(house, p.stay_id, s, day) for s in who)
                ]  # fmt: skip
                if could:
                    yield f"{task.chore_id} {day}: nobody has it, {could} could"
    if nobody != plan.nobody:
        yield f"{nobody} turns of nobody, {plan.nobody} said"


def everybody_is_served(drawn: Drawn) -> Iterator[str]:
    """In each period as many people have something as possibly can."""
    house, _plan = planned(replace(drawn, house=replace(drawn.house, pairs=())))
    for one in house.rounds:
        start = oracle.period(one, drawn.first_on)[1] + DAY
        while one.strategy != "fixed" and start <= drawn.last_on:
            end = start + timedelta(weeks=one.weeks) - DAY
            people = [
                p.stay_id for p in house.people
                if oracle.joined(house, p.stay_id, start)
                and any(oracle.able(house, p.stay_id, None, start + DAY * n)
                        for n in range(7 * one.weeks))
            ]  # fmt: skip
            slots = []
            for task in house.tasks:
                days = oracle.due(task, start, end)
                if task.rotation_id == one.rotation_id and days:
                    may = {
                        s for s in people
                        if all(oracle.able(house, s, task.chore_id, d) for d in days)
                    }  # fmt: skip
                    slots += [may] * task.people
            has = {
                h.stay_id for h in house.hands
                if start <= h.start <= end and h.stay_id in people
                and any(t.chore_id == h.chore_id and t.rotation_id == one.rotation_id
                        for t in house.tasks)
            }  # fmt: skip
            best = oracle.most_served(people, slots)
            if len(has) < best:
                yield f"{one.rotation_id} {start}: {len(has)} of {best} people have something"
            start = end + DAY


def the_same_house_gives_the_same_plan(drawn: Drawn) -> Iterator[str]:
    """Whatever order it was read in; and planned again nothing changes."""
    house, plan = planned(drawn)
    rng = random.Random(7)
    shuffled = replace(
        drawn.house,
        **{name: tuple(rng.sample(rows, len(rows))) for name in ("tasks", "people", "bars", "away")
           if (rows := getattr(drawn.house, name))},
    )  # fmt: skip
    if replace(drawn, house=shuffled).plan != plan:
        yield "another plan by another order"
    again = replace(drawn, house=house).plan
    if again.dealt or again.released:
        yield f"planned again: {again.dealt} {again.released}"
    for day in (drawn.first_on, drawn.first_on + 5 * DAY, drawn.first_on + 12 * DAY):
        more = chore_planning.redeal(house, day, drawn.last_on)
        if more.dealt or more.released:
            yield f"dealt anew from {day}: {more.dealt} {more.released}"


def moving_one_person_changes_only_what_must_change(drawn: Drawn) -> Iterator[str]:
    """Somebody leaves, is hurt, or comes: nobody else's turn of this period changes; later ones
    only to a newcomer. What was theirs goes to somebody who can.
    """
    house, _plan = planned(drawn)
    before = _who(house)
    now = drawn.first_on + 9 * DAY
    rng = random.Random(len(house.hands))
    one = rng.choice(house.people).stay_id
    for kind, changed, own in _moves(house, one, now):
        joining = {p.stay_id for p in changed.people} - {p.stay_id for p in house.people}
        after_plan = chore_planning.redeal(changed, now, drawn.last_on, joining)
        after_house = oracle.made(changed, after_plan)
        after = _who(after_house)
        for key in sorted(before.keys() | after.keys()):
            old, new = before.get(key, []), after.get(key, [])
            gone, come = set(old) - set(new), set(new) - set(old)
            if key[1] < now and old != new:
                yield f"{kind} {key}: the past changed"
            if not gone <= own and not (come <= joining and _later(house, key, now)):
                yield f"{kind} {key}: {old} became {new}"
            if kind != "comes" and own & set(new) and key[1] >= now and not all(
                oracle.asked(changed, s, key[0], key[1]) for s in own & set(new)
            ):  # fmt: skip
                could = [
                    p.stay_id for p in changed.people
                    if p.stay_id not in new and oracle.able(changed, p.stay_id, *key)
                    and not any(oracle.apart(changed, p.stay_id, s, key[1])
                                for s in set(new) - own)
                ]  # fmt: skip
                if could:
                    yield f"{kind} {key}: still {new}, {could} could"
        again = chore_planning.redeal(after_house, now, drawn.last_on, joining)
        if again.dealt or again.released:
            yield f"{kind}: again {again.dealt} {again.released}"


def _moves(house: House, one: int, now: date) -> Iterator[tuple[str, House, set[int]]]:
    people = tuple(
        replace(p, until_on=max(now, p.from_on)) if p.stay_id == one else p for p in house.people
    )
    yield "leaves", replace(house, people=people), {one}
    hurt = Bar(one, now, now + 20 * DAY, kind="injury")
    yield "hurt", replace(house, bars=(*house.bars, hurt)), {one}
    new = max(p.stay_id for p in house.people) + 1
    yield "comes", replace(house, people=(*house.people, Dweller(new, now))), set()


def _later(house: House, key: tuple[int, date], now: date) -> bool:
    """Whether a turn lies in a period that has not begun."""
    task = next(t for t in house.tasks if t.chore_id == key[0])
    one = next(r for r in house.rounds if r.rotation_id == task.rotation_id)
    return oracle.period(one, key[1])[0] > now


def _who(house: House) -> dict[tuple[int, date], list[int]]:
    return {key: sorted(stay for _r, stay in here) for key, here in oracle.turns(house).items()}


def shares_are_those_of_the_oracle(drawn: Drawn) -> Iterator[str]:
    """What everybody owes, to a thousandth of a quarter of a minute."""
    house, _plan = planned(drawn)
    first = min((h.start for h in house.hands), default=drawn.first_on)
    last = max((h.end for h in house.hands), default=drawn.last_on)
    days = Days.between(first, last)
    able = Able(house, days)
    owed = dict.fromkeys(able.lives, 0)
    for _one, span, parts in by_period(house, days, parts_of(house, days, able)):
        for stay, _number, share in counted_shares(able, span, tuple(parts)):
            owed[stay] += share
    for stay, share in oracle.shares(house, first, last).items():
        if abs(share - owed[stay] / SCALE) > 0.001 * days.length:
            yield f"{stay} owes {float(share)}, {owed[stay] / SCALE} was counted"


RULES: tuple[Rule, ...] = (
    nobody_twice_and_nobody_excluded,
    everybody_is_served,
    the_same_house_gives_the_same_plan,
    moving_one_person_changes_only_what_must_change,
    shares_are_those_of_the_oracle,
)
