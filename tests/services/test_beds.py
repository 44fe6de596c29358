"""Giving beds, moving people between them, and the way back from each."""

from datetime import date, timedelta

import pytest

from sobrhouse.domain.staff import SYSTEM, Role
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.bed_history import bed_history
from sobrhouse.queries.beds import board
from sobrhouse.services import bed_keeping, beds
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def room(store, house):
    return make.room(store, house)


@pytest.fixture
def marcus(store, room):
    """Marcus Tate in bed 4B since Friday."""
    return make.filled_bed(store, room, "4B", "Marcus", "Tate", FRIDAY)


def newcomer(store, house, first="Paul", last="Eads", on=FRIDAY):
    return make.stay(store, make.resident(store, first, last), house, on)


def who_has(store, house, bed, on=SUNDAY):
    card = store.read(OWNER, board, house, on).bed(bed)
    return card.sleeper.name if card.sleeper else card.state.value


def test_a_free_bed_is_given(store, house, room):
    bed = make.bed(store, room)
    store.write(OWNER, beds.assign_bed, newcomer(store, house), bed, FRIDAY)
    assert who_has(store, house, bed) == "Paul E."
    assert who_has(store, house, bed, FRIDAY - timedelta(days=1)) == "free"


def test_a_taken_bed_says_by_whom_and_since_when(store, house, marcus):
    with pytest.raises(Problem) as told:
        store.write(OWNER, beds.assign_bed, newcomer(store, house), marcus[0], SUNDAY)
    assert told.value.sentence == (
        "Bed 4B is taken from Fri, Nov 20 by Marcus T. Choose another bed or move them first."
    )
    assert told.value.field == "bed_id"


def test_a_bed_that_was_taken_once_tells_the_nights(store, house, room):
    bed = make.bed(store, room, "4B")
    gone = newcomer(store, house, "Marcus", "Tate", date(2026, 11, 1))
    make.assignment(store, gone, bed, date(2026, 11, 1), end_on=FRIDAY, end_reason="moved out")
    with pytest.raises(Problem, match="from Sun, Nov 1 to Thu, Nov 19 by Marcus T"):
        store.write(
            OWNER,
            beds.assign_bed,
            newcomer(store, house, on=date(2026, 11, 10)),
            bed,
            date(2026, 11, 10),
        )


def test_nobody_has_two_beds(store, house, room, marcus):
    with pytest.raises(Problem, match=r"Marcus T\. has bed 4B from Fri, Nov 20"):
        store.write(OWNER, beds.assign_bed, marcus[1], make.bed(store, room, "4C"), SUNDAY)


def test_a_bed_is_not_given_before_the_move_in(store, house, room):
    with pytest.raises(Problem, match="moves in on Fri, Nov 20"):
        store.write(
            OWNER,
            beds.assign_bed,
            newcomer(store, house),
            make.bed(store, room),
            FRIDAY - timedelta(days=1),
        )


def test_a_bed_of_another_house_is_not_given(store, house):
    other = make.bed(store, make.room(store, make.house(store, "Oak House")), "9A")
    with pytest.raises(Problem, match="another house"):
        store.write(OWNER, beds.assign_bed, newcomer(store, house), other, FRIDAY)


def test_a_bed_out_of_use_is_not_given(store, house, room):
    bed = make.bed(store, room, "8B")
    make.outage(store, bed)
    with pytest.raises(Problem, match=r"out of use from Mon, Nov 16\. Fix window first\. Choose"):
        store.write(OWNER, beds.assign_bed, newcomer(store, house), bed, FRIDAY)


def test_a_bed_held_for_another_is_not_given_and_ends_for_its_own(store, house, room):
    bed = make.bed(store, room, "8A")
    paul = make.resident(store, "Paul", "Eads")
    wish = make.application(store, paul, house)
    make.hold(store, bed, application_id=wish, kind="arriving", until_on=date(2026, 11, 24))
    with pytest.raises(Problem, match=r"held for Paul E\. until Tue, Nov 24"):
        store.write(OWNER, beds.assign_bed, newcomer(store, house, "Greg", "Ames"), bed, SUNDAY)
    row = store.write(OWNER, beds.assign_bed, make.stay(store, paul, house, SUNDAY), bed, SUNDAY)
    card = store.read(OWNER, board, house, SUNDAY).bed(bed)
    assert (card.sleeper.name, card.hold) == ("Paul E.", None)
    store.write(OWNER, beds.take_back_bed, row)
    assert store.read(OWNER, board, house, SUNDAY).bed(bed).hold.name == "Paul E."


