"""The week of chores as a grid: marked by keys and mouse, and handed on by drag."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from sobrhouse.domain.chores import State
from sobrhouse.domain.staff import Role
from sobrhouse.queries.chore_card import chore_turn
from sobrhouse.words import speak
from tests.conftest import NOW, OWNER, staff
from tests.make import MONDAY, SUNDAY
from tests.ui.office.chore_page import (
    BATH,
    KITCHEN,
    LIVING,
    centre,
    choose,
    desk_of,
    drop,
    key,
    state,
)
from ui.office.chores import words
from ui.office.chores.menu import fill_turn_menu
from ui.office.chores.place import ChoresPage
from ui.office.papers.dialog import PaperDialog
from ui.widgets.chips import Chip


def test_the_week_is_shown_as_it_stands(page, grid):
    chips = [chip.text() for chip in page.weekly.top.findChildren(Chip)]
    assert chips == ["29 passed", "3 redo", "2 missed", "4 to inspect"]
    assert page.weekly.top.days.text() == "Nov 16 to 22"
    assert [grid.lines.headerData(n, Qt.Orientation.Horizontal) for n in (0, 1, 7)] == [
        "Chore", "Mon 16", "Today, 22",
    ]  # fmt: skip
    said = grid.lines.data(grid.lines.index(0, 7), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Kitchen, clean up, Sun 22: Marcus T., Inspect"
    empty = grid.lines.data(grid.lines.index(4, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert empty == "Trash and recycling, Tue 17: nothing to do"
    # it begins with what waits, and says which of how many that is
    assert grid.turn().chore == KITCHEN
    assert page.weekly.inspect.place.text() == "1 of 4"
    assert page.weekly.inspect.line.text() == "Marcus T., marked done 6:30 PM"
    shown = [row.chore.full_text() for row in page.weekly.inspect.waiting.rows if row.isVisible()]
    assert shown == [BATH, "Trash and recycling", "Cook house dinner"]


def test_who_comes_to_the_week_can_mark_at_once(page, records, house):
    assert page.focusWidget() is page.weekly.grid
    page.show_view("fairness")
    page.views["fairness"].back.setFocus()
    page.show_view("")
    assert page.focusWidget() is page.weekly.grid


def test_where_nothing_waits_the_week_begins_with_todays_first_turn(page, grid):
    week = page.weekly.week
    quiet = replace(week, rows=tuple(
        replace(row, cells=tuple(
            tuple(turn._replace(state=State.DUE) for turn in cell) for cell in row.cells
        )) for row in week.rows
    ))  # fmt: skip
    grid.show_week(replace(week, rows=()))
    page.weekly._show(quiet)
    assert (grid.turn().on, page.weekly.inspect.turn) == (SUNDAY, grid.turn())


def test_a_long_step_takes_a_second_line_and_the_panel_keeps_its_width(page, grid, qtbot):
    choose(grid, KITCHEN)
    inspect = page.weekly.inspect
    long = max(inspect.boxes(), key=lambda box: len(box.text()))
    short = min(inspect.boxes(), key=lambda box: len(box.text()))
    long.setText("Enough for everybody who eats here, and something set aside for the late shift")
    wide = long.fontMetrics().horizontalAdvance(long.text())
    assert long.heightForWidth(wide // 2) > long.heightForWidth(wide * 2)
    inside = inspect._inside
    fits = inside.viewport().width
    qtbot.waitUntil(lambda: inside.widget().minimumSizeHint().width() <= fits())
    qtbot.waitUntil(lambda: short.height() < long.height())


def test_every_state_has_an_icon_and_a_word_of_its_own():
    assert len({look.icon for look in words.LOOKS.values()}) == len(State)
    assert len({words.state_words(state) for state in State}) == len(State)


def test_one_letter_a_look_and_on_to_the_next(page, grid, records, house):
    key(grid, "p")
    assert grid.turn().chore == BATH
    key(grid, "r")
    assert grid.turn().chore == "Trash and recycling"
    key(grid, "m")
    assert grid.turn().chore == "Cook house dinner"
    key(grid, "e")
    found = [state(records, house, c).state for c in (KITCHEN, BATH, "Trash and recycling",
                                                      "Cook house dinner")]  # fmt: skip
    assert found == [State.PASSED, State.REDO, State.MISSED, State.EXCUSED]
    assert page.weekly.inspect.waiting.rest.text() == "Nothing waits. All is looked at."


def test_a_look_is_taken_back_by_undo_and_done_again_by_redo(grid, desk, records, house):
    key(grid, "p")
    desk.undo()
    assert state(records, house, KITCHEN).state is State.INSPECT
    desk.redo()
    assert state(records, house, KITCHEN).state is State.PASSED


def test_the_cell_shows_the_look_before_the_news_come(grid, desk, records, house):
    desk.look = lambda: None
    turn = grid.turn()
    key(grid, "p")
    at, column = grid.lines.place_of(turn)
    assert grid.lines.turn_at(grid.lines.index(at, column)).state is State.PASSED


def test_letters_in_spanish(page, grid, records, house):
    speak("es")
    key(grid, "a")  # Aprobar
    assert state(records, house, KITCHEN).state is State.PASSED
    assert words.asked_by("x") == ""


def test_steps_note_and_time_go_with_the_look(page, grid, records, house):
    inspect = page.weekly.inspect
    assert [box.text() for box in inspect.boxes()][2] == "Floor swept"
    for box in inspect.boxes()[:3]:
        box.setChecked(True)
    inspect.note.box.setPlainText("Trash is still full")
    assert inspect.redo_by.currentText() == "Today, 9 PM"
    inspect.redo.click()
    turn = state(records, house, KITCHEN)
    card = records.read(OWNER, chore_turn, house.house_id, turn.assignment_id, SUNDAY, NOW)
    assert [step.done for step in card.steps] == [True, True, True, False]
    assert (turn.note, turn.redo_by.hour) == ("Trash is still full", 21)
    choose(grid, KITCHEN)
    assert "Redo, Olive Owner, 7:12 PM. Trash is still full. Not done: Trash taken out." in (
        inspect.past.text()
    )


def test_what_is_typed_of_a_turn_is_there_when_one_comes_back(page, grid):
    page.weekly.inspect.note.box.setPlainText("half a word")
    page.weekly.inspect.boxes()[1].setChecked(True)
    choose(grid, BATH)
    assert page.weekly.inspect.note.text() == ""
    choose(grid, KITCHEN)
    assert page.weekly.inspect.note.text() == "half a word"
    assert [box.isChecked() for box in page.weekly.inspect.boxes()] == [False, True, False, False]


def test_done_and_not_done(page, grid, records, house, desk):
    choose(grid, LIVING)
    assert page.weekly.inspect.done.isVisible()
    key(grid, "d")
    assert state(records, house, LIVING).state is State.INSPECT
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert state(records, house, LIVING).state is State.DUE
    desk.undo()
    assert state(records, house, LIVING).state is State.INSPECT


def test_a_look_of_before_is_taken_back_with_a_reason(page, grid, records, house, desk):
    choose(grid, "Downstairs bath", MONDAY + timedelta(days=1))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    form = page.panel.form
    form.submit()
    assert form["why"].fault_text() == "Why is needed."
    form["why"].set_text("it was done, seen later")
    form.submit()
    day = MONDAY + timedelta(days=1)
    assert state(records, house, "Downstairs bath", day).state is not State.MISSED
    desk.undo()
    assert state(records, house, "Downstairs bath", day).state is State.MISSED


def test_arrows_walk_and_enter_goes_into_the_panel(page, grid, qtbot):
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.turn().chore == BATH
    QTest.keyClick(grid, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.weekly.inspect.boxes()[0].isVisible())
    QTest.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.weekly.inspect.boxes()[0].hasFocus())
    assert page.back()
    qtbot.waitUntil(grid.hasFocus)
    assert not page.back()


def test_weeks_go_by_a_turn_is_opened_from_elsewhere_and_n_goes_to_what_waits(page, grid, house):
    page.weekly.top.later.click()
    assert page.weekly.top.days.text() == "Nov 23 to 29"
    assert {words.who(t) for _a, _c, t in grid.lines.turns()} == {"Nobody"}
    assert page.place_in() == {"day": date(2026, 11, 23)}
    page.weekly.top.back.click()
    assert page.weekly.week.first == MONDAY
    page.open_record({"day": MONDAY, "turn": house.turns[LIVING]})
    assert (grid.turn().chore, grid.turn().on) == (LIVING, MONDAY)
    choose(grid, LIVING, MONDAY)
    key(grid, "n")
    assert (grid.turn().chore, grid.turn().on) == (KITCHEN, SUNDAY)


def test_a_click_chooses_and_a_click_on_a_chore_opens_it(page, grid, records, house):
    turn = choose(grid, BATH)
    choose(grid, KITCHEN)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=centre(grid, turn))
    assert grid.turn().chore == BATH
    name = grid.visualRect(grid.lines.index(1, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=name)
    card = page.chore_forms.card
    assert (page.panel.title.text(), card.form["name"].text()) == (BATH, BATH)
    card.form["name"].set_text("Bath upstairs")
    card.form["name"].leave()
    assert [row.name for row in page.weekly.week.rows][1] == "Bath upstairs"
    card.form["effort"].set_value((30, 4, 2))
    card.form["effort"].leave()
    card.form["steps"].set_text("Sink\n\n  Floor  mopped ")
    card.form["steps"].leave()
    row = page.weekly.week.rows[1]
    assert (row.minutes, row.weight, row.people) == (30, 4, 2)
    assert card.facts.steps == ("Sink", "Floor mopped")
    for _n in range(3):
        page.desk.undo()
    assert page.weekly.week.rows[1].name == BATH


def test_what_has_not_begun_can_only_be_excused_or_given(page, grid):
    page.weekly.show_week_of(date(2026, 11, 23))
    choose(grid, KITCHEN, date(2026, 11, 25))
    assert page.weekly.inspect.give.isVisible()
    assert not page.weekly.inspect.verbs.isVisible()
    menu = QMenu()
    fill_turn_menu(page.weekly.inspect, menu, grid.turn(), marks=True)
    assert [action.text() for action in menu.actions()] == ["Give to somebody"]


def test_the_menu_says_what_can_be_done(page, grid):
    menu = QMenu()
    fill_turn_menu(page.weekly.inspect, menu, grid.turn(), marks=True)
    assert [a.text() for a in menu.actions() if a.text()] == [
        "Pass", "Redo", "Missed", "Excuse", "Not needed that day", "Take back",
        "Open the profile",
    ]  # fmt: skip
    choose(grid, LIVING)
    fill_turn_menu(page.weekly.inspect, menu, grid.turn())
    assert [a.text() for a in menu.actions() if a.text()][-4:] == [
        "Not needed that day", "Swap or cover", "Give to somebody", "Open the profile",
    ]  # fmt: skip


def test_looks_one_after_the_other_are_one_toast(grid, desk):
    told = []
    desk.told.connect(told.append)
    key(grid, "p")
    key(grid, "p")
    assert [one.text for one in told] == [
        "Kitchen, clean up, Marcus T.: Passed", "Upstairs bath, Sam O.: Passed",
    ]  # fmt: skip
    assert told[0].kind == told[1].kind
    assert told[1].many(2) == "2 chores looked at"


def test_what_is_done_stays_with_who_did_it(page, grid, desk):
    told = []
    desk.told.connect(lambda one: told.append(one.text))
    kitchen, living = choose(grid, KITCHEN), choose(grid, LIVING)
    drop(grid, centre(grid, living), kitchen)
    choose(grid, KITCHEN)
    key(grid, "s")
    assert page.panel.isHidden()
    assert told == ["It is done or looked at. Only what is open can change hands."]


def test_papers_are_shown_before_they_are_printed(page, grid):
    menu = page.weekly.strip.print.menu()
    page.weekly.strip.print.menu().aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [
        "Chore chart", "Chore chart, large (A3)", "Chore cards with steps",
        "Inspection sheet for today", "Who carried how much",
    ]  # fmt: skip
    for action in menu.actions():
        action.trigger()
        dialog = page.window().findChildren(PaperDialog)[-1]
        assert dialog.view.pdf.startswith(b"%PDF"), action.text()
        dialog.reject()


def test_who_only_looks_can_change_nothing(records, house, shown, qapp):
    auditor = staff(Role.AUDITOR, house.house_id)
    desk = desk_of(records, auditor)
    page = shown(ChoresPage(desk))
    assert page.header_buttons() == []
    assert not page.weekly.inspect.verbs.isVisible()
    key(page.weekly.grid, "p")
    assert state(records, house, KITCHEN).state is State.INSPECT
    desk.shut()


# Whose turn it is


def test_a_name_dropped_on_another_asks_for_a_swap(page, grid, records, house, desk):
    living, laundry = choose(grid, LIVING), choose(grid, "Laundry room")
    event = drop(grid, centre(grid, laundry), living)
    assert event.isAccepted()
    form = page.panel.form
    assert (form.way(), form["stay_id"].read()) == ("swap", house.stays["Ty"])
    assert form["other"].read() == laundry.key
    form.submit()
    assert form["agreed"].fault_text() == "Ask both first. A swap stands once both agree."
    form["agreed"].check.click()
    form.submit()
    assert state(records, house, LIVING).name == "Ty C."
    assert state(records, house, "Laundry room").name == "Jay P."
    choose(grid, LIVING)
    assert page.weekly.inspect.about.text() == "In place of Jay P."
    desk.undo()
    assert state(records, house, LIVING).name == "Jay P."


def test_a_name_is_not_dropped_on_itself_nor_on_nothing(page, grid):
    kitchen = choose(grid, KITCHEN)
    monday = choose(grid, KITCHEN, MONDAY)
    assert grid.dragged(QMimeData()) is None
    drop(grid, centre(grid, monday), kitchen)
    assert page.panel.isHidden()
    drop(grid, QPoint(3, grid.viewport().height() - 3), kitchen)
    assert page.panel.isHidden()


def test_a_name_dropped_on_a_person_is_a_cover(page, grid, records, house):
    living = choose(grid, LIVING)
    people = page.weekly.strip.list
    page.weekly.strip.fold.click()
    assert people.isVisible()
    at = [p.name for p in people.rows.people].index("Ben F.")
    drop(people, people.visualRect(people.rows.index(at)).center(), living)
    form = page.panel.form
    assert (form.way(), form["stay_id"].read()) == ("cover", house.stays["Ben"])
    form["agreed"].check.click()
    form.submit()
    assert state(records, house, LIVING).name == "Ben F."


def test_s_swaps_and_g_gives_by_keys(page, grid, records, house, desk):
    choose(grid, LIVING)
    key(grid, "s")
    assert page.panel.form.verb.words() == "Swap"
    page.panel.close_panel()
    key(grid, "g")
    form = page.panel.form
    form["way"].set_value("manual")
    form["way"].edited.emit()
    assert not form["agreed"].isVisible()
    form["stay_id"].set_value(house.stays["Ray"])
    form.submit()
    assert state(records, house, LIVING).name == "Ray H."
    page.weekly.ask(words.PUT_BACK)
    assert state(records, house, LIVING).name == "Jay P."


def test_what_nobody_has_is_given_to_somebody(page, grid, records, house, desk):
    page.weekly.show_week_of(date(2026, 11, 23))
    choose(grid, KITCHEN, date(2026, 11, 24))
    page.weekly.inspect.give.click()
    form = page.panel.form
    assert "agreed" not in form
    form["stay_id"].set_value(house.stays["Sam"])
    form.submit()
    given = [t.name for _a, _c, t in grid.lines.turns() if t.chore == KITCHEN]
    assert given.count("Sam O.") == 1
    desk.undo()
    assert "Sam O." not in {t.name for _a, _c, t in grid.lines.turns()}
