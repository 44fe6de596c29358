"""When a record may be destroyed: never a day too early, and never while something keeps it."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.former_names import FormerName
from sobrhouse.domain.retention import (
    DEFAULTS,
    Kept,
    RecordClass,
    Rule,
    Standing,
    check_rule,
    default_rule,
    due_on,
    judge,
)
from sobrhouse.problems import Problem

RULE = Rule(RecordClass.RESIDENT, 7, "x")


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(1, 99))
def test_a_record_is_kept_for_whole_years(last: date, years: int) -> None:
    due = due_on(last, years)
    assert (due.year - last.year, due > last) in ((years, True), (years + 1, True))
    same = date(last.year + years, last.month, min(last.day, 28))
    assert 1 <= (due - same).days <= 4


def test_a_leap_day_is_kept_to_the_last_of_february() -> None:
    assert due_on(date(2020, 2, 29), 7) == date(2027, 3, 1)
    assert due_on(date(2020, 2, 28), 7) == date(2027, 3, 1)
    assert due_on(date(2019, 12, 31), 6) == date(2026, 1, 1)


def test_what_keeps_a_record_is_said_before_its_years() -> None:
    last, today = date(2010, 1, 1), date(2026, 1, 1)
    kept = Kept(RecordClass.RESIDENT, last)
    assert judge(kept, RULE, today).standing is Standing.DUE
    assert judge(kept, RULE, date(2017, 1, 1)).standing is Standing.LATER
    assert judge(kept, RULE, date(2017, 1, 2)).standing is Standing.DUE
    for more, standing in (("open", Standing.OPEN), ("held", Standing.HELD),
                           ("supports", Standing.SUPPORTS)):  # fmt: skip
        found = judge(Kept(RecordClass.RESIDENT, last, **{more: True}), RULE, today)
        assert found.standing is standing and not found.due


def test_no_rule_is_shorter_than_the_law_that_its_default_names() -> None:
    for record_class, default in DEFAULTS.items():
        assert default.least <= default.years == default_rule(record_class).years
        with pytest.raises(Problem, match="at least"):
            check_rule(record_class, default.least - 1, "My own")
        assert check_rule(record_class, default.least, " My  own ").basis == "My own"
    with pytest.raises(Problem, match="ground"):
        check_rule(RecordClass.RESIDENT, 9, "  ")


@pytest.mark.parametrize(
    ("last", "text"),
    [("Groß", "Herr Groß rief an"), ("Nuñez", "ask NUÑEZ"), ("Nuñez", "ask Nunez"),
     ("Fischer", "fischer, again")],
)  # fmt: skip
def test_whatever_a_name_is_taken_out_of_is_looked_for(last: str, text: str) -> None:
    name = FormerName("Ada", last, "", frozenset())
    assert name.stands_in(text)
    asked = sqlite3.connect(":memory:")
    like = "SELECT lower(?) LIKE lower(?)"  # as `ilike` asks a file
    assert any(asked.execute(like, (text, p)).fetchone()[0] for p in name.patterns)
    asked.close()


def test_a_name_goes_out_of_what_others_wrote_and_a_shared_one_stays() -> None:
    name = FormerName("José", "Quagmire", "Pepe", frozenset({"pepe"}))
    for text, said in (
        ("Jose Quagmire's ride", "[x]'s ride"),
        ("rode with pepe quagmire.", "rode with [x]."),
        ("Pepe Q. and Pepe", "[x] and Pepe"),
        ("QUAGMIRE, Pepe called", "[x] called"),
        ("Josefina came", "Josefina came"),
    ):
        assert name.taken_out(text, "[x]") == said
    assert not name.stands_in("Pepe R. and Josefina")
    twin = FormerName("Marcus", "Tate", "", frozenset({"marcus"}), same_short=True)
    assert twin.taken_out("Marcus T. and Marcus Tate", "[x]") == "Marcus T. and [x]"
