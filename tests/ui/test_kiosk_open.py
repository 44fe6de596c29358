"""The kiosk from its key to its end, in this process: the window, leaving by a staff PIN, trouble,
and the backup while the office is locked.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.access import needs
from sobrhouse.storage.keys.keys import key_file
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from tests import make
from tests.conftest import OWNER, PASSPHRASE, Clock, Template
from tests.ui.conftest import let_go
from ui.app import kiosk as program
from ui.app.arguments import parse
from ui.app.handover import Packet
from ui.app.kept_store import KeptStore
from ui.app.kiosk import Kiosk
from ui.app.kiosk_leaving import Answer, Leaving
from ui.app.vault import evening
from ui.crash.left import Run as CrashRun
from ui.crash.left import last_details
from ui.jobs import InlineJobs
from ui.kiosk.number import StaffPin
from ui.kiosk.window import KioskWindow
from ui.office.lock import LockPage, Try

PIN = "246810"
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


@needs(Permission.OWN_ACCOUNT, house_free=True)
def written(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(
        select(AuditEntry.action, AuditEntry.actor_name)
        .where(AuditEntry.action.like("kiosk.%") | (AuditEntry.action == "backup.made"))
        .order_by(AuditEntry.seq)
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def house(tmp_path: Path, template: Template, clock: Clock) -> Path:
    """A database with one house, and an owner with a PIN; closed."""
    path = tmp_path / "house.db"
    shutil.copyfile(template.path, path)
    shutil.copyfile(key_file(template.path), key_file(path))
    store = Store.open(path, template.dek, clock)
    make.house(store)
    store.write(OWNER, set_pin, PIN)
    store.close()
    return path


@dataclass
class Run:
    """A kiosk that runs here, and what it said to whoever started it."""

    kiosk: Kiosk
    said: list[str]
    ended: list[int]


def open_at_size(window: KioskWindow) -> None:
    window.resize(1280, 800)
    window.show()


@pytest.fixture
def run(
    house: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Run]]:
    """Starts a kiosk on the house."""
    runs: list[Run] = []
    said: list[str] = []
    monkeypatch.setattr(program, "say", said.append)
    monkeypatch.setattr(KioskWindow, "open_full", open_at_size)  # no screen here is as large

    def start(*more: str) -> Run:
        arguments = parse(["--kiosk", "--db", str(house), "--data", str(house.parent), *more])
        made = Run(Kiosk(qapp, arguments), said, [])
        made.kiosk.finished.connect(made.ended.append)
        runs.append(made)
        made.kiosk.begin()
        return made

    yield start
    for each in runs:
        each.kiosk.end()
        for window in (each.kiosk.window, each.kiosk.unlock):
            if window is not None:
                if window is each.kiosk.window:
                    window.let_go()
                window.close()
                window.deleteLater()
        each.kiosk.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)
    let_go()


@pytest.fixture
def handed(
    run: Callable[..., Run], template: Template, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Run]:
    """The same, opened by the office."""
    packet = Packet(template.dek, 1, 1, AT)
    monkeypatch.setattr(program, "_packet_from_input", lambda: packet)
    return lambda: run("--handed")


def stands(qtbot: QtBot, made: Run) -> None:
    qtbot.waitUntil(lambda: made.kiosk.window is not None, timeout=20_000)
    assert made.said == ["open"]


def asked(house: Path, template: Template, clock: Clock) -> list[tuple[str, str]]:
    store = Store.open(house, template.dek, clock)
    try:
        return store.read(OWNER, written)
    finally:
        store.close()


def type_pin(qtbot: QtBot, made: Run, pin: str) -> None:
    """As staff do: the chord, the numbers, Enter."""
    window = made.kiosk.window
    assert window is not None
    qtbot.waitUntil(lambda: window.flow.facts is not None, timeout=20_000)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_K, both)
    assert isinstance(window.screen_now, StaffPin)
    for number in pin:
        qtbot.keyClick(window, number, delay=90)  # slower than a scanner
    qtbot.keyClick(window, Qt.Key.Key_Return, delay=90)


def test_a_staff_pin_ends_it_a_wrong_one_does_not(
    handed: Callable[[], Run], house: Path, template: Template, clock: Clock, qtbot: QtBot
) -> None:
    made = handed()
    stands(qtbot, made)
    type_pin(qtbot, made, "111111")
    window = made.kiosk.window
    assert window is not None
    qtbot.waitUntil(lambda: not getattr(window.screen_now, "busy", True), timeout=20_000)
    assert ("kiosk.staff_pin_wrong", "sobrhouse") in asked(house, template, clock)
    assert window.isVisible() and not made.ended
    type_pin(qtbot, made, PIN)
    qtbot.waitUntil(lambda: made.ended == [0], timeout=20_000)
    assert not window.isVisible()
    assert asked(house, template, clock) == [
        ("kiosk.opened", OWNER.name),
        ("kiosk.staff_pin_wrong", "sobrhouse"),
        ("kiosk.left", OWNER.name),
        ("backup.made", "sobrhouse"),
    ]
    assert len(list((house.parent / "backups").glob("*.db"))) == 1


def test_it_makes_the_hourly_backup_while_the_office_is_locked(
    handed: Callable[[], Run], house: Path, qtbot: QtBot
) -> None:
    made = handed()
    stands(qtbot, made)
    made.kiosk.make_due()
    qtbot.waitUntil(lambda: bool(list((house.parent / "backups").glob("*.db"))), timeout=20_000)


def test_what_failed_behind_it_can_be_copied_in_the_office(
    handed: Callable[[], Run], house: Path, qtbot: QtBot
) -> None:
    made = handed()
    stands(qtbot, made)
    logs = house.parent / "logs"
    crash_run = CrashRun(logs, "house-kiosk")
    crash_run.begin()
    catcher = program.watched(crash_run, made.kiosk)
    catcher.caught(ValueError, ValueError("Marcus Tate"), None)
    qtbot.waitUntil(lambda: "ValueError" in last_details(logs))
    assert "Marcus" not in last_details(logs)
    crash_run.end()
    assert CrashRun(logs, "house-kiosk").begin().in_a_row == 0, "and nothing waits to be told"
    catcher.deleteLater()


def test_until_the_house_is_known_it_speaks_as_the_office_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(program, "QApplication", lambda _argv: qapp)
    monkeypatch.setattr(program.words, "speak", spoken.append)
    monkeypatch.setattr(program, "harden", lambda: None)
    monkeypatch.setattr(program, "_run", lambda *_all: 0)
    program.start_kiosk(["sobrhouse"], parse(["--kiosk", "--data", str(tmp_path)]))
    ini = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    ini.setValue("look/language", "es")
    ini.sync()
    for more in ([], ["--language", "en"]):
        program.start_kiosk(["sobrhouse"], parse(["--kiosk", "--data", str(tmp_path), *more]))
    qapp.setQuitOnLastWindowClosed(True)
    assert spoken == ["en", "es", "en"]


def test_a_passphrase_opens_it_where_no_office_did(run: Callable[..., Run], qtbot: QtBot) -> None:
    made = run()
    qtbot.waitUntil(lambda: made.kiosk.unlock is not None)
    assert made.kiosk.unlock is not None
    page = made.kiosk.unlock.content()
    assert isinstance(page, LockPage)
    page.tried.emit(Try(OWNER.name, "passphrase", "not the passphrase"))
    qtbot.waitUntil(lambda: bool(page.fault.text()), timeout=20_000)
    assert made.kiosk.window is None
    page.tried.emit(Try(OWNER.name, "passphrase", PASSPHRASE))
    stands(qtbot, made)
    assert made.kiosk.unlock is None


def test_a_damaged_house_ends_in_a_sentence_without_a_dialog(
    handed: Callable[[], Run], house: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    house.write_bytes(b"x" * 8192)
    made = handed()
    qtbot.waitUntil(lambda: made.ended == [1], timeout=20_000)
    (sentence,) = made.said
    assert sentence.endswith(".") and made.kiosk.window is None
    assert not [w for w in qapp.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


@pytest.fixture
def kept(house: Path, template: Template, clock: Clock) -> Iterator[KeptStore]:
    kept = KeptStore(house, lambda: Store.open(house, template.dek, clock), clock)
    yield kept
    kept.close()


class Watch:
    """Seconds that the test moves."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def tries(leaving: Leaving, pin: str) -> Answer:
    answers: list[Answer] = []
    leaving.check(leaving, pin, answers.append)
    (answer,) = answers
    return answer


