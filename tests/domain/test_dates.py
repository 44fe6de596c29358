"""Tests of what people type for days and times."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.dates import candidates, parse_date, parse_time, read_date
from sobrhouse.problems import Problem

SUNDAY = date(2026, 11, 22)
DAYS = st.dates(date(1930, 1, 1), date(2046, 12, 31))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/7/26", date(2026, 3, 7)),
        ("03/07/2026", date(2026, 3, 7)),
        ("25/11/2026", date(2026, 11, 25)),
        ("7 Mar 2026", date(2026, 3, 7)),
        ("March 7th, 2026", date(2026, 3, 7)),
        ("Sat, March 7, 2026", date(2026, 3, 7)),
        ("7-Mar-26", date(2026, 3, 7)),
        ("2026-03-07", date(2026, 3, 7)),
        ("20260307", date(2026, 3, 7)),
        ("nov 25", date(2026, 11, 25)),
        ("nov25", date(2026, 11, 25)),
        ("mar 7", date(2027, 3, 7)),
        ("11/25", date(2026, 11, 25)),
        ("25/11", date(2026, 11, 25)),
        ("tom", date(2026, 11, 23)),
        ("Today", SUNDAY),
        ("hoy", SUNDAY),
        ("mañana", date(2026, 11, 23)),
        ("pasado mañana", date(2026, 11, 24)),
        ("ayer", date(2026, 11, 21)),
        ("fri", date(2026, 11, 27)),
        ("sunday", SUNDAY),
        ("next fri", date(2026, 11, 27)),
        ("last fri", date(2026, 11, 20)),
        ("el viernes", date(2026, 11, 27)),
        ("martes próximo", date(2026, 11, 24)),
        ("7 de marzo de 2026", date(2026, 3, 7)),
        ("7 marzo", date(2027, 3, 7)),
        ("in 3 days", date(2026, 11, 25)),
        ("+2w", date(2026, 12, 6)),
        ("+5", date(2026, 11, 27)),
        ("3 days ago", date(2026, 11, 19)),
        ("hace 3 días", date(2026, 11, 19)),
        ("in 1 month", date(2026, 12, 22)),
        ("3/7/68", date(1968, 3, 7)),
    ],
)
def test_what_is_typed_is_understood(typed: str, day: date) -> None:
    assert parse_date(typed, SUNDAY) == day


def test_next_friday_said_on_a_monday_is_in_the_next_week() -> None:
    assert parse_date("fri", date(2026, 11, 23)) == date(2026, 11, 27)
    assert parse_date("next fri", date(2026, 11, 23)) == date(2026, 12, 4)


def test_the_order_decides_what_can_be_two_days() -> None:
    assert parse_date("3/7/26", SUNDAY, "dmy") == date(2026, 7, 3)
    assert read_date("3/7/26", "mdy") == date(2026, 3, 7)
    assert read_date("3/7/26", None) is None
    assert read_date("3/3/26", None) == date(2026, 3, 3)
    assert read_date("25/11/2026", "mdy") is None
    assert candidates("25/11/2026") == {"dmy": date(2026, 11, 25)}
    assert read_date("2026-03-07 00:00:00", None) == date(2026, 3, 7)
    assert read_date("3/7/2026 6:30 PM", "mdy") == date(2026, 3, 7)


def test_a_day_without_a_year_lies_on_the_preferred_side() -> None:
    assert parse_date("nov 25", SUNDAY, prefer="past") == date(2025, 11, 25)
    assert parse_date("nov 20", SUNDAY, prefer="future") == date(2027, 11, 20)
    assert parse_date("feb 29", SUNDAY) == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["", "soon", "feb 30", "13/13/26", "1/1/0000", "32", "nov", "-"])
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Problem) as told:
        parse_date(typed, SUNDAY)
    assert told.value.sentence.endswith(".")


@given(DAYS)
def test_every_day_reads_back_from_every_form(day: date) -> None:
    forms = (
        day.isoformat(),
        f"{day.month}/{day.day}/{day.year}",
        f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day.day} de {MESES[day.month - 1]} de {day.year}",
        f"{day:%Y%m%d}",
    )
    assert {parse_date(form, SUNDAY) for form in forms} == {day}
    assert read_date(f"{day.day}/{day.month}/{day.year}", "dmy") == day
    assert day in candidates(f"{day.day:02}.{day.month:02}.{day.year}").values()


@given(st.text(max_size=80) | st.from_regex(r"[0-9a-z/ .,+-]{0,12}", fullmatch=True), DAYS)
def test_nothing_that_is_typed_makes_it_fall_over(text: str, today: date) -> None:
    with suppress(Problem):
        assert isinstance(parse_date(text, today), date)
    with suppress(Problem):
        assert isinstance(parse_time(text), time)
    read_date(text, None)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("6:30p", time(18, 30)),
        ("6:30 PM", time(18, 30)),
        ("630p", time(18, 30)),
        ("18:30", time(18, 30)),
        ("1830", time(18, 30)),
        ("7", time(7)),
        ("6", time(18)),
        ("06:00", time(6)),
        ("6:30", time(18, 30)),
        ("12", time(12)),
        ("12 am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ("10:30\xa0p.\xa0m.", time(22, 30)),
        ("noon", time(12)),
        ("mediodía", time(12)),
        ("midnight", time(0)),
        ("7 de la noche", time(19)),
        ("a las 6", time(18)),
        ("24:00", time(0)),
    ],
)
def test_what_is_typed_for_a_time_is_understood(typed: str, hour: time) -> None:
    assert parse_time(typed) == hour


@pytest.mark.parametrize("typed", ["", "25:00", "6:75", "later", "12345"])
def test_what_is_no_time_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Problem):
        parse_time(typed)


@given(st.times())
def test_every_time_reads_back(at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    assert parse_time(f"{at:%H:%M}") == at
    assert parse_time(f"{at:%I:%M} {'am' if at.hour < 12 else 'pm'}") == at
