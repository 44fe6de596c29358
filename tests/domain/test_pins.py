"""Kiosk PINs: what is too easy to guess, and how much time has passed for certain."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from sobrhouse.domain.pins import (
    Mark,
    check_pin,
    left,
    left_at_station,
    locked,
    passed,
    too_easy,
    wait_after,
)
from sobrhouse.problems import Problem

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)


def mark(minutes=0.0, wall=None, boot="a", up=600.0):
    """So many minutes on; `wall` where the clock on the wall says something else."""
    seen = minutes if wall is None else wall
    return Mark(NOON + timedelta(minutes=seen), boot, int((up + minutes) * 60_000))


@pytest.mark.parametrize("length", [4, 5, 6, 7, 8])
def test_at_least_five_hundred_pins_are_denied_and_nearly_all_are_not(length):
    every = (f"{n:0{length}}" for n in range(10**length))
    assert len(list(islice(filter(too_easy, every), 500))) == 500
    some = random.Random(4).sample(range(10**length), 3_000)
    assert sum(too_easy(f"{n:0{length}}") for n in some) < 180


@pytest.mark.parametrize(
    "pin",
    [
        "123456",
        "654321",
        "111111",
        "121212",
        "123123",
        "112233",
        "123321",
        "000000",
        "159753",
        "147258",
        "987654",
        "246802",
        "1234",
        "2580",
        "1998",
        "2024",
        "1221",
        "7788",
        "1212",
        "12345678",
        "12344321",
        "11223344",
        "8675309",
        "12321",
    ],
)
def test_what_everybody_tries_first_is_denied(pin):
    with pytest.raises(Problem, match="easy to guess"):
        check_pin(pin, len(pin))


@pytest.mark.parametrize(
    "pin",
    ["070483", "040783", "830704", "830407", "198347", "071983", "198307", "741983", "471983"],
)
def test_a_birthday_is_denied_however_it_is_written(pin):
    with pytest.raises(Problem, match="birthday"):
        check_pin(pin, 6, date(1983, 7, 4))
    check_pin("907164", 6, date(1983, 7, 4))


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12a456", "１２３４５６", "-12345"])
def test_a_pin_is_as_many_digits_as_the_house_wants(pin):
    with pytest.raises(Problem):
        check_pin(pin, 6)


def test_the_number_typed_instead_of_a_name_is_no_pin():
    with pytest.raises(Problem):
        check_pin("7194", 4, number="7194")


def test_waits_grow_after_the_fifth_and_the_tenth_locks():
    assert [wait_after(n) for n in range(10)] == [0, 0, 0, 0, 0, 30, 60, 300, 900, 3600]
    assert [locked(n) for n in (9, 10, 11)] == [False, True, True]
    assert left(6, mark(), mark(0.5)) == 30
    assert left(6, mark(), mark(1)) == 0


def test_setting_the_clock_passes_no_time():
    year = 60 * 24 * 365
    assert passed(mark(), mark(1, wall=year)) == 60
    assert passed(mark(), mark(1, wall=-year)) == 60


def test_starting_anew_passes_no_more_than_it_has_been_running():
    soon = mark(0, wall=60, boot="b", up=2)
    assert passed(mark(), soon) == 120
    assert passed(mark(), mark(0, wall=1, boot="b", up=90)) == 60
    assert passed(mark(), mark(0, wall=-5, boot="b", up=2)) == 120


def test_a_program_started_anew_without_knowing_the_computers_start_gains_nothing():
    assert passed(mark(boot="process-1"), mark(1, wall=999, boot="process-2")) == 60
    assert passed(mark(boot="process-1", up=600), mark(1, wall=999, boot="process-2", up=3)) == 240


def test_a_station_takes_thirty_wrong_ones_an_hour():
    newest_first = [mark(29 - n) for n in range(30)]
    assert left_at_station(newest_first[:29], mark(29)) == 0
    assert left_at_station(newest_first, mark(29)) == 31 * 60
    assert left_at_station(newest_first, mark(60)) == 0
