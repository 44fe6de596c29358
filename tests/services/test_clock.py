"""Somebody says that the clock is right; what was written by a wrong one stays marked."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import SYSTEM, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.clock import clock_standing
from sobrhouse.queries.signins import log_page, week_of
from sobrhouse.queries.today import today_of
from sobrhouse.services.clock import doubt_clock_again, settle_clock
from sobrhouse.services.signins import correct, sign_in, sign_out
from tests import make
from tests.conftest import staff
from tests.storage.test_clock_watch import HOUR, TwoClocks


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def stay(store, house):
    return make.stay(store, make.resident(store, "Marcus", "Tate"), house)


@pytest.fixture
def jumped(store, clock, house, stay):
    """Marcus went out; the clock went an hour ahead, and he came in by it, 45 minutes late."""
    clocks = TwoClocks(clock, store)
    store.write(SYSTEM, sign_out, stay, "Work", store.now() + HOUR)
    clocks.pass_by(timedelta(minutes=45))
    clocks.set_by(HOUR)
    row_id = store.write(SYSTEM, sign_in, stay)
    clocks.pass_by()
    return clocks, row_id


def line(store, house):
    [found] = store.read(SYSTEM, log_page, house, now=store.now())
    return found


def line_of(store, house, stay):
    [found] = store.read(SYSTEM, log_page, house, now=store.now(), stay_id=stay)
    return found


def reasons(store, house):
    found = store.read(SYSTEM, today_of, house, date(2026, 11, 22), store.now())
    return {reason.code: reason for reason in found.reasons}


def test_a_jump_stands_until_somebody_says_that_the_clock_is_right(store, house, jumped):
    standing = store.read(SYSTEM, clock_standing)
    assert standing is not None and standing.by == HOUR
    assert standing.at - standing.was_at == timedelta(minutes=105)
    seq = store.write(staff(Role.STAFF, house), settle_clock)
    assert store.read(SYSTEM, clock_standing) is None
    with pytest.raises(Problem):
        store.write(staff(Role.STAFF, house), settle_clock)
    store.write(staff(Role.STAFF, house), doubt_clock_again, seq)
    assert store.read(SYSTEM, clock_standing) == standing
    with pytest.raises(Problem):
        store.write(staff(Role.STAFF, house), doubt_clock_again, seq)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.AUDITOR), settle_clock)


def test_a_clock_that_is_put_back_needs_nobody(store, house, jumped):
    clocks, _row = jumped
    clocks.set_by(-HOUR)
    store.write(SYSTEM, sign_out, line(store, house).stay_id, "Shop", store.now() + HOUR)
    assert store.read(SYSTEM, clock_standing) is None


def test_lines_that_it_told_are_marked_and_those_after_are_not(store, house, jumped, stay):
    clocks, _row = jumped
    assert line(store, house).clock_doubted and line(store, house).late_minutes == 45
    store.write(SYSTEM, settle_clock)
    clocks.pass_by()
    store.write(SYSTEM, sign_out, stay, "Shop", store.now() + HOUR)
    newer, older = store.read(SYSTEM, log_page, house, now=store.now())
    assert (newer.destination, newer.clock_doubted) == ("Shop", False)
    assert older.clock_doubted


def test_who_is_still_out_is_not_late_for_sure_while_the_clock_is_in_doubt(
    store, clock, house, stay
):
    clocks = TwoClocks(clock, store)
    store.write(SYSTEM, sign_out, stay, "Work", store.now() + HOUR)
    clocks.set_by(2 * HOUR)
    other = make.stay(store, make.resident(store, "Luis", "Gomez"), house)
    store.write(SYSTEM, sign_out, other, "Shop", store.now() + HOUR)
    assert line_of(store, house, stay).clock_doubted
    store.write(SYSTEM, settle_clock)
    assert not line_of(store, house, stay).clock_doubted
    assert line_of(store, house, other).clock_doubted


def test_a_line_that_staff_corrected_is_their_word_and_no_clocks(store, house, jumped):
    found = line(store, house)
    store.write(
        SYSTEM, correct, found.id, why="The clock was wrong", in_at=found.out_at + HOUR / 2
    )
    assert not line(store, house).clock_doubted


def test_today_asks_for_the_clock_and_warns_before_a_curfew_is_decided(store, house, jumped):
    found = reasons(store, house)
    assert found["clock.jumped"].what == "The clock moved 1 h ahead"
    assert found["clock.jumped"].why == (
        "It went from 7:12 PM to 8:57 PM. Put it right, then say so here."
    )
    assert found["back.late"].why.startswith("The clock is uncertain: ask first. In 8:57 PM.")
    store.write(SYSTEM, settle_clock)
    found = reasons(store, house)
    assert "clock.jumped" not in found
    assert found["back.late"].why.startswith("The clock is uncertain: ask first. In 8:57 PM.")


def test_the_log_keeps_the_order_of_writing_where_the_clock_was_wrong(store, clock, house):
    clocks = TwoClocks(clock, store)
    people = [make.stay(store, make.resident(store, name, "Tate"), house) for name in "ABCDE"]

    def out(which, to):
        store.write(SYSTEM, sign_out, people[which], to, store.now() + timedelta(days=1))
        clocks.pass_by()

    out(0, "first")
    clocks.set_by(3 * HOUR)
    out(1, "second")
    out(2, "third")
    clocks.set_by(-3 * HOUR)
    out(3, "fourth")
    out(4, "fifth")

    def order(query, *values, **more):
        return [r.destination for r in store.read(SYSTEM, query, house, *values, **more)]

    told = ["first", "second", "third", "fourth", "fifth"]
    assert order(log_page) == told[::-1]
    day = date(2026, 11, 22)
    assert order(week_of, day, day) == told
    lowest, found = None, []
    while page := store.read(SYSTEM, log_page, house, before=lowest, limit=2):
        lowest = min(row.place for row in page)
        found += [row.destination for row in page]
    assert sorted(found) == sorted(told)
