"""Desk: ask, do, undo, and the news of what others changed."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.finding import people_to_find
from sobrhouse.services import drafts
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import Work
from tests import make
from tests.conftest import Clock
from tests.ui.conftest import SmallHouse, opened
from ui.desk import Desk, Step, Told
from ui.jobs import Jobs


def write(work: Work, text: str) -> str:
    """Keep a text; gives what stood there before."""
    work.require(Permission.OWN_ACCOUNT)
    drafts.keep(work, "page/form", 1, text)
    return text


def refuse(work: Work) -> None:
    work.require(Permission.OWN_ACCOUNT)
    raise Problem("That bed is taken.", field="bed")


def kept(desk: Desk) -> list[str]:
    from sobrhouse.queries.drafts import my_drafts

    found: list[str] = []
    desk.ask(desk, my_drafts, done=lambda rows: found.extend(r.text_json for r in rows))
    return found


def test_a_question_gets_its_rows(desk: Desk, small_house: SmallHouse) -> None:
    got: list[object] = []
    desk.ask(desk, people_to_find, small_house.house_id, done=got.extend)
    assert [(p.name, p.bed) for p in got] == [("Sam Okafor", "1B"), ("Marcus Tate", "1A")]


def test_a_problem_is_told_beside_the_field_or_else_in_a_toast(desk: Desk) -> None:
    beside: list[Problem] = []
    toasts: list[Told] = []
    desk.told.connect(toasts.append)
    desk.do(desk, refuse, refused=beside.append)
    assert (beside[0].sentence, beside[0].field) == ("That bed is taken.", "bed")
    assert toasts == []
    desk.do(desk, refuse)
    assert toasts == [Told("That bed is taken.", urgent=True)]


def test_what_is_done_can_be_undone_and_done_again(desk: Desk) -> None:
    toasts: list[Told] = []
    desk.told.connect(toasts.append)
    desk.do(desk, write, "one")
    desk.do(desk, write, "two", said="Wrote two", undo=lambda _: Step(write, ("one",)))
    assert toasts[-1].text == "Wrote two" and toasts[-1].undo
    assert desk.can_undo() == "Wrote two"
    desk.undo()
    assert kept(desk) == ["one"]
    assert (desk.can_undo(), desk.can_redo()) == ("", "Wrote two")
    assert toasts[-1].text == "Undone: Wrote two"
    desk.redo()
    assert kept(desk) == ["two"]
    desk.undo()
    assert kept(desk) == ["one"]


def test_the_toast_undoes_its_own_deed_not_the_last_one(desk: Desk) -> None:
    toasts: list[Told] = []
    desk.told.connect(toasts.append)
    desk.do(desk, write, "a", said="A", undo=lambda _: Step(write, ("not a",)))
    desk.do(desk, write, "b", said="B", undo=lambda _: Step(write, ("not b",)))
    desk.undo(toasts[0].deed)
    assert kept(desk) == ["not a"]
    assert desk.can_undo() == "B"


def test_an_undo_that_is_refused_says_why_and_is_forgotten(desk: Desk) -> None:
    toasts: list[Told] = []
    desk.told.connect(toasts.append)
    desk.do(desk, write, "a", said="A", undo=lambda _: Step(refuse))
    desk.undo()
    assert toasts[-1].urgent and "That bed is taken." in toasts[-1].text
    assert desk.can_undo() == desk.can_redo() == ""


def test_only_fifty_steps_are_kept_and_none_after_the_lock(desk: Desk) -> None:
    for n in range(60):
        desk.do(desk, write, str(n), said=str(n), undo=lambda _, n=n: Step(write, (str(n - 1),)))
    for _ in range(60):
        desk.undo()
    assert kept(desk) == ["9"]
    desk.redo()
    desk.shut()
    assert desk.can_undo() == desk.can_redo() == ""


def test_after_the_lock_nothing_is_asked_or_done(desk: Desk, small_house: SmallHouse) -> None:
    desk.shut()
    desk.ask(desk, people_to_find, small_house.house_id, done=pytest.fail)
    desk.do(desk, write, "x", done=pytest.fail)
    assert not desk.is_open and desk.houses == ()


def test_a_change_shows_in_another_window_within_a_second(
    store: Store, small_house: SmallHouse, clock: Clock, qtbot: QtBot
) -> None:
    assert store.path is not None
    second = Store.open(store.path, store.dek, clock)
    lanes = Jobs(), Jobs()
    here, there = Desk(lanes[0], opened(store)), Desk(lanes[1], opened(second))
    try:
        with qtbot.waitSignal(there.changed, timeout=1000) as news:
            here.do(here, write, "typed elsewhere")
        assert news.args == [frozenset({"draft"})]
    finally:
        for desk in (here, there):
            desk.shut()
            desk.jobs.close()


def test_a_bug_goes_to_the_last_resort_not_to_the_person(desk: Desk, qtbot: QtBot) -> None:
    caught: list[type] = []

    def broken(work: Work) -> None:
        work.require(Permission.OWN_ACCOUNT)
        raise KeyError("bug")

    import sys

    before, sys.excepthook = sys.excepthook, lambda kind, *_: caught.append(kind)
    try:
        desk.do(desk, broken, refused=pytest.fail)
    finally:
        sys.excepthook = before
    assert caught == [KeyError]


def test_somebody_without_the_permission_is_refused_by_the_store(store: Store) -> None:
    from sobrhouse.domain.staff import Role
    from tests.conftest import staff

    house = make.house(store)
    with pytest.raises(NotAllowed):
        store.read(staff(Role.STAFF, house + 1), people_to_find, house)


def test_answers_to_a_page_that_is_gone_are_dropped_but_its_toast_is_told(desk: Desk) -> None:
    import shiboken6

    toasts: list[Told] = []
    desk.told.connect(toasts.append)
    gone = QObject()
    shiboken6.delete(gone)
    desk.do(gone, write, "kept all the same", said="Saved", done=pytest.fail)
    assert [t.text for t in toasts] == ["Saved"]
    assert kept(desk) == ["kept all the same"]
