"""Requests to swap or cover in the office: read beside the turn, answered, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sobrhouse.queries.chore_trades import trades_with
from sobrhouse.queries.chore_turns import turns_between
from sobrhouse.services import chore_trades
from sobrhouse.services.chore_trades import Trade
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.ui.conftest import opened
from tests.ui.office.chore_house import chore_house
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.chores.place import ChoresPage
from ui.office.chores.requests import Requests
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

LIVING = "Living room"


@pytest.fixture
def asked(store):
    """Jay, who has the living room tonight, asks Ben to cover it."""
    house = chore_house(store, make.house(store))
    trade = Trade(assignment_id=house.turns[LIVING], on=SUNDAY, other_stay_id=house.stays["Ben"],
                  reason="Late shift")  # fmt: skip
    made = store.write(OWNER, chore_trades.ask_trade, trade)
    return house, made


@pytest.fixture
def desk(store, asked, qapp):
    at_once = Desk(InlineJobs(), opened(store))
    yield at_once
    at_once.shut()
    at_once.deleteLater()


@pytest.fixture
def box(desk, shown, asked):
    house, _made = asked
    page = shown(ChoresPage(desk))
    page.open_record({"day": SUNDAY, "turn": house.turns[LIVING]})
    (found,) = page.findChildren(Requests)
    return found


def words(box) -> str:
    return " ".join(label.text() for label in box.findChildren(Label) if not label.isHidden())


def press(box, text: str) -> None:
    (button,) = (b for b in box.findChildren(Button) if b.text().strip() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def who(store, house) -> str:
    day = (house.house_id, SUNDAY, SUNDAY, store.now())
    return next(t.name for t in store.read(OWNER, turns_between, *day) if t.chore == LIVING)


def asked_of(store, house):
    return store.read(OWNER, trades_with, house.stays["Ben"], SUNDAY)


def test_what_waits_is_read_beside_the_turn_and_agreed_to(store, box, asked, desk):
    house, _made = asked
    assert words(box).startswith("Jay P. asks Ben F. to cover: Living room, Sun, Nov 22.")
    assert "Late shift." in words(box)
    press(box, "Agrees")
    assert who(store, house) == "Ben F."
    assert box.isHidden()
    desk.undo()
    assert who(store, house) == "Jay P."
    assert not box.isHidden()


@pytest.mark.parametrize("verb", ["Says no", "Withdraw"])
def test_no_leaves_the_turn_where_it_is_and_can_be_undone(store, box, asked, desk, verb):
    house, made = asked
    press(box, verb)
    assert who(store, house) == "Jay P."
    assert not [row for row in asked_of(store, house) if row.open]
    assert box.isHidden()
    desk.undo()
    assert [row.trade_id for row in asked_of(store, house) if row.open] == [made]
    assert not box.isHidden()
