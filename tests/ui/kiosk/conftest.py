"""A kiosk on a real store: a house of fourteen, their PINs, and a window whose clock tests move."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sobrhouse.storage.store import Store
from tests.conftest import Clock
from tests.ui.kiosk.house import Kiosk, KioskHouse, Leaving, Seconds, fourteen, settle
from ui.jobs import InlineJobs
from ui.kiosk.door import Door
from ui.kiosk.window import KioskWindow


@pytest.fixture
def kiosk_house(store: Store) -> KioskHouse:
    """Fourteen people; Marcus (out) and Luis (in, speaks Spanish) have PINs."""
    return fourteen(store)


@pytest.fixture
def seconds() -> Seconds:
    """The kiosk's clock."""
    return Seconds()


@pytest.fixture
def narrow(store: Store, kiosk_house: KioskHouse, clock: Clock) -> Iterator[Store]:
    """The same records as the kiosk opens them: what it has no need of is refused."""
    opened = Store.open(store.path, store.dek, clock, narrow=True)
    yield opened
    opened.close()


@pytest.fixture
def door(narrow: Store, kiosk_house: KioskHouse, qapp: QApplication) -> Iterator[Door]:
    """A door that answers at once."""
    door = Door(InlineJobs(), narrow, kiosk_house.house_id, "kiosk", Leaving())
    yield door
    door.deleteLater()


@pytest.fixture
def kiosk(door: Door, seconds: Seconds, clock: Clock) -> Iterator[Kiosk]:
    """The window, shown."""
    kiosk = Kiosk(KioskWindow(door, seconds), seconds, clock)
    kiosk.window.show()
    settle()
    yield kiosk
    kiosk.window.let_go()
    kiosk.window.deleteLater()
    settle()
