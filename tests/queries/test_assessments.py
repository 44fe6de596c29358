"""What a house's months tell: of five people or more, and nothing that somebody keeps to themselves
where it could be worked out.
"""

from datetime import date, timedelta

import pytest

from sobrhouse.queries.assessments import house_capital
from tests import make, make_circle
from tests.conftest import OWNER

TODAY = make.SUNDAY
THIS = date(2026, 11, 1)


@pytest.fixture
def house(store):
    return make.house(store)


def live(store, house, count, answer, *, way="kiosk", shares=False, on=TODAY):
    """So many people who filled in a BARC-10 with this answer ten times."""
    for _n in range(count):
        who = make.resident(store, "Ann", "Lee")
        stay = make.stay(store, who, house)
        make_circle.assessment(store, house, stay, answer, way=way, on_date=on)
        if shares:
            make_circle.support_choice(store, who, shares_answers=True)


def month(store, house, first=THIS):
    return next(m for m in store.read(OWNER, house_capital, house, TODAY) if m.first == first)


def test_there_are_always_twelve_months_oldest_first(store, house):
    months = store.read(OWNER, house_capital, house, TODAY)
    assert [m.first for m in months][:2] == [date(2025, 12, 1), date(2026, 1, 1)]
    assert len(months) == 12
    assert {m.total for m in months} == {None}


def test_four_people_are_too_few_and_a_fifth_is_enough(store, house):
    live(store, house, 4, 3, way="paper")
    assert month(store, house).people == 0
    assert month(store, house).total is None
    live(store, house, 1, 6, shares=True)
    told = month(store, house)
    assert (told.people, told.total, told.house_part) == (5, 36.0, 10.8)


def test_one_who_keeps_it_private_cannot_be_worked_out_from_the_papers(store, house):
    """Five on paper, whose totals staff know, and fewer than five of their own: only the papers."""
    live(store, house, 5, 3, way="paper")
    live(store, house, 4, 6)
    assert (month(store, house).people, month(store, house).total) == (5, 30.0)
    live(store, house, 1, 6)
    assert (month(store, house).people, month(store, house).total) == (10, 45.0)


def test_private_ones_alone_are_told_from_five_on(store, house):
    live(store, house, 4, 6)
    assert month(store, house).total is None
    live(store, house, 1, 1)
    assert (month(store, house).people, month(store, house).total) == (5, 50.0)


def test_of_each_person_a_month_takes_the_last_and_no_other_house_or_year(store, house):
    live(store, house, 5, 3, way="paper")
    stay = make.stay(store, make.resident(store, "Bo"), house)
    for answer, days in ((1, 9), (6, 0)):
        make_circle.assessment(store, house, stay, answer, way="paper",
                               on_date=TODAY - timedelta(days=days))  # fmt: skip
    live(store, make.house(store, "Oak"), 5, 6, way="paper")
    live(store, house, 5, 6, way="paper", on=TODAY - timedelta(days=400))
    assert (month(store, house).people, month(store, house).total) == (6, 35.0)
    assert sum(m.people for m in store.read(OWNER, house_capital, house, TODAY)) == 6
