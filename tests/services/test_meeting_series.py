"""Series of house meetings: made, changed for all or from one day on, ended, all taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from sobrhouse.domain.meeting_series import Plan
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.meeting_series import series_of
from sobrhouse.queries.meeting_week import MeetingRow, meetings_between
from sobrhouse.services import called_meetings, house_meetings, meeting_days, meeting_series
from sobrhouse.services.meeting_days import Spot
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import OWNER, staff

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 22)
SUNDAYS = Plan("House meeting", "FREQ=WEEKLY;BYDAY=SU", date(2026, 11, 2), time(19, 30))


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


@pytest.fixture
def series(store: Store, house: int) -> int:
    return store.write(OWNER, meeting_series.add_series, house, SUNDAYS)


def days(store: Store, house: int, span: tuple[date, date]) -> list[date]:
    return [row.day for row in store.read(OWNER, meetings_between, house, *span)]


def when(row: MeetingRow) -> tuple[date, time]:
    return row.day, row.at.time()


def meetings(store: Store, house: int, span: tuple[date, date]) -> tuple[MeetingRow, ...]:
    return store.read(OWNER, meetings_between, house, *span)


def test_a_series_begins_with_its_first_meeting_and_goes_on(store, house, series):
    (seen,) = store.read(OWNER, series_of, house, TODAY)
    assert seen.plan.starts_on == date(2026, 11, 8)
    assert days(store, house, NOVEMBER) == [date(2026, 11, d) for d in (8, 15, 22, 29)]
    (first, *_rest) = meetings(store, house, NOVEMBER)
    assert first.at.astimezone(UTC) == datetime(2026, 11, 9, 0, 30, tzinfo=UTC)
    assert (first.title, first.meeting_id, first.off) == ("House meeting", None, False)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (replace(SUNDAYS, title=" "), "title"),
        (replace(SUNDAYS, length_minutes=0), "length"),
        (replace(SUNDAYS, until_on=date(2026, 11, 7)), "until_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(store, house, plan, field):
    with pytest.raises(Problem) as told:
        store.write(OWNER, meeting_series.add_series, house, plan)
    assert told.value.field == field
    assert store.read(OWNER, series_of, house, TODAY) == ()


def test_all_of_a_series_changes_and_changes_back(store, house, series):
    tuesdays = replace(SUNDAYS, rule="FREQ=WEEKLY;BYDAY=TU", starts_at=time(18, 0))
    before = store.write(OWNER, meeting_series.change_series, series, 1, tuesdays)
    assert days(store, house, NOVEMBER) == [date(2026, 11, d) for d in (3, 10, 17, 24)]
    store.write(OWNER, meeting_series.change_series, series, 2, before)
    assert days(store, house, NOVEMBER) == [date(2026, 11, d) for d in (8, 15, 22, 29)]


def test_two_people_do_not_change_a_series_over_one_another(store, house, series):
    store.write(OWNER, meeting_series.change_series, series, 1, replace(SUNDAYS, place="Kitchen"))
    with pytest.raises(Stale):
        store.write(OWNER, meeting_series.change_series, series, 1, replace(SUNDAYS, place="Yard"))
    assert store.read(OWNER, series_of, house, TODAY)[0].plan.place == "Kitchen"


def test_this_and_after_ends_one_series_and_begins_another(store, house, series):
    later = replace(SUNDAYS, rule="FREQ=WEEKLY;BYDAY=TU", starts_at=time(18, 0))
    split = store.write(OWNER, meeting_series.change_from, series, 1, date(2026, 11, 29), later)
    assert days(store, house, NOVEMBER) == [date(2026, 11, d) for d in (8, 15, 22)]
    assert days(store, house, DECEMBER) == [date(2026, 12, d) for d in (1, 8, 15, 22, 29)]
    store.write(OWNER, meeting_series.rejoin, split)
    assert days(store, house, NOVEMBER)[-1] == date(2026, 11, 29)
    assert days(store, house, DECEMBER) == [date(2026, 12, d) for d in (6, 13, 20, 27)]


def test_this_and_after_needs_a_day_of_the_series_that_is_not_its_first(store, house, series):
    for on, words in ((date(2026, 11, 30), "no meeting on that day"),
                      (date(2026, 11, 8), "Change all of them")):  # fmt: skip
        with pytest.raises(Problem, match=words):
            store.write(OWNER, meeting_series.change_from, series, 1, on, SUNDAYS)


def test_every_other_week_keeps_its_weeks_over_this_and_after(store, house):
    plan = replace(SUNDAYS, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SU")
    series = store.write(OWNER, meeting_series.add_series, house, plan)
    third = date(2026, 12, 6)
    store.write(
        OWNER, meeting_series.change_from, series, 1, third, replace(plan, starts_at=time(20, 0))
    )
    assert days(store, house, (date(2026, 11, 1), date(2026, 12, 31))) == [
        date(2026, 11, 8), date(2026, 11, 22), third, date(2026, 12, 20)
    ]  # fmt: skip


def test_changed_days_go_with_the_series_that_has_them(store, house, series):
    store.write(OWNER, meeting_days.cancel_day, series, date(2026, 12, 6), "Retreat")
    split = store.write(
        OWNER, meeting_series.change_from, series, 1, date(2026, 11, 29),
        replace(SUNDAYS, starts_at=time(18, 0)),
    )  # fmt: skip
    assert days(store, house, DECEMBER) == [date(2026, 12, d) for d in (13, 20, 27)]
    store.write(OWNER, meeting_series.rejoin, split)
    assert days(store, house, DECEMBER) == [date(2026, 12, d) for d in (13, 20, 27)]


def test_a_prepared_meeting_goes_along_and_one_that_began_stays(store, house, series):
    began = make.house_meeting(
        store, house, series_id=series, series_on=date(2026, 11, 15), title="House meeting",
        planned_at=datetime(2026, 11, 16, 0, 30, tzinfo=UTC),
        started_at=datetime(2026, 11, 16, 0, 32, tzinfo=UTC),
    )  # fmt: skip
    ready = make.house_meeting(
        store, house, series_id=series, series_on=date(2026, 11, 29), title="House meeting",
        planned_at=datetime(2026, 11, 30, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    mondays = replace(SUNDAYS, rule="FREQ=WEEKLY;BYDAY=MO", starts_at=time(18, 0))
    before = store.write(OWNER, meeting_series.change_series, series, 1, mondays)
    shown = {row.meeting_id: row for row in meetings(store, house, NOVEMBER) if row.meeting_id}
    assert when(shown[began]) == (date(2026, 11, 15), time(19, 30))
    assert when(shown[ready]) == (date(2026, 11, 30), time(18, 0))
    store.write(OWNER, meeting_series.change_series, series, 2, before)
    back = {row.meeting_id: row for row in meetings(store, house, NOVEMBER) if row.meeting_id}
    assert when(back[ready]) == (date(2026, 11, 29), time(19, 30))


def test_a_series_ends_and_goes_on_again(store, house, series):
    before = store.write(OWNER, meeting_series.end_series, series, 1, date(2026, 11, 22))
    assert before is None
    assert days(store, house, DECEMBER) == []
    assert store.read(OWNER, series_of, house, date(2026, 11, 23)) == ()
    store.write(OWNER, meeting_series.end_series, series, None, before)
    assert len(days(store, house, DECEMBER)) == 4


def test_a_series_is_removed_and_restored_unless_a_meeting_was_held(store, house, series):
    store.write(OWNER, meeting_series.remove_series, series)
    assert days(store, house, NOVEMBER) == []
    with pytest.raises(Problem, match="taken back"):
        store.write(OWNER, meeting_series.change_series, series, None, SUNDAYS)
    store.write(OWNER, meeting_series.restore_series, series)
    assert len(days(store, house, NOVEMBER)) == 4
    make.house_meeting(
        store, house, series_id=series, series_on=date(2026, 11, 15), started_at=store.now()
    )
    with pytest.raises(Problem, match="End it instead"):
        store.write(OWNER, meeting_series.remove_series, series)


def test_staff_of_the_house_may_not_change_a_series_nor_may_another_houses_manager(
    store, house, series
):
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, house), meeting_series.add_series, house, SUNDAYS)
    other = make.house(store, "Elm Street House")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, other), meeting_series.change_series, series, 1, SUNDAYS)
    with pytest.raises(NotAllowed):
        store.read(staff(Role.MANAGER, other), meetings_between, house, *NOVEMBER)


def test_one_day_is_cancelled_and_put_back_with_what_was_prepared(store, house, series):
    on = date(2026, 11, 29)
    ready = make.house_meeting(
        store, house, series_id=series, series_on=on,
        planned_at=datetime(2026, 11, 30, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    change = store.write(OWNER, meeting_days.cancel_day, series, on, "Holiday weekend")
    assert on not in days(store, house, NOVEMBER)
    (off,) = store.read(OWNER, meetings_between, house, on, on, off=True)
    assert (off.off, off.reason, off.change_id) == (True, "Holiday weekend", change)
    store.write(OWNER, meeting_days.drop_change, change)
    (row,) = meetings(store, house, (on, on))
    assert row.meeting_id == ready
    store.write(OWNER, meeting_days.change_again, change)
    assert on not in days(store, house, NOVEMBER)


def test_what_was_prepared_outlives_a_cancelled_day_that_is_moved_after_all(store, house, series):
    on = date(2026, 11, 29)
    ready = store.write(OWNER, house_meetings.open_meeting, house, series, on)
    store.write(OWNER, meeting_days.cancel_day, series, on, "Holiday weekend")
    moved = store.write(
        OWNER, meeting_days.move_day, series, on, Spot(on, time(20, 0)), "The late bus"
    )
    (row,) = meetings(store, house, (on, on))
    assert (row.meeting_id, row.at.time()) == (ready, time(20, 0))
    store.write(OWNER, meeting_days.take_back_change, moved)
    assert meetings(store, house, (on, on)) == ()
    (off,) = store.read(OWNER, meetings_between, house, on, on, off=True)
    store.write(OWNER, meeting_days.drop_change, off.change_id)
    (row,) = meetings(store, house, (on, on))
    assert (row.meeting_id, row.at.time()) == (ready, time(19, 30))


def test_what_was_taken_back_before_a_day_was_cancelled_stays_so(store, house, series, clock):
    on = date(2026, 11, 29)
    ready = store.write(OWNER, house_meetings.open_meeting, house, series, on)
    store.write(OWNER, house_meetings.take_back_meeting, ready)
    clock.forward(minutes=1)
    change = store.write(OWNER, meeting_days.cancel_day, series, on, "Holiday weekend")
    clock.forward(minutes=1)
    store.write(OWNER, meeting_days.drop_change, change)
    (row,) = meetings(store, house, (on, on))
    assert row.meeting_id is None


def test_one_day_is_moved_into_another_week_and_back(store, house, series):
    on, to = date(2026, 11, 29), date(2026, 12, 2)
    change = store.write(
        OWNER, meeting_days.move_day, series, on, Spot(to, time(18, 15), "Yard"), "Thanksgiving"
    )
    assert on not in days(store, house, NOVEMBER)
    (row, *_later) = meetings(store, house, DECEMBER)
    assert (row.day, row.at.time(), row.place, row.on) == (to, time(18, 15), "Yard", on)
    assert (row.stand.value, row.reason) == ("moved", "Thanksgiving")
    store.write(OWNER, meeting_days.drop_change, change)
    assert days(store, house, NOVEMBER)[-1] == on
    assert days(store, house, DECEMBER)[0] == date(2026, 12, 6)


def test_what_was_prepared_moves_with_its_day(store, house, series):
    on = date(2026, 11, 29)
    ready = make.house_meeting(
        store, house, series_id=series, series_on=on,
        planned_at=datetime(2026, 11, 30, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    change = store.write(
        OWNER, meeting_days.move_day, series, on, Spot(on, time(20, 0)), "Late bus"
    )
    (row,) = meetings(store, house, (on, on))
    assert (row.meeting_id, row.at.time(), row.reason) == (ready, time(20, 0), "Late bus")
    store.write(OWNER, meeting_days.drop_change, change)
    assert meetings(store, house, (on, on))[0].at.time() == time(19, 30)


def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled(store, house, series):
    on = date(2026, 11, 22)
    make.house_meeting(store, house, series_id=series, series_on=on, started_at=store.now())
    with pytest.raises(Problem, match="has begun"):
        store.write(OWNER, meeting_days.cancel_day, series, on, "No")
    with pytest.raises(Problem, match="has begun"):
        store.write(OWNER, meeting_days.move_day, series, on, Spot(on, time(20, 0)), "No")


def test_cancelling_says_why(store, house, series):
    with pytest.raises(Problem) as told:
        store.write(OWNER, meeting_days.cancel_day, series, date(2026, 11, 29), "  ")
    assert told.value.field == "reason"


def test_a_holiday_is_skipped_unless_the_house_holds_the_meeting(store, house):
    plan = replace(SUNDAYS, rule="FREQ=WEEKLY;BYDAY=TH", skips_holidays=True)
    series = store.write(OWNER, meeting_series.add_series, house, plan)
    thanksgiving = date(2026, 11, 26)
    assert thanksgiving not in days(store, house, NOVEMBER)
    (off,) = store.read(OWNER, meetings_between, house, thanksgiving, thanksgiving, off=True)
    assert (off.stand.value, off.reason) == ("holiday", "Thanksgiving Day")
    change = store.write(OWNER, meeting_days.keep_day, series, thanksgiving)
    assert thanksgiving in days(store, house, NOVEMBER)
    store.write(OWNER, meeting_days.drop_change, change)
    assert thanksgiving not in days(store, house, NOVEMBER)
    with pytest.raises(Problem, match="planned as it is"):
        store.write(OWNER, meeting_days.keep_day, series, date(2026, 11, 19))


def test_an_emergency_meeting_is_called_moved_and_called_off(store, house):
    night = Spot(TODAY, time(21, 0), "Kitchen")
    meeting = store.write(staff(Role.STAFF, house), called_meetings.call_meeting, house, night)
    (row,) = meetings(store, house, (TODAY, TODAY))
    assert (row.title, row.kind, row.at.time()) == ("Emergency meeting", "emergency", time(21, 0))
    before = store.write(OWNER, called_meetings.move_called, meeting, Spot(TODAY, time(22, 0)))
    assert before == night
    store.write(OWNER, called_meetings.move_called, meeting, before)
    store.write(OWNER, called_meetings.call_off, meeting)
    assert meetings(store, house, (TODAY, TODAY)) == ()
    store.write(OWNER, called_meetings.call_again, meeting)
    assert len(meetings(store, house, (TODAY, TODAY))) == 1
