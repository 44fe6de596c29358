"""Beside the first run: the practice house, a backup put back, and the program around it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sobrhouse.storage.keys.slots import FLOOR
from tests.ui.conftest import let_go
from tests.ui.office.first_runs import DANA, WORDS, Run, first_run
from ui.app.arguments import parse
from ui.app.session import Session
from ui.app.setup import make_house_file, restore_file
from ui.app.vault import Key, Vault
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.first_run.view import FirstRun
from ui.office.lock import LockPage
from ui.office.window import OfficeWindow
from ui.widgets.banner import Banner


@pytest.fixture
def run(tmp_path: Path, qapp: QApplication) -> Iterator[Run]:
    """A first run that is shown."""
    with first_run(tmp_path) as shown:
        yield shown


def test_the_first_page_leads_to_the_practice_house(run: Run) -> None:
    QTest.keyClick(run.step.look_around, Qt.Key.Key_Space)
    assert run.ended == ["practice"]


@pytest.fixture
def backup(tmp_path: Path) -> tuple[Path, str]:
    """A backup of another computer's house, and its recovery code."""
    away = tmp_path / "away"
    made = make_house_file(away / "house.db", DANA, FLOOR)
    vault = Vault(away / "house.db", away)
    desk = Desk(InlineJobs(), vault.open(made.key).opened)
    assert desk.keeping is not None
    made_now = desk.keeping.back_up().made
    desk.shut()
    return made_now[0].path, made.code


def test_a_backup_comes_back_by_passphrase(run: Run, backup: tuple[Path, str]) -> None:
    run.step.bring_back.click()
    run.on()
    assert "Choose the backup" in run.page.banner.label.text()
    run.step.take(backup[0])
    run.type("not the right one at all")
    assert run.step.secret.faulty()
    assert not run.database.exists()
    run.type(WORDS)
    key = run.restored[0].key
    assert isinstance(key, Key)
    assert run.vault.open(key).opened.me.name == "Dana Ruiz"


def test_a_stick_that_is_plugged_in_is_found_by_itself(
    run: Run, backup: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drives: list[Path] = []
    monkeypatch.setattr("sobrhouse.storage.backups.finding.tops_of_drives", lambda: drives)
    run.step.bring_back.click()
    assert run.step.rows == [] and "Plug in the USB stick" in run.step.named.text()
    backup[0].parent.rename(tmp_path / "sobrhouse backups")
    drives.append(tmp_path)
    run.step.look()
    (row,) = run.step.rows
    assert row.backup == run.step.backup == tmp_path / "sobrhouse backups" / backup[0].name
    run.type(WORDS)
    assert isinstance(run.restored[0].key, Key)


def test_a_backup_comes_back_by_recovery_code(run: Run, backup: tuple[Path, str]) -> None:
    run.step.bring_back.click()
    run.step.take(backup[0])
    run.type(backup[1].lower())
    assert run.restored[0].key is None
    assert run.vault.look().names == ("Dana Ruiz",)


def test_a_damaged_backup_leaves_nothing(tmp_path: Path, backup: tuple[Path, str]) -> None:
    data = bytearray(backup[0].read_bytes())
    data[len(data) // 2] ^= 1
    backup[0].write_bytes(data)
    target = tmp_path / "here" / "house.db"
    with pytest.raises(Exception, match="damaged"):
        restore_file(backup[0], target, WORDS)
    assert not target.exists()


# In the program


def program(folder: Path, qapp: QApplication) -> Session:
    """The program as it starts on a folder, on its own thread alone."""
    settings = QSettings(str(folder / "ui.ini"), QSettings.Format.IniFormat)
    window = OfficeWindow(settings)
    arguments = parse(["--data", str(folder)])
    session = Session(qapp, arguments, window, Desk(InlineJobs()), settings)
    session.show_first()
    session.load()
    window.show()
    qapp.processEvents()
    return session


def close(session: Session) -> None:
    session.end()
    session.window.close()
    session.window.deleteLater()
    let_go()


def test_the_program_begins_with_the_steps_and_ends_them_in_the_office(
    tmp_path: Path, qapp: QApplication
) -> None:
    session = program(tmp_path, qapp)
    page = session.window.content()
    assert isinstance(page, FirstRun)
    make_house_file(tmp_path / "house.db", DANA, FLOOR)
    close(session)

    session = program(tmp_path, qapp)  # the first steps were left before there was a house
    lock = session.window.content()
    assert isinstance(lock, LockPage)
    lock.secret.setText(WORDS)
    lock.go.click()
    page = session.window.content()
    assert isinstance(page, FirstRun)
    run = Run(tmp_path, session.desk, session.vault, session.window, page)  # type: ignore[arg-type]
    run.type(page.memory.code[-4:])
    assert page.place == "house"
    close(session)

    session = program(tmp_path, qapp)  # left again: the code that is on paper goes on opening
    lock = session.window.content()
    assert isinstance(lock, LockPage)
    lock.secret.setText(WORDS)
    lock.go.click()
    page = session.window.content()
    assert isinstance(page, FirstRun) and page.place == "house"
    run = Run(tmp_path, session.desk, session.vault, session.window, page)  # type: ignore[arg-type]
    run.to("backup")
    page.skip.click()
    frame = session.window.frame_shown()
    assert frame is not None
    assert (frame.place, session.desk.house_name()) == ("today", "Our house")
    close(session)


def test_who_looks_around_in_the_practice_house_comes_back_to_the_first_steps(
    tmp_path: Path, qapp: QApplication
) -> None:
    session = program(tmp_path, qapp)
    page = session.window.content()
    assert isinstance(page, FirstRun)
    page.practice.emit()
    frame = session.window.frame_shown()
    assert frame is not None and session.desk.practice
    (banner,) = (b for b in frame.findChildren(Banner) if "Practice house" in b.label.text())
    assert banner.button.text() == "Set up my house"
    banner.button.click()
    page = session.window.content()
    assert isinstance(page, FirstRun) and page.place == "start"
    assert not session.desk.practice and not (tmp_path / "house.db").exists()
    run = Run(tmp_path, session.desk, session.vault, session.window, page)  # type: ignore[arg-type]
    run.on()
    assert run.page.place == "you"
    close(session)


def test_a_restored_house_opens_in_the_program(
    tmp_path: Path, qapp: QApplication, backup: tuple[Path, str]
) -> None:
    session = program(tmp_path, qapp)
    page = session.window.content()
    assert isinstance(page, FirstRun)
    page.setup.restore(backup[0], backup[1], pytest.fail)
    lock = session.window.content()
    assert isinstance(lock, LockPage)
    assert lock.secret.text() == backup[1]  # it is not typed a second time
    lock.second.setText("another four words here")
    lock.again.setText("another four words here")
    lock.go.click()
    assert session.desk.me.name == "Dana Ruiz"
    close(session)
