"""Who moved out: a page at a time, the newest first, found by name and phone."""

from datetime import date, timedelta

import pytest

from sobrhouse.queries.moved_out import people_moved_out
from tests import make
from tests.conftest import OWNER

FIRST = date(2025, 1, 1)


def stayed(store, house, person, since, nights=10):
    return make.stay(
        store,
        person,
        house,
        since,
        discharged_on=since + timedelta(days=nights),
        discharge_type="voluntary",
    )


@pytest.fixture
def house(store):
    return make.house(store)


def read(store, house, *args, **more):
    return store.read(OWNER, people_moved_out, house, *args, **more)


def pages(store, house, size, words=""):
    after, found = None, []
    while True:
        page = read(store, house, after, words, size)
        found += page.rows
        after = page.next_after
        if after is None:
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7])
def test_pages_of_any_size_give_everybody_once_the_newest_first(store, house, size):
    for n in range(6):  # two each on one day, so that pages end between alike dates
        person = make.resident(store, f"P{n}", "Reyes")
        stayed(store, house, person, FIRST + timedelta(days=n // 2), nights=20 - n // 2)
        stayed(store, house, person, FIRST - timedelta(days=90))
    found = pages(store, house, size)
    assert [r.name for r in found] == [f"P{n} R." for n in (5, 4, 3, 2, 1, 0)]
    assert {r.stays for r in found} == {2}


def test_who_lives_here_again_is_not_among_them_and_another_house_does_not_count(store, house):
    back, gone = make.resident(store, "Luis"), make.resident(store, "Jay")
    stayed(store, house, back, FIRST)
    make.stay(store, back, house, date(2026, 1, 1))
    stayed(store, house, gone, FIRST)
    make.stay(store, gone, make.house(store, "Oak House"), date(2026, 1, 1))
    assert [(r.resident_id, r.stays) for r in read(store, house).rows] == [(gone, 1)]


def test_they_are_found_by_any_name_without_accents_and_by_phone(store, house):
    jose = make.resident(store, "José", "Peña", preferred_name="Pepe", phone="+12125550147")
    stayed(store, house, jose, FIRST)
    stayed(store, house, make.resident(store, "Jay", "Porter"), FIRST)
    for words in ("jose", "PEÑA jos", "pepe", "0147", "(212) 555-0147"):
        assert [r.resident_id for r in read(store, house, words=words).rows] == [jose], words
    assert read(store, house, words="%").rows == ()
    assert read(store, house, words="nobody").rows == ()
