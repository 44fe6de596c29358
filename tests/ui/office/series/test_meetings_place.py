"""The Meetings place: who may plan, the calendar file, emergency meetings, the keyboard, papers."""

from collections.abc import Callable, Iterator

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sobrhouse.queries.unlocks import my_houses
from sobrhouse.services.staff import set_pin
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER
from tests.ui.conftest import PIN, SmallHouse, confirm_by
from tests.ui.naming import nameless
from tests.ui.office.series_screen import only_row, press
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.actions import ACTIONS
from ui.office.contents import PAGES
from ui.office.frame import Where
from ui.office.meetings.export import save_calendar_to
from ui.office.meetings.place import MeetingsPage
from ui.office.papers.dialog import PaperDialog
from ui.office.window import OfficeWindow
from ui.widgets.buttons import Button


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
