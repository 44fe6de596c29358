"""Today shows what needs somebody, with a reason and one button that works."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from sobrhouse.queries.residents import residents_here
from sobrhouse.queries.today import today_of
from sobrhouse.services.bed_keeping import hold_while_away
from sobrhouse.services.signins import sign_in, sign_out
from sobrhouse.services.todos import add_todo
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import SupportCall
from tests import make
from tests.conftest import OWNER, Clock
from tests.ui.conftest import SmallHouse, let_go, opened
from ui.desk import Desk
from ui.jobs import Jobs
from ui.office.today.place import TodayPage
from ui.turns import is_drawing
from ui.widgets.buttons import Button
from ui.widgets.cards import PersonRow, ReasonRow


def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    shown = TodayPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1170, 638)
    shown.show()
    return shown


def test_figures_count_beds_and_the_list(desk: Desk, qtbot: QtBot) -> None:
    shown = page(desk, qtbot)
    assert shown.figures.beds.accessibleName() == "Beds filled: 2 of 3 beds, 1 free"
    assert shown.figures.curfew.accessibleName() == "Curfew tonight: 10:30 PM, in 3 h 18 min"
    assert shown.title() == "Good evening, Olive"


def test_what_is_missing_stands_with_its_reason(desk: Desk, qtbot: QtBot) -> None:
    shown = page(desk, qtbot)
    rows = shown.attention.findChildren(ReasonRow)
    marcus = next(r for r in rows if "Marcus T." in r.accessibleName())
    assert "sobriety date" in marcus.accessibleName()
    assert marcus.what.full_text().startswith("Marcus T.: ")  # the name stays where rows are cut
    with qtbot.waitSignal(shown.go) as gone:
        qtbot.mouseClick(marcus.button, Qt.MouseButton.LeftButton)
    assert gone.args[0] == "residents"
    assert gone.args[1]["tab"] == "details"  # where it is filled in


def test_a_line_due_today_is_ticked_from_its_reason(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse
) -> None:
    desk.do(desk, add_todo, small_house.house_id, "Fix the drain", "Will", desk.today())
    shown = page(desk, qtbot)
    row = next(
        r for r in shown.attention.findChildren(ReasonRow) if r.what.text() == "Fix the drain"
    )
    row.button.click()
    desk.look()
    assert shown.todo.count.text() == "0"
    desk.undo()
    shown.reload()
    assert shown.todo.count.text() == "1"


def test_a_new_line_is_written_in_the_panel(desk: Desk, qtbot: QtBot) -> None:
    shown = page(desk, qtbot)
    shown.todo.new.click()
    assert shown.panel.form is not None
    shown.panel.form["text"].set_text("Call the carpenter")
    shown.panel.form["due_on"].set_text("tomorrow")
    verb = next(b for b in shown.panel.form.findChildren(Button) if b.text() == "Add to the list")
    verb.click()
    shown.reload()
    assert shown.panel.form is None
    assert shown.shown is not None
    assert [t.text for t in shown.shown.todos] == ["Call the carpenter"]
    assert shown.shown.todos[0].due_on == desk.today() + timedelta(days=1)


def test_a_kept_bed_that_ran_out_needs_somebody(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse, store: Store, clock: Clock
) -> None:
    stays = store.read(OWNER, residents_here, small_house.house_id, desk.today())
    until = desk.today() + timedelta(days=1)
    store.write(OWNER, hold_while_away, stays[0].stay_id, until, "Family visit")
    shown = page(desk, qtbot)
    assert shown.shown is not None
    assert "hold.over" not in {r.code for r in shown.shown.reasons}
    clock.forward(days=1)
    shown.reload()
    assert "hold.over" in {r.code for r in shown.shown.reasons}


def out(store: Store, house: SmallHouse, due: timedelta) -> int:
    """Marcus went to work and is due so long from now."""
    stays = store.read(OWNER, residents_here, house.house_id, store.now().date())
    marcus = next(row.stay_id for row in stays if row.name == "Marcus T.")
    return store.write(OWNER, sign_out, marcus, "Work", store.now() + due)


def reason_row(shown: TodayPage, words: str) -> ReasonRow:
    rows = shown.attention.findChildren(ReasonRow)
    return next(row for row in rows if words in row.accessibleName())


def test_who_is_out_stands_with_where_and_until_when(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse, store: Store, clock: Clock
) -> None:
    out(store, small_house, timedelta(hours=1))
    shown = page(desk, qtbot)
    assert shown.figures.home.accessibleName() == "In the house: 1 of 2 residents"
    assert shown.figures.out.accessibleName() == "Signed out: 1 none is late"
    (row,) = (r for r in shown.people.findChildren(PersonRow) if "Work" in r.accessibleName())
    assert row.accessibleName() == "Marcus T., Work, 8:12 PM, On time"
    clock.forward(minutes=102)
    shown.reload()
    assert shown.figures.out.accessibleName() == "Signed out: 1 1 is late back"
    assert "Due 8:12 PM from work" in reason_row(shown, "42 min late back").accessibleName()
    store.write(OWNER, sign_in, shown.shown.out[0].stay_id if shown.shown else 0)
    shown.reload()
    seen = reason_row(shown, "came back 42 min late")
    seen.button.click()
    desk.look()
    assert shown.shown is not None
    assert "back.late" not in {r.code for r in shown.shown.reasons}


def test_a_row_waits_until_later_and_undo_brings_it_back(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse, store: Store, clock: Clock
) -> None:
    out(store, small_house, timedelta(hours=1))
    clock.forward(hours=2)
    shown = page(desk, qtbot)
    assert shown.shown is not None
    late = next(r for r in shown.shown.reasons if r.code == "out.late")
    menu = QMenu()
    shown.attention.fill_menu(menu, late)
    words = [action.text() for action in menu.actions()]
    assert words == ["Snooze 1 hour", "Until tomorrow", "Not a problem", "Open the profile"]
    menu.actions()[0].trigger()
    desk.look()
    assert "out.late" not in {r.code for r in shown.shown.reasons}
    assert shown.attention.waiting.text() == "1 more waits until later."
    desk.undo()
    shown.reload()
    assert "out.late" in {r.code for r in shown.shown.reasons}


def test_a_call_from_the_kiosk_is_answered_and_can_be_taken_back(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse, store: Store
) -> None:
    make.row(store, SupportCall(house_id=small_house.house_id, asked_at=store.now()))
    shown = page(desk, qtbot)
    reason_row(shown, "Somebody asks you to come").button.click()
    desk.look()
    assert shown.shown is not None
    assert "call.asked" not in {r.code for r in shown.shown.reasons}
    desk.undo()
    shown.reload()
    assert "call.asked" in {r.code for r in shown.shown.reasons}


def test_who_is_on_a_row_with_the_keyboard_stays_on_it_when_the_minute_turns(
    desk: Desk, qtbot: QtBot, small_house: SmallHouse, store: Store, clock: Clock
) -> None:
    out(store, small_house, timedelta(hours=1))
    clock.forward(hours=2)
    shown = page(desk, qtbot)
    shown.activateWindow()
    reason_row(shown, "1 h late back").button.setFocus()
    clock.forward(minutes=1)
    shown._on_tick()
    row = reason_row(shown, "1 h 1 min late back")
    assert shown.focusWidget() is row.button


def test_a_page_that_goes_while_it_is_drawn_takes_its_steps_along(
    store: Store, lanes: Jobs, small_house: SmallHouse
) -> None:
    desk = Desk(lanes, opened(store))
    shown = TodayPage(desk)
    house, today, now = small_house.house_id, desk.today(), desk.now()
    shown.show_day(store.read(OWNER, today_of, house, today, now))
    assert is_drawing(shown)
    shown.deleteLater()
    let_go()
    assert not isValid(shown)
    desk.shut()


def test_rows_that_were_left_half_drawn_do_not_stay(desk: Desk, qtbot: QtBot) -> None:
    shown = page(desk, qtbot)
    day = shown.shown
    assert day is not None and day.reasons
    shown.attention.rows.setFixedHeight(10)  # so that the last follow in steps of their own
    many = tuple(replace(day.reasons[0], about=n) for n in range(20))
    whole = sum(1 for _step in shown.attention.show_reasons(many, 0, day.now))
    for left_after in (1, whole - 3, whole - 2, whole - 1, whole):
        steps = shown.attention.show_reasons(many, 0, day.now)
        for _step in range(left_after):
            next(steps)
        assert isinstance(steps, Generator)
        steps.close()
        let_go()
    shown.show_day(day)
    let_go()
    rows = shown.attention.findChildren(ReasonRow)
    assert len(rows) == len(day.reasons) and all(row.isVisible() for row in rows)
