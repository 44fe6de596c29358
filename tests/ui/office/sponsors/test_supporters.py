"""People who support: found, opened, copied, written down, changed, paused, checked, taken off."""

import shutil
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.supporters import supporter_list
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.supporters import State, change_supporter, set_state
from sobrhouse.storage.store import Store
from sobrhouse.words import speak
from tests import make, make_circle
from tests.conftest import OWNER, Clock
from tests.make_circle import TODAY
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from tests.ui.office.test_window import nameless
from ui import theme
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.contents import PAGES
from ui.office.form_panel import FormPanel
from ui.office.frame import Where
from ui.office.half_typed import bring_back, typed_in
from ui.office.paper_dialog import PaperDialog
from ui.office.settings_rules import RulesSection
from ui.office.sponsors import SponsorsPage
from ui.office.supporter_steps import CARD
from ui.office.window import OfficeWindow
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

PEOPLE = (("Marcus", "Tate"), ("Sam", "Okafor"))


@pytest.fixture(scope="module")
def made(template, tmp_path_factory):
    """The house and its list, written once: Bill W. supports Marcus, and Sam, who keeps it private;
    Ana R. of NA is full, Cal D. stopped.
    """
    path = tmp_path_factory.mktemp("support") / "house.db"
    opened = copied(template.path, path, template)
    house_id = make.house(opened)
    people = {first: make.resident(opened, first, last) for first, last in PEOPLE}
    for resident_id in people.values():
        make.stay(opened, resident_id, house_id)
    listed = {
        "Bill": make_circle.supporter(
            opened, house_id, "Bill W.", kinds="sponsor,mentor", phone="+15185550142",
            phone_agreed=True, languages="English, Español", capacity=3,
        ),
        "Ana": make_circle.supporter(opened, house_id, "Ana R.", fellowships="NA", capacity=0),
        "Cal": make_circle.supporter(opened, house_id, "Cal D.", state="stopped"),
    }  # fmt: skip
    tie = make_circle.sponsorship(opened, people["Marcus"], supporter_id=listed["Bill"])
    make_circle.touch(opened, house_id, tie, on_date=TODAY - timedelta(days=1))
    make_circle.sponsorship(
        opened, people["Sam"], supporter_id=listed["Bill"], share="existence", kind="mentor"
    )
    opened.close()
    return path, SmallHouse(house_id, 0, {}, people), listed


def copied(source, path, template):
    shutil.copy(source, path)
    shutil.copy(source.with_suffix(".keys"), path.with_suffix(".keys"))
    return Store.open(path, template.dek, Clock())


@pytest.fixture
def store(made, template, tmp_path):
    """Each test has a copy of its own."""
    opened = copied(made[0], tmp_path / "house.db", template)
    yield opened
    opened.close()


@pytest.fixture
def small_house(made):
    return made[1]


@pytest.fixture
def house(made):
    return made[1]


@pytest.fixture
def people(made):
    return made[2]


@pytest.fixture
def page(desk, shown, people):
    return shown(SponsorsPage(desk))


@pytest.fixture
def tab(page):
    return page.tab("people")


def names(tab):
    return [tab.table.rows.row(n).name for n in range(tab.table.count_shown())]


def press(where, words):
    (button,) = [b for b in where.findChildren(Button) if b.words() == words and b.isEnabled()]
    button.click()


def said(where):
    return " | ".join(label.text() for label in where.findChildren(Label))


def row(store, house, who):
    found = store.read(OWNER, supporter_list, house.house_id, TODAY)
    return next((r for r in found if r.supporter_id == who), None)


def card(tab):
    assert tab.steps.opened() is not None
    return tab.steps.view


def test_the_list_is_by_name_and_says_who_has_room(tab):
    assert names(tab) == ["Ana R.", "Bill W.", "Cal D."]
    assert tab.context() == "3 people on the list · room for 1 more"
    rows = tab.table.rows
    bill = [column.text(rows.row(1)) for column in rows.columns]
    assert bill == ["Bill W.", "AA", "(518) 555-0142", "English, Español", "2 of 3", "Nov 21",
                    "Active"]  # fmt: skip
    assert [rows.columns[6].text(rows.row(n)) for n in range(3)] == ["Full", "Active", "Stopped"]


