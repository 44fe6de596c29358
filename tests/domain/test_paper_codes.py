"""Paper codes: no slip of the pen or of the keyboard finds another paper."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.paper_codes import LENGTH, LETTERS, code_of, new_code, read_code
from sobrhouse.problems import Problem

bodies = st.lists(st.integers(0, len(LETTERS) - 1), min_size=LENGTH - 1, max_size=LENGTH - 1)


@given(bodies)
def test_a_code_is_read_as_it_is_typed_or_scanned(body: list[int]) -> None:
    code = code_of(body)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code[:3]} {code[4:]} ",
                  f"SOBRHOUSE FORM {code}"):  # fmt: skip
        assert read_code(typed) == code


@given(bodies, st.integers(0, LENGTH - 1), st.integers(1, len(LETTERS) - 1))
def test_one_wrong_letter_is_noticed(body: list[int], at: int, by: int) -> None:
    letters = list(code_of(body).replace("-", ""))
    letters[at] = LETTERS[(LETTERS.index(letters[at]) + by) % len(LETTERS)]
    with pytest.raises(Problem, match="One letter of this code is wrong"):
        read_code("".join(letters))


@given(bodies, st.integers(0, LENGTH - 2))
def test_two_neighbours_that_changed_places_are_noticed(body: list[int], at: int) -> None:
    letters = list(code_of(body).replace("-", ""))
    if letters[at] == letters[at + 1]:
        return
    letters[at], letters[at + 1] = letters[at + 1], letters[at]
    with pytest.raises(Problem, match="changed places"):
        read_code("".join(letters))


def test_no_letter_is_taken_for_another() -> None:
    """Of 0 O Q, 1 I L, 2 Z, 5 S, 8 B, 6 G, 9 and U V none is there at all."""
    assert not set("0OQ1IL2Z5S8B6G9UV") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS) == 19


@pytest.mark.parametrize(
    ("typed", "says"),
    [("K0M-4RT", "No paper code has 0 in it"), ("K7M", "has 6 letters"), ("", "has 6 letters"),
     ("K7M-4RTA", "has 6 letters"), ("kém", "No paper code has É in it")],
)  # fmt: skip
def test_what_is_no_code_is_told_why(typed: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        read_code(typed)


def test_codes_differ() -> None:
    codes = [new_code() for _number in range(50)]
    assert all(one != other for one, other in combinations(codes, 2))
