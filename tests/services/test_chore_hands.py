"""Whose hands a chore is in: given, swapped, covered, agreed to or not, and all of it put back."""

from datetime import date, timedelta
from types import SimpleNamespace as Names

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.chore_person import person_chores
from sobrhouse.queries.chore_trades import TradeRow, trades_with
from sobrhouse.queries.chore_turns import turns_between
from sobrhouse.services import chore_hands, chore_marks, chore_trades, chores
from sobrhouse.services.chore_trades import Trade
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import ChoreApart
from tests import make
from tests.conftest import OWNER, staff

DAY = timedelta(days=1)
MONDAY = make.SUNDAY + DAY  # the week that begins tomorrow
SUNDAY = MONDAY + 6 * DAY


@pytest.fixture
def house(store: Store) -> Names:
    """Next week Marcus has the kitchen every day, Sam the trash on Monday, Thursday and Sunday."""
    house = make.house(store)
    rotation = make.rotation(store, house)
    kitchen = make.chore(store, house, rotation)
    trash = make.chore(
        store, house, rotation, "Trash", position=2, rule="FREQ=WEEKLY;BYDAY=MO,TH,SU"
    )
    marcus, sam, ben = (
        make.stay(store, make.resident(store, first, last), house)
        for first, last in (("Marcus", "Tate"), ("Sam", "Ortiz"), ("Ben", "Fox"))
    )
    week = {"period_start": MONDAY, "period_end": SUNDAY}
    return Names(
        id=house, kitchen=kitchen, trash=trash, marcus=marcus, sam=sam, ben=ben,
        cooks=make.chore_assignment(store, house, kitchen, marcus, **week),
        bins=make.chore_assignment(store, house, trash, sam, days="0,3,6", **week),
    )  # fmt: skip


def who(store: Store, house: Names, chore: int | None = None) -> str:
    """The first letter of who has a chore on each of its days of next week, - for nobody."""
    turns = store.read(OWNER, turns_between, house.id, MONDAY, SUNDAY, store.now())
    wanted = chore or house.kitchen
    return "".join(turn.name[:1] or "-" for turn in turns if turn.chore_id == wanted)


def waiting(store: Store, house: Names, today: date = make.SUNDAY) -> list[TradeRow]:
    """What Sam was asked and has not answered."""
    return [row for row in store.read(OWNER, trades_with, house.sam, today) if row.open]


def give(store: Store, assignment: int, stay: int, *on: date) -> int:
    return store.write(OWNER, chore_hands.give_turn, assignment, stay, *on)


def test_one_day_is_given_and_put_back_and_given_again(store, house):
    made = give(store, house.cooks, house.sam, MONDAY + DAY)
    assert who(store, house) == "MSMMMMM"
    store.write(OWNER, chore_hands.put_back_turn, made)
    assert who(store, house) == "MMMMMMM"
    store.write(OWNER, chore_hands.give_again, made)
    assert who(store, house) == "MSMMMMM"
    with pytest.raises(Problem):
        store.write(OWNER, chore_hands.put_back_turn, house.cooks)


def test_what_is_left_is_given_without_what_was_done_or_given_before(store, house, clock):
    give(store, house.cooks, house.sam, MONDAY + 3 * DAY)
    clock.forward(days=2)
    store.write(OWNER, chore_marks.mark_done, house.cooks, MONDAY + DAY)
    made = give(store, house.cooks, house.ben)
    assert who(store, house) == "MMBSBBB"
    store.write(OWNER, chore_hands.put_back_turn, made)
    assert who(store, house) == "MMMSMMM"


def test_after_the_last_day_of_a_chore_there_is_nothing_to_give(store, house):
    asked = store.write(OWNER, chore_trades.ask_trade, Trade(
        assignment_id=house.cooks, on=MONDAY + 4 * DAY, other_stay_id=house.sam))  # fmt: skip
    store.write(OWNER, chores.retire_chore, house.kitchen, MONDAY + 2 * DAY)
    for refused in (
        lambda: give(store, house.cooks, house.sam, MONDAY + 3 * DAY),
        lambda: store.write(OWNER, chore_trades.answer_trade, asked, agreed=True),
    ):
        with pytest.raises(Problem):
            refused()
    give(store, house.cooks, house.sam)
    assert who(store, house) == "SSS"


