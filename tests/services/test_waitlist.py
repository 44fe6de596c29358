"""The waitlist: adding, ordering, offering a bed, passing by, leaving, and the way back."""

from datetime import date

import pytest

from sobrhouse.domain.houses import Fit
from sobrhouse.problems import Problem
from sobrhouse.queries.beds import board
from sobrhouse.queries.waitlist import waitlist as waiting_rows
from sobrhouse.services import applications, waitlist
from sobrhouse.services.applications import Waiting
from sobrhouse.services.residents import Person, take_back_added
from tests import make
from tests.conftest import OWNER
from tests.make import SUNDAY

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def three(store, house):
    """Paul, Greg and Tony wait, in this order."""
    return [
        make.application(store, make.resident(store, first, last), house, wait_rank=rank)
        for rank, (first, last) in enumerate(
            [("Paul", "Eads"), ("Greg", "Ames"), ("Tony", "Sims")], 1
        )
    ]


def rows(store, house):
    return store.read(OWNER, waiting_rows, house, SUNDAY)


def names(store, house):
    return [row.name for row in rows(store, house)]


def test_somebody_new_comes_last_and_can_be_taken_back(store, house, three):
    added = store.write(
        OWNER,
        waitlist.add_to_waitlist,
        house,
        Person(legal_first="Sam", legal_last="Otis"),
        Waiting(needs="ground floor", referral="Harbor Detox", ready_on=FRIDAY),
    )
    last = rows(store, house)[-1]
    assert (last.name, last.needs, last.referral) == ("Sam O.", "ground floor", "Harbor Detox")
    store.write(OWNER, take_back_added, added)
    assert names(store, house) == ["Paul E.", "Greg A.", "Tony S."]


def test_the_list_is_ordered_and_ordered_back(store, house, three):
    before = store.write(OWNER, waitlist.order_waitlist, house, three[::-1])
    assert names(store, house) == ["Tony S.", "Greg A.", "Paul E."]
    store.write(OWNER, waitlist.order_waitlist, house, before)
    assert names(store, house) == ["Paul E.", "Greg A.", "Tony S."]
    with pytest.raises(Problem, match="changed meanwhile"):
        store.write(OWNER, waitlist.order_waitlist, house, three[:2])


def test_whoever_is_passed_by_goes_behind_the_next_with_a_reason(store, house, three):
    with pytest.raises(Problem, match="Say why"):
        store.write(OWNER, waitlist.skip, three[0], "")
    store.write(OWNER, waitlist.skip, three[0], "no answer to two calls")
    assert names(store, house) == ["Greg A.", "Paul E.", "Tony S."]
    assert rows(store, house)[1].skipped_why == "no answer to two calls"


def test_an_offered_bed_is_held_and_free_again_when_they_leave_the_list(store, house, three):
    bed = make.bed(store, make.room(store, house, "Room 8"), "8A")
    store.write(OWNER, waitlist.offer_bed, three[0], bed, FRIDAY)
    paul = rows(store, house)[0]
    assert (paul.fitting.fit, paul.held_bed, paul.held.until) == (Fit.HELD, "8A", FRIDAY)
    before = store.write(OWNER, waitlist.leave_waitlist, three[0], "found another house")
    assert store.read(OWNER, board, house, SUNDAY).bed(bed).hold is None
    assert names(store, house) == ["Greg A.", "Tony S."]
    store.write(OWNER, waitlist.return_to_waitlist, three[0], before)
    assert names(store, house) == ["Paul E.", "Greg A.", "Tony S."]


def test_whoever_left_the_list_is_offered_nothing(store, house, three):
    bed = make.bed(store, make.room(store, house, "Room 8"), "8A")
    store.write(OWNER, waitlist.leave_waitlist, three[0], "", "declined")
    with pytest.raises(Problem, match="does not wait any more"):
        store.write(OWNER, waitlist.offer_bed, three[0], bed, FRIDAY)


def test_fit_tells_what_somebody_waits_for(store, house):
    ground = make.room(store, house, "Room 1", floor="ground floor")
    make.filled_bed(store, ground, "1A", "Ben", "Fox")
    make.bed(store, make.room(store, house, "Room 8", floor="upstairs"), "8A")
    wishes = ("ground floor", "", "sauna")
    for first, needs in zip(("Greg", "Paul", "Tony"), wishes, strict=True):
        make.application(store, make.resident(store, first, "Ames"), house, needs=needs)
    fits = [(r.fitting.fit, r.fitting.rooms) for r in rows(store, house)]
    assert fits == [(Fit.WAITS, ("Room 1",)), (Fit.FITS, ()), (Fit.NEVER, ())]


def test_somebody_on_record_is_put_on_the_list_once_and_taken_off_again(store):
    house = make.house(store)
    person = make.resident(store)
    wish = store.write(OWNER, waitlist.put_on_waitlist, house, person, Waiting(needs="lower bunk"))
    with pytest.raises(Problem, match="on the waitlist already"):
        store.write(OWNER, waitlist.put_on_waitlist, house, person, Waiting())
    store.write(OWNER, applications.take_back_application, wish)
    make.stay(store, person, house)
    with pytest.raises(Problem, match="lives here already"):
        store.write(OWNER, waitlist.put_on_waitlist, house, person, Waiting())
