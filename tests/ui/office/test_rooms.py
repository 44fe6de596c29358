"""Rooms and beds: typed in, changed, taken away, and the way back from each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import let_go
from ui.office.beds.place import BedsPage
from ui.office.beds.room_cards import RoomCard, WishCard
from ui.office.beds.rooms import RoomEditor


@pytest.fixture
def editor(desk, shown):
    """The rooms of the small house."""
    editor = shown(RoomEditor(desk))
    editor.reload()
    return editor


def type_in(line, text):
    line.field.line.clear()
    QTest.keyClicks(line.field.line, text)


def named(editor):
    return {row.name: [b.label for b in row.beds if b.retired_on is None] for row in editor.shown}


def test_a_typed_room_shows_before_it_is_made_and_grows_the_board(editor):
    type_in(editor.line, "Attic: 2 beds, upstairs")
    assert [c.wish.name for c in editor.grid.cards() if isinstance(c, WishCard)] == ["Attic"]
    QTest.keyClick(editor.line.field.line, Qt.Key.Key_Return)
    assert named(editor) == {"Room 1": ["1A", "1B", "1C"], "Attic": ["A", "B"]}
    assert editor.line.field.text() == ""
    assert all(isinstance(card, RoomCard) for card in editor.grid.cards())


def test_rooms_are_taken_back_all_at_once(editor, desk):
    type_in(editor.line, "3 rooms with 2 beds")
    editor.line.submit()
    assert list(named(editor)) == ["Room 1", "Room 2", "Room 3", "Room 4"]
    desk.undo()
    assert list(named(editor)) == ["Room 1"]


def test_a_line_that_cannot_be_read_stays_with_its_error(editor):
    type_in(editor.line, "Attic")
    editor.line.submit()
    assert editor.line.field.fault_text() == "Say how many beds Attic has, such as: Attic: 2 beds."
    assert editor.line.field.text() == "Attic"


def test_a_bed_is_added_and_taken_away(editor, desk):
    editor.add_bed(editor.shown[0])
    assert named(editor)["Room 1"] == ["1A", "1B", "1C", "1D"]
    editor.remove_bed(editor.shown[0].beds[3])
    assert named(editor)["Room 1"] == ["1A", "1B", "1C"]
    desk.undo()
    assert named(editor)["Room 1"] == ["1A", "1B", "1C", "1D"]


def test_a_bed_with_somebody_in_it_is_not_taken_away(editor, desk):
    told = []
    desk.told.connect(lambda t: told.append(t.text))
    editor.remove_bed(editor.shown[0].beds[0])
    assert told == ["Marcus T. has bed 1A. Move them to another bed first."]


def test_a_room_is_renamed_in_a_small_form(editor):
    dialog = editor.change("name", editor.shown[0])
    dialog.form["name"].set_text("Blue room")
    dialog.form.submit()
    assert list(named(editor)) == ["Blue room"]
    dialog = editor.change("features", editor.shown[0].beds[0])
    dialog.form["features"].set_text("lower bunk")
    dialog.form.submit()
    assert editor.shown[0].beds[0].features == "lower bunk"
    let_go()


def test_rooms_change_places(editor):
    type_in(editor.line, "Attic: 1")
    editor.line.submit()
    editor.shift_room(editor.shown[1], -1)
    assert list(named(editor)) == ["Attic", "Room 1"]
    editor.shift_room(editor.shown[0], -1)
    assert list(named(editor)) == ["Attic", "Room 1"]


def test_a_room_without_a_past_is_taken_away(editor, desk):
    type_in(editor.line, "Attic: 1")
    editor.line.submit()
    editor.remove_room(editor.shown[1])
    assert list(named(editor)) == ["Room 1"]
    desk.undo()
    assert named(editor)["Attic"] == ["A"]


def test_rooms_open_in_place_of_the_board_and_close_again(desk, shown):
    page = shown(BedsPage(desk))
    next(v for v in page.verbs() if v.id == "rooms").run()
    assert page.middle.currentWidget() is page.set_up
    assert page.header_buttons() == []
    type_in(page.rooms.line, "Attic: 1")
    page.rooms.line.submit()
    assert page.back()
    assert [r.name for r in page.board_shown.rooms] == ["Room 1", "Attic"]
