"""Settings, Rules: curfew by phase, rules for passes and days without them, each with undo."""

from datetime import date, time

import pytest

from sobrhouse.queries.curfew_rules import blackouts, phase_times
from sobrhouse.queries.settings import house_settings
from tests import make
from tests.conftest import OWNER
from ui.office.settings.place import SettingsPage


@pytest.fixture
def phase(store, small_house):
    return make.phase(store, small_house.house_id)


@pytest.fixture
def page(desk, shown, phase):
    page = shown(SettingsPage(desk))
    page.show_section("rules")
    page.reload()
    return page


def test_a_phase_gets_one_time_on_every_night(page, desk, store, small_house, phase):
    rules = page.made["rules"]
    rules.curfews.table.activated.emit(phase)
    form = page.panel.form
    form["day6"].set_text("9:30p")
    (same,) = (b for b in form.findChildren(type(form.verb)) if "Sunday" in b.accessibleName())
    same.click()
    form["day4"].set_text("")
    form.verb.click()
    (row,) = store.read(OWNER, phase_times, small_house.house_id)
    assert row.times == (*[time(21, 30)] * 4, None, *[time(21, 30)] * 2)
    assert page.panel.isHidden()
    desk.undo()
    (row,) = store.read(OWNER, phase_times, small_house.house_id)
    assert row.times == (None,) * 7


def test_a_rule_for_passes_is_saved_when_its_field_is_left(page, desk, store, small_house):
    field = page.made["rules"].passes.form["pass_notice_hours"]
    field.set_text("48")
    field.leave()
    house = small_house.house_id
    assert store.read(OWNER, house_settings, house).get("pass_notice_hours") == 48
    desk.undo()
    assert store.read(OWNER, house_settings, house).get("pass_notice_hours") == 72


def test_days_without_passes_are_added_and_removed(page, desk, store, small_house):
    passes = page.made["rules"].passes
    passes._new()
    form = page.panel.form
    form["from_on"].set_text("dec 24")
    form["to_on"].set_text("dec 23")
    form.verb.click()
    assert form["to_on"].fault_text().startswith("The last day")
    form["to_on"].set_text("dec 26")
    form["reason"].set_text("Christmas at home")
    form.verb.click()

    def found():
        return store.read(OWNER, blackouts, small_house.house_id, desk.today())

    assert [(b.from_on, b.to_on) for b in found()] == [(date(2026, 12, 24), date(2026, 12, 26))]
    passes.table.activated.emit(found()[0].blackout_id)
    page.panel.form.verb.click()
    assert found() == ()
    desk.undo()
    assert len(found()) == 1