def test_what_was_given_can_be_given_on_and_comes_back_step_by_step(store, house, clock):
    first = give(store, house.cooks, house.sam)
    second = give(store, first, house.ben, MONDAY)
    back = give(store, second, house.marcus, MONDAY)
    assert who(store, house) == "MSSSSSS"
    with pytest.raises(Problem):
        store.write(OWNER, chore_hands.put_back_turn, first)
    with pytest.raises(Problem):
        give(store, house.cooks, house.ben, MONDAY)
    clock.forward(days=1)
    store.write(OWNER, chore_marks.mark_done, back, MONDAY)
    with pytest.raises(Problem):
        store.write(OWNER, chore_hands.put_back_turn, back)


def test_nobody_is_given_what_they_may_not_take(store, house):
    hurt = make.chore_exclusion(store, house.id, house.sam, to_on=MONDAY)
    gone = make.stay(
        store, make.resident(store, "Ty", "Cole"), house.id, discharged_on=MONDAY,
        discharge_type="voluntary",
    )  # fmt: skip
    other = make.stay(store, make.resident(store, "Al", "Roe"), make.house(store, "Oak"))
    assert hurt
    for stay in (house.marcus, house.sam, gone, other):
        with pytest.raises(Problem):
            give(store, house.cooks, stay, MONDAY)
    give(store, house.cooks, house.sam, MONDAY + DAY)
    assert who(store, house) == "MSMMMMM"


def test_two_people_do_a_chore_together_but_not_the_same_and_not_two_kept_apart(store, house):
    week = {"period_start": MONDAY, "period_end": SUNDAY}
    beside = make.chore_assignment(store, house.id, house.kitchen, house.ben, **week)
    with pytest.raises(Problem):
        give(store, house.cooks, house.ben, MONDAY)
    make.row(
        store,
        ChoreApart(
            house_id=house.id, stay_id=house.marcus, other_stay_id=house.sam, from_on=MONDAY
        ),
    )
    with pytest.raises(Problem, match="apart"):
        give(store, beside, house.sam, MONDAY)
    give(store, house.cooks, house.sam, MONDAY)
    assert who(store, house)[:2] == "SB"


def test_what_nobody_has_is_given_for_the_period_or_a_day(store, house):
    yard = make.chore(
        store, house.id, 1, "Yard", position=3, rule="FREQ=WEEKLY;BYDAY=MO,WE,SA", people=2
    )
    assert who(store, house, yard) == "------"
    one = store.write(OWNER, chore_hands.give_chore, yard, house.ben, MONDAY, whole=False)
    assert who(store, house, yard) == "B-----"
    store.write(OWNER, chore_hands.give_chore, yard, house.sam, MONDAY + 2 * DAY)
    assert who(store, house, yard) == "BSS-S-"
    with pytest.raises(Problem):
        store.write(OWNER, chore_hands.give_chore, house.kitchen, house.sam, MONDAY)
    store.write(OWNER, chore_hands.put_back_turn, one)
    assert who(store, house, yard) == "S-S-S-"


def test_somebody_is_given_more_of_a_chore_that_they_have_on_another_day(store, house):
    yard = make.chore(store, house.id, 1, "Yard", position=3, rule="FREQ=WEEKLY;BYDAY=MO,WE,SA")
    make.chore_assignment(
        store, house.id, yard, house.ben, period_start=MONDAY, period_end=SUNDAY, days="2"
    )
    store.write(OWNER, chore_hands.give_chore, yard, house.ben, MONDAY, whole=False)
    store.write(OWNER, chore_hands.give_chore, yard, house.ben, MONDAY)
    assert who(store, house, yard) == "BBB"


