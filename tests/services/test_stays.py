"""Moving in, moving out, coming back; and the way back from each."""

from datetime import date

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, Problem, Stale
from sobrhouse.queries.moved_out import people_moved_out
from sobrhouse.queries.profile import profile
from sobrhouse.queries.residents import counts, people_waiting, residents_here
from sobrhouse.services import applications, bed_keeping, phases, stays
from sobrhouse.services.applications import Waiting
from sobrhouse.services.stays import MoveIn, MoveOut
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def room(store, house):
    return make.room(store, house)


def here(store, house):
    return store.read(OWNER, residents_here, house, SUNDAY)


def leave(on=SUNDAY, kind="voluntary", **more):
    return MoveOut(on=on, kind=kind, **more)


def test_a_move_out_ends_bed_phase_and_hold_at_once(store, house, room):
    bed, stay = make.filled_bed(store, room, "1A", "Jay", "Porter")
    first = make.phase(store, house)
    make.phase_history(store, stay, first)
    make.hold(store, bed, stay_id=stay)
    done = store.write(OWNER, stays.move_out, stay, leave(
        reason="Family near by", destination="With family", return_eligible=True,
        naloxone_given=True))
    assert here(store, house) == ()
    gone = store.read(OWNER, people_moved_out, house).rows[0]
    assert (gone.kind, gone.return_eligible, gone.moved_out) == ("voluntary", True, SUNDAY)
    assert done.assignment_id and done.phase_id and done.hold_id
    other = make.stay(store, make.resident(store, "Bo", "Hart"), house, SUNDAY)
    make.assignment(store, other, bed, SUNDAY)  # the bed takes somebody else the same night


def test_a_move_out_taken_back_gives_bed_phase_and_hold_again(store, house, room):
    bed, stay = make.filled_bed(store, room, "1A", "Jay", "Porter")
    make.phase_history(store, stay, make.phase(store, house))
    make.hold(store, bed, stay_id=stay)
    done = store.write(OWNER, stays.move_out, stay, leave(reason="x", return_eligible=False))
    store.write(OWNER, stays.undo_move_out, done)
    row = here(store, house)[0]
    assert (row.bed, row.phase, row.away) == ("1A", "Phase 1", "away")
    seen = store.read(OWNER, profile, row.resident_id, house, SUNDAY)
    assert (seen.stay.discharge_reason, seen.stay.return_eligible) == ("", None)
    with pytest.raises(Problem, match="taken back before"):
        store.write(OWNER, stays.undo_move_out, done)


def test_a_move_out_is_not_taken_back_once_the_bed_is_given_away(store, house, room):
    bed, stay = make.filled_bed(store, room, "1A", "Jay", "Porter")
    done = store.write(OWNER, stays.move_out, stay, leave())
    make.assignment(store, make.stay(store, make.resident(store, "Bo"), house, SUNDAY), bed, SUNDAY)
    with pytest.raises(Problem):
        store.write(OWNER, stays.undo_move_out, done)
    assert [r.name for r in here(store, house)] == ["Bo T."]


def test_a_person_who_comes_back_has_a_new_stay_and_keeps_the_rest(store, house, room):
    bed = make.bed(store, room)
    person = make.resident(store)
    make.stay(store, person, house, date(2025, 1, 1), discharged_on=date(2025, 6, 1),
              discharge_type="successful")
    make.sobriety(store, person)
    store.write(OWNER, stays.move_in, house, person, MoveIn(on=SUNDAY, bed_id=bed))
    seen = store.read(OWNER, profile, person, house, SUNDAY)
    assert [s.move_in_on for s in seen.stays] == [SUNDAY, date(2025, 1, 1)]
    assert seen.sober.days == 87
    assert store.read(OWNER, counts, house).moved_out == 0


@pytest.mark.parametrize("on", [date(2025, 3, 1), date(2026, 11, 23)])
def test_stays_of_one_person_never_overlap_nor_begin_tomorrow(store, house, on):
    person = make.resident(store)
    make.stay(store, person, house, date(2025, 1, 1), discharged_on=date(2025, 6, 1),
              discharge_type="successful")
    with pytest.raises(Problem) as caught:
        store.write(OWNER, stays.move_in, house, person, MoveIn(on=on))
    assert caught.value.field == "on"


