"""The profile: what it shows, fields that save by themselves, notes, care, photo."""

from datetime import date

import pytest
from PIL import Image

from sobrhouse.queries.profile import profile
from sobrhouse.services import care, notes, residents
from sobrhouse.services.care import Care
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.ui.conftest import let_go
from ui.office import sections
from ui.office.fields import stale as stale_field
from ui.office.people import care_forms, photo
from ui.office.people.care_forms import CareEditor
from ui.office.residents.place import ResidentsPage


@pytest.fixture
def marcus(small_house):
    return small_house.people["Marcus"]


@pytest.fixture
def page(desk, shown, marcus):
    page = shown(ResidentsPage(desk))
    page.open_person(marcus)
    return page


@pytest.fixture
def seen(store, small_house, marcus):
    return lambda: store.read(OWNER, profile, marcus, small_house.house_id, SUNDAY)


def type_in(form, name, text):
    form[name].set_text(text)
    form[name].leave()


def lines(page):
    return [(item.what, item.line) for item in page.profile.timeline.timeline.shown()]


def test_the_head_says_who_it_is_and_what_is_missing(page, store, marcus):
    make.sobriety(store, marcus)
    page.reload()
    head = page.profile.head
    assert head.line.full_text() == "Goes by Marcus. Bed 1A. Moved in Aug 27, 2026."
    assert (head.days.text(), head.next.text()) == ("87", "90-day chip in 3 days")
    assert head.missing.text() == "3 things missing"


def test_a_field_saves_when_it_is_left_and_says_when(page, desk, seen):
    form = page.profile.details.form
    type_in(form, "phone", "555 010 4471")
    assert seen().person.phone == "+15550104471"
    assert form["phone"]._note.text() == "Saved 7:12 PM"
    type_in(form, "languages", "English, Español")
    assert seen().person.languages == "English, Español"
    desk.undo()
    assert seen().person.languages == ""


def test_a_value_that_cannot_be_right_stays_with_its_reason(page, seen):
    form = page.profile.details.form
    type_in(form, "legal_first", " ")
    assert form["legal_first"].faulty()
    assert seen().person.legal_first == "Marcus"


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Mo"), ("theirs", "Mac")])
def test_two_who_change_one_field_choose_whose_stays(page, store, marcus, seen, monkeypatch,
                                                     choice, kept):
    monkeypatch.setattr(stale_field, "keep_which", lambda *_words: choice)
    store.write(OWNER, residents.change_field, marcus, "preferred_name", "Mac", 1)
    type_in(page.profile.details.form, "preferred_name", "Mo")
    assert seen().person.preferred_name == kept
    assert page.profile.details.form["preferred_name"].text() == kept


def test_another_field_that_somebody_changed_meanwhile_asks_nothing(page, store, marcus, seen):
    store.write(OWNER, residents.change_field, marcus, "pronouns", "he", 1)
    type_in(page.profile.details.form, "preferred_name", "Mo")
    assert (seen().person.preferred_name, seen().person.pronouns) == ("Mo", "he")


def test_a_note_is_added_shown_changed_and_removed(page, desk, store, marcus):
    page.profile.add_note()
    form = page.panel.form
    form["text"].set_text("Bus was late")
    form.submit()
    page.reload()
    assert ("Note from Olive Owner", "Bus was late") in lines(page)
    row = next(iter(page.profile.timeline._rows.values()))
    page.profile._open_note(row)
    page.panel.form["text"].set_text("Bus was on time")
    page.panel.form["pinned"].set_value(True)
    page.panel.form.submit()
    page.reload()
    assert lines(page)[0] == ("Note from Olive Owner", "Bus was on time")
    store.write(OWNER, notes.take_back_note, row.key)
    page.reload()
    assert all(what != "Note from Olive Owner" for what, _line in lines(page))


def test_a_contact_is_added_and_shows_what_they_may_be_told(page, desk):
    page.profile._add_care(Care.CONTACT)
    form = page.panel.form
    form["name"].set_text("Lena Tate")
    form["relationship"].set_text("sister")
    form["phone"].set_text("555 010 3306")
    form.submit()
    page.reload()
    said = [label.text() for label in page.profile.side.emergency.findChildren(
        care_forms.Label)]
    assert "Lena Tate, sister" in said
    assert "(555) 010-3306. May be told: nothing." in said
    assert "Being listed here does not permit disclosure." in said
    desk.undo()
    page.reload()
    assert page.profile.data.contacts == ()


