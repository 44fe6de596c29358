"""Today shows what needs somebody, with a reason and one button that works."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sobrhouse.queries.residents import residents_here
from sobrhouse.services.bed_keeping import hold_while_away
from sobrhouse.services.todos import add_todo
from sobrhouse.storage.store import Store
from tests.conftest import OWNER, Clock
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.today import TodayPage
from ui.widgets.buttons import Button
from ui.widgets.cards import ReasonRow


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
    with qtbot.waitSignal(shown.go) as gone:
        qtbot.mouseClick(marcus.button, Qt.MouseButton.LeftButton)
    assert gone.args[0] == "residents"


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
