"""Matching: points said in parts, the best three, and the best set for several at once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

import pytest

from sobrhouse.domain.assigning import best_set
from sobrhouse.domain.matching import FULL, Guide, Match, Seeker, Table, Weights

TODAY = date(2026, 11, 22)
HOURS = ("weekday_morning", "weekday_evening", "weekend_morning", "weekend_evening")


def sober(days: int) -> date:
    return TODAY - timedelta(days=days)


def some(draw: Random, words: Sequence[str]) -> frozenset[str]:
    return frozenset(draw.sample(words, draw.randint(0, len(words))))


def a_house(draw: Random) -> tuple[list[Seeker], list[Guide], Weights]:
    """Up to five seekers and five guides, with gaps in what is known of them."""
    tongues, groups, genders = ("english", "spanish"), ("AA", "NA"), ("", "woman", "man")
    guides = [
        Guide(
            key, some(draw, tongues), some(draw, groups), draw.choice(genders), some(draw, HOURS),
            draw.choice([None, sober(draw.randint(0, 4000))]), draw.randint(0, 2),
            draw.randint(0, 2),
        )
        for key in range(1, draw.randint(0, 5) + 1)
    ]  # fmt: skip
    seekers = [
        Seeker(
            key, some(draw, tongues), some(draw, groups), draw.choice(genders),
            draw.choice(["", "", "same", "woman", "man"]), some(draw, HOURS),
            draw.choice([None, sober(draw.randint(0, 900))]),
            frozenset(draw.sample([g.key for g in guides], draw.randint(0, len(guides) // 2))),
        )
        for key in range(1, draw.randint(0, 5) + 1)
    ]  # fmt: skip
    return seekers, guides, Weights(*(draw.randint(0, 10) for _ in range(6)))


def every_set(
    points: Sequence[Sequence[int]], places: list[int], at: int = 0
) -> Iterator[tuple[int, int]]:
    """How many get somebody, and the points in all, for every set of pairs that may be."""
    if at == len(points):
        yield 0, 0
        return
    yield from every_set(points, places, at + 1)
    for column, value in enumerate(points[at]):
        if value >= 0 and places[column]:
            places[column] -= 1
            yield from ((n + 1, p + value) for n, p in every_set(points, places, at + 1))
            places[column] += 1


def worth(points: Sequence[Sequence[int]], chosen: Sequence[int | None]) -> tuple[int, int]:
    pairs = [points[row][c] for row, c in enumerate(chosen) if c is not None]
    assert min(pairs, default=0) >= 0
    return len(pairs), sum(pairs)


def test_the_best_set_is_that_of_brute_force_in_a_thousand_houses() -> None:
    better_than_in_line = 0
    for seed in range(1000):
        seekers, guides, weights = a_house(Random(seed))
        table = Table(guides, weights, TODAY)
        points, places = [table.row(s) for s in seekers], [g.room for g in guides]
        chosen = best_set(points, places)
        assert all(chosen.count(c) <= places[c] for c in range(len(places)))
        best = max(every_set(points, places))
        assert worth(points, chosen) == best
        better_than_in_line += best > worth(points, in_line(points, places))
    assert better_than_in_line > 50  # else the houses would not tell the two apart


def in_line(points: Sequence[Sequence[int]], places: list[int]) -> list[int | None]:
    """What the first in line would leave to the others: the control."""
    left, chosen = list(places), []
    for row in points:
        open_ = [c for c, value in enumerate(row) if value >= 0 and left[c]]
        pick = max(open_, key=lambda c: row[c], default=None)
        if pick is not None:
            left[pick] -= 1
        chosen.append(pick)
    return chosen


def test_the_best_three_are_those_of_the_whole_list_and_their_parts_add_up() -> None:
    for seed in range(300):
        seekers, guides, weights = a_house(Random(seed))
        table = Table(guides, weights, TODAY)
        for seeker in seekers:
            row = table.row(seeker)
            best = table.best(seeker)
            assert [m.points for m in best] == sorted((p for p in row if p >= 0), reverse=True)[:3]
            for match in best:
                index = [g.key for g in guides].index(match.key)
                assert match.points == row[index] == sum(p.points for p in match.parts)
                assert match.points <= weights.most


def told(seeker: Seeker, guide: Guide, least_days: int = 0) -> dict[str, tuple[int, str]] | None:
    """The parts of one pair by name, or None where it may not be."""
    found: tuple[Match, ...] = Table([guide], Weights(), TODAY, least_days=least_days).best(seeker)
    return {p.code: (p.points, p.value) for p in found[0].parts} if found else None


def test_each_part_is_weighed_and_said() -> None:
    seeker = Seeker(1, frozenset({"english", "spanish"}), frozenset({"AA"}), "woman", "",
                    frozenset(HOURS[:2]), sober(20))  # fmt: skip
    guide = Guide(7, frozenset({"spanish", "english"}), frozenset({"AA", "NA"}), "woman",
                  frozenset(HOURS[1:]), sober(6 * 365), room=1)  # fmt: skip
    assert told(seeker, guide) == {
        "language": (6 * FULL, "spanish"),  # what not everybody speaks
        "fellowship": (6 * FULL, "AA"),
        "gender": (5 * FULL, "woman"),
        "years": (3 * FULL, str(6 * 365)),
        "hours": (3 * FULL // 2, "weekday_evening"),
        "room": (2 * FULL // 2, "1"),
    }


@pytest.mark.parametrize(
    "guide",
    [
        Guide(7, room=0),
        Guide(7, sober_on=sober(20)),  # as long as the seeker
        Guide(7, sober_on=sober(300)),  # further along, but not by the house's months
        Guide(7, gender="man"),
        Guide(8),
    ],
    ids=["full", "not further", "too early", "not as wished", "did not fit"],
)
def test_a_pair_that_may_not_be_is_never_offered(guide: Guide) -> None:
    seeker = Seeker(
        1, gender="woman", wants_gender="same", sober_on=sober(20), never=frozenset({8})
    )
    assert told(seeker, guide, least_days=365) is None


def test_without_a_wish_the_other_gender_may_be_offered_and_counts_nothing() -> None:
    seeker = Seeker(1, gender="woman", sober_on=sober(20))
    assert "gender" not in (told(seeker, Guide(7, gender="man")) or {})


def test_of_two_alike_the_one_with_fewer_people_comes_first() -> None:
    seeker, since = Seeker(1), sober(4000)
    guides = [Guide(1, sober_on=since, room=2, load=2), Guide(2, sober_on=since, room=2, load=0)]
    assert [m.key for m in Table(guides, Weights(), TODAY).best(seeker)] == [2, 1]
