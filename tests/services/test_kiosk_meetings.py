"""Recovery meetings at the kiosk: one's own, of today and yesterday, and a moment to undo."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Actor, ActorKind
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.kiosk import card, meetings_to_log
from sobrhouse.queries.recovery_week import recovery_week
from sobrhouse.services import kiosk_meetings as kiosk_writes
from sobrhouse.services import meeting_requirements as asks
from sobrhouse.services.meeting_requirements import Of
from sobrhouse.storage.tables import HouseSetting
from tests import make
from tests.conftest import OWNER
from tests.make import MONDAY, SUNDAY

SATURDAY = SUNDAY - timedelta(days=1)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def person(store):
    return make.resident(store)


@pytest.fixture
def marcus(store, house, person):
    return make.stay(store, person, house)


@pytest.fixture
def me(house, person):
    return Actor(ActorKind.RESIDENT, person, "Marcus T.", houses=frozenset({house}))


def test_a_meeting_of_the_list_counts_and_the_card_says_so(kiosk, store, house, marcus, me):
    noon = make.meeting_group(store, house)
    make.meeting_group(store, house, "Late Show", starts_at="22:00")
    make.meeting_group(store, house, "Candlelight", weekday=5, starts_at="22:00")
    make.meeting_group(store, house, "Off the board", on_board=False)
    found = kiosk.read(me, meetings_to_log, house, marcus, store.now())
    assert [(t.name, t.on, t.starts_at, t.logged) for t in found.tiles] == [
        ("Noon Group", SUNDAY, "12:00", False), ("Candlelight", SATURDAY, "22:00", False),
    ]  # fmt: skip
    kiosk.write(me, kiosk_writes.log_meeting, marcus, SUNDAY, group_id=noon)
    (tile, *_more) = kiosk.read(me, meetings_to_log, house, marcus, store.now()).tiles
    assert (tile.name, tile.logged, tile.usual) == ("Noon Group", True, 1)
    assert kiosk.read(me, card, house, marcus, store.now()).meetings.words == "1 of 4"
    (week,) = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    (line,) = week.meetings
    assert (line.name, line.started_at, line.way, line.verification) == (
        "Noon Group", "12:00", "kiosk", "self",
    )  # fmt: skip
    with pytest.raises(Problem, match="in your log already"):
        kiosk.write(me, kiosk_writes.log_meeting, marcus, SUNDAY, group_id=noon)


def test_where_one_goes_often_comes_first(kiosk, store, house, marcus, me):
    make.meeting_group(store, house, "Early", starts_at="06:00")
    often = make.meeting_group(store, house, "Often", starts_at="12:00")
    for weeks in (1, 2):
        make.attendance(store, house, marcus, SUNDAY - timedelta(weeks=weeks),
                        meeting_group_id=often)  # fmt: skip
    found = kiosk.read(me, meetings_to_log, house, marcus, store.now())
    assert [(t.name, t.usual) for t in found.tiles] == [("Often", 2), ("Early", 0)]


def test_of_a_long_list_the_usual_and_the_nearest_are_offered(kiosk, store, house, marcus, me):
    make.row(store, HouseSetting(house_id=house, key="house_place", value_json='"40.71, -74.00"'))
    for n in range(40):
        make.meeting_group(store, house, f"Far {n}", starts_at="18:00", latitude=41.0 + n / 100,
                           longitude=-74.0)  # fmt: skip
    make.meeting_group(store, house, "Next door", starts_at="07:00", latitude=40.71,
                       longitude=-74.0)  # fmt: skip
    usual = make.meeting_group(store, house, "Usual", starts_at="06:00", latitude=49.0,
                               longitude=-74.0)  # fmt: skip
    make.attendance(store, house, marcus, SUNDAY - timedelta(weeks=1), meeting_group_id=usual)
    tiles = kiosk.read(me, meetings_to_log, house, marcus, store.now()).tiles
    assert [t.name for t in tiles][:3] == ["Usual", "Next door", "Far 0"]
    assert len(tiles) == 36
    assert "Far 39" not in {t.name for t in tiles}


def test_words_of_ones_own_or_only_whose_meeting(kiosk, store, house, marcus, me):
    kiosk.write(me, kiosk_writes.log_meeting, marcus, SATURDAY, group_text=" Beach  meeting ",
                fellowship="NA")  # fmt: skip
    kiosk.write(me, kiosk_writes.log_meeting, marcus, SUNDAY, fellowship="SMART")
    (week,) = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    assert [(m.name, m.fellowship, m.on) for m in week.meetings] == [
        ("Beach meeting", "NA", SATURDAY), ("SMART", "SMART", SUNDAY),
    ]  # fmt: skip


def test_a_meeting_of_later_today_is_not_in_the_log_yet(kiosk, store, house, marcus, me):
    late = make.meeting_group(store, house, "Late", starts_at="23:30")
    with pytest.raises(Problem, match="begins at 11:30 PM"):
        kiosk.write(me, kiosk_writes.log_meeting, marcus, SUNDAY, group_id=late)


def test_taken_back_within_a_moment_and_not_later(kiosk, store, clock, house, marcus, me):
    row = kiosk.write(me, kiosk_writes.log_meeting, marcus, SUNDAY, fellowship="AA")
    kiosk.write(me, kiosk_writes.undo_meeting, marcus, row)
    assert kiosk.read(me, card, house, marcus, store.now()).meetings.done == 0
    row = kiosk.write(me, kiosk_writes.log_meeting, marcus, SUNDAY, fellowship="AA")
    clock.forward(seconds=31)
    with pytest.raises(NotFound, match="too late"):
        kiosk.write(me, kiosk_writes.undo_meeting, marcus, row)
    by_staff = make.attendance(store, house, marcus, SATURDAY, way="staff")
    with pytest.raises(NotFound, match="too late"):
        kiosk.write(me, kiosk_writes.undo_meeting, marcus, by_staff)


def test_only_ones_own_and_only_two_days(kiosk, store, house, marcus, me):
    dee = make.stay(store, make.resident(store, "Dee", "Lane"), house)
    other = make.house(store, "Elm Street House")
    theirs = make.meeting_group(store, other)
    with pytest.raises(NotAllowed):
        kiosk.read(me, meetings_to_log, house, dee, store.now())
    with pytest.raises(NotAllowed):
        kiosk.write(me, kiosk_writes.log_meeting, dee, SUNDAY, fellowship="AA")
    with pytest.raises(NotFound):
        kiosk.write(me, kiosk_writes.log_meeting, marcus, SUNDAY, group_id=theirs)
    for day in (SUNDAY + timedelta(days=1), SUNDAY - timedelta(days=2)):
        with pytest.raises(Problem, match="Only today and yesterday"):
            kiosk.write(me, kiosk_writes.log_meeting, marcus, day, fellowship="AA")


def test_the_card_counts_as_the_office_does(kiosk, store, house, marcus, me):
    own = Of(house, stay_id=marcus)
    store.write(OWNER, asks.set_requirement, own, 3, MONDAY, fellowships=("NA",), reason="private")
    store.write(OWNER, asks.excuse, marcus, MONDAY, meetings=1, kind="sick")
    make.attendance(store, house, marcus, MONDAY, fellowship="NA", verification="signature")
    make.attendance(store, house, marcus, SUNDAY, fellowship="AA")
    make.attendance(store, house, marcus, MONDAY - timedelta(days=1), fellowship="NA")
    mine = kiosk.read(me, card, house, marcus, store.now()).meetings
    (week,) = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    assert mine == week.tally
    assert (mine.words, mine.verified, mine.other) == ("1 of 2", 1, 1)
