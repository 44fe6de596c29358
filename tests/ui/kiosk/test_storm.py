"""Tests that nobody gets past the kiosk: random storms over the real window, and a leaky copy that
the same storm finds out.
"""

import gc
import sys

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sobrhouse.storage.store import Store
from tests.conftest import Clock
from tests.ui.kiosk.house import Kiosk, KioskHouse, Leaving, Seconds, settle
from tests.ui.kiosk.storm import LeakyWindow, Storm, resident_mib
from tests.ui.kiosk.storm_people import House, known_people
from ui.jobs import Jobs
from ui.kiosk.door import Door
from ui.kiosk.window import KioskWindow

# The drill has five storms of a hundred thousand.
EVENTS, WARM = 700, 400  # by then it has met nearly every screen, and loaded its letters
LATE = 300


def storm(
    window: KioskWindow, store: Store, house: KioskHouse, seconds: Seconds, clock: Clock, seed: int
) -> Storm:
    """A storm that knows two people's PINs, in a house with chores and a circle."""
    furnished = House(store, house)
    return Storm(
        window, seconds, clock, known_people(house), QTest.createTouchDevice(), furnished.renew,
        seed,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_no_storm_gets_out_or_sees_anybody_else(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse, seed: int
) -> None:
    window = kiosk.window
    blow = storm(window, store, kiosk_house, kiosk.seconds, kiosk.clock, seed)
    blow.run(WARM)
    gc.collect()
    widgets, before = len(QApplication.allWidgets()), resident_mib()
    blow.run(EVENTS - WARM)
    window.flow.rest()
    settle()
    gc.collect()
    assert len(QApplication.allWidgets()) <= max(widgets, 120)
    if sys.platform == "linux":
        assert resident_mib() - before < 5
    assert blow.entered >= 3
    assert len(blow.screens) >= 10, blow.screens
    assert set(blow.screens) >= {"Life", "BarcStart", "Steps", "Wishes"}, blow.screens
    assert blow.screens["Trouble"] == 0, blow.screens


def test_the_storm_finds_a_kiosk_that_only_hides_the_last_person(
    door: Door, store: Store, kiosk_house: KioskHouse, seconds: Seconds, clock: Clock
) -> None:
    window = LeakyWindow(door, seconds)
    window.show()
    blow = storm(window, store, kiosk_house, seconds, clock, 0)
    with pytest.raises(AssertionError, match="seed 0, event"):
        blow.run(EVENTS)
    window.let_go()
    window.deleteLater()
    settle()


def test_the_storm_holds_while_answers_come_late(
    lanes: Jobs, store: Store, kiosk_house: KioskHouse, seconds: Seconds, clock: Clock
) -> None:
    """The real two lanes: an answer may find its person gone."""
    door = Door(lanes, store, kiosk_house.house_id, "kiosk", Leaving())
    window = KioskWindow(door, seconds)
    window.show()
    QTest.qWait(50)
    blow = storm(window, store, kiosk_house, seconds, clock, 7)
    blow.patience_ms = 2_000
    blow.run(LATE)
    assert blow.entered and len(blow.screens) >= 8, blow.screens
    assert blow.screens["Trouble"] < LATE / 4, blow.screens  # a page that can tell of nobody
    window.let_go()
    window.deleteLater()
    QTest.qWait(50)
    settle()
