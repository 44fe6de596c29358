"""A second person is asked for on the screen, and only then one's own PIN."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.queries.audit import audit_page
from sobrhouse.services.pins import Purpose
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER
from tests.ui.conftest import PIN, SmallHouse, confirm_by, opened
from ui.app.keeping import Keeping
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.second_person import Given, SecondPerson, two_people

THEIRS = "975310"
WORDS = "four quiet words here"


@pytest.fixture
def page(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[QWidget]:
    """A screen of the owner, who has a PIN."""
    assert store.path is not None
    store.write(OWNER, set_pin, PIN)
    place = key_file(store.path)
    keeping = Keeping(store, lambda: Keys.open(place), store.actor(staff_id=1), tmp_path)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping))
    shown = QWidget()
    shown.desk = desk  # type: ignore[attr-defined]
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    desk.shut()


def ask(page: QWidget, purpose: Purpose, resident_id: int | None = None) -> list[Given | None]:
    """Begin; what is given in the end, or None for each time somebody went back."""
    ended: list[Given | None] = []
    two_people(page.desk, page, purpose, ended.append,  # type: ignore[attr-defined]
               lambda _why: ended.append(None), resident_id)  # fmt: skip
    return ended


def standing(page: QWidget) -> SecondPerson:
    (dialog,) = (d for d in page.findChildren(SecondPerson) if d.isVisible())
    return dialog


def test_the_second_persons_pin_then_ones_own(
    page: QWidget, store: Store, small_house: SmallHouse
) -> None:
    dana = make.staff(store, "Dana Ruiz", "staff", (small_house.house_id,))
    store.write(store.actor(staff_id=dana), set_pin, THEIRS)
    ended = ask(page, Purpose.PURGE, small_house.people["Marcus"])
    dialog = standing(page)
    dialog.verb.click()
    assert dialog.who.faulty() and not ended
    dialog.who.set_value(dana)
    dialog.secret.set_text("111111")
    dialog.verb.click()
    assert dialog.secret.fault_text() == "That PIN did not match. Try again."
    assert dialog.isVisible() and dialog.secret.text() == ""
    dialog.secret.set_text(THEIRS)
    dialog.verb.click()
    assert not ended
    confirm_by(page, PIN)
    assert ended == [Given(dana, "Dana Ruiz")]
    said = [row.action for row in store.read(OWNER, audit_page).rows][:3]
    assert said == ["staff.confirmed", "staff.second_confirmed", "staff.pin_refused"]


def test_who_has_no_pin_types_the_passphrase_and_so_does_everybody_for_another_key(
    page: QWidget, store: Store
) -> None:
    keeping = page.desk.keeping  # type: ignore[attr-defined]
    from sobrhouse.domain.staff import Role
    from sobrhouse.services.pins import confirm_by_passphrase

    store.write(OWNER, confirm_by_passphrase, Purpose.ACCESS)
    ann = keeping.add_staff("Ann Lee", Role.AUDITOR, (), WORDS)
    for purpose in (Purpose.PURGE, Purpose.ROTATION):
        ended = ask(page, purpose)
        dialog = standing(page)
        dialog.who.set_value(ann)
        assert dialog.secret.label_text == "Their passphrase"
        if purpose is Purpose.PURGE:
            dialog.secret.set_text("not her words at all")
            dialog.verb.click()
            assert dialog.secret.faulty() and not ended
        dialog.secret.set_text(WORDS)
        dialog.verb.click()
        confirm_by(page, PIN)
        assert ended == [Given(ann, "Ann Lee", WORDS)]


def test_alone_only_ones_own_pin_is_asked_and_going_back_is_told(page: QWidget) -> None:
    ended = ask(page, Purpose.PURGE)
    assert not page.findChildren(SecondPerson)
    confirm_by(page, PIN)
    assert ended == [Given()]


def test_going_back_does_nothing(page: QWidget, store: Store, small_house: SmallHouse) -> None:
    make.staff(store, "Dana Ruiz", "staff", (small_house.house_id,), slot_id="slot of Dana")
    ended = ask(page, Purpose.PURGE)
    standing(page).keep.click()
    assert ended == [None]