def test_guessing_a_staff_pin_gets_slow(kept: KeptStore, qapp: QApplication) -> None:
    watch = Watch()
    leaving = Leaving(InlineJobs(), kept, 1, clock=watch)
    for wrong in range(4):
        assert tries(leaving, f"11111{wrong}") == Answer(False)
    assert tries(leaving, "111114").wait_seconds > 25
    assert tries(leaving, PIN) == Answer(False, 31), "while one waits even the right one is none"
    watch.at += 31
    assert tries(leaving, PIN) == Answer(True)
    assert tries(leaving, PIN) == Answer(True)


def test_staff_get_out_when_the_records_are_gone(
    kept: KeptStore, house: Path, qapp: QApplication
) -> None:
    leaving = Leaving(InlineJobs(), kept, 1)
    leaving.read()
    house.rename(house.with_name("away.db"))
    assert not tries(leaving, "111111").right
    assert tries(leaving, PIN).right


def test_a_pin_of_the_practice_house_opens_no_other(kept: KeptStore, qapp: QApplication) -> None:
    leaving = Leaving(InlineJobs(), kept, 1, "417390")
    assert not tries(leaving, "417390").right, "the owner has a PIN, so only that one counts"


def test_the_practice_clock_goes_on_where_something_was_recorded(
    kept: KeptStore, clock: Clock
) -> None:
    begun = evening(kept.store())
    clock.forward(minutes=40)
    kept.write(OWNER, set_pin, "135791")
    assert evening(kept.store()) == kept.now() > begun
