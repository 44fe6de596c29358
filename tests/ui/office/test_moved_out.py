"""The list of who moved out: a page of the newest, older ones when asked for."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.names import match_name, sort_name
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.moved_out import PAGE
from sobrhouse.storage.tables import Resident, Stay
from ui.office.papers import people_out
from ui.office.residents.list import GONE
from ui.office.residents.place import ResidentsPage

FIRST = date(2010, 1, 1)


def came_and_left(work, house_id, people):
    """That many people, each a day later than the one before, in one go."""
    work.require(Permission.START)
    for n in range(people):
        first, last = f"P{n}", "Reyes" if n else "Quill"
        person = work.add(
            Resident(
                legal_first=first,
                legal_last=last,
                sort_name=sort_name(first, last),
                match_name=match_name(first, last),
            )
        )
        day = FIRST + timedelta(days=n)
        work.add(
            Stay(
                resident_id=person.id,
                house_id=house_id,
                move_in_on=day,
                discharged_on=day,
                discharge_type="voluntary",
            )
        )
    work.record("resident.added", person, house_id=house_id)


@pytest.fixture
def page(desk, shown, store, small_house):
    store.write(SYSTEM, came_and_left, small_house.house_id, PAGE + 3)
    made = shown(ResidentsPage(desk))
    made.list.show_list(GONE)
    return made


def test_the_newest_are_shown_and_the_others_come_when_asked_for(page):
    gone = page.list.gone
    assert gone.table.count_shown() == PAGE
    assert gone.table.rows.row(0).name == f"P{PAGE + 2} R."
    assert gone.more.isVisible()
    gone.more.click()
    assert gone.table.count_shown() == PAGE + 3
    assert not gone.more.isVisible()
    page.list.reload()
    assert gone.table.count_shown() == PAGE + 3


def test_what_is_typed_finds_those_who_are_not_loaded(page):
    gone = page.list.gone
    gone.table.search.setText("quill")
    assert [gone.table.rows.row(i).full_name for i in range(gone.table.count_shown())] == [
        "P0 Quill"
    ]
    assert not gone.more.isVisible()
    gone.table.search.clear()
    assert gone.table.count_shown() == PAGE
    assert gone.more.isVisible()


def test_paper_gets_the_whole_list(page, monkeypatch):
    seen = []
    monkeypatch.setattr(people_out, "show_list", lambda *given: seen.append(given[2]))
    page.print_list()
    assert len(seen[0].rows) == PAGE + 3
