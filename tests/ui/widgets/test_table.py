"""Tests of the table: what it shows, sorts, finds, keeps and tells."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ui.widgets.empty import EmptyState
from ui.widgets.rows import Column, Rows
from ui.widgets.table import Table


@dataclass(frozen=True)
class Person:
    """A row to show."""

    id: int
    name: str
    bed: str
    days: int | None = None
    status: str = "In"


COLUMNS = (
    Column[Person](
        "Name", lambda p: p.name, kind="person", who=lambda p: p.id, stretch=True,
        second=lambda p: f"Bed {p.bed}",
    ),
    Column[Person]("Bed", lambda p: p.bed),
    Column[Person](
        "Days",
        lambda p: "" if p.days is None else str(p.days),
        kind="number",
        sort=lambda p: p.days,
    ),
    Column[Person]("Status", lambda p: p.status, kind="chip", chip=lambda p: "ok"),
)  # fmt: skip
PEOPLE = (
    Person(1, "Marcus Tate", "10A", 87),
    Person(2, "José Álvarez", "2A", None),
    Person(3, "Sam Okafor", "1B", 1290, "Out"),
)


@pytest.fixture
def table(qtbot: QtBot) -> Table[Person]:
    made = Table(
        COLUMNS,
        lambda p: p.id,
        name="people",
        label="Residents",
        search="Filter residents",
        nothing=EmptyState("users", "No residents yet"),
        many=True,
    )
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def names(table: Table[Person]) -> list[str]:
    return [table.rows.row(i).name.split()[0] for i in range(table.count_shown())]


def test_the_rows_obey_the_rules_of_qt(qtbot: QtBot) -> None:
    rows = Rows(COLUMNS, lambda p: p.id)
    tester = QAbstractItemModelTester(rows)
    rows.show(PEOPLE)
    rows.sort(1)
    rows.set_filter("sam")
    rows.show(())
    assert tester.model() is rows
    assert rows.rowCount(QModelIndex()) == 0


def test_the_same_rows_again_reset_nothing(qtbot: QtBot) -> None:
    rows = Rows(COLUMNS, lambda p: p.id)
    rows.show(PEOPLE)
    with qtbot.assertNotEmitted(rows.modelReset):
        assert rows.show([replace(person) for person in PEOPLE]) is False


def test_beds_sort_as_people_count_and_missing_numbers_come_last(table: Table[Person]) -> None:
    table.show(PEOPLE)
    header = table.view.horizontalHeader()
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Sam", "José", "Marcus"]
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Marcus", "Sam", "José"]
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["Sam", "Marcus", "José"]
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Marcus", "José", "Sam"]


def test_new_rows_keep_what_was_chosen_by_id(table: Table[Person]) -> None:
    table.show(PEOPLE)
    table.select(3)
    table.show((Person(9, "Aaron New", "0A"), *PEOPLE))
    assert table.current_id() == 3
    assert table.selected_ids() == [3]


def test_when_the_chosen_row_goes_the_keys_stand_on_the_next(table: Table[Person]) -> None:
    table.show(PEOPLE)
    table.select(2)
    told: list[object] = []
    table.picked.connect(told.append)
    table.show([person for person in PEOPLE if person.id != 2])
    assert table.current_id() == 3
    assert told == [3]


def test_the_filter_finds_names_without_their_accents(table: Table[Person], qtbot: QtBot) -> None:
    table.show(PEOPLE)
    qtbot.keyClicks(table.search, "jose 2a")
    assert names(table) == ["José"]
    table.set_filter("")
    assert len(names(table)) == 3


def test_nothing_yet_no_match_and_could_not_load_are_three_things(table: Table[Person]) -> None:
    assert table.view.isVisible()
    table.show(())
    assert table._nothing.isVisible()
    table.show(PEOPLE)
    table.set_filter("mrk")
    assert table._no_match.isVisible()
    assert "mrk" in table._no_match.title.text()
    table._no_match.button.click()
    assert table.view.isVisible()
    tried: list[bool] = []
    table.could_not_load("The records did not answer.", lambda: tried.append(True))
    assert table._failed.label.isVisible()
    table._failed.button.click()
    assert tried == [True]


def test_enter_opens_and_a_dot_asks_for_the_menu(table: Table[Person], qtbot: QtBot) -> None:
    table.show(PEOPLE)
    table.select(3)
    opened: list[object] = []
    asked: list[list[int]] = []

    def menu(ids: list[int], _menu: QMenu) -> None:
        asked.append(ids)

    table.menu_for = menu
    table.activated.connect(opened.append)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.keyClicks(table.view, ".")
    assert opened == [3]
    assert asked == [[3]]


def test_down_goes_from_the_filter_into_the_rows(table: Table[Person], qtbot: QtBot) -> None:
    table.show(PEOPLE)
    qtbot.keyClick(table.search, Qt.Key.Key_Down)
    assert table.current_id() == 1
    qtbot.keyClick(table.search, Qt.Key.Key_Return)
    assert table.next_id() == 2
    assert table.next_id(-1) is None


def test_the_first_cell_says_the_whole_row(table: Table[Person]) -> None:
    table.show(PEOPLE)
    said = table.rows.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sam Okafor, Bed 1B, 1B, 1290, Out"


def test_the_table_can_be_drawn_in_each_state(table: Table[Person]) -> None:
    table.show(PEOPLE)
    table.select(1)
    table.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert not table.grab().isNull()
    assert table.view.columnWidth(1) >= 44


def test_ten_thousand_rows_sort_and_filter_quickly(qtbot: QtBot) -> None:
    rows = Rows(COLUMNS, lambda p: p.id)
    rows.show([Person(i, f"Person {i}", f"{i % 97}A", i) for i in range(10_000)])
    rows.sort(1)
    rows.set_filter("person 77")
    assert 0 < rows.rowCount() < 10_000
    assert all("77" in row for row in map(rows.row_words, map(rows.row, range(50))))
