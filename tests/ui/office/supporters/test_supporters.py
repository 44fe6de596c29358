"""People who support: found, opened, copied, paused, taken off, printed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.settings import house_settings
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.supporters import State, set_state
from sobrhouse.words import speak
from tests import make
from tests.conftest import OWNER
from tests.reports.reading import read
from tests.ui.naming import nameless
from tests.ui.office.supporters.support_page import again, card, names, press, row, said
from ui import theme
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.contents import PAGES
from ui.office.form_panel import FormPanel
from ui.office.frame import Where
from ui.office.papers.dialog import PaperDialog
from ui.office.settings.rules import RulesSection
from ui.office.sponsors.place import SponsorsPage
from ui.office.supporters.steps import CARD
from ui.office.window import OfficeWindow
from ui.widgets.buttons import Button


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
    assert told == ["Copied for 10 seconds: the phone number of Bill W."]
    assert tab.panel.isHidden()
    click(0)
    assert card(tab).card.row.name == "Bill W."
    QGuiApplication.clipboard().clear()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "(518) 555-0142"


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