def test_a_hold_that_ran_out_stops_nobody(store, house, room):
    bed = make.bed(store, room, "8A")
    wish = make.application(store, make.resident(store, "Paul", "Eads"), house)
    make.hold(store, bed, application_id=wish, from_on=date(2026, 11, 1), until_on=FRIDAY)
    store.write(OWNER, beds.assign_bed, newcomer(store, house, "Greg", "Ames"), bed, SUNDAY)
    assert who_has(store, house, bed) == "Greg A."
    held = [e for e in store.read(OWNER, bed_history, bed) if e.kind == "held"]
    assert held[0].end_on == FRIDAY + timedelta(days=1)


def test_a_transfer_closes_one_bed_and_opens_another_at_once(store, house, room, marcus):
    bed, stay = marcus
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, stay, to, SUNDAY, "closer to the bath")
    assert who_has(store, house, bed) == "free"
    assert who_has(store, house, to) == "Marcus T."
    assert who_has(store, house, bed, SUNDAY - timedelta(days=1)) == "Marcus T."
    assert len(moved.left) == len(moved.given) == 1


def test_a_transfer_needs_a_reason_and_a_free_bed(store, house, room, marcus):
    ben, _stay = make.filled_bed(store, room, "4C", "Ben", "Fox")
    with pytest.raises(Problem, match="Say why"):
        store.write(OWNER, beds.transfer, marcus[1], make.bed(store, room, "4D"), SUNDAY, " ")
    with pytest.raises(Problem, match=r"Bed 4C is taken from Thu, Aug 27 by Ben F\."):
        store.write(OWNER, beds.transfer, marcus[1], ben, SUNDAY, "asked for it")
    with pytest.raises(Problem, match="has bed 4B already"):
        store.write(OWNER, beds.transfer, marcus[1], marcus[0], SUNDAY, "asked for it")
    assert who_has(store, house, marcus[0]) == "Marcus T."


def test_a_transfer_is_undone_by_a_corrected_row(store, house, room, marcus):
    bed, stay = marcus
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, stay, to, SUNDAY, "closer to the bath")
    store.write(OWNER, beds.undo_move, moved)
    assert who_has(store, house, bed) == "Marcus T."
    assert who_has(store, house, to) == "free"
    again, old = store.read(OWNER, bed_history, bed)
    assert (again.amend_reason, again.taken_back) == ("undone at once", "")
    assert (again.start_on, again.end_on) == (FRIDAY, None)
    assert (old.taken_back, old.end_on) == ("undone at once", SUNDAY)


def test_a_transfer_cannot_be_undone_once_somebody_else_has_the_bed(store, house, room, marcus):
    moved = store.write(
        OWNER, beds.transfer, marcus[1], make.bed(store, room, "4C"), SUNDAY, "asked for it"
    )
    store.write(OWNER, beds.assign_bed, newcomer(store, house), marcus[0], SUNDAY)
    with pytest.raises(Problem, match=r"Bed 4B is taken from Sun, Nov 22 by Paul E\."):
        store.write(OWNER, beds.undo_move, moved)


def test_two_people_swap_beds_in_one_step_and_back(store, house, room, marcus):
    ben_bed, ben = make.filled_bed(store, room, "4C", "Ben", "Fox")
    moved = store.write(OWNER, beds.swap, marcus[1], ben, SUNDAY, "snoring")
    assert who_has(store, house, marcus[0]) == "Ben F."
    assert who_has(store, house, ben_bed) == "Marcus T."
    store.write(OWNER, beds.undo_move, moved)
    assert who_has(store, house, marcus[0]) == "Marcus T."
    assert who_has(store, house, ben_bed) == "Ben F."


def test_an_undone_swap_leaves_a_third_persons_corrected_first_night_alone(
    store, house, room, marcus
):
    ben_bed, ben = make.filled_bed(store, room, "4C", "Ben", "Fox")
    bed = make.bed(store, room, "4D")
    row = store.write(OWNER, beds.assign_bed, newcomer(store, house), bed, SUNDAY)
    moved = store.write(OWNER, beds.swap, marcus[1], ben, SUNDAY, "snoring")
    with pytest.raises(Problem, match=r"Ben F\. has bed 4B"):
        store.write(OWNER, bed_keeping.out_of_service, marcus[0], "window", SUNDAY)
    monday = SUNDAY + timedelta(days=1)
    store.write(OWNER, beds.correct_assignment, row, monday, "wrong day")
    store.write(OWNER, beds.undo_move, moved)
    assert [who_has(store, house, b) for b in (marcus[0], ben_bed, bed)] == [
        "Marcus T.",
        "Ben F.",
        "free",
    ]
    assert who_has(store, house, bed, monday) == "Paul E."


