"""The lists, the profile and the timeline: right rows, few statements, only the actor's houses."""

from contextlib import contextmanager
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound
from sobrhouse.queries.celebrations import birthdays, milestones
from sobrhouse.queries.matches import matches
from sobrhouse.queries.moved_out import people_moved_out
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.profile import profile
from sobrhouse.queries.residents import counts, people_waiting, residents_here
from sobrhouse.queries.timeline import Happened, timeline
from tests import make
from tests.conftest import OWNER, staff
from tests.make import SUNDAY

ZONE = ZoneInfo("America/New_York")


@contextmanager
def counting(store):
    """How many statements the reader runs."""
    said = []

    def heard(_connection, _cursor, statement, *_more):
        if statement.startswith("SELECT"):
            said.append(statement)

    event.listen(store._reader, "before_cursor_execute", heard)
    yield said


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def room(store, house):
    return make.room(store, house)


def test_a_row_says_bed_phase_days_and_what_is_missing(store, house, room):
    _bed, stay = make.filled_bed(store, room, "4B", "Marcus", "Tate")
    make.phase_history(store, stay, make.phase(store, house, 2))
    person = store.read(OWNER, residents_here, house, SUNDAY)[0].resident_id
    make.sobriety(store, person)
    make.contact(store, person)
    row = store.read(OWNER, residents_here, house, SUNDAY)[0]
    assert (row.name, row.bed, row.phase, row.sober.days) == ("Marcus T.", "4B", "Phase 2", 87)
    assert row.next.milestone.code == "d90" and row.next.on == date(2026, 11, 25)
    assert row.missing == ("birth date", "phone")


def test_two_alike_in_one_house_get_one_more_letter(store, house, room):
    for label, last in (("1A", "Tate"), ("1B", "Teller"), ("1C", "Okafor")):
        make.filled_bed(store, room, label, "Marcus", last)
    names = [r.name for r in store.read(OWNER, residents_here, house, SUNDAY)]
    assert sorted(names) == ["Marcus O.", "Marcus Ta.", "Marcus Te."]


def test_a_house_of_any_size_takes_the_same_three_statements(store, house, room):
    for n in range(12):
        _bed, _stay = make.filled_bed(store, room, f"1{n}", f"P{n}", "Tate")
    with counting(store) as said:
        assert len(store.read(OWNER, residents_here, house, SUNDAY)) == 12
    assert len(said) == 3


def test_a_person_is_in_one_list_only(store, house, room):
    _bed, _stay = make.filled_bed(store, room, "1A", "Marcus", "Tate")
    gone = make.resident(store, "Jay", "Porter")
    make.stay(store, gone, house, date(2026, 1, 1), discharged_on=date(2026, 2, 1),
              discharge_type="voluntary")
    back = make.resident(store, "Luis", "Gomez")
    make.stay(store, back, house, date(2025, 1, 1), discharged_on=date(2025, 2, 1),
              discharge_type="voluntary")
    make.stay(store, back, house, date(2026, 9, 1))
    make.application(store, make.resident(store, "Greg", "Adams"), house, needs="ground floor")
    total = store.read(OWNER, counts, house)
    assert (total.here, total.waiting, total.moved_out) == (2, 1, 1)
    assert [r.name for r in store.read(OWNER, people_moved_out, house).rows] == ["Jay P."]
    assert [r.needs for r in store.read(OWNER, people_waiting, house)] == ["ground floor"]
    assert {r.name for r in store.read(OWNER, residents_here, house, SUNDAY)} == {
        "Marcus T.", "Luis G."}


def test_a_profile_takes_a_fixed_number_of_statements(store, house, room):
    _bed, _stay = make.filled_bed(store, room, "1A", "Marcus", "Tate")
    person = store.read(OWNER, residents_here, house, SUNDAY)[0].resident_id
    for n in range(8):
        make.contact(store, person, f"Contact {n}")
        make.condition(store, person, f"Condition {n}")
    with counting(store) as said:
        seen = store.read(OWNER, profile, person, house, SUNDAY)
    assert len(seen.contacts) == 8 and len(said) <= 16


def test_a_person_who_was_taken_back_is_not_found(store, house):
    person = make.resident(store, voided_at=store.now())
    make.stay(store, person, house)
    with pytest.raises(NotFound):
        store.read(OWNER, profile, person, house, SUNDAY)


def test_a_manager_sees_no_stay_note_or_match_of_another_house(store, house):
    other = make.house(store, "Oak Street House")
    person = make.resident(store)
    make.stay(store, person, other, date(2025, 1, 1), discharged_on=date(2025, 6, 1),
              discharge_type="voluntary")
    make.stay(store, person, house)
    make.note(store, other, "Said elsewhere", person)
    make.note(store, house, "Said here", person)
    stranger = make.resident(store, "Ana", "Diaz")
    make.stay(store, stranger, other)
    dana = staff(Role.MANAGER, house)
    assert [s.house_id for s in store.read(dana, profile, person, house, SUNDAY).stays] == [house]
    notes = [r.text for r in store.read(dana, timeline, person, ZONE)
             if r.happened is Happened.NOTE]
    assert notes == ["Said here"]
    assert store.read(dana, matches, "Ana", "Diaz", None) == ()
    assert [m.name for m in store.read(OWNER, matches, "Ana", "Diaz", None)] == ["Ana Diaz"]
    with pytest.raises(NotAllowed):
        store.read(dana, timeline, stranger, ZONE)


