"""The chores of the practice house: a year that was dealt evenly and kept, and the week of its
evening.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.chores import State, days_in, turn_load
from sobrhouse.exchange import practice as maker
from sobrhouse.exchange.practice import Practice
from sobrhouse.exchange.practice_chore_story import RAINED
from sobrhouse.exchange.practice_pages import COLUMNS, Pages
from sobrhouse.queries.chore_fairness import fairness
from sobrhouse.queries.chore_turns import turns_between
from sobrhouse.queries.chore_week import chore_week
from sobrhouse.queries.chores_today import LOOK_BACK
from sobrhouse.queries.today import today_of
from sobrhouse.storage.tables import (
    Chore,
    ChoreAssignment,
    ChoreConsequence,
    ChoreExclusion,
    ChoreMark,
    ChorePlan,
    ChoreTrade,
    Inspection,
    InspectionLine,
    Stay,
)
from tests.conftest import OWNER

ON = date(2026, 11, 22)
MONDAY = ON - timedelta(days=6)


def test_the_week_of_the_evening_has_every_state(maple: Practice) -> None:
    week = maple.store.read(OWNER, chore_week, 1, MONDAY, maple.evening)
    states = {turn.state for row in week.rows for turn in row.turns}
    assert states >= {
        State.PASSED, State.REDO, State.MISSED, State.SKIPPED, State.LATE, State.INSPECT, State.DUE
    }  # fmt: skip
    today = [turn.state for row in week.rows for turn in row.turns if turn.on == ON]
    done = [state for state in today if state in (State.PASSED, State.INSPECT)]
    assert (len(today), len(done), today.count(State.INSPECT)) == (8, 5, 4)
    assert any(turn.original for row in week.rows for turn in row.turns), "somebody covered"
    assert not [t for row in week.rows for t in row.turns if t.stay_id is None]


def test_today_tells_the_same_turns_as_the_chores_themselves(maple: Practice) -> None:
    for hours in (0, 5, 11, 40):
        now = maple.evening - timedelta(hours=hours)
        day = now.date()
        told = maple.store.read(OWNER, today_of, 1, day, now).chores
        turns = maple.store.read(OWNER, turns_between, 1, day - LOOK_BACK, day, now)
        late = (State.LATE, State.INSPECT, State.REDO)
        wanted = {
            (t.chore_id, t.assignment_id, t.stay_id, t.on, t.state)
            for t in turns if t.on == day or t.state in late
        }  # fmt: skip
        seen = {(t.chore_id, t.assignment_id, t.stay_id, t.on, t.state) for t in told.turns}
        assert seen == wanted
        due = {(t.chore_id, t.on): t.due for t in turns}
        assert all(t.due == due[t.chore_id, t.on] for t in told.of_today)


def test_who_has_a_chore_lives_there_and_nobody_has_one_twice(session: Session) -> None:
    stays = {stay.id: stay for stay in session.scalars(select(Stay))}
    seen = set()
    for row in session.scalars(select(ChoreAssignment)):
        stay, days = stays[row.stay_id], days_in(row.days, row.period_start)
        assert stay.move_in_on + timedelta(days=3) <= days[0]
        assert days[-1] < (stay.discharged_on or date.max)
        if row.replaces_id is None:
            key = (row.chore_id, row.period_start, row.stay_id)
            assert key not in seen
            seen.add(key)
    plans = session.scalars(select(ChorePlan).order_by(ChorePlan.id)).all()
    dealt = Counter(session.scalars(select(ChoreAssignment.plan_id)))
    assert all(dealt[plan.id] == plan.dealt > 0 for plan in plans)
    assert all(a.last_on + timedelta(days=1) == b.first_on for a, b in pairwise(plans))
    assert plans[-1].last_on == ON + timedelta(weeks=12)


def test_what_somebody_is_not_asked_is_not_dealt_to_them(session: Session) -> None:
    rows = session.scalars(select(ChoreAssignment)).all()
    bars = session.scalars(select(ChoreExclusion)).all()
    assert {bar.kind for bar in bars} == {"injury", "shift", "other"}
    for bar in bars:
        for row in rows:
            if row.stay_id != bar.stay_id or bar.chore_id not in (None, row.chore_id):
                continue
            for on in days_in(row.days, row.period_start):
                weekday = not bar.weekdays or str(on.weekday()) in bar.weekdays.split(",")
                assert not (bar.from_on <= on <= (bar.to_on or date.max) and weekday)


def test_nobody_looks_at_their_own_and_all_was_looked_at_in_order(
    maple: Practice, session: Session
) -> None:
    rows = {row.id: row for row in session.scalars(select(ChoreAssignment))}
    marks = defaultdict(list)
    for mark in session.scalars(select(ChoreMark)):
        assert mark.at <= maple.evening
        marks[mark.assignment_id, mark.on_date].append(mark.at)
    by_residents = 0
    for look in session.scalars(select(Inspection)):
        row = rows[look.assignment_id]
        assert look.on_date in days_in(row.days, row.period_start)
        assert look.at <= maple.evening
        assert look.inspector_stay_id != row.stay_id
        by_residents += look.inspector_stay_id is not None
        if look.result == "redo":
            assert look.note and look.redo_by
        if look.result in ("pass", "redo"):
            assert min(marks[look.assignment_id, look.on_date]) < look.at
    assert by_residents > 20
    chores = {row.id: row.name for row in session.scalars(select(Chore))}
    rained = {chores[rows[look.assignment_id].chore_id]
              for look in session.scalars(select(Inspection)) if look.note == RAINED}  # fmt: skip
    assert rained == {"Yard and porch"}
    assert len(session.scalars(select(InspectionLine)).all()) > 300


def test_swaps_covers_a_ladder_and_a_question_that_waits(session: Session) -> None:
    trades = session.scalars(select(ChoreTrade)).all()
    (waiting,) = [trade for trade in trades if trade.answer is None]
    assert waiting.on_date == ON + timedelta(days=1)
    rows = {row.id: row for row in session.scalars(select(ChoreAssignment))}
    assert waiting.stay_id == rows[waiting.assignment_id].stay_id
    instead: dict[tuple[int | None, date | None], ChoreAssignment] = {
        (row.replaces_id, row.period_start): row for row in rows.values()
    }
    for trade in trades:
        if trade.answer == "agreed":
            assert instead[trade.assignment_id, trade.on_date].stay_id == trade.other_stay_id
        if trade.kind == "swap":
            back = instead[trade.other_assignment_id, trade.other_on_date]
            assert back.stay_id == trade.stay_id
    kinds = Counter(trade.kind for trade in trades)
    assert kinds["cover"] > 10 < kinds["swap"]
    decided = session.scalars(select(ChoreConsequence).order_by(ChoreConsequence.id)).all()
    assert [(row.decision, row.appeal_outcome) for row in decided] == [
        ("other", "changed"), ("taken", None),
    ]  # fmt: skip
    missed = Counter(
        rows[look.assignment_id].stay_id
        for look in session.scalars(select(Inspection).where(
            Inspection.result == "missed", Inspection.on_date > ON - timedelta(days=28)))
    )  # fmt: skip
    assert missed[decided[1].stay_id] > decided[1].missed  # so the ladder proposes again


def test_over_the_year_any_two_carried_alike_beside_their_share(maple: Practice) -> None:
    """By at most a tenth, or by the heaviest chore of a week, which cannot be divided; whoever was
    not asked for something is not compared.
    """
    found = maple.store.read(OWNER, fairness, 1, ON, 52)
    not_asked = {"injury", "shift", "other"}
    people = [
        p for p in found.people
        if sum(week.days for week in p.weeks) >= 56 and not_asked.isdisjoint(x.kind for x in p.less)
    ]  # fmt: skip
    assert len(people) >= 15
    assert found.largest == 5 * turn_load(60, 2)  # five dinners
    for one, other in combinations(people, 2):
        gap = abs(one.difference - other.difference)
        assert gap <= max(found.largest, 0.1 * max(one.load, other.load))


def test_in_another_house_nothing_of_the_days_before_waits() -> None:
    pages = Pages({table: 0 for table in COLUMNS}, by=1)
    _house, made = maker._told(pages, 1, 1, ON, 1)
    rows = {batch.table: batch for batch in made}
    looked = {(row[2], row[3]) for row in rows["inspection"].rows}
    head = rows["chore_assignment"].columns
    waits = []
    for row in rows["chore_assignment"].rows:
        said = dict(zip(head, row, strict=True))
        start = date.fromisoformat(said["period_start"])
        waits += [on for on in days_in(said["days"], start)
                  if on < ON and (said["id"], on.isoformat()) not in looked]  # fmt: skip
    assert not waits
    assert len(looked) > 1000
    assert len(rows["chore"].rows) == len({r[0] for r in rows["chore"].rows}) == 8


def test_chores_are_of_the_list_that_every_reader_understands(session: Session) -> None:
    from sobrhouse.domain.usual_chores import USUAL

    names = {usual.name for usual in USUAL}
    assert set(session.scalars(select(Chore.name))) <= names
