"""Another key of the house, from Settings: two people, a new code, and nobody else gets in."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import Role
from sobrhouse.problems import WrongPassphrase
from sobrhouse.services import staff
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.slots import FLOOR
from sobrhouse.storage.rotating import rotate
from sobrhouse.storage.store import Store
from tests.conftest import OWNER, PASSPHRASE
from tests.ui.test_righting import House, begin, begun, house, type_in
from ui.app.session import Session
from ui.office.safety.recovery_dialog import RecoveryDialog
from ui.office.safety.rotation_page import RotationPage

__all__ = ["begun", "house", "rotate"]  # fixtures; and what sums rows is loaded before a test is
SECOND = "second horse battery"


def with_two_more(house: House) -> int:
    """Joyce who will be here, and Sam who left; gives Joyce's id."""
    keys = Keys.open(key_file(house.path))
    slots = [keys.add_slot(house.dek, "Joyce Bell", SECOND, FLOOR),
             keys.add_slot(house.dek, "Sam Lee", "third horse battery", FLOOR)]  # fmt: skip
    store = Store.open(house.path, house.dek)
    try:
        store.write(OWNER, confirm_by_passphrase, Purpose.ACCESS)
        joyce, _sam = (
            store.write(OWNER, staff.add_staff, name, Role.MANAGER, (1,), slot)
            for name, slot in zip(("Joyce Bell", "Sam Lee"), slots, strict=True)
        )
    finally:
        store.close()
    return joyce


def rotated(session: Session, qtbot: QtBot, second: str) -> RotationPage:
    session.desk.wanted.emit("rotate", (PASSPHRASE, (session.property("joyce"), second)))
    page = session.window.content()
    assert isinstance(page, RotationPage)
    return page


@pytest.fixture
def open_session(
    house: House, begun: list[Session], qapp: QApplication, qtbot: QtBot
) -> Session:
    joyce = with_two_more(house)
    session = begin(house, begun, qapp)
    type_in(session, qtbot)
    qtbot.waitUntil(lambda: session.desk.is_open and session.window.frame_shown() is not None,
                    timeout=15_000)  # fmt: skip
    session.setProperty("joyce", joyce)
    return session


def test_two_people_give_the_house_another_key(
    house: House, open_session: Session, qapp: QApplication, qtbot: QtBot
) -> None:
    session, before = open_session, key_file(house.path).read_bytes()
    tell = session.rotation._tell
    session.rotation._tell = lambda _stage: _stop()  # type: ignore[method-assign]
    rotated(session, qtbot, SECOND)
    qtbot.waitUntil(lambda: session.desk.is_open, timeout=20_000)  # stopped: all is as it was
    assert key_file(house.path).read_bytes() == before
    assert not list(house.path.parent.glob("*.part"))

    session.rotation._tell = tell  # type: ignore[method-assign]
    page = rotated(session, qtbot, SECOND)
    qtbot.waitUntil(page.go.isVisible, timeout=30_000)
    assert not session.desk.is_open
    keys = Keys.open(key_file(house.path))
    assert keys.unlock_with_passphrase(PASSPHRASE, "Olive Owner").dek != house.dek
    with pytest.raises(Exception, match="Sam Lee"):
        keys.unlock_with_passphrase("third horse battery", "Sam Lee")
    page.go.click()

    def shown() -> list[RecoveryDialog]:
        return [w for w in qapp.topLevelWidgets() if isinstance(w, RecoveryDialog)]

    qtbot.waitUntil(lambda: bool(shown()), timeout=15_000)
    (dialog,) = shown()
    assert keys.unlock_with_code(dialog.code)
    dialog.check.set_text(dialog.code[-4:])
    dialog.close_button.click()
    dialog.deleteLater()
    assert session.desk.is_open
    with pytest.raises(WrongPassphrase):
        keys.unlock_with_passphrase("third horse battery")


def _stop() -> None:
    from sobrhouse.domain.stages import stopped

    raise stopped()