def test_a_move_is_not_undone_once_a_first_night_in_it_was_corrected(store, house, room, marcus):
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, marcus[1], to, SUNDAY, "asked for it")
    monday = SUNDAY + timedelta(days=1)
    store.write(OWNER, beds.correct_assignment, moved.given[0], monday, "was on Monday")
    with pytest.raises(Problem, match="changed since"):
        store.write(OWNER, beds.undo_move, moved)
    assert (who_has(store, house, to), who_has(store, house, to, monday)) == ("free", "Marcus T.")


def test_a_move_is_not_undone_once_the_bed_left_is_out_of_use(store, house, room, marcus):
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, marcus[1], to, SUNDAY, "asked for it")
    outage = store.write(OWNER, bed_keeping.out_of_service, marcus[0], "window", SUNDAY)
    with pytest.raises(Problem, match="out of use from Sun, Nov 22"):
        store.write(OWNER, beds.undo_move, moved)
    store.write(OWNER, bed_keeping.cancel_outage, outage)
    store.write(OWNER, beds.undo_move, moved)
    assert who_has(store, house, marcus[0]) == "Marcus T."


def test_two_moves_are_undone_one_after_the_other(store, house, room, marcus):
    to, far = make.bed(store, room, "4C"), make.bed(store, room, "4D")
    first = store.write(OWNER, beds.transfer, marcus[1], to, SUNDAY, "asked for it")
    second = store.write(OWNER, beds.transfer, marcus[1], far, SUNDAY, "asked again")
    with pytest.raises(Problem, match="moved again since"):
        store.write(OWNER, beds.undo_move, first)
    store.write(OWNER, beds.undo_move, second)
    assert who_has(store, house, to) == "Marcus T."
    store.write(OWNER, beds.undo_move, first)
    assert who_has(store, house, marcus[0]) == "Marcus T."
    with pytest.raises(Problem, match="changed since"):
        store.write(OWNER, beds.undo_move, first)


def test_a_bed_promised_to_another_before_a_move_does_not_stop_its_undo(store, house, room, marcus):
    paul = make.application(store, make.resident(store, "Paul", "Eads"), house)
    kept = make.hold(store, marcus[0], application_id=paul, kind="arriving")
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, marcus[1], to, SUNDAY, "asked for it")
    store.write(OWNER, beds.undo_move, moved)
    card = store.read(OWNER, board, house, SUNDAY).bed(marcus[0])
    assert (card.sleeper.name, card.hold.hold_id) == ("Marcus T.", kept)


def test_a_bed_kept_for_another_since_a_move_stops_its_undo(store, house, room, marcus):
    paul = make.application(store, make.resident(store, "Paul", "Eads"), house)
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, marcus[1], to, SUNDAY, "asked for it")
    store.write(OWNER, bed_keeping.hold_for, paul, marcus[0], SUNDAY)
    with pytest.raises(Problem, match=r"Bed 4B is held for Paul E\. until Sun, Nov 22"):
        store.write(OWNER, beds.undo_move, moved)


def test_whoever_is_away_stays_away_in_the_new_bed(store, house, room, marcus):
    until = date(2026, 11, 25)
    store.write(OWNER, bed_keeping.hold_while_away, marcus[1], until, "family", "pass")
    ben_bed, ben = make.filled_bed(store, room, "4C", "Ben", "Fox")
    moved = store.write(OWNER, beds.swap, marcus[1], ben, SUNDAY, "snoring")
    assert store.read(OWNER, board, house, SUNDAY).bed(ben_bed).hold.until == until
    store.write(OWNER, beds.undo_move, moved)
    tonight = store.read(OWNER, board, house, SUNDAY)
    assert tonight.bed(marcus[0]).hold.until == until
    assert tonight.bed(ben_bed).hold is None


