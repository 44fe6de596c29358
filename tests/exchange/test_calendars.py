"""Calendars that leave the program, read back by another library."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from sobrhouse.domain.meeting_series import Change, Plan
from sobrhouse.domain.staff import Role
from sobrhouse.exchange.calendars import calendar_file, check_calendar_name
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.meeting_calendar import CalendarOut, SeriesOut, SingleOut, meeting_calendar
from sobrhouse.queries.meeting_series import SeriesSeen
from sobrhouse.queries.meeting_week import meetings_between
from sobrhouse.services import called_meetings, meeting_days, meeting_series
from sobrhouse.services.meeting_days import Spot
from sobrhouse.storage.store import Store
from tests import make
from tests.conftest import NOW, OWNER, staff
from tests.domain.test_recurrence import ZONES

TODAY = date(2026, 11, 22)
SUNDAYS = Plan("House meeting", "FREQ=WEEKLY;BYDAY=SU", date(2026, 11, 1), time(19, 30))


def read(data: bytes, first: date, last: date) -> list[tuple[datetime, datetime, str, str]]:
    """Begin and end in UTC, title and place of every meeting in these days, both included."""
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(
        first, last + timedelta(days=1)
    )
    rows = (
        (e["DTSTART"].dt.astimezone(UTC), e.end.astimezone(UTC), str(e["SUMMARY"]),
         str(e.get("LOCATION", "")))
        for e in found
    )  # fmt: skip
    return sorted(rows)


def alone(plan: Plan, zone: str, *changes: Change) -> bytes:
    """The calendar of a house with one series."""
    seen = SeriesSeen(1, 1, plan, NOW, changes)
    return calendar_file(CalendarOut("Maple Street House", zone, (SeriesOut(seen, ()),), ()), NOW)


@pytest.fixture
def house(store: Store) -> int:
    return make.house(store)


def test_all_that_the_list_shows_is_in_the_calendar_and_nothing_else(store, house):
    """Series of each kind with every change that there is, against the program's own list."""
    add = meeting_series.add_series
    sundays = store.write(OWNER, add, house, replace(SUNDAYS, place="Living room; back, left"))
    store.write(OWNER, add, house, replace(
        SUNDAYS, title="Ménage & minutes", rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        until_on=date(2027, 3, 10)))  # fmt: skip
    thursdays = store.write(OWNER, add, house, replace(
        SUNDAYS, rule="FREQ=WEEKLY;BYDAY=TH", skips_holidays=True))  # fmt: skip
    store.write(OWNER, add, house, replace(
        SUNDAYS, title="Business", rule="FREQ=MONTHLY;BYMONTHDAY=-1", kind="monthly"))  # fmt: skip
    store.write(OWNER, add, house, replace(SUNDAYS, rule="FREQ=MONTHLY;BYDAY=-1FR"))
    store.write(OWNER, meeting_days.cancel_day, sundays, date(2026, 11, 29), "Somebody is ill")
    store.write(OWNER, meeting_days.move_day, sundays, date(2026, 12, 27),
                Spot(date(2027, 1, 2), time(10, 15), "Yard"), "Away")  # fmt: skip
    store.write(OWNER, meeting_days.keep_day, thursdays, date(2026, 11, 26))
    split = store.write(OWNER, meeting_series.change_from, sundays, 1, date(2027, 2, 7),
                        replace(SUNDAYS, starts_at=time(18, 0)))  # fmt: skip
    assert split.old_id == sundays
    store.write(OWNER, called_meetings.call_meeting, house, Spot(TODAY, time(21, 0)))
    data = calendar_file(store.read(OWNER, meeting_calendar, house, TODAY), NOW)
    first, last = date(2026, 11, 1), date(2028, 3, 31)
    shown = store.read(OWNER, meetings_between, house, first, last)
    expected = sorted(
        (row.at.astimezone(UTC), row.ends_at.astimezone(UTC), row.title, row.place) for row in shown
    )
    assert len(expected) == 200
    assert read(data, first, last) == expected
    assert b"ill" not in data and b"Away" not in data


@pytest.mark.parametrize("zone", ZONES)
def test_the_hour_stays_through_both_changes_and_over_a_leap_day(zone):
    plan = replace(SUNDAYS, rule="FREQ=WEEKLY;BYDAY=SU,TU", starts_on=date(2027, 12, 5))
    moved = Change(1, date(2028, 3, 12), "moved", date(2028, 3, 13), time(2, 30), "Yard")
    data = alone(plan, zone, moved, Change(2, date(2028, 11, 5), "cancelled"))
    rows = read(data, date(2028, 1, 1), date(2028, 12, 31))
    local = [begin.astimezone(ZoneInfo(zone)) for begin, *_rest in rows]
    days = {moment.date() for moment in local}
    assert date(2028, 2, 29) in days and date(2028, 11, 5) not in days
    assert len(rows) == 104 and {m.time() for m in local} == {time(19, 30), time(2, 30)}
    assert all(end - begin == timedelta(hours=1) for begin, end, *_rest in rows)


def test_the_zone_is_written_out_for_programs_that_do_not_know_it():
    calendar = Calendar.from_ical(alone(SUNDAYS, "America/New_York"))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "America/New_York"
    assert {str(part.name) for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert calendar["VERSION"] == "2.0" and calendar["X-WR-CALNAME"] == "Maple Street House"


def test_the_same_records_make_the_same_file_and_entries_keep_their_names():
    one, two = alone(SUNDAYS, "America/Denver"), alone(SUNDAYS, "America/Denver")
    assert one == two
    later = replace(SUNDAYS, starts_at=time(20, 0))
    uids = {str(e["UID"]) for data in (one, alone(later, "America/Denver"))
            for e in Calendar.from_ical(data).walk("VEVENT")}  # fmt: skip
    assert len(uids) == 1


def test_a_house_without_meetings_makes_an_empty_calendar():
    data = calendar_file(CalendarOut("Maple Street House", "America/New_York", (), ()), NOW)
    assert Calendar.from_ical(data).walk("VEVENT") == []


def test_a_single_meeting_stands_alone():
    single = SingleOut(7, 1, NOW, "Emergency meeting", NOW, 45, "Kitchen")
    data = calendar_file(CalendarOut("Maple", "America/New_York", (), (single,)), NOW)
    assert read(data, TODAY, TODAY) == [
        (NOW, NOW + timedelta(minutes=45), "Emergency meeting", "Kitchen")
    ]


def test_only_who_may_export_reads_it(store, house):
    with pytest.raises(NotAllowed):
        store.read(staff(Role.STAFF, house), meeting_calendar, house, TODAY)


def test_a_name_that_no_calendar_opens_is_refused(tmp_path):
    with pytest.raises(Problem, match="Choose a name"):
        check_calendar_name(tmp_path / "meetings.csv")
