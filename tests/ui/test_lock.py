"""The lock: it replaces the screen, drops the key, and what was half typed comes back."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.domain.imports import Field
from sobrhouse.problems import Problem
from sobrhouse.services.pins import Purpose
from sobrhouse.services.staff import clear_pin, set_pin
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE, Clock, Template
from tests.ui.conftest import let_go
from ui.app.arguments import Arguments, parse
from ui.app.session import Session
from ui.desk import Desk
from ui.jobs import Jobs
from ui.office.lock import LockPage, Try
from ui.office.residents.place import ResidentsPage
from ui.office.step_up import StepUp, step_up
from ui.office.window import OfficeWindow
from ui.widgets.form import MakingForm
from ui.widgets.lines import LineField
from ui.widgets.page import Page

OLIVE = "Olive Owner"
PIN = "246810"


class NotePage(Page):
    """A page with one form, for the test."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.form = MakingForm("Add note")
        self.form.setObjectName("note")
        self.form.setParent(self)
        self.line = self.form.add(LineField("text", "Note"))
        self.secret = self.form.add(LineField("pin", "PIN", secret=True))
        self.form.hide()

    def open_form(self) -> str:
        return "" if self.form.isHidden() else "note"

    def reopen_form(self, name: str) -> None:
        self.form.show()


@pytest.fixture
def house(tmp_path: Path, template: Template, clock: Clock) -> Path:
    """A copy of the small database, closed."""
    import shutil

    path = tmp_path / "house.db"
    shutil.copy(template.path, path)
    shutil.copy(template.path.with_suffix(".keys"), path.with_suffix(".keys"))
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.write(OWNER, set_pin, PIN)
    store.close()
    return path