def test_who_is_away_is_so_in_the_old_bed_on_every_night_after_a_late_undo(
    store, house, room, marcus, clock
):
    bed, stay = marcus
    hold = store.write(OWNER, bed_keeping.hold_while_away, stay, date(2026, 11, 30), "family")
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, stay, to, SUNDAY, "asked for it")
    clock.forward(days=3)
    store.write(OWNER, beds.undo_move, moved)
    for night in (SUNDAY + timedelta(days=n) for n in range(4)):
        seen = store.read(OWNER, board, house, night)
        assert (seen.bed(bed).hold.hold_id, seen.bed(to).hold) == (hold, None)
    store.write(OWNER, bed_keeping.cancel_hold, hold)  # the step before it is undone too
    assert store.read(OWNER, board, house, SUNDAY).bed(bed).hold is None


def test_the_nights_end_and_can_go_on_again(store, house, marcus):
    bed, stay = marcus
    row = store.write(OWNER, beds.end_assignment, stay, SUNDAY, "moved out")
    assert who_has(store, house, bed) == "free"
    store.write(OWNER, beds.reopen_assignment, row)
    assert who_has(store, house, bed) == "Marcus T."
    with pytest.raises(Problem, match="since Fri, Nov 20"):
        store.write(OWNER, beds.end_assignment, stay, FRIDAY - timedelta(days=1), "moved out")


def test_a_wrong_first_night_is_put_right_by_a_new_row(store, house, marcus):
    bed, _stay = marcus
    row = next(e.row_id for e in store.read(OWNER, bed_history, bed))
    with pytest.raises(Problem, match="moves in on Fri"):
        store.write(OWNER, beds.correct_assignment, row, date(2026, 11, 19), "he came a day early")
    store.write(OWNER, beds.correct_assignment, row, date(2026, 11, 21), "he came a day late")
    assert who_has(store, house, bed, FRIDAY) == "free"
    new, old = store.read(OWNER, bed_history, bed)
    assert (new.amend_reason, old.taken_back) == ("he came a day late", "he came a day late")
    assert new.start_on == date(2026, 11, 21)


def test_a_wrong_day_of_a_transfer_moves_the_last_night_before_it_along(store, house, room, marcus):
    to = make.bed(store, room, "4C")
    moved = store.write(OWNER, beds.transfer, marcus[1], to, SUNDAY, "asked for it")
    saturday = SUNDAY - timedelta(days=1)
    store.write(OWNER, beds.correct_assignment, moved.given[0], saturday, "was on Saturday")
    assert who_has(store, house, to, saturday) == "Marcus T."
    assert who_has(store, house, marcus[0], saturday) == "free"
    assert who_has(store, house, marcus[0], FRIDAY) == "Marcus T."


def test_staff_of_another_house_and_plain_staff_may_not_move_people(store, room, marcus):
    to = make.bed(store, room, "4C")
    for actor in (staff(Role.MANAGER, 99), staff(Role.STAFF, 1), staff(Role.AUDITOR, 1)):
        with pytest.raises(NotAllowed):
            store.write(actor, beds.transfer, marcus[1], to, SUNDAY, "asked for it")


def test_the_house_day_counts_until_four_in_the_morning(store, house, marcus, clock):
    clock.forward(hours=7)  # 2:12 AM on Monday is still Sunday's night
    store.write(OWNER, bed_keeping.hold_while_away, marcus[1], None, "family")
    assert store.read(OWNER, board, house, SUNDAY).bed(marcus[0]).hold is not None


@pytest.mark.parametrize("nights", [(FRIDAY, None), (date(2026, 11, 1), date(2026, 11, 21))])
def test_the_database_itself_refuses_a_bed_or_a_person_twice(store, house, room, marcus, nights):
    start, end = nights
    ended = {"end_on": end, "end_reason": "moved out"} if end else {}
    paul = newcomer(store, house)
    with pytest.raises(Problem):
        make.assignment(store, paul, marcus[0], start, **ended)
    with pytest.raises(Problem):
        make.assignment(store, marcus[1], make.bed(store, room, "4C"), start, **ended)


def test_the_database_refuses_to_change_what_was_written_about_a_night(store, marcus):
    def move_start(work):
        work.require("start")
        row = work.get(make.BedAssignment, 1)
        row.start_on = date(2026, 11, 21)
        work.record("test.broken", row)

    with pytest.raises(Problem, match="cannot be changed"):
        store.write(SYSTEM, move_start)
