"""Backups in Settings: places that come and go, what is kept, one that is tried, one restored."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.queries.backups import backup_safety
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import PASSPHRASE, Clock
from tests.ui.conftest import SmallHouse, opened
from ui.app.backups import Backups
from ui.app.keeping import Keeping
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.backups import places_card as backup_places_card
from ui.office.backups.drives import Drive
from ui.office.backups.going import BackupGoing
from ui.office.settings.backup import BackupSection
from ui.office.settings.place import SettingsPage
from ui.widgets.progress import Working

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def owners(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    """The owner's desk; what it says is kept."""
    assert store.path is not None
    place = key_file(store.path)
    keeping = Keeping(store, lambda: Keys.open(place), store.actor(staff_id=1), tmp_path)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping))
    desk.said = []  # type: ignore[attr-defined]
    desk.told.connect(lambda told: desk.said.append(told.text))  # type: ignore[attr-defined]
    yield desk
    desk.shut()


def said(desk: Desk) -> list[str]:
    found: list[str] = desk.said  # type: ignore[attr-defined]
    return found


def section(desk: Desk, qtbot: QtBot) -> tuple[SettingsPage, BackupSection]:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 638)
    page.open_record("backup")
    page.show()
    made = page.made["backup"]
    assert isinstance(made, BackupSection)
    return page, made


def words_of(backups: BackupSection) -> list[tuple[str, str]]:
    return [(line.name.text(), line.chip.text()) for line in backups.places.lines]


def test_a_stick_that_is_added_is_listed_and_gets_its_backup_by_itself(
    owners: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    _page, backups = section(owners, qtbot)
    _by_itself = Backups(owners)
    assert words_of(backups) == [("This computer", "Always there")]
    assert backups.places.warning.isVisible()
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    backups.places.take(stick / "sobrhouse backups", "KINGSTON", stick)
    backups.reload()
    assert words_of(backups)[1:] == [("KINGSTON", "There now")]
    assert not backups.places.warning.isVisible()
    assert backups.places.lines[1].where.full_text().startswith("Last backup Sun, Nov 22.")
    assert [b.place for b in backups.found] == ["backups", "KINGSTON"]
    shutil.move(stick, tmp_path / "drawer")
    backups.reload()
    assert words_of(backups)[1:] == [("KINGSTON", "Not plugged in")]
    assert [b.place for b in backups.found] == ["backups"]


def test_a_place_is_forgotten_only_when_that_is_meant(
    owners: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _page, backups = section(owners, qtbot)
    backups.places.take(tmp_path / "share", "share", None)
    asked: list[str] = []

    def answer(_parent: object, title: str, *_rest: object) -> bool:
        asked.append(title)
        return len(asked) > 1

    monkeypatch.setattr(backup_places_card, "confirm", answer)
    backups.places.lines[1].button.click()
    assert len(backups.places.lines) == 2
    backups.places.lines[1].button.click()
    assert len(backups.places.lines) == 1 and asked == ["Forget share?"] * 2


def test_a_folder_of_this_computer_is_chosen_and_a_stick_offered(
    owners: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _page, backups = section(owners, qtbot)
    other = tmp_path / "second disk"
    other.mkdir()
    monkeypatch.setattr(backup_places_card, "choose_folder", lambda *_args: other)
    backups.places.lines[0].button.click()
    assert backups.places.lines[0].place.folder == other
    one = Drive(tmp_path, "KINGSTON", "14 GB free")
    monkeypatch.setattr(backup_places_card, "drives", lambda: [one])
    menu = backups.places.more.menu()
    backups.places.fill(menu)
    action = next(a for a in menu.actions() if "KINGSTON" in a.text())
    action.trigger()
    assert words_of(backups)[1:] == [("KINGSTON", "There now")]
    backups.places.fill(menu)
    assert not [a for a in menu.actions() if "KINGSTON" in a.text()], "it is one already"


def test_a_restore_is_tried_and_what_was_found_stands_in_the_list(
    owners: Desk, qtbot: QtBot
) -> None:
    _page, backups = section(owners, qtbot)
    backups.now.click()
    backups.attempt.click()
    assert said(owners)[-1].endswith("was restored aside: all of it came back.")
    assert backups._checked(backups.found[0]) == ("Tested", "ok")
    assert backups.tested.text().startswith("Restore tested on Sun, Nov 22: all of it came back.")
    path = backups.found[0].path
    path.write_bytes(path.read_bytes()[:-4096] + b"\1" * 4096)
    by_itself = Backups(owners)
    backups.attempt.click()
    assert "would not bring everything back" in said(owners)[-1]
    assert backups._checked(backups.found[0]) == ("Damaged", "bad")
    by_itself._ask_safety()
    assert owners.troubles["restore"].kind == "bad"
    backups.now.click()
    assert backups.chosen() is not None


def test_what_a_restore_takes_away_is_shown_before_the_pin(
    owners: Desk, qtbot: QtBot, store: Store, clock: Clock
) -> None:
    page, backups = section(owners, qtbot)
    backups.now.click()
    clock.forward(hours=1)
    make.resident(store, first="Later")
    wanted: list[str] = []
    owners.wanted.connect(lambda what, _value: wanted.append(what))
    backups.restore.click()
    form = page.panel.form
    assert form is not None
    form["passphrase"].set_text(PASSPHRASE)
    form.submit()
    view = backups.steps.view
    assert view is not None and view.isVisible()
    assert view.sentence.text().startswith("2 entries of the log are newer than this backup.")
    grid = view.grid
    cells = {grid.itemAtPosition(row, 0).widget().text():  # type: ignore[union-attr]
             (grid.itemAtPosition(row, 1).widget().text(),  # type: ignore[union-attr]
              grid.itemAtPosition(row, 2).widget().text())  # type: ignore[union-attr]
             for row in range(1, grid.rowCount())}  # fmt: skip
    assert cells["Residents"] == ("2", "3") and cells["Stays"] == ("2", "2")
    assert "restore" not in wanted
    assert not (page.panel.form)


def test_a_running_backup_tells_how_far_it_is_and_is_stopped(
    owners: Desk, qtbot: QtBot, store: Store
) -> None:
    _page, backups = section(owners, qtbot)
    told: list[str] = []

    class Listening(BackupGoing):
        def __call__(self, what: str, n: int, of: int) -> None:
            told.append(what)
            if what == "checking":
                backups.working.cancelled.emit()
            super().__call__(what, n, of)

    assert store.path is not None
    outcome = owners.keeping
    assert outcome is not None
    backups._begin("x")
    owners.slow(backups, outcome.back_up, Listening(backups.working),
                done=backups._on_made, failed=backups._on_failed)  # fmt: skip
    assert "copying" in told
    assert said(owners) == ["Stopped. Nothing was changed, and no half backup is left."]
    assert backups.now.isEnabled() and store.read(SYSTEM, backup_safety).last is None
    assert not list((store.path.parent / "backups").iterdir())


def test_how_far_it_is_is_said_in_words(qtbot: QtBot) -> None:
    working = Working()
    qtbot.addWidget(working)
    going = BackupGoing(working)
    going("copying", 512, 1024)
    assert working.words.full_text() == "Copying, 50 %"
    going("checking", 1, 4)
    assert working.words.full_text() == "Checking the copy, part 2 of 4"
    assert (working.bar.value(), working.bar.maximum()) == (1, 4)
