"""Nobody of another house, and nobody who only looks, changes or reads who supports whom."""

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.matching import best_pairs, matches_for, needs_buddy, needs_match
from sobrhouse.queries.sponsor_week import helped, sponsor_week
from sobrhouse.queries.sponsorships import resident_support
from sobrhouse.queries.supporters import supporter_card, supporter_list
from tests import make
from tests.conftest import OWNER, staff
from tests.services.circle import TODAY, Circle
from tests.services.support_calls import CALLS, MODULES, asking, prepared

pytestmark = pytest.mark.sqlite_only  # who may is asked before the database


def test_every_use_case_about_support_is_among_the_calls():
    known = {use_case.__name__ for use_case in CALLS}
    assert set().union(*map(asking, MODULES)) == known


def test_staff_of_another_house_and_auditors_change_nothing(store):
    circle = Circle(store)
    ids = prepared(circle)
    tables = list(dict.fromkeys(table for table, _call in CALLS.values()))
    away = staff(Role.MANAGER, make.house(store, "Oak House"))
    before = circle.rows(*tables)
    for actor in (away, staff(Role.AUDITOR, circle.house)):
        circle.actor = actor
        for use_case, (_table, arguments) in CALLS.items():
            with pytest.raises(NotAllowed):
                circle.do(use_case, *arguments(ids))
    assert circle.rows(*tables) == before
    circle.actor, done = staff(Role.MANAGER, circle.house), 0
    for use_case, (_table, arguments) in CALLS.items():
        try:
            circle.do(use_case, *arguments(ids))
            done += 1
        except Problem as refused:  # some are refused because another went before; never so
            assert not isinstance(refused, NotAllowed), use_case
    assert done > len(CALLS) * 2 / 3


def test_staff_of_another_house_read_nothing(store):
    circle = Circle(store)
    away = staff(Role.MANAGER, make.house(store, "Oak House"))
    house, who, stay = circle.house, circle.people["Jay"], circle.stays["Jay"]
    for query, *args in (
        (supporter_list, house, TODAY), (supporter_card, house, circle.bill, TODAY),
        (resident_support, who, TODAY), (sponsor_week, house, TODAY, TODAY),
        (helped, house, TODAY, TODAY), (needs_match, house, TODAY), (needs_buddy, house, TODAY),
        (matches_for, house, stay, "sponsor", TODAY), (best_pairs, house, "sponsor", TODAY),
    ):  # fmt: skip
        store.read(OWNER, query, *args)
        with pytest.raises(NotAllowed):
            store.read(away, query, *args)