@pytest.fixture
def session(house: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The program from its first paint on, with real lanes, before anybody has unlocked."""
    monkeypatch.setattr("ui.app.session._load_classes", lambda: {"today": NotePage})
    arguments: Arguments = parse(["--db", str(house), "--data", str(house.parent)])
    settings = QSettings(str(house.parent / "ui.ini"), QSettings.Format.IniFormat)
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


def lock_page(session: Session) -> LockPage:
    page = session.window.content()
    assert isinstance(page, LockPage)
    return page


def unlock(
    session: Session, qtbot: QtBot, how: str = "passphrase", secret: str = PASSPHRASE, **more: str
) -> None:
    qtbot.waitUntil(lambda: lock_page(session).who.count() > 0)
    page = lock_page(session)
    page.busy(True)
    page.tried.emit(Try(OLIVE, how, secret, **more))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: session.desk.is_open and bool(frame(session).pages), timeout=15_000)


def frame(session: Session):  # type: ignore[no-untyped-def]
    found = session.window.frame_shown()
    assert found is not None
    return found


def test_the_passphrase_opens_and_a_wrong_one_says_so(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: lock_page(session).who.count() == 1)
    page = lock_page(session)
    page.secret.setText("not the passphrase")
    page.go.click()
    qtbot.waitUntil(lambda: bool(page.fault.text()), timeout=15_000)
    assert page.secret.text() == "" and page.go.isEnabled()
    assert not session.desk.is_open
    unlock(session, qtbot)
    assert session.desk.me.name == OLIVE


def test_the_lock_replaces_the_screen_and_drops_the_key(session: Session, qtbot: QtBot) -> None:
    unlock(session, qtbot)
    store = session.desk._opened.store  # type: ignore[union-attr]
    page = weakref.ref(frame(session).pages["today"])
    session.lock()
    assert isinstance(session.window.content(), LockPage)
    assert session.window.frame_shown() is None
    let_go()
    gc.collect()
    assert page() is None, "the screen is still there, somewhere"
    qtbot.waitUntil(lambda: store.dek == b"")
    assert not session.desk.is_open
    assert session.window.findChildren(Page) == []


def test_half_typed_text_comes_back_after_unlock_but_no_secret(
    session: Session, qtbot: QtBot
) -> None:
    unlock(session, qtbot)
    page = frame(session).pages["today"]
    page.form.show()
    page.line.set_text("Talked about Tues")
    page.secret.set_text("123456")
    session.lock()
    unlock(session, qtbot)
    qtbot.waitUntil(lambda: frame(session).pages["today"].line.text() == "Talked about Tues")
    back = frame(session).pages["today"]
    assert not back.form.isHidden()
    assert back.secret.text() == ""


def test_half_typed_text_comes_back_after_a_change_of_look(session: Session, qtbot: QtBot) -> None:
    unlock(session, qtbot)
    page = frame(session).pages["today"]
    page.form.show()
    page.line.set_text("half a sen")
    session.desk.wanted.emit("mode", "dark")
    assert frame(session).pages["today"] is not page
    assert frame(session).pages["today"].line.text() == "half a sen"


def test_a_pin_opens_again_and_five_wrong_ones_leave_only_the_passphrase(
    session: Session, qtbot: QtBot
) -> None:
    unlock(session, qtbot, pin=PIN)
    session.lock()
    qtbot.waitUntil(lambda: lock_page(session).other_way.isVisibleTo(session.window))
    unlock(session, qtbot, "pin", PIN)
    session.lock()
    qtbot.waitUntil(lambda: lock_page(session).who.count() == 1)
    page = lock_page(session)
    for _ in range(5):
        page.fault.setText("")
        page.tried.emit(Try(OLIVE, "pin", "111111"))
        qtbot.waitUntil(lambda: bool(page.fault.text()), timeout=15_000)
    assert session.vault is not None and session.vault.pin_names() == frozenset()
    assert not session.desk.is_open


def test_idle_minutes_lock(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    unlock(session, qtbot)
    later = time.monotonic() + 61 * 5
    monkeypatch.setattr("ui.widgets.idle.time.monotonic", lambda: later)
    session.idle.look()
    assert isinstance(session.window.content(), LockPage)


def test_nothing_blocks_the_window_while_it_opens(session: Session, qtbot: QtBot) -> None:
    from PySide6.QtCore import QElapsedTimer, QTimer

    gaps, clock = [], QElapsedTimer()
    clock.start()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: gaps.append(clock.restart()))
    qtbot.waitUntil(lambda: lock_page(session).who.count() > 0)
    timer.start()
    clock.restart()
    # type: ignore[union-attr]
    session.unlock(lambda: session.vault.key(Try(OLIVE, "passphrase", PASSPHRASE)))
    qtbot.waitUntil(lambda: len(gaps) > 20, timeout=15_000)
    assert max(gaps) < 250, "the passphrase is tried on the GUI thread"
    qtbot.waitUntil(lambda: session.desk.is_open, timeout=15_000)
    timer.stop()


def toasts(session: Session) -> list[str]:
    return [label.text() for label in frame(session).toasts.findChildren(QLabel)]


def test_a_mistyped_pin_beside_the_passphrase_does_not_open_later_and_is_told(
    session: Session, qtbot: QtBot
) -> None:
    unlock(session, qtbot, pin="246811")
    qtbot.waitUntil(lambda: any("was not yours" in text for text in toasts(session)))
    assert session.vault is not None and session.vault.pin_names() == frozenset()


def test_a_pin_of_two_digits_does_not_keep_the_passphrase_from_opening(
    session: Session, qtbot: QtBot
) -> None:
    unlock(session, qtbot, pin="24")
    qtbot.waitUntil(lambda: any("was not yours" in text for text in toasts(session)))


def test_who_has_no_pin_is_told_where_to_set_one(
    house: Path, session: Session, qtbot: QtBot, template: Template, clock: Clock
) -> None:
    store = Store.open(house, template.dek, clock)
    store.write(OWNER, clear_pin, 1)
    store.close()
    unlock(session, qtbot, pin=PIN)
    qtbot.waitUntil(lambda: any("Settings, Keys" in text for text in toasts(session)))
    assert session.vault is not None and session.vault.pin_names() == frozenset()


def test_five_wrong_pins_in_the_office_lock_it_until_the_passphrase_is_typed(
    session: Session, qtbot: QtBot
) -> None:
    unlock(session, qtbot, pin=PIN)
    assert session.vault is not None and session.vault.pin_names() == {OLIVE}
    gone: list[bool] = []
    step_up(session.desk, frame(session), Purpose.EXPORT, lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(session.window.findChildren(StepUp)))
    (dialog,) = session.window.findChildren(StepUp)
    for _n in range(4):
        dialog.pin.set_text("135791")
        dialog.verb.click()
        qtbot.waitUntil(dialog.verb.isEnabled, timeout=15_000)
        assert dialog.pin.fault_text() == "That PIN did not match. Try again."
    dialog.pin.set_text("135791")
    dialog.verb.click()
    qtbot.waitUntil(lambda: not session.desk.is_open, timeout=15_000)
    assert session.vault.pin_names() == frozenset() and not gone
    qtbot.waitUntil(lambda: lock_page(session).fault.text() != "", timeout=15_000)
    assert lock_page(session).fault.text() == "Five wrong PINs in a row. Type your passphrase."
    let_go()
    assert not session.window.findChildren(StepUp)


def test_a_right_pin_in_between_starts_the_count_anew(session: Session, qtbot: QtBot) -> None:
    unlock(session, qtbot, pin=PIN)
    assert session.vault is not None
    for right in (False, False, False, False, True, False, False, False, False):
        session.desk.wanted.emit("pin_typed", right)
    assert session.desk.is_open and session.vault.pin_names() == {OLIVE}
    session.desk.wanted.emit("pin_typed", False)
    assert not session.desk.is_open


def test_a_pin_that_was_taken_away_opens_nothing(session: Session, qtbot: QtBot) -> None:
    unlock(session, qtbot, pin=PIN)
    session.desk.wanted.emit("pin_gone", session.desk.staff_id)
    assert session.vault is not None and session.vault.pin_names() == frozenset()


def test_an_import_comes_back_where_it_was_after_unlock(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    unlock(session, qtbot)
    classes = {"today": NotePage, "residents": ResidentsPage}
    session.classes = frame(session).classes = classes
    path = tmp_path / "people.csv"
    path.write_text("Name,Shoe size\nJay Porter,9\n", encoding="utf-8")
    frame(session).open("residents")
    page = frame(session).pages["residents"]
    page.bring_in_list()
    page._importing.read(path)
    qtbot.waitUntil(lambda: page.context().startswith("Step 2"))
    box = page._importing.columns.boxes[1]
    box.setCurrentIndex(box.findData(Field.NOTES.value))
    page._importing.columns.go.click()
    qtbot.waitUntil(lambda: page.context().startswith("Step 3"))
    session.lock()
    unlock(session, qtbot)
    qtbot.waitUntil(lambda: frame(session).place == "residents")
    back = frame(session).pages["residents"]
    qtbot.waitUntil(lambda: back.context().startswith("Step 3"))
    assert back._importing.columns.columns() == {0: Field.FULL_NAME, 1: Field.NOTES}


def test_why_it_does_not_open_has_room_for_all_its_lines(qtbot: QtBot) -> None:
    page = LockPage(locked=True)
    qtbot.addWidget(page)
    page.resize(1024, 600)
    page.show()
    page.offer(["Ruth Cole"])
    page.refuse(Problem("That passphrase does not open this house. Nothing was changed. " * 2))
    QApplication.processEvents()
    assert page.fault.height() >= page.fault.heightForWidth(page.fault.width()) > 20


def test_a_restored_backup_opens_by_itself_and_says_where_the_rest_is_kept(
    session: Session, qtbot: QtBot, house: Path
) -> None:
    unlock(session, qtbot)
    keeping = session.desk.keeping
    assert keeping is not None
    backup = keeping.back_up().made[0].path
    said: list[str] = []
    session.desk.told.connect(lambda told: said.append(told.text))
    session.desk.wanted.emit("restore", (backup, PASSPHRASE))
    assert not session.desk.is_open, "the records are closed first"
    qtbot.waitUntil(lambda: any("is kept as house-replaced-" in s for s in said), timeout=30_000)
    assert session.desk.is_open and said[-1].startswith(f"Restored from {backup.name}.")
    assert len(list(house.parent.glob("house-replaced-*.db"))) == 1
