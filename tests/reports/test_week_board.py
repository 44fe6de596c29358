"""The week board: every meeting on it once, on both papers, large enough for a wall."""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pypdf
import pytest

from sobrhouse.domain.meeting_groups import GroupFacts
from sobrhouse.domain.meeting_series import Stand
from sobrhouse.queries.meeting_groups import GroupRow
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.queries.week_board import BoardDay, WeekBoard
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.qr import code_squares
from sobrhouse.reports.sheet import Stamp
from sobrhouse.reports.week_board import week_board
from tests.reports.hostile import strings
from tests.reports.reading import faults, page_count, pages_of, read

MONDAY = date(2026, 11, 23)
STAMP = Stamp("Maple Street House", "Printed by Dana Ruiz.", confidential=False)
HALF_A_DEGREE = 5.8 / 25.4 * 72  # points of a capital that an eye of 20/40 reads at two meters
CAPITAL = 0.66  # of the size, in the letters we print with


def group(number: int, weekday: int | None, starts_at: str, **more) -> GroupRow:
    facts = GroupFacts(f"Group {number}", weekday=weekday, starts_at=starts_at,
                       **{"place": "Alano Club", "address": "12 Elm Street", **more})
    return GroupRow(number, facts, weekday, starts_at, True, "", 1, 1.24)


def ours(day: date) -> MeetingRow:
    at = datetime(day.year, day.month, day.day, 19, 30, tzinfo=ZoneInfo("America/New_York"))
    return MeetingRow(1, day, None, "House meeting", "regular", at, 60, "Living room",
                      Stand.PLANNED)


def board(groups, *house_days: date) -> WeekBoard:
    days = [MONDAY + timedelta(days=n) for n in range(7)]
    return WeekBoard(
        tuple(BoardDay(day, tuple(map(ours, {day} & set(house_days))),
                       tuple(g for g in groups if g.weekday == day.weekday())) for day in days),
        tuple(g for g in groups if g.weekday is None))


def pages(pdf: bytes) -> list[str]:
    return pages_of(pdf)


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_every_meeting_stands_on_the_poster_once_under_its_day(size):
    groups = [group(n, n % 7, f"{7 + n % 14:02}:30") for n in range(60)]
    pdf = week_board(board(groups, MONDAY), PaperOptions(STAMP, size=size))
    assert faults(pdf) == []
    found = Counter(re.findall(r"Group \d+", "\n".join(pages(pdf))))
    assert found == Counter(f"Group {n}" for n in range(60))
    for text in pages(pdf):
        named = [line for line in text.splitlines() if line.split() and line.split()[0] in (
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")]
        assert named  # a page that goes on says of which day


def test_the_day_comes_in_the_order_of_the_clock_with_the_houses_own_among_them():
    groups = [group(1, 0, "20:00"), group(2, 0, "07:00"), group(3, 0, "")]
    data = board(groups, MONDAY)
    text = read(week_board(data, PaperOptions(STAMP)))
    order = [text.index(word) for word in ("Group 2", "House meeting", "Group 1", "Group 3")]
    assert order == sorted(order)
    assert "7:00 AM" in text and "7:30 PM" in text and "Ask when" in text and "1.2 mi" in text


def test_time_and_name_are_large_enough_for_two_meters():
    pdf = week_board(board([group(1, 0, "19:30")]), PaperOptions(STAMP))
    sizes: dict[str, float] = {}

    def visit(text, _matrix, place, _font, size):
        if text.strip():
            sizes[text.strip()] = max(sizes.get(text.strip(), 0), size * abs(place[3] or 1))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    for words in ("7:30 PM", "Group 1", "Monday"):
        assert sizes[words] * CAPITAL >= HALF_A_DEGREE, (words, sizes)


def test_meetings_by_appointment_stand_at_the_end_and_closed_and_online_are_said():
    groups = [group(1, None, "", closed=True), group(2, 6, "12:00", closed=False, format="online",
                    link="https://zoom.us/j/123", dial_in="555 0101", fellowship="NA")]
    text = read(week_board(board(groups), PaperOptions(STAMP)))
    assert text.index("Sunday") < text.index("By appointment") < text.index("Group 1")
    assert "AA · Closed" in text and "NA · Open · Online" in text and "555 0101" in text


def test_a_link_is_drawn_as_a_code_of_all_its_letters():
    link = "https://zoom.us/j/93412345678?pwd=abcDEF"
    across, dark = code_squares(link)
    pdf = week_board(board([group(1, 0, "12:00", format="online", link=link)]),
                     PaperOptions(STAMP))
    drawn = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data().decode("latin-1")
    side = f"{54 / across:.3f}"
    assert len(re.findall(rf"{side} {side} re", drawn)) == len(dark)


def test_an_empty_board_says_so():
    text = read(week_board(board([]), PaperOptions(STAMP)))
    assert "No meeting is on the board yet." in text


def test_long_and_hostile_words_stay_on_the_paper():
    said = [s for s in strings() if s.strip()][:60]
    groups = [replace(group(n, n % 7, "12:00"), facts=replace(
        group(n, n % 7, "12:00").facts, name=s[:160], place=s[:160], notes=s, topic=s[:120]))
        for n, s in enumerate(said)]
    pdf = week_board(board(groups), PaperOptions(STAMP))
    assert faults(pdf) == []
    assert page_count(pdf) < 40
