"""Each resident's week: five headings from the records, true to the week, and nothing that is not
for paper.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.domain.week_people import HEADINGS, PersonWeek
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.chore_week import chore_week
from sobrhouse.queries.recovery_week import recovery_week
from sobrhouse.queries.week_people import people_week, week_people
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Commitment, Pass, ServiceCommitment, SignOut, Todo
from tests import make, make_circle, make_papers
from tests.conftest import OWNER, Clock, Template, staff
from tests.make import MONDAY, SUNDAY

DAY = timedelta(days=1)
People = dict[str, PersonWeek]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of the afternoon in New York."""
    return datetime(day.year, day.month, day.day, hour + 5, minute, tzinfo=UTC)


def made(store: Store) -> int:
    """Marcus has a full week, Sam keeps his sponsor to himself and left on Thursday, Ty has
    nothing, and Kim lives in another house.
    """
    house = make.house(store)
    room = make.room(store, house)
    stays = {}
    for first, last, bed, more in (
        ("Marcus", "Tate", "10A", {}), ("Ty", "Cole", "2A", {}),
        ("Sam", "Ortiz", "2B", {"discharged_on": MONDAY + 3 * DAY,
                                "discharge_type": "successful"}),
    ):  # fmt: skip
        who = make.resident(store, first, last)
        stays[first] = make.stay(store, who, house, date(2026, 8, 27), **more)
        make.assignment(store, stays[first], make.bed(store, room, bed), date(2026, 8, 27))
    other = make.house(store, "Oak House")
    kim = make.resident(store, "Kim", "Dale")
    stay = make.stay(store, kim, other)
    make.employment(store, kim, "Secret Bakery")
    make_papers.own_words(store, stay, "Not of this house.")
    _outside(store, house)
    _inside(store, house, stays)
    _said(store, house, stays)
    return house


def _outside(store: Store, house: int) -> None:
    bill = make_circle.supporter(store, house)
    tie = make_circle.sponsorship(store, 1, supporter_id=bill)
    for back in (0, 1, 9):
        make_circle.touch(store, house, tie, on_date=SUNDAY - back * DAY)
    make_circle.touch(store, house, tie, on_date=SUNDAY - 2 * DAY, kind="no_answer")
    make_circle.sponsorship(store, 3, name="Quentin Z.", share="existence")
    make.employment(store, 1, schedule="Mon to Fri", hours_week=32)
    make.employment(store, 1, "Old Place", to_on=MONDAY - DAY)


def _inside(store: Store, house: int, stays: dict[str, int]) -> None:
    me, moment = stays["Marcus"], store.now()
    chore = make.chore(store, house, make.rotation(store, house))
    turn = make.chore_assignment(store, house, chore, me)
    for n, result in enumerate(("pass", "pass", "missed", "redo", "excused")):
        make.inspection(store, house, turn, result, MONDAY + n * DAY)
    for row in (
        SignOut(house_id=house, stay_id=me, at=at(MONDAY, 9), out_at=at(MONDAY, 9),
                in_at=at(MONDAY, 12), in_by="kiosk", destination="Doctor",
                expected_return_at=at(MONDAY, 11)),
        SignOut(house_id=house, stay_id=stays["Sam"], at=at(MONDAY, 9), out_at=at(MONDAY, 9),
                in_at=at(MONDAY, 10), in_by="kiosk", expected_return_at=at(MONDAY, 11)),
        Pass(house_id=house, stay_id=me, kind="medical", status="returned", destination="Clinic",
             requested_at=moment, depart_at=at(MONDAY, 12), return_by=at(MONDAY + DAY, 12),
             returned_at=at(MONDAY + DAY, 13)),
        Pass(house_id=house, stay_id=me, status="approved", requested_at=moment,
             depart_at=at(SUNDAY + 5 * DAY, 12), return_by=at(SUNDAY + 6 * DAY, 12)),
        Pass(house_id=house, stay_id=me, status="denied", requested_at=moment,
             depart_at=at(SUNDAY + 2 * DAY, 12), return_by=at(SUNDAY + 3 * DAY, 12)),
        Commitment(house_id=house, stay_id=me, text="Call my sister", outcome="kept",
                   answered_at=moment),
        ServiceCommitment(resident_id=1, role="Makes the coffee", where_text="Noon Group",
                          from_on=MONDAY - 30 * DAY),
        Todo(house_id=house, resident_id=1, text="Take Marcus to court.", due_on=SUNDAY + DAY),
        Todo(house_id=house, owner_stay_id=me, text="Fix the step", due_on=SUNDAY + DAY),
    ):  # fmt: skip
        make.row(store, row)
    make.attendance(store, house, me, SUNDAY)
    make.attendance(store, house, me, MONDAY, fellowship="NA")
    meeting = make.house_meeting(store, house)
    make.mark(store, house, meeting, me, "late")