def test_an_allergy_is_changed_field_by_field_and_removed(page, desk, store, marcus, shown):
    store.write(OWNER, care.add_care, Care.CONDITION, marcus, {"text": "Penicilin"})
    page.reload()
    row = page.profile.data.conditions[0]
    editor = shown(CareEditor(desk, Care.CONDITION, row))
    type_in(editor, "text", "Penicillin")
    editor["allergy"].set_value(True)
    editor["allergy"].leave()
    page.reload()
    row = page.profile.data.conditions[0]
    assert (row.text, row.allergy) == ("Penicillin", True)
    page.profile._edit_care(Care.CONDITION, row)
    buttons = page.panel.findChildren(care_forms.Button)
    next(b for b in buttons if b.words() == "Remove").click()
    page.reload()
    assert page.profile.data.conditions == ()
    desk.undo()
    page.reload()
    assert len(page.profile.data.conditions) == 1


def test_a_planned_last_day_and_another_phase(page, desk, store, small_house, seen):
    make.phase(store, small_house.house_id, 1)
    page.profile.plan_leaving()
    page.panel.form["day"].set_text("nov 27")
    page.panel.form.submit()
    assert seen().stay.planned_discharge_on == date(2026, 11, 27)
    page.reload()
    assert page.profile.head.standing.text() == "Leaving Fri"
    page.profile.change_phase()
    page.panel.form["phase_id"].set_text(page.panel.form["phase_id"]._values[1].__str__())
    page.panel.form["reason"].set_text("Ready")
    page.panel.form.submit()
    assert seen().stay.phase == "Phase 1"
    desk.undo()
    assert seen().stay.phase == ""


def test_somebody_without_a_bed_is_given_one_from_the_header(page, desk, store, small_house,
                                                             seen):
    person = make.resident(store, "Luis", "Gomez")
    make.stay(store, person, small_house.house_id)
    page.open_person(person)
    page.header_buttons()[0].click()
    assert page.panel.name == "give_bed"
    page.panel.form["bed_id"].set_value(small_house.beds["1C"])
    page.panel.form.submit()
    page.reload()
    assert page.profile.data.stay.bed == "1C" and page.header_buttons() == []
    desk.undo()
    page.reload()
    assert page.profile.data.stay.bed_id is None


def test_a_note_is_removed_from_its_own_panel(page, desk, store, marcus, small_house):
    make.note(store, small_house.house_id, "Quiet", marcus)
    page.reload()
    page.profile._open_note(next(iter(page.profile.timeline._rows.values())))
    buttons = page.panel.findChildren(care_forms.Button)
    next(b for b in buttons if b.words() == "Remove note").click()
    page.reload()
    assert page.profile.timeline._rows == {}
    desk.undo()
    page.reload()
    assert len(page.profile.timeline._rows) == 1


def test_a_photo_is_set_and_taken_away(page, desk, marcus, seen, tmp_path):
    path = tmp_path / "marcus.png"
    Image.new("RGB", (900, 700), "teal").save(path)
    photo.set_photo(desk, page, marcus, path)
    page.reload()
    assert page.profile._photo is not None and page.profile._photo.width() == 640
    photo.remove_photo(desk, page, marcus)
    page.reload()
    assert page.profile._photo is None and seen().person.photo_blob_id is None


def test_a_file_that_is_no_picture_is_told_in_one_sentence(page, desk, marcus, seen, tmp_path,
                                                           qtbot):
    path = tmp_path / "note.png"
    path.write_text("hello")
    with qtbot.waitSignal(desk.told) as told:
        photo.set_photo(desk, page, marcus, path)
    assert "not a JPEG or PNG picture" in told.args[0].text
    assert seen().person.photo_blob_id is None


def test_opening_the_details_is_recorded(page, store, marcus):
    page.profile.tabs.show_tab("details")
    page.profile.tabs.show_tab("timeline")
    page.profile.tabs.show_tab("details")
    from sobrhouse.storage.tables import AuditEntry

    def viewed(work):
        work.require("see_house")
        return work.session.query(AuditEntry).filter_by(action="resident.viewed").count()

    assert store.write(OWNER, viewed) == 1


def test_a_person_who_is_gone_leads_back_to_the_list(page, desk, qtbot):
    with qtbot.waitSignal(desk.told):
        page.open_person(999_999)
    assert not page._in_profile()


def test_a_wrong_first_night_is_corrected_from_the_details(page, desk, marcus):
    def nights():
        let_go()
        return page.profile.details.nights.findChildren(sections._Line)

    (line,) = nights()
    assert line.accessibleName() == "Bed 1A, Room 1, Since Aug 27"
    line.clicked.emit()
    form = page.panel.form
    form["start_on"].set_text("Aug 26")
    form["reason"].set_text("came a day early")
    form.submit()
    assert form["start_on"].faulty()
    form["start_on"].set_text("Aug 29")
    form.submit()
    page.reload()
    (line,) = nights()
    assert line.accessibleName() == (
        "Bed 1A, Room 1, Since Aug 29. Corrected by Olive Owner: came a day early. "
        "First night before: Aug 27")
    desk.undo()
    page.reload()
    assert "Since Aug 27" in nights()[0].accessibleName()
