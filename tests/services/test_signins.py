"""The sign log as staff keep it: in and out, late, on paper, corrected, taken back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem
from sobrhouse.queries.signins import came_back, log_page, out_now, week_of
from sobrhouse.services import signins
from tests import make
from tests.conftest import NOW, OWNER, staff

ZONE = ZoneInfo("America/New_York")


def at(text, day=22):
    """An instant of a November day in the house."""
    hours, minutes = text.split(":")
    return datetime(2026, 11, day, int(hours), int(minutes), tzinfo=ZONE)


@pytest.fixture
def house(store):
    make.staff(store, "Dana Ruiz")
    return make.house(store)


@pytest.fixture
def marcus(store, house):
    return make.stay(store, make.resident(store, "Marcus", "Tate"), house)


def dana(house):
    return staff(Role.STAFF, house)


def log(store, house, **more):
    return store.read(OWNER, log_page, house, now=store.now(), **more)


def test_somebody_goes_out_is_late_and_comes_back(store, clock, house, marcus):
    due = NOW + timedelta(hours=2)
    store.write(dana(house), signins.sign_out, marcus, " Work ", due, contact_phone="555 010 4471")
    (row,) = store.read(OWNER, out_now, house, store.now())
    assert (row.name, row.destination, row.late_minutes) == ("Marcus T.", "Work", None)
    assert (row.out_by, row.by, row.contact_phone) == ("staff", "Dana Ruiz", "+15550104471")
    clock.forward(hours=2, minutes=42, seconds=50)
    (row,) = store.read(OWNER, out_now, house, store.now())
    assert row.late_minutes == 42
    store.write(dana(house), signins.sign_in, marcus)
    assert store.read(OWNER, out_now, house, store.now()) == ()
    (row,) = store.read(OWNER, came_back, house, NOW)
    assert (row.late_minutes, row.in_by, row.acked) == (42, "staff", False)
    store.write(dana(house), signins.acknowledge, row.id)
    (row,) = log(store, house)
    assert row.acked
    with pytest.raises(Problem, match="seen this already"):
        store.write(dana(house), signins.acknowledge, row.id)


def test_nobody_is_out_twice(store, house, marcus):
    store.write(OWNER, signins.sign_out, marcus, "Work", None)
    with pytest.raises(Problem, match="already says that they are out"):
        store.write(OWNER, signins.sign_out, marcus, "Store", None)


def test_who_never_signed_out_comes_in_with_the_way_out_unknown(store, house, marcus):
    store.write(OWNER, signins.sign_in, marcus)
    (row,) = log(store, house)
    assert (row.out_at, row.in_at, row.late_minutes) == (None, NOW, None)


def test_undo_of_going_out_leaves_nothing_and_of_coming_in_leaves_them_out(store, house, marcus):
    row = store.write(OWNER, signins.sign_out, marcus, "Work", None)
    store.write(OWNER, signins.undo_sign, row)
    assert log(store, house) == ()
    store.write(OWNER, signins.sign_out, marcus, "Store", None)
    row = store.write(OWNER, signins.sign_in, marcus)
    again = store.write(OWNER, signins.undo_sign, row)
    (open_row,) = store.read(OWNER, out_now, house, store.now())
    assert (open_row.id, open_row.destination, open_row.in_at) == (again, "Store", None)
    store.write(OWNER, signins.undo_sign, row)  # the step before that one
    assert log(store, house) == ()
    with pytest.raises(NotFound):
        store.write(OWNER, signins.undo_sign, row)


def test_steps_are_undone_and_done_again_in_their_order(store, house, marcus):
    first = store.write(OWNER, signins.sign_out, marcus, "Work", None, at=at("17:00"))
    second = store.write(OWNER, signins.correct, first, why="Not Work", destination="Store")
    third = store.write(OWNER, signins.correct, second, why="No, school", destination="School")
    store.write(OWNER, signins.undo_correct, third)
    store.write(OWNER, signins.undo_correct, second)
    assert [r.destination for r in log(store, house)] == ["Work"]
    store.write(OWNER, signins.correct, first, why="Not Work", destination="Store")
    assert [r.destination for r in log(store, house)] == ["Store"]


def test_a_correction_keeps_what_was_with_who_and_why_and_can_be_undone(store, house, marcus):
    row = store.write(OWNER, signins.sign_out, marcus, "Work", None, at=at("17:00"))
    store.write(OWNER, signins.sign_in, marcus, at=at("18:30"))
    new = store.write(dana(house), signins.correct, row, why="Clock was slow", in_at=at("18:40"),
                      destination="Ridge Auto")
    (shown,) = log(store, house)
    assert (shown.id, shown.in_at, shown.destination) == (new, at("18:40"), "Ridge Auto")
    assert shown.history == (
        "In 6:40 PM, was 6:30 PM; Where Ridge Auto, was Work. "
        "Changed by Dana Ruiz, Nov 22, 7:12 PM: Clock was slow",)
    with pytest.raises(NotFound):
        store.write(OWNER, signins.correct, row, why="Again", in_at=at("18:41"))
    undone = store.write(OWNER, signins.undo_correct, new)
    (shown,) = log(store, house)
    assert (shown.id, shown.in_at, shown.destination) == (undone, at("18:30"), "Work")
    assert len(shown.history) == 2


@pytest.mark.parametrize(("fields", "why", "words"), [
    ({"in_at": at("16:00")}, "wrong", "came in before"),
    ({"in_at": at("23:30")}, "wrong", "not come yet"),
    ({"in_at": at("18:40")}, " ", "Say why"),
    ({"in_at": at("18:30")}, "wrong", "Nothing was changed"),
    ({"out_at": at("12:30")}, "wrong", "was out then"),
    ({"expected_return_at": at("16:30")}, "wrong", "due before"),
    ({"out_at": at("12:30", 1) - timedelta(days=90)}, "wrong", "not live here"),
])
def test_a_correction_that_cannot_be_is_refused(store, house, marcus, fields, why, words):
    store.write(OWNER, signins.transcribe, marcus, at("12:00"), at("13:00"), destination="Store")
    row = store.write(OWNER, signins.sign_out, marcus, "Work", None, at=at("17:00"))
    store.write(OWNER, signins.sign_in, marcus, at=at("18:30"))
    with pytest.raises(Problem, match=words):
        store.write(OWNER, signins.correct, row, why=why, **fields)
    assert len(log(store, house)) == 2


def test_paper_typed_in_later_is_marked_and_must_not_meet_what_is_there(store, house, marcus):
    store.write(OWNER, signins.transcribe, marcus, at("9:00"), at("11:00"), destination="Bank")
    (row,) = log(store, house)
    assert row.transcribed and (row.out_by, row.in_by) == ("paper", "paper")
    with pytest.raises(Problem, match="was out then"):
        store.write(OWNER, signins.transcribe, marcus, at("10:59"), at("12:00"), destination="X")
    store.write(OWNER, signins.transcribe, marcus, at("11:00"), None, destination="Library")
    with pytest.raises(Problem, match="was out then"):
        store.write(OWNER, signins.transcribe, marcus, None, at("15:00"))


def test_a_line_that_should_not_be_there_is_struck_and_put_back(store, house, marcus):
    row = store.write(OWNER, signins.transcribe, marcus, at("9:00"), at("11:00"),
                      destination="Bank")
    struck = store.write(OWNER, signins.strike, row, "Wrong person")
    assert log(store, house) == ()
    store.write(OWNER, signins.undo_strike, struck)
    (again,) = log(store, house)
    assert (again.out_at, again.destination) == (at("9:00"), "Bank")


def test_staff_of_another_house_may_not(store, house, marcus):
    other = make.house(store, "Oak House")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, other), signins.sign_out, marcus, "Work", None)
    with pytest.raises(NotAllowed):
        store.write(staff(Role.AUDITOR, house), signins.sign_in, marcus)


def test_nobody_goes_out_before_moving_in_or_after_moving_out(store, house):
    gone = make.stay(store, make.resident(store, "Jay", "Porter"), house, date(2026, 1, 1),
                     discharged_on=date(2026, 11, 20), discharge_type="successful")
    with pytest.raises(Problem, match="moved out"):
        store.write(OWNER, signins.sign_out, gone, "Work", None)
    store.write(OWNER, signins.transcribe, gone, at("9:00", 19), at("11:00", 19),
                destination="Bank")


def test_the_log_comes_a_page_at_a_time_by_day_and_by_words(store, house, marcus):
    ana = make.stay(store, make.resident(store, "Ana", "Bell"), house)
    for day in (18, 19, 20, 21, 22):
        for stay, place in ((marcus, "Work"), (ana, "Café 100%")):
            store.write(OWNER, signins.transcribe, stay, at("10:00", day), at("12:00", day),
                        destination=place)
    store.write(OWNER, signins.transcribe, ana, at("23:00", 20), at("5:00", 21),
                destination="Night shift")
    whole = log(store, house)
    pages, before = [], None
    while page := log(store, house, before=before, limit=4):
        pages += page
        before = page[-1].place
    assert [r.id for r in pages] == [r.id for r in whole]
    assert len(whole) == 11
    assert {r.name for r in log(store, house, text="bell")} == {"Ana B."}
    assert len(log(store, house, text="100%")) == 5
    assert len(log(store, house, text="ana night")) == 1
    assert [r.destination for r in log(store, house, day=date(2026, 11, 21))] == [
        "Café 100%", "Work", "Night shift"]
    assert len(store.read(OWNER, week_of, house, date(2026, 11, 20), date(2026, 11, 21))) == 5


def test_that_a_late_return_was_seen_can_be_undone_and_done_again(store, clock, house, marcus):
    row_id = store.write(dana(house), signins.sign_out, marcus, "Work", NOW + timedelta(hours=1))
    clock.forward(hours=2)
    store.write(dana(house), signins.sign_in, marcus)
    store.write(dana(house), signins.acknowledge, row_id)
    again = store.write(dana(house), signins.undo_acknowledge, row_id)
    (row,) = log(store, house)
    assert (row.id, row.acked, row.late_minutes) == (again, False, 60)
    with pytest.raises(Problem, match="Nobody has seen"):
        store.write(dana(house), signins.undo_acknowledge, again)
    store.write(dana(house), signins.acknowledge, row_id)  # redone by the id of the first time
    (row,) = log(store, house)
    assert row.acked and row.signed_in_by == "Dana Ruiz"
    assert store.verify_log().ok


def test_the_log_names_who_signed_somebody_in(store, clock, house, marcus):
    """Dana wrote down that he went; the owner that he came back, and later put the time right."""
    store.write(dana(house), signins.sign_out, marcus, "Work", NOW + timedelta(hours=5))
    clock.forward(hours=1)
    back = store.write(OWNER, signins.sign_in, marcus)
    clock.forward(hours=1)
    (row,) = log(store, house)
    assert (row.by, row.signed_in_by) == ("Dana Ruiz", "Olive Owner")
    store.write(
        dana(house), signins.correct, back, why="Clock was wrong",
        in_at=NOW + timedelta(minutes=50),
    )  # fmt: skip
    (row,) = log(store, house)
    assert (row.by, row.signed_in_by) == ("Dana Ruiz", "Olive Owner")


def test_a_page_that_spans_years_is_read_without_the_audit_log(store, clock, house, marcus):
    for _year in range(2):
        store.write(dana(house), signins.sign_out, marcus, "Work", store.now() + timedelta(hours=1))
        store.write(dana(house), signins.sign_in, marcus)
        clock.forward(days=300)
    assert [row.signed_in_by for row in log(store, house)] == ["", ""]
    (newest,) = log(store, house, limit=1)
    assert newest.signed_in_by == "Dana Ruiz"


def test_a_clock_that_was_set_back_keeps_nobody_out(store, house, marcus, clock):
    due = NOW + timedelta(hours=1)
    row_id = store.write(dana(house), signins.sign_out, marcus, "Work", due)
    clock.forward(hours=-3)
    assert store.write(dana(house), signins.sign_in, marcus) == row_id
    (row,) = log(store, house)
    assert row.in_at == row.out_at == NOW
