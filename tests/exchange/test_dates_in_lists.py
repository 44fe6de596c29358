"""Dates in lists: every form that people write, and the order asked only when it must be."""

from datetime import date

import pytest

from sobrhouse.exchange.date_columns import look_at, read_cell
from sobrhouse.exchange.people import Answers
from tests.exchange.lists import planned

MARCH_7 = date(2026, 3, 7)


@pytest.mark.parametrize("typed", [
    "3/7/26", "03/07/2026", "3-7-2026", "3.7.26", "7 Mar 2026", "7 March 2026", "Mar 7, 2026",
    "March 7th, 2026", "Mar 7 '26", "07-Mar-26", "2026-03-07", "2026/3/7", "20260307",
    "7 de marzo de 2026", "7 mar 2026", "Sat, Mar 7 2026", "3/7/2026 12:30 PM",
    "2026-03-07T00:00:00", "2026-03-07 00:00", MARCH_7, 46088, 46088.0, 20260307,
])
def test_every_way_of_writing_a_date_is_read(typed):
    assert read_cell(typed, "mdy") == MARCH_7


@pytest.mark.parametrize("typed", [
    "7/3/26", "07/03/2026", "7-3-2026", "7.3.26", "2026-03-07", "7 Mar 2026"])
def test_the_other_order_is_read_when_it_is_the_column_s(typed):
    assert read_cell(typed, "dmy") == MARCH_7


@pytest.mark.parametrize("typed", [
    "13/13/26", "2/30/26", "soon", "1985", "3/7", "99999999", 12, 0.5, "x" * 5000, "//", "0/0/00"])
def test_what_is_no_date_is_none(typed):
    assert read_cell(typed, "mdy") is None


def test_a_birth_date_with_two_numbers_for_the_year_is_never_to_come():
    assert read_cell("3/7/30", "mdy", past=date(2026, 11, 22)) == date(1930, 3, 7)
    assert read_cell("2/29/28", "mdy", past=date(2026, 11, 22)) == date(1928, 2, 29)


def test_a_value_over_12_decides_the_whole_column():
    assert look_at(["3/7/26", "3/25/26"]).order == "mdy"
    assert look_at(["3/7/26", "25/3/26"]).order == "dmy"


def test_a_column_that_can_be_read_either_way_is_asked_about():
    assert look_at(["3/7/26", "4/4/26"]).asks
    assert not look_at(["3/3/26", "2026-03-07", MARCH_7]).asks


def test_a_column_that_contradicts_itself_is_asked_about():
    assert look_at(["25/3/26", "3/25/26", "3/7/26"]).asks


def test_each_ambiguous_column_is_asked_about_once_and_the_answer_holds():
    rows = [["Name", "DOB", "Move in"], ["Jay P", "3/7/85", "10/25/26"], ["Sam O", "4/8/90", ""]]
    plan = planned(*rows)
    assert [(q.column, q.header, q.sample) for q in plan.questions] == [(1, "DOB", "3/7/85")]
    assert not plan.ready
    answered = planned(*rows, answers=Answers(orders={1: "dmy"}))
    assert answered.ready
    assert answered.rows[0].incoming.birth_date == date(1985, 7, 3)
    assert answered.rows[0].incoming.move_in == date(2026, 10, 25)
