"""The clock: hours that come twice or not at all, and jumps."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.clocks import Doubt, Jump, doubts, jump_words, jumped
from sobrhouse.domain.phrases import nice_time
from sobrhouse.domain.pins import Mark
from sobrhouse.domain.signins import next_time, past_time, split_zone, twice_words
from sobrhouse.words import speak
from ui.kiosk.going import Plan, rounded_up
from ui.office.passes.form import moment

CHICAGO = ZoneInfo("America/Chicago")
FIRST = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)  # 1:30 AM CDT
SECOND = FIRST + timedelta(hours=1)  # 1:30 AM CST
HOUR = timedelta(hours=1)


def mark(at: datetime, boot: str = "a", seconds: float = 0.0) -> Mark:
    return Mark(at, boot, int(seconds * 1000))


def test_an_hour_that_comes_twice_says_its_zone_and_no_other_does():
    assert nice_time(FIRST.astimezone(CHICAGO)) == "1:30 AM CDT"
    assert nice_time(SECOND.astimezone(CHICAGO)) == "1:30 AM CST"
    assert nice_time((SECOND + HOUR).astimezone(CHICAGO)) == "2:30 AM"
    assert nice_time((FIRST - HOUR).astimezone(CHICAGO)) == "12:30 AM"
    assert nice_time(datetime(2026, 3, 8, 2, 30, tzinfo=CHICAGO)) == "2:30 AM"  # never shown
    assert nice_time(FIRST) == "6:30 AM"
    assert nice_time(time(1, 30)) == "1:30 AM"
    speak("es")
    assert nice_time(SECOND.astimezone(CHICAGO)) == "1:30 a. m. CST"


def test_the_next_half_past_one_is_the_second_one_after_the_first():
    at = time(1, 30)
    assert next_time(FIRST - HOUR, at, CHICAGO) == FIRST
    assert next_time(FIRST, at, CHICAGO) == SECOND
    assert next_time(SECOND, at, CHICAGO) == datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
    spring = datetime(2026, 3, 8, 7, 0, tzinfo=UTC)  # 1:00 AM CST
    assert next_time(spring, time(2, 30), CHICAGO) == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(("now", "minutes", "says"), [
    (FIRST, 30, "1:00 AM CST"), (FIRST + timedelta(minutes=2), 60, "1:35 AM CST"),
    (SECOND, 30, "2:00 AM"), (datetime(2026, 3, 8, 7, 47, tzinfo=UTC), 30, "3:20 AM"),
])
def test_half_an_hour_at_the_kiosk_is_half_an_hour(now, minutes, says):
    local = now.astimezone(CHICAGO)
    back = Plan(where="Work", when=minutes).back_at(local, None)
    assert back is not None and says == nice_time(back)
    assert timedelta() <= back.astimezone(UTC) - now - timedelta(minutes=minutes) < HOUR / 12
    assert rounded_up(local).astimezone(UTC) >= now


def test_two_clocks_that_part_by_two_minutes_tell_a_jump():
    assert jumped(mark(FIRST), mark(FIRST + HOUR, seconds=3600)) is None
    assert jumped(mark(FIRST), mark(FIRST + HOUR, seconds=3600 - 119)) is None
    assert jumped(mark(FIRST), mark(FIRST + HOUR, seconds=10)) == timedelta(seconds=3590)
    assert jumped(mark(FIRST), mark(FIRST - HOUR, seconds=60)) == -HOUR - timedelta(seconds=60)


def test_over_a_start_of_the_computer_only_an_earlier_time_tells_a_jump():
    assert jumped(mark(FIRST), mark(FIRST + 24 * HOUR, "b", 5)) is None
    assert jumped(mark(FIRST), mark(FIRST - timedelta(seconds=1), "b", 5)) is not None
    some = "process-1-1", "process-2-2"  # nothing tells the starts of this computer apart
    close = FIRST - timedelta(seconds=1)
    assert jumped(mark(FIRST, some[0]), mark(close, some[1])) is None
    assert jumped(mark(FIRST, some[0]), mark(FIRST - HOUR, some[1])) == -HOUR


def test_what_a_jump_is_called():
    assert jump_words(-HOUR) == "1 h back"
    assert jump_words(timedelta(minutes=3, seconds=20)) == "3 min ahead"
    assert jump_words(timedelta(days=365)) == "365 days ahead"


def test_a_doubt_ends_when_the_clock_is_said_to_be_right_or_is_put_back():
    assert doubts([]) == ()
    assert doubts([Jump(10, -HOUR)]) == (Doubt(10, None),)
    assert doubts([Jump(10, -HOUR, 20)]) == (Doubt(10, 20),)
    assert doubts([Jump(14, HOUR), Jump(10, -HOUR)]) == (Doubt(10, 14),)
    assert doubts([Jump(10, -HOUR), Jump(14, 3 * HOUR)]) == (Doubt(10, None),)
    assert doubts([Jump(10, -HOUR, 12), Jump(14, HOUR)]) == (Doubt(10, 12), Doubt(14, None))
    assert doubts([Jump(10, -HOUR, 20), Jump(14, 2 * HOUR, 20)]) == (Doubt(10, 20),)
    doubt = Doubt(10, 12)
    assert [seq for seq in range(8, 14) if doubt.has(seq)] == [10, 11]


def test_a_day_has_its_own_hours():
    from sobrhouse.queries.signins import day_span

    long, short = date(2026, 10, 31), date(2026, 3, 7)
    assert [(b - a) / HOUR for a, b in (day_span(long, CHICAGO), day_span(short, CHICAGO))] == [
        25.0, 23.0,
    ]


def test_the_second_half_past_one_can_be_meant():
    at = time(1, 30)
    assert split_zone("1:30 AM CST", CHICAGO, 2026) == ("1:30 AM", 1)
    assert split_zone(" 1:30a cdt ", CHICAGO, 2026) == ("1:30a", 0)
    assert split_zone("1:30 AM EST", CHICAGO, 2026) == ("1:30 AM EST", None)
    assert split_zone("1:30 a. m.", CHICAGO, 2026) == ("1:30 a. m.", None)
    assert next_time(FIRST - HOUR, at, CHICAGO, 1) == SECOND
    assert next_time(FIRST, at, CHICAGO, 0) == datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
    assert next_time(FIRST + 24 * HOUR, at, CHICAGO, 1) == SECOND + 24 * HOUR  # comes once
    late = SECOND + HOUR / 4
    assert past_time(late, at, CHICAGO) == past_time(late, at, CHICAGO, 1) == SECOND
    assert past_time(late, at, CHICAGO, 0) == past_time(FIRST, at, CHICAGO) == FIRST
    night = date(2026, 11, 1)
    assert twice_words(night, at, CHICAGO) == (
        "This time comes twice: type 1:30 AM CDT or 1:30 AM CST."
    )
    assert twice_words(night, time(2, 30), CHICAGO) == twice_words(date(2026, 3, 8), at, CHICAGO)
    assert not twice_words(night, time(2, 30), CHICAGO)
    assert [moment(night, at, CHICAGO, which).astimezone(UTC) for which in (None, 0, 1)] == [
        FIRST, FIRST, SECOND,
    ]
