"""The meetings of a day, in one statement: planned, written down, unfinished, and of the board."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from sobrhouse.domain.attention import Urgency
from sobrhouse.queries.meetings_today import MeetingsToday, meetings_today
from sobrhouse.queries.today import Today, today_of
from sobrhouse.services import house_meetings as meetings
from sobrhouse.services import meeting_days
from sobrhouse.services.meeting_days import Spot
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import HouseMeeting, MeetingGroup, MeetingSeries, Todo
from tests import make
from tests.conftest import NOW, OWNER, Clock
from tests.make import SUNDAY

ZONE = ZoneInfo("America/New_York")
DAY = timedelta(days=1)


@pytest.fixture
def house(store: Store) -> int:
    """A house that meets on Sundays and Wednesdays at 8 PM."""
    house_id = make.house(store)
    for days, kind in (("SU", "regular"), ("WE", "vote")):
        make.row(store, MeetingSeries(
            house_id=house_id, title="House meeting", rule=f"FREQ=WEEKLY;BYDAY={days}", kind=kind,
            starts_on=SUNDAY - 70 * DAY, starts_at="20:00", place="Kitchen"))  # fmt: skip
    return house_id


def seen(store: Store, house: int, on: date = SUNDAY) -> MeetingsToday:
    now = NOW + (on - SUNDAY)
    return store.read(OWNER, meetings_today, house, on, now, ZONE)


def whole(store: Store, house: int) -> Today:
    now = store.now()
    return store.read(OWNER, today_of, house, now.astimezone(ZONE).date(), now)


def test_a_planned_meeting_and_the_next_one(store: Store, house: int) -> None:
    found = seen(store, house)
    (meeting,) = found.house
    assert (meeting.meeting_id, meeting.series_id, meeting.on) == (None, 1, SUNDAY)
    assert meeting.at == datetime.combine(SUNDAY, time(20), ZONE)
    assert found.next_at == datetime.combine(SUNDAY + 3 * DAY, time(20), ZONE)
    assert seen(store, house, SUNDAY + DAY).house == ()


def test_a_prepared_one_tells_its_agenda_and_stands_once(store: Store, house: int) -> None:
    meeting_id = store.write(OWNER, meetings.open_meeting, house, 1, SUNDAY)
    (meeting,) = seen(store, house).house
    assert (meeting.meeting_id, meeting.items, meeting.started) == (meeting_id, 8, False)
    store.write(OWNER, meetings.begin_meeting, meeting_id)
    assert seen(store, house).house[0].started
    store.write(OWNER, meetings.finish_meeting, meeting_id)
    assert seen(store, house).house[0].finished
    assert seen(store, house).unfinished == ()


def test_a_day_that_is_off_or_moved_is_as_it_was_changed(store: Store, house: int) -> None:
    store.write(OWNER, meeting_days.cancel_day, 1, SUNDAY, "Picnic")
    assert seen(store, house).house == ()
    spot = Spot(SUNDAY + DAY, time(18, 30), "Porch")
    store.write(OWNER, meeting_days.move_day, 2, SUNDAY + 3 * DAY, spot, "Storm")
    assert seen(store, house, SUNDAY + 3 * DAY).house == ()
    (moved,) = seen(store, house, SUNDAY + DAY).house
    assert (moved.at.time(), moved.place, moved.on) == (time(18, 30), "Porch", SUNDAY + 3 * DAY)


def test_a_called_meeting_stands_among_them_and_another_house_does_not(
    store: Store, house: int
) -> None:
    at = datetime.combine(SUNDAY, time(21), ZONE).astimezone(UTC)
    make.row(store, HouseMeeting(house_id=house, kind="emergency", planned_at=at))
    other = make.house(store, "Oak Street House")
    make.row(store, HouseMeeting(house_id=other, kind="emergency", planned_at=at))
    assert [m.kind for m in seen(store, house).house] == ["regular", "emergency"]
    assert [m.kind for m in seen(store, other).house] == ["emergency"]


def test_the_board_s_next_meetings_by_the_clock(store: Store, house: int) -> None:
    for name, starts_at, more in (
        ("Early", "07:00", {}), ("Hidden", "20:00", {"on_board": False}),
        ("Tomorrow", "20:00", {"weekday": 0}), ("Late", "21:00", {}), ("Soon", "19:30", {}),
    ):  # fmt: skip
        values = {"weekday": SUNDAY.weekday(), "fellowship": "NA"} | more
        make.row(store, MeetingGroup(house_id=house, name=name, starts_at=starts_at, **values))
    assert [g.name for g in seen(store, house).outside] == ["Soon", "Late"]


def test_unfinished_minutes_need_somebody_from_the_next_day_on(
    store: Store, clock: Clock, house: int
) -> None:
    meeting = store.write(OWNER, meetings.open_meeting, house, 1, SUNDAY)
    store.write(OWNER, meetings.begin_meeting, meeting)
    make.row(store, Todo(house_id=house, meeting_id=meeting, text="Buy salt"))

    def rows() -> list[tuple[str, str, Urgency, object]]:
        return [
            (r.what, r.why, r.urgency, r.target)
            for r in whole(store, house).reasons if r.code == "meeting.unfinished"
        ]  # fmt: skip

    assert rows() == []
    clock.forward(hours=24)
    assert rows() == [(
        "Minutes not finished: House meeting, Sun, Nov 22", "1 action item has no owner.",
        Urgency.WEEK, meeting,
    )]  # fmt: skip
    clock.forward(hours=24 * 8)
    assert rows()[0][2] is Urgency.TODAY
    store.write(OWNER, meetings.finish_meeting, meeting)
    assert rows() == []


def test_an_overdue_action_item_says_that_a_meeting_decided_it(store: Store, house: int) -> None:
    meeting = store.write(OWNER, meetings.open_meeting, house, 1, SUNDAY)
    make.row(store, Todo(house_id=house, meeting_id=meeting, text="Buy salt", owner="Dee L.",
                         due_on=SUNDAY - 2 * DAY))  # fmt: skip
    (row,) = [r for r in whole(store, house).reasons if r.code == "todo.due"]
    assert row.why == "Late by 2 days. Owner: Dee L. The house decided it at a meeting."
    assert row.urgency is Urgency.TODAY


def test_it_is_one_statement_however_many_meetings_there_are(store: Store, house: int) -> None:
    def statements() -> int:
        told: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            if statement.lstrip().upper().startswith("SELECT"):
                told.append(statement)

        event.listen(store._reader, "before_cursor_execute", note)
        seen(store, house)
        event.remove(store._reader, "before_cursor_execute", note)
        return len(told)

    assert statements() == 1
    for weeks in range(1, 30):
        at = datetime.combine(SUNDAY - 7 * weeks * DAY, time(20), ZONE).astimezone(UTC)
        make.row(store, HouseMeeting(house_id=house, planned_at=at, started_at=at))
    assert statements() == 1
    assert len(seen(store, house).unfinished) == 8  # no older than sixty days