def test_the_timeline_tells_what_happened_newest_first_pinned_on_top(store, house, room):
    _bed, stay = make.filled_bed(store, room, "1A", "Marcus", "Tate")
    make.phase_history(store, stay, make.phase(store, house), date(2026, 9, 27), reason="Thirty")
    person = store.read(OWNER, residents_here, house, SUNDAY)[0].resident_id
    make.note(store, house, "Keep", person, pinned=True)
    make.note(store, house, "Quiet", person)
    make.sobriety(store, person, date(2026, 1, 1), end_on=date(2026, 8, 27),
                  end_kind="return_to_use")
    make.sobriety(store, person, date(2026, 8, 27))
    make.employment(store, person)
    rows = store.read(OWNER, timeline, person, ZONE)
    assert rows[0].text == "Keep" and rows[0].pinned
    kinds = [r.happened for r in rows[1:]]
    assert kinds[-1] is Happened.FIRST_DATE and Happened.NEW_DATE in kinds
    assert {Happened.MOVED_IN, Happened.BED, Happened.PHASE, Happened.WORK} <= set(kinds)
    assert [r.on for r in rows[1:]] == sorted((r.on for r in rows[1:]), reverse=True)
    assert len(store.read(OWNER, timeline, person, ZONE, 3)) == 3


def reached(store, house):
    """What those who live in the house reach from Sunday on, in seven days."""
    people = store.read(OWNER, residents_here, house, SUNDAY)
    return milestones(people, Celebration(), SUNDAY, SUNDAY + timedelta(days=6))


def test_milestones_are_counted_from_the_last_date_alone(store, house):
    person = make.resident(store)
    make.stay(store, person, house, date(2026, 8, 27))
    make.sobriety(store, person, date(2026, 8, 26), end_on=SUNDAY, end_kind="return_to_use")
    make.sobriety(store, person, SUNDAY)
    assert [(m.on, m.milestone.code) for m in reached(store, house)] == [(date(2026, 11, 23), "d1")]


def test_a_corrected_date_and_a_guest_who_left_celebrate_nothing(store, house):
    person = make.resident(store)
    make.stay(store, person, house)
    make.sobriety(store, person, date(2026, 8, 25), end_on=SUNDAY, end_kind="correction")
    make.sobriety(store, person, date(2020, 3, 3))
    left = make.resident(store, "Jay", "Porter")
    make.stay(store, left, house, discharged_on=date(2026, 11, 17), discharge_type="voluntary")
    make.sobriety(store, left, date(2026, 8, 25))
    assert reached(store, house) == ()


def test_key_tags_are_for_those_of_na(store, house):
    person = make.resident(store, pathway="NA")
    make.stay(store, person, house)
    make.sobriety(store, person, date(2026, 5, 24))
    assert [m.milestone.colour for m in reached(store, house)] == ["blue"]


def test_birthdays_come_round_the_turn_of_the_year(store, house):
    for name, born in (("Ana", date(1990, 12, 30)), ("Bo", date(1985, 1, 2)), ("Cy", None)):
        make.stay(store, make.resident(store, name, "X", birth_on=born), house)
    people = store.read(OWNER, residents_here, house, SUNDAY)
    found = birthdays(people, date(2026, 12, 28), date(2027, 1, 3))
    assert [(b.name, b.on, b.age) for b in found] == [
        ("Ana X.", date(2026, 12, 30), 36), ("Bo X.", date(2027, 1, 2), 42)]


def test_somebody_who_comes_back_is_found_by_name_and_birth_date(store, house):
    born = date(1990, 5, 4)
    person = make.resident(store, "Marcus", "Tate", birth_on=born)
    make.stay(store, person, house, date(2025, 1, 1), discharged_on=date(2025, 6, 1),
              discharge_type="voluntary")
    match = store.read(OWNER, matches, "MARCUS", "tate", born)[0]
    assert (match.likeness, match.here) == ("same", False)
    assert match.stays == (("Maple Street House", date(2025, 1, 1), date(2025, 6, 1)),)
    assert store.read(OWNER, matches, "Marcus", "Tate", date(1991, 1, 1)) == ()


HOSTILE = ["", "   ", "%", "_", "\\", "'", "\"; DROP TABLE resident; --", "\x00", "a" * 100_000,
           "%%%%_____", "🙂", "\u202e", "İ", "ß", "(((", "* OR 1=1", "\ud800"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_into_the_search_nothing_breaks(store, house, text):
    make.stay(store, make.resident(store), house)
    assert store.read(OWNER, matches, text, text, None) == ()
