"""What could do harm asks for the PIN again, and does nothing before it was right."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import Role
from sobrhouse.queries.audit import audit_page
from sobrhouse.queries.staff import my_account, staff_list
from sobrhouse.services.staff import clear_pin, set_pin
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE, Clock
from tests.ui.conftest import PIN, SmallHouse, confirm_by, opened
from ui.app.keeping import Keeping
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office import exporting
from ui.office.backups import restore_steps
from ui.office.residents.place import ResidentsPage
from ui.office.settings import people as settings_people
from ui.office.settings.backup import BackupSection
from ui.office.settings.keys import KeysSection
from ui.office.settings.people import PeopleSection
from ui.office.settings.place import SettingsPage
from ui.office.step_up import StepUp


@pytest.fixture
def owners(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    """The owner's desk, with keys, and a PIN."""
    assert store.path is not None
    store.write(OWNER, set_pin, PIN)
    place = key_file(store.path)
    keeping = Keeping(store, lambda: Keys.open(place), store.actor(staff_id=1), tmp_path)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping))
    desk.said = []  # type: ignore[attr-defined]
    desk.told.connect(lambda told: desk.said.append(told.text))  # type: ignore[attr-defined]
    yield desk
    desk.shut()


def section(desk: Desk, qtbot: QtBot, name: str) -> tuple[SettingsPage, Any]:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 638)
    page.open_record(name)
    page.show()
    return page, page.made[name]


def asking(page: Any) -> list[StepUp]:
    return [d for d in page.window().findChildren(StepUp) if d.isVisible()]


def actions(store: Store) -> list[str]:
    return [row.action for row in store.read(OWNER, audit_page).rows]


def role_of(store: Store, staff_id: int) -> Role:
    rows = store.read(OWNER, staff_list)  # type: ignore[call-arg]
    return next(r.role for r in rows if r.staff_id == staff_id)


def open_dana(
    desk: Desk, qtbot: QtBot, store: Store, house: SmallHouse
) -> tuple[SettingsPage, int]:
    """Dana Ruiz's role, changed to owner on the screen, with the verb pressed."""
    dana = make.staff(store, "Dana Ruiz", "staff", (house.house_id,))
    page, people = section(desk, qtbot, "people")
    assert isinstance(people, PeopleSection)
    people._open(dana)
    assert page.panel.form is not None
    page.panel.form["role"].set_value(Role.OWNER)
    page.panel.form.submit()
    return page, dana


