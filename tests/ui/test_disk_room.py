"""A disk that is nearly full, or full, stands in a banner until there is room again."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from sobrhouse.problems import DiskFull, Problem
from sobrhouse.storage import room
from sobrhouse.storage.room import LOW_BYTES
from sobrhouse.storage.store import Store
from tests.drills.houses import add_note
from tests.ui.conftest import SmallHouse, opened
from ui.app.disk_room import DiskRoom
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.troubles import Troubles

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much the disk has, as the system would say it; a test changes it."""
    told = [10**12]
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _p: SimpleNamespace(free=told[0]))
    return told


def test_it_stands_there_until_there_is_room(
    store: Store, small_house: SmallHouse, qapp: QApplication, free: list[int]
) -> None:
    keeping: Any = SimpleNamespace(database=lambda: store.path)
    desk = Desk(InlineJobs(), opened(store, keeping=keeping))
    page = QWidget()
    banners = Troubles(desk, QVBoxLayout(page), lambda *_where: None, page)
    looking = DiskRoom(desk, desk)

    def said() -> list[str]:
        return [banner.label.text() for banner in banners.shown.values()]

    looking.look()
    assert said() == []
    free[0] = LOW_BYTES - 1
    looking.look()
    assert [words[:32] for words in said()] == ["Only 199 MB are free on the disk"]
    free[0] = LOW_BYTES
    looking.look()
    assert said() == []

    told: list[Problem] = []
    free[0] = 0  # and the next day begins
    store._day._day = store._day._day.min
    desk.do(desk, add_note, "x", refused=told.append)
    assert [type(problem) for problem in told] == [DiskFull]
    assert len(said()) == 1
    assert "is full" in said()[0]
    looking.look()
    assert "is full" in said()[0]
    free[0] = 10**12
    looking.look()
    assert said() == []
    desk.shut()
    desk.deleteLater()
    page.deleteLater()
