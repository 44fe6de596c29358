"""BARC-10: totals, refusals of forms half filled, and means that tell of nobody alone."""

from itertools import product

import pytest

from sobrhouse.domain import barc10
from sobrhouse.problems import Problem


def test_totals_reach_from_ten_to_sixty() -> None:
    assert barc10.total([1] * 10) == barc10.LOWEST == 10
    assert barc10.total([6] * 10) == barc10.HIGHEST == 60
    assert barc10.total([6, 5, 4, 3, 2, 1, 6, 5, 4, 3]) == 39
    assert barc10.house_part([6, 5, 4, 3, 2, 1, 6, 5, 4, 3]) == 3 + 2 + 6


@pytest.mark.parametrize("gone", range(10))
def test_a_form_half_filled_has_no_total(gone: int) -> None:
    answers: list[int | None] = [4] * 10
    answers[gone] = None
    with pytest.raises(Problem, match="1 question has no answer") as told:
        barc10.total(answers)
    assert told.value.field == f"q{gone + 1}"
    with pytest.raises(Problem, match="10 questions"):
        barc10.total([])
    with pytest.raises(Problem, match="Nothing was kept"):
        barc10.total([4] * 11)


@pytest.mark.parametrize(("at", "wrong"), list(product((0, 9), (0, 7, -1, True))))
def test_an_answer_that_does_not_exist_is_refused(at: int, wrong: int) -> None:
    answers = [3] * 10
    answers[at] = wrong
    with pytest.raises(Problem, match="from 1 to 6") as told:
        barc10.checked(answers)
    assert told.value.field == f"q{at + 1}"


def test_a_mean_of_four_people_is_not_told() -> None:
    assert barc10.mean_of([40, 41, 42, 43]) is None
    assert barc10.mean_of([40, 41, 42, 43, 44]) == 42
