"""An import that was begun comes back after a lock: step, file, columns and answers."""

import json
from pathlib import Path

import pytest

from sobrhouse.domain.imports import Field, Outcome
from sobrhouse.problems import Problem
from sobrhouse.queries.drafts import my_drafts
from sobrhouse.services import drafts
from tests.conftest import OWNER
from tests.ui.office.test_importing import answer, picked, planned
from ui.office.half_typed import DraftKeeper, HalfTyped, bring_back, typed_in
from ui.office.importing.where import read_place
from ui.office.residents.place import ResidentsPage


@pytest.fixture
def page(desk, shown) -> ResidentsPage:
    made = shown(ResidentsPage(desk))
    made.bring_in_list()
    return made


def kept(page: ResidentsPage) -> HalfTyped:
    """What a lock keeps of a page, as it comes back out of the records."""
    half = typed_in("residents", page, left=True)
    assert half is not None
    assert json.loads(json.dumps(half.texts)) == half.texts
    return half


def again(desk, shown, half: HalfTyped) -> ResidentsPage:
    fresh = shown(ResidentsPage(desk))
    assert bring_back(fresh, half)
    return fresh


def test_columns_that_were_chosen_come_back(page, desk, shown, tmp_path):
    view = picked(page._importing, tmp_path)
    box = view.columns.boxes[4]
    box.setCurrentIndex(box.findData(Field.NOTES.value))
    view.columns.boxes[2].setCurrentIndex(0)
    half = kept(page)
    fresh = again(desk, shown, half)
    assert fresh.context() == "Step 2 of 3: what the columns hold"
    assert fresh._importing.columns.columns() == {
        0: Field.FULL_NAME, 1: Field.BIRTH_DATE, 3: Field.BED, 4: Field.NOTES}
    assert kept(fresh) == half


def test_answers_about_the_rows_come_back(page, desk, shown, tmp_path):
    view = planned(page._importing, tmp_path)
    answer(view)
    view.preview.rest.click()
    view.preview._on_chosen(3, Outcome.SKIP)
    half = kept(page)
    fresh = again(desk, shown, half)
    preview = fresh._importing.preview
    assert fresh.context() == "Step 3 of 3: look before anything changes"
    assert preview.questions.count() == 0
    assert preview.table.row_of(3).outcome is Outcome.SKIP
    assert preview.go.text() == view.preview.go.text() and preview.go.isEnabled()
    assert kept(fresh) == half


def test_nothing_that_stands_in_the_file_is_kept(page, tmp_path):
    view = planned(page._importing, tmp_path)
    answer(view)
    view.preview.rest.click()
    text = json.dumps(kept(page).texts)
    for words in ("Porter", "Jay", "Lee", "555", "3/7/85", "Shoe", "Resident"):
        assert words not in text


def test_a_file_that_has_changed_is_looked_at_anew(page, desk, shown, tmp_path):
    planned(page._importing, tmp_path)
    half = kept(page)
    (tmp_path / "people.csv").write_text("Phone,Name\n555-010-4471,Jay Porter\n", encoding="utf-8")
    fresh = again(desk, shown, half)._importing
    assert fresh.stack.currentWidget() is fresh.columns
    assert "has changed since" in fresh.columns.fault.label.text()
    assert fresh.columns.columns() == {0: Field.PHONE, 1: Field.FULL_NAME}


def test_a_file_that_is_gone_is_told_in_a_sentence(page, desk, shown, tmp_path):
    planned(page._importing, tmp_path)
    half = kept(page)
    (tmp_path / "people.csv").unlink()
    fresh = again(desk, shown, half)
    assert fresh.context() == "Step 1 of 3: the list"
    assert "There is no file people.csv." in fresh._importing.source.fault.label.text()
    assert fresh.unfinished() is None


def test_lines_that_were_typed_come_back_but_not_endless_ones(page, desk, shown):
    lines = page._importing.source.lines
    assert page.unfinished() is None
    lines.set_text("Jay Porter\nAnn Lee")
    half = kept(page)
    fresh = again(desk, shown, half)
    assert fresh._importing.source.lines.text() == "Jay Porter\nAnn Lee"
    fresh._importing.source.use.click()
    assert again(desk, shown, kept(fresh)).context().startswith("Step 2")
    lines.set_text("Jay Porter\n" * 5_000)
    assert page.unfinished() is None


def test_another_house_does_not_get_the_list(page, desk, shown, tmp_path):
    picked(page._importing, tmp_path)
    half = kept(page)
    elsewhere = {**half.texts, "house": desk.house_id + 1}
    fresh = shown(ResidentsPage(desk))
    assert not bring_back(fresh, HalfTyped("residents", None, "import", elsewhere))
    assert fresh.title() == "Residents"


@pytest.mark.parametrize("texts", [{}, {"step": "columns"}, {"step": "columns", "house": "x"}])
def test_a_draft_that_makes_no_sense_is_left_alone(texts):
    assert read_place(texts) is None


def test_the_draft_is_gone_once_the_list_is_in_or_left(page, desk, tmp_path, store):
    keeper = DraftKeeper(desk, "residents", page)
    for end in (lambda: page._importing.preview.go.click(), page.back_to_list):
        page.bring_in_list()
        planned(page._importing, tmp_path, "Name\nJay Porter\n")
        keeper.keep()
        assert [d.form for d in store.read(OWNER, my_drafts)] == ["residents/import"]
        end()
        assert store.read(OWNER, my_drafts) == ()
        assert page.unfinished() is None
    keeper.deleteLater()


def test_an_import_that_was_refused_is_kept_again(page, desk, tmp_path, store):
    planned(page._importing, tmp_path, "Name\nJay Porter\n")
    page._importing.preview.busy(True)
    page._importing._settled = True
    assert page.unfinished() is None
    page._importing._on_refused(Problem("Not now."))
    assert page.unfinished() is not None


def test_what_is_kept_fits_into_a_draft(page, tmp_path: Path, store):
    planned(page._importing, tmp_path)
    half = kept(page)
    store.write(OWNER, drafts.keep, half.name, half.subject, json.dumps(half.texts))
    (row,) = store.read(OWNER, my_drafts)
    assert json.loads(row.text_json) == half.texts