def test_a_swap_agreed_in_the_office_and_taken_back(store, house):
    asked = Trade(
        assignment_id=house.cooks, on=MONDAY, other_stay_id=house.sam,
        other_assignment_id=house.bins, other_on=MONDAY + 3 * DAY,
    )  # fmt: skip
    made = store.write(OWNER, chore_trades.swap_turns, asked)
    assert (who(store, house), who(store, house, house.trash)) == ("SMMMMMM", "SMS")
    mine = store.read(OWNER, person_chores, house.marcus, MONDAY, SUNDAY, store.now())
    assert (len(mine.turns), mine.trades[0].answer) == (7, "agreed")
    store.write(OWNER, chore_trades.take_back_swap, made)
    assert (who(store, house), who(store, house, house.trash)) == ("MMMMMMM", "SSS")
    with pytest.raises(Problem):
        store.write(OWNER, chore_trades.take_back_swap, made)


def test_a_whole_period_is_swapped(store, house):
    asked = Trade(
        assignment_id=house.cooks, other_stay_id=house.sam, other_assignment_id=house.bins
    )
    store.write(OWNER, chore_trades.swap_turns, asked)
    assert (who(store, house), who(store, house, house.trash)) == ("SSSSSSS", "MMM")


def test_a_cover_is_asked_agreed_to_and_opened_again(store, house):
    asked = Trade(assignment_id=house.cooks, on=MONDAY, other_stay_id=house.sam, reason="At court")
    made = store.write(OWNER, chore_trades.ask_trade, asked)
    (waits,) = waiting(store, house)
    assert (waits.name, waits.other, waits.chore, waits.days) == (
        "Marcus T.", "Sam O.", "Kitchen", (MONDAY,),
    )  # fmt: skip
    with pytest.raises(Problem):
        store.write(OWNER, chore_trades.ask_trade, asked)
    store.write(OWNER, chore_trades.answer_trade, made, agreed=True)
    assert who(store, house) == "SMMMMMM"
    assert waiting(store, house) == []
    store.write(OWNER, chore_trades.reopen_trade, made)
    assert who(store, house) == "MMMMMMM"
    store.write(OWNER, chore_trades.answer_trade, made, agreed=False)
    with pytest.raises(Problem):
        store.write(OWNER, chore_trades.answer_trade, made, agreed=True)
    store.write(OWNER, chore_trades.reopen_trade, made)
    store.write(OWNER, chore_trades.withdraw_trade, made)
    assert waiting(store, house) == []


def test_what_changed_meanwhile_cannot_be_agreed_to_and_what_is_over_waits_no_more(store, house):
    asked = Trade(assignment_id=house.cooks, on=MONDAY, other_stay_id=house.sam)
    made = store.write(OWNER, chore_trades.ask_trade, asked)
    given = give(store, house.cooks, house.ben, MONDAY)
    with pytest.raises(Problem):
        store.write(OWNER, chore_trades.answer_trade, made, agreed=True)
    store.write(OWNER, chore_hands.put_back_turn, given)
    assert waiting(store, house, MONDAY)
    assert waiting(store, house, MONDAY + DAY) == []
    store.write(OWNER, chore_trades.take_back_trade, made)
    assert waiting(store, house) == []


def test_other_houses_give_and_ask_nothing(store, house):
    elsewhere = staff(Role.MANAGER, make.house(store, "Oak"))
    asked = Trade(assignment_id=house.cooks, on=MONDAY, other_stay_id=house.sam)
    for write in (
        (chore_hands.give_turn, house.cooks, house.sam),
        (chore_hands.give_chore, house.kitchen, house.sam, SUNDAY + DAY),
        (chore_trades.ask_trade, asked),
        (chore_trades.swap_turns, asked),
    ):
        with pytest.raises(NotAllowed):
            store.write(elsewhere, *write)
    with pytest.raises(NotAllowed):
        store.read(elsewhere, person_chores, house.marcus, MONDAY, SUNDAY, store.now())
