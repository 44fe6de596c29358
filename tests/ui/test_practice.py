"""The practice house in the program: made anew from Settings, never another house."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sobrhouse.exchange.practice import HOUSE, make_practice_house
from sobrhouse.problems import Problem
from sobrhouse.queries.residents import residents_here
from sobrhouse.services.houses import change_house
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.keys.slots import FLOOR
from tests.conftest import Template
from tests.ui.conftest import let_go
from ui.app.arguments import parse
from ui.app.practice_anew import replace_house
from ui.app.session import Session
from ui.app.vault import Vault
from ui.desk import Desk
from ui.jobs import Jobs
from ui.office.safety.damage_page import DamagePage
from ui.office.settings import house as settings_house
from ui.office.settings.house import HouseSection
from ui.office.settings.place import SettingsPage
from ui.office.wait import WaitPage
from ui.office.window import OfficeWindow


@pytest.fixture
def session(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """The program on a practice house, with real lanes and the Settings alone."""
    monkeypatch.setattr("ui.app.session._load_classes", lambda: {"settings": SettingsPage})
    path = tmp_path / "practice.db"
    made = make_practice_house(path, "practice house", date(2026, 11, 22), costs=FLOOR)
    made.store.close()
    arguments = parse(["--practice", "--data", str(tmp_path)])
    settings = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    window = OfficeWindow(settings)
    session = Session(qapp, arguments, window, Desk(Jobs()), settings)
    window.show()
    session.show_first()
    session.load()
    yield session
    session.end()
    window.close()
    window.deleteLater()
    let_go()


def opened(session: Session, qtbot: QtBot) -> None:
    """Wait until the office stands."""

    def stands() -> bool:
        frame = session.window.frame_shown()
        return session.desk.is_open and frame is not None and bool(frame.pages)

    qtbot.waitUntil(stands, timeout=30_000)


def house_section(session: Session) -> HouseSection:
    frame = session.window.frame_shown()
    assert frame is not None
    frame.open("settings", "house")
    page = frame.pages["settings"]
    assert isinstance(page, SettingsPage)
    section = page.made["house"]
    assert isinstance(section, HouseSection)
    return section


def rename(session: Session, qtbot: QtBot, name: str) -> None:
    desk = session.desk
    done: list[object] = []
    desk.do(desk, change_house, desk.house_id, {"name": name}, done=done.append)
    qtbot.waitUntil(lambda: bool(done))


def test_the_practice_house_starts_anew_once_asked_and_answered(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened(session, qtbot)
    rename(session, qtbot, "Spoiled House")
    before = (tmp_path / "practice.keys").read_bytes()
    asked: list[str] = []

    def answer(_parent: object, title: str, *_words: str) -> bool:
        asked.append(title)
        return len(asked) > 1

    monkeypatch.setattr(settings_house, "confirm", answer)
    section = house_section(session)
    section.anew.click()
    assert session.desk.is_open  # kept
    section.anew.click()
    assert asked == ["Start the practice house anew?"] * 2
    assert isinstance(session.window.content(), WaitPage)
    opened(session, qtbot)
    assert session.desk.house_name() == HOUSE and session.desk.practice
    assert (tmp_path / "practice.keys").read_bytes() != before
    assert sorted(p.name for p in tmp_path.glob("practice*.db")) == ["practice.db"]
    rows: list[object] = []
    session.desk.ask(
        session.desk, residents_here, session.desk.house_id, session.desk.today(), done=rows.append
    )
    qtbot.waitUntil(lambda: bool(rows))
    assert rows[0]


def test_what_hinders_is_said_and_the_old_practice_house_stays(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(session, qtbot)
    place = key_file(tmp_path / "practice.db")
    place.rename(tmp_path / "elsewhere")
    session.practice.make_anew()
    qtbot.waitUntil(lambda: isinstance(session.window.content(), DamagePage), timeout=15_000)
    said = [label.text() for label in session.window.content().findChildren(QLabel)]
    assert "The records themselves are whole and locked. Nothing was touched." in said
    assert (tmp_path / "practice.db").exists()


def test_a_house_that_is_not_practice_is_never_replaced(tmp_path: Path, template: Template) -> None:
    import shutil

    path = tmp_path / "house.db"
    shutil.copy(template.path, path)
    shutil.copy(template.path.with_suffix(".keys"), path.with_suffix(".keys"))
    before = path.read_bytes()
    with pytest.raises(Problem, match="not a practice house"):
        replace_house(Vault(path, tmp_path), lambda *_n: None)
    assert path.read_bytes() == before
