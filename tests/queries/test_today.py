"""Today says who is out, late, just back or waiting for staff, each with its reason."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.attention import Reason, Urgency
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.timeline import timeline
from sobrhouse.queries.today import Today, today_of
from sobrhouse.services import signins, snoozes, support_calls
from sobrhouse.services.kiosk_access import clear_lock
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Pass, PinThrottle, Round, SupportCall
from tests import make, make_circle
from tests.conftest import NOW, OWNER, Clock, staff

ZONE = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def marcus(store: Store, house: int) -> int:
    """The stay of Marcus Tate, resident 1, in bed 1A; he has a sponsor."""
    bed = make.bed(store, make.room(store, house), "1A")
    stay = make.stay(store, make.resident(store, "Marcus", "Tate"), house)
    make_circle.sponsorship(store, 1)
    make.assignment(store, stay, bed)
    return stay


def today(store: Store, house: int) -> Today:
    now = store.now()
    return store.read(OWNER, today_of, house, now.astimezone(ZONE).date(), now)


def reason(store: Store, house: int, code: str) -> Reason:
    (found,) = [r for r in today(store, house).reasons if r.code == code]
    return found


def codes(store: Store, house: int) -> set[str]:
    return {r.code for r in today(store, house).reasons} - {"resident.missing", "backup.away"}


def go_out(store: Store, stay: int, due: datetime | None, place: str = "Work") -> int:
    return store.write(OWNER, signins.sign_out, stay, place, due)


def test_who_is_out_counts_and_is_late_after_the_time(
    store: Store, clock: Clock, house: int, marcus: int
) -> None:
    assert (today(store, house).home, today(store, house).late) == (1, 0)
    row = go_out(store, marcus, NOW + HOUR)
    seen = today(store, house)
    assert (seen.home, [line.name for line in seen.out], seen.late) == (0, ["Marcus T."], 0)
    assert codes(store, house) == set()
    clock.forward(minutes=102)
    late = reason(store, house, "out.late")
    assert late.urgency is Urgency.NOW
    assert late.what == "Marcus T. is 42 min late back"
    assert late.why == "Due 8:12 PM from work. No late pass."
    assert (late.place, late.target) == ("residents", 1)
    store.write(OWNER, signins.sign_in, marcus)
    seen = today(store, house)
    assert [line.row_id for line in seen.just_back] == [row]
    assert reason(store, house, "back.late").what == "Marcus T. came back 42 min late"
    store.write(OWNER, signins.acknowledge, row)
    assert codes(store, house) == set()
    clock.forward(minutes=61)
    assert today(store, house).just_back == ()


def test_ten_minutes_after_curfew_who_is_out_is_not_home(
    store: Store, clock: Clock, house: int, marcus: int
) -> None:
    go_out(store, marcus, NOW + 6 * HOUR, "Other")
    clock.forward(hours=3, minutes=27)  # 10:39 PM
    assert codes(store, house) == set()
    clock.forward(minutes=1)
    missed = reason(store, house, "out.curfew")
    assert missed.what == "Marcus T. is not home"
    assert missed.why == "Curfew was 10:30 PM. Out since 7:12 PM."
    clock.forward(hours=2)  # past midnight it is still that night's curfew
    assert codes(store, house) == {"out.curfew"}
    assert today(store, house).curfew_at == datetime(2026, 11, 22, 22, 30, tzinfo=ZONE)


def test_a_pass_excuses_from_curfew_until_it_is_over(
    store: Store, clock: Clock, house: int, marcus: int
) -> None:
    until = NOW + timedelta(days=1)
    number = make.row(
        store,
        Pass(house_id=house, stay_id=marcus, status="approved", requested_at=NOW - 48 * HOUR,
             depart_at=NOW, return_by=until, destination="Family"),
    )  # fmt: skip
    store.write(OWNER, signins.sign_out, marcus, "Family", until, pass_id=number)
    clock.forward(hours=5)
    assert codes(store, house) == set()
    clock.forward(hours=20)
    assert reason(store, house, "out.late").what == "Marcus T. is not back from the pass"


def test_a_pass_that_is_asked_for_waits_for_an_answer(
    store: Store, house: int, marcus: int
) -> None:
    leaves = datetime(2026, 11, 27, 18, 0, tzinfo=ZONE)
    make.row(
        store,
        Pass(house_id=house, stay_id=marcus, requested_at=NOW, depart_at=leaves,
             return_by=leaves + 24 * HOUR, destination="Family", host="Lena Tate"),
    )  # fmt: skip
    asked = reason(store, house, "pass.asked")
    assert asked.urgency is Urgency.WEEK
    assert asked.why == "Fri, Nov 27, 6:00 PM to Sat, Nov 28, 6:00 PM. Family, Lena Tate."
    assert (asked.place, asked.target) == ("signlog", "passes")


def test_who_asks_to_be_seen_stands_first_until_somebody_was_there(
    store: Store, clock: Clock, house: int, marcus: int
) -> None:
    call = make.row(store, SupportCall(house_id=house, stay_id=marcus, asked_at=NOW))
    make.row(store, SupportCall(house_id=house, kind="pin", asked_at=NOW))
    clock.forward(minutes=12)
    rows = [r for r in today(store, house).reasons if r.code == "call.asked"]
    assert today(store, house).reasons[:2] == tuple(rows)
    assert [r.what for r in rows] == ["Marcus T. asks you to come", "Somebody forgot the PIN"]
    assert rows[0].why == "Asked 7:12 PM, 12 min ago. Nobody has answered yet."
    assert not rows[0].may_be_dismissed
    store.write(OWNER, support_calls.mark_seen, call)
    assert [r.target for r in today(store, house).reasons if r.code == "call.asked"] == [2]


def test_a_locked_pin_is_for_now_until_it_is_cleared(store: Store, house: int, marcus: int) -> None:
    make.row(store, PinThrottle(resident_id=1, failures=10, last_at=NOW, locked_at=NOW))
    assert reason(store, house, "kiosk.locked").what == "The PIN of Marcus T. is locked"
    store.write(OWNER, clear_lock, 1)
    assert codes(store, house) == set()


def test_the_round_is_asked_for_in_a_house_that_makes_one(
    store: Store, clock: Clock, house: int, marcus: int
) -> None:
    clock.forward(hours=3, minutes=30)
    assert codes(store, house) == set()
    make.row(store, Round(house_id=house, night=date(2026, 11, 21), started_at=NOW - 20 * HOUR))
    assert reason(store, house, "round.due").target == "round"
    make.row(store, Round(house_id=house, night=date(2026, 11, 22), started_at=NOW))
    assert codes(store, house) == set()


def test_a_snoozed_row_comes_back_after_its_time(
    store: Store, clock: Clock, house: int, marcus: int
) -> None:
    go_out(store, marcus, NOW + HOUR)
    clock.forward(hours=1, minutes=5)
    late = reason(store, house, "out.late")
    made = store.write(OWNER, snoozes.snooze, house, late.key, clock() + HOUR)
    assert (codes(store, house), today(store, house).snoozed) == (set(), 1)
    store.write(OWNER, snoozes.end_snooze, made)
    assert codes(store, house) == {"out.late"}
    store.write(OWNER, snoozes.snooze, house, late.key, clock() + HOUR)
    store.write(OWNER, snoozes.snooze, house, late.key, clock() + 2 * HOUR)  # longer, in its place
    clock.forward(hours=1, minutes=1)
    assert codes(store, house) == set()
    clock.forward(hours=1)
    assert codes(store, house) == {"out.late"}
    with pytest.raises(Problem, match="time has passed"):
        store.write(OWNER, snoozes.snooze, house, late.key, clock() - HOUR)


def test_what_is_no_problem_goes_into_the_timeline_with_the_reason(
    store: Store, clock: Clock, house: int, marcus: int
) -> None:
    go_out(store, marcus, NOW + HOUR)
    clock.forward(hours=2)
    late = reason(store, house, "out.late")
    made = store.write(
        OWNER, snoozes.no_problem, house, late.key, late.what, "He called from the bus", 1
    )
    assert codes(store, house) == set()
    told = store.read(OWNER, timeline, 1, ZONE)
    assert any("Not a problem: He called from the bus" in str(entry) for entry in told)
    store.write(OWNER, snoozes.undo_no_problem, *made)
    assert codes(store, house) == {"out.late"}
    with pytest.raises(Problem, match="Say why"):
        store.write(OWNER, snoozes.no_problem, house, late.key, late.what, " ", 1)


def test_staff_of_another_house_let_nothing_wait(store: Store, house: int, marcus: int) -> None:
    other = make.house(store, "Oak House")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, other), snoozes.snooze, house, "a:b:c", NOW + HOUR)
