"""Another key, asked for in Settings: one's own passphrase, a second person's, one's own PIN."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import Role
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.store import Store
from tests.conftest import OWNER, PASSPHRASE
from tests.ui.conftest import PIN, SmallHouse, confirm_by, opened
from ui.app.keeping import Keeping
from ui.desk import Desk
from ui.jobs import InlineJobs
from ui.office.form_panel import FormPanel
from ui.office.second_person import SecondPerson
from ui.office.settings.keys import KeysSection

WORDS = "four quiet words here"


def test_the_house_gets_another_key_only_when_both_are_here(
    store: Store, small_house: SmallHouse, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert store.path is not None
    place = key_file(store.path)
    keeping = Keeping(store, lambda: Keys.open(place), store.actor(staff_id=1), tmp_path)
    second = keeping.add_staff("Joyce Bell", Role.STAFF, (small_house.house_id,), WORDS)
    store.write(OWNER, set_pin, PIN)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping))
    wanted: list[object] = []
    desk.wanted.connect(lambda what, value: wanted.append(value) if what == "rotate" else None)
    panel = FormPanel()
    section = KeysSection(desk, panel)
    for widget in (panel, section):
        qtbot.addWidget(widget)
        widget.show()
    section.key_change.begin()
    form = panel.form
    assert form is not None
    form["passphrase"].set_text("not the passphrase")
    form.submit()
    assert form["passphrase"].faulty() and not wanted
    form["passphrase"].set_text(PASSPHRASE)
    form.submit()
    (dialog,) = (d for d in section.findChildren(SecondPerson) if d.isVisible())
    dialog.who.box.setCurrentIndex(dialog.who.box.findText("Joyce Bell"))
    dialog.secret.set_text(WORDS)
    dialog.accept()
    confirm_by(section, PIN)
    assert wanted == [(PASSPHRASE, (second, WORDS), "")]
    desk.shut()


def test_who_is_alone_is_asked_why(
    store: Store, small_house: SmallHouse, tmp_path: Path, qtbot: QtBot
) -> None:
    assert store.path is not None
    place = key_file(store.path)
    keeping = Keeping(store, lambda: Keys.open(place), store.actor(staff_id=1), tmp_path)
    store.write(OWNER, set_pin, PIN)
    desk = Desk(InlineJobs(), opened(store, data=tmp_path, keeping=keeping))
    wanted: list[object] = []
    desk.wanted.connect(lambda what, value: wanted.append(value) if what == "rotate" else None)
    panel = FormPanel()
    section = KeysSection(desk, panel)
    for widget in (panel, section):
        qtbot.addWidget(widget)
        widget.show()
    section.key_change.begin()
    form = panel.form
    assert form is not None
    form["passphrase"].set_text(PASSPHRASE)
    form.submit()
    assert form["reason"].faulty() and not wanted
    form["reason"].set_text("The laptop was stolen")
    form.submit()
    confirm_by(section, PIN)
    assert wanted == [(PASSPHRASE, None, "The laptop was stolen")]
    desk.shut()
