"""The to-do list: each step has its inverse, and says in words what cannot be."""

from datetime import date

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.todos import open_todos
from sobrhouse.services import todos
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff


def texts(store: Store, house: int) -> list[str]:
    return [t.text for t in store.read(OWNER, open_todos, house)]


def test_what_is_due_first_comes_first(store: Store) -> None:
    house = make.house(store)
    store.write(OWNER, todos.add_todo, house, "Some day")
    store.write(OWNER, todos.add_todo, house, "Later", "Dana", date(2026, 11, 30))
    store.write(OWNER, todos.add_todo, house, "  Soon\n now ", "", date(2026, 11, 23))
    assert texts(store, house) == ["Soon now", "Later", "Some day"]


def test_ticked_and_put_back(store: Store) -> None:
    house = make.house(store)
    line = store.write(OWNER, todos.add_todo, house, "Fix the drain")
    store.write(OWNER, todos.mark_done, line)
    assert texts(store, house) == []
    with pytest.raises(Problem, match="already done"):
        store.write(OWNER, todos.mark_done, line)
    store.write(OWNER, todos.mark_not_done, line)
    assert texts(store, house) == ["Fix the drain"]


def test_taken_off_and_put_back(store: Store) -> None:
    house = make.house(store)
    line = store.write(OWNER, todos.add_todo, house, "Fix the drain")
    store.write(OWNER, todos.take_off, line)
    assert texts(store, house) == []
    store.write(OWNER, todos.put_back, line)
    assert texts(store, house) == ["Fix the drain"]


def test_changed_words_can_be_changed_back(store: Store) -> None:
    house = make.house(store)
    line = store.write(OWNER, todos.add_todo, house, "Fix the drain")
    was = store.write(OWNER, todos.change_todo, line, 1, "Fix the roof", "Will", None)
    assert texts(store, house) == ["Fix the roof"]
    with pytest.raises(Stale):
        store.write(OWNER, todos.change_todo, line, 1, "Third", "", None)
    store.write(OWNER, todos.change_todo, line, 2, *was)
    assert texts(store, house) == ["Fix the drain"]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
def test_a_line_says_something_and_not_too_much(store: Store, text: str) -> None:
    house = make.house(store)
    with pytest.raises(Problem) as told:
        store.write(OWNER, todos.add_todo, house, text)
    assert told.value.field == "text"


def test_an_auditor_only_reads(store: Store) -> None:
    house = make.house(store)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.AUDITOR, house), todos.add_todo, house, "Fix the drain")
