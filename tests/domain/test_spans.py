"""Spans of days in words: the month and the year again only where they change."""

from datetime import date

import pytest

from sobrhouse.domain.phrases import span
from sobrhouse.words import speaking


@pytest.mark.parametrize(("first", "english", "spanish"), [
    (date(2026, 11, 16), "Nov 16 to 22, 2026", "16 al 22 nov 2026"),
    (date(2026, 10, 30), "Oct 30 to Nov 22, 2026", "30 oct al 22 nov 2026"),
    (date(2026, 11, 22), "Nov 22, 2026", "22 nov 2026"),
    (date(2023, 11, 30), "Nov 30, 2023 to Nov 22, 2026", "30 nov 2023 al 22 nov 2026"),
])  # fmt: skip
def test_a_span_says_what_changes(first: date, english: str, spanish: str) -> None:
    last = date(2026, 11, 22)
    assert span(first, last) == english
    with speaking("es"):
        assert span(first, last) == spanish
