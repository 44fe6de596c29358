"""Papers of support: sponsor list, call sheet, board and record, read back."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from sobrhouse.domain.help_words import helped_words
from sobrhouse.domain.support import HELP_WORDS, TOUCH_WORDS
from sobrhouse.domain.support_papers import MentorBoard, MentorRecord, SponsorPaper
from sobrhouse.domain.weekly import SponsorCell
from sobrhouse.reports.call_sheet import call_sheet, letters
from sobrhouse.reports.mentor_board import mentor_board
from sobrhouse.reports.mentor_record import mentor_record
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.sponsor_list import sponsor_list
from sobrhouse.reports.weekly import weekly_report
from sobrhouse.words import speak
from tests.reports.made import NAMES, OPTIONS, SUNDAY, weekly
from tests.reports.made_support import CRITERIA, SPONSORS, calls, mentors, record, sponsors
from tests.reports.reading import faults, page_count, pages_of, read

EVERY: dict[str, Callable[[PaperOptions], bytes]] = {
    "list": lambda o: sponsor_list(sponsors(), o),
    "calls": lambda o: call_sheet(calls(), o),
    "board": lambda o: mentor_board(mentors(), o),
    "record": lambda o: mentor_record(record(), o),
}


@pytest.mark.parametrize("paper", EVERY)
def test_each_paper_is_sound_and_the_same_each_time(paper: str) -> None:
    for size, wide in (("letter", 612), ("a4", 595)):
        pdf = EVERY[paper](replace(OPTIONS, size=size))
        assert faults(pdf) == []
        assert pdf == EVERY[paper](replace(OPTIONS, size=size))
        assert round(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width) == wide


@pytest.mark.parametrize("paper", EVERY)
def test_each_paper_speaks_spanish_and_cuts_nothing(paper: str) -> None:
    for language in ("en", "es"):
        speak(language)
        assert "…" not in read(EVERY[paper](replace(OPTIONS, size="a4")))


def test_the_list_says_who_has_whom_and_yes_where_that_is_kept() -> None:
    text = read(sponsor_list(sponsors(), OPTIONS))
    for said in ("10 of 14", "Ben F. 22 days Ron B. NA Oct 19 1 Nov 21 Hector R.",
                 "Carlos M. 41 days Yes", "Dee L. 60 days Dolores K. CMA, temporary",
                 "Luis G. 117 days – Goes without one", "Jay P. 98 days Not yet",
                 "Bold: here for more than 14 days"):  # fmt: skip
        assert said in text, said
    assert page_count(sponsor_list(sponsors(), OPTIONS)) == 1


def test_names_off_the_paper_are_off_for_sponsors_and_buddies_too() -> None:
    text = read(sponsor_list(sponsors(), replace(OPTIONS, names="bed")))
    assert "Bed 2A 41 days Yes" in text and "Bed 3A" in text
    assert not [n for n in (*NAMES, *filter(None, SPONSORS)) if n in text]
    full = read(sponsor_list(sponsors(), replace(OPTIONS, names="full")))
    assert "Ben Fson" in full and "Ron B." in full


def test_a_supporter_who_lives_here_is_not_named_where_names_are_off_the_paper() -> None:
    off = replace(OPTIONS, names="bed")
    here = replace(mentors(1).lines[0], lives_here=True)
    for options, name in ((OPTIONS, "Bill W."), (off, "A resident")):
        board = mentor_board(MentorBoard(SUNDAY, (here,)), options)
        people = (replace(record(1).people[0], line=here),)
        for text in (read(board), read(mentor_record(replace(record(1), people=people), options))):
            assert name in text and ("Bill" in text) is (name == "Bill W.")


def test_a_long_list_goes_on_under_its_titles() -> None:
    pages = pages_of(sponsor_list(sponsors(60), OPTIONS))
    assert len(pages) == 2
    assert all("Last one" in page for page in pages)


def test_a_house_that_asks_for_nothing_has_nobody_in_bold() -> None:
    text = read(sponsor_list(replace(sponsors(), days=0), OPTIONS))
    assert "Not yet" in text and "Bold" not in text


def test_the_call_sheet_has_a_box_a_day_and_asks_never_what_was_said() -> None:
    pdf = call_sheet(calls(5), OPTIONS)
    text = read(pdf)
    for said in ("Nov 16 to 22, 2026", "Mon 16", "Sun 22", "Andre W.", "never what was said",
                 "C = Called", "G = Went to a meeting together"):  # fmt: skip
        assert said in text, said
    assert set(letters()) == set(TOUCH_WORDS)
    for language in ("en", "es"):
        speak(language)
        assert len(set(letters().values())) == len(TOUCH_WORDS), language
    speak("en")
    assert page_count(call_sheet(calls(40), OPTIONS)) == 3
    assert "Andre" not in read(call_sheet(calls(5), replace(OPTIONS, names="bed")))


def test_the_board_says_who_has_room_and_the_phone_where_agreed() -> None:
    text = read(mentor_board(mentors(4), OPTIONS))
    for said in ("2 of 4 have room", "Room for 2 more", "Full now", "Takes a break until Dec 20",
                 "Weekday evenings", "English, Spanish", "(555) 010-4477"):  # fmt: skip
        assert said.replace(" ", "") in text.replace("\xa0", " ").replace(" ", ""), said
    empty = read(mentor_board(MentorBoard(SUNDAY, ()), OPTIONS))
    assert "Nobody is on the list yet." in empty


def test_the_squares_of_the_board_are_as_many_as_they_take() -> None:
    board = mentors(3)
    page = pypdf.PdfReader(io.BytesIO(mentor_board(board, OPTIONS))).pages[0].get_contents()
    assert page is not None
    drawn = page.get_data().decode("latin-1")
    assert drawn.count(" re S") == sum(line.capacity for line in board.lines)
    assert drawn.count("8.40 8.40 re f") == sum(line.taken for line in board.lines)


def test_the_record_has_each_criterion_with_its_check_and_boxes_to_fill() -> None:
    text = read(mentor_record(record(3), OPTIONS))
    for said in ("NARR Standard 3.G.21.c", "1. Sober for 12 months or longer", *CRITERIA,
                 "Looked at on Nov 3, 2026 by Dana Ruiz:", "Not looked at yet.", "Not met",
                 "Before, on May 3, 2026: not met: Works a program.",
                 "Not as long as we ask yet."):  # fmt: skip
        assert said in text, said
    nobody = read(mentor_record(MentorRecord(SUNDAY, CRITERIA, 0, ()), OPTIONS))
    assert "Nobody is on the list as a mentor yet." in nobody and "Sober for" not in nobody


def test_an_empty_house_has_a_list_too() -> None:
    assert "Nobody lives here" in read(sponsor_list(SponsorPaper(SUNDAY, (), 14), OPTIONS))


def test_help_is_said_by_kind_and_count() -> None:
    assert helped_words([("ride", 4), ("meal", 1), ("job", 0)]) == "4 rides, 1 meal"
    assert helped_words([]) == ""
    assert all(helped_words([(kind, 2)]).startswith("2 ") for kind in HELP_WORDS)


def test_the_weekly_report_says_who_has_a_sponsor_and_how_often_they_were_in_touch() -> None:
    text = read(weekly_report(weekly(), OPTIONS))
    for said in ("Ridge Auto Bill W., 3", "Yes, 1", "After the sponsor: contacts of the week.",
                 "4 rides, 3 times listening, 2 meals, 1 job lead"):  # fmt: skip
        assert said in text, said
    off = replace(weekly(), notes=(), todos=())
    without = read(weekly_report(off, replace(OPTIONS, names="bed")))
    assert "Yes, 3" in without and "Bill" not in without and "Dolores" not in without


def test_a_house_that_writes_no_sponsors_down_has_no_column_for_them() -> None:
    bare = tuple(replace(r, sponsor=SponsorCell(has=False)) for r in weekly().residents)
    text = read(weekly_report(replace(weekly(), residents=bare, helped=()), OPTIONS))
    assert "Sponsor" not in text and "How we helped" not in text


def test_a_full_page_has_how_we_helped_in_one_line() -> None:
    text = read(weekly_report(weekly(16), OPTIONS))
    assert "How we helped: 4 rides" in text
    ticked = replace(OPTIONS, sections=frozenset({"helped"}))
    assert "How we helped 4 rides" in read(weekly_report(weekly(16), ticked))