def test_a_role_changes_only_after_the_right_pin(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    page, dana = open_dana(owners, qtbot, store, small_house)
    dialog = confirm_by(page, "135791")
    assert dialog.isVisible() and dialog.pin.text() == ""
    assert dialog.pin.fault_text() == "That PIN did not match. Try again."
    assert role_of(store, dana) is Role.STAFF
    confirm_by(page, PIN)
    assert not asking(page) and role_of(store, dana) is Role.OWNER
    done = ["staff.access_changed", "staff.confirmed", "staff.pin_refused"]
    assert actions(store)[:3] == done
    owners.undo()
    assert role_of(store, dana) is Role.STAFF


def test_a_role_change_is_not_undone_later_without_the_pin(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse, clock: Clock
) -> None:
    page, dana = open_dana(owners, qtbot, store, small_house)
    confirm_by(page, PIN)
    clock.forward(minutes=5)
    owners.undo()
    assert role_of(store, dana) is Role.OWNER
    assert "Type your PIN" in owners.said[-1]  # type: ignore[attr-defined]


def test_going_back_leaves_the_form_as_it_was(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    page, dana = open_dana(owners, qtbot, store, small_house)
    (dialog,) = asking(page)
    dialog.verb.click()
    assert dialog.pin.faulty() and "staff.pin_refused" not in actions(store)
    dialog.keep.click()
    form = page.panel.form
    assert form is not None and form.verb.isEnabled()
    assert form["role"].value() is Role.OWNER and role_of(store, dana) is Role.STAFF


def test_a_right_pin_is_good_for_one_thing_only(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    page, dana = open_dana(owners, qtbot, store, small_house)
    confirm_by(page, PIN)
    page.made["people"]._open(dana)
    assert page.panel.form is not None
    page.panel.form["role"].set_value(Role.MANAGER)
    page.panel.form.submit()
    assert asking(page) and role_of(store, dana) is Role.OWNER


def test_without_a_pin_one_is_told_where_to_set_it(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse, tmp_path: Path
) -> None:
    store.write(OWNER, clear_pin, 1)
    page, dana = open_dana(owners, qtbot, store, small_house)
    assert not asking(page) and page.panel.form is not None
    assert "Settings, Keys" in page.panel.form.summary.label.text()
    assert page.panel.form.verb.isEnabled() and role_of(store, dana) is Role.STAFF
    residents = ResidentsPage(owners)
    qtbot.addWidget(residents)
    path = tmp_path / "out.csv"
    exporting.export_to(owners, residents, residents.list.table(), "residents here", path)
    assert not path.exists()
    assert "Settings, Keys" in owners.said[-1]  # type: ignore[attr-defined]


def test_the_practice_house_asks_only_who_has_set_a_pin(
    store: Store, small_house: SmallHouse, qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    desk = Desk(InlineJobs(), opened(store, practice=True))
    page = ResidentsPage(desk)
    qtbot.addWidget(page)
    page.show()
    path = tmp_path / "out.csv"
    exporting.export_to(desk, page, page.list.table(), "residents here", path)
    assert path.exists()
    path.unlink()
    store.write(OWNER, set_pin, PIN)
    exporting.export_to(desk, page, page.list.table(), "residents here", path)
    assert not path.exists()
    confirm_by(page, PIN)
    assert path.exists()
    desk.shut()


def test_a_restore_asks_after_the_passphrase(
    owners: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert owners.keeping is not None
    backup = owners.keeping.back_up().made[0].path
    monkeypatch.setattr(restore_steps, "choose_file", lambda *_args: backup)
    wanted: list[tuple[str, object]] = []
    owners.wanted.connect(lambda what, value: wanted.append((what, value)))
    page, backups = section(owners, qtbot, "backup")
    assert isinstance(backups, BackupSection)
    backups.restore.click()
    assert backups.steps.other is not None
    backups.steps.other.click()
    assert page.panel.form is not None
    page.panel.form["passphrase"].set_text("not the passphrase")
    page.panel.form.submit()
    assert page.panel.form["passphrase"].faulty() and not asking(page)
    page.panel.form["passphrase"].set_text(PASSPHRASE)
    page.panel.form.submit()
    assert backups.steps.verb is not None
    backups.steps.verb.click()
    confirm_by(page, "135791")
    assert wanted == [("pin_typed", False)]
    confirm_by(page, PIN)
    assert wanted[1:] == [("pin_typed", True), ("restore", (backup, PASSPHRASE))]


def test_a_new_pin_is_set_only_by_the_passphrase(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    page, keys = section(owners, qtbot, "keys")
    assert isinstance(keys, KeysSection)
    keys._pin()
    form = page.panel.form
    assert form is not None
    for name, text in (("passphrase", "not the passphrase"), ("pin", "975310"),
                       ("again", "975310")):  # fmt: skip
        form[name].set_text(text)
    form.submit()
    assert form["passphrase"].faulty() and page.panel.form is form
    form["passphrase"].set_text(PASSPHRASE)
    form.submit()
    assert page.panel.form is None
    page, dana = open_dana(owners, qtbot, store, small_house)
    confirm_by(page, PIN)
    assert role_of(store, dana) is Role.STAFF
    confirm_by(page, "975310")
    assert role_of(store, dana) is Role.OWNER


def test_a_pin_is_taken_away_only_after_a_question(
    owners: Desk, qtbot: QtBot, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    titles: list[str] = []

    def confirm(_parent: object, title: str, *_rest: object) -> bool:
        titles.append(title)
        return answers.pop(0)

    monkeypatch.setattr(settings_people, "confirm", confirm)
    _page, people = section(owners, qtbot, "people")
    row = next(r for r in people.rows if r.staff_id == 1)
    people._clear_pin(row)
    assert titles == ["Take the PIN of Olive Owner away?"]
    mine = store.read(OWNER, my_account)  # type: ignore[call-arg]
    assert mine is not None and mine.has_pin
    people._clear_pin(row)
    mine = store.read(OWNER, my_account)  # type: ignore[call-arg]
    assert mine is not None and not mine.has_pin


def test_everything_in_the_question_has_a_name_and_the_pin_is_not_readable(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    page, _dana = open_dana(owners, qtbot, store, small_house)
    (dialog,) = asking(page)
    assert dialog.pin.control.accessibleName() == "Your PIN"
    assert all(button.accessibleName() or button.text()
               for button in dialog.findChildren(QPushButton))  # fmt: skip
    dialog.pin.set_text(PIN)
    assert PIN not in dialog.pin.line.displayText()
    assert dialog.focusWidget() is dialog.pin.line
