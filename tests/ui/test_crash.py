"""The last resort: what it tells holds no values, and it catches every thread."""

import sys
import threading
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.crash import Crash, CrashWindow, describe, last_fault


def fail_with(name: str) -> BaseException:
    def inner(resident: str) -> int:
        return int(resident)

    try:
        try:
            inner(name)
        except ValueError as cause:
            raise KeyError(name) from cause
    except KeyError as problem:
        return problem


def test_details_say_where_but_never_with_what() -> None:
    details = describe(fail_with("Marcus Tate"))
    assert "Marcus" not in details
    assert "KeyError" in details and "ValueError" in details and "test_crash.py" in details


def test_details_of_a_slip_in_the_program_say_what_it_was() -> None:
    assert "has no attribute 'nothing'" in describe(
        AttributeError("'Desk' object has no attribute 'nothing'")
    )


def test_copy_details_copies_and_keeps_the_window(qapp: QApplication, qtbot: QtBot) -> None:
    window = CrashWindow("the details")
    qtbot.addWidget(window)
    window.show()
    window.copy.click()
    assert QGuiApplication.clipboard().text() == "the details"
    assert window.isVisible()
    assert window.copy.text() == "Copied"


def test_a_failure_in_a_thread_is_caught(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    crash, told = Crash(tmp_path / "logs"), []
    before = sys.excepthook, threading.excepthook
    assert crash.install() == ""
    crash._happened.disconnect()
    crash._happened.connect(told.append)
    try:
        thread = threading.Thread(target=int, args=["Marcus"])
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(told))
        assert "ValueError" in told[0] and "Marcus" not in told[0]
    finally:
        crash.release()
        sys.excepthook, threading.excepthook = before


def test_a_fault_of_the_last_run_is_told_once(tmp_path: Path) -> None:
    log = tmp_path / "fault.log"
    assert last_fault(log) == ""
    log.write_text("Fatal Python error: Segmentation fault\n", encoding="utf-8")
    assert "Segmentation" in last_fault(log)
    assert last_fault(log) == ""
