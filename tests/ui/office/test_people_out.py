"""A list of people on paper and as a file: what is shown, or only who was chosen."""

import csv

import pytest

from sobrhouse.services.staff import set_pin
from tests import make
from tests.conftest import OWNER
from tests.ui.conftest import PIN, confirm_by
from ui.office import exporting
from ui.office.papers import people_out
from ui.office.residents import place
from ui.office.residents.place import ResidentsPage


@pytest.fixture
def page(desk, shown):
    return shown(ResidentsPage(desk))


def test_an_export_is_what_the_list_shows(page, store, small_house, tmp_path, monkeypatch):
    store.write(OWNER, set_pin, PIN)
    make.sobriety(store, small_house.people["Marcus"])
    page.reload()
    path = tmp_path / "people.csv"
    monkeypatch.setattr(exporting, "choose_save", lambda *_words: path)
    page.save_list()
    confirm_by(page, PIN)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Name", "Bed", "Phase", "Days sober", "Next milestone", "Status",
                       "Sponsor", "Moved in"]
    assert rows[1] == ["Marcus T.", "1A", "", "87", "90 days, Wed", "Here", "None yet",
                       "2026-08-27"]


def test_only_the_chosen_people_go_out(page, store, small_house, tmp_path, monkeypatch):
    path = tmp_path / "people.csv"
    monkeypatch.setattr(exporting, "choose_save", lambda *_words: path)
    store.write(OWNER, set_pin, PIN)
    page.save_list([small_house.people["Sam"]])
    confirm_by(page, PIN)
    assert len(path.read_text("utf-8-sig").splitlines()) == 2


def test_the_paper_says_what_was_filtered(page, monkeypatch):
    seen = []
    monkeypatch.setattr(people_out, "show_list", lambda *given: seen.append(given[2]))
    page.list.table().set_filter("okafor")
    page.print_list()
    assert seen[0].about == "Only those with “okafor”"
    assert [row[0] for row in seen[0].rows] == ["Sam O."]


def test_the_paper_of_chosen_people_has_only_them(page, small_house, monkeypatch):
    seen = []
    monkeypatch.setattr(people_out, "show_list", lambda *given: seen.append(given[2]))
    page.print_list([small_house.people["Marcus"]])
    assert [row[0] for row in seen[0].rows] == ["Marcus T."]
    assert seen[0].columns[0] == "Name"


def test_ctrl_p_prints_the_sheet_of_the_person_who_is_open(page, small_house, monkeypatch):
    seen = []
    monkeypatch.setattr(place, "show_face_sheet", lambda *given: seen.append(given[2]))
    page.open_person(small_house.people["Sam"])
    next(verb for verb in page.verbs() if verb.id == "print").run()
    assert seen == [small_house.people["Sam"]]
