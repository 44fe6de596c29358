"""Papers in a window of their own: the emergency sheet, and lists as they are shown."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.reports.people_list import PaperList
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from tests.ui.office.test_reports import OWNER, papers_recorded
from ui.desk import Desk
from ui.office.papers import steps as paper_steps
from ui.office.papers.dialog import show_face_sheet, show_list


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """A page to open dialogs over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_emergency_sheet_of_a_person_is_saved_under_their_record(
    desk: Desk,
    over: QWidget,
    small_house: SmallHouse,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marcus = small_house.people["Marcus"]
    dialog = show_face_sheet(desk, over, marcus)
    text = read(dialog.view.pdf)
    assert "Marcus Tate" in text
    assert "No emergency contact is written down." in text
    monkeypatch.setattr(paper_steps, "confirm", lambda *_a, **_k: True)
    monkeypatch.setattr(paper_steps, "ask_where", lambda *_: tmp_path / "sheet.pdf")
    dialog.save.click()
    store = desk._opened.store  # type: ignore[union-attr]
    (action, payload) = store.read(OWNER, papers_recorded)[-1]
    assert (action, payload["title"], payload["names"]) == (
        "report.saved",
        "Emergency sheet",
        "full",
    )
    assert "Marcus" not in json.dumps(payload)
    dialog.reject()


def test_a_list_prints_as_it_is_shown(desk: Desk, over: QWidget) -> None:
    shown = PaperList("Moved out", "By date", ("Resident", "Left"), (("Vic D.", "Nov 19"),))
    dialog = show_list(desk, over, shown)
    text = read(dialog.view.pdf)
    assert "1 person" in text
    assert "Vic D." in text
    dialog.reject()


def test_a_paper_that_cannot_be_made_says_why(desk: Desk, over: QWidget) -> None:
    dialog = show_face_sheet(desk, over, 999)
    assert dialog.view.stack.currentWidget() is dialog.view.failed
    assert not dialog.print.isEnabled()
    dialog.reject()
