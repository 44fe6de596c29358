"""Chore hands: whoever gave what to whom, each turn is in one pair of hands."""

from datetime import timedelta
from types import SimpleNamespace as Row

from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.chore_hands import hands, opens_on
from sobrhouse.domain.chores import days_in, days_text
from tests.make import MONDAY

DAY = timedelta(days=1)


def held(row_id: int, days: tuple[int, ...], replaces: int | None = None, start: int = 0) -> Row:
    """An assignment of the week whose days are counted from its own start."""
    text = days_text(tuple(day - start for day in days))
    return Row(id=row_id, replaces_id=replaces, period_start=MONDAY + start * DAY, days=text)


def test_the_newest_in_the_place_of_another_has_the_day():
    root, first, second = held(1, (0, 1, 2)), held(2, (1, 2), 1, 1), held(3, (2,), 2, 2)
    known = hands([second, root, first])
    assert [known.holder(root, day).id for day in known.days(root)] == [1, 2, 3]
    assert known.roots == (root,)


@given(st.lists(st.tuples(st.integers(0, 30), st.sets(st.integers(0, 6), min_size=1)), max_size=12))
def test_a_chain_gives_each_day_to_one_who_has_it(gifts):
    """Every gift is of days that the one it replaces has in force, as the services make them."""
    rows = [held(1, tuple(range(7)))]
    expected = dict.fromkeys(range(7), 1)
    for at, wanted in gifts:
        giver = rows[at % len(rows)].id
        days = tuple(sorted(day for day in wanted if expected[day] == giver))
        if days:
            rows.append(held(len(rows) + 1, days, giver, days[0]))
            expected |= dict.fromkeys(days, rows[-1].id)
    known = hands(rows)
    (root,) = known.roots
    got = {n: known.holder(root, MONDAY + n * DAY) for n in range(7)}
    assert {n: row.id for n, row in got.items()} == expected
    assert all(MONDAY + n * DAY in days_in(r.days, r.period_start) for n, r in got.items())


def test_a_turn_opens_the_day_after_the_one_before_it():
    days = (MONDAY, MONDAY + 3 * DAY)
    assert opens_on(days, days[1], MONDAY) == MONDAY + DAY
    assert opens_on(days[1:], days[1], MONDAY) == MONDAY
