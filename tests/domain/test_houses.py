"""Nights, what a bed is on one of them, what a census counts, and which bed fits whom."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sobrhouse.domain.houses import (
    BedOffer,
    BedState,
    Fit,
    Nights,
    bed_state,
    fitting,
    house_day,
    leaving_soon,
    letters,
    next_labels,
    parse_rooms,
    take_census,
    unmet,
    wants,
)
from sobrhouse.problems import Problem

DAY = date(2026, 11, 20)


def day(n: int) -> date:
    return DAY + timedelta(days=n)


days = st.integers(min_value=0, max_value=12).map(day)
nights = st.builds(Nights, days, st.none() | days)


def test_nights_go_up_to_the_last_morning_not_with_it():
    stayed = Nights(day(0), day(2))
    assert [stayed.covers(day(n)) for n in (-1, 0, 1, 2)] == [False, True, True, False]


def test_coming_and_going_on_one_day_is_no_night():
    assert Nights(day(3), day(3)).none
    assert not Nights(day(3), day(3)).meets(Nights(day(0)))


@given(nights, nights)
def test_nights_meet_when_they_share_one(mine, theirs):
    shared = [n for n in range(-2, 40) if mine.covers(day(n)) and theirs.covers(day(n))]
    assert mine.meets(theirs) == bool(shared) == theirs.meets(mine)


@given(nights, days)
def test_nights_are_counted_one_by_one(mine, upto):
    assert mine.count(upto) == sum(mine.covers(day(n)) for n in range((upto - DAY).days))


def test_a_person_in_a_bed_counts_whatever_else_is_written_about_it():
    assert bed_state(filled=True, away=False, held=True, out=True) is BedState.FILLED
    assert bed_state(filled=True, away=True, held=True, out=False) is BedState.AWAY
    assert bed_state(filled=False, away=False, held=True, out=True) is BedState.OUT
    assert bed_state(filled=False, away=False, held=True, out=False) is BedState.HELD
    assert bed_state(filled=False, away=False, held=False, out=False) is BedState.FREE


def test_a_census_adds_up():
    counted = take_census([BedState.FILLED, BedState.AWAY, BedState.FREE, BedState.OUT], leaving=1)
    assert (counted.beds, counted.filled, counted.away, counted.free) == (4, 2, 1, 1)
    assert counted.usable == 3
    assert counted.occupancy == pytest.approx(2 / 3)


def test_a_house_without_beds_is_not_full():
    assert take_census([]).occupancy == 0


def test_somebody_leaves_soon_within_a_week_or_is_overdue():
    assert leaving_soon(day(7), DAY)
    assert leaving_soon(day(-3), DAY)
    assert not leaving_soon(day(8), DAY)
    assert not leaving_soon(None, DAY)


def test_needs_are_words_between_commas():
    assert wants(" Ground floor,, lower  bunk ") == ("Ground floor", "lower bunk")
    assert unmet("Ground floor, Quiet", "ground floor", "lower bunk") == ("Quiet",)


def offer(label: str, room: str, floor: str = "", *, free: bool = False) -> BedOffer:
    return BedOffer(1, label, room, floor, "", free)


def test_whoever_is_ready_gets_the_free_beds_that_fit():
    verdict = fitting("", None, DAY, [offer("1A", "Room 1", free=True), offer("1B", "Room 1")])
    assert verdict.fit is Fit.FITS
    assert [o.label for o in verdict.beds] == ["1A"]


def test_whoever_is_not_ready_yet_comes_later():
    assert fitting("", day(3), DAY, [offer("1A", "Room 1", free=True)]).fit is Fit.LATER
    assert fitting("", DAY, DAY, [offer("1A", "Room 1", free=True)]).fit is Fit.FITS


def test_whoever_needs_the_ground_floor_waits_for_its_rooms():
    beds = [
        offer("1A", "Room 1", "ground floor"),
        offer("1B", "Room 1", "ground floor"),
        offer("2A", "Room 2", "ground floor"),
        offer("8A", "Room 8", "upstairs", free=True),
    ]
    verdict = fitting("ground floor", None, DAY, beds)
    assert verdict.fit is Fit.WAITS
    assert verdict.rooms == ("Room 1", "Room 2")


def test_a_need_that_no_bed_meets_is_said_so():
    assert fitting("sauna", None, DAY, [offer("1A", "Room 1", free=True)]).fit is Fit.NEVER
    assert fitting("", None, DAY, [offer("1A", "Room 1")]).fit is Fit.FULL
    assert fitting("", None, DAY, []).fit is Fit.FULL


def test_new_beds_are_labelled_by_the_number_of_their_room():
    assert next_labels("Room 4", [], 2) == ["4A", "4B"]
    assert next_labels("Room 4", ["4a", "4C"], 2) == ["4B", "4D"]
    assert next_labels("2nd floor, room 11", [], 1) == ["11A"]
    assert next_labels("Garden room", [], 2) == ["A", "B"]


def test_labels_go_on_after_z():
    assert [letters(n) for n in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("Room 1: 2 beds", [("Room 1", 2, "")]),
        ("Room 1: 2", [("Room 1", 2, "")]),
        ("Room 1, 2 beds, upstairs", [("Room 1", 2, "upstairs")]),
        ("Garden room 3 beds", [("Garden room", 3, "")]),
        ("Attic - 1\nCellar = 2 bed", [("Attic", 1, ""), ("Cellar", 2, "")]),
        ("2 rooms with 3 beds", [("Room 1", 3, ""), ("Room 2", 3, "")]),
        ("1 room with 2 beds each, upstairs", [("Room 1", 2, "upstairs")]),
        ("Room 1: 2; 2 rooms of 1", [("Room 1", 2, ""), ("Room 2", 1, ""), ("Room 3", 1, "")]),
        ("Cuarto 4: 2 camas", [("Cuarto 4", 2, "")]),
        ("2 cuartos con 1 cama", [("Room 1", 1, ""), ("Room 2", 1, "")]),
        (" \n ", []),
    ],
)  # fmt: skip
def test_rooms_are_read_as_people_type_them(text, rooms):
    assert [(r.name, r.beds, r.floor) for r in parse_rooms(text)] == rooms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Room 1", "how many beds Room 1 has"),
        ("Room 1: 0", "1 to 40 beds"),
        ("Room 1: 99999999999999999999", "1 to 40 beds"),
        ("Room 1: 2\nroom 1: 3", "There is a room 1 already"),
        ("Room 7: 2", "There is a Room 7 already"),
        ("500 rooms with 2 beds", "200 rooms at most"),
    ],
)
def test_a_line_that_cannot_be_read_is_said_in_words(text, said):
    with pytest.raises(Problem, match=said):
        parse_rooms(text, ["Room 7"])


def test_counted_rooms_take_the_next_free_numbers():
    assert [r.name for r in parse_rooms("2 rooms with 2 beds", ["Room 2"])] == ["Room 1", "Room 3"]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        assert all(1 <= wish.beds <= 40 and wish.name for wish in parse_rooms(text))
    except Problem as refused:
        assert refused.sentence


def test_the_house_day_ends_at_four():
    zone = ZoneInfo("America/New_York")
    assert house_day(datetime(2026, 11, 23, 8, 59, tzinfo=UTC), zone) == date(2026, 11, 22)
    assert house_day(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), zone) == date(2026, 11, 23)
