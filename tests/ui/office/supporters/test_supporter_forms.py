"""The forms of who supports: somebody new, one changed field by field, and one checked."""

from datetime import date

from PySide6.QtTest import QTest

from sobrhouse.queries.settings import house_settings
from sobrhouse.services.supporters import change_supporter
from tests.conftest import OWNER
from tests.make_circle import TODAY
from tests.ui.office.supporters.support_page import again, card, press, row, said
from ui.office.half_typed import bring_back, typed_in
from ui.office.sponsors.place import SponsorsPage


def test_somebody_new_is_kept_by_first_name_and_letter_and_taken_back(tab, desk, store, house):
    tab.steps.add()
    form = tab.panel.form
    QTest.keyClicks(form["name"].line, "Robert Kowalski")
    assert form["name"].control.accessibleDescription() == "Kept as Robert K."
    assert "Kowalski" not in form.texts()["name"]
    assert form["phone"].isHidden()
    form["sober_on"].set_text("6 years")
    form["phone_agreed"].check.click()
    form["phone"].set_text("518 555 0177")
    form["fellowships"].set_value(("AA", "NA"))
    form["languages"].set_text("English, Spanish")
    form["capacity"].set_value(2)
    form.submit()
    (new,) = [r for r in again(tab) if r.name == "Robert K."]
    assert (new.sober_on, new.phone, new.fellowships, new.languages, new.capacity) == (
        date(2020, 11, 22), "+15185550177", ("AA", "NA"), "English, Spanish", 2,
    )  # fmt: skip
    assert card(tab).card.row.supporter_id == new.supporter_id
    desk.undo()
    assert row(store, house, new.supporter_id) is None


def test_one_of_the_house_is_chosen_and_asked_only_what_is_not_on_record(tab, store, house):
    tab.steps.add()
    form = tab.panel.form
    form["resident_id"].set_value(house.people["Sam"])
    form["resident_id"].edited.emit()
    assert form["name"].isHidden()
    assert form["sober_on"].isHidden()
    form.submit()
    (sam,) = [r for r in again(tab) if r.resident_id == house.people["Sam"]]
    assert sam.name == "Sam O."
    tab.steps.add()
    offered = [tab.panel.form["resident_id"].box.itemText(n) for n in range(3)][1:]
    assert not any("Sam" in name for name in offered)


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(tab):
    tab.steps.add()
    form = tab.panel.form
    form["name"].set_text("Lee P.")
    form["kinds"].set_value(())
    form.submit()
    assert form["kinds"].fault_text() == "Choose what they are willing to be."
    assert form.texts()["name"] == "Lee P."


def test_each_field_saves_when_it_is_left_and_is_taken_back_alone(tab, desk, store, people, house):
    bill = people["Bill"]
    tab.steps.change(row(store, house, bill))
    form = tab.steps.fields
    form["capacity"].set_text("5")
    form["capacity"].leave()
    form["fellowships"].boxes["NA"].click()
    form["languages"].set_text("English")
    form["languages"].leave()
    form["name"].line.setText("William Wilson")
    form["name"].leave()
    now = row(store, house, bill)
    assert (now.name, now.capacity, now.fellowships, now.languages) == (
        "William W.", 5, ("AA", "NA"), "English",
    )  # fmt: skip
    for _field in range(4):
        desk.undo()
    back = row(store, house, bill)
    assert (back.name, back.capacity, back.fellowships, back.languages) == (
        "Bill W.", 3, ("AA",), "English, Español",
    )  # fmt: skip


def test_what_somebody_else_changed_meanwhile_in_another_field_stays(tab, store, people, house):
    bill = people["Bill"]
    tab.steps.change(row(store, house, bill))
    version = row(store, house, bill).version
    store.write(OWNER, change_supporter, bill, "capacity", 7, version)
    form = tab.steps.fields
    form["languages"].set_text("English, French")
    form["languages"].leave()
    now = row(store, house, bill)
    assert (now.capacity, now.languages) == (7, "English, French")
    tab.reload()
    assert form["capacity"].text() == "7"


def test_what_is_stored_is_said_in_the_words_of_its_field(tab, store, people, house):
    tab.steps.change(row(store, house, people["Bill"]))
    say = tab.steps.fields._said
    assert say("kinds", "sponsor,mentor") == "Sponsor, Mentor"
    assert say("gender", "man") == "Man"
    assert say("phone", "+15185550142") == "(518) 555-0142"
    assert say("phone_agreed", False) == "No"
    assert say("sober_on", None) == ""
    assert say("sober_on", date(2020, 6, 1)) == "Mon, Jun 1, 2020"


def test_a_phone_goes_before_the_agreement_does(tab, store, people, house):
    tab.steps.change(row(store, house, people["Bill"]))
    form = tab.steps.fields
    form["phone_agreed"].check.click()
    assert form["phone_agreed"].fault_text().startswith("Their phone number is still here.")
    form["phone"].set_text("")
    form["phone"].leave()
    assert row(store, house, people["Bill"]).phone == ""


def test_half_typed_text_of_one_field_comes_back_and_holds_no_last_name(
    page, tab, desk, store, people, house, shown
):
    tab.steps.change(row(store, house, people["Cal"]))
    tab.steps.fields["name"].line.setText("Calvin Duarte")
    tab.steps.fields["name"].control.setFocus()
    kept = typed_in("sponsors", page)
    assert kept is not None
    assert kept.texts == {"name": "Calvin D."}
    fresh = shown(SponsorsPage(desk))
    assert bring_back(fresh, kept)
    assert fresh.tab("people").steps.fields["name"].text() == "Calvin D."


def test_a_check_keeps_what_is_not_met_and_by_whom_and_is_taken_back_with_a_reason(
    tab, desk, store, people, house
):
    chosen = store.read(OWNER, house_settings, house.house_id)
    criteria = [part.strip() for part in chosen.get("mentor_criteria").split(",")]
    tab.steps.open(people["Bill"])
    press(card(tab), "Check")
    form = tab.panel.form
    assert "The house asks for 12 months sober. They are sober for 6 years." in said(form)
    form["met"].set_value(criteria[:-1])
    form.submit()
    seen = card(tab).card.checks
    assert [(c.on, c.unmet) for c in seen] == [(TODAY, (criteria[-1],))]
    assert f"Not met: {criteria[-1]}" in said(card(tab))
    tab.steps.checks.open(card(tab).card.row, seen[0])
    tab.panel.form.submit()
    assert tab.panel.form["why"].fault_text()
    tab.panel.form["why"].set_text("Wrong person")
    tab.panel.form.submit()
    assert card(tab).card.checks == ()
