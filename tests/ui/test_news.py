"""What the program follows by itself: houses that come and go, and one's own language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from sobrhouse import words
from sobrhouse.problems import Problem
from sobrhouse.services.houses import change_house, make_house, void_house
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE, Clock, Template
from tests.ui.conftest import let_go
from ui.app.arguments import parse
from ui.app.session import Session
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.lock import LockPage, Try
from ui.office.settings.house import HouseSection
from ui.office.settings.place import SettingsPage
from ui.office.window import OfficeWindow


@pytest.fixture
def session(
    tmp_path: Path,
    template: Template,
    clock: Clock,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Session]:
    """The program on Maple Street, unlocked by Olive, with the Settings alone."""
    monkeypatch.setattr("ui.app.session._load_classes", lambda: {"settings": SettingsPage})
    path = tmp_path / "house.db"
    shutil.copy(template.path, path)
    shutil.copy(template.path.with_suffix(".keys"), path.with_suffix(".keys"))
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.close()
    settings = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    window = OfficeWindow(settings)
    arguments = parse(["--db", str(path), "--data", str(tmp_path)])
    session = Session(qapp, arguments, window, Desk(InlineJobs()), settings)
    session.show_first()
    session.load()
    window.show()
    page = window.content()
    assert isinstance(page, LockPage)
    page.tried.emit(Try("Olive Owner", "passphrase", PASSPHRASE))
    frame(session).open("settings", "house")
    yield session
    session.end()
    window.close()
    window.deleteLater()
    let_go()


def frame(session: Session):  # type: ignore[no-untyped-def]
    found = session.window.frame_shown()
    assert found is not None
    return found


def settings_page(session: Session) -> SettingsPage:
    page = frame(session).pages["settings"]
    assert isinstance(page, SettingsPage)
    return page


def names(session: Session) -> list[str]:
    return [house.name for house in session.desk.houses]


def test_a_house_that_was_added_is_taken_back_with_its_toasts_undo(session: Session) -> None:
    section = settings_page(session).made["house"]
    assert isinstance(section, HouseSection)
    section._make_house({"name": "Cedar House", "address": "", "timezone": "America/Chicago"})
    assert names(session) == ["Cedar House", "Maple Street House"]
    assert len(frame(session).toasts.shown()) == 1  # it outlived the office that was drawn anew
    session.desk.choose_house(session.desk.houses[0].house_id)
    assert session.desk.house_name() == "Cedar House"
    session.desk.undo()
    assert names(session) == ["Maple Street House"]
    assert session.desk.house_name() == "Maple Street House"
    session.desk.redo()
    assert names(session) == ["Cedar House", "Maple Street House"]


def test_the_old_name_of_a_house_comes_back_to_the_rail(session: Session) -> None:
    form = settings_page(session).made["house"].form  # type: ignore[attr-defined]
    form["name"].set_text("Birch House")
    form["name"].leave()
    assert names(session) == ["Birch House"]
    session.desk.undo()
    assert names(session) == ["Maple Street House"]
    assert frame(session).place == "settings"


def test_a_language_is_taken_back_from_settings_and_from_the_palette(session: Session) -> None:
    settings_page(session).show_section("look")
    settings_page(session).made["look"]._on_language("es")  # type: ignore[attr-defined]
    assert words.language() == "es" and settings_page(session).title() == "Ajustes"
    assert len(frame(session).toasts.shown()) == 1
    session.desk.undo()
    assert words.language() == "en" and settings_page(session).title() == "Settings"
    frame(session).switch_language()
    assert words.language() == "es"
    session.desk.undo()
    assert words.language() == "en"
    assert session.settings.value("look/language") == "en"


def test_a_house_with_rooms_or_people_cannot_be_taken_back(store: Store) -> None:
    house = store.write(OWNER, make_house, "Cedar House")
    room = make.room(store, house)
    with pytest.raises(Problem, match="Cedar House is in use"):
        store.write(OWNER, void_house, house)
    other = store.write(OWNER, make_house, "Birch House")
    store.write(OWNER, void_house, other)
    assert store.write(OWNER, make_house, "Birch House") != other
    assert room and store.write(OWNER, change_house, house, {"name": "Elm House"})
