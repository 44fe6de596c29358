"""An older file in the place of the records is noticed by what was printed from the newer one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Signal

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.services.papers import record_print
from sobrhouse.storage.backups.keeping import note_restore
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import Work
from tests import make
from tests.conftest import Clock
from tests.ui.conftest import SmallHouse, opened
from ui.app.printed_head import PrintedHead
from ui.desk import Desk
from ui.jobs import InlineJobs


class Office(QObject):
    """When the office stands."""

    stands = Signal()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.deleteLater()


def looked(store: Store, settings: QSettings, office: Office) -> Desk:
    """The desk once the office stands on these records, as the start arranges it."""
    desk = Desk(InlineJobs(), opened(store))
    PrintedHead(desk, settings, "house.db", office.stands, desk)
    office.stands.emit()
    return desk


@pytest.mark.parametrize("way", ["restored", "salvaged"])
def test_an_older_file_is_told_and_a_restore_by_the_program_is_not(
    store: Store, small_house: SmallHouse, settings: QSettings, office: Office, clock: Clock,
    tmp_path: Path, way: str,
) -> None:  # fmt: skip
    assert store.path is not None
    noted = {"restored": restored, "salvaged": salvaged}[way]
    dek, house = store.dek, small_house.house_id
    older = tmp_path / "older" / "house.db"
    older.parent.mkdir()
    store.close()
    shutil.copy(store.path, older)

    newer = Store.open(store.path, dek, clock)
    desk = looked(newer, settings, office)
    assert desk.troubles == {} and settings.allKeys() == []
    clock.forward(minutes=5)
    desk.do(desk, record_print, house, "Weekly house report", 1)
    assert len(settings.allKeys()) == 1
    make.house(newer, name="Another")  # what comes after it is on no paper
    office.stands.emit()
    assert desk.troubles == {}
    desk.shut()
    newer.close()

    clock.forward(days=1)
    told_until_it_was_restored(Store.open(older, dek, clock), settings, office, noted)

    newer = Store.open(store.path, dek, clock)
    desk = looked(newer, settings, office)
    assert desk.troubles == {}
    desk.shut()
    newer.close()


def restored(_store: Store, desk: Desk) -> None:
    """The office notes what it was restored from, once it stands."""
    desk.do(desk, note_restore, "house-20261122T000000Z.db", 3)


def salvaged(store: Store, desk: Desk) -> None:
    """The log has it already when the office stands: what could be read was brought over."""

    def note(work: Work) -> None:
        work.require(Permission.START)
        work.record("database.salvaged", None)

    store.write(SYSTEM, note)
    desk.look()


def told_until_it_was_restored(
    back: Store, settings: QSettings, office: Office, noted: Callable[[Store, Desk], None]
) -> None:
    """The banner stands over the older file, and goes with a restore that the log knows."""
    desk = looked(back, settings, office)
    for n in range(9):  # it goes on past the number, and is another log all the same
        make.house(back, name=f"House {n}")
    office.stands.emit()
    told = desk.troubles["older"]
    assert told.kind == "bad" and told.go == ("settings", "backup")
    assert told.text.startswith("These records end before a paper that was printed here on ")
    noted(back, desk)
    assert desk.troubles == {} and settings.allKeys() == []
    desk.shut()
    back.close()


def test_the_practice_house_remembers_nothing(
    store: Store, small_house: SmallHouse, settings: QSettings, office: Office
) -> None:
    desk = Desk(InlineJobs(), opened(store, practice=True))
    PrintedHead(desk, settings, "practice.db", office.stands, desk)
    desk.do(desk, record_print, small_house.house_id, "Weekly house report", 1)
    assert settings.allKeys() == []
    desk.shut()
