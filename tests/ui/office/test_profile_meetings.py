"""The profile's Meetings tab, and what Settings ask of the house and its phases."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.recovery_asked import house_asked
from sobrhouse.queries.recovery_person import person_meetings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Stay
from tests import make
from tests.conftest import OWNER
from tests.make import MONDAY, SUNDAY
from tests.ui.conftest import let_go
from ui.office.form_panel import FormPanel
from ui.office.residents.place import ResidentsPage
from ui.office.settings.meetings import MeetingRulesSection
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import Label


@needs(Permission.SEE_HOUSE)
def stay_of(session, resident_id):
    return session.scalars(select(Stay.id).where(Stay.resident_id == resident_id)).one()


@pytest.fixture
def marcus(store, small_house):
    return small_house.people["Marcus"]


@pytest.fixture
def view(desk, shown, store, small_house, marcus):
    stay = store.read(OWNER, stay_of, marcus)
    make.meeting_group(store, small_house.house_id)
    make.attendance(store, small_house.house_id, stay, SUNDAY, verification="signature",
                    verified_by_text="J.")  # fmt: skip
    make.attendance(store, small_house.house_id, stay, MONDAY - timedelta(days=3),
                    group_text="Candlelight")  # fmt: skip
    page = shown(ResidentsPage(desk))
    page.open_record(marcus)
    page.profile.tabs.show_tab("meetings")
    yield page.profile


def texts(widget):
    QCoreApplication.processEvents()
    return [label.text() for label in widget.findChildren(Label) if label.text()]


def seen(store, marcus):
    return store.read(OWNER, person_meetings, marcus, SUNDAY)


def test_the_tab_tells_this_week_ninety_in_ninety_and_each_week(view):
    said = texts(view.meetings)
    assert "1 of 4, today is the last day. Nov 16 to 22, 2026" in said
    assert "2 meetings in 88 days" in said
    assert "4 a week, asked of everybody in the house" in said
    assert said.index("Noon Group") < said.index("Nov 9 to 15, 2026") < said.index("Candlelight")
    assert "Signature, J." in [chip.text() for chip in view.meetings.findChildren(Chip)]
    assert view.meetings.ring.accessibleName() == "This week: 1 of 4"


def test_a_meeting_is_logged_from_the_profile_and_a_week_opens_in_its_place(view, store, marcus):
    view.meetings.log.click()
    view.panel.form["group_text"].set_text("Beach")
    view.panel.form.submit()
    assert [m.name for m in seen(store, marcus).weeks[0].meetings] == ["Noon Group", "Beach"]
    let_go()  # the weeks that were shown before
    went = []
    view.meetings.go.connect(lambda place, target: went.append((place, target["day"])))
    (button,) = (
        b
        for b in view.meetings.findChildren(Button)
        if b.accessibleName() == "Open the week of Nov 9"
    )
    button.click()
    assert went == [("meetings", MONDAY - timedelta(days=7))]


def test_a_number_of_their_own_is_set_and_ended(view, store, marcus, desk):
    forms = view.meetings.forms
    forms.set_own()
    form = view.panel.form
    form["per_week"].set_text("7")
    form["fellowships"].set_value(("AA",))
    form["reason"].set_text("Ninety in ninety")
    form.submit()
    found = seen(store, marcus)
    assert (found.own.per_week, found.own.fellowships, found.own.from_on) == (7, ("AA",), MONDAY)
    assert "7 a week, of AA, asked of this person" in texts(view.meetings)
    forms.end_own()
    view.panel.form.submit()
    assert seen(store, marcus).own is None
    desk.undo()
    assert seen(store, marcus).own.per_week == 7
    desk.undo()
    assert seen(store, marcus).own is None


def test_home_group_and_service(view, store, marcus, desk):
    forms = view.meetings.forms
    forms.set_home()
    form = view.panel.form
    form["group_id"].box.setCurrentIndex(1)
    form["group_id"].edited.emit()
    assert form["group_text"].isHidden()
    form["on"].set_text("nov 1")
    form.submit()
    assert seen(store, marcus).home.name == "Noon Group"
    forms.add_service()
    form = view.panel.form
    form["role"].set_text("Coffee")
    form["group_text"].set_text("The house")
    form.submit()
    (job,) = seen(store, marcus).service
    assert (job.role, job.where, job.from_on) == ("Coffee", "The house", SUNDAY)
    forms.open_service(job)
    view.panel.form.submit()
    assert seen(store, marcus).service[0].to_on == SUNDAY
    desk.undo()
    assert seen(store, marcus).service[0].to_on is None
    forms.end_home()
    view.panel.form.submit()
    assert seen(store, marcus).home is None
    desk.undo()
    assert seen(store, marcus).home.from_on == date(2026, 11, 1)


def test_a_half_typed_form_comes_back_after_a_lock(desk, shown, marcus):
    page = shown(ResidentsPage(desk))
    page.open_record(marcus)
    for name in ("own_requirement", "home_group", "service", "recovery_log"):
        page.reopen_form(name)
        assert page.open_form() == name
        page.panel.finish()


def test_settings_ask_of_the_house_and_of_a_phase_and_undo(desk, shown, store, small_house):
    phase = make.phase(store, small_house.house_id)
    panel = FormPanel()
    section = shown(MeetingRulesSection(desk, panel))
    section.reload()

    def rows():
        found = section.table.rows
        return [[c.text(found.row(i)) for c in found.columns] for i in range(found.rowCount())]

    def change(who, many):
        section.table.activated.emit(who)
        panel.form["per_week"].set_text(many)
        panel.form.submit()
        section.reload()

    assert rows() == [
        ["Everybody in the house", "4 a week", "all of them"],
        ["Phase 1", "4 a week, as the house", "all of them"],
    ]
    change(0, "5")
    change(phase, "7")
    assert [row[1] for row in rows()] == ["5 a week", "7 a week"]
    desk.undo()
    desk.undo()
    asked = store.read(OWNER, house_asked, small_house.house_id, SUNDAY)
    assert (asked.rule.per_week, asked.phases[0].rule.per_week) == (4, 4)
    panel.deleteLater()
