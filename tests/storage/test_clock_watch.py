"""A clock that jumps is noted before anything is written by it, at the office and at the kiosk."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.services.kiosk import sign_in, sign_out
from sobrhouse.storage.access import needs
from sobrhouse.storage.boots import boot_id
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, ClockJump
from sobrhouse.storage.work import Work
from tests import make
from tests.drills.signs import resident

HOUR = timedelta(hours=1)


class TwoClocks:
    """The wall's clock of a test, and one that goes on beside it whatever is done to the wall's."""

    def __init__(self, clock, *stores):
        self.clock, self.ran, self.boot = clock, 1_000_000, "one"
        for store in stores:
            store.minds_clock = True
            store.ticks = lambda: (self.boot, self.ran)

    def pass_by(self, span=timedelta(minutes=10)):
        self.clock.now += span
        self.ran += int(span.total_seconds() * 1000)

    def set_by(self, span):
        self.clock.now += span

    def restart(self):
        self.boot, self.ran = "two", 5_000


@pytest.fixture
def clocks(clock, store):
    return TwoClocks(clock, store)


def touch(work: Work) -> None:
    work.require(Permission.START)
    work.record("test.touched", None)


@needs(Permission.START, house_free=True)
def jumps(session: Session) -> list[tuple[int, int]]:
    rows = session.execute(select(ClockJump.seq, ClockJump.by_seconds).order_by(ClockJump.seq))
    return [(row.seq, row.by_seconds) for row in rows]


@needs(Permission.START, house_free=True)
def actions(session: Session) -> list[str]:
    return list(session.execute(select(AuditEntry.action).order_by(AuditEntry.seq)).scalars())


def test_a_clock_that_goes_on_as_it_should_is_believed(store, clocks):
    store.write(SYSTEM, touch)
    for span in (timedelta(0), timedelta(seconds=1), HOUR, timedelta(days=40)):
        clocks.pass_by(span)
        store.write(SYSTEM, touch)
    clocks.set_by(timedelta(seconds=-90))  # the network puts it right
    store.write(SYSTEM, touch)
    assert store.read(SYSTEM, jumps) == []


@pytest.mark.parametrize("by", [-HOUR, HOUR, timedelta(days=-366), timedelta(days=366)])
def test_a_jump_stands_in_the_log_before_what_was_written_by_it(store, clocks, by):
    store.write(SYSTEM, touch)
    clocks.pass_by()
    clocks.set_by(by)
    store.write(SYSTEM, touch)
    clocks.pass_by()
    store.write(SYSTEM, touch)
    assert store.read(SYSTEM, actions)[-4:] == [
        "test.touched", "clock.jumped", "test.touched", "test.touched",
    ]
    [(seq, seconds)] = store.read(SYSTEM, jumps)
    assert seq == len(store.read(SYSTEM, actions)) - 2
    assert seconds == by.total_seconds()
    assert store.verify_log().ok


def test_over_a_start_of_the_computer_an_earlier_time_is_a_jump(store, clocks):
    store.write(SYSTEM, touch)
    clocks.restart()
    clocks.set_by(2 * HOUR)
    store.write(SYSTEM, touch)
    assert store.read(SYSTEM, jumps) == []
    clocks.boot = "three"
    clocks.set_by(-HOUR)
    store.write(SYSTEM, touch)
    assert [seconds for _seq, seconds in store.read(SYSTEM, jumps)] == [-3600]


def test_a_kiosk_notes_it_too_on_its_narrow_connection(store, clock, clocks):
    house = make.house(store)
    person = make.resident(store)
    stay = make.stay(store, person, house)
    narrow = Store.open(store.target, store.dek, clock, narrow=True)
    kiosk = TwoClocks(clock, narrow)
    me = resident(person)
    kiosk.ran = clocks.ran
    narrow.write(me, sign_out, stay, "Work", narrow.now() + HOUR)
    kiosk.set_by(-HOUR)
    narrow.write(me, sign_in, stay)
    narrow.close()
    assert store.read(SYSTEM, actions)[-3:] == ["sign.out", "clock.jumped", "sign.in"]
    assert [seconds for _seq, seconds in store.read(SYSTEM, jumps)] == [-3600]


def test_a_house_of_another_time_has_no_jumps(store, clock):
    assert not store.minds_clock  # it does not run by the computer's clock
    store.write(SYSTEM, touch)
    clock.forward(days=-3)
    store.write(SYSTEM, touch)
    assert store.read(SYSTEM, jumps) == []


def test_the_start_of_this_computer_has_one_name():
    assert boot_id() == boot_id() != ""
