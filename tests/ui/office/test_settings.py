"""Settings: what a role may not do is not shown, and what is changed is saved at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import Actor, ActorKind, Role
from sobrhouse.problems import NotAllowed, WrongPassphrase
from sobrhouse.queries.audit import audit_page
from sobrhouse.queries.phases import phases_of
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.staff import staff_list
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.phase_steps import add_phase
from sobrhouse.services.phases import change_phase, undo_change_phase
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, PASSPHRASE
from tests.make import SUNDAY
from tests.ui.conftest import PIN, SmallHouse, confirm_by
from ui.app.keeping import Keeping
from ui.crash.left import Run
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.safety.recovery_dialog import RecoveryDialog
from ui.office.settings.about import AboutSection
from ui.office.settings.backup import BackupSection
from ui.office.settings.keys import KeysSection
from ui.office.settings.people import PeopleSection
from ui.office.settings.place import SECTIONS, SettingsPage
from ui.office.settings.rules import RulesSection
from ui.widgets.buttons import Button


@pytest.fixture
def owners(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    """The owner's desk, with keys and backups."""
    assert store.path is not None
    place = key_file(store.path)
    me = store.actor(staff_id=1)
    keeping = Keeping(store, lambda: Keys.open(place), me, tmp_path)
    houses = store.read(me, my_houses)  # type: ignore[call-arg]
    desk = Desk(InlineJobs(), Opened(store, store.watch(), me, houses, False, tmp_path, keeping))
    yield desk
    desk.shut()


def shown(desk: Desk, qtbot: QtBot, section: str) -> SettingsPage:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 638)
    page.open_record(section)
    page.show()
    return page


@pytest.mark.parametrize("section", [name for name, *_rest in SECTIONS])
def test_every_section_opens_and_names_what_takes_the_focus(
    owners: Desk, qtbot: QtBot, section: str
) -> None:
    page = shown(owners, qtbot, section)
    assert page.section == section
    for widget in page.made[section].findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, f"{section}: {widget}"


def test_staff_see_only_their_own_sections(
    store: Store, small_house: SmallHouse, qtbot: QtBot, qapp: QApplication
) -> None:
    dana = make.staff(store, "Dana Ruiz", "staff", (small_house.house_id,))
    me = store.actor(staff_id=dana)
    desk = Desk(InlineJobs(), Opened(store, store.watch(), me, store.read(me, my_houses)))  # type: ignore[call-arg]
    page = shown(desk, qtbot, "look")
    assert set(page.buttons) == {"look", "keys", "about"}
    desk.shut()


