"""The weekly report's values: true to its week, and only of its house."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sobrhouse.domain.staff import SYSTEM, Role
from sobrhouse.domain.weekly import WeeklyReport
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.papers import paper_facts
from sobrhouse.queries.weekly import weekly_report
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    BedHold,
    BedOutage,
    CurfewCheck,
    Employment,
    HouseSetting,
    Note,
    PhaseHistory,
    Round,
    SignOut,
    SobrietyPeriod,
    Todo,
)
from tests import make
from tests.conftest import OWNER, staff
from tests.make import MONDAY, SUNDAY


@pytest.fixture
def house(store: Store) -> int:
    """A house of two rooms with four beds."""
    house_id = make.house(store)
    for name, labels in (("Room 1", "AB"), ("Room 2", "AB")):
        room = make.room(store, house_id, name)
        for label in labels:
            make.bed(store, room, name[-1] + label)
    return house_id


def beds(store: Store, house_id: int) -> dict[str, int]:
    """Bed ids by label."""
    from sobrhouse.queries.beds import board

    return {b.label: b.bed_id for b in store.read(OWNER, board, house_id, SUNDAY).beds}


def living(
    store: Store,
    house_id: int,
    bed: str,
    first: str,
    last: str,
    on: date = date(2026, 8, 27),
    **more: object,
) -> int:
    """Somebody in a bed; gives the stay."""
    person = make.resident(store, first, last, **more)
    stay = make.stay(store, person, house_id, on)
    make.assignment(store, stay, beds(store, house_id)[bed], on)
    return stay


def report(store: Store, house_id: int, week: date = MONDAY, today: date = SUNDAY) -> WeeklyReport:
    """The week as the owner reads it."""
    result = store.read(OWNER, weekly_report, house_id, week, today)
    assert isinstance(result, WeeklyReport)
    return result


def test_the_roster_stands_in_the_order_of_the_beds_with_days_and_phase(
    store: Store, house: int
) -> None:
    phase = make.phase(store, house, 2)
    stay = living(store, house, "2A", "Marcus", "Tate")
    living(store, house, "1B", "Andre", "Wills")
    make.sobriety(store, 1, date(2026, 8, 24))
    make.row(store, PhaseHistory(stay_id=stay, phase_id=phase, start_on=date(2026, 10, 1)))
    make.row(store, Employment(resident_id=1, kind="job", place="Ridge Auto"))
    week = report(store, house)
    assert [(r.bed, r.name.short, r.days_sober, r.phase, r.work) for r in week.residents] == [
        ("1B", "Andre W.", None, "", ""),
        ("2A", "Marcus T.", 90, "Phase 2", "Ridge Auto"),
    ]
    assert (week.filled, week.beds, week.working, week.median_days) == (2, 4, 1, 90)
    assert "90-day chip" in week.residents[1].milestone


def test_a_past_week_shows_who_lived_there_then(store: Store, house: int) -> None:
    place = beds(store, house)
    gone = make.resident(store, "Gus", "Noble")
    stay = make.stay(
        store,
        gone,
        house,
        date(2026, 5, 1),
        discharged_on=date(2026, 10, 20),
        discharge_type="successful",
        destination="Own apartment",
    )
    make.assignment(
        store, stay, place["1A"], date(2026, 5, 1), end_on=date(2026, 7, 1), end_reason="transfer"
    )
    make.assignment(
        store,
        stay,
        place["2B"],
        date(2026, 7, 1),
        end_on=date(2026, 10, 20),
        end_reason="moved out",
    )
    living(store, house, "1A", "New", "Comer", on=date(2026, 11, 1))
    june = report(store, house, date(2026, 6, 1))
    assert [(r.bed, r.name.short) for r in june.residents] == [("1A", "Gus N.")]
    assert june.as_of == date(2026, 6, 7)
    october = report(store, house, date(2026, 10, 19))
    assert october.residents == ()
    (move,) = october.moves
    assert (move.out, move.how, move.place) == (True, "Completed the stay", "Own apartment")
    assert move.name.bed == "2B"
    assert [r.name.short for r in report(store, house).residents] == ["New C."]


def test_a_week_that_goes_on_ends_today(store: Store, house: int) -> None:
    living(store, house, "1A", "Early", "Bird", on=MONDAY)
    week = report(store, house, today=MONDAY + timedelta(days=2))
    assert week.as_of == date(2026, 11, 18)
    assert not week.whole
    assert week.moved_in == 1


def test_somebody_who_returns_came_back(store: Store, house: int) -> None:
    person = make.resident(store, "Ray", "Hart")
    make.stay(
        store,
        person,
        house,
        date(2026, 1, 1),
        discharged_on=date(2026, 3, 1),
        discharge_type="voluntary",
    )
    make.stay(store, person, house, date(2026, 11, 17))
    (move,) = report(store, house).moves
    assert (move.how, move.out) == ("Came back", False)


def test_a_corrected_sobriety_date_counts_for_past_weeks_too(store: Store, house: int) -> None:
    living(store, house, "1A", "Sam", "Ode")
    make.row(
        store,
        SobrietyPeriod(
            resident_id=1,
            start_on=date(2026, 8, 1),
            end_on=date(2026, 11, 20),
            end_kind="correction",
        ),
    )
    make.sobriety(store, 1, date(2026, 8, 24))
    (line,) = report(store, house, date(2026, 11, 9)).residents
    assert line.days_sober == (date(2026, 11, 15) - date(2026, 8, 24)).days


def test_milestones_of_this_week_and_the_next_are_told_apart(store: Store, house: int) -> None:
    living(store, house, "1A", "Sam", "Ode")
    living(store, house, "1B", "Luis", "Gil")
    make.sobriety(store, 1, SUNDAY - timedelta(days=90))
    make.sobriety(store, 2, SUNDAY - timedelta(days=57))
    lines = report(store, house).milestones
    assert [(m.name.short, m.what, m.next_week) for m in lines] == [
        ("Sam O.", "90-day chip", False),
        ("Luis G.", "60-day chip", True),
    ]


def test_birthdays_stand_only_where_the_house_wants_them(store: Store, house: int) -> None:
    living(store, house, "1A", "Nate", "Bell", birth_on=date(1990, 11, 25))
    assert report(store, house).birthdays == ()
    make.row(store, HouseSetting(house_id=house, key="report_birthdays", value_json="true"))
    (line,) = report(store, house).birthdays
    assert line.on == date(2026, 11, 25)


def test_only_marked_notes_of_the_week_stand_on_paper_and_never_medical_ones(
    store: Store, house: int
) -> None:
    living(store, house, "1A", "Luis", "Gil")
    inside = datetime(2026, 11, 18, 15, tzinfo=UTC)
    # Sunday, 11:30 PM in New York is Monday in UTC, and belongs to the week all the same.
    late = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    for at, text, marked, category in (
        (inside, "Court on Thursday", True, "general"),
        (inside, "Only for staff", False, "general"),
        (inside, "Blood pressure", True, "medical"),
        (datetime(2026, 11, 15, 15, tzinfo=UTC), "Last week", True, "general"),
        (late, "Late Sunday", True, "general"),
    ):
        make.row(
            store,
            Note(
                house_id=house,
                resident_id=1,
                at=at,
                text=text,
                in_weekly_report=marked,
                category=category,
            ),
        )
    week = report(store, house)
    assert [n.text for n in week.notes] == ["Court on Thursday", "Late Sunday"]
    assert week.residents[0].note == "Court on Thursday Late Sunday"


def test_open_things_to_do_stand_by_when_they_are_due(store: Store, house: int) -> None:
    done = datetime(2026, 11, 20, tzinfo=UTC)
    make.row(store, Todo(house_id=house, text="Some day"))
    make.row(store, Todo(house_id=house, text="Done", done_at=done))
    make.row(store, Todo(house_id=house, text="Fix drain", due_on=date(2026, 11, 20), owner="Dana"))
    assert [t.text for t in report(store, house).todos] == ["Fix drain", "Some day"]


def test_open_beds_say_why_they_are_open_and_away_is_not_open(store: Store, house: int) -> None:
    stay = living(store, house, "1A", "Dee", "Long")
    place = beds(store, house)
    make.row(
        store,
        BedHold(
            bed_id=place["1A"],
            stay_id=stay,
            kind="hospital",
            from_on=MONDAY,
            until_on=date(2026, 11, 24),
        ),
    )
    make.row(store, BedOutage(bed_id=place["2A"], start_on=MONDAY, note="Broken frame"))
    week = report(store, house)
    assert week.residents[0].away == "In hospital until Nov 24"
    assert [(b.bed, b.state, b.why) for b in week.open_beds] == [
        ("1B", "Free", ""),
        ("2A", "Out of use", "Broken frame"),
        ("2B", "Free", ""),
    ]


def test_another_house_s_week_is_refused(store: Store, house: int) -> None:
    other = make.house(store, "Oak House")
    with pytest.raises(NotAllowed):
        store.read(staff(Role.STAFF, other), weekly_report, house, MONDAY, SUNDAY)


def test_the_foot_binds_the_paper_to_the_newest_entry(store: Store, house: int) -> None:
    facts = store.read(OWNER, paper_facts, house)
    assert facts.house == "Maple Street House"
    assert facts.anchor_seq > 0
    assert len(facts.anchor.replace("-", "")) == 12
    assert facts.backup_at is None
    assert store.read(SYSTEM, paper_facts, house) == facts


def test_the_week_tells_late_returns_who_had_not_signed_out_and_who_was_missing(
    store: Store, house: int
) -> None:
    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("America/New_York"))

    stay = living(store, house, "1A", "Marcus", "Tate")
    kept = dict(house_id=house, stay_id=stay, destination="Work")
    dana = make.staff(store, "Dana Ruiz")
    for out, due, back, seen in (
        (at(15, 9), at(15, 18), at(15, 19), None),  # the week before
        (at(16, 9), at(16, 18), at(16, 17, 50), None),  # on time
        (at(17, 9), at(17, 18, 30), at(17, 19, 5), at(18, 9)),
        (at(20, 20), at(20, 23, 30), at(21, 4, 30), None),  # past 4 AM: the next house day
        (at(22, 9), at(22, 18, 30), None, None),
    ):
        make.row(
            store,
            SignOut(**kept, at=out, out_at=out, expected_return_at=due, in_at=back,
                    in_by="kiosk" if back else None, ack_at=seen, ack_by=dana if seen else None),
        )  # fmt: skip
    unknown = dict(kept, destination="", at=at(19, 21, 40), in_at=at(19, 21, 40), in_by="kiosk")
    make.row(store, SignOut(**unknown))
    void = dict(void_at=at(18, 9), void_by=dana, void_why="typed twice")
    make.row(store, SignOut(**dict(unknown, at=at(18, 8), in_at=at(18, 8)), **void))
    walk = make.row(
        store, Round(house_id=house, night=date(2026, 11, 21), started_at=at(22, 0, 10))
    )
    for who, status in ((stay, "missing"), (living(store, house, "1B", "Sam", "Ode"), "in")):
        make.row(
            store,
            CurfewCheck(house_id=house, round_id=walk, stay_id=who, at=at(22, 0, 12),
                        status=status),
        )  # fmt: skip
    week = store.read(OWNER, weekly_report, house, MONDAY, SUNDAY, at(22, 19, 12))
    assert [(s.on.day, s.what, s.follow_up, s.open) for s in week.signs] == [
        (17, "Due 6:30 PM, back 7:05 PM", "Seen, Dana Ruiz", False),
        (19, "Not signed out, in 9:40 PM", "", False),
        (20, "Due 11:30 PM, back Sat 4:30 AM", "", True),
        (21, "Missing at the round, 12:12 AM", "", False),
        (22, "Due 6:30 PM, not back yet", "", True),
    ]
    early = store.read(OWNER, weekly_report, house, MONDAY, SUNDAY, at(22, 18, 0))
    assert [s.on.day for s in early.signs] == [17, 19, 20, 21]
    assert early.signs_kept
    assert not report(store, house, date(2026, 9, 7)).signs_kept