def test_nobody_lives_in_two_houses(store, house):
    other = make.house(store, "Oak Street House")
    person = make.resident(store)
    make.stay(store, person, other)
    with pytest.raises(Problem, match="lives here already"):
        store.write(OWNER, stays.move_in, house, person, MoveIn(on=SUNDAY))


def test_who_waited_waits_again_when_the_move_in_is_taken_back(store, house, room):
    bed = make.bed(store, room)
    make.phase(store, house)
    person = make.resident(store)
    store.write(OWNER, applications.add_application, house, person, Waiting())
    stay = store.write(OWNER, stays.move_in, house, person, MoveIn(on=SUNDAY, bed_id=bed))
    assert store.read(OWNER, people_waiting, house) == ()
    store.write(OWNER, stays.undo_move_in, stay)
    assert [r.resident_id for r in store.read(OWNER, people_waiting, house)] == [person]
    assert here(store, house) == ()


def test_a_planned_last_day_is_a_field_like_any_other(store, house):
    stay = make.stay(store, make.resident(store), house)
    day = date(2026, 11, 27)
    version, was = store.write(OWNER, stays.change_stay, stay, "planned_discharge_on", day, 1)
    assert (version, was) == (2, None)
    with pytest.raises(Stale):
        store.write(OWNER, stays.change_stay, stay, "planned_discharge_on", None, 1)
    store.write(OWNER, stays.change_stay_back, stay, "planned_discharge_on", None, day)
    with pytest.raises(Problem, match="before the day of the move in"):
        store.write(OWNER, stays.change_stay, stay, "planned_discharge_on", date(2026, 1, 1), 3)


@pytest.mark.parametrize(("how", "field"), [
    (leave(on=date(2026, 8, 26)), "on"), (leave(on=date(2026, 11, 23)), "on"),
    (leave(kind="evicted"), "kind"),
])
def test_a_move_out_that_cannot_be_is_refused_whole(store, house, room, how, field):
    _bed, stay = make.filled_bed(store, room, "1A", "Jay", "Porter")
    with pytest.raises(Problem) as caught:
        store.write(OWNER, stays.move_out, stay, how)
    assert caught.value.field == field
    assert here(store, house)[0].bed == "1A"


def test_staff_do_not_move_people(store, house, room):
    _bed, stay = make.filled_bed(store, room, "1A", "Jay", "Porter")
    with pytest.raises(NotAllowed):
        store.write(staff(Role.STAFF, house), stays.move_out, stay, leave())


def test_a_phase_is_changed_with_date_and_reason_and_taken_back(store, house):
    stay = make.stay(store, make.resident(store), house)
    one, two = make.phase(store, house, 1), make.phase(store, house, 2)
    make.phase_history(store, stay, one)
    done = store.write(OWNER, phases.change_phase, stay, two, SUNDAY, "Thirty days, four meetings")
    assert here(store, house)[0].phase == "Phase 2"
    with pytest.raises(Problem, match="already"):
        store.write(OWNER, phases.change_phase, stay, two, SUNDAY, "")
    store.write(OWNER, phases.undo_change_phase, done)
    assert here(store, house)[0].phase == "Phase 1"
    with pytest.raises(Problem, match="changed again"):
        store.write(OWNER, phases.undo_change_phase, done)


def test_a_phase_of_another_house_is_refused(store, house):
    stay = make.stay(store, make.resident(store), house)
    other = make.phase(store, make.house(store, "Oak Street House"))
    with pytest.raises(Problem, match="not one of this house"):
        store.write(OWNER, phases.change_phase, stay, other, SUNDAY, "")


def test_an_away_person_shows_as_away(store, house, room):
    _bed, stay = make.filled_bed(store, room, "1A", "Jay", "Porter")
    store.write(OWNER, bed_keeping.hold_while_away, stay, SUNDAY, "Weekend pass", "pass")
    assert here(store, house)[0].standing == "away"
