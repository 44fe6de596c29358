"""Chores: made, changed, put in order, retired; the usual ones; all of it taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.domain.usual_chores import EVERY_DAY, USUAL
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stale
from sobrhouse.queries.chore_turns import turns_between
from sobrhouse.queries.chores import chore_facts, chore_list, usual_chores_left
from sobrhouse.services import chore_marks, chore_plans, chores
from sobrhouse.services.chores import NewChore
from sobrhouse.storage.store import Store
from sobrhouse.words import speak
from tests import make
from tests.conftest import OWNER, staff

TODAY = make.SUNDAY
PORCH = NewChore(
    name="Porch", rule="FREQ=WEEKLY;BYDAY=WE,SA", area="Outside", icon="leaf", minutes=30,
    weight=2, due_at="18:00", steps=("Sweep", " Wipe  the rail ", ""),
)  # fmt: skip


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


def names(store: Store, house: int, **which) -> list[str]:
    return [line.name for line in store.read(OWNER, chore_list, house, TODAY, **which)]


def facts(store: Store, house: int, chore: int):
    return store.read(OWNER, chore_facts, house, chore)


def test_a_chore_is_made_with_its_steps_and_the_first_one_with_a_rotation(store, house):
    chore = store.write(OWNER, chores.make_chore, house, PORCH)
    seen = facts(store, house, chore)
    assert (seen.name, seen.area, seen.minutes, seen.weight) == ("Porch", "Outside", 30, 2)
    assert seen.steps == ("Sweep", "Wipe the rail")
    assert (seen.starts_on, seen.how) == (TODAY, "Wed, Sat, by 6 PM")
    assert seen.rotation == "House chores"
    again = store.write(OWNER, chores.make_chore, house, replace(PORCH, name="Yard"))
    assert facts(store, house, again).rotation_id == seen.rotation_id
    (line, _yard) = store.read(OWNER, chore_list, house, TODAY)
    assert (line.steps, line.strategy, line.position) == (2, "balanced", 1)


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"minutes": 0}, "minutes"),
        ({"weight": 6}, "weight"),
        ({"people": 21}, "people"),
        ({"before_meeting_minutes": 601}, "before_meeting_minutes"),
        ({"steps": ("step",) * 21}, "steps"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(store, house, change, field):
    with pytest.raises(Problem) as told:
        store.write(OWNER, chores.make_chore, house, replace(PORCH, **change))
    assert told.value.field == field
    assert names(store, house) == []


def test_one_field_changes_and_changes_back(store, house):
    chore = store.write(OWNER, chores.make_chore, house, PORCH)
    before = store.write(
        OWNER, chores.change_chore, chore, 1, due_at="9:00".zfill(5), rule=EVERY_DAY
    )
    assert facts(store, house, chore).how == "Every day, by 9 AM"
    assert before == {"due_at": "18:00", "rule": PORCH.rule}
    store.write(OWNER, chores.change_chore, chore, 2, **before)
    assert facts(store, house, chore).how == "Wed, Sat, by 6 PM"
    with pytest.raises(Stale):
        store.write(OWNER, chores.change_chore, chore, 2, name="Other")


def test_steps_change_and_change_back(store, house):
    chore = store.write(OWNER, chores.make_chore, house, PORCH)
    before = store.write(OWNER, chores.set_steps, chore, ("Wipe the rail", "Shake the mat"))
    assert before == ("Sweep", "Wipe the rail")
    assert facts(store, house, chore).steps == ("Wipe the rail", "Shake the mat")
    store.write(OWNER, chores.set_steps, chore, before)
    assert facts(store, house, chore).steps == before


def test_a_chore_moves_in_the_list_and_back(store, house):
    made = [
        store.write(OWNER, chores.make_chore, house, replace(PORCH, name=name)) for name in "ABCD"
    ]
    assert store.write(OWNER, chores.move_chore, made[3], 2) == 4
    assert names(store, house) == ["A", "D", "B", "C"]
    store.write(OWNER, chores.move_chore, made[3], 4)
    assert names(store, house) == ["A", "B", "C", "D"]


def test_a_retired_chore_is_in_the_other_list_and_comes_back(store, house, clock):
    chore = store.write(OWNER, chores.make_chore, house, PORCH)
    with pytest.raises(Problem):
        store.write(OWNER, chores.retire_chore, chore)
    clock.forward(days=3)
    assert store.write(OWNER, chores.retire_chore, chore) is None
    today = TODAY + timedelta(days=3)
    assert store.read(OWNER, chore_list, house, today) == ()
    (line,) = store.read(OWNER, chore_list, house, today, retired=True)
    assert line.until_on == TODAY + timedelta(days=2)
    assert store.write(OWNER, chores.bring_back_chore, chore) == line.until_on
    assert [c.until_on for c in store.read(OWNER, chore_list, house, today)] == [None]


def test_a_chore_that_was_done_cannot_be_taken_back(store, house):
    chore = store.write(OWNER, chores.make_chore, house, replace(PORCH, rule=EVERY_DAY))
    stay = make.stay(store, make.resident(store), house)
    held = make.chore_assignment(store, house, chore, stay)
    mark = store.write(OWNER, chore_marks.mark_done, held, TODAY)
    with pytest.raises(Problem):
        store.write(OWNER, chores.take_back_chores, (chore,))
    assert store.write(OWNER, chores.retire_chore, chore) is None
    assert facts(store, house, chore).until_on == TODAY
    store.write(OWNER, chore_marks.take_back_done, mark)
    store.write(OWNER, chores.take_back_chores, (chore,))
    with pytest.raises(NotFound):
        facts(store, house, chore)


def test_the_usual_chores_are_added_once_and_speak_both_languages(store, house):
    made = store.write(OWNER, chores.add_usual_chores, house, ("kitchen", "trash"))
    assert len(made) == 2
    left = {usual.key for usual in store.read(OWNER, usual_chores_left, house)}
    assert left == {usual.key for usual in USUAL} - {"kitchen", "trash"}
    store.write(OWNER, chores.add_usual_chores, house)
    assert len(names(store, house)) == len(USUAL)
    with pytest.raises(Problem):
        store.write(OWNER, chores.add_usual_chores, house)
    speak("es")
    kitchen = facts(store, house, made[0])
    store.write(OWNER, chores.change_chore, made[0], None, name=kitchen.name, area=kitchen.area)
    speak("en")
    assert facts(store, house, made[0]).name == "Kitchen, clean up"
    assert facts(store, house, made[0]).steps == USUAL[0].steps


def test_only_who_may_change_the_house_changes_its_chores(store, house):
    chore = store.write(OWNER, chores.make_chore, house, PORCH)
    elsewhere = staff(Role.MANAGER, make.house(store, "Oak"))
    for actor in (staff(Role.STAFF, house), elsewhere):
        for write in (
            (chores.make_chore, house, PORCH),
            (chores.change_chore, chore, None),
            (chores.set_steps, chore, ()),
            (chores.retire_chore, chore, date(2026, 12, 24)),
        ):
            with pytest.raises(NotAllowed):
                store.write(actor, *write)


def test_a_planned_house_is_dealt_anew_when_its_chores_change_and_as_it_was_on_undo(store, house):
    for first in ("Marcus", "Sam", "Ben"):
        make.stay(store, make.resident(store, first), house)
    kitchen = store.write(OWNER, chores.make_chore, house, replace(PORCH, rule=EVERY_DAY))
    store.write(OWNER, chore_plans.plan_chores, house, TODAY, 2)

    def dealt(chore: int) -> list[tuple[date, str]]:
        week = (house, TODAY, TODAY + timedelta(days=13), store.now())
        turns = store.read(OWNER, turns_between, *week)
        return [(turn.on, turn.name) for turn in turns if turn.chore_id == chore]

    before = dealt(kitchen)
    assert len(before) == 14
    assert all(name for _on, name in before)
    yard = store.write(OWNER, chores.make_chore, house, replace(PORCH, name="Yard"))
    assert dealt(yard)
    assert all(name for _on, name in dealt(yard))
    store.write(OWNER, chores.take_back_chores, (yard,))
    assert dealt(kitchen) == before
    was = store.write(OWNER, chores.change_chore, kitchen, None, rule="FREQ=WEEKLY;BYDAY=MO")
    assert [on.weekday() for on, _name in dealt(kitchen)] == [0, 0]
    store.write(OWNER, chores.change_chore, kitchen, None, **was)
    assert dealt(kitchen) == before
    last = TODAY + timedelta(days=3)
    store.write(OWNER, chores.retire_chore, kitchen, last)
    assert max(on for on, _name in dealt(kitchen)) == last
    store.write(OWNER, chores.bring_back_chore, kitchen)
    assert dealt(kitchen) == before
