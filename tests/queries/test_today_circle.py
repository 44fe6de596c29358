"""Today and the circle: rows with the facts, a next step and one button; who gives the chips of the
week; as many statements for few residents as for many.
"""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from sobrhouse.domain.attention import Urgency
from sobrhouse.queries.attention_support import support_attention
from sobrhouse.queries.today import today_of
from sobrhouse.storage.tables import MeetingRequirement, PhaseCurfew, SignOut
from tests import make, make_circle
from tests.conftest import NOW, OWNER
from tests.make import SUNDAY

DAY = timedelta(days=1)
LONG_AGO = date(2026, 6, 1)


@pytest.fixture
def house(store):
    return make.house(store)


def lives(store, house, first, on=LONG_AGO, *, sponsor=True, since=None):
    """Somebody in the house, with a sponsor they spoke with today; gives person and stay."""
    who = make.resident(store, first, "Lane")
    stay = make.stay(store, who, house, on)
    make.sobriety(store, who, since or on)
    if sponsor:
        make_circle.touch(store, house, make_circle.sponsorship(store, who, started_on=on))
    return who, stay


def seen(store, house):
    return store.read(OWNER, today_of, house, SUNDAY, NOW)


def rows(store, house):
    return [r for r in seen(store, house).reasons if r.code.startswith("support.")]


def test_a_row_has_the_facts_a_next_step_and_one_button_that_leads_there(store, house):
    who, stay = lives(store, house, "Jay", SUNDAY - 40 * DAY, sponsor=False)
    (row,) = rows(store, house)
    assert (row.what, row.why) == (
        "Jay L. has no sponsor yet",
        "40 days in the house. See who would fit, and introduce them.",
    )
    assert (row.verb, row.place, row.target) == (
        "Find a match", "sponsors", {"tab": "needs", "stay": stay}
    )  # fmt: skip
    assert (row.urgency, row.resident_id, row.may_be_dismissed) == (Urgency.WEEK, who, True)


def test_every_need_that_is_read_has_its_row(store, house):
    lives(store, house, "Ray")
    _who, new = lives(store, house, "Jay", SUNDAY - 20 * DAY, sponsor=False)
    hector, other = lives(store, house, "Hector", SUNDAY - 19 * DAY, sponsor=False)
    make_circle.sponsorship(store, hector, kind="temporary_sponsor", name="Gil S.",
                            started_on=SUNDAY - 85 * DAY)  # fmt: skip
    tomas = make_circle.supporter(store, house, "Tomás R.")
    walt = make_circle.supporter(store, house, "Walt P.")
    for supporter, kind in ((tomas, "sponsor"), (walt, "mentor")):
        make_circle.introduction(store, house, other, kind=kind, supporter_id=supporter,
                                 introduced_on=SUNDAY - 8 * DAY,
                                 check_on=SUNDAY - DAY)  # fmt: skip
    make_circle.touch(store, house, make_circle.sponsorship(
        store, lives(store, house, "Ty", sponsor=False)[0]), on_date=SUNDAY - 9 * DAY)  # fmt: skip
    found = rows(store, house)
    needs = store.read(OWNER, support_attention, house, NOW)
    assert sorted((r.code, r.what) for r in found) == sorted((n.code, n.what) for n in needs)
    assert {r.code for r in found} == {
        "support.ask", "support.no_buddy", "support.no_sponsor", "support.temporary",
        "support.no_contact",
    }  # fmt: skip
    assert len({r.key for r in found}) == len(found)
    assert all(r.verb and r.why.count(".") >= 2 for r in found)
    assert sorted(r.what for r in found if r.code == "support.ask") == [
        "How is it going between Hector L. and Tomás R.?",
        "How is it going between Hector L. and Walt P.?",
    ]
    assert new in {r.about for r in found}


def test_many_of_whom_the_same_is_said_stand_in_one_row(store, house):
    for name in ("Andre", "Ben", "Carlos"):
        lives(store, house, name, sponsor=False)
    assert len(rows(store, house)) == 3
    before = {row.key for row in rows(store, house)}
    for name in ("Dee", "Luis", "Marcus", "Nate", "Omar"):
        lives(store, house, name, sponsor=False)
    (row,) = rows(store, house)
    assert row.what == "8 people have no sponsor yet"
    assert row.why == (
        "Andre L., Ben L., Carlos L., Dee L., Luis L., Marcus L. and 2 more. See who would fit, "
        "and introduce them."
    )
    assert (row.place, row.target, row.resident_id) == ("sponsors", {"tab": "needs"}, None)
    assert row.key not in before


