"""The board of any night, the waitlist beside it, and what became of a bed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from sobrhouse.domain.houses import BedState
from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.bed_history import bed_history
from sobrhouse.queries.beds import board, board_beside, board_of, census, free_beds
from sobrhouse.queries.houses import bed_words, house, houses, rooms
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.residents import residents_of
from sobrhouse.queries.waitlist import waitlist
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import HouseSetting, PhaseHistory
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY


@pytest.fixture
def maple(store):
    return make.house(store)


@pytest.fixture
def room(store, maple):
    return make.room(store, maple, "Room 1", floor="ground floor", sort=1)


def statements(store, query, *args):
    """How many statements a query runs."""
    seen = []

    def count(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append(statement)

    event.listen(store._reader, "before_cursor_execute", count)
    try:
        store.read(OWNER, query, *args)
    finally:
        event.remove(store._reader, "before_cursor_execute", count)
    return len(seen)


def test_a_card_tells_who_phase_and_days_sober(store, maple, room):
    bed, stay = make.filled_bed(store, room, "4B", "Marcus", "Tate")
    make.sobriety(store, 1, SUNDAY - timedelta(days=87))
    phase = make.phase(store, maple, 2)
    make.row(store, PhaseHistory(stay_id=stay, phase_id=phase, start_on=date(2026, 8, 27)))
    card = store.read(OWNER, board, maple, SUNDAY).bed(bed)
    who = card.sleeper
    assert (who.name, who.phase, who.days, who.moved_in_on) == (
        "Marcus T.",
        "Phase 2",
        87,
        date(2026, 8, 27),
    )
    assert (card.room, card.floor, card.state) == ("Room 1", "ground floor", BedState.FILLED)


def test_a_milestone_shows_on_its_day_alone(store, maple, room):
    bed, _stay = make.filled_bed(store, room, "6B", "Sam", "Otis")
    make.sobriety(store, 1, SUNDAY - timedelta(days=90))
    for ago, said in ((0, "90 days"), (1, "")):
        night = SUNDAY - timedelta(days=ago)
        assert store.read(OWNER, board, maple, night).bed(bed).sleeper.milestone == said


@pytest.mark.parametrize(("leap_day", "day"), [("feb28", 28), ("mar1", 1)])
def test_a_year_from_february_29_is_celebrated_as_the_house_says(store, maple, room, leap_day, day):
    bed, _stay = make.filled_bed(store, room, "6B", "Sam", "Otis", date(2024, 3, 1))
    make.sobriety(store, 1, date(2024, 2, 29))
    make.row(store, HouseSetting(house_id=maple, key="leap_day", value_json=f'"{leap_day}"'))
    night = date(2025, 2 if day == 28 else 3, day)
    assert store.read(OWNER, board, maple, night).bed(bed).sleeper.milestone == "1 year"


def test_a_night_gone_by_shows_what_was_true_then(store, maple, room):
    bed = make.bed(store, room, "1A")
    pete = make.resident(store, "Pete", "Low")
    make.sobriety(store, pete, date(2026, 1, 1), end_on=date(2026, 10, 5), end_kind="return_to_use")
    make.sobriety(store, pete, date(2026, 10, 5))
    stay = make.stay(
        store,
        pete,
        maple,
        date(2026, 2, 1),
        discharged_on=date(2026, 10, 1),
        discharge_type="successful",
    )
    make.assignment(store, stay, bed, date(2026, 2, 1), end_on=date(2026, 10, 1), end_reason="out")
    then = store.read(OWNER, board, maple, date(2026, 9, 30)).bed(bed)
    assert (then.sleeper.name, then.sleeper.days) == ("Pete L.", 272)
    assert store.read(OWNER, board, maple, date(2026, 10, 1)).bed(bed).state is BedState.FREE


def test_a_corrected_sobriety_date_counts_for_the_past_too(store, maple, room):
    bed, _stay = make.filled_bed(store, room, "1A", "Ben", "Fox")
    make.sobriety(store, 1, date(2026, 8, 1), end_on=SUNDAY, end_kind="correction")
    make.sobriety(store, 1, date(2026, 7, 1))
    night = SUNDAY - timedelta(days=10)
    days = store.read(OWNER, board, maple, night).bed(bed).sleeper.days
    assert days == (night - date(2026, 7, 1)).days


def test_beds_and_rooms_show_only_on_nights_when_they_were_there(store, maple, room):
    make.bed(store, room, "1A")
    make.bed(store, room, "1B", added_on=SUNDAY)
    make.bed(store, room, "1C", retired_on=SUNDAY)
    make.room(store, maple, "Room 2", sort=2)

    def labels(night):
        shown = store.read(OWNER, board, maple, night)
        return {r.name: [b.label for b in r.beds] for r in shown.rooms}

    assert labels(SUNDAY) == {"Room 1": ["1A", "1B"], "Room 2": []}
    assert labels(SUNDAY - timedelta(days=1)) == {"Room 1": ["1A", "1C"], "Room 2": []}


def test_the_census_counts_each_kind_of_bed(store, maple, room):
    make.filled_bed(store, room, "1A", "Ben", "Fox")
    _bed, away = make.filled_bed(store, room, "1B", "Luis", "Gil")
    make.hold(store, _bed, stay_id=away)
    kept = make.bed(store, room, "1C")
    wish = make.application(store, make.resident(store, "Paul", "Eads"), maple)
    make.hold(store, kept, application_id=wish, kind="arriving")
    make.outage(store, make.bed(store, room, "1D"))
    make.bed(store, room, "1E")
    counted = store.read(OWNER, census, maple, SUNDAY)
    assert (counted.beds, counted.filled, counted.away) == (5, 2, 1)
    assert (counted.held, counted.out, counted.free) == (1, 1, 1)
    assert [b.label for b in store.read(OWNER, free_beds, maple, SUNDAY)] == ["1C", "1E"]


def test_two_of_one_name_are_told_apart(store, maple, room):
    make.filled_bed(store, room, "1A", "Marcus", "Tate")
    make.filled_bed(store, room, "1B", "Marcus", "Tell")
    names = [b.sleeper.name for b in store.read(OWNER, board, maple, SUNDAY).beds]
    assert names == ["Marcus Ta.", "Marcus Te."]


def test_a_board_takes_as_many_statements_for_sixty_beds_as_for_one(store, maple, room):
    make.filled_bed(store, room, "1A", "Ben", "Fox")
    for wish in range(2):
        make.application(store, make.resident(store, f"W{wish}"), maple)
    few = [statements(store, q, maple, SUNDAY) for q in (board, waitlist)]
    for n in range(8):
        other = make.room(store, maple, f"Room {n + 2}")
        for bed in range(3):
            make.filled_bed(store, other, f"{n + 2}{bed}", f"P{n}", f"Q{bed}")
        make.application(store, make.resident(store, f"V{n}"), maple)
    assert [statements(store, q, maple, SUNDAY) for q in (board, waitlist)] == few
    assert few[0] <= 5


def test_rooms_are_listed_with_beds_that_were_used(store, maple, room):
    make.filled_bed(store, room, "1A", "Ben", "Fox")
    make.bed(store, room, "1B", features="lower bunk, quiet")
    shown = store.read(OWNER, rooms, maple)[0]
    assert [(b.label, b.used) for b in shown.beds] == [("1A", True), ("1B", False)]
    assert shown.used
    assert store.read(OWNER, bed_words, maple) == ("ground floor", "lower bunk", "quiet")


def test_houses_are_those_of_the_actor(store, maple):
    oak = make.house(store, "Oak House", timezone="America/Denver")
    make.house(store, "Old House", active=False)
    assert [h.name for h in store.read(OWNER, houses)] == ["Maple Street House", "Oak House"]
    manager = staff(Role.MANAGER, oak)
    assert [h.time_zone for h in store.read(manager, houses)] == ["America/Denver"]
    assert store.read(OWNER, house, maple).name == "Maple Street House"


def test_nobody_sees_the_beds_of_another_house(store, maple, room):
    oak = staff(Role.MANAGER, make.house(store, "Oak House"))
    bed = make.bed(store, room)
    for query, *args in (
        (board, maple, SUNDAY),
        (waitlist, maple, SUNDAY),
        (rooms, maple),
        (bed_history, bed),
    ):
        with pytest.raises(NotAllowed):
            store.read(oak, query, *args)


@needs(Permission.SEE_HOUSE)
def both_boards(session, house_id, on):
    """Tonight's board as its own query reads it, and beside residents that were read already."""
    people = residents_of(session, house_id, on, Celebration())
    return board_of(session, house_id, on), board_beside(session, house_id, on, people)


@pytest.mark.parametrize("ben", ["is in it", "moves tomorrow", "has none"])
def test_tonights_board_is_the_same_beside_the_residents(store, maple, room, ben):
    make.filled_bed(store, room, "4B", "Marcus", "Tate")
    away, gone = make.filled_bed(store, room, "4C", "Ann", "Lane")
    make.hold(store, away, kind="away", stay_id=gone, from_on=SUNDAY, reason="Family")
    make.outage(store, make.bed(store, room, "4D"))
    bed, other = make.bed(store, room, "4E"), make.bed(store, room, "4F")
    stay = make.stay(store, make.resident(store, "Ben", "Lane"), maple)
    tomorrow = SUNDAY + timedelta(days=1)
    if ben == "moves tomorrow":
        make.assignment(store, stay, bed, end_on=tomorrow, end_reason="moved")
        make.assignment(store, stay, other, tomorrow)
    elif ben == "is in it":
        make.assignment(store, stay, bed)
    asked, beside = store.read(OWNER, both_boards, maple, SUNDAY)
    assert beside == asked
    assert {b.label for b in beside.beds if b.sleeper} == {"4B", "4C"} | (
        set() if ben == "has none" else {"4E"}
    )
