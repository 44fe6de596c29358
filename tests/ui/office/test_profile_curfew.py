"""Curfew and passes in the details of a profile: set, removed, and back again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.curfews import tonight
from sobrhouse.services import passes
from sobrhouse.services.pass_rows import Plan
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Stay
from tests.conftest import NOW, OWNER
from tests.ui.conftest import let_go
from ui.office import sections
from ui.office.profile.view import DETAILS
from ui.office.residents.place import ResidentsPage


@needs(Permission.SEE_HOUSE)
def stay_of(session, resident_id):
    return session.execute(select(Stay.id).where(Stay.resident_id == resident_id)).scalar_one()


@pytest.fixture
def stay(store, small_house):
    return store.read(OWNER, stay_of, small_house.people["Marcus"])


@pytest.fixture
def view(desk, shown, small_house, stay):
    page = shown(ResidentsPage(desk))
    page.open_record(small_house.people["Marcus"])
    page.profile.tabs.show_tab(DETAILS)
    page.reload()
    return page.profile


def words(widget):
    let_go()
    return [line.accessibleName() for line in widget.findChildren(sections._Line)]


def test_an_own_curfew_is_set_and_removed(view, desk, store, small_house, stay):
    view.curfew.add_own()
    form = view.panel.form
    form["until"].set_text("11:45p")
    form.verb.click()
    assert form["reason"].fault_text()
    form["reason"].set_text("Late shift")
    form.verb.click()
    found = store.read(OWNER, tonight, small_house.house_id, NOW)[stay]
    assert found.words == "Curfew 11:45 PM (Late shift)"
    assert "11:45 PM, every night, Late shift" in words(view.curfew)
    desk.undo()
    assert store.read(OWNER, tonight, small_house.house_id, NOW)[stay].source == "house"
    desk.redo()
    view.curfew.open_own(view.curfew._own[0])
    view.panel.form.verb.click()
    assert "Tonight, Curfew 10:30 PM" in words(view.curfew)


def test_the_passes_of_somebody_stand_in_their_details(view, store, stay):
    plan = Plan(NOW + timedelta(days=1), NOW + timedelta(days=2), "Newark")
    wanted = store.write(OWNER, passes.ask, stay, plan)
    store.write(OWNER, passes.deny, wanted, "House meeting")
    view.reload()
    assert words(view.curfew)[-1].endswith("Denied, Newark, House meeting")
