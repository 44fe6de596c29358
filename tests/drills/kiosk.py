"""Kiosk: storms of touches, keys, chords and closings over the real window on real records."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sobrhouse.storage.founding import Founder, found
from sobrhouse.storage.slots import FLOOR
from sobrhouse.storage.store import Store
from tests.conftest import NOW, PASSPHRASE, Clock
from tests.ui.kiosk.house import KioskHouse, Leaving, Seconds, fourteen, settle
from tests.ui.kiosk.storm import Storm, forgive, known_people, resident_mib
from ui import theme
from ui.jobs import InlineJobs
from ui.kiosk.door import Door
from ui.kiosk.window import KioskWindow

SEEDS, EVENTS, WARM = 5, 100_000, 10_000
QUICK = (1, 1_500, 500)
FLAT_MIB = 5.0


def storms(quick: bool) -> dict[str, object]:
    """Five times a hundred thousand: never out, nobody else's words, memory flat."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["kiosk"])
    assert isinstance(app, QApplication)
    theme.apply(app)
    seeds, events, warm = QUICK if quick else (SEEDS, EVENTS, WARM)
    grown, entered, gave_way = [], 0, ""
    for seed in range(seeds):
        with _house() as (store, house, clock):
            try:
                rise, came = _one(store, house, clock, (seed, events, warm))
            except AssertionError as error:
                gave_way = str(error)
                break
            grown.append(round(rise, 1))
            entered += came
    return {
        "ok": not gave_way and (quick or max(grown, default=0) <= FLAT_MIB) and entered > 0,
        "events": len(grown) * events,
        "entered": entered,
        "grown_mib": grown,
        "gave_way": gave_way,
    }


@contextmanager
def _house() -> Iterator[tuple[Store, KioskHouse, Clock]]:
    folder = Path(tempfile.mkdtemp(prefix="sobrhouse-drill-"))
    clock = Clock(NOW)
    made = found(folder / "house.db", Founder("Olive Owner", PASSPHRASE), clock=clock, costs=FLOOR)
    try:
        yield made.store, fourteen(made.store), clock
    finally:
        made.store.close()
        shutil.rmtree(folder)


def _one(
    store: Store, house: KioskHouse, clock: Clock, size: tuple[int, int, int]
) -> tuple[float, int]:
    """One storm: how much memory grew after it had warmed up, and how often somebody came in."""
    seed, events, warm = size
    seconds = Seconds()
    door = Door(InlineJobs(), store, house.house_id, "kiosk", Leaving())
    window = KioskWindow(door, seconds)
    window.show()
    storm = Storm(
        window, seconds, clock, known_people(house), QTest.createTouchDevice(),
        lambda: forgive(store), seed,
    )  # fmt: skip
    try:
        storm.run(warm)
        before = resident_mib()
        storm.run(events - warm)
        return resident_mib() - before, storm.entered
    finally:
        window.let_go()
        window.deleteLater()
        settle()
