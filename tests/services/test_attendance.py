"""Recovery meetings as staff log them: for one or several, verified later, corrected."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.recovery_week import recovery_week
from sobrhouse.services import attendance
from sobrhouse.services.attendance import Went
from tests import make
from tests.conftest import OWNER, staff
from tests.make import MONDAY, SUNDAY

FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def marcus(store, house):
    return make.stay(store, make.resident(store), house)


@pytest.fixture
def noon(store, house):
    return make.meeting_group(store, house, weekday=4, fellowship="NA", format="in_person")


def lines(store, house):
    week = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    return [line for person in week for line in person.meetings]


def test_a_meeting_of_the_directory_brings_its_facts_along(store, house, marcus, noon):
    dana = staff(Role.STAFF, house)
    row = store.write(dana, attendance.log_meeting, marcus, Went(FRIDAY, noon))
    (line,) = lines(store, house)
    assert (line.row_id, line.name, line.fellowship, line.started_at, line.format) == (
        row, "Noon Group", "NA", "12:00", "in_person",
    )  # fmt: skip
    assert (line.verification, line.verified, line.way) == ("self", False, "staff")


def test_a_meeting_in_words(store, house, marcus):
    went = Went(FRIDAY, group_text="  Candle  light ", fellowship="AA", started_at="8p")
    store.write(OWNER, attendance.log_meeting, marcus, went)
    (line,) = lines(store, house)
    assert (line.name, line.started_at, line.group_id) == ("Candle light", "20:00", None)


def test_the_same_meeting_twice_a_day_is_refused_kindly(store, house, marcus, noon):
    store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY, noon))
    for again in (
        Went(FRIDAY, noon),
        Went(FRIDAY, group_text="noon group"),
        Went(FRIDAY, group_text="Noon Group", started_at="12:00"),
    ):
        with pytest.raises(Problem, match="in the log for that day already, so it counts"):
            store.write(OWNER, attendance.log_meeting, marcus, again)
    other = Went(FRIDAY, group_text="Noon Group", started_at="18:00")
    store.write(OWNER, attendance.log_meeting, marcus, other)
    store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY - timedelta(days=1), noon))
    assert len(lines(store, house)) == 3


def test_a_meeting_that_has_not_begun_cannot_be_logged_or_corrected_to(store, house, marcus):
    late = Went(SUNDAY, group_text="Candlelight", started_at="11:30p")
    with pytest.raises(Problem, match=r"begins at 11:30 PM\. Log it once it has begun\."):
        store.write(OWNER, attendance.log_meeting, marcus, late)
    row = store.write(OWNER, attendance.log_meeting, marcus, Went(SUNDAY, group_text="Candlelight"))
    with pytest.raises(Problem, match="begins at"):
        store.write(OWNER, attendance.correct, row, why="the hour", started_at="23:30")
    store.write(OWNER, attendance.correct, row, why="the topic", topic="Patience")


def test_several_people_at_once_and_who_has_it_already_keeps_it(store, house, marcus, noon):
    dee = make.stay(store, make.resident(store, "Dee", "Long"), house)
    store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY, noon))
    done = store.write(OWNER, attendance.log_for, (marcus, dee, dee), Went(FRIDAY, noon))
    assert (len(done.row_ids), done.already) == (1, (marcus,))
    store.write(OWNER, attendance.undo_log, done.row_ids)
    assert [line.stay_id for line in lines(store, house)] == [marcus]
    store.write(OWNER, attendance.log_for, (dee,), Went(FRIDAY, noon))
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, attendance.log_for, (marcus, dee), Went(FRIDAY, noon))


def test_verifying_later_is_a_correction_that_can_be_taken_back(store, house, marcus, noon):
    row = store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY, noon))
    made = store.write(OWNER, attendance.verify, row, "signature", "J.")
    (line,) = lines(store, house)
    assert (line.row_id, line.verified, line.verified_by, line.corrected) == (
        made, True, "J.", "verified",
    )  # fmt: skip
    assert made != row
    with pytest.raises(Problem, match="says that already"):
        store.write(OWNER, attendance.verify, made, "signature", "J.")
    again = store.write(OWNER, attendance.undo_correct, made)
    assert [(x.row_id, x.verification) for x in lines(store, house)] == [(again, "self")]
    store.write(OWNER, attendance.verify, row, "staff")  # done again, as Ctrl+Y does
    assert [x.verification for x in lines(store, house)] == ["staff"]


def test_an_old_line_can_still_be_put_right_but_not_moved(store, house, marcus, noon, clock):
    row = store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY, noon))
    clock.forward(days=500)
    with pytest.raises(Problem, match="more than a year ago"):
        moved = FRIDAY + timedelta(days=1)
        store.write(OWNER, attendance.correct, row, why="Saturday", attended_on=moved)
    store.write(OWNER, attendance.correct, row, why="As on the card", topic="Step 1")
    assert [x.topic for x in lines(store, house)] == ["Step 1"]


def test_a_correction_says_why_and_undo_brings_back_what_stood(store, house, marcus, noon):
    row = store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY, noon))
    with pytest.raises(Problem, match="Say why"):
        store.write(OWNER, attendance.correct, row, why=" ", topic="Step 1")
    with pytest.raises(Problem, match="Nothing was changed yet"):
        store.write(OWNER, attendance.correct, row, why="slip of the day", attended_on=FRIDAY)
    made = store.write(
        OWNER,
        attendance.correct,
        row,
        why="It was Saturday",
        attended_on=FRIDAY + timedelta(days=1),
    )
    assert [(x.on, x.corrected) for x in lines(store, house)] == [
        (FRIDAY + timedelta(days=1), "It was Saturday")
    ]
    with pytest.raises(NotFound):
        store.write(OWNER, attendance.strike, row, "wrong person")
    store.write(OWNER, attendance.undo_correct, made)
    assert [x.on for x in lines(store, house)] == [FRIDAY]


def test_a_struck_line_counts_no_more_and_can_stand_again(store, house, marcus, noon):
    row = store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY, noon))
    store.write(OWNER, attendance.strike, row, "It was somebody else")
    assert lines(store, house) == []
    again = store.write(OWNER, attendance.undo_strike, row)
    assert [x.row_id for x in lines(store, house)] == [again]
    with pytest.raises(Problem, match="there already"):
        store.write(OWNER, attendance.undo_strike, row)


@pytest.mark.parametrize(
    ("went", "words"),
    [
        (Went(SUNDAY + timedelta(days=1), group_text="X"), "not come yet"),
        (Went(date(2026, 8, 26), group_text="X"), "did not live here"),
        (Went(date(2024, 8, 26), group_text="X"), "more than a year ago"),
        (Went(FRIDAY), "Say which meeting"),
        (Went(FRIDAY, group_text="X" * 161), "too long"),
        (Went(FRIDAY, group_text="X", started_at="99"), "no such time"),
        (Went(FRIDAY, group_text="X", fellowship="XX"), "from the list"),
        (Went(FRIDAY, group_text="X", verification="seal"), "from the list"),
    ],
)
def test_what_cannot_be(store, house, marcus, went, words):
    with pytest.raises(Problem, match=words):
        store.write(OWNER, attendance.log_meeting, marcus, went)
    assert lines(store, house) == []


def test_only_in_ones_own_house_and_of_its_own_list(store, house, marcus):
    other = make.house(store, "Elm Street House")
    theirs = make.meeting_group(store, other, weekday=4)
    with pytest.raises(NotFound, match="this house's list"):
        store.write(OWNER, attendance.log_meeting, marcus, Went(FRIDAY, theirs))
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, other), attendance.log_meeting, marcus,
                    Went(FRIDAY, group_text="X"))  # fmt: skip
    row = make.attendance(store, house, marcus)
    for use_case, more in (
        (attendance.undo_log, ([row],)), (attendance.verify, (row, "staff")),
        (attendance.strike, (row, "wrong")), (attendance.undo_correct, (row,)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            store.write(staff(Role.MANAGER, other), use_case, *more)
        with pytest.raises(NotAllowed):
            store.write(staff(Role.AUDITOR, house), use_case, *more)
