"""Whoever may print has the week's packet on paper two clicks after Today."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sobrhouse.domain.staff import Role
from sobrhouse.queries.packets import printed_packets
from sobrhouse.queries.unlocks import my_houses
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, Clock, Template
from ui.desk import Desk, Opened
from ui.jobs import InlineJobs
from ui.office.frame import Frame
from ui.office.papers import steps as paper_steps
from ui.office.reports.place import ReportsPage
from ui.office.today.place import TodayPage
from ui.office.where import Where
from ui.widgets.printing import ready_printer


@pytest.fixture(scope="module")
def made(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One house with its owner and one more of every role."""
    path = tmp_path_factory.mktemp("clicks") / "house.db"
    shutil.copy(template.path, path)
    shutil.copy(template.path.with_suffix(".keys"), path.with_suffix(".keys"))
    store = Store.open(path, template.dek, Clock())
    house = make.house(store)
    for role in ("manager", "staff", "auditor"):
        make.staff(store, f"Dana {role}", role, (house,))
    store.close()
    return path


@pytest.fixture
def records(made: Path, template: Template) -> Iterator[Store]:
    """The same file, opened anew: a desk that is shut closes what it was given."""
    store = Store.open(made, template.dek, Clock())
    yield store
    store.close()


@pytest.mark.parametrize("role", list(Role))
def test_two_clicks_from_today_to_the_printed_packet(
    records: Store, role: Role, qtbot: QtBot, qapp: QApplication, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target = tmp_path / "printed.pdf"

    def usual(_title: str, size: str, _kept: str = "") -> QPrinter:
        printer = ready_printer(size)
        printer.setResolution(72)  # the way is what is looked at here, not the sheet
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr(paper_steps, "has_printer", lambda: True)
    monkeypatch.setattr(paper_steps, "usual_printer", usual)
    me = records.actor(staff_id=list(Role).index(role) + 1)
    assert me.role is role
    desk = Desk(InlineJobs(), Opened(records, records.watch(), me, records.read(me, my_houses)))
    frame = Frame(desk)
    qtbot.addWidget(frame)
    frame.resize(1366, 690)
    frame.fill({"today": TodayPage, "reports": ReportsPage}, Where())
    frame.show()
    today = frame.pages["today"]
    assert isinstance(today, TodayPage) and today.report.isVisible()
    QTest.mouseClick(today.report, Qt.MouseButton.LeftButton)
    place = frame.pages["reports"]
    assert isinstance(place, ReportsPage) and place.isVisible() and place.paper == "packet"
    QTest.mouseClick(place.print, Qt.MouseButton.LeftButton)
    paper = QPdfDocument()
    paper.load(str(target))
    assert paper.pageCount() == place.view.pages() > 1
    row = records.read(OWNER, printed_packets, desk.house_id)[0]
    assert row.by == me.name and row.pages == paper.pageCount()
    desk.shut()
