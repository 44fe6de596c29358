"""Papers of meetings in the office: from Reports, over a meeting, and for one person's court."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.services import house_meetings as meetings
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Attendance, MeetingSeries
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from tests.ui.office.test_reports import papers_recorded
from ui.desk import Desk
from ui.office.meetings.papers import show_meeting_paper
from ui.office.papers import steps as paper_steps
from ui.office.papers.court_card import show_court_card
from ui.office.reports.place import ReportsPage

Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def series(desk: Desk, store: Store) -> int:
    """The house meets on Sundays at 8 PM."""
    return make.row(store, MeetingSeries(
        house_id=desk.house_id, title="House meeting", rule="FREQ=WEEKLY;BYDAY=SU",
        starts_on=SUNDAY - timedelta(days=70), starts_at="20:00", place="Kitchen"))  # fmt: skip


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_reports_has_the_papers_of_the_meeting_beside_now(
    desk: Desk, store: Store, series: int, shown: Shown
) -> None:
    page = ReportsPage(desk)
    shown(page)
    page.show_paper("rollcall")
    assert "Marcus T." in read(page.view.pdf)
    page.show_paper("agenda")
    assert page.shown is None
    assert "not prepared yet" in page.view.failed.line.text()
    meeting = store.write(OWNER, meetings.open_meeting, desk.house_id, series, SUNDAY)
    page.reload()
    assert "Welcome and reading" in read(page.view.pdf)
    page.show_paper("minutes")
    assert page.shown is None
    store.write(OWNER, meetings.begin_meeting, meeting)
    page.reload()
    assert "Draft: the minutes are not finished" in read(page.view.pdf)
    assert page.shown is not None
    assert page.shown.file_name == "2026-11-22 Maple Street House Minutes.pdf"


def test_reports_has_an_empty_court_card_and_the_week_board(desk: Desk, shown: Shown) -> None:
    page = ReportsPage(desk)
    shown(page)
    page.show_paper("courtcard")
    assert "not affiliated" in read(page.view.pdf)
    page.show_paper("weekboard")
    assert page.shown is not None
    assert "Marcus" not in read(page.view.pdf)


@pytest.mark.parametrize(
    ("code", "said"),
    [("agenda", "House meeting: agenda"), ("minutes", "House meeting: minutes"),
     ("rollcall", "House meeting: roll call")],
)  # fmt: skip
def test_a_meeting_prints_each_of_its_papers(
    desk: Desk, store: Store, series: int, over: QWidget, code: str, said: str
) -> None:
    meeting = store.write(OWNER, meetings.open_meeting, desk.house_id, series, SUNDAY)
    dialog = show_meeting_paper(desk, over, meeting, code)
    assert said in read(dialog.view.pdf)
    dialog.reject()


def test_a_court_card_of_other_days_is_made_anew_and_saved_under_its_person(
    desk: Desk, store: Store, small_house: SmallHouse, over: QWidget, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    marcus = small_house.people["Marcus"]
    for days, name in ((3, "Near Group"), (20, "Far Group")):
        make.row(store, Attendance(
            house_id=desk.house_id, stay_id=_stay(store, marcus), group_text=name,
            fellowship="AA", attended_on=SUNDAY - timedelta(days=days),
            verification="initial", verified_by_text="J."))  # fmt: skip
    dialog = show_court_card(desk, over, marcus)
    text = read(dialog.view.pdf)
    assert "Near Group" in text and "Far Group" in text
    dialog.days.pick("7")
    text = read(dialog.view.pdf)
    assert "Near Group" in text and "Far Group" not in text
    monkeypatch.setattr(paper_steps, "confirm", lambda *_a, **_k: True)
    monkeypatch.setattr(paper_steps, "ask_where", lambda *_: tmp_path / "card.pdf")
    dialog.save.click()
    action, payload = store.read(OWNER, papers_recorded)[-1]
    assert (action, payload["title"], payload["names"]) == ("report.saved", "Court card", "full")
    assert "Marcus" not in json.dumps(payload)
    dialog.reject()


def _stay(store: Store, resident: int) -> int:
    with store._reader.connect() as connection:
        found = connection.exec_driver_sql(
            f"SELECT id FROM stay WHERE resident_id = {resident}"
        ).scalar()
    assert isinstance(found, int)
    return found


def test_somebody_who_did_not_live_here_then_has_no_card(
    desk: Desk, store: Store, over: QWidget
) -> None:
    gone = make.resident(store, "Gus", "Noble")
    make.stay(store, gone, desk.house_id, date(2026, 1, 1), discharged_on=date(2026, 3, 1),
              discharge_type="voluntary")  # fmt: skip
    dialog = show_court_card(desk, over, gone)
    assert "did not live here" in dialog.view.failed.line.text()
    assert not dialog.print.isEnabled()
    dialog.reject()
