"""Today's card of meetings: what is on today, and the two ways into the next one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.services import house_meetings as meetings
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import MeetingGroup, MeetingSeries
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.reports.reading import read
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.today.place import TodayPage
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label

Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def series(desk: Desk, store: Store) -> int:
    """The house meets on Sundays at 8 PM."""
    return make.row(store, MeetingSeries(
        house_id=desk.house_id, title="House meeting", rule="FREQ=WEEKLY;BYDAY=SU",
        starts_on=SUNDAY - timedelta(days=70), starts_at="20:00", place="Kitchen"))  # fmt: skip


def page_of(desk: Desk, shown: Shown) -> TodayPage:
    page = TodayPage(desk)
    shown(page)
    return page


def settle() -> None:
    """What was shown before is gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words(page: TodayPage) -> list[str]:
    settle()
    card = page.meetings.rows
    return [w.text() for kind in (Label, ElidedLabel, Chip) for w in card.findChildren(kind)]


def button(page: TodayPage, text: str) -> Button:
    settle()
    return next(b for b in page.meetings.findChildren(Button) if b.words().startswith(text))


def test_the_card_tells_the_house_s_meeting_and_the_board_s_next(
    desk: Desk, store: Store, series: int, shown: Shown
) -> None:
    make.row(store, MeetingGroup(
        house_id=desk.house_id, name="Late Kettle", fellowship="AA", weekday=SUNDAY.weekday(),
        starts_at="21:00"))  # fmt: skip
    said = words(page_of(desk, shown))
    for expected in ("8:00 PM", "House meeting, Kitchen", "In 48 min", "9:00 PM", "Late Kettle",
                     "AA"):  # fmt: skip
        assert expected in said


def test_take_attendance_writes_the_meeting_down_and_opens_it(
    desk: Desk, store: Store, series: int, shown: Shown, qtbot: QtBot
) -> None:
    page = page_of(desk, shown)
    went: list[tuple[str, object]] = []
    page.go.connect(lambda place, target: went.append((place, target)))
    button(page, "Take attendance").click()
    assert went == [("meetings", 1)]
    page.reload()
    assert button(page, "Agenda").words() == "Agenda (8)"
    button(page, "Take attendance").click()
    assert went == [("meetings", 1)] * 2


def test_agenda_shows_the_sheet_that_prints(
    desk: Desk, store: Store, series: int, shown: Shown
) -> None:
    page = page_of(desk, shown)
    button(page, "Agenda").click()
    (dialog,) = page.findChildren(PaperDialog)
    assert "Welcome and reading" in read(dialog.view.pdf)
    dialog.reject()


def test_a_meeting_that_began_goes_on_and_a_finished_one_has_no_buttons(
    desk: Desk, store: Store, series: int, shown: Shown
) -> None:
    meeting = store.write(OWNER, meetings.open_meeting, desk.house_id, series, SUNDAY)
    store.write(OWNER, meetings.begin_meeting, meeting)
    page = page_of(desk, shown)
    assert button(page, "Go on").isVisibleTo(page)
    assert "Going on" in words(page)
    store.write(OWNER, meetings.finish_meeting, meeting)
    page.reload()
    assert "Finished" in words(page)
    assert not page.meetings.rows.findChildren(Button)


def test_a_day_without_meeting_says_when_the_next_one_is(
    desk: Desk, store: Store, shown: Shown
) -> None:
    page = page_of(desk, shown)
    assert "No house meeting today, and none in the next days." in words(page)
    make.row(store, MeetingSeries(
        house_id=desk.house_id, title="", rule="FREQ=WEEKLY;BYDAY=TU",
        starts_on=SUNDAY - timedelta(days=5), starts_at="19:30"))  # fmt: skip
    page.reload()
    assert "No house meeting today. Next: Tue, Nov 24, 7:30 PM." in words(page)
