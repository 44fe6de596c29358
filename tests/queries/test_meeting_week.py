"""House meetings by day: few statements however many there are, and what came of each."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sobrhouse.domain.meeting_series import Stand
from sobrhouse.queries.meeting_series import days_ahead, series_of
from sobrhouse.queries.meeting_week import meeting_week, meetings_between
from sobrhouse.services.house_meetings import finish_meeting
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import MeetingException
from tests import make
from tests.conftest import OWNER
from tests.queries.test_beds import statements

SUNDAY = date(2026, 11, 22)
SPAN = (date(2026, 11, 16), SUNDAY)
HALF_PAST_SEVEN = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


def test_a_week_takes_as_many_statements_for_ten_series_as_for_one(store, house):
    def held(number: int) -> None:
        series = make.meeting_series(store, house, title=f"Meeting {number}")
        meeting = make.house_meeting(
            store, house, series_id=series, series_on=SUNDAY, planned_at=HALF_PAST_SEVEN
        )
        stay = make.stay(store, make.resident(store, last=f"Tate{number}"), house)
        make.mark(store, house, meeting, stay)

    held(0)
    one = [statements(store, q, house, *a) for q, a in (
        (meetings_between, SPAN), (meeting_week, (SUNDAY, SUNDAY)))]  # fmt: skip
    for number in range(1, 10):
        held(number)
    assert one == [statements(store, q, house, *a) for q, a in (
        (meetings_between, SPAN), (meeting_week, (SUNDAY, SUNDAY)))]  # fmt: skip
    assert len(store.read(OWNER, meetings_between, house, *SPAN)) == 10
    assert one[0] <= 5


def test_what_was_written_down_takes_the_place_of_what_was_planned(store, house):
    series = make.meeting_series(store, house)
    (planned,) = store.read(OWNER, meetings_between, house, *SPAN)
    meeting = make.house_meeting(
        store, house, series_id=series, series_on=SUNDAY, planned_at=HALF_PAST_SEVEN,
        title="House meeting", started_at=HALF_PAST_SEVEN,
    )  # fmt: skip
    people = [
        make.stay(store, make.resident(store, first), house) for first in ("Ann", "Bo", "Cy", "Di")
    ]
    for stay, status in zip(people, ("present", "late", "excused"), strict=False):
        make.mark(store, house, meeting, stay, status)
    (written,) = store.read(OWNER, meetings_between, house, *SPAN)
    assert (planned.meeting_id, written.meeting_id) == (None, meeting)
    assert (planned.key, planned.at) == (written.key, written.at)
    assert (written.came, written.marked) == (2, 3)
    assert written.open and not planned.open


def test_a_meeting_that_was_held_stays_when_its_series_gives_the_day_no_more(store, house):
    series = make.meeting_series(store, house, rule="FREQ=WEEKLY;BYDAY=TU")
    for on, began in ((SUNDAY, True), (SUNDAY - timedelta(days=1), False)):
        make.house_meeting(
            store, house, series_id=series, series_on=on, title=f"{on:%a}",
            planned_at=HALF_PAST_SEVEN - timedelta(days=(SUNDAY - on).days),
            started_at=HALF_PAST_SEVEN if began else None,
        )  # fmt: skip
    shown = store.read(OWNER, meetings_between, house, *SPAN)
    assert [(row.day, row.meeting_id is not None) for row in shown] == [
        (date(2026, 11, 17), False), (SUNDAY, True)
    ]  # fmt: skip


def test_the_next_meeting_of_a_series_is_the_first_that_is_held(store, house):
    series = make.meeting_series(store, house)
    days = {"house_id": house, "series_id": series}
    moved = {"on_date": date(2026, 11, 29), "new_on": date(2026, 12, 2)}
    make.row(store, MeetingException(kind="cancelled", on_date=SUNDAY, **days))
    make.row(store, MeetingException(kind="moved", **moved, **days))
    (seen,) = store.read(OWNER, series_of, house, SUNDAY)
    assert seen.next_at is not None and seen.next_at.date() == date(2026, 12, 2)
    (off,) = store.read(OWNER, meetings_between, house, *SPAN, off=True)
    assert off.stand is Stand.CANCELLED


def test_a_meeting_finished_today_is_not_the_next_one(store, house):
    series = make.meeting_series(store, house)
    held = {"series_id": series, "series_on": SUNDAY, "planned_at": HALF_PAST_SEVEN}
    begun = make.house_meeting(store, house, started_at=HALF_PAST_SEVEN, **held)
    (seen,) = store.read(OWNER, series_of, house, SUNDAY)
    assert seen.next_at is not None and seen.next_at.date() == SUNDAY
    store.write(OWNER, finish_meeting, begun)
    (seen,) = store.read(OWNER, series_of, house, SUNDAY)
    assert seen.next_at is not None and seen.next_at.date() == SUNDAY + timedelta(days=7)


def test_the_week_begins_as_the_house_says(store):
    house = make.house(store, week_starts_on=6)
    week = store.read(OWNER, meeting_week, house, SUNDAY, SUNDAY)
    assert (week.first, week.last, week.begun) == (SUNDAY, date(2026, 11, 28), False)


def test_the_days_ahead_of_a_plan_begin_with_its_first_meeting(store, house):
    make.meeting_series(store, house, skips_holidays=True, rule="FREQ=WEEKLY;BYDAY=TH")
    (seen,) = store.read(OWNER, series_of, house, SUNDAY)
    ahead = store.read(OWNER, days_ahead, house, seen.plan, SUNDAY, 2)
    assert [(d.day, d.holiday) for d in ahead] == [
        (date(2026, 11, 26), "Thanksgiving Day"), (date(2026, 12, 3), ""),
        (date(2026, 12, 10), ""),
    ]  # fmt: skip
