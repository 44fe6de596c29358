"""Notes about people and the house's day."""

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import Problem, Stale
from sobrhouse.services import notes
from sobrhouse.storage.tables import Note
from tests import make
from tests.conftest import OWNER, staff


@pytest.fixture
def house(store):
    return make.house(store)


def stored(store, note_id):
    found = {}

    def look(work):
        work.require("see_house")
        row = work.get(Note, note_id)
        found.update(text=row.text, pinned=row.pinned, voided=row.voided_at is not None,
                     report=row.in_weekly_report, category=row.category)

    store.write(OWNER, look)
    return found


def test_a_note_is_written_changed_pinned_and_removed(store, house):
    person = make.resident(store)
    note = store.write(OWNER, notes.add_note, house, person, " Bus was late. ", category="shift")
    was = store.write(OWNER, notes.change_note, note, 1, pinned=True, in_weekly_report=True)
    assert was == {"pinned": False, "in_weekly_report": False}
    assert stored(store, note) == {"text": "Bus was late.", "pinned": True, "voided": False,
                                   "report": True, "category": "shift"}
    with pytest.raises(Stale):
        store.write(OWNER, notes.change_note, note, 1, text="Again")
    store.write(OWNER, notes.take_back_note, note)
    assert stored(store, note)["voided"]
    store.write(OWNER, notes.put_back_note, note)
    assert not stored(store, note)["voided"]


def test_a_note_about_several_is_written_for_all_or_none(store, house):
    people = [make.resident(store, name) for name in ("Ana", "Bo", "Cy")]
    made = store.write(OWNER, notes.add_notes, house, [*people, people[0]], "Rent is due Friday")
    assert len(made) == 3
    store.write(OWNER, notes.take_back_notes, made)
    assert all(stored(store, note)["voided"] for note in made)
    with pytest.raises(Problem):
        store.write(OWNER, notes.add_notes, house, [people[0], 99_999], "x")


@pytest.mark.parametrize(("text", "category"), [("   ", "general"), ("x", "gossip")])
def test_an_empty_note_or_unknown_category_is_refused(store, house, text, category):
    with pytest.raises(Problem):
        store.write(OWNER, notes.add_note, house, None, text, category=category)


def test_staff_change_their_own_notes_only(store, house):
    dana, rae = staff(Role.STAFF, house), staff(Role.STAFF, house, staff_id=3, name="Rae")
    note = store.write(dana, notes.add_note, house, None, "Quiet night")
    with pytest.raises(Problem, match="Only who wrote"):
        store.write(rae, notes.change_note, note, text="Loud night")
    store.write(rae, notes.change_note, note, pinned=True)
    store.write(dana, notes.change_note, note, text="Quiet night, all in")
    store.write(staff(Role.MANAGER, house), notes.take_back_note, note)
