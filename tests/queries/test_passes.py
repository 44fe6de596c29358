"""Who asked for a pass, and how the house's rules are met, in words."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.passes import nights_of, verdict
from sobrhouse.queries.passes import eligibility, passes_of, passes_of_stay, past_passes
from sobrhouse.services import curfews, passes, stays
from sobrhouse.services.pass_rows import Plan
from sobrhouse.services.settings import change_setting
from sobrhouse.services.stays import MoveOut
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER

DAY = timedelta(days=1)


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def marcus(store: Store, house: int) -> int:
    return make.stay(store, make.resident(store), house)


def asked(store: Store, stay: int, days: float, nights: float = 1):
    leave = NOW + timedelta(days=days)
    return store.read(OWNER, eligibility, stay, leave, leave + timedelta(days=nights), NOW)


def test_all_rules_met(store, marcus):
    found = asked(store, marcus, 4, 2)
    assert [c.words for c in found] == [
        "asked 96 hours ahead, the house asks for 72",
        "91 days in the house by then, 30 asked",
        "2 nights away in November with this one, 4 a month",
    ]
    assert verdict(found) == "3 of 3"


def test_short_notice_and_a_newcomer(store, house):
    new = make.stay(store, make.resident(store, "Al", "New"), house, date(2026, 11, 10))
    assert (
        verdict(asked(store, new, 1)) == "1 of 3: asked 24 hours ahead, the house asks for 72; "
        "13 days in the house by then, 30 asked"
    )


def test_nights_of_a_month_are_counted_over_passes_given(store, marcus):
    first = store.write(OWNER, passes.ask, marcus, Plan(NOW, NOW + 3 * DAY, "Home"))
    assert asked(store, marcus, 4, 2)[2].ok
    store.write(OWNER, passes.approve, first)
    third = asked(store, marcus, 4, 2)[2]
    assert (third.ok, third.words) == (
        False,
        "5 nights away in November with this one, 4 a month",
    )
    over_months = asked(store, marcus, 8, 2)
    assert [c.words for c in over_months[2:]] == [
        "4 nights away in November with this one, 4 a month",
        "1 night away in December with this one, 4 a month",
    ]


def test_days_without_passes_and_phases(store, house, marcus):
    store.write(
        OWNER, curfews.add_blackout, house, date(2026, 11, 26), date(2026, 11, 27), "Thanksgiving"
    )
    store.write(OWNER, change_setting, house, "pass_phase", 2)
    found = asked(store, marcus, 3, 2)
    assert [c.words for c in found if not c.ok] == [
        "in no phase, passes begin with phase 2",
        "no passes on Thu, Nov 26 (Thanksgiving)",
    ]
    phase = make.phase(store, house, 2)
    make.phase_history(store, marcus, phase)
    assert asked(store, marcus, 6)[2].ok


def test_a_house_without_rules_says_so(store, house, marcus):
    for key in ("pass_notice_hours", "pass_days_in_house", "pass_nights_per_month"):
        store.write(OWNER, change_setting, house, key, 0)
    assert asked(store, marcus, 0) == ()
    assert verdict(()) == "No rule asks for anything"


def test_nights_end_at_four_in_the_morning():
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("America/New_York")
    assert nights_of(NOW, NOW + timedelta(hours=8), zone) == ()
    assert nights_of(NOW, NOW + timedelta(hours=9), zone) == (date(2026, 11, 22),)
    assert len(nights_of(NOW, NOW + 2 * DAY, zone)) == 2


def test_the_list_puts_requests_first_and_keeps_the_rules_as_they_were(store, house, marcus):
    sam = make.stay(store, make.resident(store, "Sam", "Okafor"), house)
    given = store.write(OWNER, passes.ask, sam, Plan(NOW, NOW + DAY, "Home"))
    rules = store.read(OWNER, eligibility, sam, NOW, NOW + DAY, NOW, given)
    store.write(OWNER, passes.approve, given, rules, "His mother is ill")
    wanted = store.write(OWNER, passes.ask, marcus, Plan(NOW + 5 * DAY, NOW + 6 * DAY, "Home"))
    store.write(OWNER, change_setting, house, "pass_notice_hours", 0)
    found = store.read(OWNER, passes_of, house, NOW)
    assert [(r.pass_id, r.status) for r in found] == [(wanted, "requested"), (given, "approved")]
    assert len(found[0].criteria) == 2
    assert found[1].criteria == rules
    assert (found[1].decided_by, found[1].eligible) == ("Olive Owner", False)


def test_what_is_over_is_read_a_page_at_a_time(store, house, marcus):
    made = []
    for n in range(3):
        plan = Plan(NOW + n * DAY, NOW + n * DAY + timedelta(hours=3), "Home")
        made.append(store.write(OWNER, passes.ask, marcus, plan))
        store.write(OWNER, passes.deny, made[-1], "Not now")
    page = store.read(OWNER, past_passes, house, NOW, limit=2)
    assert [r.pass_id for r in page] == [made[2], made[1]]
    last = (page[-1].depart_at, page[-1].pass_id)
    assert [r.pass_id for r in store.read(OWNER, past_passes, house, NOW, last)] == [made[0]]
    assert len(store.read(OWNER, passes_of_stay, marcus, NOW)) == 3
    assert store.read(OWNER, passes_of_stay, marcus, NOW)[-1].decision_reason == "Not now"


def test_who_is_not_back_in_time_is_overdue(store, house, marcus, clock):
    wanted = store.write(OWNER, passes.ask, marcus, Plan(NOW, NOW + DAY, "Home"))
    store.write(OWNER, passes.approve, wanted)
    store.write(OWNER, passes.leave, wanted)
    (row,) = store.read(OWNER, passes_of_stay, marcus, NOW)
    assert not row.overdue(NOW + DAY)
    assert row.overdue(NOW + 2 * DAY)


def test_the_pass_of_somebody_who_moved_out_is_over(store, house, marcus):
    wanted = store.write(OWNER, passes.ask, marcus, Plan(NOW, NOW + DAY, "Home"))
    moved_out = MoveOut(on=date(2026, 11, 22), kind="voluntary")
    store.write(OWNER, stays.move_out, marcus, moved_out)
    assert store.read(OWNER, passes_of, house, NOW) == ()
    assert [r.pass_id for r in store.read(OWNER, past_passes, house, NOW)] == [wanted]


def test_notice_is_counted_from_when_they_asked_however_late_it_is_read(store, house, marcus):
    store.write(OWNER, passes.ask, marcus, Plan(NOW + 4 * DAY, NOW + 5 * DAY, "Home"))
    (row,) = store.read(OWNER, passes_of, house, NOW + 3 * DAY)
    assert row.criteria[0].words == "asked 96 hours ahead, the house asks for 72"
