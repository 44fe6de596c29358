"""The office opens the kiosk: a real process gets the key, the office locks, and comes back."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.services.staff import clear_pin, set_pin
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE, Clock, Template
from tests.ui.conftest import let_go
from ui.app.arguments import parse
from ui.app.handover import end, hand_over
from ui.app.session import Session
from ui.desk import Desk, Told
from ui.jobs import Jobs
from ui.office.lock import LockPage, Try
from ui.office.settings.place import SettingsPage
from ui.office.window import OfficeWindow

PIN = "246810"


@pytest.fixture
def house(tmp_path: Path, template: Template, clock: Clock) -> Path:
    """A database with one house, whose owner has a PIN; closed."""
    path = tmp_path / "house.db"
    shutil.copyfile(template.path, path)
    shutil.copyfile(key_file(template.path), key_file(path))
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.write(OWNER, set_pin, PIN)
    store.close()
    return path


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[str]"]]:
    """Every kiosk that was opened, also one whose window stood too late for its test; none is left
    running, however the test ends.
    """
    made: list[subprocess.Popen[str]] = []

    def kept(*given: Any) -> "subprocess.Popen[str]":
        made.append(hand_over(*given))
        return made[-1]

    monkeypatch.setattr("ui.app.handover.hand_over", kept)
    yield made
    for child in made:
        end(child)


@pytest.fixture
def session(
    house: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot,
    children: list["subprocess.Popen[str]"],
) -> Iterator[Session]:  # fmt: skip
    """The office, unlocked, with real lanes and one place."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("ui.app.session._load_classes", lambda: {"settings": SettingsPage})
    arguments = parse(["--db", str(house), "--data", str(house.parent)])
    settings = QSettings(str(house.parent / "ui.ini"), QSettings.Format.IniFormat)
    window = OfficeWindow(settings)
    session = Session(qapp, arguments, window, Desk(Jobs()), settings)
    window.show()
    session.show_first()
    session.load()
    qtbot.waitUntil(lambda: isinstance(window.content(), LockPage) and offered(session))
    window.content().tried.emit(Try(OWNER.name, "passphrase", PASSPHRASE))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: session.desk.is_open and stands(session), timeout=20_000)
    yield session
    child = session.kiosk.child
    session.end()
    window.close()
    window.deleteLater()
    let_go()
    assert child is None or child.poll() is None, "the kiosk goes on when the office ends"


def offered(session: Session) -> bool:
    page = session.window.content()
    return isinstance(page, LockPage) and page.who.count() > 0


def stands(session: Session) -> bool:
    frame = session.window.frame_shown()
    return frame is not None and bool(frame.pages)


def opens(session: Session, qtbot: QtBot) -> "subprocess.Popen[str]":
    session.desk.wanted.emit("kiosk", None)
    qtbot.waitUntil(lambda: session.kiosk.child is not None, timeout=40_000)
    child = session.kiosk.child
    assert child is not None
    return child


def test_the_office_locks_and_comes_back_when_the_kiosk_ends(
    session: Session, qtbot: QtBot
) -> None:
    child = opens(session, qtbot)
    assert child.poll() is None
    assert not session.desk.is_open
    page = session.window.content()
    assert isinstance(page, LockPage)
    assert page.line.text() == "The kiosk is open. It ends by a staff PIN."
    assert session.window.windowState() & Qt.WindowState.WindowMinimized
    child.kill()
    qtbot.waitUntil(lambda: session.kiosk.child is None)
    assert not session.window.windowState() & Qt.WindowState.WindowMinimized
    told = "The kiosk ended suddenly. What was signed is saved. Unlock and open it again."
    assert page.line.text() == told
    qtbot.waitUntil(lambda: offered(session))
    page.tried.emit(Try(OWNER.name, "passphrase", PASSPHRASE))
    qtbot.waitUntil(lambda: session.desk.is_open and stands(session), timeout=20_000)
    opens(session, qtbot)


def said(session: Session) -> list[str]:
    heard: list[str] = []

    def on_told(told: Told) -> None:
        heard.append(told.text)

    session.desk.told.connect(on_told)
    return heard


def test_a_kiosk_that_cannot_start_is_one_sentence_and_the_office_stays(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr("ui.app.handover.command", lambda *_where: ends)
    heard = said(session)
    session.desk.wanted.emit("kiosk", None)
    qtbot.waitUntil(lambda: any("could not be opened" in text for text in heard), timeout=20_000)
    assert session.desk.is_open and session.kiosk.child is None


def test_without_any_staff_pin_the_office_says_what_to_do(session: Session, qtbot: QtBot) -> None:
    session.desk.do(session, clear_pin, OWNER.id)
    heard = said(session)
    session.desk.wanted.emit("kiosk", None)
    qtbot.waitUntil(lambda: any("nobody here has one yet" in t for t in heard), timeout=40_000)
    assert session.desk.is_open


def test_the_office_comes_back_as_large_as_it_was(session: Session) -> None:
    window, minimised = session.window, Qt.WindowState.WindowMinimized
    session.kiosk.child = subprocess.Popen([sys.executable, "-c", ""], text=True)
    session.kiosk.child.wait()
    window.setWindowState(Qt.WindowState.WindowMaximized | minimised)
    session.kiosk.look()
    assert session.kiosk.child is None
    assert window.windowState() & (Qt.WindowState.WindowMaximized | minimised) == (
        Qt.WindowState.WindowMaximized
    )