def test_a_rule_is_saved_when_its_field_is_left(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    page = shown(owners, qtbot, "rules")
    rules = page.made["rules"]
    assert isinstance(rules, RulesSection)
    field = rules.form["curfew_weekdays"]
    field.set_text("11p")
    field.leave()
    house = small_house.house_id
    assert store.read(OWNER, house_settings, house).get("curfew_weekdays") == "23:00"
    owners.undo()
    assert store.read(OWNER, house_settings, house).get("curfew_weekdays") == "22:30"


def test_a_phase_is_added_changed_and_taken_back(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    store.write(OWNER, add_phase, small_house.house_id, "Phase 1")
    page = shown(owners, qtbot, "rules")
    rules = page.made["rules"]
    assert isinstance(rules, RulesSection)
    rules._new()
    assert page.panel.form is not None
    page.panel.form["min_days"].set_text("30")
    page.panel.form.submit()
    found = store.read(OWNER, phases_of, small_house.house_id)
    assert [(p.name, p.min_days) for p in found] == [("Phase 1", None), ("Phase 2", 30)]
    owners.undo()
    assert len(store.read(OWNER, phases_of, small_house.house_id)) == 1


def test_a_phase_is_removed_once_nobody_is_in_it_and_comes_back(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    phase = store.write(OWNER, add_phase, small_house.house_id, "Phase 1")
    stay = make.stay(store, make.resident(store, "Luis", "Gomez"), small_house.house_id)
    history = store.write(OWNER, change_phase, stay, phase, SUNDAY, "Settled in")
    page = shown(owners, qtbot, "rules")
    rules = page.made["rules"]
    assert isinstance(rules, RulesSection)

    def remove() -> None:
        rules._open(phase)
        assert page.panel.form is not None
        buttons = page.panel.form.findChildren(Button)
        next(b for b in buttons if b.words() == "Remove phase").click()

    remove()
    assert page.panel.form is not None
    assert "Somebody is in Phase 1" in page.panel.form.summary.label.text()
    store.write(OWNER, undo_change_phase, history)
    remove()
    assert page.panel.form is None and rules.rows == ()
    owners.undo()
    assert [row.name for row in rules.rows] == ["Phase 1"]


def test_an_account_is_added_with_its_own_passphrase_and_closed(
    owners: Desk, qtbot: QtBot, store: Store, small_house: SmallHouse
) -> None:
    page = shown(owners, qtbot, "people")
    people = page.made["people"]
    assert isinstance(people, PeopleSection)
    store.write(OWNER, set_pin, PIN)
    people._new()
    form = page.panel.form
    assert form is not None
    form["name"].set_text("Dana Ruiz")
    form["passphrase"].set_text("seven green bottles")
    form["again"].set_text("seven green bottle")
    form.submit()
    assert page.panel.form is form
    form["again"].set_text("seven green bottles")
    form.submit()
    confirm_by(page, PIN)
    rows = {r.name: r for r in store.read(OWNER, staff_list)}  # type: ignore[call-arg]
    assert rows["Dana Ruiz"].role is Role.STAFF
    assert rows["Dana Ruiz"].houses == (small_house.house_id,)
    assert store.path is not None
    keys = Keys.open(key_file(store.path))
    assert keys.unlock_with_passphrase("seven green bottles").label == "Dana Ruiz"
    assert owners.keeping is not None
    owners.keeping.close_account(rows["Dana Ruiz"].staff_id)
    with pytest.raises(WrongPassphrase):
        Keys.open(key_file(store.path)).unlock_with_passphrase("seven green bottles")


def test_the_passphrase_changes_only_with_the_old_one(
    owners: Desk, qtbot: QtBot, store: Store
) -> None:
    page = shown(owners, qtbot, "keys")
    keys = page.made["keys"]
    assert isinstance(keys, KeysSection)
    keys._change()
    form = page.panel.form
    assert form is not None
    form["old"].set_text("not the passphrase")
    form["new"].set_text("seven green bottles")
    form["again"].set_text("seven green bottles")
    form.submit()
    assert form["old"].faulty()
    form["old"].set_text(PASSPHRASE)
    form.submit()
    assert page.panel.form is None
    assert store.path is not None
    assert Keys.open(key_file(store.path)).unlock_with_passphrase("seven green bottles").dek


def test_a_new_recovery_code_is_typed_back_before_its_window_closes(
    owners: Desk, qtbot: QtBot, store: Store
) -> None:
    assert owners.keeping is not None
    assert store.path is not None
    code = owners.keeping.new_recovery_code()
    page = shown(owners, qtbot, "keys")
    dialog = RecoveryDialog(owners, code, page)
    dialog.show()
    dialog.check.set_text("0000" if not code.endswith("0000") else "1111")
    dialog.close_button.click()
    assert dialog.isVisible()
    dialog.check.set_text(code[-4:].lower())
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert Keys.open(key_file(store.path)).unlock_with_code(code) == store.dek


def test_a_backup_made_by_hand_is_listed_and_counts(owners: Desk, qtbot: QtBot) -> None:
    page = shown(owners, qtbot, "backup")
    backup = page.made["backup"]
    assert isinstance(backup, BackupSection)
    assert backup.state.text() == "None yet"
    assert not backup.attempt.isEnabled()
    backup.now.click()
    assert backup.state.text() == "Fresh"
    assert backup.table.count_shown() == 1
    assert backup._checked(backup.found[0]) == ("Verified", "ok")


def test_the_log_is_read_newest_first_and_by_words(
    owners: Desk, store: Store, small_house: SmallHouse
) -> None:
    store.write(OWNER, add_phase, small_house.house_id, "Phase 1")
    newest = store.read(OWNER, audit_page).rows[0]
    assert (newest.action, newest.who) == ("phase.added", "Olive Owner")
    assert {r.action for r in store.read(OWNER, audit_page, None, "olive phase").rows} == {
        "phase.added"
    }
    assert store.read(OWNER, audit_page, None, "100% _nobody'").rows == ()
    assert owners.keeping is not None
    assert owners.keeping.verify_log(store.read(OWNER, audit_page).anchor).ok


def test_a_manager_reads_the_log_of_their_own_house_alone(
    store: Store, small_house: SmallHouse
) -> None:
    other = make.house(store, name="Other House")
    store.write(OWNER, add_phase, small_house.house_id, "Phase 1")
    store.write(OWNER, add_phase, other, "Phase 9")
    manager = Actor(ActorKind.STAFF, 9, "Max", Role.MANAGER, frozenset({small_house.house_id}))
    seen = store.read(manager, audit_page).rows
    assert "phase.added" in {r.action for r in seen}
    assert {r.house for r in seen} == {"Maple Street House"}
    staff = Actor(ActorKind.STAFF, 9, "Sam", Role.STAFF, frozenset({small_house.house_id}))
    with pytest.raises(NotAllowed):
        store.read(staff, audit_page)


def test_what_failed_last_can_be_copied_and_safe_mode_is_a_button_away(
    owners: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "data", tmp_path)
    about = shown(owners, qtbot, "about").made["about"]
    assert isinstance(about, AboutSection)
    told: list[str] = []
    owners.told.connect(lambda one: told.append(one.text))
    about.copy.click()
    run = Run(tmp_path / "logs", "house-office")
    run.begin()
    run.fails("TypeError in ui/desk/desk.py")
    run.answered()
    about.copy.click()
    assert QGuiApplication.clipboard().text() == "TypeError in ui/desk/desk.py"
    assert told == [
        "Nothing has failed on this computer.",
        "Copied. Send it to whoever looks after this program.",
    ]
    wanted: list[tuple[str, object]] = []
    owners.wanted.connect(lambda what, value: wanted.append((what, value)))
    about.safe.click()
    assert wanted == [("again", "safe")]
