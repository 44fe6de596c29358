"""Meetings in the office: the week, what comes again, one day changed, each with its undo."""

from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from sobrhouse.domain.meeting_series import Plan
from sobrhouse.domain.recurrence import LAST, Every, Pattern
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services import meeting_series
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER
from tests.ui.conftest import PIN, SmallHouse, confirm_by
from tests.ui.office.test_window import nameless
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.actions import ACTIONS
from ui.office.contents import PAGES
from ui.office.frame import Where
from ui.office.meeting_day_forms import next_half_hour
from ui.office.meetings import MeetingsPage
from ui.office.meetings_export import save_calendar_to
from ui.office.meetings_house import HouseMeetingsTab
from ui.office.paper_dialog import PaperDialog
from ui.office.series_fields import RuleField, SpotField
from ui.office.series_form import SeriesForm
from ui.office.window import OfficeWindow
from ui.widgets.buttons import Button

SUNDAYS = Plan("House meeting", "FREQ=WEEKLY;BYDAY=SU", date(2026, 11, 1), time(19, 30))
THURSDAYS = Plan("Check-in", "FREQ=WEEKLY;BYDAY=TH", date(2026, 11, 1), time(7, 0),
                 skips_holidays=True)  # fmt: skip


@pytest.fixture
def page(desk: Desk, shown: Callable[..., MeetingsPage]) -> MeetingsPage:
    return shown(MeetingsPage(desk))


@pytest.fixture
def tab(page: MeetingsPage) -> HouseMeetingsTab:
    house = page.tab("house")
    assert isinstance(house, HouseMeetingsTab)
    return house


@pytest.fixture
def sundays(store: Store, small_house: SmallHouse) -> int:
    return store.write(OWNER, meeting_series.add_series, small_house.house_id, SUNDAYS)


@pytest.fixture
def thursdays(store: Store, small_house: SmallHouse) -> int:
    return store.write(OWNER, meeting_series.add_series, small_house.house_id, THURSDAYS)


def lines(tab: HouseMeetingsTab) -> list[tuple[str, str, str]]:
    """Day, name and state of each meeting of the week shown."""
    columns, rows = tab.table.rows.columns, tab.table.rows
    every = (rows.row(n) for n in range(rows.rowCount()))
    return [(columns[0].text(row), columns[1].text(row), columns[3].text(row)) for row in every]


def form_of(tab: HouseMeetingsTab) -> SeriesForm:
    assert isinstance(tab.panel.form, SeriesForm)
    return tab.panel.form


def only_row(tab: HouseMeetingsTab):
    return tab.table.rows.row(0)


def press(tab: HouseMeetingsTab, text: str) -> None:
    """Press a button of the panel."""
    buttons = tab.panel.findChildren(Button)
    (button,) = (b for b in buttons if b.isVisibleTo(tab.panel) and b.words() == text)
    button.click()


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


@pytest.fixture
def desk_of(store: Store, small_house: SmallHouse, qapp) -> Iterator[Callable[[str], Desk]]:
    """The desk of somebody with another role in the house."""
    made = []

    def desk(role: str) -> Desk:
        staff_id = make.staff(store, role=role, houses=(small_house.house_id,))
        me = store.actor(staff_id=staff_id)
        watch = store.watch()
        made.append(Desk(InlineJobs(), Opened(store, watch, me, store.read(me, my_houses))))
        return made[-1]

    yield desk
    for one in made:
        one.shut()
        one.deleteLater()


@pytest.mark.parametrize(
    ("role", "in_header", "in_panel"),
    [
        ("staff", ["Emergency meeting"],
         ["Open the meeting", "Only this one", "Cancel this one"]),
        ("auditor", [], []),
    ],
)  # fmt: skip
def test_who_may_not_plan_sees_no_button_for_it(sundays, desk_of, shown, role, in_header, in_panel):
    page = shown(MeetingsPage(desk_of(role)))
    assert [button.words() for button in page.header_buttons()] == in_header
    tab = page.tab("house")
    tab.open_row(only_row(tab).key)
    assert [b.words() for b in tab.panel.findChildren(Button) if b.words()] == in_panel


def test_the_calendar_is_saved_after_the_pin_and_recorded(sundays, tab, desk, store, tmp_path):
    store.write(OWNER, set_pin, PIN)
    path = tmp_path / "meetings.ics"
    save_calendar_to(desk, tab, path)
    assert not path.exists()
    confirm_by(tab, PIN)
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "House meeting"


def test_an_emergency_meeting_is_called_from_anywhere_and_escape_leads_back(desk, qtbot, thursdays):
    window = OfficeWindow()
    qtbot.addWidget(window)
    frame = window.new_frame(desk)
    frame.fill(PAGES, Where("signlog"))
    window.show()
    frame.run(next(spec for spec in ACTIONS if spec.id == "call_meeting"))
    page = frame.page()
    assert frame.place == "meetings" and page.open_form() == "meeting_call"
    frame.escape()
    assert frame.place == "meetings" and page.open_form() == ""
    frame.escape()
    assert frame.place == "signlog"


def test_a_meeting_is_opened_by_the_keyboard_alone(sundays, tab, page, qtbot):
    tab.table.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Down)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
    assert not tab.panel.isHidden()
    at = page.focusWidget()
    assert isinstance(at, Button) and at.words() == "Open the meeting"
    with qtbot.waitSignal(page.go, timeout=1000) as told:
        QTest.keyClick(at, Qt.Key.Key_Space)
    assert told.args[0] == "meetings" and told.args[1] == only_row(tab).meeting_id


def test_everything_in_the_panel_that_takes_the_focus_has_a_name(sundays, tab):
    row, seen = only_row(tab), tab.week.series[0]
    for show in (
        tab.add, tab.call, lambda: tab.open_row(row.key), lambda: tab.open_series(seen),
        lambda: tab.do("move", row), lambda: tab.do("cancel", row),
        lambda: tab.do("change_all", row), lambda: tab.do_series("end", seen),
    ):  # fmt: skip
        show()
        assert not tab.panel.isHidden() and nameless(tab.panel) == []


def test_the_papers_of_a_meeting_and_of_the_week_are_one_button_away(sundays, tab, page):
    tab.do("open", only_row(tab))
    tab.reload()
    tab.open_row(only_row(tab).key)
    press(tab, "Print the agenda")
    next(verb for verb in page.verbs() if verb.id == "print").run()
    assert [dialog.windowTitle() for dialog in page.window().findChildren(PaperDialog)] == [
        "Agenda", "Week board"
    ]  # fmt: skip
