"""A week of recovery meetings, counted as the screens do and again by hand over the raw rows."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import event, text

from sobrhouse.domain.attention import Urgency
from sobrhouse.domain.staff import Permission, Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.people import Celebration
from sobrhouse.queries.recovery_person import person_meetings
from sobrhouse.queries.recovery_week import counted_week, recovery_week, week_around
from sobrhouse.queries.residents import residents_of
from sobrhouse.queries.today import today_of
from sobrhouse.services import attendance, home_groups, stays
from sobrhouse.services import meeting_requirements as asks
from sobrhouse.services.attendance import Went
from sobrhouse.services.meeting_requirements import Of
from sobrhouse.services.stays import MoveOut
from sobrhouse.storage.access import needs
from tests import make
from tests.conftest import OWNER, staff
from tests.make import MONDAY, SUNDAY

DAY, WEEK = timedelta(days=1), timedelta(days=7)
NAMES = ("Andre", "Ben", "Carlos", "Dee", "Hector", "Jay", "Luis", "Nate")


@needs(Permission.SEE_HOUSE)
def raw(session, house_id, first, last):
    """Meetings that count, by stay and by whether anybody bears them out: plain SQL."""
    rows = session.execute(
        text(
            "SELECT a.stay_id, a.verification IN ('self', 'none_available') AS own, a.fellowship"
            " FROM attendance a WHERE a.house_id = :house AND a.void_at IS NULL"
            " AND a.attended_on >= :first AND a.attended_on <= :last"
        ),
        {"house": house_id, "first": first.isoformat(), "last": last.isoformat()},
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def house(store):
    return make.house(store)


def test_a_houses_week_is_what_the_rows_say_when_counted_by_hand(store, house):
    """Own word, verified, corrected, struck, other fellowships, other weeks, excuses, newcomers:
    each figure of the week against one counted in plain SQL and plain arithmetic.
    """
    chance = random.Random(22)
    phase = make.phase(store, house)
    people = {}
    for number, name in enumerate(NAMES):
        on = MONDAY + 4 * DAY if name == "Nate" else date(2026, 9, 1)
        people[name] = make.stay(store, make.resident(store, name, "Lane"), house, on)
        if number % 2:
            make.phase_history(store, people[name], phase, on)
        for away in range(-10, 7):
            if chance.random() < 0.6 and MONDAY + away * DAY >= on:
                make.attendance(
                    store, house, people[name], MONDAY + away * DAY,
                    fellowship=chance.choice(("AA", "NA", "SMART")),
                    verification=chance.choice(("self", "signature", "staff", "none_available")),
                )  # fmt: skip
    store.write(OWNER, asks.set_requirement, Of(house, phase_id=phase), 5, MONDAY)
    own = Of(house, stay_id=people["Dee"])
    store.write(OWNER, asks.set_requirement, own, 6, MONDAY, fellowships=("AA", "NA"))
    store.write(OWNER, asks.excuse, people["Ben"], SUNDAY, meetings=2, kind="work")
    store.write(OWNER, asks.excuse, people["Luis"], SUNDAY, kind="sick")
    row = store.write(OWNER, attendance.log_meeting, people["Jay"], Went(SUNDAY, group_text="X"))
    store.write(OWNER, attendance.verify, row, "signature", "J.")
    gone = store.write(OWNER, attendance.log_meeting, people["Jay"], Went(SUNDAY, group_text="Y"))
    store.write(OWNER, attendance.strike, gone, "wrong person")

    found = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    rows = store.read(OWNER, raw, house, MONDAY, SUNDAY)
    counted = Counter(
        (stay, bool(by_word))
        for stay, by_word, fellowship in rows
        if stay != people["Dee"] or fellowship in ("AA", "NA")
    )
    asked = dict.fromkeys(people, 4) | {"Ben": 5 - 2, "Dee": 6, "Jay": 5, "Luis": 0}
    asked["Nate"] = 5 * 3 // 7  # moved in on Friday, in the phase that asks for five
    for person in found:
        name = person.name.split()[0]
        tally = person.tally
        assert (tally.verified, tally.own_word, tally.asked) == (
            counted[person.stay_id, False], counted[person.stay_id, True], asked[name],
        ), name  # fmt: skip
        assert tally.missing == max(0, asked[name] - tally.done)
    assert sum(len(p.meetings) for p in found) == len(rows)
    assert {p.name.split()[0] for p in found} == set(NAMES)


def test_who_moved_out_in_the_week_stands_in_it_and_not_in_the_next(store, house, clock):
    stay = make.stay(store, make.resident(store), house)
    store.write(OWNER, stays.move_out, stay, MoveOut(on=SUNDAY - 4 * DAY, kind="voluntary"))
    (person,) = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    assert (len(person.lived), person.tally.asked) == (3, 1)
    clock.forward(days=7)
    assert store.read(OWNER, recovery_week, house, MONDAY + WEEK, SUNDAY + WEEK) == ()


def test_house_meeting_marks_stand_beside(store, house):
    stay = make.stay(store, make.resident(store), house)
    meeting = make.house_meeting(store, house)
    make.mark(store, house, meeting, stay, "late")
    (person,) = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    assert [(m.on, m.status) for m in person.house_marks] == [(SUNDAY, "late")]
    (person,) = store.read(OWNER, recovery_week, house, MONDAY - WEEK, SUNDAY)
    assert person.house_marks == ()


def test_another_house_is_refused(store, house):
    other = make.house(store, "Elm Street House")
    theirs = make.resident(store)
    make.stay(store, theirs, other)
    me = staff(Role.MANAGER, house)
    for query, args in (
        (recovery_week, (other, MONDAY, SUNDAY)), (week_around, (other, SUNDAY, SUNDAY)),
        (person_meetings, (theirs, SUNDAY)),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            store.read(me, query, *args)


def test_a_person_week_by_week_with_ninety_in_ninety_home_group_and_service(store, house):
    person = make.resident(store)
    stay = make.stay(store, person, house, date(2026, 9, 20))
    make.sobriety(store, person, date(2026, 10, 1))
    noon = make.meeting_group(store, house)
    for day in (date(2026, 9, 25), date(2026, 10, 1), date(2026, 11, 21), SUNDAY):
        make.attendance(store, house, stay, day, meeting_group_id=noon)
    done = store.write(OWNER, home_groups.set_home_group, person, MONDAY, group_id=noon)
    store.write(OWNER, home_groups.set_home_group, person, SUNDAY, group_text="Beach group")
    job = store.write(OWNER, home_groups.add_service, person, "Coffee", MONDAY, group_id=noon)
    found = store.read(OWNER, person_meetings, person, SUNDAY)
    assert (found.ninety.since, found.ninety.day, found.ninety.meetings) == (
        date(2026, 10, 1), 53, 3,
    )  # fmt: skip
    assert (found.total, found.last_ninety, found.own) == (4, 4, None)
    assert [(w.week_start, w.tally.words) for w in found.weeks][:2] == [
        (MONDAY, "2 of 4"), (MONDAY - WEEK, "0 of 4"),
    ]  # fmt: skip
    assert (found.weeks[-1].week_start, found.weeks[-1].tally.asked) == (date(2026, 9, 14), 0)
    assert found.home.name == "Beach group"
    assert [(h.home_id, h.to_on) for h in found.past_homes] == [(done.begun_id, SUNDAY)]
    assert [(s.service_id, s.role, s.where) for s in found.service] == [
        (job, "Coffee", "Noon Group")
    ]
    assert store.read(OWNER, person_meetings, make.resident(store, "Al"), SUNDAY) is None


@pytest.mark.parametrize("moved", [-20, 0, 2])
def test_a_week_counted_for_today_holds_each_to_the_phase_of_its_first_day(store, house, moved):
    """Whether the phase of now began before the week, with it, or in its midst."""
    first, second = make.phase(store, house), make.phase(store, house, 2)
    stay = make.stay(store, make.resident(store), house)
    bare = make.stay(store, make.resident(store, "Ben", "Lane"), house)
    make.phase_history(store, stay, first, end_on=MONDAY + moved * DAY)
    make.phase_history(store, stay, second, MONDAY + moved * DAY)
    store.write(OWNER, asks.set_requirement, Of(house, phase_id=first), 5, MONDAY)
    store.write(OWNER, asks.set_requirement, Of(house, phase_id=second), 2, MONDAY)

    @needs(Permission.SEE_HOUSE)
    def counted(session, house_id):
        people = residents_of(session, house_id, SUNDAY, Celebration())
        return counted_week(session, house_id, MONDAY, SUNDAY, people)

    whole = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    found = {p.stay_id: (p.phase, p.rule.per_week, p.tally) for p in whole}
    assert found[stay][:2] == (("Phase 1", 5) if moved > 0 else ("Phase 2", 2))
    assert found[bare][0] == ""
    quick = store.read(OWNER, counted, house)
    assert {p.stay_id: (p.phase, p.rule.per_week, p.tally) for p in quick} == found


def reasons(store, house, day):
    now = store.now() + (day - SUNDAY)
    found = store.read(OWNER, today_of, house, day, now)
    return [r for r in found.reasons if r.code == "meetings.under"]


def test_today_asks_about_the_week_only_when_it_is_time_to_say_and_then_little(store, house):
    """As many statements whoever lives here; none of them on the days in between."""
    told: list[str] = []

    def note(_c, _cursor, statement, *_more):
        told.append(statement)

    def asked(day):
        told.clear()
        reasons(store, house, day)
        about = ("attendance", "meeting_requirement", "requirement_excuse", "house_meeting_mark")
        others = ("sponsorship", "week_starts_on")  # of the circle, and of the house itself
        week = [" ".join(s.split()) for s in told if not any(name in s for name in others)]
        return [table for s in week for table in about if f"FROM {table} " in s]

    event.listen(store._reader, "before_cursor_execute", note)
    for name in NAMES:
        stay = make.stay(store, make.resident(store, name, "Lane"), house)
        make.attendance(store, house, stay, MONDAY)
        assert asked(MONDAY + 2 * DAY) == []
        week = ["meeting_requirement", "requirement_excuse", "attendance"]
        assert asked(SUNDAY) == week
    event.remove(store._reader, "before_cursor_execute", note)


def test_attention_says_who_is_under_in_the_last_days_of_the_week(store, house):
    stays_ = [make.stay(store, make.resident(store, n, "Lane"), house) for n in NAMES[:3]]
    assert reasons(store, house, SUNDAY) == []  # a house that keeps no log is not nagged
    make.attendance(store, house, stays_[0], MONDAY)
    for n in range(4):
        make.attendance(store, house, stays_[1], MONDAY + n * DAY)
    assert reasons(store, house, MONDAY + 2 * DAY) == []
    found = reasons(store, house, MONDAY + 4 * DAY)
    assert [(r.what, r.why, r.urgency) for r in found] == [
        ("Andre L. is short of meetings", "1 of 4 recovery meetings. 3 days left.",
         Urgency.WEEK),
        ("Carlos L. is short of meetings", "0 of 4 recovery meetings. 3 days left.",
         Urgency.WEEK),
    ]  # fmt: skip
    (first, _second) = reasons(store, house, SUNDAY)
    assert (first.why, first.urgency) == (
        "1 of 4 recovery meetings. Today is the last day.", Urgency.TODAY,
    )  # fmt: skip
    assert first.target == {"tab": "recovery", "stay": stays_[0], "day": MONDAY}
    after = reasons(store, house, SUNDAY + DAY)
    assert [r.what for r in after] == [
        "Andre L. was short of meetings last week",
        "Carlos L. was short of meetings last week",
    ]
    assert reasons(store, house, SUNDAY + 3 * DAY) == []
    store.write(OWNER, asks.excuse, stays_[2], SUNDAY, kind="sick")
    assert len(reasons(store, house, SUNDAY)) == 1


def test_who_has_moved_out_is_not_to_be_talked_with_any_more(store, house):
    stays_ = [make.stay(store, make.resident(store, n, "Lane"), house) for n in NAMES[:2]]
    make.attendance(store, house, stays_[0], MONDAY)
    assert len(reasons(store, house, SUNDAY)) == 2
    left = MoveOut(on=SUNDAY - 2 * DAY, kind="voluntary")
    store.write(OWNER, stays.move_out, stays_[1], left)
    (row,) = reasons(store, house, SUNDAY)
    assert row.what == f"{NAMES[0]} L. is short of meetings"
    week = store.read(OWNER, recovery_week, house, MONDAY, SUNDAY)
    assert [p.stay_id for p in week] == stays_  # the week itself still tells of both


def test_many_people_under_are_one_row(store, house):
    stays_ = [make.stay(store, make.resident(store, n, "Lane"), house) for n in NAMES[:5]]
    make.attendance(store, house, stays_[0], MONDAY)
    (row,) = reasons(store, house, SUNDAY)
    assert row.what == "5 people are short of meetings"
    assert row.why.startswith("Today is the last day. Andre L. 1 of 4, Ben L. 0 of 4")
    assert row.target == {"tab": "recovery", "show": "under", "day": MONDAY}
