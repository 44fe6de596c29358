"""The Residents place: the lists, the way in and out of a profile, and the forms of a stay."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sobrhouse.queries.profile import profile
from sobrhouse.queries.residents import residents_here
from sobrhouse.services import sobriety
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.ui.conftest import opened
from ui.desk import Desk
from ui.office.contents import PAGES
from ui.office.frame import Frame
from ui.office.half_typed import HalfTyped
from ui.office.people import stay_forms
from ui.office.residents.list import GONE, HERE, WAITING
from ui.office.residents.place import ResidentsPage
from ui.office.where import Where
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button


@pytest.fixture
def page(desk, shown):
    return shown(ResidentsPage(desk))


def names(page):
    table = page.list.table()
    return [table.rows.row(i).name for i in range(table.rows.rowCount())]


def fill(form, **texts):
    for name, text in texts.items():
        form[name].set_text(text)
        form[name].leave()


def test_the_list_shows_who_lives_here_and_how_many(page):
    assert names(page) == ["Marcus T.", "Sam O."]
    assert page.context() == "2 people live here."
    assert page.list.segments.key() == HERE


def test_each_list_has_its_own_words_when_it_is_empty(page):
    for key in (WAITING, GONE):
        page.list.show_list(key)
        assert page.list.table().count_shown() == 0
        assert page.list.table()._states.currentIndex() == 1


def test_the_filter_knows_last_names_that_are_not_shown(page):
    page.list.table().set_filter("okafor")
    assert names(page) == ["Sam O."]
    page.list.table().set_filter("nobody")
    assert page.list.table()._states.currentIndex() == 2


def test_enter_opens_a_person_and_esc_leads_back_to_the_row(page, qtbot):
    table = page.list.table()
    table.view.selectRow(0)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert page.profile.head.name.full_text() == "Marcus Tate"
    assert page.back()
    assert not page._in_profile()
    assert table.current_id() == page.profile.resident_id
    assert not page.back()


def test_the_next_and_previous_person_follow_the_list(page, small_house):
    page.open_person(small_house.people["Marcus"])
    assert "Next: Sam Okafor" in page.context()
    page.next_person()
    assert page.profile.resident_id == small_house.people["Sam"]
    page.next_person()
    assert page.profile.resident_id == small_house.people["Sam"]
    page.previous_person()
    assert page.profile.resident_id == small_house.people["Marcus"]


def test_somebody_new_is_added_into_the_free_bed_and_it_can_be_undone(page, desk, store,
                                                                      small_house):
    page.add_resident()
    form = page.panel.form
    assert form["bed_id"].value() == small_house.beds["1C"]
    fill(form, legal_first="Ana", legal_last="Diaz", sober_since="2026-11-01")
    form.submit()
    assert page.desk.can_undo() == "Ana D. moved in"
    assert page.profile.head.name.full_text() == "Ana Diaz"
    assert not page.panel.isVisible()
    assert page.profile.data.stay.bed == "1C"
    desk.undo()
    assert [r.name for r in store.read(OWNER, residents_here, small_house.house_id, SUNDAY)] == [
        "Marcus T.", "Sam O."]
    assert page.stack.currentWidget() is page.list, "nobody's profile is left to stand there"


def test_a_form_without_a_name_says_so_beside_the_field(page):
    page.add_resident()
    page.panel.form.submit()
    assert page.panel.form["legal_first"].faulty()
    assert page.panel.isVisible()


def test_the_waitlist_needs_no_bed(page):
    page.list.show_list(WAITING)
    page.add_resident()
    form = page.panel.form
    assert form["bed_id"].isHidden() and not form["needs"].isHidden()
    fill(form, legal_first="Greg", needs="ground floor")
    form.submit()
    page.back()
    assert names(page) == ["Greg"]


def test_somebody_who_comes_back_is_offered_and_gets_a_new_stay(page, store, small_house):
    person = make.resident(store, "Luis", "Gomez", birth_on=date(1990, 5, 4))
    make.stay(store, person, small_house.house_id, date(2025, 1, 1),
              discharged_on=date(2025, 6, 1), discharge_type="voluntary")
    page.add_resident()
    fill(page.panel.form, legal_first="luis", legal_last="GOMEZ", birth_on="5/4/1990")
    offers = page.new._offers
    assert not offers.isHidden()
    offer = offers.layout().itemAt(0).widget()
    said = offer.findChild(Banner).label.text()
    assert said == (
        "Luis Gomez lived here from Jan 1, 2025 to Jun 1, 2025. Same name and birth date.")
    next(b for b in offer.findChildren(Button) if b.words() == "The same person").click()
    assert page.profile.resident_id == person and page.panel.name == "move_in"
    page.panel.form.submit()
    assert len(page.profile.data.stays) == 2 and page.profile.data.stay.bed == "1C"


def test_a_move_out_asks_first_and_can_be_undone(page, desk, store, small_house, monkeypatch):
    asked = []
    monkeypatch.setattr(stay_forms, "confirm", lambda *words, **_more: asked.append(words) or True)
    page.open_record({"move_out": small_house.people["Marcus"]})
    form = page.panel.form
    form["kind"].set_value("successful")
    form.submit()
    assert asked[0][1:3] == ("Move out Marcus T.?", "Bed 1A becomes free. The record stays.")
    assert page.profile.data.stay is None
    assert [button.words() for button in page.header_buttons()] == ["Move in again"]
    desk.undo()
    page.reload()
    assert page.profile.data.stay.bed == "1A"


def test_a_move_out_that_is_not_confirmed_changes_nothing(page, small_house, monkeypatch):
    monkeypatch.setattr(stay_forms, "confirm", lambda *_words, **_more: False)
    page.open_record({"move_out": small_house.people["Marcus"]})
    page.panel.form["kind"].set_value("voluntary")
    page.panel.form.submit()
    assert page.profile.data.stay is not None
    assert page.panel.form.verb.isEnabled()


def test_beds_opens_the_form_for_a_bed(page, small_house):
    page.open_record({"new": small_house.beds["1C"]})
    assert page.panel.name == "new"
    assert page.panel.form["bed_id"].value() == small_house.beds["1C"]


def test_a_new_date_is_asked_kindly_and_keeps_the_one_before(page, desk, store, small_house):
    who = small_house.people["Marcus"]
    store.write(OWNER, sobriety.set_first_date, who, date(2026, 8, 27))
    page.open_person(who)
    page.profile.change_date()
    form = page.panel.form
    form.submit()
    assert form["kind"].faulty() and form["start_on"].faulty()
    form["kind"].set_value("new")
    fill(form, start_on="nov 20")
    form.submit()
    assert page.profile.data.sober.since == date(2026, 11, 20)
    assert desk.can_undo() == "New date set: Nov 20"
    desk.undo()
    assert store.read(OWNER, profile, who, small_house.house_id, SUNDAY).sober.days == 87


def test_what_was_typed_comes_back_when_the_panel_was_closed(page):
    page.add_resident()
    fill(page.panel.form, legal_first="Ana")
    page.panel.close_panel()
    page.add_resident()
    assert page.panel.form["legal_first"].text() == "Ana"
    page.panel.form.cancelled.emit()
    page.add_resident()
    assert page.panel.form["legal_first"].text() == ""


def test_drafts_find_their_form_again(page, small_house):
    page.open_person(small_house.people["Marcus"])
    page.profile.add_note()
    assert (page.place_in(), page.open_form()) == (small_house.people["Marcus"], "note")
    page.panel.close_panel()
    page.reopen_form("note")
    assert page.panel.form.objectName() == "note"


def test_a_note_about_several_is_undone_as_one(page, desk, store):
    table = page.list.table()
    table.view.selectAll()
    assert not page.list._bulk_row.isHidden()
    page.list.bulk[0].run(table.selected_ids())
    fill(page.panel.form, text="Rent is due on Friday")
    page.panel.form.submit()
    assert desk.can_undo() == "Note added for 2 people"
    desk.undo()
    assert desk.can_redo() == "Note added for 2 people"


def test_everything_that_takes_the_focus_has_a_name(page, small_house):
    page.open_person(small_house.people["Marcus"])
    page.profile.tabs.show_tab("details")
    page.profile.change_phase()
    nameless = [
        w for w in page.findChildren(QWidget)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible() and not w.accessibleName()
        and not w.objectName().startswith("qt_")]
    assert nameless == []


def test_what_the_palette_asks_for_waits_until_the_person_is_read(store, lanes, shown, qtbot,
                                                                  small_house):
    desk = Desk(lanes, opened(store))
    page = shown(ResidentsPage(desk))
    page.open_person(small_house.people["Marcus"])
    next(verb for verb in page.verbs() if verb.id == "note").run()
    qtbot.waitUntil(lambda: page.panel.name == "note", timeout=5000)
    assert page.panel.title.text() == "Note about Marcus T."
    desk.shut()


def test_a_draft_about_somebody_comes_back_once_they_are_read(store, lanes, shown, qtbot,
                                                              small_house):
    desk = Desk(lanes, opened(store))
    frame = shown(Frame(desk))
    marcus = small_house.people["Marcus"]
    half = HalfTyped("residents", marcus, "note", {"text": "Bus was"})
    frame.fill(PAGES, Where("residents", marcus, (half,)))
    qtbot.waitUntil(lambda: frame.page() is not None, timeout=5000)
    page = frame.page()
    qtbot.waitUntil(lambda: page.panel.name == "note", timeout=5000)
    qtbot.waitUntil(lambda: page.panel.form["text"].text() == "Bus was", timeout=5000)
    assert not frame.kept
    desk.shut()
