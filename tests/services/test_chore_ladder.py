"""The ladder: what it proposes after missed chores, what a person decides, the appeal."""

from datetime import date, timedelta
from types import SimpleNamespace as Names

import pytest

from sobrhouse.domain.chore_ladder import missed_words
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.chore_ladder import consequences, ladder, open_appeals
from sobrhouse.services import chore_ladder, chore_marks
from sobrhouse.services.settings import change_setting
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff

TODAY = make.SUNDAY


@pytest.fixture
def house(store: Store) -> Names:
    house = make.house(store)
    kitchen = make.chore(store, house, make.rotation(store, house))
    marcus = make.stay(store, make.resident(store), house)
    sam = make.stay(store, make.resident(store, "Sam", "Ortiz"), house)
    turn = make.chore_assignment(store, house, kitchen, marcus)
    make.chore_assignment(store, house, kitchen, sam, period_start=date(2026, 11, 9))
    return Names(id=house, kitchen=kitchen, marcus=marcus, sam=sam, turn=turn)


def miss(store: Store, house: Names, day: int) -> int:
    on = date(2026, 11, day)
    return store.write(OWNER, chore_marks.inspect, house.turn, on, "missed", "Not touched")


def proposals(store: Store, house: Names, today: date = TODAY):
    return [(p.name, p.step, p.words, p.missed) for p in store.read(OWNER, ladder, house.id, today)]


def decide(store: Store, house: Names, *what, **more) -> int:
    return store.write(OWNER, chore_ladder.decide_consequence, house.marcus, *what, **more)


def test_each_missed_chore_proposes_a_step_higher_and_the_last_for_all_beyond(store, house):
    assert proposals(store, house) == []
    missed = [miss(store, house, day) for day in (16, 17)]
    assert proposals(store, house) == [("Marcus T.", 2, "A written reminder", 2)]
    missed += [miss(store, house, day) for day in (18, 19, 20)]
    assert proposals(store, house) == [("Marcus T.", 4, "The house meeting", 5)]
    store.write(OWNER, chore_marks.undo_inspection, missed[0])
    store.write(OWNER, chore_marks.inspect, house.turn, date(2026, 11, 17), "pass")
    assert proposals(store, house)[0][1:] == (3, "An extra chore", 3)
    assert missed_words(3, 28) == "3 chores missed in 28 days"


def test_a_missed_chore_counts_for_the_days_that_the_house_has_set(store, house):
    miss(store, house, 16)
    assert proposals(store, house, date(2026, 12, 13))
    assert not proposals(store, house, date(2026, 12, 14))
    store.write(OWNER, change_setting, house.id, "chore_ladder_days", 7)
    assert not proposals(store, house, date(2026, 11, 23))
    store.write(OWNER, change_setting, house.id, "chore_ladder", "")
    assert not proposals(store, house)


def test_a_decision_answers_what_was_missed_until_the_next_time(store, house, clock):
    miss(store, house, 16)
    made = decide(store, house, "taken", note="We talked on the porch")
    assert proposals(store, house) == []
    with pytest.raises(Problem):
        decide(store, house, "taken")
    clock.forward(minutes=1)
    miss(store, house, 17)
    (proposal,) = store.read(OWNER, ladder, house.id, TODAY)
    assert (proposal.step, proposal.before[0].decided) == (2, "A talk")
    store.write(OWNER, chore_ladder.take_back_consequence, made)
    assert store.read(OWNER, consequences, house.marcus) == ()
    made = decide(store, house, "taken")
    clock.forward(minutes=1)
    miss(store, house, 18)
    with pytest.raises(Problem, match="follows"):
        decide(store, house, "other", " ")
    decide(store, house, "other", "Two weeks of dishes")
    rows = store.read(OWNER, consequences, house.marcus)
    assert [(r.decision, r.decided, r.by) for r in rows] == [
        ("other", "Two weeks of dishes", "Olive Owner"),
        ("taken", "A written reminder", "Olive Owner"),
    ]  # fmt: skip


def test_a_decision_is_appealed_and_the_appeal_is_settled_and_reopened(store, house):
    miss(store, house, 16)
    made = decide(store, house, "taken")
    with pytest.raises(Problem):
        store.write(OWNER, chore_ladder.settle_appeal, made, "dropped")
    assert store.write(OWNER, chore_ladder.record_appeal, made, "I was at work") == ""
    (appeal,) = store.read(OWNER, open_appeals, house.id)
    assert (appeal.name, appeal.row.appeal) == ("Marcus T.", "I was at work")
    before = store.write(OWNER, chore_ladder.settle_appeal, made, "changed", "A talk with Sam")
    (row,) = store.read(OWNER, consequences, house.marcus)
    assert (row.outcome, row.decided, row.outcome_on) == ("changed", "A talk with Sam", TODAY)
    assert store.read(OWNER, open_appeals, house.id) == ()
    store.write(OWNER, chore_ladder.reopen_appeal, made, before)
    store.write(OWNER, chore_ladder.record_appeal, made, "")
    (row,) = store.read(OWNER, consequences, house.marcus)
    assert (row.appeal, row.outcome, row.decided) == ("", "", "A talk")


def test_staff_record_an_appeal_and_managers_decide(store, house):
    miss(store, house, 16)
    helper = staff(Role.STAFF, house.id)
    with pytest.raises(NotAllowed):
        store.write(helper, chore_ladder.decide_consequence, house.marcus, "taken")
    made = decide(store, house, "let_go")
    store.write(helper, chore_ladder.record_appeal, made, "It was done")
    with pytest.raises(NotAllowed):
        store.write(helper, chore_ladder.settle_appeal, made, "dropped")
    elsewhere = staff(Role.MANAGER, make.house(store, "Oak"))
    with pytest.raises(NotAllowed):
        store.write(elsewhere, chore_ladder.record_appeal, made, "x")
    with pytest.raises(NotAllowed):
        store.read(elsewhere, ladder, house.id, TODAY + timedelta(days=1))
