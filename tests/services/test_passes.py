"""Passes: asked for, decided, taken and returned from; each step has its inverse."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.houses import BedState
from sobrhouse.domain.passes import Criterion
from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.beds import board
from sobrhouse.services import passes, signins
from sobrhouse.services.pass_rows import Plan
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Pass, SignOut
from tests import make
from tests.conftest import NOW, OWNER, staff

TONIGHT = date(2026, 11, 22)
WEEKEND = Plan(NOW, NOW + timedelta(days=2), "Lena's place", "weekend", host="Lena Tate")


@needs(Permission.SEE_HOUSE, house_free=True)
def the_pass(session: Session, pass_id: int) -> Pass:
    row = session.get_one(Pass, pass_id)
    session.expunge(row)
    return row


@needs(Permission.SEE_HOUSE, house_free=True)
def signs(session: Session, stay_id: int) -> list[tuple[int | None, datetime | None]]:
    query = select(SignOut.pass_id, SignOut.in_at).where(
        SignOut.stay_id == stay_id, SignOut.void_at.is_(None)
    )
    return [tuple(r) for r in session.execute(query.order_by(SignOut.id))]


def status(store: Store, pass_id: int) -> str:
    return store.read(OWNER, the_pass, pass_id).status


def bed_state(store: Store, house: int) -> BedState:
    return store.read(OWNER, board, house, TONIGHT).beds[0].state


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def marcus(store: Store, house: int) -> int:
    _bed, stay = make.filled_bed(store, make.room(store, house), "1A", "Marcus", "Tate")
    return stay


def given(store: Store, stay: int, plan: Plan = WEEKEND) -> int:
    wanted = store.write(OWNER, passes.ask, stay, plan)
    store.write(OWNER, passes.approve, wanted)
    return wanted


def test_asked_approved_and_taken_back_step_by_step(store, marcus):
    wanted = store.write(OWNER, passes.ask, marcus, WEEKEND)
    assert status(store, wanted) == "requested"
    rules = (Criterion(ok=False, words="asked 0 hours ahead"),)
    store.write(OWNER, passes.approve, wanted, rules, "His mother is ill")
    row = store.read(OWNER, the_pass, wanted)
    assert (row.status, row.decided_by, row.decision_reason) == (
        "approved",
        OWNER.id,
        "His mother is ill",
    )
    assert "asked 0 hours ahead" in row.eligibility_json
    store.write(OWNER, passes.undecide, wanted)
    row = store.read(OWNER, the_pass, wanted)
    assert (row.status, row.decided_at, row.eligibility_json) == ("requested", None, "")
    store.write(OWNER, passes.take_back, wanted)
    assert store.read(OWNER, the_pass, wanted).voided_at is not None


def test_a_no_needs_a_reason(store, marcus):
    wanted = store.write(OWNER, passes.ask, marcus, WEEKEND)
    with pytest.raises(Problem) as told:
        store.write(OWNER, passes.deny, wanted, "  ")
    assert told.value.field == "reason"
    store.write(OWNER, passes.deny, wanted, "House meeting on Sunday")
    assert status(store, wanted) == "denied"
    with pytest.raises(Problem, match="decided this already"):
        store.write(OWNER, passes.approve, wanted)


def test_two_who_decide_at_once(store, marcus):
    wanted = store.write(OWNER, passes.ask, marcus, WEEKEND)
    store.write(OWNER, passes.change, wanted, 1, replace(WEEKEND, destination="Elsewhere"))
    with pytest.raises(Stale):
        store.write(OWNER, passes.approve, wanted, (), "", 1)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (replace(WEEKEND, return_by=NOW), "return_by"),
        (Plan(NOW - timedelta(days=2), NOW - timedelta(days=1), "X"), "return_by"),
        (replace(WEEKEND, return_by=NOW + timedelta(days=61)), "return_by"),
        (replace(WEEKEND, destination=" "), "destination"),
    ],
)
def test_what_cannot_be_a_pass_is_said_beside_its_field(store, marcus, plan, field):
    with pytest.raises(Problem) as told:
        store.write(OWNER, passes.ask, marcus, plan)
    assert told.value.field == field


def test_one_pass_at_a_time(store, marcus):
    given(store, marcus)
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, passes.ask, marcus, WEEKEND)
    later = replace(WEEKEND, depart_at=WEEKEND.return_by, return_by=NOW + timedelta(days=3))
    store.write(OWNER, passes.ask, marcus, later)


def test_leaving_signs_out_and_keeps_the_bed_and_undo_brings_all_back(store, house, marcus):
    wanted = given(store, marcus)
    line = store.write(OWNER, passes.leave, wanted)
    assert status(store, wanted) == "out"
    assert store.read(OWNER, signs, marcus) == [(wanted, None)]
    assert bed_state(store, house) is BedState.AWAY
    hold = store.read(OWNER, board, house, TONIGHT).beds[0].hold
    assert (hold.kind, hold.until) == ("pass", date(2026, 11, 23))
    store.write(OWNER, signins.undo_sign, line)
    assert status(store, wanted) == "approved"
    assert bed_state(store, house) is BedState.FILLED


def test_coming_back_signs_in_and_ends_the_hold(store, house, marcus, clock):
    wanted = given(store, marcus)
    store.write(OWNER, passes.leave, wanted)
    clock.forward(hours=2)
    line = store.write(OWNER, passes.come_back, wanted)
    row = store.read(OWNER, the_pass, wanted)
    assert (row.status, row.returned_at) == ("returned", store.now())
    assert bed_state(store, house) is BedState.FILLED
    store.write(OWNER, signins.undo_sign, line)
    assert status(store, wanted) == "out"
    assert bed_state(store, house) is BedState.AWAY


def test_who_just_signs_out_in_the_time_of_the_pass_goes_on_it(store, marcus):
    wanted = given(store, marcus)
    store.write(OWNER, signins.sign_out, marcus, "Family", NOW + timedelta(days=1))
    assert status(store, wanted) == "out"
    store.write(OWNER, signins.sign_in, marcus)
    assert status(store, wanted) == "returned"


def test_an_errand_before_the_pass_is_not_it(store, marcus):
    plan = replace(WEEKEND, depart_at=NOW + timedelta(hours=1))
    wanted = given(store, marcus, plan)
    store.write(OWNER, signins.sign_out, marcus, "Store", NOW + timedelta(minutes=30))
    assert status(store, wanted) == "approved"


def test_who_came_back_early_may_go_again_on_the_same_pass(store, marcus, clock):
    wanted = given(store, marcus)
    store.write(OWNER, passes.leave, wanted)
    clock.forward(hours=1)
    store.write(OWNER, passes.come_back, wanted)
    clock.forward(hours=1)
    store.write(OWNER, passes.leave, wanted)
    assert status(store, wanted) == "out"


def test_a_corrected_return_moves_that_of_the_pass(store, marcus, clock):
    wanted = given(store, marcus)
    store.write(OWNER, passes.leave, wanted)
    clock.forward(hours=3)
    line = store.write(OWNER, passes.come_back, wanted)
    earlier = store.now() - timedelta(hours=1)
    store.write(OWNER, signins.correct, line, why="Wrong clock", in_at=earlier)
    assert store.read(OWNER, the_pass, wanted).returned_at == earlier


def test_a_pass_that_was_not_given_lets_nobody_go(store, marcus):
    wanted = store.write(OWNER, passes.ask, marcus, WEEKEND)
    with pytest.raises(Problem, match="not approved"):
        store.write(OWNER, passes.leave, wanted)
    with pytest.raises(Problem, match="not away"):
        store.write(OWNER, passes.come_back, wanted)


def test_a_late_pass_of_one_evening_keeps_no_bed(store, house, marcus):
    wanted = given(store, marcus, replace(WEEKEND, return_by=NOW + timedelta(hours=5)))
    store.write(OWNER, passes.leave, wanted)
    assert bed_state(store, house) is BedState.FILLED


def test_cancelled_and_back_again(store, marcus):
    wanted = given(store, marcus)
    before = store.write(OWNER, passes.cancel, wanted, "Plans changed")
    assert status(store, wanted) == "cancelled"
    store.write(OWNER, passes.restore, wanted, before)
    assert status(store, wanted) == "approved"


def test_staff_ask_and_sign_out_but_do_not_decide(store, house, marcus):
    someone = staff(Role.STAFF, house)
    wanted = store.write(someone, passes.ask, marcus, WEEKEND)
    with pytest.raises(NotAllowed):
        store.write(someone, passes.approve, wanted)
    store.write(OWNER, passes.approve, wanted)
    store.write(someone, passes.leave, wanted)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, 99), passes.come_back, wanted)
