"""The drill of chores: what must hold of a plan, on ten thousand houses drawn at random; and a
control that must be noticed.
"""

from collections import Counter
from dataclasses import replace

from tests.domain.chore_houses import careless, draw
from tests.domain.chore_rules import RULES
from tests.domain.chore_year import spread, year

HOUSES, QUICK = 10_000, 25
YEARS, QUICK_YEARS = 300, 3
SHOWN = 5  # failures that are told in words
MOST_CHORES = 1.5  # where a chore of a period is much of somebody's year


def plans(quick: bool) -> dict[str, object]:
    """Every rule on every house: nobody twice or where they may not be, as many served as can be,
    the same plan again, nothing changed that need not, shares as the oracle has them. Some houses
    are planned for a year, to see how even they come out.
    """
    failed: Counter[str] = Counter()
    words: list[str] = []
    dealt = 0
    for seed in range(QUICK if quick else HOUSES):
        house = draw(seed)
        dealt += len(house.plan.dealt)
        for rule in RULES:
            told = next(iter(rule(house)), None)
            if told is not None:
                failed[rule.__name__] += 1
                words.append(f"{rule.__name__} {seed}: {told}"[:200])
    uneven, farthest = _years(QUICK_YEARS if quick else YEARS)
    noticed = all(_noticed(rule) for rule in RULES[:3])
    return {
        "ok": not failed and farthest <= MOST_CHORES and noticed and dealt > 0,
        "houses": QUICK if quick else HOUSES, "dealt": dealt, "failed": dict(failed),
        "told": words[:SHOWN], "years": QUICK_YEARS if quick else YEARS, "uneven_years": uneven,
        "by_chores": round(farthest, 2), "control_noticed": noticed,
    }  # fmt: skip


def _years(many: int) -> tuple[int, float]:
    """Houses of people who are always there, planned for a year: how many come out further apart
    than a tenth and than the heaviest chore of a period; and by how many of these at most.
    """
    uneven, farthest = 0, 0.0
    for seed in range(many):
        house = draw(seed).house
        since = house.rounds[0].anchor_on.replace(year=2025)
        people = tuple(replace(p, from_on=since, until_on=None) for p in house.people)
        rounds = tuple(replace(one, strategy="balanced") for one in house.rounds)
        tasks = tuple(
            replace(t, until_on=None, people=min(t.people, len(people))) for t in house.tasks
        )
        plain = replace(
            house, people=people, rounds=rounds, tasks=tasks, bars=(), away=(), pairs=()
        )
        found = spread(year(plain))
        if not found.even:
            uneven += 1
            farthest = max(farthest, (found.most - found.least) / found.largest)
    return uneven, farthest


def _noticed(rule: object) -> bool:
    """The control: a careless plan breaks the rule in one house at least."""
    houses = (replace(draw(seed), planner=careless) for seed in range(12))
    return any(True for house in houses for _words in rule(house))  # type: ignore[operator]
