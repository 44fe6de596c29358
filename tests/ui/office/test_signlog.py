"""The Sign log place: who is out, the log that grows, forms, corrections, paper."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from sqlalchemy import insert, select

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.signins import out_now
from sobrhouse.services import signins
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import SignOut, Stay
from tests.conftest import NOW, OWNER
from tests.ui.conftest import PIN, confirm_by
from ui.office.signlog.export import save_log_to
from ui.office.signlog.forms import CorrectForm
from ui.office.signlog.line import SignLine
from ui.office.signlog.place import SignLogPage
from ui.widgets.buttons import Button

ZONE = ZoneInfo("America/New_York")


def at(text, day=22):
    """An instant of a November day in the house."""
    hours, minutes = text.split(":")
    return datetime(2026, 11, day, int(hours), int(minutes), tzinfo=ZONE)


@needs(Permission.SEE_HOUSE)
def stays_of(session, house_id):
    rows = session.execute(select(Stay.resident_id, Stay.id).where(Stay.house_id == house_id))
    return {row.resident_id: row.id for row in rows}


@pytest.fixture
def stays(store, small_house):
    """Marcus' and Sam's stays."""
    by_person = store.read(OWNER, stays_of, small_house.house_id)
    return {name: by_person[person] for name, person in small_house.people.items()}


@pytest.fixture
def page(desk, shown, stays):
    return shown(SignLogPage(desk))


def many(store, house_id, stay_id, count):
    """So many closed absences, one an hour back from now."""

    def put(work):
        work.require(Permission.START)
        work.session.execute(insert(SignOut), [
            {"house_id": house_id, "stay_id": stay_id, "created_at": NOW, "created_by": 0,
             "at": NOW - timedelta(hours=n + 2), "out_at": NOW - timedelta(hours=n + 2),
             "in_at": NOW - timedelta(hours=n + 2, minutes=-30), "in_by": "kiosk",
             "out_by": "kiosk", "destination": f"Place {n}"} for n in range(count)])
        work.record("test.made", None)

    store.write(SYSTEM, put)


def cells(table):
    rows = table.rows
    return [[c.text(rows.row(i)) for c in rows.columns] for i in range(rows.rowCount())]


def press(holder, words):
    (button,) = (b for b in holder.findChildren(Button)
                 if b.isVisible() and b.accessibleName() == words)
    button.click()


def submit(page, **texts):
    form = page.panel.form
    for name, text in texts.items():
        if name == "stay_id":
            form[name].set_value(text)
            form[name].edited.emit()
        else:
            form[name].set_text(text)
    form.verb.click()
    return form


def test_nobody_out_says_so(page):
    assert page.context() == "Everybody is in."
    assert page.out.count_shown() == 0


def test_somebody_is_signed_out_and_in_by_the_form_and_taken_back(page, desk, stays):
    page.open_sign()
    submit(page, stay_id=stays["Marcus"], destination="Work", back="9:15 PM")
    assert page.context() == "1 person is out."
    assert cells(page.out)[0][:4] == ["Marcus T.", "Work", "7:12 PM", "9:15 PM"]
    page.open_sign(stays["Marcus"])
    assert page.panel.form.verb.accessibleName() == "Sign in"
    assert page.panel.form["destination"].isHidden()
    submit(page)
    assert page.context() == "Everybody is in."
    desk.undo()
    assert page.context() == "1 person is out."
    desk.undo()
    assert page.context() == "Everybody is in."


def test_a_time_that_was_hours_ago_or_after_midnight_is_understood(page, store, stays):
    page.open_sign()
    submit(page, stay_id=stays["Sam"], destination="Meeting", back="1:00 AM", at="6:30 PM")
    (row,) = page.out_rows
    assert row.out_at == at("18:30")
    assert row.expected_at == at("1:00", 23)


def test_what_is_refused_stands_beside_its_field(page, stays):
    page.open_sign()
    form = submit(page, stay_id=stays["Sam"], destination="")
    assert form["destination"].faulty()
    page.panel.close_panel()
    page.open_paper()
    form = submit(page, stay_id=stays["Sam"], out="5:00 PM", **{"in": "4:00 PM"})
    assert form["in"].faulty() or form["destination"].faulty()


def test_late_is_shown_and_seen(page, store, clock, stays):
    store.write(OWNER, signins.sign_out, stays["Marcus"], "Work", NOW + timedelta(minutes=5))
    clock.forward(minutes=47)
    page.reload()
    assert page.context() == "1 person is out, 1 late."
    row = cells(page.out)[0]
    assert (row[4], row[5]) == ("42 min late", "Late")
    page.open_line(page.out_rows[0])
    press(page.panel, "I have seen this")
    assert cells(page.out)[0][5] == "Late, seen"


def test_a_correction_shows_its_history_and_is_undone(page, desk, store, stays):
    store.write(OWNER, signins.transcribe, stays["Sam"], at("17:00"), at("18:30"),
                destination="Bank")
    page.open_record("today")
    row = page.log.rows.row(0)
    page.open_correct(row)
    form = submit(page, why="Read the sheet again", **{"in": "6:40 PM"})
    assert not form.isVisible()
    row = page.log.rows.row(0)
    assert row.in_at == at("18:40")
    page.open_line(row)
    line = page.panel.findChild(SignLine)
    assert any("In 6:40 PM, was 6:30 PM" in words for words in line.row.history)
    desk.undo()
    assert page.log.rows.row(0).in_at == at("18:30")


def test_paper_is_typed_line_after_line(page, desk, stays):
    page.open_record("today")
    page.open_paper()
    submit(page, stay_id=stays["Sam"], out="9:00 AM", destination="Bank", **{"in": "10:00 AM"})
    form = submit(page, stay_id=stays["Marcus"], out="2:00 PM", destination="Store",
                  **{"in": "3:00 PM"})
    assert form.isVisible()
    assert form["stay_id"].read() is None
    assert [row[1] for row in cells(page.log.table)] == ["Store", "Bank"]
    assert {row[7] for row in cells(page.log.table)} == {"Paper"}
    desk.undo()
    assert [row[1] for row in cells(page.log.table)] == ["Bank"]


def test_a_wrong_line_is_taken_off_from_its_menu_and_put_back(page, desk, store, stays):
    store.write(OWNER, signins.transcribe, stays["Sam"], at("17:00"), at("18:30"),
                destination="Bank")
    page.open_record("all")
    menu = QMenu(page)
    page._fill_menu([page.log.rows.id_at(0)], menu)
    next(a for a in menu.actions() if a.text() == "Take this line off").trigger()
    assert submit(page)["why"].faulty()
    submit(page, why="Wrong person")
    assert cells(page.log.table) == []
    desk.undo()
    assert len(cells(page.log.table)) == 1


def test_the_whole_log_grows_as_one_scrolls_and_is_found_by_words(page, store, stays, small_house,
                                                                  qtbot):
    many(store, small_house.house_id, stays["Marcus"], 350)
    page.open_record("all")
    assert page.log.rows.rowCount() == 40
    view = page.log.table.view
    for _n in range(6):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        QTest.qWait(1)
    assert page.log.rows.rowCount() == 350
    assert len({page.log.rows.id_at(i) for i in range(350)}) == 350
    page.log.table.search.setText("place 34")
    qtbot.waitUntil(lambda: page.log.rows.rowCount() == 14)
    page.log.table.search.setText("nobody")
    qtbot.waitUntil(lambda: page.log.rows.rowCount() == 0)
    page.log.table.search.clear()
    page.top.show_until(at("12:00", 15).date())
    assert page.log.rows.row(0).out_at < at("4:00", 16).astimezone(UTC)


def test_a_person_found_elsewhere_is_chosen_already(page, small_house, stays):
    page.open_record({"person": small_house.people["Sam"]})
    assert page.panel.form["stay_id"].read() == stays["Sam"]


def test_escape_closes_the_panel_then_goes_back_to_the_log(page):
    page.open_sign()
    assert page.open_form() == "sign"
    assert page.back()
    assert not page.panel.isVisible()
    assert not page.back()


def test_enter_on_a_row_opens_its_line(page, store, stays):
    store.write(OWNER, signins.sign_out, stays["Marcus"], "Work", None)
    page.reload()
    page.out.view.selectRow(0)
    QTest.keyClick(page.out.view, Qt.Key.Key_Return)
    press(page.panel, "Sign in")
    assert page.context() == "Everybody is in."


def test_the_curfew_stands_between_who_is_due_before_and_after(page, store, stays):
    store.write(OWNER, signins.sign_out, stays["Sam"], "Shift", at("23:30"))
    page.reload()
    rule = page.out.curfew
    assert (rule.isVisible(), rule.words, rule._row) == (True, "Curfew 10:30 PM", 0)
    store.write(OWNER, signins.sign_out, stays["Marcus"], "Work", at("21:00"))
    page.reload()
    assert rule._row == 1
    page.out.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert not rule.isVisible()


def test_the_log_is_saved_as_a_file_and_recorded(page, desk, store, stays, tmp_path):
    store.write(OWNER, signins.transcribe, stays["Sam"], at("17:00"), at("18:30"),
                destination="Bank")
    store.write(OWNER, set_pin, PIN)
    save_log_to(desk, page, None, tmp_path / "log.csv")
    assert not (tmp_path / "log.csv").exists()
    confirm_by(page, PIN)
    assert "Sam Okafor" in (tmp_path / "log.csv").read_text("utf-8-sig")


def test_the_second_half_past_one_of_a_night_can_be_typed(store, small_house, stays, qtbot):
    first = datetime(2026, 11, 1, 1, 30, tzinfo=ZONE)
    second = first.replace(fold=1)
    store.write(OWNER, signins.transcribe, stays["Marcus"], out_at=first.astimezone(UTC),
                in_at=None, destination="Work")  # fmt: skip
    (row,) = store.read(OWNER, out_now, small_house.house_id, NOW)
    form = CorrectForm(row, ZONE, NOW.date())
    qtbot.addWidget(form)
    field = form["out"]
    assert field.text() == "1:30 AM EDT"

    def typed(text):
        field.set_text(text)
        field.leave()
        day = first.date()
        values = {"out": field.read(), "out_day": day, "in": None, "in_day": None, "due": None,
                  "due_day": None, "destination": "Work", "with_whom": "", "contact_phone": ""}
        return form.changed(values), field.text()

    assert typed("1:30a est") == ({"out_at": second.astimezone(UTC)}, "1:30 AM EST")
    assert typed("1:30 am") == ({}, "1:30 AM")  # stays in its own pass
    assert field._below.text() == "This time comes twice: type 1:30 AM EDT or 1:30 AM EST."
