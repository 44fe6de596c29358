"""Tests of phone numbers as typed, stored and shown."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.phones import nice_phone, parse_phone
from sobrhouse.problems import Problem


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("5550104471", "+15550104471", "(555) 010-4471"),
        ("(555) 010-4471", "+15550104471", "(555) 010-4471"),
        ("1-555-010-4471", "+15550104471", "(555) 010-4471"),
        ("555.010.4471 x12", "+15550104471 ext. 12", "(555) 010-4471 ext. 12"),
        ("+52 55 1234 5678", "+525512345678", "+525512345678"),
        ("  ", "", ""),
    ],
)
def test_a_number_is_stored_in_one_form_and_reads_well(typed: str, stored: str, shown: str) -> None:
    assert parse_phone(typed) == stored
    assert nice_phone(stored) == shown
    assert parse_phone(shown) == stored


def test_a_short_number_says_how_many_digits_are_there() -> None:
    with pytest.raises(Problem) as told:
        parse_phone("555-0104")
    assert told.value.sentence == "Phone needs 10 numbers. You typed 7."


@given(st.text(max_size=30))
def test_nothing_that_is_typed_makes_it_fall_over(typed: str) -> None:
    with suppress(Problem):
        assert nice_phone(parse_phone(typed)) or not typed.strip()
