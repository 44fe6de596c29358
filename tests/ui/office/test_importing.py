"""Bringing in a list in the window: look first, one verb, and the way back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from sobrhouse.domain.imports import Field, Outcome
from sobrhouse.exchange.spreadsheets import read_file
from sobrhouse.queries.residents import residents_here
from sobrhouse.services.residents import change_field
from sobrhouse.services.staff import set_pin
from tests.conftest import OWNER
from tests.ui.conftest import PIN, confirm_by
from ui.office import exporting
from ui.office.importing.view import ImportView
from ui.office.residents.place import ResidentsPage

LIST = """Resident,DOB,Cell,Bed,Shoe size
"Porter, Jay",3/7/85,555-010-4471,1C,9
Markus Tate,4/8/90,,,10
Ann Lee,5/9/90,123,9Z,7
"""


@pytest.fixture
def view(desk, shown) -> ImportView:
    made = shown(ImportView(desk))
    made.start()
    return made


def picked(view: ImportView, tmp_path: Path, text: str = LIST) -> ImportView:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    view.read(path)
    return view


def planned(view: ImportView, tmp_path: Path, text: str = LIST) -> ImportView:
    picked(view, tmp_path, text).columns.go.click()
    return view


def answer(view: ImportView) -> None:
    """The dates of the list are month first."""
    card = view.preview.questions.itemAt(0).widget()
    card.findChildren(QAbstractButton)[0].click()


def names(store, house) -> list[str]:
    return [row.full_name for row in store.read(OWNER, residents_here, house, TODAY)]


TODAY = date(2026, 11, 22)


def test_columns_are_guessed_with_samples_and_can_be_changed(view, tmp_path):
    picked(view, tmp_path)
    assert view.stack.currentWidget() is view.columns
    assert view.columns.columns() == {
        0: Field.FULL_NAME, 1: Field.BIRTH_DATE, 2: Field.PHONE, 3: Field.BED}
    box = view.columns.boxes[4]
    box.setCurrentIndex(box.findData(Field.NOTES.value))
    assert view.columns.columns()[4] is Field.NOTES


def test_a_list_comes_in_after_the_question_and_the_problems_are_dealt_with(
        view, tmp_path, store, small_house):
    planned(view, tmp_path)
    preview = view.preview
    assert not preview.go.isEnabled()
    assert preview.questions.count() == 1
    answer(view)
    assert preview.questions.count() == 0
    assert preview.summary.text() == "2 come in · 1 needs a look"
    preview.rest.click()
    assert preview.go.text() == "Bring in 3 residents" and preview.go.isEnabled()
    preview.go.click()
    assert view.stack.currentWidget() is view.done
    assert view.done.said.title.text() == "3 residents brought in"
    assert {"Ann Lee", "Jay Porter", "Markus Tate"} < set(names(store, small_house.house_id))


def test_undo_takes_the_whole_list_back(view, tmp_path, store, small_house):
    before = names(store, small_house.house_id)
    planned(view, tmp_path)
    answer(view)
    view.preview.rest.click()
    view.preview.go.click()
    view.done.undo_button.click()
    assert names(store, small_house.house_id) == before
    assert view.done.said.title.text() == "Taken back"


def test_undo_is_refused_in_words_when_somebody_was_changed(
        view, tmp_path, store, small_house):
    planned(view, tmp_path, "Name\nJay Porter\n")
    view.preview.go.click()
    jay = next(row for row in store.read(OWNER, residents_here, small_house.house_id, TODAY)
               if row.full_name == "Jay Porter")
    store.write(OWNER, change_field, jay.resident_id, "phone", "+15550104471", 1)
    view.done.undo_button.click()
    assert "Jay Porter was changed since" in view.done.fault.label.text()


def test_the_desk_undoes_an_import_too(view, desk, tmp_path, store, small_house):
    before = names(store, small_house.house_id)
    planned(view, tmp_path, "Name\nJay Porter\n")
    view.preview.go.click()
    assert desk.can_undo() == "1 resident brought in"
    desk.undo()
    assert names(store, small_house.house_id) == before


def test_a_row_shows_its_problems_and_can_be_brought_in_without_them(view, tmp_path):
    planned(view, tmp_path)
    answer(view)
    view.preview.table.select(4)
    panel = view.preview.panel
    said = [label.text() for label in panel.findChildren(QWidget) if hasattr(label, "text")]
    assert "This house has no bed 9Z." in said
    view.preview.panel.left_out.emit(view.preview.table.row_of(4))
    assert view.preview.table.row_of(4).outcome is Outcome.NEW_PERSON
    assert not view.preview.table.row_of(4).stops


def test_somebody_who_may_be_known_is_offered(view, tmp_path, store, small_house):
    planned(view, tmp_path, "Name,Phone\nMarkus Tate,555-010-4471\n")
    view.preview.table.select(2)
    choice = view.preview.panel.choice
    assert choice is not None and choice.read() is Outcome.NEW_PERSON
    choice.set_value(Outcome.MERGE)
    choice.edited.emit()
    assert view.preview.table.row_of(2).outcome is Outcome.MERGE
    view.preview.go.click()
    here = store.read(OWNER, residents_here, small_house.house_id, TODAY)
    assert len(here) == 2
    assert next(row for row in here if row.full_name == "Marcus Tate")


def test_pasted_names_come_in(view, store, small_house):
    view.source.lines.set_text("Jay Porter\nAnn Lee\n")
    view.source.use.click()
    view.columns.go.click()
    view.preview.go.click()
    assert {"Jay Porter", "Ann Lee"} < set(names(store, small_house.house_id))


def test_a_bad_file_is_one_sentence_and_one_can_try_again(view, tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(b"a\0b")
    view.read(path)
    assert view.stack.currentWidget() is view.source
    assert view.source.fault.isVisible()
    assert view.source.fault.label.text().endswith("Nothing was changed.")
    picked(view, tmp_path)
    assert view.stack.currentWidget() is view.columns


def test_columns_without_names_are_refused_beside_them(view, tmp_path):
    picked(view, tmp_path)
    view.columns.boxes[0].setCurrentIndex(0)
    view.columns.go.click()
    assert view.stack.currentWidget() is view.columns
    assert "holds the names" in view.columns.fault.label.text()


def test_a_dropped_file_is_read(view, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), actions, mime, buttons, Qt.KeyboardModifier.NoModifier)
    view.dragEnterEvent(enter)
    assert enter.isAccepted()
    view.dropEvent(QDropEvent(
        QPointF(5, 5), actions, mime, buttons, Qt.KeyboardModifier.NoModifier))
    assert view.stack.currentWidget() is view.columns


def test_esc_goes_one_step_back(view, tmp_path):
    planned(view, tmp_path)
    assert view.back() and view.stack.currentWidget() is view.columns
    assert view.back() and view.stack.currentWidget() is view.source
    assert not view.back()


def test_lists_brought_in_before_can_be_seen(view, tmp_path):
    planned(view, tmp_path, "Name\nJay Porter\n")
    view.preview.go.click()
    view.start()
    said = [w.text() for w in view.source.before.findChildren(QWidget) if hasattr(w, "text")]
    assert "people.csv" in said and any("1 resident, Sun, Nov 22" in words for words in said)


def test_residents_lead_to_the_import_and_back(desk, shown, small_house):
    page = shown(ResidentsPage(desk))
    page.bring_in_list()
    assert page.title() == "Bring in residents"
    assert page.context() == "Step 1 of 3: the list"
    assert page.header_buttons() == []
    assert page.back() and page.title() == "Residents"


def test_what_a_list_shows_is_saved_as_a_file(desk, shown, small_house, tmp_path, store):
    store.write(OWNER, set_pin, PIN)
    page = shown(ResidentsPage(desk))
    for name in ("out.csv", "out.xlsx"):
        path = tmp_path / name
        exporting.export_to(desk, page, page.list.table(), "residents here", path)
        assert not path.exists()
        confirm_by(page, PIN)
        (sheet,) = read_file(path)
        assert sheet.lines[0].cells[0] == "Name"
        assert len(sheet.lines) == 3


def test_everything_that_takes_keys_has_a_name(view, tmp_path):
    planned(view, tmp_path)
    view.preview.table.select(4)
    nameless = [
        widget for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(view)
        and not (widget.accessibleName() or getattr(widget, "text", str)())]
    assert not nameless
