"""Matching for a large operator: 200 residents and 150 mentors, from what is known of them to the
points of every pair, the best three of each and the best set for all.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from sobrhouse.domain.assigning import best_set
from sobrhouse.domain.matching import Guide, Seeker, Table, Weights
from tests.bench.figures import Figure, interleaved, median

TODAY = date(2026, 11, 22)
RESIDENTS, MENTORS = 200, 150
WITHIN_MS = 200.0
_HOURS = ("weekday_morning", "weekday_evening", "weekend_morning", "weekend_evening")


def people() -> tuple[list[Seeker], list[Guide]]:
    """The same people each time."""
    draw = Random(1)

    def some(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(draw.sample(words, draw.randint(1, len(words))))

    def one(oldest: int) -> tuple[Any, ...]:
        gender = draw.choice(("woman", "man"))
        since = TODAY - timedelta(days=draw.randint(1, oldest))
        return some(("english", "spanish")), some(("AA", "NA")), gender, since

    seekers, guides = [], []
    for key in range(RESIDENTS):
        tongues, groups, gender, since = one(400)
        seekers.append(Seeker(key, tongues, groups, gender, "same", some(_HOURS), since))
    for key in range(MENTORS):
        tongues, groups, gender, since = one(9000)
        room = draw.randint(0, 3)
        guides.append(Guide(key, tongues, groups, gender, some(_HOURS), since, room))
    return seekers, guides


def timed(deed: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1e3


def matched(rounds: int) -> list[Figure]:
    """Both questions that the place Sponsors asks."""
    seekers, guides = people()
    places = [g.room for g in guides]

    def threes() -> None:
        table = Table(guides, Weights(), TODAY)
        for seeker in seekers:
            table.best(seeker)

    def together() -> None:
        table = Table(guides, Weights(), TODAY)
        best_set([table.row(s) for s in seekers], places)

    each, all_ = interleaved(rounds, lambda: timed(threes), lambda: timed(together))
    said = f"{RESIDENTS} residents, {MENTORS} mentors"
    return [
        Figure("match", f"{what}: {said}", median(taken), None, "ms", WITHIN_MS)
        for what, taken in (("best three of each", each), ("best set for all", all_))
    ]
