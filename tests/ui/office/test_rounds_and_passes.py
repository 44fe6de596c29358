"""Passes, round and visitors in the Sign log place: real widgets, real keys, undo."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.queries.passes import passes_of
from sobrhouse.queries.rounds import round_now
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services import passes
from sobrhouse.services.pass_rows import Plan
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import Stay
from tests import make
from tests.conftest import NOW, OWNER
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.papers.dialog import PaperDialog
from ui.office.passes.line import PassLine
from ui.office.passes.words import more_facts
from ui.office.signlog.place import SignLogPage
from ui.widgets.buttons import Button

DAY = timedelta(days=1)


@needs(Permission.SEE_HOUSE)
def stays_of(session, house_id):
    rows = session.execute(select(Stay.resident_id, Stay.id).where(Stay.house_id == house_id))
    return {row.resident_id: row.id for row in rows}


@pytest.fixture
def stays(store, small_house):
    by_person = store.read(OWNER, stays_of, small_house.house_id)
    return {name: by_person[person] for name, person in small_house.people.items()}


@pytest.fixture
def page(desk, shown, stays):
    return shown(SignLogPage(desk))


def tab(page, code):
    page.open_record(code)
    return page.tabs.page(code)


def press(holder, words):
    (button,) = (
        b for b in holder.findChildren(Button) if b.isVisible() and b.accessibleName() == words
    )
    button.click()


def cells(table):
    rows = table.rows
    return [[c.text(rows.row(i)) for c in rows.columns] for i in range(rows.rowCount())]


def asked(store, stay_id, **more):
    plan = Plan(
        **{"depart_at": NOW + DAY, "return_by": NOW + 2 * DAY, "destination": "Home", **more}
    )
    return store.write(OWNER, passes.ask, stay_id, plan)


def status(store, page):
    return [r.status for r in store.read(OWNER, passes_of, page.desk.house_id, NOW)]


# The round


def test_a_whole_round_by_keys_alone(page, store, desk):
    rounds = tab(page, "round")
    rounds.begin.click()
    assert rounds.table.current_id() is not None
    QTest.keyClick(rounds.table.view, Qt.Key.Key_I)
    assert rounds.count.text() == "1 of 2 marked"
    QTest.keyClick(rounds.table.view, Qt.Key.Key_M)
    assert [row[2] for row in cells(rounds.table)] == ["In", "Missing"]
    assert rounds.finish.isVisible()
    rounds.finish.click()
    assert rounds.alarm.label.text() == "Missing: Sam O. Finished 7:12 PM by Olive Owner."
    desk.undo()
    assert rounds.finish.isVisible()
    desk.undo()
    assert [row[2] for row in cells(rounds.table)] == ["In", "Not marked"]
    desk.redo()
    assert [row[2] for row in cells(rounds.table)] == ["In", "Missing"]


def test_arrows_go_back_and_another_key_corrects_the_mark(page):
    rounds = tab(page, "round")
    rounds.begin.click()
    QTest.keyClick(rounds.table.view, Qt.Key.Key_O)
    QTest.keyClick(rounds.table.view, Qt.Key.Key_Up)
    QTest.keyClick(rounds.table.view, Qt.Key.Key_P)
    assert [row[2] for row in cells(rounds.table)] == ["On pass", "Not marked"]
    assert rounds.table.current_id() == rounds.sheet.lines[1].stay_id


def test_letters_mark_nobody_before_the_round_is_begun(page, store):
    rounds = tab(page, "round")
    rounds.table.select(rounds.sheet.lines[0].stay_id)
    QTest.keyClick(rounds.table.view, Qt.Key.Key_I)
    assert store.read(OWNER, round_now, page.desk.house_id, NOW).round_id is None
    assert rounds.foot.isHidden()


def test_the_mouse_marks_too(page):
    rounds = tab(page, "round")
    rounds.begin.click()
    rounds.marks["on_pass"].click()
    assert cells(rounds.table)[0][2] == "On pass"


def test_finishing_names_who_was_not_marked(page, monkeypatch):
    said = []
    monkeypatch.setattr(
        "ui.office.passes.rounds.confirm", lambda *args, **_more: bool(said.append(args[2]))
    )
    rounds = tab(page, "round")
    rounds.begin.click()
    rounds.finish.click()
    assert said == ["2 people are not marked: Marcus T., Sam O."]
    assert rounds.sheet.open


def test_a_finished_round_stands_among_the_past_ones(page):
    rounds = tab(page, "round")
    rounds.begin.click()
    for status_ in ("in", "missing"):
        rounds.mark(status_)
    rounds.finish.click()
    rounds.views.pick("past")
    assert cells(rounds.past) == [
        ["Sun, Nov 22", "7:12 PM", "1 in, 0 out, 0 on a pass", "Sam O.", "Olive Owner"]
    ]


# Passes


def test_a_pass_is_asked_for_with_the_rules_read_as_one_types(page, store, stays, desk):
    shown = tab(page, "passes")
    shown.new.click()
    form = shown.panel.form
    form["stay_id"].set_value(stays["Marcus"])
    for name, text in (
        ("leave_on", "nov 27"), ("leave_at", "6 PM"), ("back_on", "nov 29"),
        ("back_at", "8 PM"), ("destination", "Newark"),
    ):  # fmt: skip
        form[name].set_text(text)
    form.look()
    words = [w.text() for w in form.findChildren(type(form["host"].label)) if w.text()]
    assert "Rules met: 3 of 3" in words
    form.verb.click()
    assert cells(shown.table)[0][:5] == [
        "Marcus T.", "Waiting", "Nov 27, 6:00 PM to Nov 29, 8:00 PM", "Newark", "3 of 3",
    ]  # fmt: skip
    assert desk.can_undo() == "Pass of Marcus T. asked for"
    desk.undo()
    assert shown.table.count_shown() == 0


def test_a_pass_asked_for_on_paper_names_who_typed_it_in(store, stays, small_house):
    plan = Plan(depart_at=NOW + DAY, return_by=NOW + 2 * DAY, destination="Home")
    store.write(OWNER, passes.ask, stays["Marcus"], plan, "paper")
    (row,) = store.read(OWNER, passes_of, small_house.house_id, NOW)
    facts = dict(more_facts(row, ZoneInfo("America/New_York"), NOW.date()))
    assert facts["Asked"].endswith("transcribed from paper by Olive Owner")


def test_a_pass_that_ends_before_it_begins_is_refused_beside_the_day(page, stays):
    shown = tab(page, "passes")
    shown.new.click()
    form = shown.panel.form
    form["stay_id"].set_value(stays["Marcus"])
    for name, text in (
        ("leave_on", "nov 27"), ("leave_at", "6 PM"), ("back_on", "nov 26"),
        ("back_at", "8 PM"), ("destination", "Newark"),
    ):  # fmt: skip
        form[name].set_text(text)
    form.verb.click()
    assert form["back_on"].fault_text().startswith("They come back before they leave")


def test_against_the_rules_an_approval_says_why(page, store, stays, desk):
    wanted = asked(store, stays["Marcus"])
    shown = tab(page, "passes")
    shown.open_pass(shown.table.row_of(wanted))
    line = shown.panel.findChild(PassLine)
    press(shown.panel, "Approve")
    assert line.reason.fault_text().startswith("Not every rule is met")
    line.reason.set_text("His mother is ill")
    press(shown.panel, "Approve")
    assert status(store, page) == ["approved"]
    assert shown.panel.isHidden()
    desk.undo()
    assert status(store, page) == ["requested"]


def test_denied_with_a_reason_goes_to_the_past_ones(page, store, stays):
    wanted = asked(store, stays["Marcus"])
    shown = tab(page, "passes")
    shown.open_pass(shown.table.row_of(wanted))
    line = shown.panel.findChild(PassLine)
    press(shown.panel, "Deny")
    assert line.reason.fault_text()
    line.reason.set_text("House meeting")
    press(shown.panel, "Deny")
    shown.views.pick("past")
    assert cells(shown.past)[0][1] == "Denied"


def test_they_leave_and_come_back_and_the_log_knows(page, store, stays, desk):
    wanted = asked(store, stays["Marcus"], depart_at=NOW)
    store.write(OWNER, passes.approve, wanted)
    shown = tab(page, "passes")
    shown.open_pass(shown.table.row_of(wanted))
    press(shown.panel, "They leave now")
    assert cells(shown.table)[0][1] == "Away"
    assert page.context() == "1 person is out."
    shown.open_pass(shown.table.row_of(wanted))
    press(shown.panel, "They are back")
    assert page.context() == "Everybody is in."
    desk.undo()
    assert cells(shown.table)[0][1] == "Away"


def test_esc_closes_the_panel_then_the_tab(page, store, stays):
    wanted = asked(store, stays["Marcus"])
    shown = tab(page, "passes")
    shown.open_pass(shown.table.row_of(wanted))
    assert page.back()
    assert shown.panel.isHidden()
    assert page.back()
    assert page.tabs.key() == "log"


@pytest.mark.parametrize("which", ["one", "blank", "round"])
def test_the_papers_are_shown_as_the_very_file(page, store, stays, qtbot, which):
    wanted = asked(store, stays["Marcus"])
    shown = tab(page, "passes")
    if which == "one":
        shown.open_pass(shown.table.row_of(wanted))
        press(shown.panel, "Print the form")
    elif which == "blank":
        shown.blank.click()
    else:
        tab(page, "round").paper.click()
    (dialog,) = (d for d in page.window().findChildren(PaperDialog) if d.isVisible())
    qtbot.waitUntil(lambda: dialog.shown is not None)
    assert dialog.shown.pdf.startswith(b"%PDF")
    assert dialog.shown.pages == 1
    dialog.reject()


# Visitors


def test_a_visitor_comes_goes_and_is_undone(page, stays, desk):
    shown = tab(page, "visitors")
    shown.new.click()
    form = shown.panel.form
    form["name"].set_text("Lena Tate")
    form["host_stay_id"].set_value(stays["Marcus"])
    form["agreed"].set_value(True)
    form.verb.click()
    assert cells(shown.table)[0] == [
        "Lena Tate", "In the house", "Marcus T.", "7:12 PM", "", "Agreed",
    ]  # fmt: skip
    shown.open_visit(shown.rows.row(0))
    press(shown.panel, "They leave now")
    assert cells(shown.table)[0][1] == "Left"
    desk.undo()
    desk.undo()
    assert shown.table.count_shown() == 0


def test_a_visit_is_corrected_and_put_back(page, stays, desk):
    shown = tab(page, "visitors")
    shown.new.click()
    shown.panel.form["name"].set_text("Lina")
    shown.panel.form.verb.click()
    shown.open_visit(shown.rows.row(0))
    press(shown.panel, "Correct")
    shown.panel.form["name"].set_text("Lena")
    shown.panel.form.verb.click()
    assert cells(shown.table)[0][0] == "Lena"
    desk.undo()
    assert cells(shown.table)[0][0] == "Lina"


# What one may, and what survives a lock


@pytest.fixture
def staff_page(store, small_house, stays, shown, qapp):
    """The page as somebody on the staff sees it, who decides nothing."""
    dana = make.staff(store, "Dana Ruiz", "staff", (small_house.house_id,))
    me = store.actor(staff_id=dana)
    desk = Desk(InlineJobs(), Opened(store, store.watch(), me, store.read(me, my_houses)))
    yield shown(SignLogPage(desk))
    desk.shut()


def test_staff_ask_and_sign_but_see_no_decision(staff_page, store, stays):
    wanted = asked(store, stays["Marcus"], depart_at=NOW)
    shown = tab(staff_page, "passes")
    assert shown.new.isVisible()
    shown.open_pass(shown.table.row_of(wanted))
    seen = {b.accessibleName() for b in shown.panel.findChildren(Button) if b.isVisible()}
    assert not seen & {"Approve", "Deny", "Change", "Cancel the pass"}
    store.write(OWNER, passes.approve, wanted)
    shown.back()
    shown.reload()
    shown.open_pass(shown.table.row_of(wanted))
    press(shown.panel, "They leave now")
    assert status(store, staff_page) == ["out"]


@pytest.mark.parametrize(("code", "name"), [("passes", "pass_new"), ("visitors", "visitor")])
def test_a_half_typed_form_is_opened_again(page, code, name):
    shown = tab(page, code)
    shown.new.click()
    assert page.open_form() == name
    assert page.place_in() == code
    shown.back()
    assert page.open_form() == ""
    page.reopen_form(name)
    assert shown.panel.form.objectName() == name


def test_what_the_tabs_offer_stands_among_the_verbs_of_the_page(page):
    verbs = {verb.id: verb for verb in page.verbs()}
    verbs["pass"].run()
    assert (page.tabs.key(), page.open_form()) == ("passes", "pass_new")
    verbs["visitor"].run()
    assert (page.tabs.key(), page.open_form()) == ("visitors", "visitor")
    verbs["round"].run()
    assert page.tabs.key() == "round"


@pytest.mark.parametrize("code", ["passes", "round", "visitors"])
def test_everything_that_takes_the_focus_has_a_name(page, code):
    shown = tab(page, code)
    if code == "round":
        shown.begin.click()
    else:
        shown.new.click()
    for widget in shown.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
