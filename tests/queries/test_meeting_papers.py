"""What the papers of meetings are made from: true to their day, and only what is verified."""

from datetime import date, timedelta

import pytest

from sobrhouse.problems import NotFound
from sobrhouse.queries import meeting_papers as papers
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.services import house_meetings as meetings
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Attendance, MeetingGroup, MeetingSeries
from tests import make
from tests.conftest import NOW, OWNER
from tests.make import MONDAY, SUNDAY


@pytest.fixture
def house(store: Store) -> int:
    """A house that meets on Sundays at 8 PM; Marcus in 1A and Sam without a bed."""
    house_id = make.house(store)
    bed = make.bed(store, make.room(store, house_id), "1A")
    stay = make.stay(store, make.resident(store, "Marcus", "Tate"), house_id, date(2026, 8, 27))
    make.assignment(store, stay, bed, date(2026, 8, 27))
    make.stay(store, make.resident(store, "Sam", "Okafor"), house_id, date(2026, 8, 27))
    make.row(store, MeetingSeries(
        house_id=house_id, title="House meeting", rule="FREQ=WEEKLY;BYDAY=SU",
        starts_on=SUNDAY - timedelta(days=70), starts_at="20:00", place="Kitchen"))  # fmt: skip
    return house_id


def went(store: Store, house: int, stay: int, on: date, how: str, **more: object) -> None:
    values = {"group_text": "Paper Boat", "fellowship": "AA", "verified_by_text": "Ana"} | more
    make.row(store, Attendance(
        house_id=house, stay_id=stay, attended_on=on, verification=how, **values))  # fmt: skip


def test_a_meeting_paper_knows_beds_and_the_next_meeting(store: Store, house: int) -> None:
    meeting = store.write(OWNER, meetings.open_meeting, house, 1, SUNDAY)
    data = store.read(OWNER, papers.meeting_paper, house, meeting)
    assert {n.short: n.bed for n in data.names.values()} == {"Marcus T.": "1A", "Sam O.": ""}
    assert data.next_at is not None
    assert data.next_at.astimezone(data.zone).date() == SUNDAY + timedelta(days=7)
    with pytest.raises(NotFound):
        store.read(OWNER, papers.meeting_paper, house, meeting + 1)


def test_the_meeting_beside_now_is_the_next_one_or_the_last_that_began(
    store: Store, house: int
) -> None:
    row = store.read(OWNER, papers.meeting_beside, house, NOW, ahead=True)
    assert row is not None and row.day == SUNDAY and row.meeting_id is None
    assert store.read(OWNER, papers.meeting_beside, house, NOW, ahead=False) is None
    meeting = store.write(OWNER, meetings.open_meeting, house, 1, SUNDAY - timedelta(days=7))
    store.write(OWNER, meetings.begin_meeting, meeting)
    row = store.read(OWNER, papers.meeting_beside, house, NOW, ahead=False)
    assert row is not None and row.meeting_id == meeting


def test_an_empty_roll_is_of_who_lives_there_that_day(store: Store, house: int) -> None:
    gone = make.resident(store, "Gus", "Noble")
    make.stay(store, gone, house, date(2026, 5, 1), discharged_on=SUNDAY,
              discharge_type="voluntary")  # fmt: skip
    names = [r.name.short for r in store.read(OWNER, papers.empty_roll, house, SUNDAY) if r.name]
    assert names == ["Marcus T.", "Sam O."]
    before = store.read(OWNER, papers.empty_roll, house, SUNDAY - timedelta(days=1))
    assert len(before) == 3


def test_a_card_holds_verified_meetings_of_its_days_and_its_person(
    store: Store, house: int
) -> None:
    group = make.row(store, MeetingGroup(
        house_id=house, name="Paper Boat", fellowship="AA", place="Old Mill Chapel"))  # fmt: skip
    went(store, house, 1, SUNDAY, "signature", meeting_group_id=group, started_at="19:00")
    went(store, house, 1, SUNDAY - timedelta(days=1), "initial")
    for how in ("self", "none_available"):
        went(store, house, 1, SUNDAY - timedelta(days=2), how)
    went(store, house, 1, SUNDAY - timedelta(days=40), "signature")
    went(store, house, 2, SUNDAY, "signature")
    went(store, house, 1, SUNDAY - timedelta(days=3), "staff", void_at=NOW, void_by=1,
         void_why="typed twice")  # fmt: skip
    card = store.read(OWNER, papers.court_card, house, 1, SUNDAY - timedelta(days=29), SUNDAY)
    assert [(line.on, line.verification) for line in card.lines] == [
        (SUNDAY - timedelta(days=1), "initial"), (SUNDAY, "signature")]  # fmt: skip
    assert card.lines[-1].place == "Old Mill Chapel"
    assert (card.name.full, card.per_week) == ("Marcus Tate", 4)


def test_a_card_of_days_on_which_nobody_lived_here_is_refused(store: Store, house: int) -> None:
    with pytest.raises(NotFound, match="did not live here"):
        store.read(OWNER, papers.court_card, house, 1, date(2026, 1, 1), date(2026, 2, 1))


def test_the_weekly_grid_has_house_marks_and_recovery_meetings(store: Store, house: int) -> None:
    meeting = store.write(OWNER, meetings.open_meeting, house, 1, SUNDAY)
    store.write(OWNER, meetings.begin_meeting, meeting)
    store.write(OWNER, meetings.set_mark, meeting, 1, "late")
    store.write(OWNER, meetings.set_mark, meeting, 2, "excused", "Work")
    went(store, house, 1, MONDAY, "self")
    went(store, house, 1, SUNDAY, "self")
    week = store.read(OWNER, weekly_report, house, MONDAY, SUNDAY).attendance
    assert {line.name.short: line.marks for line in week.lines} == {
        "Marcus T.": ("went", "", "", "", "", "", "late"),
        "Sam O.": ("", "", "", "", "", "", "excused"),
    }
    assert {line.name.short: (line.done, line.asked) for line in week.lines} == {
        "Marcus T.": (2, 4), "Sam O.": (0, 4)}  # fmt: skip
    assert (week.came, week.marked, week.share, week.house) == (1, 2, 50, frozenset({SUNDAY}))
    assert week.counted(0) == (1, 1) and week.counted(6) == (1, 2)


def test_a_week_without_any_meeting_has_no_grid(store: Store, house: int) -> None:
    assert store.read(OWNER, weekly_report, house, MONDAY, SUNDAY).attendance.lines == ()
