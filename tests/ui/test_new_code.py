"""A new recovery code never stays on a locked screen, and who missed it is told."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.problems import Stopped
from sobrhouse.storage.keys.keys import Keys, key_file
from tests.ui.test_righting import House, begin, begun, house, type_in
from ui.app.session import Session
from ui.office.lock import LockPage
from ui.office.safety.recovery_dialog import RecoveryDialog

__all__ = ["begun", "house"]  # fixtures
CODE = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG"


def shown(qapp: QApplication) -> list[RecoveryDialog]:
    return [w for w in qapp.topLevelWidgets() if isinstance(w, RecoveryDialog) and w.isVisible()]


@pytest.mark.sqlite_only
def test_the_lock_puts_a_new_code_out_of_sight_and_says_that_another_is_needed(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> None:
    session = begin(house, begun, qapp)
    session.new_code.show_once(CODE)
    type_in(session, qtbot)
    qtbot.waitUntil(lambda: bool(shown(qapp)), timeout=15_000)
    (dialog,) = shown(qapp)
    dialog.reject()  # Esc: not before the letters were typed
    assert dialog.isVisible()

    session.lock()
    assert isinstance(session.window.content(), LockPage)
    assert shown(qapp) == []
    type_in(session, qtbot)
    qtbot.waitUntil(lambda: "code" in session.desk.troubles, timeout=15_000)
    assert "Make another one" in session.desk.troubles["code"].text
    assert shown(qapp) == []

    again = RecoveryDialog(session.desk, CODE, session.window)
    again.open()
    again.check.set_text("gggg")
    again.close_button.click()
    assert not again.isVisible() and "code" not in session.desk.troubles


@pytest.mark.sqlite_only
def test_a_code_that_the_lock_overtook_is_made_anew_and_one_that_failed_is_not(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> None:
    session = begin(house, begun, qapp)
    type_in(session, qtbot)
    qtbot.waitUntil(lambda: session.desk.is_open and session.window.frame_shown() is not None,
                    timeout=15_000)  # fmt: skip
    desk = session.desk
    desk.wanted.emit("recovery_code", "making")
    desk.wanted.emit("recovery_code", "failed")
    session.new_code._on_ready()
    assert "code" not in desk.troubles
    desk.wanted.emit("recovery_code", "making")
    session.new_code._on_ready()  # the office stands again after the lock
    assert desk.troubles["code"].go == ("settings", "keys")


@pytest.mark.sqlite_only
def test_once_closed_no_code_is_made_and_the_printed_one_stays(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> None:
    code = Keys.open(key_file(house.path)).new_recovery_code(house.dek)
    session = begin(house, begun, qapp)
    type_in(session, qtbot)
    qtbot.waitUntil(lambda: session.desk.keeping is not None, timeout=15_000)
    keeping = session.desk.keeping
    assert keeping is not None
    session.desk.shut()
    qtbot.waitUntil(lambda: session.vault is not None and session.vault._store is not None
                    and not session.vault._store.dek, timeout=15_000)  # fmt: skip
    for work in (keeping.new_recovery_code, keeping.pack):
        with pytest.raises(Stopped):
            work()
    assert Keys.open(key_file(house.path)).unlock_with_code(code) == house.dek