@pytest.mark.parametrize(
    ("box", "value", "left"),
    [
        ("fellowship", "NA", ["Ana R."]), ("kind", "mentor", ["Bill W."]),
        ("state", "stopped", ["Cal D."]), ("state", "paused", []),
    ],
)  # fmt: skip
def test_each_filter_leaves_what_it_names(tab, box, value, left):
    getattr(tab.filters, box).choose(value)
    tab.filters.changed.emit()
    assert names(tab) == left
    assert (tab.lists.currentWidget() is tab.no_match) == (not left)
    tab.filters.clear()
    assert len(names(tab)) == 3


def test_the_card_says_whom_they_support_and_never_who_keeps_it_private(tab, people):
    tab.steps.open(people["Bill"])
    words = said(card(tab))
    assert "Sponsor since Sep 23, last contact Nov 21" in words
    assert "1 more, who keeps it private" in words
    assert "Sam" not in words
    assert "Supports 2, takes 3 at most." in words


def test_a_click_on_the_phone_copies_it_and_one_beside_it_opens_the_card(tab, desk, people):
    told = []
    desk.told.connect(lambda one: told.append(one.text))
    view, rows = tab.table.view, tab.table.rows
    tab.table.select(people["Bill"])
    at = rows.index_of(people["Bill"])
    tab.filters.resize(900, 40)

    def click(column):
        where = view.visualRect(rows.index(at, column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)

    click(2)
    assert QGuiApplication.clipboard().text() == "(518) 555-0142"
    assert told == ["Copied: the phone number of Bill W."]
    assert tab.panel.isHidden()
    click(0)
    assert card(tab).card.row.name == "Bill W."
    QGuiApplication.clipboard().clear()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "(518) 555-0142"


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


def again(tab):
    tab.reload()
    return tab.all_rows


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


def test_pausing_stopping_and_beginning_again_each_have_a_way_back(tab, desk, store, people, house):
    bill = people["Bill"]
    tab.steps.open(bill)
    press(card(tab), "Pause")
    tab.panel.form["paused_until"].set_text("dec 24")
    tab.panel.form.submit()
    assert row(store, house, bill).paused_until == date(2026, 12, 24)
    assert "They take nobody new until Dec 24." in said(card(tab))
    press(card(tab), "Stop")
    assert row(store, house, bill).state == "stopped"
    press(card(tab), "Resume")
    assert row(store, house, bill).state == "active"
    desk.undo()
    desk.undo()
    assert (row(store, house, bill).state, row(store, house, bill).paused_until) == (
        "paused", date(2026, 12, 24),
    )  # fmt: skip
    desk.undo()
    assert row(store, house, bill).state == "active"


def test_who_supports_nobody_can_be_taken_off_and_put_back(tab, desk, people):
    tab.steps.open(people["Bill"])
    assert "Take off the list" not in [b.words() for b in card(tab).findChildren(Button)]
    tab.steps.open(people["Cal"])
    press(card(tab), "Take off the list")
    again(tab)
    assert names(tab) == ["Ana R.", "Bill W."]
    assert tab.panel.isHidden()
    desk.undo()
    again(tab)
    assert names(tab) == ["Ana R.", "Bill W.", "Cal D."]


def test_a_check_keeps_what_is_not_met_and_by_whom_and_is_taken_back_with_a_reason(
    tab, desk, store, people, house
):
    chosen = store.read(OWNER, house_settings, house.house_id)
    criteria = [part.strip() for part in chosen.get("mentor_criteria").split(",")]
    tab.steps.open(people["Bill"])
    press(card(tab), "Check")
    form = tab.panel.form
    assert "The house asks for 12 months sober." in said(form)
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


def test_the_papers_of_support_are_made_from_their_place(tab, page, qtbot):
    verbs = {verb.id: verb for verb in page.verbs()}
    assert "print" in verbs
    verbs["print_board"].run()
    (dialog,) = page.window().findChildren(PaperDialog)
    qtbot.waitUntil(lambda: bool(dialog.view.pdf))
    words = read(dialog.view.pdf)
    assert "Bill W." in words
    assert "Ana R." in words
    dialog.reject()
    tab.print.menu().aboutToShow.emit()
    assert len(tab.print.menu().actions()) == 4


def test_what_a_line_offers_by_its_menu(tab, people):
    menu = QMenu()
    tab.table.menu_for([people["Bill"]], menu)
    assert [a.text() for a in menu.actions()] == ["Open", "Copy the phone number", "Change"]
    menu = QMenu()
    tab.table.menu_for([people["Ana"]], menu)
    assert [a.text() for a in menu.actions()] == ["Open", "Change"]


def test_the_place_comes_back_to_the_card_and_escape_closes_it(tab, desk, people, shown):
    tab.steps.open(people["Ana"])
    where = tab.place_in()
    assert where == {"tab": "people", "supporter": people["Ana"]}
    fresh = shown(SponsorsPage(desk))
    fresh.open_record(where)
    assert fresh.tab("people").panel.showing == CARD
    assert fresh.back() is True
    assert fresh.place_in() is None


def test_an_auditor_sees_all_and_changes_nothing(store, house, people, shown):
    me = store.actor(staff_id=make.staff(store, role="auditor", houses=(house.house_id,)))
    desk = Desk(InlineJobs(), Opened(store, store.watch(), me, store.read(me, my_houses)))
    assert not desk.may(Permission.RECORD_DAILY)
    page = shown(SponsorsPage(desk))
    tab = page.tab("people")
    tab.steps.open(people["Bill"])
    words = [b.words() for b in card(tab).findChildren(Button) if b.words()]
    assert words == []
    assert "Add somebody" not in [b.words() for b in page.header_buttons()]
    desk.shut()


def test_the_settings_of_support_are_changed_and_taken_back(desk, store, house, shown):
    rules = shown(RulesSection(desk, FormPanel()))
    section = rules.sponsors
    section.reload()
    assert section.form["sponsor_days"].text() == "14"
    section.form["match_years"].set_text("11")
    section.form["match_years"].leave()
    assert section.form["match_years"].fault_text()
    section.form["sponsor_days"].set_text("21")
    section.form["sponsor_days"].leave()
    assert store.read(OWNER, house_settings, house.house_id).get("sponsor_days") == 21
    desk.undo()
    assert store.read(OWNER, house_settings, house.house_id).get("sponsor_days") == 14


@pytest.mark.parametrize(
    ("size", "scale", "language"),
    [((1024, 600), 1.0, "es"), ((1366, 690), 1.5, "en")],
    ids=["1024x600", "150 %"],
)
def test_the_card_and_both_forms_fit_and_can_be_named(
    desk, store, people, qapp, qtbot, size, scale, language
):
    store.write(OWNER, set_state, people["Bill"], State("paused", date(2026, 12, 9)))
    theme.apply(qapp, "light", scale)
    speak(language)
    window = OfficeWindow()
    qtbot.addWidget(window)
    frame = window.new_frame(desk)
    window.resize(*size)
    window.show()
    frame.fill(PAGES, Where("sponsors"))
    tab = frame.pages["sponsors"].tab("people")
    row = next(r for r in tab.all_rows if r.supporter_id == people["Bill"])
    for show in (lambda: tab.steps.open(row.supporter_id), lambda: tab.steps.change(row),
                 tab.steps.add):  # fmt: skip
        show()
        for _turn in range(3):
            qapp.processEvents()
        needed = frame.minimumSizeHint()
        assert needed.width() <= size[0]
        assert needed.height() <= size[1], needed
        assert not nameless(frame)
        inside = tab.panel.body.parentWidget()
        assert inside.minimumSizeHint().width() <= inside.width(), "cut at the right"
