"""Plans of chores keep their rules in any house, are even over a year, and change only where they
must.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sobrhouse.domain import chore_planning
from sobrhouse.domain.chore_days import Days
from sobrhouse.domain.chore_house import Bar, Dweller, Hand, House, Round, Task, in_force
from tests.domain import chore_houses as oracle
from tests.domain.chore_houses import DAY, RULES, Drawn, careless, draw, made
from tests.domain.chore_rules import RULES as MUST_HOLD
from tests.domain.chore_year import spread, year

MONDAY = date(2026, 3, 2)
DAILY, SATURDAYS = RULES[:2]
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize("rule", MUST_HOLD, ids=lambda rule: rule.__name__)
def test_what_must_hold_of_any_plan_holds(rule):
    """The drill shows it for ten thousand houses."""
    told = [(seed, words) for seed in range(12) for words in rule(draw(seed))]
    assert not told


@pytest.mark.parametrize("seed", [3011, 3344])
def test_where_some_chores_stay_and_others_are_evened_the_same_plan_again_changes_nothing(seed):
    drawn = draw(seed)
    house = made(drawn.house, drawn.plan)
    assert {one.strategy for one in house.rounds} == {"balanced", "fixed"}
    assert not chore_planning.plan(house, drawn.first_on, drawn.last_on).changes


@pytest.mark.parametrize("rule", MUST_HOLD[:3], ids=lambda rule: rule.__name__)
def test_a_careless_plan_is_noticed(rule):
    drawn = (replace(draw(seed), planner=careless) for seed in range(12))
    assert any(words for one in drawn for words in rule(one))


def simple(people: int = 6, chores: int = 8, **rotation) -> House:
    """A house with a daily chore for every third of its weekly ones."""
    tasks = tuple(
        Task(n, 1, n, 10 + n % 4 * 5, 1 + n % 5, 1, DAILY if n % 3 == 0 else SATURDAYS, MONDAY)
        for n in range(1, chores + 1)
    )
    one = Round(
        1, **({"strategy": "balanced", "anchor_on": MONDAY, "weeks": 1, "seed": 7} | rotation)
    )
    stays = tuple(Dweller(n, date(2025, 1, 1)) for n in range(1, people + 1))
    return House((one,), tasks, stays)


def plan(house: House, weeks: int = 4, first_on: date = MONDAY) -> House:
    last_on = first_on + weeks * WEEK - DAY
    return made(house, chore_planning.plan(house, first_on, last_on))


@pytest.mark.parametrize("seed", range(6))
def test_over_a_year_everybody_carries_the_same_to_a_tenth_or_to_one_chore(seed):
    house = year(draw_year(seed))
    assert spread(house).even, spread(house)


def draw_year(seed: int) -> House:
    """Houses with few chores and many, light and heavy."""
    return simple(people=4 + seed * 3, chores=5 + seed * 4)


def test_a_year_of_sixteen_people_and_twenty_chores_is_even_to_a_few_percent():
    house = simple(16, 20)
    found = {
        strategy: spread(
            year(replace(house, rounds=(replace(house.rounds[0], strategy=strategy),)))
        )
        for strategy in ("balanced", "round_robin")
    }
    assert found["balanced"].percent < 5
    assert 2 * found["balanced"].percent < found["round_robin"].percent


def test_planning_again_leaves_alone_what_is_even():
    house = plan(simple(8, 12), 12)
    other = replace(house.rounds[0], seed=8)  # a new dealing would come out differently
    again = chore_planning.plan(replace(house, rounds=(other,)), MONDAY, MONDAY + 12 * WEEK - DAY)
    assert (again.dealt, again.released) == ((), ())
    longer = chore_planning.plan(house, MONDAY + WEEK, MONDAY + 14 * WEEK - DAY)
    assert not longer.released
    assert {one.start for one in longer.dealt} == {MONDAY + 12 * WEEK, MONDAY + 13 * WEEK}


def test_planning_again_changes_what_must():
    house = plan(simple(8, 12), 6)
    hurt = Bar(1, MONDAY + 2 * WEEK, MONDAY + 4 * WEEK - DAY, kind="injury")
    theirs = {
        h.assignment_id for h in house.hands
        if h.stay_id == 1 and hurt.from_on <= h.start <= hurt.to_on
    }  # fmt: skip
    again = chore_planning.plan(replace(house, bars=(hurt,)), MONDAY, MONDAY + 6 * WEEK - DAY)
    assert theirs and set(again.released) == theirs


def test_planning_again_deals_anew_where_that_is_fairer():
    house = plan(simple(8, 12), 6)
    unfair = replace(
        house, hands=tuple(replace(h, stay_id=1 + h.stay_id % 2) for h in house.hands)
    )
    after = plan(unfair, 6)
    assert not spread(unfair).even
    assert spread(after).even


def test_planning_again_follows_another_rule():
    house = plan(simple(8, 12), 6)
    one = house.rounds[0]
    for rule in (replace(one, weeks=2), replace(one, strategy="round_robin")):
        found = chore_planning.plan(
            replace(house, rounds=(rule,)), MONDAY, MONDAY + 6 * WEEK - DAY
        )
        assert len(found.released) > len(house.hands) // 2


def test_hardly_anybody_has_the_same_chore_two_weeks_running():
    house = plan(simple(), 12)
    had = {(h.chore_id, h.stay_id, h.start) for h in house.hands}
    again = sum((chore, stay, start - WEEK) in had for chore, stay, start in had)
    assert again <= len(had) // 50


def test_another_seed_is_another_plan_and_as_even():
    one, other = (plan(simple(seed=seed), 12) for seed in (7, 8))
    assert one != other
    assert spread(one).even and spread(other).even


def test_chores_go_round_by_one_place_a_week():
    house = plan(simple(6, 6, strategy="round_robin"), 3)
    who = {(h.chore_id, (h.start - MONDAY).days // 7): h.stay_id for h in house.hands}
    for chore in range(1, 7):
        stays = [who[chore, week] for week in range(3)]
        assert [b % 6 for b in stays[1:]] == [(a + 1) % 6 for a in stays[:-1]]


def test_what_is_fixed_stays_with_its_people_and_what_is_by_hand_is_dealt_to_nobody():
    fixed = plan(simple(strategy="fixed"), 5)
    assert all(n == 5 for n in Counter((h.chore_id, h.stay_id) for h in fixed.hands).values())
    last_on = MONDAY + 4 * WEEK - DAY
    found = chore_planning.plan(simple(strategy="by_hand"), MONDAY, last_on)
    assert (found.dealt, found.released, found.nobody) == ((), (), 0)
    assert found.by_hand == 4 * (2 * 7 + 6)


def test_a_month_that_has_begun_is_kept_where_chores_change_hands_by_the_week_from_now_on():
    house = plan(simple(weeks=4), 8)
    by_week = replace(house, rounds=(replace(house.rounds[0], weeks=1),))
    later = MONDAY + 9 * DAY
    held = who_has(plan(by_week, 8, later))
    assert set(held) >= set(who_has(house))
    assert {len(stays) for stays in held.values()} == {1}
    gone = house.hands[0].stay_id
    left = tuple(replace(p, until_on=later if p.stay_id == gone else None) for p in house.people)
    smaller = replace(by_week, people=left)
    end = MONDAY + 8 * WEEK - DAY
    held = who_has(made(smaller, chore_planning.redeal(smaller, later, end)))
    assert set(held) == set(who_has(house))
    assert all(stays != [gone] for (_chore, day), stays in held.items() if day >= later)
    assert {len(stays) for stays in held.values()} == {1}


def test_nobody_has_two_assignments_of_one_chore_that_begin_on_one_day():
    end = MONDAY + WEEK - DAY
    many = replace(simple(2, 1), tasks=(Task(1, 1, 1, 20, 1, 2, DAILY, MONDAY),))
    whole = Hand(1, 1, 1, MONDAY, end, tuple(range(7)), 20, 1)
    covered = replace(whole, assignment_id=2, stay_id=2, source="cover", replaces_id=1)
    fixed = replace(simple(3, 1, strategy="fixed"), tasks=(Task(1, 1, 1, 20, 1, 1, DAILY, MONDAY),))
    shared = [
        Hand(2 * n + stay, 1, stay, MONDAY + n * WEEK, end + n * WEEK, days, 20, 1)
        for n in range(2)
        for stay, days in ((1, (0, 1, 2)), (2, (3, 4, 5, 6)))
    ]
    left = tuple(replace(p, until_on=MONDAY + WEEK if p.stay_id == 1 else None)
                 for p in fixed.people)  # fmt: skip
    for first_on, house in (
        (MONDAY, replace(many, hands=(whole, covered))),
        (MONDAY + WEEK, replace(fixed, hands=tuple(shared), people=left)),
    ):
        after = made(house, chore_planning.redeal(house, first_on, first_on + WEEK - DAY))
        roots = [(h.stay_id, h.start) for h in after.hands if h.replaces_id is None]
        assert len(set(roots)) == len(roots), roots
    assert who_has(after)[1, MONDAY + WEEK] == [2]


def who_has(house: House) -> dict[tuple[int, date], list[int]]:
    """Whose turns stand, by chore and day."""
    days = Days.between(MONDAY, MONDAY + 20 * WEEK)
    own, found = in_force(house.hands, days), {}
    for hand in house.hands:
        for day in days.dates(own[hand.assignment_id]):
            found.setdefault((hand.chore_id, day), []).append(hand.stay_id)
    return found


def test_who_was_covered_for_makes_up_for_it():
    """A cover counts for who does it: the next weeks ask less of them."""
    house = plan(simple(4, 8), 2)
    first = max((h for h in house.hands if h.stay_id == 1), key=lambda h: len(h.days) * h.turn)
    cover = Hand(
        999, first.chore_id, 2, first.start, first.end, first.days, first.minutes, first.weight,
        "cover", first.assignment_id,
    )  # fmt: skip
    covered = plan(replace(house, hands=(*house.hands, cover)), 4, MONDAY + 2 * WEEK)
    plain = plan(house, 4, MONDAY + 2 * WEEK)
    later = [
        {s: sum(len(h.days) * h.turn for h in one.hands if h.stay_id == s
                and h.start >= MONDAY + 2 * WEEK) for s in (1, 2)}
        for one in (covered, plain)
    ]  # fmt: skip
    assert later[0][1] > later[1][1] and later[0][2] < later[1][2]


def test_nobody_is_asked_for_a_mountain_at_once():
    """Who was covered for half a year does somewhat more for a while, not everything."""
    house = plan(simple(8, 24), 26)
    mine = [h for h in house.hands if h.stay_id == 1]
    covers = tuple(
        Hand(9000 + n, h.chore_id, 2 + n % 7, h.start, h.end, h.days, h.minutes, h.weight, "cover",
             h.assignment_id)
        for n, h in enumerate(mine)
    )  # fmt: skip
    after = plan(replace(house, hands=(*house.hands, *covers)), 1, MONDAY + 26 * WEEK)
    week = [h for h in after.hands if h.start == MONDAY + 26 * WEEK]
    load = sum(len(h.days) * h.turn for h in week if h.stay_id == 1)
    share = sum(len(h.days) * h.turn for h in week) / 8
    assert share < load < 3.5 * share


def test_an_excluded_load_moves_to_the_others_alike():
    hurt = Bar(1, MONDAY, MONDAY + 4 * WEEK - DAY, kind="injury")
    house = plan(replace(simple(6, 12), bars=(hurt,)), 8)
    early = [h for h in house.hands if h.start < MONDAY + 4 * WEEK]
    assert 1 not in {h.stay_id for h in early}
    others = spread(replace(house, people=house.people[1:], hands=tuple(early)))
    assert others.even
    late = [h for h in house.hands if h.start >= MONDAY + 4 * WEEK]
    assert spread(replace(house, hands=tuple(late))).even  # nothing is to be made up for


def test_the_days_of_a_drawn_house_are_what_the_rules_say():
    """The oracle looks at houses that have something of everything."""
    houses = [draw(seed).house for seed in range(60)]
    assert any(h.pairs for h in houses) and any(h.away for h in houses)
    assert any(b.weekdays and b.chore_id for h in houses for b in h.bars)
    assert any(len(h.rounds) > 1 for h in houses) and any(
        p.until_on for h in houses for p in h.people
    )
    assert isinstance(draw(1), Drawn) and oracle.loads(plan(simple()))
