"""What tests of the Chores place do on its page: choose a turn, press a letter, drop a name."""

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from sobrhouse.queries.chore_week import chore_week
from sobrhouse.queries.unlocks import my_houses
from tests.conftest import NOW, OWNER
from tests.make import MONDAY, SUNDAY
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.chores.grid import TURN_MIME

KITCHEN, BATH, LIVING = "Kitchen, clean up", "Upstairs bath", "Living room"


def desk_of(store, me=None):
    me = me or store.actor(staff_id=1)
    return Desk(InlineJobs(), Opened(store, store.watch(), me, store.read(OWNER, my_houses)))


def state(records, house, chore, day=SUNDAY):
    week = records.read(OWNER, chore_week, house.house_id, MONDAY, NOW)
    row = next(row for row in week.rows if row.chore_id == house.chores[chore])
    (turn,) = row.cells[(day - MONDAY).days]
    return turn


def choose(grid, chore, day=SUNDAY):
    turn = next(t for _a, _c, t in grid.lines.turns() if (t.chore, t.on) == (chore, day))
    assert grid.choose(turn)
    return turn


def key(grid, letter):
    QTest.keyClick(grid, letter)


def drop(target, spot, turn):
    data = QMimeData()
    data.setData(TURN_MIME, turn.key.encode())
    event = QDropEvent(
        QPointF(spot), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    target.dropEvent(event)
    return event


def centre(grid, turn):
    at, column = grid.lines.place_of(turn)
    return grid.visualRect(grid.lines.index(at, column)).center()
