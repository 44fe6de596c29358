"""Settings, Retention, and the legal hold on a profile: what is shown, and a purge from the first
look to the certificate.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.domain.retention import RecordClass
from sobrhouse.domain.staff import Role
from sobrhouse.queries.holds import holds_of
from sobrhouse.queries.purges import must_be_packed, purges
from sobrhouse.queries.retention import retention_rules
from sobrhouse.services.staff import set_pin
from sobrhouse.services.todos import add_todo, take_off
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff
from tests.ui.conftest import PIN, SmallHouse, confirm_by, opened
from ui.app.keeping import Keeping
from ui.desk import Desk, Step
from ui.jobs import InlineJobs
from ui.office.papers.destruction_paper import CertificateDialog
from ui.office.residents.place import ResidentsPage
from ui.office.safety.purge_dialog import PurgeDialog
from ui.office.second_person import SecondPerson
from ui.office.settings.place import SettingsPage
from ui.office.settings.retention import RetentionSection

THEIRS = "975310"


@pytest.fixture
def owners(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    """The owner's desk, with keys and backups."""
    assert store.path is not None
    store.write(OWNER, set_pin, PIN)
    place = key_file(store.path)
    keeping = Keeping(store, lambda: Keys.open(place), store.actor(staff_id=1), tmp_path)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping))
    yield desk
    desk.shut()


def left_long_ago(store: Store, house: int) -> int:
    who = make.resident(store, "Zebulon", "Quagmire")
    make.stay(store, who, house, date(2015, 1, 1), discharged_on=date(2016, 1, 1),
              discharge_type="voluntary")  # fmt: skip
    return who


def shown(desk: Desk, qtbot: QtBot) -> RetentionSection:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 638)
    page.open_record("retention")
    page.show()
    section = page.made["retention"]
    assert isinstance(section, RetentionSection)
    return section


def test_a_record_is_destroyed_from_the_first_look_to_the_certificate(
    owners: Desk, store: Store, small_house: SmallHouse, qtbot: QtBot
) -> None:
    house = small_house.house_id
    dana = make.staff(store, "Dana Ruiz", "staff", (house,))
    store.write(staff(Role.STAFF, house, staff_id=dana), set_pin, THEIRS)
    who = left_long_ago(store, house)
    section = shown(owners, qtbot)
    assert section.table.row_of(who) is not None
    section.table.activated.emit(who)
    (dialog,) = section.window().findChildren(PurgeDialog)
    assert dialog.title.text() == "Destroy the record of Zebulon Quagmire?"
    assert dialog.verb.isEnabled()
    dialog.verb.click()
    (second,) = dialog.findChildren(SecondPerson)
    second.who.set_value(dana)
    second.secret.set_text(THEIRS)
    second.verb.click()
    owners.do(owners, add_todo, house, "Call Zebulon", said="Call Zebulon was added",
              undo=lambda made: Step(take_off, (made,)))  # fmt: skip
    owners.recent.append(who)
    assert owners.can_undo()
    confirm_by(dialog, PIN)
    assert not owners.can_undo() and not owners.recent  # they may tell of who is gone
    (row,) = store.read(OWNER, purges)
    assert row.deleted == {"resident": 1, "stay": 1}
    assert not store.read(OWNER, must_be_packed)
    (paper,) = section.window().findChildren(CertificateDialog)
    assert paper.shown is not None
    assert paper.shown.pages == 1
    paper.reject()
    assert section.table.row_of(who) is None
    assert section.gone.row_of(row.purge_id) is not None
    assert section.unfinished.isHidden()


def test_without_a_second_person_the_verb_is_not_offered(
    owners: Desk, store: Store, small_house: SmallHouse, qtbot: QtBot
) -> None:
    who = left_long_ago(store, small_house.house_id)
    section = shown(owners, qtbot)
    section.table.activated.emit(who)
    (dialog,) = section.window().findChildren(PurgeDialog)
    assert not dialog.verb.isEnabled()
    assert "second person" in dialog.stop.label.text()
    assert dialog.verb.autoDefault(), "Enter presses the button that has the focus"
    qtbot.keyClick(dialog.keep, Qt.Key.Key_Return)
    assert dialog.isHidden()


def test_a_rule_is_changed_and_taken_back(owners: Desk, store: Store, qtbot: QtBot) -> None:
    section = shown(owners, qtbot)
    panel = section.rules.panel
    section.rules.buttons[RecordClass.RESIDENT].click()
    assert panel.form is not None
    panel.form["years"].set_text("3")
    panel.form.submit()
    assert panel.form["years"].faulty()
    panel.form["years"].set_text("10")
    panel.form.submit()
    assert years(store) == 10
    owners.undo()
    assert years(store) == 7


def years(store: Store) -> int:
    rules = {r.rule.record_class: r.rule for r in store.read(OWNER, retention_rules)}
    return rules[RecordClass.RESIDENT].years


def test_a_hold_is_put_on_shown_and_lifted_on_the_profile(
    owners: Desk, store: Store, small_house: SmallHouse, qtbot: QtBot
) -> None:
    page = ResidentsPage(owners)
    qtbot.addWidget(page)
    page.resize(1170, 638)
    who = small_house.people["Marcus"]
    page.open_record(who)
    page.show()
    assert page.profile.head.hold.isHidden()
    page.profile.legal_hold()
    form = page.panel.form
    assert form is not None
    form["asked_by"].set_text("County court")
    form["reason"].set_text("Case 12")
    form.submit()
    assert not page.profile.head.hold.isHidden()
    assert "County court" in page.profile.head.hold.toolTip()
    (row,) = store.read(OWNER, holds_of, who)
    assert (row.asked_by, row.reason) == ("County court", "Case 12")
    owners.undo()
    assert page.profile.head.hold.isHidden()
    assert store.read(OWNER, holds_of, who) == ()
