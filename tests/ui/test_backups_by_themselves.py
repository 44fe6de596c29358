"""Backups by themselves: sticks that come in, what is old, what failed, what is tested."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from sobrhouse.domain.staff import SYSTEM
from sobrhouse.problems import Stopped
from sobrhouse.queries.backups import backup_safety
from sobrhouse.storage.backups.backup import backups
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from sobrhouse.words import speak
from tests import make
from tests.conftest import OWNER, Clock
from tests.ui.conftest import SmallHouse, opened
from ui.app.backups import Backups
from ui.app.keeping import Keeping
from ui.desk import Desk
from ui.jobs import InlineJobs

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def desk(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    assert store.path is not None
    place = key_file(store.path)
    keeping = Keeping(store, lambda: Keys.open(place), store.actor(staff_id=1), tmp_path)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping))
    desk.said = []  # type: ignore[attr-defined]
    desk.told.connect(lambda told: desk.said.append(told.text))  # type: ignore[attr-defined]
    yield desk
    desk.shut()


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Path:
    """A stick that is a place, and lies in a drawer."""
    top = tmp_path / "KINGSTON"
    top.mkdir()
    assert desk.keeping is not None
    desk.keeping.add_place(top / "b", "KINGSTON", top)
    shutil.move(top, tmp_path / "drawer")
    return top


def said(desk: Desk) -> list[str]:
    found: list[str] = desk.said  # type: ignore[attr-defined]
    return found


def test_a_stick_that_comes_in_gets_its_backup_and_may_go_again(
    desk: Desk, stick: Path, tmp_path: Path
) -> None:
    by_itself = Backups(desk)
    by_itself.look_at_drives()
    assert said(desk) == []
    shutil.move(tmp_path / "drawer", stick)
    by_itself.look_at_drives()
    assert len(backups(stick / "b", "house")) == 1
    told = "KINGSTON has the newest backup, made and checked. You can take it out."
    assert said(desk) == [told]
    by_itself.look_at_drives()
    assert said(desk) == [told], "once"
    shutil.move(stick, tmp_path / "drawer")
    by_itself.look_at_drives()
    shutil.move(tmp_path / "drawer", stick)
    by_itself.look_at_drives()
    assert said(desk) == [told, told] and len(backups(stick / "b", "house")) == 1


def test_a_stick_that_was_in_from_the_start_is_no_news(desk: Desk, stick: Path,
                                                       tmp_path: Path) -> None:
    shutil.move(tmp_path / "drawer", stick)
    by_itself = Backups(desk)
    by_itself.look_at_drives()
    assert said(desk) == []
    by_itself.make_due()
    assert len(backups(stick / "b", "house")) == 1


def test_two_days_without_a_backup_are_said_until_there_is_one(
    desk: Desk, clock: Clock, store: Store
) -> None:
    by_itself = Backups(desk)
    by_itself.look_at_drives()
    clock.forward(hours=47)
    by_itself._ask_safety()
    assert desk.troubles == {}
    clock.forward(hours=26)
    by_itself._ask_safety()
    trouble = desk.troubles["backup"]
    assert trouble.text.startswith("No backup for 3 days. Plug in the backup USB")
    assert trouble.go == ("settings", "backup")
    by_itself.make_due()
    desk.look()
    assert desk.troubles == {}
    clock.forward(hours=48)
    by_itself._ask_safety()
    assert desk.troubles["backup"].text.startswith("No backup for 2 days.")


def test_it_is_said_in_a_window_that_stands_open_while_every_backup_fails(
    desk: Desk, clock: Clock, store: Store
) -> None:
    assert store.path is not None
    (store.path.parent / "backups").write_text("in the way")
    by_itself = Backups(desk)
    by_itself.look_at_drives()
    clock.forward(hours=47)
    by_itself.make_due()
    assert desk.troubles == {}
    clock.forward(hours=2)
    by_itself.make_due()
    assert desk.troubles["backup"].text.startswith("No backup for 2 days.")


def test_who_may_not_make_one_is_told_whom_to_tell(desk: Desk, clock: Clock, store: Store,
                                                   small_house: SmallHouse) -> None:
    staff = make.staff(store, "Dana Ruiz", "staff", (small_house.house_id,))
    assert desk.keeping is not None
    hers = Desk(InlineJobs(), opened(store, keeping=desk.keeping))
    hers._opened = hers._opened and type(hers._opened)(
        store, store.watch(), store.actor(staff_id=staff), hers._opened.houses,
        False, desk.data, desk.keeping)  # fmt: skip
    clock.forward(hours=49)
    Backups(hers)._ask_safety()
    assert hers.troubles["backup"].text == "No backup for 2 days. Tell the house manager."
    assert hers.troubles["backup"].go is None


def test_the_restore_of_the_month_is_tested_by_itself(desk: Desk, store: Store,
                                                      clock: Clock) -> None:
    by_itself = Backups(desk)
    by_itself.make_due()
    first = store.read(OWNER, backup_safety)
    assert first.tested is not None and first.faults == ()
    clock.forward(days=31)
    by_itself.make_due()
    assert store.read(OWNER, backup_safety).tested == first.tested.replace(month=12, day=24)


def test_a_place_that_fails_is_said_once(desk: Desk, store: Store, clock: Clock) -> None:
    assert store.path is not None
    by_itself = Backups(desk)
    folder = store.path.parent / "backups"
    folder.write_text("in the way")
    by_itself.make_due()
    by_itself.make_due()
    assert len(said(desk)) == 1 and "cannot be reached" in said(desk)[0]
    folder.unlink()
    by_itself.make_due()
    assert len(backups(folder, "house")) == 1 and len(said(desk)) == 1


def test_the_folder_chosen_before_there_were_places_becomes_one(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    chosen = tmp_path / "my backups"
    chosen.mkdir()
    QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat).setValue(
        "backup/folder", str(chosen))  # fmt: skip
    Backups(desk).make_due()
    assert len(backups(chosen, "house")) == 1
    assert desk.keeping is not None
    assert [p.label for p in desk.keeping.places()] == ["backups", "my backups"]


def test_what_comes_after_the_records_are_closed_finds_them_closed(desk: Desk,
                                                                   store: Store) -> None:
    keeping = desk.keeping
    assert keeping is not None and store.path is not None
    store.close()
    assert keeping.back_up_if_due().made == () and not keeping.test_if_due()
    with pytest.raises(Stopped):
        keeping.pack()
    assert not (store.path.parent / "backups").exists()


def test_the_practice_house_needs_none(store: Store, small_house: SmallHouse, tmp_path: Path,
                                       qapp: QApplication, clock: Clock) -> None:
    keeping = Keeping(store, lambda: Keys.open(key_file(store.path)),  # type: ignore[arg-type]
                      store.actor(staff_id=1), tmp_path)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping, practice=True))
    by_itself = Backups(desk)
    clock.forward(days=9)
    by_itself.make_due()
    by_itself.look_at_drives()
    by_itself._ask_safety()
    assert desk.troubles == {} and store.read(SYSTEM, backup_safety).last is None
    assert store.read(SYSTEM, backup_safety).since is not None
    desk.shut()


def test_what_is_said_of_backups_is_said_anew_in_another_language(
    desk: Desk, clock: Clock, store: Store, qapp: QApplication
) -> None:
    by_itself = Backups(desk)
    by_itself.look_at_drives()
    clock.forward(hours=49)
    by_itself._ask_safety()
    assert desk.troubles["backup"].text.startswith("No backup for 2 days.")
    desk.wanted.emit("language", "es")
    speak("es")  # as the news of the program do
    qapp.processEvents()
    assert desk.troubles["backup"].text.startswith("Hace 2 días sin copia.")