def _said(store: Store, house: int, stays: dict[str, int]) -> None:
    for category in ("demeanor", "medical", "work_school"):
        make.note(store, house, f"About {category}", 1, category=category, in_weekly_report=True)
    make.note(store, house, "Not for paper", 1)
    make_papers.own_words(store, stays["Marcus"])
    make_papers.own_words(store, stays["Marcus"], "Told.", heading="appointments", way="staff")
    make_papers.own_words(store, stays["Marcus"], "Last week.", week_start=MONDAY - 7 * DAY)
    make_papers.own_words(store, stays["Marcus"], "Gone.", heading="chores",
                          voided_at=store.now())  # fmt: skip


@pytest.fixture(scope="module")
def shared(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The houses for the tests that only read; the first one is asked for."""
    opened = template.copied(tmp_path_factory.mktemp("week"), Clock())
    made(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def week(shared: Store) -> People:
    """Everybody's week by first name."""
    return {p.name.short.split()[0]: p for p in people(shared)}


def people(store: Store, start: date = MONDAY) -> tuple[PersonWeek, ...]:
    """The week as the owner reads it on Sunday evening."""
    found = store.read(OWNER, week_people, 1, start, SUNDAY, store.now())
    assert isinstance(found, tuple)
    return found


def under(person: PersonWeek, code: str) -> list[tuple[str, str]]:
    """What stands under a heading: kind and text."""
    (heading,) = [h for h in person.headings if h.code == code]
    return [(line.kind, line.text) for line in heading.lines]


def test_everybody_of_the_week_stands_by_bed_and_who_left_stands_last(week: People) -> None:
    assert [(n, p.name.bed, p.left_on) for n, p in week.items()] == [
        ("Ty", "2A", None), ("Marcus", "10A", None), ("Sam", "2B", MONDAY + 3 * DAY)]  # fmt: skip
    assert all(tuple(h.code for h in p.headings) == HEADINGS for p in week.values())


def test_a_sponsor_is_named_only_where_the_resident_shares_it(week: People) -> None:
    (sponsor,) = [line for line in week["Marcus"].headings[0].lines if line.who]
    assert (sponsor.text, sponsor.who) == ("Sponsor", "Bill W.")
    assert ("fact", "In touch 2 times, last on Sun") in under(week["Marcus"], "sponsor")
    assert under(week["Sam"], "sponsor") == [
        ("fact", "Sponsor, name kept private"),
        ("fact", "No contact is written down this week"),
    ]
    assert "Quentin" not in repr(week)


def test_work_as_it_was_in_the_week(week: People) -> None:
    facts = [said for kind, said in under(week["Marcus"], "work_school") if kind == "fact"]
    assert facts == ["Job: Ridge Auto, Mon to Fri, 32 hours a week"]


def test_chores_late_returns_and_passes_are_told_and_not_what_a_pass_is_for(week: People) -> None:
    said = [text for _kind, text in under(week["Marcus"], "chores")]
    assert said == [
        "Chores: 2 of 5 turns passed", "Missed: Kitchen Wed", "To be done again: Kitchen Thu",
        "Not done in time: Kitchen Sat", "Excused: Kitchen Fri",
        "Mon: Due 11:00 AM, back 12:00 PM",
        "Pass Mon, Nov 16 to Tue, Nov 17, back 1 h late",
    ]  # fmt: skip
    assert under(week["Sam"], "chores") == [("fact", "Signed out 1 time, nothing late")]
    assert "edical" not in repr(week) and "Clinic" not in repr(week)


def test_taking_part_is_counted_by_fellowship_and_names_no_group(week: People) -> None:
    assert [text for _kind, text in under(week["Marcus"], "participation")] == [
        "Recovery meetings: 2 of 4 (NA 1, AA 1)", "House meeting Sun: late",
        "Promised the house: Call my sister (kept)",
        "To do for the house: Fix the step, by Mon, Nov 23", "Service: Makes the coffee",
        "About demeanor",
    ]  # fmt: skip
    assert "Noon Group" not in repr(week)


def test_appointments_do_not_say_where_somebody_went(week: People) -> None:
    assert under(week["Marcus"], "appointments") == [
        ("fact", "Appointment Mon, left 9:00 AM"),
        ("fact", "Take Marcus to court, by Mon, Nov 23"),
        ("fact", "Pass Fri, Nov 27 to Sat, Nov 28"),
        ("own", "Told."),
    ]
    assert "Doctor" not in repr(week)


def test_own_words_of_the_week_stand_last_and_say_how_they_came(week: People) -> None:
    own = [line for h in week["Marcus"].headings for line in h.lines if line.kind == "own"]
    assert [(line.text, line.way) for line in own] == [
        ("I asked two people.", "kiosk"), ("Told.", "staff")]  # fmt: skip
    assert under(week["Marcus"], "sponsor")[-1][0] == "own"
    assert "Last week." not in repr(week) and "Not of this house." not in repr(week)


def test_only_notes_that_are_for_the_report_stand_there_and_none_about_health(
    week: People,
) -> None:
    notes = [line for h in week["Marcus"].headings for line in h.lines if line.kind == "note"]
    assert [(line.text, line.on) for line in notes] == [
        ("About work_school", SUNDAY), ("About demeanor", SUNDAY)]  # fmt: skip


def test_who_has_nothing_has_nothing_made_up(week: People) -> None:
    said = {h.code: [line.text for line in h.lines] for h in week["Ty"].headings}
    assert said.pop("participation") == ["Recovery meetings: 0 of 4"]  # what is asked of everybody
    assert said == {code: [] for code in HEADINGS if code != "participation"}


def test_the_counts_are_those_of_the_chores_and_meetings_places(
    shared: Store, week: People
) -> None:
    """Recomputed from the queries behind those places."""
    chores = shared.read(OWNER, chore_week, 1, MONDAY, shared.now())
    (tally,) = [p for p in chores.people if p.name.startswith("Marcus")]
    assert under(week["Marcus"], "chores")[0][1].startswith(f"Chores: {tally.passed} of ")
    met = shared.read(OWNER, recovery_week, 1, MONDAY, SUNDAY)
    (mine,) = [p for p in met if p.resident_id == 1]
    assert f"Recovery meetings: {mine.tally.words}" in under(week["Marcus"], "participation")[0][1]


def test_before_they_came_nobody_is_there(shared: Store) -> None:
    assert people(shared, date(2026, 6, 1)) == ()
    told = shared.read(OWNER, people_week, 1, date(2026, 6, 1), SUNDAY, shared.now())
    assert (told.house, told.whole, told.people) == ("Maple Street House", True, ())


def test_staff_of_another_house_may_not_read_it(shared: Store) -> None:
    with pytest.raises(NotAllowed):
        shared.read(staff(Role.MANAGER, 2), week_people, 1, MONDAY, SUNDAY)
