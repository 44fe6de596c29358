"""Safe mode: it starts without what is remembered and what works by itself, and leads back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE, Clock, Template
from tests.source import ROOT
from tests.ui.conftest import let_go
from ui.app import safe, start
from ui.app.arguments import parse
from ui.app.safe import Forgetful, calm, is_shift_held, start_again
from ui.app.session import Session
from ui.crash.left import Ended, Run
from ui.desk import Desk, Told
from ui.jobs import Jobs
from ui.office.lock import LockPage, Try
from ui.office.settings.place import SettingsPage
from ui.office.window import OfficeWindow
from ui.widgets.banner import Banner


@pytest.fixture
def house(tmp_path: Path, template: Template, clock: Clock) -> Path:
    """A database with one house, closed."""
    path = tmp_path / "house.db"
    shutil.copyfile(template.path, path)
    shutil.copyfile(key_file(template.path), key_file(path))
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.close()
    return path


@pytest.fixture
def session(
    house: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Session]:
    """The office in safe mode, unlocked, with real lanes and one place."""
    monkeypatch.setattr("ui.app.session._load_classes", lambda: {"settings": SettingsPage})
    arguments = parse(["--safe", "--db", str(house), "--data", str(house.parent)])
    assert arguments.safe
    kept = QSettings(str(house.parent / "ui.ini"), QSettings.Format.IniFormat)
    kept.setValue("window/geometry", b"not a geometry")
    kept.setValue("look/mode", "dark")
    kept.sync()
    settings = Forgetful(kept)
    window = OfficeWindow(settings)
    session = Session(qapp, arguments, window, Desk(Jobs()), settings)
    calm(session)
    window.show()
    session.show_first()
    session.load()
    qtbot.waitUntil(lambda: offered(session))
    window.content().tried.emit(Try(OWNER.name, "passphrase", PASSPHRASE))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: session.desk.is_open and stands(session), timeout=20_000)
    yield session
    session.end()
    window.close()
    window.deleteLater()
    let_go()


def offered(session: Session) -> bool:
    page = session.window.content()
    return isinstance(page, LockPage) and page.who.count() > 0


def stands(session: Session) -> bool:
    frame = session.window.frame_shown()
    return frame is not None and bool(frame.pages)


def test_nothing_works_by_itself_and_the_banner_leads_back(session: Session, house: Path) -> None:
    desk = session.desk
    timers = [*desk.findChildren(QTimer), *session.backups.findChildren(QTimer),
              *session.chores_ahead.findChildren(QTimer),
              *session.righting.findChildren(QTimer)]  # fmt: skip
    assert timers and not [timer for timer in timers if timer.isActive()]
    said: list[Told] = []
    desk.told.connect(said.append)
    desk.wanted.emit("kiosk", None)
    assert [told.text for told in said] == [
        "The kiosk stays shut in safe mode. Start as usual first."
    ]
    wanted: list[tuple[str, object]] = []
    desk.wanted.connect(lambda what, value: wanted.append((what, value)))
    banners = session.window.frame_shown().findChildren(Banner)  # type: ignore[union-attr]
    (banner,) = (b for b in banners if b.label.text().startswith("Safe mode."))
    banner.button.click()
    assert wanted == [("again", "usual")]
    session.lock()
    assert not (house.parent / "backups").exists()


def test_what_this_computer_remembers_is_left_out_and_left_alone(tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    for key, value in (("look/mode", "dark"), ("look/scale", 1.5), ("look/language", "es")):
        kept.setValue(key, value)
    kept.sync()
    settings = Forgetful(kept)
    assert settings.value("look/mode", "light") == "light"
    assert settings.value("window/geometry") is None
    assert settings.value("look/language", "en") == "es"
    settings.setValue("look/mode", "light")
    settings.sync()
    again = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    assert again.value("look/mode") == "dark"


def test_two_failures_in_a_row_offer_it_and_one_does_not(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def wants(_app: QApplication, _language: str, ended: Ended) -> bool:
        asked.append(ended.in_a_row)
        return True

    monkeypatch.setattr(safe, "wants_safe", wants)
    monkeypatch.delenv("SOBRHOUSE_BENCH", raising=False)
    arguments = parse(["--data", str(tmp_path)])
    settings = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    said = [start._is_safe(qapp, arguments, settings, Ended("", n)) for n in (0, 1, 2, 3)]
    assert said == [False, False, True, True]
    assert asked == [2, 3]


def test_no_key_is_held_where_nobody_sits(qapp: QApplication) -> None:
    assert not is_shift_held()


@pytest.mark.parametrize(("how", "ends"), [("safe", ["--safe"]), ("usual", [])])
def test_it_starts_again_with_the_same_words(
    how: str, ends: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_more: started.append(words))
    start_again(["--data", "/x", "--safe"], how)
    assert started == [[sys.executable, "-m", "ui", "--data", "/x", *ends]]


AGAIN = """
import sys
from PySide6.QtCore import QTimer
from ui.app import safe, start
began = start.Going._begin
def begin(going, session):
    began(going, session)
    print("safe" if going._arguments.safe else "usual", going.ended.in_a_row, flush=True)
    QTimer.singleShot(0, going, going.start_safe)
start.Going._begin = begin
safe.start_again = lambda given, how: print(how, given)
sys.exit(start.start(["sobrhouse", *sys.argv[1:]]))
"""


def test_a_real_start_notes_how_it_ends_and_asks_to_be_started_again(house: Path) -> None:
    folder = house.parent
    Run(folder / "logs", "house-office").begin()  # a run that was killed at its start
    given = ["--db", str(house), "--data", str(folder), "--safe"]
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, *given],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True,
        text=True, timeout=100, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["safe 1", f"safe {given}"]
    assert Run(folder / "logs", "house-office").begin() == Ended()
    log = (folder / "logs" / "house-office.log").read_text("utf-8")
    assert "begun, version" in log and "ended" in log
