"""Recovery meetings in the office: the week's grid, logging for several, verifying, excusing."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Attendance, Stay
from tests import make
from tests.conftest import OWNER
from tests.make import MONDAY, SUNDAY
from ui.office.meetings.place import MeetingsPage
from ui.office.recovery.line import MeetingCard, PersonLine
from ui.office.recovery.tab import RecoveryTab
from ui.office.today.place import TodayPage
from ui.widgets.buttons import Button
from ui.widgets.cards import ReasonRow
from ui.widgets.labels import Label

FRIDAY = MONDAY + timedelta(days=4)


@needs(Permission.SEE_HOUSE)
def stays_of(session, house_id):
    rows = session.execute(select(Stay.resident_id, Stay.id).where(Stay.house_id == house_id))
    return {row.resident_id: row.id for row in rows}


@needs(Permission.SEE_HOUSE)
def standing(session, house_id):
    rows = session.execute(
        select(Attendance.stay_id, Attendance.verification, Attendance.group_text)
        .where(Attendance.house_id == house_id, Attendance.void_at.is_(None))
        .order_by(Attendance.id)
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def stays(store, small_house):
    by_person = store.read(OWNER, stays_of, small_house.house_id)
    return {name: by_person[person] for name, person in small_house.people.items()}


@pytest.fixture
def tab(desk, shown, stays, store, small_house):
    make.meeting_group(store, small_house.house_id)
    make.attendance(store, small_house.house_id, stays["Marcus"], SUNDAY)
    make.attendance(store, small_house.house_id, stays["Marcus"], FRIDAY, group_text="Candlelight",
                    verification="signature", verified_by_text="J.")  # fmt: skip
    page = shown(MeetingsPage(desk))
    page.open_record("recovery")
    yield page.tab("recovery")


def cells(tab):
    rows = tab.table.rows
    return [[c.text(rows.row(i)) for c in rows.columns] for i in range(rows.rowCount())]


def press(holder, words):
    QCoreApplication.processEvents()  # what was just put in is shown then
    (button,) = (
        b for b in holder.findChildren(Button) if b.isVisible() and b.accessibleName() == words
    )
    button.click()


def now(store, tab):
    return store.read(OWNER, standing, tab.desk.house_id)


def test_the_grid_shows_each_day_and_how_many_of_how_many(tab):
    assert cells(tab) == [
        ["Marcus T.", "2 of 4", "", "", "", "", "✓", "", "●", ""],
        ["Sam O.", "0 of 4", "", "", "", "", "", "", "", ""],
    ]
    assert [c.title for c in tab.table.rows.columns][2:4] == ["Mon 16", "Tue 17"]
    assert tab.dates.text() == "Nov 16 to 22, 2026"
    assert tab.context() == "2 people under the requirement, today is the last day"
    assert "Fri 20: Candlelight, Signature, J." in tab.table.rows.row_words(tab.table.rows.row(0))


def test_filters_and_weeks(tab, store, stays):
    for n in range(4):
        make.attendance(store, tab.desk.house_id, stays["Sam"], MONDAY + timedelta(days=n),
                        verification="staff")  # fmt: skip
    tab.reload()
    tab.filter.pick("under")
    assert [row[0] for row in cells(tab)] == ["Marcus T."]
    tab.filter.pick("unverified")
    assert [row[0] for row in cells(tab)] == ["Marcus T."]
    tab.filter.pick("all")
    assert not tab.after.isEnabled()
    tab.before.click()
    assert tab.dates.text() == "Nov 9 to 15, 2026"
    assert [row[1] for row in cells(tab)] == ["0 of 4", "0 of 4"]
    tab.after.click()
    assert [row[1] for row in cells(tab)] == ["2 of 4", "4 of 4"]


def test_the_focus_comes_back_from_a_form_that_became_a_record(tab, stays):
    tab.window().activateWindow()
    QTest.qWaitForWindowActive(tab.window())
    tab.table.search.setFocus()
    tab.open_log()
    form = tab.panel.form
    form["stay_ids"].set_value((stays["Sam"],))
    form["group_text"].set_text("Candlelight")
    assert tab.panel.isAncestorOf(QApplication.focusWidget())
    form.submit()
    assert tab.panel.isHidden()
    assert tab.table.search.hasFocus()


def test_the_focus_goes_to_the_window_where_its_place_is_gone(tab, stays):
    tab.window().activateWindow()
    QTest.qWaitForWindowActive(tab.window())
    tab.table.search.setFocus()
    tab.open_log()
    form = tab.panel.form
    form["stay_ids"].set_value((stays["Sam"],))
    form["group_text"].set_text("Candlelight")
    tab.table.search.hide()
    form.submit()
    assert tab.panel.isHidden()
    assert QApplication.focusWidget() is tab.window()


def test_one_meeting_for_several_people_and_undo(tab, store, stays, desk):
    tab.open_log()
    form = tab.panel.form
    form["stay_ids"].set_value((stays["Sam"], stays["Marcus"]))
    noon = form["group_id"].box.itemText(1)
    assert noon == "12:00 PM Noon Group, AA"
    form["group_id"].box.setCurrentIndex(1)
    form["group_id"].edited.emit()
    assert form["group_text"].isHidden()
    form.submit()
    assert cells(tab)[1][1] == "1 of 4"
    assert len(now(store, tab)) == 3
    desk.undo()
    assert len(now(store, tab)) == 2
    desk.redo()
    assert len(now(store, tab)) == 3


def test_a_meeting_in_words_says_what_is_missing(tab, store, stays):
    tab.open_log((stays["Sam"],))
    form = tab.panel.form
    form.submit()
    assert form["group_text"].fault_text() == "Say which meeting it was."
    form["group_text"].set_text("Beach meeting")
    form["fellowship"].set_value("NA")
    form["started_at"].set_text("7a")
    form.submit()
    assert now(store, tab)[-1] == (stays["Sam"], "self", "Beach meeting")
    assert isinstance(tab.panel.findChild(PersonLine), PersonLine)


def test_a_line_is_verified_corrected_and_taken_off_in_the_panel(tab, store, stays, desk):
    tab.open_record({"stay": stays["Marcus"]})
    assert "4 a week, asked of everybody in the house" in [
        label.text() for label in tab.panel.findChildren(Label)
    ]
    press(tab.panel, "Verify: Noon Group")
    tab.panel.form["verified_by_text"].set_text("J.")
    tab.panel.form.submit()
    assert (stays["Marcus"], "signature", "Noon Group") in now(store, tab)
    assert cells(tab)[0][8] == "✓"
    press(tab.panel, "Correct: Candlelight")
    tab.panel.form["group_text"].set_text("Sunrise")
    tab.panel.form["why"].set_text("wrong name")
    tab.panel.form.submit()
    assert (stays["Marcus"], "signature", "Sunrise") in now(store, tab)
    press(tab.panel, "Take off: Sunrise")
    tab.panel.form["why"].set_text("not there")
    tab.panel.form.submit()
    assert len(now(store, tab)) == 1
    for _step in range(3):
        desk.undo()
    assert sorted(row[1:] for row in now(store, tab)) == [
        ("self", "Noon Group"), ("signature", "Candlelight"),
    ]  # fmt: skip


def test_a_week_is_excused_and_asks_again(tab, stays, desk):
    tab.open_record({"stay": stays["Marcus"]})
    press(tab.panel, "Excuse this week")
    tab.panel.form.submit()
    assert cells(tab)[0][1] == "Excused"
    assert any(
        label.text() == "Excused. The whole week: Sick" for label in tab.panel.findChildren(Label)
    )
    press(tab.panel, "Take the excuse back")
    assert cells(tab)[0][1] == "2 of 4"
    desk.undo()
    assert cells(tab)[0][1] == "Excused"
    assert tab.back()
    assert tab.panel.isHidden()


def test_today_opens_the_week_of_who_is_short_of_meetings(desk, shown, store, stays, small_house):
    make.attendance(store, small_house.house_id, stays["Marcus"], SUNDAY)
    today = shown(TodayPage(desk))
    went = []
    today.go.connect(lambda *to: went.append(to))
    (row,) = (
        r
        for r in today.findChildren(ReasonRow)
        if r.what.text() == "Marcus T. is short of meetings"
    )
    assert row.why.text() == "1 of 4 recovery meetings. Today is the last day."
    row.button.click()
    place, target = went[0]
    page = shown(MeetingsPage(desk))
    page.open_record(target)
    assert (place, page.tab("recovery").panel.title.text()) == ("meetings", "Marcus T.")


def test_a_half_typed_log_comes_back_after_a_lock(tab, stays):
    tab.open_log()
    kept = {"stay_ids": str(stays["Sam"]), "group_text": "Beach", "group_id": ""}
    assert tab.open_form() == "recovery_log"
    tab.panel.finish()
    tab.reopen_form("recovery_log")
    tab.panel.form.take_draft(kept)
    assert tab.panel.form["stay_ids"].read() == (stays["Sam"],)
    assert tab.panel.form["group_text"].text() == "Beach"


def test_the_auditor_reads_and_writes_nothing(store, small_house, stays, shown, qapp):
    from sobrhouse.domain.staff import Role
    from sobrhouse.queries.unlocks import my_houses
    from ui.desk import Desk, Opened
    from ui.jobs import InlineJobs

    make.attendance(store, small_house.house_id, stays["Marcus"], SUNDAY)
    who = make.staff(store, "Ada Audit", Role.AUDITOR, (small_house.house_id,))
    me = store.actor(staff_id=who)
    desk = Desk(InlineJobs(), Opened(store, store.watch(), me, store.read(me, my_houses)))
    tab = shown(RecoveryTab(desk))
    tab.reload()
    tab.open_record({"stay": stays["Marcus"]})
    assert not tab.log.isVisible()
    (card,) = tab.panel.findChildren(MeetingCard)
    assert not card.findChildren(Button)
    desk.shut()
    desk.deleteLater()
