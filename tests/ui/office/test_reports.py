"""The place Reports: the very file in the preview, printed, saved and recorded."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.file_names import file_name
from sobrhouse.domain.staff import Permission
from sobrhouse.queries.papers import paper_facts
from sobrhouse.reports.sheet import Head, Sheet
from sobrhouse.services.notes import add_note
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from tests import make
from tests.conftest import OWNER
from tests.make import MONDAY
from tests.reports.made import STAMP
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse
from ui.desk import Desk
from ui.office.papers import steps as paper_steps
from ui.office.reports.place import ReportsPage
from ui.widgets.choices import Check
from ui.widgets.printing import print_pages, ready_printer

Shown = Callable[[QWidget], QWidget]


@needs(Permission.SEE_AUDIT, house_free=True)
def papers_recorded(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """What was recorded about papers."""
    rows = session.execute(
        select(AuditEntry.action, AuditEntry.payload)
        .where(AuditEntry.action.like("report.%"))
        .order_by(AuditEntry.seq)
    )
    return [(row.action, json.loads(row.payload)) for row in rows]


@pytest.fixture
def page(desk: Desk, shown: Shown) -> ReportsPage:
    """The place, shown, with this week's report in it."""
    place = ReportsPage(desk)
    place.show_paper("weekly")
    shown(place)
    assert place.shown is not None
    return place


def test_the_preview_is_this_week_s_report_of_the_house(page: ReportsPage) -> None:
    assert page.shown is not None
    text = read(page.shown.pdf)
    assert "Nov 16 to 22, 2026" in text
    assert "Marcus T." in text
    assert page.view.pdf == page.shown.pdf
    assert page.view.place.text() == "Page 1 of 1"
    assert page.shown.file_name == "2026-11-22 Maple Street House weekly.pdf"


def test_the_foot_binds_the_paper_to_the_newest_entry(page: ReportsPage, store: Store) -> None:
    facts = store.read(OWNER, paper_facts, page.desk.house_id)
    assert facts.anchor in read(page.view.pdf)


def test_an_earlier_week_is_another_paper_and_a_later_one_is_not_offered(
    page: ReportsPage,
) -> None:
    assert not page.choices.later.isEnabled()
    page.choices.earlier.click()
    assert page.choices.week == MONDAY - timedelta(days=7)
    assert "Nov 9 to 15, 2026" in read(page.view.pdf)
    page.choices.back.click()
    assert "Nov 16 to 22, 2026" in read(page.view.pdf)


def test_a_section_that_is_not_ticked_is_not_printed(page: ReportsPage) -> None:
    ticks = {c.text(): c for c in page.choices.findChildren(Check)}
    assert "Signatures" in ticks
    ticks["Residents"].click()
    assert "Marcus T." not in read(page.view.pdf)
    assert "Second reader" in read(page.view.pdf)


def test_names_on_paper_are_short_full_or_none(page: ReportsPage) -> None:
    page.choices.names.pick("full")
    assert "Marcus Tate" in read(page.view.pdf)
    page.choices.names.pick("bed")
    assert "Marcus" not in read(page.view.pdf)
    assert "1A" in read(page.view.pdf)


def test_paper_may_be_a4(page: ReportsPage) -> None:
    page.choices.sheets.pick("a4")
    points = page.view._document.pagePointSize(0)
    assert (round(points.width()), round(points.height())) == (595, 842)


def test_other_papers_are_a_click_away(page: ReportsPage) -> None:
    page.choices.paper_wanted.emit("beds")
    assert "Bed board" in read(page.view.pdf)
    assert page.choices.weekly.isHidden()
    page.choices.paper_wanted.emit("residents")
    assert "Who lives here" in read(page.view.pdf)
    page.open_record("weekly")
    assert "Weekly house report" in read(page.view.pdf)


def test_a_change_elsewhere_shows_in_the_preview(
    page: ReportsPage, store: Store, small_house: SmallHouse
) -> None:
    store.write(
        OWNER, add_note, small_house.house_id, None, "Furnace serviced", in_weekly_report=True
    )
    page.desk.look()
    assert "Furnace serviced" in read(page.view.pdf)


def test_saving_writes_the_very_file_and_records_its_hash(
    page: ReportsPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "week.pdf"
    monkeypatch.setattr(paper_steps, "ask_where", lambda _parent, _name: target)
    pdf = page.view.pdf
    page.save.click()
    assert target.read_bytes() == pdf
    (action, payload) = store.read(OWNER, papers_recorded)[-1]
    assert action == "report.saved"
    assert payload["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert (payload["pages"], payload["names"]) == (1, "short")


def test_saving_where_nothing_can_be_written_says_so(
    page: ReportsPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    page.desk.told.connect(lambda t: told.append(t.text))
    monkeypatch.setattr(paper_steps, "ask_where", lambda *_: tmp_path / "missing" / "week.pdf")
    page.save.click()
    assert told == ["The file cannot be saved there. Choose another folder."]
    assert store.read(OWNER, papers_recorded) == []


def test_without_a_printer_saving_is_offered(
    page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "week.pdf"
    monkeypatch.setattr(paper_steps, "has_printer", lambda: False)
    monkeypatch.setattr(paper_steps, "save_instead", lambda _parent: True)
    monkeypatch.setattr(paper_steps, "ask_where", lambda _parent, _name: target)
    page.print.click()
    assert target.exists()


def test_full_names_ask_once_for_each_print(
    page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        paper_steps, "confirm", lambda _p, title, *_a, **_k: asked.append(title) is not None
    )
    monkeypatch.setattr(paper_steps, "ask_where", lambda *_: tmp_path / "week.pdf")
    page.choices.names.pick("full")
    page.save.click()
    assert asked == ["Put full names on paper?"]
    assert not (tmp_path / "week.pdf").exists()


def test_printing_sends_every_page_and_is_recorded(
    page: ReportsPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "printed.pdf"

    def chosen(_parent: QWidget, _title: str, size: str, _pages: int, _kept: str) -> QPrinter:
        printer = ready_printer(size)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr(paper_steps, "has_printer", lambda: True)
    monkeypatch.setattr(paper_steps, "ask_printer", chosen)
    page.print.click()
    assert target.stat().st_size > 10_000
    (action, payload) = store.read(OWNER, papers_recorded)[-1]
    assert (action, payload["pages"]) == ("report.printed", 1)


def test_a_page_prints_whole_at_300_dots_an_inch(page: ReportsPage, tmp_path: Path) -> None:
    printer = ready_printer("letter")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "whole.pdf"))
    assert printer.resolution() == 300
    assert printer.fullPage()
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert print_pages(page.view.pdf, printer) == 1


def test_pages_that_lie_on_their_side_are_printed_so(tmp_path: Path) -> None:
    wide = Sheet(Head("Maple Street House", "Large print"), STAMP, large=True).save()
    printer = ready_printer("letter")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "wide.pdf"))
    assert print_pages(wide, printer) == 1
    (sheet,) = pypdf.PdfReader(tmp_path / "wide.pdf").pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (792, 612)


def test_file_names_are_such_as_every_system_keeps() -> None:
    assert file_name('2026-11-22 Tom\'s "A/B": House? weekly.pdf') == (
        "2026-11-22 Tom's A B House weekly.pdf"
    )


def test_the_week_board_is_among_the_papers(page: ReportsPage, store: Store) -> None:
    make.meeting_group(store, page.desk.house_id, "Big Book on the Hill")
    page.choices.paper_wanted.emit("weekboard")
    assert page.shown is not None
    assert "Big Book on the Hill" in read(page.shown.pdf)
    assert "Confidential" not in read(page.shown.pdf)
