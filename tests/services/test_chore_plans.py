"""Plans of chores as they are kept: dealt, dealt anew where they must, kept long enough, taken
back.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chores import days_in
from sobrhouse.domain.staff import SYSTEM, Permission, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.chore_plans import plan_preview, plan_state
from sobrhouse.services import (
    chore_exclusions,
    chore_hands,
    chore_marks,
    chore_plans,
    chores,
    passes,
    rotations,
    stays,
)
from sobrhouse.services.chore_exclusions import Apart, Exclusion
from sobrhouse.services.rotations import RotationRule
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import ChoreAssignment
from tests import make
from tests.conftest import OWNER, staff

TODAY = date(2026, 11, 22)  # a Sunday, the last day of the week that began on MONDAY
NEXT = date(2026, 11, 23)
DAY = timedelta(days=1)
SATURDAYS = "FREQ=WEEKLY;BYDAY=SA"


@dataclass(frozen=True)
class Planned:
    """A house with four people and six chores."""

    house: int
    rotation: int
    stays: tuple[int, ...]
    chores: tuple[int, ...]


@pytest.fixture
def home(store: Store) -> Planned:
    house = make.house(store)
    rotation = make.rotation(store, house)
    names = (("Marcus", "Tate"), ("Sam", "Ford"), ("Leo", "Marsh"), ("Jay", "Bell"))
    stays = tuple(make.stay(store, make.resident(store, *name), house) for name in names)
    chores = tuple(
        make.chore(
            store, house, rotation, f"Chore {n}", position=n, minutes=10 + 5 * n,
            **({"rule": SATURDAYS} if n > 2 else {}),
        )
        for n in range(1, 7)
    )  # fmt: skip
    return Planned(house, rotation, stays, chores)


@needs(Permission.SEE_HOUSE)
def standing(session: Session, house_id: int) -> dict[int, tuple]:
    """The assignments that stand: chore, stay, first day, due days, in whose place."""
    rows = session.scalars(
        select(ChoreAssignment)
        .where(ChoreAssignment.house_id == house_id, ChoreAssignment.voided_at.is_(None))
        .order_by(ChoreAssignment.id)
    )
    return {
        a.id: (a.chore_id, a.stay_id, a.period_start, days_in(a.days, a.period_start),
               a.replaces_id)
        for a in rows
    }  # fmt: skip


def seen(store: Store, home: Planned) -> dict[int, tuple]:
    return store.read(SYSTEM, standing, home.house)


def plan(store: Store, home: Planned, first_on: date = NEXT, weeks: int | None = 4) -> int:
    made = store.write(OWNER, chore_plans.plan_chores, home.house, first_on, weeks)
    assert made is not None
    return made


def turns(rows: dict[int, tuple]) -> dict[tuple[int, date], int]:
    """Who has each chore on each day."""
    replaced = {(row[4], day) for row in rows.values() for day in row[3]}
    return {
        (row[0], day): row[1] for key, row in rows.items() for day in row[3]
        if (key, day) not in replaced
    }  # fmt: skip


def test_four_weeks_are_dealt_and_each_chore_has_somebody_on_each_of_its_days(store, home):
    plan(store, home)
    dealt = turns(seen(store, home))
    days = [NEXT + DAY * n for n in range(28)]
    for chore in home.chores[:2]:
        assert all((chore, day) in dealt for day in days)
    assert len(dealt) == 2 * 28 + 4 * 4
    state = store.read(OWNER, plan_state, home.house, TODAY)
    assert (state.planned_to, len(state.plans)) == (days[-1], 1)


def test_twelve_weeks_are_dealt_unless_told_otherwise(store, home):
    plan(store, home, weeks=None)
    state = store.read(OWNER, plan_state, home.house, TODAY)
    assert state.planned_to == NEXT + timedelta(weeks=12) - DAY


def test_the_same_plan_again_changes_nothing(store, home):
    plan(store, home)
    before = seen(store, home)
    assert store.write(OWNER, chore_plans.plan_chores, home.house, NEXT, 4) is None
    assert store.write(OWNER, chore_plans.redeal, home.house, TODAY) is None
    assert seen(store, home) == before


def test_a_plan_does_not_begin_yesterday_nor_without_chores(store, home):
    with pytest.raises(Problem, match="today or later"):
        plan(store, home, TODAY - DAY)
    with pytest.raises(Problem, match="no chores"):
        store.write(OWNER, chore_plans.plan_chores, make.house(store, "Oak House"), NEXT, 4)


def test_the_preview_says_what_the_plan_then_does(store, home, clock):
    shown = store.read(OWNER, plan_preview, home.house, NEXT, 4, clock())
    assert (shown.nobody, shown.by_hand, shown.released) == (0, 0, 0)
    assert seen(store, home) == {}
    plan(store, home)
    rows = seen(store, home)
    assert shown.dealt == len(rows)
    names = dict(zip(home.stays, ("Marcus T.", "Sam F.", "Leo M.", "Jay B."), strict=True))
    for chore in shown.chores:
        for cell in chore.cells:
            who = {names[r[1]] for r in rows.values()
                   if r[0] == chore.chore_id and r[2] == cell.period_start}  # fmt: skip
            assert (set(cell.after), cell.before, cell.changes) == (who, (), True)
    assert sum(p.after for p in shown.people) == pytest.approx(sum(p.owed for p in shown.people), 4)
    again = store.read(OWNER, plan_preview, home.house, NEXT, 4, clock())
    assert not again.changes


def test_a_plan_taken_back_leaves_all_as_it_was_and_can_be_put_back(store, home):
    plan(store, home)
    before = seen(store, home)
    gone = home.stays[0]
    store.write(OWNER, chore_exclusions.exclude, gone, Exclusion("injury", TODAY))
    after = seen(store, home)
    assert after != before
    newest = store.read(OWNER, plan_state, home.house, TODAY).plans[0].plan_id
    store.write(OWNER, chore_plans.take_back_plan, newest)
    assert seen(store, home) == before
    store.write(OWNER, chore_plans.put_back_plan, newest)
    assert seen(store, home) == after


def test_a_plan_with_a_chore_that_was_marked_stays(store, home):
    first = plan(store, home, TODAY)
    (key,) = [k for k, row in seen(store, home).items()
              if row[0] == home.chores[0] and TODAY in row[3]]  # fmt: skip
    store.write(OWNER, chore_marks.mark_done, key, TODAY, "staff")
    with pytest.raises(Problem, match="done, looked at or swapped"):
        store.write(OWNER, chore_plans.take_back_plan, first)


def test_an_injury_moves_the_turns_of_its_days_and_its_end_lets_them_join_again(store, home):
    plan(store, home, TODAY)
    before, hurt = turns(seen(store, home)), home.stays[1]
    until = NEXT + timedelta(days=9)
    made = store.write(
        OWNER, chore_exclusions.exclude, hurt, Exclusion("injury", TODAY, until, reason="Knee")
    )
    after = turns(seen(store, home))
    assert set(after) == set(before)
    assert not [day for (_c, day), who in after.items() if who == hurt and day <= until]
    moved = {key for key in before if before[key] != after[key]}
    assert moved and all(before[key] == hurt for key in moved)
    store.write(OWNER, chore_exclusions.take_back_exclusion, made)
    assert turns(seen(store, home)) == before


def test_one_chore_on_some_weekdays_is_taken_off_alone(store, home):
    plan(store, home)
    before, worker = turns(seen(store, home)), home.stays[2]
    store.write(
        OWNER, chore_exclusions.exclude, worker,
        Exclusion("shift", NEXT, chore_id=home.chores[0], weekdays=(1, 3)),
    )  # fmt: skip
    after = turns(seen(store, home))
    moved = {key for key in before if before[key] != after[key]}
    assert moved == {
        (chore, day) for (chore, day), who in before.items()
        if who == worker and chore == home.chores[0] and day.weekday() in (1, 3)
    }  # fmt: skip
    assert set(after) == set(before)


def test_two_people_kept_apart_are_on_no_chore_together_from_then_on(store, home):
    chore = make.chore(store, home.house, home.rotation, "Yard", position=9, people=3)
    plan(store, home)
    one, other = home.stays[:2]

    def together() -> list[date]:
        on: dict[date, set[int]] = {}
        rows = seen(store, home)
        replaced = {(row[4], day) for row in rows.values() for day in row[3]}
        for key, row in rows.items():
            for day in row[3]:
                if row[0] == chore and (key, day) not in replaced:
                    on.setdefault(day, set()).add(row[1])
        return [day for day, who in on.items() if {one, other} <= who]

    assert together()
    pair = store.write(OWNER, chore_exclusions.keep_apart, Apart(other, one, NEXT))
    assert not together()
    store.write(OWNER, chore_exclusions.take_back_apart, pair)
    assert together()


def test_what_was_given_by_hand_stays_when_the_rest_is_dealt_anew(store, home):
    plan(store, home)
    (key,) = [k for k, r in seen(store, home).items() if r[0] == home.chores[0] and r[2] == NEXT]
    other = next(s for s in home.stays if s != seen(store, home)[key][1])
    given = store.write(OWNER, chore_hands.give_turn, key, other)
    store.write(OWNER, chore_plans.plan_chores, home.house, NEXT, 4, "anew")
    rows = seen(store, home)
    assert rows[given][1] == other and key in rows


@pytest.mark.parametrize("who", [0, 2])
def test_a_plan_stays_once_what_it_released_or_dealt_was_given_by_hand(store, home, clock, who):
    first = plan(store, home)
    by_hand = RotationRule("By hand", "by_hand")
    store.write(OWNER, rotations.change_rotation, home.rotation, None, by_hand)
    clock.forward(minutes=1)
    second = plan(store, home)
    clock.forward(minutes=1)
    given = (home.chores[0], home.stays[who], NEXT)
    hand = store.write(OWNER, chore_hands.give_chore, *given)
    before = seen(store, home)
    with pytest.raises(Problem, match="dealt again since"):
        store.write(OWNER, chore_plans.take_back_plan, second)
    assert seen(store, home) == before
    store.write(OWNER, chore_hands.put_back_turn, hand)
    for taken in (second, first):
        store.write(OWNER, chore_plans.take_back_plan, taken)
    clock.forward(minutes=1)
    store.write(OWNER, chore_hands.give_again, hand)
    with pytest.raises(Problem, match="dealt or changed since"):
        store.write(OWNER, chore_plans.put_back_plan, first)


def test_the_plan_is_kept_long_enough(store, home, clock):
    assert store.write(SYSTEM, chore_plans.keep_planned, home.house) is None
    plan(store, home, TODAY, None)
    rows = len(seen(store, home))
    assert store.write(SYSTEM, chore_plans.keep_planned, home.house) is None
    clock.forward(days=7)
    assert store.write(SYSTEM, chore_plans.keep_planned, home.house) is not None
    assert len(seen(store, home)) == rows + len(home.chores)
    assert store.write(SYSTEM, chore_plans.keep_planned, home.house) is None


def test_staff_plan_nothing_and_nobody_plans_another_house(store, home):
    made = plan(store, home)
    oak = make.house(store, "Oak House")
    for actor in (staff(Role.STAFF, home.house), staff(Role.MANAGER, oak)):
        with pytest.raises(NotAllowed):
            store.write(actor, chore_plans.plan_chores, home.house, NEXT)
        with pytest.raises(NotAllowed):
            store.write(actor, chore_plans.take_back_plan, made)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, oak), chore_plans.keep_planned, home.house)


# What follows from what happens in the house


def move_in(store: Store, home: Planned, on: date = TODAY) -> int:
    person = make.resident(store, "Omar", "Diaz")
    return store.write(OWNER, stays.move_in, home.house, person, stays.MoveIn(on=on))


def test_who_moves_in_takes_turns_over_from_the_next_period_that_they_may(store, home):
    plan(store, home, TODAY, 5)
    before = turns(seen(store, home))
    came = move_in(store, home)
    after = turns(seen(store, home))
    assert set(after) == set(before)
    mine = {key for key, who in after.items() if who == came}
    assert mine and {key for key in before if before[key] != after[key]} == mine
    assert min(day for _chore, day in mine) >= NEXT
    weeks = {(day - NEXT).days // 7 for _chore, day in mine}
    assert weeks >= {1, 2, 3}  # there are more chores than people in each
    store.write(OWNER, stays.undo_move_in, came)
    assert turns(seen(store, home)) == before


def test_who_moves_out_leaves_their_turns_to_the_others_until_it_is_undone(store, home):
    plan(store, home, TODAY)
    before, left = turns(seen(store, home)), home.stays[3]
    done = store.write(
        OWNER, stays.move_out, left, stays.MoveOut(on=TODAY, kind="successful")
    )  # fmt: skip
    after = turns(seen(store, home))
    assert left not in after.values() and set(after) == set(before)
    assert {k for k in before if before[k] != after[k]} == {k for k in before if before[k] == left}
    store.write(OWNER, stays.undo_move_out, done)
    assert turns(seen(store, home)) == before


def test_turns_already_done_in_the_week_stay_with_who_did_them(store, home, clock):
    plan(store, home, NEXT)
    clock.forward(days=3)  # Wednesday
    day = NEXT + 2 * DAY
    rows = seen(store, home)
    (key,) = [k for k, r in rows.items() if r[0] == home.chores[0] and r[2] == NEXT]
    store.write(OWNER, chore_marks.mark_done, key, day, "staff")
    who = rows[key][1]
    store.write(OWNER, stays.move_out, who, stays.MoveOut(on=day, kind="successful"))
    after = turns(seen(store, home))
    week = [NEXT + DAY * n for n in range(7)]
    assert [after[home.chores[0], d] for d in week[:3]] == [who, who, who]
    assert who not in [after[home.chores[0], d] for d in week[3:]]


def test_a_pass_over_most_of_a_chore_moves_it_and_calling_it_off_brings_it_back(store, home):
    plan(store, home)
    before, goes = turns(seen(store, home)), home.stays[0]
    (chore, day) = next(
        (c, d) for (c, d), who in sorted(before.items()) if who == goes and c in home.chores[2:]
    )
    at = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    asked = store.write(
        OWNER, passes.ask, goes, passes.Plan(at, at + DAY, "Sister in Albany")
    )  # fmt: skip
    assert turns(seen(store, home)) == before
    store.write(OWNER, passes.approve, asked)
    after = turns(seen(store, home))
    assert after[chore, day] != goes
    assert all(c in home.chores[2:] and d == day for c, d in before if before[c, d] != after[c, d])
    store.write(OWNER, passes.cancel, asked)
    assert turns(seen(store, home)) == before


def test_a_chore_that_is_new_changed_or_retired_changes_only_its_own_turns(store, home):
    plan(store, home)
    before = turns(seen(store, home))
    new = store.write(OWNER, chores.make_chore, home.house, chores.NewChore(name="Porch",
                      rule=SATURDAYS))  # fmt: skip
    after = turns(seen(store, home))
    assert {key: who for key, who in after.items() if key[0] != new} == before
    assert len(after) == len(before) + 4
    first = home.chores[2]
    store.write(OWNER, chores.change_chore, first, rule="FREQ=WEEKLY;BYDAY=FR")
    moved = turns(seen(store, home))
    assert {d - DAY: who for (c, d), who in after.items() if c == first} == {
        d: who for (c, d), who in moved.items() if c == first
    }
    store.write(OWNER, chores.retire_chore, new, NEXT + timedelta(days=6))
    assert sum(c == new for c, _d in turns(seen(store, home))) == 1
    store.write(OWNER, chores.bring_back_chore, new)
    assert turns(seen(store, home)) == moved
