"""Today shows the day's chores, and its rows open them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sobrhouse.domain.attention import Reason
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW
from tests.make import SUNDAY
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.chores.place import ChoresPage
from ui.office.today.place import TodayPage
from ui.widgets.cards import ReasonRow


@pytest.fixture
def kitchen(store: Store, small_house: SmallHouse) -> int:
    """Marcus has the kitchen this week, and said five hours ago that Sunday's is done."""
    house = small_house.house_id
    chore = make.chore(store, house, make.rotation(store, house))
    turn = make.chore_assignment(store, house, chore, 1, days="6")
    make.chore_mark(store, house, turn, at=NOW - timedelta(hours=5))
    return turn


def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    shown = TodayPage(desk)
    qtbot.addWidget(shown)
    shown.resize(1170, 638)
    shown.show()
    return shown


def test_the_beds_make_room_for_the_chores(desk: Desk, qtbot: QtBot, kitchen: int) -> None:
    figures = page(desk, qtbot).figures
    assert (figures.chores.isHidden(), figures.beds.isHidden()) == (False, True)
    assert figures.chores.accessibleName() == "Chores today: 1 of 1 done, 1 to inspect"
    with qtbot.waitSignal(figures.wanted) as asked:
        qtbot.mouseClick(figures.chores, Qt.MouseButton.LeftButton)
    assert asked.args == ["chores"]


def test_without_chores_the_beds_stay(desk: Desk, qtbot: QtBot) -> None:
    figures = page(desk, qtbot).figures
    assert (figures.chores.isHidden(), figures.beds.isHidden()) == (True, False)


def test_a_row_opens_the_turn_that_it_is_about(desk: Desk, qtbot: QtBot, kitchen: int) -> None:
    shown = page(desk, qtbot)
    rows = shown.attention.findChildren(ReasonRow)
    row = next(r for r in rows if r.what.text() == "Kitchen waits to be inspected")
    with qtbot.waitSignal(shown.go) as gone:
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert gone.args == ["chores", {"day": SUNDAY, "turn": kitchen}]
    chores = ChoresPage(desk)
    qtbot.addWidget(chores)
    chores.show()
    chores.open_record(gone.args[1])
    turn = chores.weekly.grid.turn()
    assert turn is not None
    assert (turn.assignment_id, turn.on) == (kitchen, SUNDAY)


def test_where_the_ladder_s_row_leads_is_a_list_of_the_chores(
    desk: Desk, store: Store, small_house: SmallHouse, qtbot: QtBot, kitchen: int
) -> None:
    make.inspection(store, small_house.house_id, kitchen, "missed")
    shown = page(desk, qtbot)
    assert shown.shown is not None
    found: list[Reason] = [r for r in shown.shown.reasons if r.code == "chore.missed"]
    assert [(r.place, r.target) for r in found] == [("chores", "missed")]
    chores = ChoresPage(desk)
    qtbot.addWidget(chores)
    chores.show()
    chores.open_record("missed")
    assert any("Marcus T." in label.text() for label in chores.panel.findChildren(QLabel))
