"""Bringing feeds in: again and again without doubles, the house's own words kept, and back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from sobrhouse.domain.meeting_feeds import Feed
from sobrhouse.domain.staff import SYSTEM, Permission, Role
from sobrhouse.exchange.meeting_feeds import read_feed
from sobrhouse.problems import NotAllowed, Problem
from sobrhouse.queries.meeting_groups import directory
from sobrhouse.queries.meeting_imports import meeting_batches, meeting_plan
from sobrhouse.services.meeting_groups import (
    add_group,
    change_group,
    hide_from_board,
    put_back_on_list,
    take_off_list,
)
from sobrhouse.services.meeting_imports import import_meetings, undo_meetings
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, MeetingGroup
from tests import make
from tests.conftest import OWNER, staff
from tests.exchange.feeds import as_json, entry, na_entry

SITE = "https://area12.org/"


@needs(Permission.START, house_free=True)
def everything(session):
    """All meetings with all that the database holds of them but counts and times of writing."""
    silent = {"version", "updated_at"}
    rows = session.scalars(select(MeetingGroup).order_by(MeetingGroup.id))
    return [{c.key: getattr(row, c.key) for c in MeetingGroup.__table__.columns
             if c.key not in silent} for row in rows]


@needs(Permission.START, house_free=True)
def actions(session):
    """Every action in the log, oldest first."""
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq)))


@pytest.fixture
def house(store):
    return make.house(store)


def feed(*entries):
    return read_feed(as_json(*entries))


def bring(store, house, *entries, actor=OWNER, **more):
    return store.write(actor, import_meetings, house, feed(*entries), "feed.json", **more)


def standing(store, house):
    return {row.name: row for row in store.read(OWNER, directory, house)}


def change(store, house, name, **changes):
    """Somebody in the house changes a meeting by hand."""
    row = standing(store, house)[name]
    return store.write(OWNER, change_group, row.group_id, row.version,
                       replace(row.facts, **changes))


def test_a_feed_comes_in_with_one_audit_row(store, house):
    before = len(store.read(SYSTEM, actions))
    done = bring(store, house, entry(), entry("b", "Big Book", day=[1, 3]))
    assert (done.new, done.changed, done.same) == (3, 0, 0)
    assert store.read(SYSTEM, actions)[before:] == ["meeting_group.imported"]
    rows = store.read(OWNER, directory, house)
    assert [(r.name, r.weekday, r.starts_at, r.on_board) for r in rows] == [
        ("Big Book", 0, "12:00", True), ("Big Book", 2, "12:00", True),
        ("Noon Group", 6, "12:00", True)]
    assert store.verify_log().ok


def test_the_same_file_again_changes_nothing_and_writes_nothing(store, house):
    bring(store, house, entry(), na := entry("b", "Big Book"))
    before = store.read(SYSTEM, everything), store.read(SYSTEM, actions)
    done = bring(store, house, entry(), na)
    assert (done.batch_id, done.new, done.changed, done.same) == (None, 0, 0, 2)
    assert (store.read(SYSTEM, everything), store.read(SYSTEM, actions)) == before


def test_a_newer_file_changes_what_it_says_and_doubles_nothing(store, house):
    bring(store, house, entry(), entry("b", "Big Book"))
    done = bring(store, house, entry(time="12:30"), entry("b", "Big Book"), entry("c", "Late"))
    assert (done.new, done.changed, done.same) == (1, 1, 1)
    found = standing(store, house)
    assert len(found) == 3
    assert found["Noon Group"].starts_at == "12:30"


def test_what_the_house_changed_stays_and_the_rest_follows_the_feed(store, house):
    bring(store, house, entry())
    change(store, house, "Noon Group", notes="Ask for Al. Back door.", place="Club, 2nd floor")
    done = bring(store, house, entry(notes="Front door", time="12:30"))
    (found,) = standing(store, house).values()
    assert (done.changed, done.kept) == (1, 1)
    assert (found.facts.notes, found.facts.place, found.starts_at) == (
        "Ask for Al. Back door.", "Club, 2nd floor", "12:30")


def test_where_the_house_goes_back_to_the_feeds_word_the_feed_leads_again(store, house):
    bring(store, house, entry(notes="Front door"))
    change(store, house, "Noon Group", notes="Back door")
    bring(store, house, entry(notes="Side door"))
    change(store, house, "Noon Group", notes="Side door")
    bring(store, house, entry(notes="Any door"))
    assert standing(store, house)["Noon Group"].facts.notes == "Any door"


def test_what_the_house_emptied_stays_empty(store, house):
    bring(store, house, entry(notes="Smokers in front"))
    change(store, house, "Noon Group", notes="")
    bring(store, house, entry(notes="Smokers in front"), entry("b", "Big Book"))
    assert standing(store, house)["Noon Group"].facts.notes == ""


def test_what_is_hidden_or_off_the_list_stays_so(store, house):
    bring(store, house, entry(), entry("b", "Big Book"))
    found = standing(store, house)
    store.write(OWNER, hide_from_board, [found["Noon Group"].group_id])
    store.write(OWNER, take_off_list, [found["Big Book"].group_id])
    done = bring(store, house, entry(time="12:30"), entry("b", "Big Book", time="13:00"))
    assert (done.changed, done.off) == (1, 1)
    (row,) = standing(store, house).values()
    assert (row.starts_at, row.on_board) == ("12:30", False)


def test_new_meetings_can_be_kept_off_the_board(store, house):
    bring(store, house, entry(), entry("b", "Big Book"), hidden={"b#6"})
    found = standing(store, house)
    assert (found["Noon Group"].on_board, found["Big Book"].on_board) == (True, False)


def test_a_meeting_that_vanished_is_offered_and_goes_only_when_it_is_said(store, house):
    bring(store, house, entry(), entry("b", "Big Book"))
    plan = store.read(OWNER, meeting_plan, house, feed(entry()))
    (gone,) = plan.vanished
    assert gone.facts.name == "Big Book"
    bring(store, house, entry(time="12:30"))
    assert set(standing(store, house)) == {"Noon Group", "Big Book"}
    done = bring(store, house, entry(time="12:30"), take_off=[gone.group_id])
    assert done.taken_off == 1
    assert set(standing(store, house)) == {"Noon Group"}


def test_a_meeting_that_vanished_comes_back_when_the_feed_names_it_again(store, house):
    bring(store, house, entry(), entry("b", "Big Book"))
    change(store, house, "Big Book", notes="Upstairs")
    gone = standing(store, house)["Big Book"].group_id
    bring(store, house, entry(), take_off=[gone])
    done = bring(store, house, entry(), entry("b", "Big Book", time="13:00"))
    back = standing(store, house)["Big Book"]
    assert (done.new, done.changed) == (0, 1)
    assert (back.group_id, back.starts_at, back.facts.notes) == (gone, "13:00", "Upstairs")


def test_only_what_vanished_can_be_taken_off_with_a_feed(store, house):
    bring(store, house, entry(), entry("b", "Big Book"))
    named = standing(store, house)["Noon Group"].group_id
    before = store.read(SYSTEM, everything)
    with pytest.raises(Problem, match="names a meeting"):
        bring(store, house, entry(), take_off=[named])
    assert store.read(SYSTEM, everything) == before


def test_a_file_of_another_day_does_not_offer_to_take_off_this_one(store, house):
    bring(store, house, *(entry(f"mon{n}", f"Monday {n}", day=1) for n in range(6)))
    tuesday = [entry(f"tue{n}", f"Tuesday {n}", day=2) for n in range(6)]
    for known in ([], [entry("mon0", "Monday 0", day=1)]):
        plan = store.read(OWNER, meeting_plan, house, feed(*tuesday, *known))
        assert plan.vanished == ()
    both = [entry(f"mon{n}", f"Monday {n}", day=1) for n in range(2)]
    assert len(store.read(OWNER, meeting_plan, house, feed(*tuesday, *both)).vanished) == 4


def test_two_areas_with_one_slug_do_not_write_over_one_another(store, house):
    bring(store, house, entry(url=SITE + "noon"))
    other = entry(name="Noon in Albany", url="https://albany.org/noon")
    plan = store.read(OWNER, meeting_plan, house, feed(other))
    assert plan.vanished == ()
    bring(store, house, other)
    assert set(standing(store, house)) == {"Noon Group", "Noon in Albany"}


def test_a_feed_that_moves_to_another_website_is_known_again(store, house):
    bring(store, house, entry())
    bring(store, house, entry(url=SITE))
    done = bring(store, house, entry(url="https://www.new-area.org/noon", time="12:30"))
    assert (done.new, done.changed, len(standing(store, house))) == (0, 1, 1)


def test_two_kinds_of_feed_leave_one_another_alone(store, house):
    bring(store, house, entry())
    plan = store.read(OWNER, meeting_plan, house, feed(na_entry()))
    assert (len(plan.new), plan.vanished) == (1, ())


def test_a_meeting_written_down_by_the_house_is_taken_into_the_feed_with_its_words(store, house):
    facts = replace(feed(entry()).meetings[0].facts, notes="Ask for Al", address="", place="Club")
    group_id = store.write(OWNER, add_group, house, facts)
    done = bring(store, house, entry(notes="Front door"))
    (found,) = standing(store, house).values()
    assert (done.new, done.changed, found.group_id) == (0, 1, group_id)
    assert (found.facts.notes, found.facts.place, found.facts.address, found.source) == (
        "Ask for Al", "Club", "12 Elm Street", "meeting_guide")


def test_a_feed_is_taken_back_as_a_whole(store, house):
    bring(store, house, entry(), entry("b", "Big Book"))
    change(store, house, "Noon Group", notes="Back door")
    before = store.read(SYSTEM, everything)
    gone = standing(store, house)["Big Book"].group_id
    done = bring(store, house, entry(time="12:30", notes="x"), entry("c", "Late"), take_off=[gone])
    assert store.write(OWNER, undo_meetings, done.batch_id) == 3
    after = store.read(SYSTEM, everything)
    assert after[:2] == before
    assert [row["voided_at"] is not None for row in after] == [False, False, True]
    assert store.read(SYSTEM, actions)[-1] == "meeting_group.import_undone"
    assert [b.undone_at is not None for b in store.read(OWNER, meeting_batches, house)] == [
        True, False]
    with pytest.raises(Problem, match="before"):
        store.write(OWNER, undo_meetings, done.batch_id)


def test_a_feed_that_was_taken_back_can_come_in_again(store, house):
    done = bring(store, house, entry())
    store.write(OWNER, undo_meetings, done.batch_id)
    assert standing(store, house) == {}
    assert bring(store, house, entry()).new == 1
    assert len(standing(store, house)) == 1


def test_what_the_house_did_meanwhile_outlives_taking_a_feed_back(store, house):
    bring(store, house, entry())
    done = bring(store, house, entry(time="12:30", notes="Front door"))
    change(store, house, "Noon Group", notes="Back door")
    store.write(OWNER, undo_meetings, done.batch_id)
    (found,) = standing(store, house).values()
    assert (found.starts_at, found.facts.notes) == ("12:00", "Back door")


def test_a_feed_stays_when_a_new_meeting_was_changed_or_is_used_since(store, house):
    done = bring(store, house, entry(), entry("b", "Big Book"))
    change(store, house, "Noon Group", notes="Back door")
    with pytest.raises(Problem, match="Noon Group was changed by hand"):
        store.write(OWNER, undo_meetings, done.batch_id)
    change(store, house, "Noon Group", notes="")
    resident = make.resident(store)
    stay = make.stay(store, resident, house)
    make.attendance(store, house, stay,
                    meeting_group_id=standing(store, house)["Big Book"].group_id)
    with pytest.raises(Problem, match="people go to Big Book"):
        store.write(OWNER, undo_meetings, done.batch_id)
    assert len(standing(store, house)) == 2


def test_hiding_and_taking_off_do_not_stand_in_the_way_of_taking_back(store, house):
    done = bring(store, house, entry(), entry("b", "Big Book"))
    found = standing(store, house)
    store.write(OWNER, hide_from_board, [found["Noon Group"].group_id])
    store.write(OWNER, take_off_list, [found["Big Book"].group_id])
    store.write(OWNER, undo_meetings, done.batch_id)
    assert standing(store, house) == {}


def test_the_later_feed_is_taken_back_first(store, house):
    first = bring(store, house, entry())
    bring(store, house, entry(time="12:30"))
    with pytest.raises(Problem, match="later import first"):
        store.write(OWNER, undo_meetings, first.batch_id)


def test_a_write_that_fails_half_way_leaves_nothing(store, house):
    """The second row breaks a rule of the database: the first must not stay."""
    good = feed(entry(), entry("b", "Big Book"))
    bad = replace(good.meetings[1], facts=replace(good.meetings[1].facts, weekday=9))
    broken = Feed(good.source, (good.meetings[0], bad))
    before = store.read(SYSTEM, everything), store.read(SYSTEM, actions)
    with pytest.raises(Exception, match=r"(?i)weekday"):
        store.write(OWNER, import_meetings, house, broken)
    assert (store.read(SYSTEM, everything), store.read(SYSTEM, actions)) == before


def test_a_meeting_off_the_list_comes_back_once(store, house):
    bring(store, house, entry())
    group_id = standing(store, house)["Noon Group"].group_id
    store.write(OWNER, take_off_list, [group_id])
    store.write(OWNER, put_back_on_list, [group_id])
    with pytest.raises(Problem, match="still on the list"):
        store.write(OWNER, put_back_on_list, [group_id])


def test_only_who_may_import_brings_feeds_in_and_only_to_own_houses(store, house):
    for actor in (staff(Role.STAFF, house), staff(Role.MANAGER, house + 1)):
        with pytest.raises(NotAllowed):
            bring(store, house, entry(), actor=actor)
        with pytest.raises(NotAllowed):
            store.read(actor, meeting_plan, house, feed(entry()))
    done = bring(store, house, entry(), actor=staff(Role.MANAGER, house))
    with pytest.raises(NotAllowed):
        store.write(staff(Role.MANAGER, house + 1), undo_meetings, done.batch_id)