def test_the_milestones_of_the_week_say_who_gives_the_chip(store, house):
    ray, _stay = lives(store, house, "Ray")
    since = SUNDAY - 90 * DAY
    named, text, quiet, nobody = (
        lives(store, house, name, since=since)[0] for name in ("Ann", "Ben", "Cal", "Dee")
    )
    make_circle.award(store, named, due_on=SUNDAY, giver_resident_id=ray)
    make_circle.award(store, text, due_on=SUNDAY, giver_text="Hank M.", awarded_on=SUNDAY)
    make_circle.award(store, quiet, due_on=SUNDAY, announced=False)
    make_circle.award(store, nobody, due_on=SUNDAY - DAY, giver_text="Of another day")
    found = {m.resident_id: m for m in seen(store, house).milestones}
    assert (found[named].giver, found[named].given) == ("Ray L.", False)
    assert (found[text].giver, found[text].given) == ("Hank M.", True)
    assert not found[quiet].announced
    assert (found[nobody].giver, found[nobody].announced) == ("", True)


def test_the_circle_asks_no_more_statements_of_many_residents(store, house):
    told: list[str] = []

    def note(_c, _cursor, statement, *_more):
        told.append(statement)

    def asked():
        told.clear()
        seen(store, house)
        return len(told)

    sponsor = make_circle.supporter(store, house)
    _who, stay = lives(store, house, "Ann", since=SUNDAY - 90 * DAY)
    make_circle.introduction(store, house, stay, supporter_id=sponsor)
    event.listen(store._reader, "before_cursor_execute", note)
    one = asked()
    for name in ("Ben", "Cal", "Dee", "Eli", "Fay"):
        who, stay = lives(store, house, name, SUNDAY - 20 * DAY, since=SUNDAY - 90 * DAY)
        make_circle.introduction(store, house, stay, supporter_id=sponsor)
        make_circle.award(store, who, due_on=SUNDAY, giver_text="Bill W.")
    many = asked()
    event.remove(store._reader, "before_cursor_execute", note)
    assert many == one


def reads(store, house):
    """The statements by which Today is read, with what they are asked with."""
    heard: list[tuple[str, object]] = []

    def note(_c, _cursor, statement, values, *_more):
        if statement.startswith("SELECT"):
            heard.append((statement, values))

    event.listen(store._reader, "before_cursor_execute", note)
    seen(store, house)
    event.remove(store._reader, "before_cursor_execute", note)
    return heard


def crowded(store, house):
    """A house in which every part of Today has something to ask for."""
    phase, room = make.phase(store, house), make.room(store, house)
    make.row(store, PhaseCurfew(house_id=house, phase_id=phase, weekday=6, time="23:00"))
    make.row(store, MeetingRequirement(house_id=house, phase_id=phase, per_week=4,
                                       from_on=LONG_AGO))  # fmt: skip
    for name in ("Ann", "Ben", "Cal"):
        who, stay = lives(store, house, name, sponsor=name != "Cal", since=SUNDAY - 90 * DAY)
        make.assignment(store, stay, make.bed(store, room, name))
        make.phase_history(store, stay, phase)
        make.attendance(store, house, stay)
        make_circle.award(store, who, due_on=SUNDAY, giver_text="Bill W.")
    make.row(store, SignOut(house_id=house, stay_id=stay, at=NOW, out_at=NOW,
                            expected_return_at=NOW + timedelta(hours=2)))  # fmt: skip


def test_today_is_read_in_few_statements(store, house):
    """What has been read of residents, beds, phases and the house is not asked for once more."""
    crowded(store, house)
    found = [statement for statement, _values in reads(store, house)]
    assert len(found) <= 28
    for table in ("bed_assignment", "phase_history", "sponsorship", "house", "milestone_award"):
        asked = [s for s in found if re.search(rf"(FROM|JOIN) {table}\b", s)]
        assert len(asked) == 1, table


def test_no_statement_of_today_reads_a_table_from_end_to_end(store, house):
    """Of what grows for years only the days that are asked about are read, each from an index."""
    crowded(store, house)
    plans = []
    with store._reader.connect() as connection:
        for statement, values in reads(store, house):
            told = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans += [row[3] for row in told]
    few = ("SCAN anon", "SCAN clock_jump")  # a clock jumps once in years
    assert [p for p in plans if p.startswith("SCAN") and not p.startswith(few)] == []
    days = {"attendance": "attended_on>", "sponsor_contact": "on_date", "sign_out": "at>"}
    for table, range_ in days.items():
        found = [p for p in plans if p.startswith(f"SEARCH {table} ")]
        assert found, table
        assert [p for p in found if range_ not in p and "ix_sign_out_out" not in p] == []
