"""Rotations and exclusions: made, changed, taken away, each with its way back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.chore_plans import plan_state
from sobrhouse.services import chore_exclusions, rotations
from sobrhouse.services.chore_exclusions import Apart, Exclusion
from sobrhouse.services.rotations import RotationRule
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff

TODAY = date(2026, 11, 22)  # a Sunday
DAY = timedelta(days=1)
FORTNIGHT = RotationRule("Deep clean", "round_robin", date(2026, 11, 9), 2, 5)


def state(store: Store, house: int):
    return store.read(OWNER, plan_state, house, TODAY)


def test_a_rotation_begins_with_this_week_and_draws_its_seed(store):
    house = make.house(store, week_starts_on=6)
    made = store.write(OWNER, rotations.add_rotation, house, RotationRule("  House   chores "))
    (row,) = state(store, house).rotations
    assert (row.rotation_id, row.name, row.strategy) == (made, "House chores", "balanced")
    assert (row.anchor_on, row.rotate_on, row.chores) == (TODAY, TODAY + 7 * DAY, 0)


def test_a_rotation_changes_and_changes_back(store):
    house = make.house(store)
    made = store.write(OWNER, rotations.add_rotation, house, RotationRule("House chores", seed=3))
    before = store.write(OWNER, rotations.change_rotation, made, 1, FORTNIGHT)
    (row,) = state(store, house).rotations
    assert (row.name, row.strategy, row.period_weeks, row.seed) == (
        "Deep clean", "round_robin", 2, 5
    )  # fmt: skip
    assert row.rotate_on == date(2026, 11, 23)
    with pytest.raises(Stale):
        store.write(OWNER, rotations.change_rotation, made, 1, FORTNIGHT)
    store.write(OWNER, rotations.change_rotation, made, 2, before)
    (row,) = state(store, house).rotations
    assert (row.name, row.strategy, row.period_weeks, row.seed) == (
        "House chores", "balanced", 1, 3
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "field"),
    [(RotationRule(" "), "name"), (RotationRule("A", period_weeks=13), "period_weeks"),
     (RotationRule("A", period_weeks=0), "period_weeks")],
)  # fmt: skip
def test_a_rotation_that_cannot_be_is_refused_beside_its_field(store, rule, field):
    with pytest.raises(Problem) as told:
        store.write(OWNER, rotations.add_rotation, make.house(store), rule)
    assert told.value.field == field


def test_a_rotation_with_chores_stays_and_an_empty_one_goes_and_comes_back(store):
    house = make.house(store)
    used, empty = make.rotation(store, house), make.rotation(store, house, name="Yard")
    make.chore(store, house, used)
    with pytest.raises(Problem, match="Move them"):
        store.write(OWNER, rotations.remove_rotation, used)
    store.write(OWNER, rotations.remove_rotation, empty)
    assert [row.rotation_id for row in state(store, house).rotations] == [used]
    store.write(OWNER, rotations.restore_rotation, empty)
    assert [row.chores for row in state(store, house).rotations] == [1, 0]


def test_exclusions_and_pairs_are_listed_changed_ended_and_taken_back(store):
    house = make.house(store)
    chore = make.chore(store, house, make.rotation(store, house))
    sam, leo = (make.stay(store, make.resident(store, n, "Tate"), house) for n in ("Sam", "Leo"))
    shift = Exclusion("shift", TODAY, None, chore, (4, 0, 4), "Nights")
    made = store.write(OWNER, chore_exclusions.exclude, sam, shift)
    (row,) = state(store, house).exclusions
    assert (row.name, row.chore, row.weekdays, row.reason, row.to_on) == (
        "Sam T.", "Kitchen", (0, 4), "Nights", None
    )  # fmt: skip
    ends = replace(shift, to_on=TODAY + DAY)
    before = store.write(OWNER, chore_exclusions.change_exclusion, made, row.version, ends)
    assert (before.to_on, before.weekdays) == (None, (0, 4))
    assert state(store, house).exclusions[0].to_on == TODAY + DAY
    store.write(OWNER, chore_exclusions.take_back_exclusion, made)
    assert state(store, house).exclusions == ()
    store.write(OWNER, chore_exclusions.put_back_exclusion, made)
    assert len(state(store, house).exclusions) == 1

    pair = store.write(OWNER, chore_exclusions.keep_apart, Apart(leo, sam, TODAY, reason="Quarrel"))
    (apart,) = state(store, house).apart
    assert ({apart.name, apart.other}, apart.reason) == ({"Sam T.", "Leo T."}, "Quarrel")
    assert store.write(OWNER, chore_exclusions.end_apart, pair, TODAY + DAY) is None
    assert state(store, house).apart[0].to_on == TODAY + DAY
    store.write(OWNER, chore_exclusions.take_back_apart, pair)
    assert state(store, house).apart == ()
    store.write(OWNER, chore_exclusions.put_back_apart, pair)
    assert len(state(store, house).apart) == 1


def test_what_cannot_be_excluded_or_kept_apart_is_refused(store):
    house, oak = make.house(store), make.house(store, "Oak House")
    sam = make.stay(store, make.resident(store, "Sam", "Tate"), house)
    theirs = make.stay(store, make.resident(store, "Leo", "Tate"), oak)
    elsewhere = make.chore(store, oak, make.rotation(store, oak))
    wrong = [
        (chore_exclusions.exclude, sam, Exclusion("injury", TODAY, TODAY - DAY)),
        (chore_exclusions.exclude, sam, Exclusion("injury", TODAY, chore_id=elsewhere)),
        (chore_exclusions.keep_apart, Apart(sam, sam, TODAY)),
        (chore_exclusions.keep_apart, Apart(sam, theirs, TODAY)),
    ]
    for use_case, *given in wrong:
        with pytest.raises(Problem):
            store.write(OWNER, use_case, *given)
    for actor in (staff(Role.STAFF, house), staff(Role.MANAGER, oak)):
        with pytest.raises(NotAllowed):
            store.write(actor, chore_exclusions.exclude, sam, Exclusion("injury", TODAY))
        with pytest.raises(NotAllowed):
            store.write(actor, rotations.add_rotation, house, RotationRule("Yard"))
