"""A damaged house: it is noticed, nothing is written any more, and the page puts it right."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sobrhouse.domain.stages import Stage, Stopped, stopped
from sobrhouse.problems import (
    Damaged,
    DatabaseGone,
    KeysDamaged,
    KeysMissing,
    NotFound,
    ReadOnly,
)
from sobrhouse.services.residents import add_resident
from sobrhouse.storage.backups.backup import back_up
from sobrhouse.storage.damage.left_log import torn_log
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.faults import damaged_database
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import PASSPHRASE, Clock, Template
from tests.ui.conftest import let_go
from tests.ui.test_lock import NotePage
from ui.app import righting
from ui.app.arguments import parse
from ui.app.putting_right import bring_back
from ui.app.session import Session
from ui.desk import Desk
from ui.jobs import Jobs
from ui.office.lock import LockPage, Try
from ui.office.safety.damage_page import DamagePage
from ui.office.safety.damage_values import Backups, Damage, Righted, Wanted
from ui.office.safety.recovery_dialog import RecoveryDialog
from ui.office.window import OfficeWindow
from ui.widgets.banner import Banner

PAGE = 4096
OLIVE = "Olive Owner"
NEW = "another four words here"


@dataclass
class House:
    """A closed house with a backup, and notes that are newer."""

    path: Path
    dek: bytes

    def damage(self, page: int) -> bytes:
        """Flip a bit of one page; gives the file as it lies there then."""
        data = bytearray(self.path.read_bytes())
        data[(page - 1) * PAGE + 100] ^= 2
        self.path.write_bytes(data)
        return bytes(data)

    def page_of_index(self) -> int:
        """A page that no start reads, and without which every record can still be read."""
        with closing(raw_connection(self.path, database_key(self.dek))) as driver:
            found = driver.execute(
                "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'note' "
                "ORDER BY rootpage LIMIT 1"
            ).fetchone()
        return int(found[0])


@pytest.fixture
def house(tmp_path: Path, template: Template, clock: Clock) -> House:
    path = tmp_path / "house.db"
    shutil.copy(template.path, path)
    shutil.copy(key_file(template.path), key_file(path))
    store = Store.open(path, template.dek, clock)
    make.house(store)
    back_up(path, template.dek, tmp_path / "backups", clock())
    make.resident(store, "Marcus", "Tate")
    store.close()
    return House(path, template.dek)


@pytest.fixture
def begun(
    house: House, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Session]]:
    """Sessions that a test begins once the house is as it wants it."""
    monkeypatch.setattr("ui.app.session._load_classes", lambda: {"today": NotePage})
    monkeypatch.setattr(righting, "AFTER_MS", 0)
    monkeypatch.setattr("sobrhouse.storage.keys.slots.FULL", FLOOR)  # what a new slot costs
    made: list[Session] = []
    yield made
    for session in made:
        session.end()
        session.window.close()
        session.window.deleteLater()
    let_go()


def begin(house: House, made: list[Session], qapp: QApplication) -> Session:
    folder = house.path.parent
    settings = QSettings(str(folder / "ui.ini"), QSettings.Format.IniFormat)
    arguments = parse(["--db", str(house.path), "--data", str(folder)])
    session = Session(qapp, arguments, OfficeWindow(settings), Desk(Jobs()), settings)
    made.append(session)
    session.window.show()
    session.show_first()
    session.load()
    return session


def type_in(session: Session, qtbot: QtBot, how: str = "passphrase", **more: str) -> None:
    def page() -> LockPage:
        found = session.window.content()
        assert isinstance(found, LockPage)
        return found

    qtbot.waitUntil(lambda: page().who.count() > 0)
    tried = {"secret": PASSPHRASE, **more}
    page().tried.emit(Try(OLIVE, how, **tried))  # type: ignore[arg-type]


def damage_page(session: Session, qtbot: QtBot) -> DamagePage:
    qtbot.waitUntil(lambda: isinstance(session.window.content(), DamagePage), timeout=15_000)
    page = session.window.content()
    assert isinstance(page, DamagePage)
    qtbot.waitUntil(page.go.isEnabled, timeout=15_000)
    return page


def said(page: DamagePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_page_that_no_start_reads_is_found_and_put_right(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> None:
    bad = house.damage(house.page_of_index())
    session = begin(house, begun, qapp)
    type_in(session, qtbot)
    page = damage_page(session, qtbot)
    assert "records are damaged" in said(page) and "Backup of" in page.which.text()
    with pytest.raises(ReadOnly, match="nothing was saved"):
        session.vault._store.write(session.desk.me, add_resident)  # type: ignore[union-attr]

    page.look_only.click()

    def banners() -> list[Banner]:
        frame = session.window.frame_shown()
        return [] if frame is None else [
            b for b in frame.findChildren(Banner) if "nothing is saved" in b.label.text()]

    qtbot.waitUntil(lambda: bool(banners()))
    banners()[0].button.click()
    page = damage_page(session, qtbot)

    page.secret.set_text("not the passphrase")
    page.go.click()
    qtbot.waitUntil(lambda: "does not open" in said(page), timeout=15_000)
    assert house.path.read_bytes() == bad
    page.secret.set_text(PASSPHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: "right again" in page.title.text(), timeout=15_000)
    assert "Everything that was recorded is there." in said(page)
    aside = next(house.path.parent.glob("house-damaged-*.db"))
    assert aside.read_bytes() == bad
    page.go.click()
    qtbot.waitUntil(lambda: session.window.frame_shown() is not None and session.desk.is_open,
                    timeout=15_000)  # fmt: skip
    assert session.righting.damage is None


def test_a_house_that_does_not_open_shows_the_page_and_another_backup_can_be_chosen(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    backup = next((tmp_path / "backups").glob("*.db"))
    good = tmp_path / "stick" / backup.name
    shutil.copytree(backup.parent, good.parent)
    backup.write_bytes(backup.read_bytes()[:-PAGE])  # the newest here is damaged as well
    house.damage(1)
    session = begin(house, begun, qapp)
    type_in(session, qtbot)
    page = damage_page(session, qtbot)
    assert page.look_only.isHidden()
    page.secret.set_text(PASSPHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: "No backup here is whole" in said(page), timeout=15_000)
    page.take(good)
    page.secret.set_text(PASSPHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: "right again" in page.title.text(), timeout=15_000)
    assert "is lost" in page.line.text() and "Lost: what was recorded" in said(page)


def test_damaged_keys_come_back_from_beside_the_backup(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> None:
    keys = key_file(house.path).read_bytes()
    key_file(house.path).write_bytes(keys[:-30])
    session = begin(house, begun, qapp)
    page = damage_page(session, qtbot)
    assert "keys cannot be read" in said(page)
    page.secret.set_text(PASSPHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: "keys are back" in page.title.text(), timeout=15_000)
    assert key_file(house.path).read_bytes() == keys
    page.go.click()
    qtbot.waitUntil(lambda: session.desk.is_open, timeout=15_000)


def test_a_lost_passphrase_is_replaced_by_the_code_and_so_is_the_code(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> None:
    code = Keys.open(key_file(house.path)).new_recovery_code(house.dek)
    session = begin(house, begun, qapp)
    qtbot.waitUntil(lambda: isinstance(session.window.content(), LockPage))
    page = session.window.content()
    assert isinstance(page, LockPage)
    qtbot.waitUntil(lambda: page.who.count() > 0)
    page.recover.click()
    page.secret.setText(code[:-1] + ("A" if code[-1] != "A" else "B"))
    page.second.setText(NEW)
    page.again.setText(NEW)
    page.go.click()
    assert "slip" in page.fault.text() and page.go.isEnabled()
    page.secret.setText(code.lower())
    page.again.setText("another four words hare")
    page.go.click()
    assert "not the same" in page.fault.text()
    page.again.setText(NEW)
    page.go.click()

    def shown() -> list[RecoveryDialog]:
        return [w for w in qapp.topLevelWidgets() if isinstance(w, RecoveryDialog)]

    qtbot.waitUntil(lambda: bool(shown()), timeout=15_000)
    (dialog,) = shown()
    assert dialog.code != code
    keys = Keys.open(key_file(house.path))
    assert keys.unlock_with_passphrase(NEW).dek == house.dek
    assert keys.unlock_with_code(dialog.code) == house.dek
    with pytest.raises(Exception, match="newer printed page"):
        keys.unlock_with_code(code)
    dialog.check.set_text(dialog.code[-4:])
    dialog.close_button.click()
    dialog.deleteLater()


def test_records_that_are_gone_come_back_from_the_newest_backup(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> None:
    house.path.unlink()
    session = begin(house, begun, qapp)
    type_in(session, qtbot)
    page = damage_page(session, qtbot)
    assert "records are not there" in said(page)
    assert not house.path.exists()  # looking made no empty file
    page.secret.set_text(PASSPHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: "records are back" in page.title.text(), timeout=15_000)
    page.go.click()
    qtbot.waitUntil(lambda: session.desk.is_open, timeout=15_000)


def test_bringing_a_backup_back_can_be_stopped_and_leaves_nothing(house: House) -> None:
    house.path.unlink()

    def stop_at_the_copy(stage: Stage) -> None:
        heard.append(stage)
        if stage is Stage.COPY:
            raise stopped()

    heard: list[Stage] = []
    with pytest.raises(Stopped, match="Nothing was changed"):
        bring_back(house.path, Wanted(PASSPHRASE), stop_at_the_copy)
    assert set(heard) == {Stage.BACKUP, Stage.COPY}
    assert not house.path.exists() and not list(house.path.parent.glob("*.part*"))


def test_a_stick_that_comes_while_it_is_put_right_offers_nothing_twice(qtbot: QtBot) -> None:
    page = DamagePage(Damage.GONE)
    qtbot.addWidget(page)
    page.show()
    found = Backups(1, Path("backups/house.db"), datetime(2026, 11, 20, tzinfo=UTC))
    page.show_backups(found)
    page.secret.set_text(PASSPHRASE)
    with qtbot.waitSignal(page.right):
        page.go.click()
    page.show_backups(replace(found, count=2))
    assert not page.go.isEnabled()
    page.working.button.click()  # Cancel: it may take a moment, and that is said
    assert page.working.words.full_text() == "Stopping" and not page.go.isEnabled()
    page.refuse(stopped())
    assert page.go.isEnabled()
    page.show_done(Righted(Path("house.db"), "", 0, 0, 0, ()))
    page.show_backups(found)  # one more look was under way
    assert page.go.isEnabled() and page.go.text().strip() == "Open the records"


def test_keys_are_back_at_once_so_there_is_no_cancel() -> None:
    assert DamagePage(Damage.NO_KEYS).working._cancel is False


def test_each_kind_of_damage_is_told_from_the_others() -> None:
    kinds = [righting._kind(p) for p in (
        torn_log(), damaged_database(), KeysDamaged("x"), KeysMissing("x"), DatabaseGone("x"),
        Damaged("the log was changed by somebody"), NotFound("x"),
    )]  # fmt: skip
    assert kinds == [Damage.LOG, Damage.PAGES, Damage.KEYS, Damage.NO_KEYS, Damage.GONE, None, None]
