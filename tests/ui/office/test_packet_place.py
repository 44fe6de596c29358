"""The weekly packet in the Reports place: chosen, in view, printed, and printed again."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from sobrhouse.domain.packets import Section
from sobrhouse.queries.packets import packet_sets, printed_packets
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Note
from tests import make
from tests.conftest import NOW, OWNER
from tests.make import MONDAY
from tests.reports.reading import read
from tests.ui.conftest import SmallHouse, let_go, opened
from ui.desk import Desk
from ui.jobs import InlineJobs, Job, Jobs
from ui.office.packets import sets as set_steps
from ui.office.papers import steps as paper_steps
from ui.office.reports.help import ReportsHelp
from ui.office.reports.place import ReportsPage
from ui.widgets import printing
from ui.widgets.labels import Label
from ui.widgets.papers import PaperView
from ui.widgets.printing import ready_printer

Shown = Callable[[QWidget], QWidget]
WEEK = timedelta(days=7)


@pytest.fixture
def desk(
    store: Store, small_house: SmallHouse, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    """A desk with a data folder, in which this computer's choices are kept."""
    at_once = Desk(InlineJobs(), opened(store, data=tmp_path))
    yield at_once
    at_once.shut()
    at_once.deleteLater()


@pytest.fixture
def page(desk: Desk, shown: Shown) -> ReportsPage:
    place = ReportsPage(desk)
    shown(place)
    return place


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the printer, which writes a PDF, puts what is printed on it."""
    target = tmp_path / "printed.pdf"

    def usual(_title: str, size: str, _kept: str = "") -> QPrinter:
        printer = ready_printer(size)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr(paper_steps, "has_printer", lambda: True)
    monkeypatch.setattr(paper_steps, "usual_printer", usual)
    return target


def kept(page: ReportsPage) -> Any:
    return page.desk._opened.store.read(OWNER, printed_packets, page.desk.house_id)  # type: ignore[union-attr]


def pressed(menu: QMenu, words: str) -> None:
    """Choose a line of a menu by its words."""
    menu.aboutToShow.emit()
    (line,) = (action for action in menu.actions() if action.text() == words)
    line.trigger()


def only(page: ReportsPage, section: Section) -> None:
    """Tick this section alone, so that one page is printed."""
    page.choices.packet.show_sections((section,))
    page.choices.changed.emit()
    assert page.view.pages() == 1


def save_usual(page: ReportsPage, name: str) -> None:
    """Save what is chosen as the set that Reports opens with, by keys."""
    pressed(page.choices.packet.verbs.menu(), "Save these choices as a set…")
    dialog = page.packet.sets.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.form["name"].control, name)
    dialog.form["usual"].check.click()
    QTest.keyClick(dialog.form["name"].control, Qt.Key.Key_Return)


def test_reports_opens_with_the_packet_of_this_week_section_by_section(page: ReportsPage) -> None:
    assert page.paper == "packet" and page.shown is not None
    assert page.view.pdf == page.shown.pdf
    text = read(page.shown.pdf)
    assert "Nov 16 to 22, 2026" in text and "Marcus T." in text
    assert page.shown.file_name == "2026-11-22 Maple Street House weekly packet.pdf"
    assert page.print.words() == "Print packet"
    counted = dict(page.shown.parts)
    assert sum(counted.values()) == page.view.pages() and set(counted) == set(Section)
    check = page.choices.packet.checks[Section.SIGNLOG]
    assert check.accessibleName() == "Print Sign log, 1 page"
    check.click()
    assert page.view.pages() == sum(counted.values()) - counted[Section.SIGNLOG]
    assert check.accessibleName() == "Print Sign log, Off"


def test_with_nothing_ticked_there_is_nothing_to_print_and_it_says_so(page: ReportsPage) -> None:
    for check in page.choices.packet.checks.values():
        check.click()
    assert page.view.failed.line.text().startswith("Nothing is ticked.")
    assert not page.print.isEnabled() and not page.save.isEnabled()
    page.choices.packet.checks[Section.CHORES].click()
    assert page.print.isEnabled() and "Chores, day by day" in read(page.view.pdf)


def test_a_set_is_saved_chosen_and_what_reports_opens_with(page: ReportsPage, shown: Shown) -> None:
    part = page.choices.packet
    part.checks[Section.CHORES].click()
    page.choices.names.pick("bed")
    save_usual(page, "Friday packet")
    assert part.pick.currentText() == "Friday packet" and page.packet.sets.dialog is None
    part.checks[Section.CHORES].click()
    assert part.pick.currentText() == "Sections as ticked below"
    part.pick.setCurrentIndex(1)
    part.pick.activated.emit(1)
    assert Section.CHORES not in part.sections() and "Marcus" not in read(page.view.pdf)
    other = ReportsPage(page.desk)  # the usual set is what the place opens with
    shown(other)
    assert other.choices.packet.pick.currentText() == "Friday packet"
    assert other.choices.names.key() == "bed" and "Marcus" not in read(other.view.pdf)


def test_a_set_is_changed_renamed_and_removed_and_each_is_undone(
    page: ReportsPage, store: Store
) -> None:
    part = page.choices.packet
    save_usual(page, "Friday packet")
    part.checks[Section.SIGNLOG].click()
    pressed(part.verbs.menu(), "Change Friday packet to these choices")
    (row,) = store.read(OWNER, packet_sets, page.desk.house_id)
    assert Section.SIGNLOG not in row.choice.sections
    page.desk.undo()
    (row,) = store.read(OWNER, packet_sets, page.desk.house_id)
    assert Section.SIGNLOG in row.choice.sections and row.usual
    pressed(part.verbs.menu(), "Rename Friday packet…")
    form = page.packet.sets.dialog.form
    form["name"].set_text("Board packet")
    form.submit()
    assert part.pick.itemText(1) == "Board packet"
    pressed(part.verbs.menu(), "Remove Board packet")
    assert part.pick.itemText(0) == "No saved set yet" and not part.pick.isEnabled()
    page.desk.undo()
    assert part.pick.itemText(1) == "Board packet"


def test_a_name_that_is_taken_is_told_beside_its_field(page: ReportsPage, store: Store) -> None:
    store.write(
        OWNER, set_steps.packets.save_set, page.desk.house_id, "Friday", page.choices.choice()
    )
    page.packet.sets.save()
    dialog = page.packet.sets.dialog
    assert dialog is not None
    dialog.form["name"].set_text("friday")
    dialog.form.submit()
    assert dialog.isVisible() and dialog.form["name"].faulty()


def test_last_week_is_printed_again_to_the_byte_though_its_records_changed(
    page: ReportsPage, store: Store, small_house: SmallHouse, printed: Path
) -> None:
    told: list[str] = []
    page.desk.told.connect(lambda t: told.append(t.text))
    page.choices.again.click()
    assert told[-1].startswith("Last week's packet was not printed or saved here")
    only(page, Section.SUMMARY)
    page.choices.earlier.click()
    page.print.click()
    assert printed.stat().st_size > 10_000
    first = page.view.pdf
    (row,) = kept(page)
    assert row.week_start == MONDAY - WEEK and row.sha256 == hashlib.sha256(first).hexdigest()
    make.row(store, Note(house_id=small_house.house_id, text="Furnace serviced", at=NOW - WEEK,
                         in_weekly_report=True))  # fmt: skip
    page.choices.back.click()
    page.choices.again.click()
    assert page.view.pdf == first
    assert page.note.label.text().startswith("This is the packet exactly as Olive Owner made it")
    assert page.note.label.text().endswith("the same file, to the byte.")
    page.print.click()
    assert len(kept(page)) == 1  # recorded as printed again, not kept a second time
    page.note.button.click()
    assert page.note.isHidden() and page.view.pdf != first
    assert "Nov 9 to 15, 2026" in read(page.view.pdf)


def test_what_was_printed_before_is_listed_and_opens(page: ReportsPage, printed: Path) -> None:
    assert not page.choices.before.isEnabled()
    only(page, Section.SUMMARY)
    page.print.click()
    first = page.view.pdf
    page.choices.names.pick("bed")
    menu = page.choices.before.menu()
    menu.aboutToShow.emit()
    (line,) = menu.actions()
    assert "Nov 16 to 22, 2026" in line.text() and "Olive Owner" in line.text()
    line.trigger()
    assert page.view.pdf == first and page.choices.names.key() == "short"


def test_this_computer_remembers_the_sheets_and_large_print(
    page: ReportsPage, desk: Desk, shown: Shown
) -> None:
    page.choices.sheets.pick("a4")
    page.choices.large.click()
    points = page.view._document.pagePointSize(0)
    assert (round(points.width()), round(points.height())) == (842, 595)
    later = ReportsPage(desk)
    shown(later)
    assert later.choices.sheets.key() == "a4" and later.choices.large.isChecked()
    assert later.view._document.pagePointSize(0) == points


def test_the_printer_that_was_chosen_is_used_again_without_a_question(
    page: ReportsPage, printed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    wanted: list[str] = []
    usual = paper_steps.usual_printer

    def remember(title: str, size: str, name: str = "") -> QPrinter | None:
        wanted.append(name)
        return usual(title, size, name)

    class Named(QPrinter):
        def printerName(self) -> str:
            return "Brother HL-L2350"

    def ask(*_args: object) -> QPrinter:
        asked.append("once")
        printer = Named()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        return printer

    monkeypatch.setattr(paper_steps, "usual_printer", remember)
    monkeypatch.setattr(paper_steps, "ask_printer", ask)
    only(page, Section.CHORES)
    next(v for v in page.verbs() if v.id == "print_other").run()
    page.print.click()
    assert (asked, wanted) == (["once"], ["Brother HL-L2350"])


def test_without_a_printer_a_plain_sentence_stands_and_the_packet_can_be_saved(
    page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "packet.pdf"
    assert page.context() == "No printer is set up on this computer. You can save the PDF."
    assert not printing.has_printer()  # there is none in this test, really
    monkeypatch.setattr(paper_steps, "save_instead", lambda _parent: True)
    monkeypatch.setattr(paper_steps, "ask_where", lambda _parent, _name: target)
    page.print.click()
    assert target.read_bytes() == page.view.pdf
    (row,) = kept(page)
    assert row.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()


def test_what_is_not_the_file_any_more_cannot_be_printed(
    store: Store, small_house: SmallHouse, lanes: Jobs, qtbot: QtBot, shown: Shown
) -> None:
    desk = Desk(lanes, opened(store))
    page = ReportsPage(desk)
    shown(page)
    qtbot.waitUntil(page.print.isEnabled)
    before = page.view.pdf
    page.print.setFocus()
    page.choices.names.pick("bed")
    assert page.shown is None and not page.print.isEnabled()
    assert page.view.remark.full_text() == "Making the packet"
    qtbot.waitUntil(page.print.isEnabled)
    assert page.view.pdf != before and "Marcus" not in read(page.view.pdf)
    desk.shut()


def test_a_paper_that_comes_late_is_not_shown_for_another_choice(
    store: Store, small_house: SmallHouse, shown: Shown
) -> None:
    class Held(InlineJobs):
        """The slow lane runs when the test lets it."""

        def __init__(self) -> None:
            super().__init__()
            self.jobs: list[Job] = []

        def slow(self, owner: QObject, work: Any, done: Any, failed: Any) -> None:
            self.jobs.append(Job(owner, work, done, failed))

        def go_on(self) -> None:
            job = self.jobs.pop(0)
            job.run()
            job.answer()

    jobs = Held()
    desk = Desk(jobs, opened(store))
    page = ReportsPage(desk)
    shown(page)
    page.wait()  # as a choice does, before its own values are there
    jobs.go_on()
    assert page.shown is None and not page.print.isEnabled()
    page.make_anew()
    jobs.go_on()
    assert page.shown is not None and page.print.isEnabled()
    desk.shut()


def test_a_page_that_is_drawn_late_never_stands_for_that_of_the_next_paper(
    page: ReportsPage, qtbot: QtBot
) -> None:
    packet = page.view.pdf
    page.show_paper("residents")
    residents = page.view.pdf
    fresh, seen = PaperView(), PaperView()
    for view in (fresh, seen):
        qtbot.addWidget(view)
        view.resize(500, 500)
        view.show()
    fresh.show_paper(residents)
    seen.show_paper(packet)
    seen.view.grab()  # the packet's first page is asked for, and not waited for
    seen.show_paper(residents)
    blank = seen.view.grab().toImage()
    qtbot.waitUntil(lambda: fresh.view.grab().toImage() != blank)
    qtbot.waitUntil(lambda: seen.view.grab().toImage() == fresh.view.grab().toImage())
    assert seen.pages() == 1


def test_help_says_what_one_does_and_names_the_keys(page: ReportsPage) -> None:
    next(v for v in page.verbs() if v.id == "help").run()
    (card,) = page.findChildren(ReportsHelp)
    words = {label.text() for label in card.findChildren(Label)}
    assert {"Print the week", "Ctrl S", "Ctrl Shift L", "Ctrl P"} <= words
    card.accept()


def test_papers_are_found_by_a_part_of_their_title_and_the_one_in_view_is_marked(
    page: ReportsPage,
) -> None:
    page.choices.kinds.pick("other")
    assert page.paper == "weekly" and page.choices.packet.isHidden()
    others = page.choices.others
    others.search.setText("chore")
    let_go()
    assert set(others.buttons) >= {"chores", "chorecards"} and "beds" not in others.buttons
    others.buttons["chorecards"].setFocus()
    others.buttons["chorecards"].click()
    assert page.paper == "chorecards" and others.buttons["chorecards"].isChecked()
    assert others.buttons["chorecards"].accessibleName() == "Chore cards, in view"
    assert others.search.nextInFocusChain() is others.buttons["chores"]
    others.search.setText("zebra")
    assert others.none.isVisibleTo(page) and not others.buttons
    page.choices.kinds.pick("packet")
    assert page.paper == "packet" and page.print.words() == "Print packet"


def test_the_row_of_today_opens_the_packet_of_its_week(
    desk: Desk, page: ReportsPage, qtbot: QtBot
) -> None:
    page.show_paper("beds")
    page.open_record({"paper": "packet", "week": MONDAY - WEEK})
    qtbot.waitUntil(lambda: page.shown is not None and page.paper == "packet")
    assert page.choices.week == MONDAY - WEEK
    assert page.choices.days.text() == "Nov 9 to 15"
    page.choices.back.click()
    qtbot.waitUntil(lambda: page.shown is not None)
    assert page.choices.week == MONDAY
