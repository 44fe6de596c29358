"""Papers of meetings: agenda, minutes, roll call, court card, and the week's grid, read back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from sobrhouse.domain.court_cards import first_only
from sobrhouse.domain.weekly import AttendanceWeek
from sobrhouse.queries.meeting_papers import RollLine, RollPaper
from sobrhouse.reports.agenda_sheet import agenda_sheet
from sobrhouse.reports.court_card import court_card
from sobrhouse.reports.minutes import minutes
from sobrhouse.reports.roll_call import roll_call, roll_of
from sobrhouse.reports.weekly import weekly_report
from sobrhouse.words import speak
from tests.reports.made import NAMES, OPTIONS, SUNDAY, name, weekly
from tests.reports.made_meetings import BEGAN, attenders, card, meeting
from tests.reports.reading import faults, page_count, places, read


def empty_roll(n: int = 14) -> RollPaper:
    lines = tuple(RollLine(name(NAMES[i % 14])) for i in range(n))
    return RollPaper("", "regular", SUNDAY, BEGAN, "Living room", lines)


EVERY: dict[str, Callable[[], bytes]] = {
    "agenda": lambda: agenda_sheet(meeting(), OPTIONS),
    "minutes": lambda: minutes(meeting(), OPTIONS),
    "roll": lambda: roll_call(roll_of(meeting()), OPTIONS),
    "empty roll": lambda: roll_call(empty_roll(), OPTIONS),
    "card": lambda: court_card(card(), OPTIONS),
    "empty card": lambda: court_card(None, OPTIONS),
}


@pytest.mark.parametrize("paper", EVERY)
def test_each_paper_is_one_sound_page_and_the_same_each_time(paper: str) -> None:
    pdf = EVERY[paper]()
    assert faults(pdf) == []
    assert page_count(pdf) == 1
    assert pdf == EVERY[paper]()
    assert OPTIONS.stamp.anchor in read(pdf)


@pytest.mark.parametrize("paper", EVERY)
def test_each_paper_stands_on_one_a4_page_in_spanish(paper: str) -> None:
    speak("es")
    options = replace(OPTIONS, size="a4")
    made = {
        "agenda": lambda: agenda_sheet(meeting(), options),
        "minutes": lambda: minutes(meeting(), options),
        "roll": lambda: roll_call(roll_of(meeting()), options),
        "empty roll": lambda: roll_call(empty_roll(), options),
        "card": lambda: court_card(card(), options),
        "empty card": lambda: court_card(None, options),
    }[paper]()
    assert page_count(made) == 1
    assert "2026" in read(made)


def test_the_agenda_says_who_leads_and_what_is_open() -> None:
    text = read(EVERY["agenda"]())
    for said in ("House meeting: agenda", "7:30 PM, Living room", "Led by Ray H.", "Ben F.",
                 "Welcome and reading", "Fix the drain (Will K., due Thu)",
                 "Carried over from the last meeting", "About 40 min",
                 "Next meeting: Tue, Nov 24, 7:32 PM"):  # fmt: skip
        assert said in text, said


def test_minutes_tell_roll_votes_items_promises_and_what_was_added() -> None:
    text = read(EVERY["minutes"]())
    for said in (
        "Finished 8:32 PM by Dana Ruiz", "Began 7:32 PM, ended 8:27 PM",
        "A page about patience, read by Ben F.", "Thanksgiving dinner plan (not reached)",
        "Jay asked to swap laundry with Ty", "Passed: Quiet hours start at 10 PM every night.",
        "Moved by Ray H. Seconded by Ben F. Needs 7 of 12. Yes 8, no 3, skipped 1.",
        "Did not pass: Let Vic D. move in.", "Needs 10 of 12. Yes 5, no 6, skipped 1. Secret",
        "Post new quiet hours on the board. Owner: Ray H. Due Mon, Nov 23.",
        "Owner: no owner yet.", "Andre W.: Call home twice. (kept)",
        "Marcus T.: Talk with the boss.", "The fence costs $40.", "Why: The price came later.",
    ):  # fmt: skip
        assert said in text, said
    assert "Something of an earlier meeting" not in text
    assert "Wrong note" not in text
    present = [p for p in attenders() if p.status == "present"]
    assert f"Present: {len(present)}" in text
    excused = next(p for p in attenders() if p.status == "excused")
    assert f"{excused.name} (Overtime)" in text


def test_a_draft_says_so_and_nobody_marked_is_not_all_absent() -> None:
    data = meeting(finished_at=None, finished_by="", roll_taken_at=None,
                   people=attenders(marked=False), minutes="")  # fmt: skip
    text = read(minutes(data, OPTIONS))
    assert "Draft: the minutes are not finished" in text
    assert "No roll was taken. That does not mean that all were absent." in text
    assert "Absent:" not in text
    assert "Nothing was written down." in text


def test_long_minutes_go_on_over_the_pages_unshortened() -> None:
    said = "\n".join(f"Line {i} of what was said." for i in range(150))
    pdf = minutes(meeting(minutes=said), OPTIONS)
    text = read(pdf)
    assert page_count(pdf) == 5
    assert all(f"Line {i} of" in text for i in range(150))


def test_the_roll_counts_who_was_here_and_an_empty_one_counts_nobody() -> None:
    here = sum(p.status in ("present", "late") for p in attenders())
    text = read(EVERY["roll"]())
    assert f"{here} of 14 were here." in text
    assert "Overtime" in text
    empty = read(EVERY["empty roll"]())
    assert "were here" not in empty
    assert all(name in empty for name in NAMES)
    assert page_count(roll_call(empty_roll(60), OPTIONS)) == 3


def test_what_nobody_said_leaves_no_gap_on_the_roll_and_nothing_on_top_of_it() -> None:
    pdf = roll_call(roll_of(meeting(reader_stay_id=None, reader="")), OPTIONS)
    at = places(pdf, "Led by", "Began", "Ended")
    assert at["Led by"] != at["Began"]
    assert at["Ended"][1] < at["Led by"][1]
    assert "Read by" not in read(pdf)


def test_names_on_the_roll_are_as_chosen() -> None:
    full = read(roll_call(roll_of(meeting()), replace(OPTIONS, names="full")))
    assert "Marcus Tson" in full
    beds = read(roll_call(roll_of(meeting()), replace(OPTIONS, names="bed")))
    assert "Bed 8A" in beds
    assert not [name for name in NAMES if name in beds]


def test_a_card_shows_no_leaders_last_name_and_says_who_is_not_affiliated() -> None:
    text = read(EVERY["card"]())
    assert "not affiliated with this house, with any court" in text
    assert "John" in text
    assert "Smithson" not in text
    for said in ("Paper Boat Group", "Old Mill Chapel", "7:00 PM", "Signature", "Staff saw it",
                 "Verified meetings on this card: 3", "4 a week", "Sam O."):  # fmt: skip
        assert said in text, said
    assert "not affiliated" in read(EVERY["empty card"]())


def test_a_card_without_verified_meetings_says_so() -> None:
    text = read(court_card(replace(card(), lines=()), OPTIONS))
    assert "No verified meeting is written down for these days." in text


@pytest.mark.parametrize(
    ("given", "shown"),
    [("John Smith", "John"), ("J.", "J."), ("J.S.", "J.S."), ("Mr. Smith", "S."), ("", ""),
     ("  ", ""), ("María José Ruiz", "María"), ("Smith, John", "Smith"), ("Dr Webb", "W.")],
)  # fmt: skip
def test_a_leader_is_a_first_name_or_an_initial(given: str, shown: str) -> None:
    assert first_only(given) == shown


def test_the_grid_shows_every_mark_with_its_legend_and_counts_each_day() -> None:
    data = weekly(14)
    text = read(weekly_report(data, OPTIONS))
    for said in ("Meeting attendance", "Tue H", "Sun H", "● present", "L late", "E excused",
                 "○ absent", "Blank = not required.", "House meetings"):  # fmt: skip
        assert said in text, said
    for day in (1, 6):
        came, marked = data.attendance.counted(day)
        assert f"{came}/{marked}" in text
    assert f"{data.attendance.share}%" in text


def test_a_week_without_meetings_has_no_grid_and_no_share() -> None:
    text = read(weekly_report(replace(weekly(), attendance=AttendanceWeek()), OPTIONS))
    assert "Meeting attendance" not in text
    assert "House meetings" not in text


def test_a_meeting_in_the_next_year_says_its_year() -> None:
    later = replace(meeting(), next_at=BEGAN + timedelta(days=60))
    assert "Jan 21, 2027" in read(agenda_sheet(later, OPTIONS))
