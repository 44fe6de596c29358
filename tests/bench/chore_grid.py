"""The week of chores of a large house: how long its grid takes to be on the screen, and a mark to
be seen in it, beside a bare table of the same size.
"""

import gc
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    ChoreMark,
    House,
    Resident,
    Rotation,
    Stay,
)
from sobrhouse.storage.work import Work
from tests.bench.figures import Figure, interleaved, median
from ui import theme
from ui.desk import Desk, Opened
from ui.jobs import Jobs
from ui.office.chores.place import ChoresPage

NOW = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
CHORES, PEOPLE = 250, 200
OPEN_MS, MARK_MS = 100.0, 50.0
SIZE = (1130, 606)


def fill(work: Work) -> int:
    """A house with 200 people and 250 chores, each dealt for the week and marked on six days."""
    work.require(Permission.START)
    house = work.add(House(name="Large House"))
    work.session.flush()
    rotation = work.add(Rotation(house_id=house.id, name="Chores", anchor_on=MONDAY))
    people = [
        work.add(Resident(legal_first=f"Person{n}", legal_last=f"Tate{n}", sort_name=f"tate{n}",
                          match_name=f"person{n} tate{n}"))
        for n in range(PEOPLE)
    ]  # fmt: skip
    work.session.flush()
    stays = [
        work.add(Stay(resident_id=p.id, house_id=house.id, move_in_on=date(2026, 6, 1)))
        for p in people
    ]
    rule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
    chores = [
        work.add(Chore(house_id=house.id, rotation_id=rotation.id, position=n, name=f"Chore {n}",
                       rule=rule, starts_on=MONDAY, icon="bath"))
        for n in range(1, CHORES + 1)
    ]  # fmt: skip
    work.session.flush()
    dealt = [
        work.add(ChoreAssignment(
            house_id=house.id, chore_id=chore.id, stay_id=stays[n % PEOPLE].id, minutes=20,
            weight=2, period_start=MONDAY, period_end=SUNDAY, days="0,1,2,3,4,5,6"))
        for n, chore in enumerate(chores)
    ]  # fmt: skip
    work.session.flush()
    for one in dealt:
        for day in range(6):
            on = MONDAY + timedelta(days=day)
            at = datetime(on.year, on.month, on.day, 22, tzinfo=UTC)
            work.add(ChoreMark(house_id=house.id, assignment_id=one.id, on_date=on, at=at))
    work.record("test.made", house)
    return int(house.id)


@contextmanager
def large_house() -> Iterator[Desk]:
    """A desk on that house."""
    with tempfile.TemporaryDirectory(prefix="sobrhouse-") as folder:
        path = Path(folder) / "house.db"
        made = found(path, Founder("Dana Ruiz", "a long passphrase"), clock=lambda: NOW,
                     costs=FLOOR)  # fmt: skip
        dek = made.store.dek
        made.store.close()  # it forgets the key
        store = Store.open(path, dek, lambda: NOW)
        me = store.actor(staff_id=made.staff_id)
        store.write(SYSTEM, fill)
        jobs = Jobs()
        desk = Desk(jobs, Opened(store, store.watch(), me, store.read(me, my_houses)))
        gc.collect()
        gc.freeze()  # as the program does once it has started (ui/app/start.py)
        yield desk
        gc.unfreeze()
        desk.shut()
        jobs.close()


def app() -> QApplication:
    """The program's look, without a screen."""
    known = QApplication.instance()
    one = known if isinstance(known, QApplication) else QApplication([])
    theme.apply(one, "light", 1.0)
    return one


def settle(one: QApplication) -> None:
    """Until everything is drawn."""
    one.sendPostedEvents()
    one.processEvents()


def shown(one: QApplication, widget: QWidget) -> QWidget:
    """On the screen."""
    widget.resize(*SIZE)
    widget.show()
    settle(one)
    return widget


def bare_table(one: QApplication) -> QWidget:
    """Qt's own table with as many cells of words."""
    model = QStandardItemModel(CHORES, 8)
    for row in range(CHORES):
        for column in range(8):
            model.setItem(row, column, QStandardItem(f"Person {row}\nPassed"))
    view = QTableView()
    view.setModel(model)
    return shown(one, view)


def chore_grid(rounds: int) -> list[Figure]:
    """The grid of 250 chores from nothing to painted, and a mark from the key to painted."""
    one = app()
    with large_house() as desk:
        opened: list[ChoresPage] = []

        def ours() -> float:
            for old in opened:
                old.close()
                old.deleteLater()
            opened.clear()
            gone(one)
            begun = time.perf_counter()
            page = ChoresPage(desk)
            opened.append(page)
            loop = QEventLoop()  # waits without taking turns from the lanes
            page.weekly.shown.connect(loop.quit)
            page.resize(*SIZE)
            page.show()
            loop.exec()
            settle(one)
            taken = (time.perf_counter() - begun) * 1e3
            rest()
            return taken

        def floor() -> float:
            begun = time.perf_counter()
            view = bare_table(one)
            taken = (time.perf_counter() - begun) * 1e3
            view.close()
            view.deleteLater()
            gone(one)
            return taken

        taken, bare = interleaved(rounds, ours, floor)
        marks = [mark(one, opened[0]) for _n in range(rounds)]
    note = f"{CHORES} chores, {PEOPLE} people; a bare QTableView of texts {median(bare):.0f} ms"
    return [
        Figure("grid", "250 chores open", median(taken), None, "ms", OPEN_MS, note),
        Figure("grid", "a mark is on the screen", median(marks), None, "ms", MARK_MS,
               "from the key to the painted cell"),
    ]  # fmt: skip


def gone(one: QApplication) -> None:
    """What was closed is taken down before the clock is started again."""
    one.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rest() -> None:
    """Let the news come, which are asked for twice a second, and what follows from them."""
    loop = QEventLoop()
    QTimer.singleShot(1500, loop.quit)
    loop.exec()


def mark(one: QApplication, page: ChoresPage) -> float:
    """From the key to the painted cell; the news that follow are not counted."""
    grid = page.weekly.grid
    page.weekly.next_waiting()
    rest()
    loop = QEventLoop()
    page.weekly.steps.settled.connect(loop.quit)
    begun = time.perf_counter()
    QTest.keyClick(grid, Qt.Key.Key_P)
    loop.exec()
    settle(one)  # what changed is painted
    taken = (time.perf_counter() - begun) * 1e3
    page.weekly.steps.settled.disconnect(loop.quit)
    return taken
