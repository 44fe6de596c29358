"""How fairly chores were shared: numbers that follow from what is stored, and reasons for less."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from sobrhouse.domain.chore_fairness import Less
from sobrhouse.domain.staff import SYSTEM, Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.chore_fairness import fairness
from sobrhouse.services import chore_hands, chore_plans
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
TWO_WEEKS = MONDAY + 13 * DAY
DAILY = {"minutes": 10, "weight": 2}  # a turn weighs 10 * 5 quarters


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


def person(store: Store, house: int, first: str, **more) -> int:
    return make.stay(store, make.resident(store, first, "Tate"), house, **more)


def by_name(store: Store, house: int, last_on: date = TWO_WEEKS, weeks: int = 2) -> dict:
    return {p.name: p for p in store.read(OWNER, fairness, house, last_on, weeks).people}


def test_two_people_who_share_one_chore_owe_half_of_each_day(store, house):
    chore = make.chore(store, house, make.rotation(store, house), **DAILY)
    one, other = person(store, house, "Sam"), person(store, house, "Leo")
    for stay, start in ((one, MONDAY), (other, MONDAY + 7 * DAY)):
        make.chore_assignment(store, house, chore, stay, period_start=start,
                              period_end=start + 6 * DAY, **DAILY)  # fmt: skip
    seen = by_name(store, house)
    assert [(p.turns, p.minutes, p.load, p.owed, p.days, p.always) for p in seen.values()] == [
        (7, 70, 350, 350, 14, True)
    ] * 2
    assert [(w.turns, w.owed) for w in seen["Sam T."].weeks] == [(7, 175), (0, 175)]
    first = by_name(store, house, MONDAY + 6 * DAY, 1)
    assert [(p.load, p.owed, p.difference) for p in first.values()] == [
        (0, 175, -175), (350, 175, 175)
    ]  # fmt: skip


def test_covers_count_for_who_does_them_and_excused_turns_for_nobody(store, house):
    chore = make.chore(store, house, make.rotation(store, house), **DAILY)
    one, other = person(store, house, "Sam"), person(store, house, "Leo")
    root = make.chore_assignment(store, house, chore, one, period_start=MONDAY,
                                 period_end=MONDAY + 6 * DAY, **DAILY)  # fmt: skip
    store.write(OWNER, chore_hands.give_turn, root, other, MONDAY + DAY)
    make.inspection(store, house, root, "missed", MONDAY + 2 * DAY)
    make.inspection(store, house, root, "excused", MONDAY + 3 * DAY)
    early = make.inspection(store, house, root, "excused", MONDAY + 4 * DAY)
    assert early
    make.inspection(store, house, root, "pass", MONDAY + 4 * DAY, at=store.now() + DAY)
    seen = by_name(store, house, MONDAY + 6 * DAY, 1)
    assert {name: (p.turns, p.load, p.owed) for name, p in seen.items()} == {
        "Sam T.": (5, 250, 150), "Leo T.": (1, 50, 150),
    }  # fmt: skip


def test_less_is_owed_by_who_came_left_was_hurt_or_away_and_it_says_why(store, house, clock):
    chore = make.chore(store, house, make.rotation(store, house), **DAILY)
    stays = {
        "Sam": person(store, house, "Sam"),
        "Leo": person(store, house, "Leo", on=MONDAY + 2 * DAY),
        "Jay": person(store, house, "Jay", discharged_on=MONDAY + 4 * DAY,
                      discharge_type="voluntary"),
        "Max": person(store, house, "Max"),
    }  # fmt: skip
    for start in (MONDAY, MONDAY + 7 * DAY):
        make.chore_assignment(store, house, chore, stays["Sam"], period_start=start,
                              period_end=start + 6 * DAY, **DAILY)  # fmt: skip
    make.chore_exclusion(store, house, stays["Max"], from_on=MONDAY + DAY, to_on=MONDAY + 2 * DAY,
                         reason="Knee")  # fmt: skip
    seen = by_name(store, house)
    assert {name: p.less for name, p in seen.items()} == {
        "Sam T.": (), "Leo T.": (Less("came", 2), Less("new", 3)), "Jay T.": (Less("left", 10),),
        "Max T.": (Less("injury", 2, "Knee"),),
    }  # fmt: skip
    assert {name: p.always for name, p in seen.items()} == {
        "Sam T.": True, "Leo T.": False, "Jay T.": False, "Max T.": False,
    }  # fmt: skip
    # Monday three of them, two days two, Thursday three, then two; Leo from the second week on
    third, half = 50 / 3, 50 / 2
    first = {name: p.weeks[0].owed for name, p in seen.items()}
    assert first == {
        "Sam T.": round(2 * third + 5 * half), "Leo T.": 0,
        "Jay T.": round(2 * third + 2 * half), "Max T.": round(2 * third + 3 * half),
    }  # fmt: skip
    assert {name: p.weeks[1].owed for name, p in seen.items()} == {
        "Sam T.": round(7 * third), "Leo T.": round(7 * third), "Jay T.": 0,
        "Max T.": round(7 * third),
    }  # fmt: skip


def test_a_planned_house_is_even_and_its_shares_are_what_is_carried(store, house):
    rotation = make.rotation(store, house)
    for number in range(8):
        make.chore(store, house, rotation, f"Chore {number}", minutes=10 + 5 * number,
                   position=number)  # fmt: skip
    for name in ("Sam", "Leo", "Jay"):
        person(store, house, name)
    store.write(OWNER, chore_plans.plan_chores, house, MONDAY, 8)
    seen = store.read(OWNER, fairness, house, MONDAY + 55 * DAY)
    assert seen.even and seen.percent < 5 and seen.nobody == 0
    assert sum(p.load for p in seen.people) == pytest.approx(sum(p.owed for p in seen.people), 1e-3)


def test_turns_of_somebody_who_has_gone_are_nobodys(store, house):
    chore = make.chore(store, house, make.rotation(store, house), **DAILY)
    stay = person(store, house, "Jay", discharged_on=MONDAY + 4 * DAY, discharge_type="voluntary")
    make.chore_assignment(store, house, chore, stay, period_start=MONDAY,
                          period_end=MONDAY + 6 * DAY, **DAILY)  # fmt: skip
    seen = store.read(OWNER, fairness, house, MONDAY + 6 * DAY, 1)
    assert (seen.people[0].load, seen.nobody) == (200, 150)


def test_a_house_without_chores_has_nothing_to_share(store, house):
    person(store, house, "Sam")
    seen = store.read(SYSTEM, fairness, house, TWO_WEEKS)
    assert (seen.biggest, seen.percent, seen.even) == (0, 0.0, True)
    with pytest.raises(NotAllowed):
        oak = make.house(store, "Oak House")
        store.read(staff(Role.MANAGER, oak), fairness, house, TWO_WEEKS)


def test_more_chores_and_people_take_no_more_statements(store, house):
    said: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *told: said.append(told[2]))
    counts = []
    rotation = make.rotation(store, house)
    for number in range(3):
        chore = make.chore(store, house, rotation, f"Chore {number}", position=number)
        stay = person(store, house, f"Person {number}")
        make.chore_assignment(store, house, chore, stay, period_start=MONDAY,
                              period_end=MONDAY + 6 * DAY)  # fmt: skip
        said.clear()
        store.read(OWNER, fairness, house, TWO_WEEKS)
        counts.append(len(said))
    assert counts[0] == counts[1] == counts[2] <= 14
