"""Meetings in the office: the week, what comes again, one day changed, each with its undo."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from sobrhouse.domain.recurrence import LAST, Every, Pattern
from tests.conftest import NOW
from tests.ui.office.series_screen import form_of, lines, only_row, press
from ui.office.meetings.day_forms import next_half_hour
from ui.office.meetings.series_fields import RuleField, SpotField


def test_a_house_without_meetings_says_so_and_adds_its_first(page, tab, desk):
    assert tab.states.currentWidget() is tab.nothing
    assert (tab.nothing.title.text(), tab.nothing.line.text()) == (
        "No meetings yet", "Add your weekly house meeting once. We make the rest.",
    )  # fmt: skip
    tab.nothing.button.click()
    assert form_of(tab).says.text().startswith("Next dates: Sun, Nov 22 · Sun, Nov 29 ·")
    form_of(tab).verb.click()
    assert tab.panel.isHidden()
    assert lines(tab) == [("Today", "House meeting", "Planned")]
    assert tab.series.isVisibleTo(tab)
    desk.undo()
    assert tab.states.currentWidget() is tab.nothing
    desk.redo()
    assert lines(tab) == [("Today", "House meeting", "Planned")]


def test_the_sentence_asks_for_weekdays_or_for_a_day_of_the_month(desk, shown):
    field = RuleField("weekdays")
    shown(field)
    assert field.days.isVisible() and not field.which.isVisible()
    for pattern in (
        Pattern(Every.WEEK, 2, (1, 6)),
        Pattern(Every.MONTH, 1, (4,), LAST),
        Pattern(Every.MONTH, 3, day=31),
        Pattern(Every.MONTH, 1, day=LAST),
        Pattern(Every.WEEK, 7, (0,)),
    ):
        field.set_value(pattern)
        assert field.read() == pattern
        other = RuleField("weekdays")
        other.set_text(field.text())
        assert other.read() == pattern
    field.set_value(Pattern(Every.MONTH, 1, (4,), LAST))
    assert not field.days.isVisible() and field.which.isVisible()


def test_weekdays_are_one_stop_for_tab_and_arrows_walk_along_them(desk, shown):
    field = shown(RuleField("weekdays", 6))
    first, *rest = field.days.findChildren(type(field.days.focusProxy()))
    assert (first.accessibleName(), first.focusPolicy()) == (
        "Sunday", Qt.FocusPolicy.StrongFocus,
    )  # fmt: skip
    assert {day.focusPolicy() for day in rest} == {Qt.FocusPolicy.ClickFocus}
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(rest[0], Qt.Key.Key_Space)
    assert field.read() == Pattern(weekdays=(0,))


def test_a_time_that_cannot_be_stays_with_its_error(tab):
    tab.add()
    form = form_of(tab)
    form.spot.at.setText("half past")
    form.verb.click()
    assert "6:30 PM" in form.spot.fault_text()
    assert not tab.panel.isHidden()
    form.spot.at.setText("6p")
    form.spot.leave()
    assert (form.spot.at.text(), form.spot.read()[0]) == ("6:00 PM", time(18))


def test_no_day_is_refused_beside_the_sentence(tab):
    tab.add()
    form_of(tab).rule.days.choose(())
    form_of(tab).verb.click()
    assert "at least one day" in form_of(tab).rule.fault_text()


def test_what_was_half_typed_comes_back(tab, page):
    tab.add()
    form = form_of(tab)
    form.rule.set_value(Pattern(Every.MONTH, 2, day=15))
    form.spot.set_value((time(6, 45), 20, "Kitchen"))
    kept = form.texts()
    assert page.open_form() == "series_new" and form.dirty()
    tab.panel.finish()
    page.reopen_form("series_new")
    form_of(tab).take_draft(kept)
    assert form_of(tab).rule.read() == Pattern(Every.MONTH, 2, day=15)
    assert form_of(tab).spot.read() == (time(6, 45), 20, "Kitchen")


def test_a_length_that_is_not_offered_is_kept(desk):
    field = SpotField("length")
    field.set_value((time(9, 0), 50, ""))
    assert field.read()[1] == 50


def test_holidays_are_told_before_they_are_skipped(sundays, thursdays, tab):
    tab.add()
    form = form_of(tab)
    form.rule.days.choose((3,))
    form["skips"].set_value(True)
    form.look()
    assert form.says.text().startswith("Next dates: Thu, Dec 3 ·")
    assert form.off.text() == "None on Thu, Nov 26 (Thanksgiving Day)"


def test_this_one_and_after_changes_from_that_day_and_is_taken_back(sundays, tab, desk):
    tab.top.later.click()
    assert lines(tab) == [("Sun, Nov 29", "House meeting", "Planned")]
    tab.open_row(only_row(tab).key)
    press(tab, "This one and after")
    assert tab.panel.title.text() == "House meeting from Sun, Nov 29 on"
    form_of(tab).spot.at.setText("6:00 PM")
    form_of(tab).verb.click()
    assert only_row(tab).at.time() == time(18)
    tab.top.back.click()
    assert only_row(tab).at.time() == time(19, 30)
    assert len(tab.week.series) == 2
    desk.undo()
    tab.top.later.click()
    assert only_row(tab).at.time() == time(19, 30) and len(tab.week.series) == 1


def test_all_of_them_changes_the_weeks_before_too(sundays, tab, desk):
    tab.open_row(only_row(tab).key)
    press(tab, "All of them")
    form_of(tab).rule.days.choose((1,))
    form_of(tab).verb.click()
    tab.top.earlier.click()
    assert lines(tab) == [("Tue, Nov 10", "House meeting", "Not written down")]
    desk.undo()
    assert lines(tab) == [("Sun, Nov 15", "House meeting", "Not written down")]


def test_one_meeting_is_moved_with_a_reason_and_put_back(sundays, tab, desk):
    tab.open_row(only_row(tab).key)
    press(tab, "Only this one")
    form = tab.panel.form
    form["new_at"].set_text("9p")
    form.verb.click()
    assert form["reason"].fault_text() == "Why is needed."
    form["reason"].set_text("The bus is late")
    form.verb.click()
    assert lines(tab) == [("Today", "House meeting", "Moved")]
    assert (only_row(tab).at.time(), only_row(tab).reason) == (time(21), "The bus is late")
    tab.open_row(only_row(tab).key)
    press(tab, "Back to the usual day")
    assert lines(tab) == [("Today", "House meeting", "Planned")]
    desk.undo()
    assert lines(tab) == [("Today", "House meeting", "Moved")]


def test_a_moved_meeting_that_is_cancelled_is_moved_again_by_the_undo(sundays, tab, desk):
    for what, texts in (("move", {"new_at": "9p", "reason": "Late bus"}),
                        ("cancel", {"reason": "Flu"})):  # fmt: skip
        tab.do(what, only_row(tab))
        for name, text in texts.items():
            tab.panel.form[name].set_text(text)
        tab.panel.form.verb.click()
    assert lines(tab) == [("Today", "House meeting", "Cancelled")]
    desk.undo()
    assert lines(tab) == [("Today", "House meeting", "Moved")]
    assert only_row(tab).at.time() == time(21)
    desk.redo()
    tab.open_row(only_row(tab).key)
    press(tab, "Hold it after all")
    assert lines(tab) == [("Today", "House meeting", "Planned")]


def test_a_holiday_is_shown_with_its_name_and_can_be_held(thursdays, tab, desk):
    tab.top.later.click()
    assert lines(tab) == [("Thu, Nov 26", "Check-in", "Holiday")]
    assert only_row(tab).reason == "Thanksgiving Day"
    tab.open_row(only_row(tab).key)
    press(tab, "Hold it anyway")
    assert lines(tab) == [("Thu, Nov 26", "Check-in", "Planned")]
    desk.undo()
    assert lines(tab) == [("Thu, Nov 26", "Check-in", "Holiday")]


def test_an_emergency_meeting_is_called_for_the_next_half_hour(tab, desk):
    tab.call_now.click()
    form = tab.panel.form
    assert (form["new_at"].text(), form["title"].text()) == ("7:30 PM", "Emergency meeting")
    form["kind"].set_value("vote")
    form["kind"].edited.emit()
    assert form["title"].text() == "Meeting with a vote"
    form.verb.click()
    assert lines(tab) == [("Today", "Meeting with a vote", "Planned")]
    tab.open_row(only_row(tab).key)
    press(tab, "Move it")
    tab.panel.form["new_at"].set_text("8:15p")
    tab.panel.form.verb.click()
    assert only_row(tab).at.time() == time(20, 15)
    tab.do("call_off", only_row(tab))
    assert tab.states.currentWidget() is tab.nothing
    desk.undo()
    desk.undo()
    assert only_row(tab).at.time() == time(19, 30)


def test_the_next_half_hour_is_never_now():
    for minute, then in ((0, 30), (29, 30), (30, 0), (59, 0)):
        assert next_half_hour(NOW.replace(minute=minute)).minute == then


def test_a_series_ends_and_is_removed_each_with_its_undo(sundays, tab, desk):
    tab.open_series(tab.week.series[0])
    press(tab, "Set its last day")
    tab.panel.form["until_on"].set_text("nov 22")
    tab.panel.form.verb.click()
    assert tab.week.series[0].plan.until_on == date(2026, 11, 22)
    desk.undo()
    assert tab.week.series[0].plan.until_on is None
    tab.open_series(tab.week.series[0])
    press(tab, "Remove it")
    assert tab.states.currentWidget() is tab.nothing
    desk.undo()
    assert lines(tab) == [("Today", "House meeting", "Planned")]


def test_the_week_goes_back_and_forth_by_its_verbs(sundays, tab, page):
    verbs = {verb.id: verb for verb in page.verbs()}
    assert {"new", "call", "previous", "next", "this_week", "calendar"} <= set(verbs)
    verbs["previous"].run()
    assert tab.top.days.text() == "Nov 9 to 15, 2026" and tab.top.back.isVisibleTo(tab)
    verbs["this_week"].run()
    assert tab.top.days.text() == "Nov 16 to 22, 2026" and not tab.top.back.isVisibleTo(tab)


def test_another_place_opens_one_planned_meeting_in_its_week(sundays, tab, page):
    page.open_record({"day": date(2026, 11, 29), "meeting": f"s{sundays}:2026-11-29"})
    assert tab.panel.title.text() == "House meeting" and not tab.panel.isHidden()
    assert page.back() and tab.panel.isHidden()
    assert not page.back()


def test_the_menu_of_a_row_offers_what_the_panel_does(sundays, tab):
    menu = QMenu(tab)
    tab.table.menu_for([only_row(tab).key], menu)
    assert [action.text() for action in menu.actions()] == [
        "Open the meeting", "Only this one", "Cancel this one", "This one and after", "All of them",
    ]  # fmt: skip
