"""People are brought together, asked after, and go on or not; who moves out ends what they had."""

from datetime import timedelta

import pytest

from sobrhouse.problems import NotFound
from sobrhouse.queries.matching import needs_match
from sobrhouse.queries.sponsorships import resident_support
from sobrhouse.services import introductions as s
from sobrhouse.services import sponsorships, stays, support_choices
from sobrhouse.services.introductions import Pair, Settled
from sobrhouse.services.sponsorships import Ended
from sobrhouse.services.stays import MoveOut
from sobrhouse.storage.tables import Introduction, Sponsorship
from tests import make, make_circle
from tests.conftest import OWNER
from tests.services.circle import OLD, TODAY, Circle, day

BUDDY = "house_buddy"
FULL = "They have as many people as they take. Choose somebody else."
GONE = "They do not live here any more. Nothing was changed."
ONCE = "They were introduced already. Ask how it went first."
NOBODY_NEW = "They take nobody new now. Nothing was changed. Choose somebody else."
STAYS = (Introduction, Sponsorship)


@pytest.fixture
def circle(store):
    return Circle(store)


def to_bill(circle, who="Jay", kind="sponsor"):
    return Pair(circle.stays[who], kind, circle.bill, reasons="same_fellowship")


def buddies(circle, peer="Marcus", who="Jay"):
    return Pair(circle.stays[who], BUDDY, peer_stay_id=circle.stays[peer])


def support(circle, who="Jay"):
    return circle.store.read(OWNER, resident_support, circle.people[who], TODAY)


def test_an_introduction_is_asked_after_in_seven_days_and_becomes_a_sponsorship(circle):
    key = circle.do(s.introduce, to_bill(circle))
    (asked,) = support(circle).asked
    assert (asked.name, asked.introduced_on, asked.check_on) == (
        "Bill W.", TODAY, TODAY + timedelta(days=7))
    assert circle.one(Introduction, key)["reasons"] == "same_fellowship"
    before = circle.rows(*STAYS)
    assert circle.do(s.ask_later, key, TODAY + timedelta(days=14)) == asked.check_on
    again = "It has been changed again since."
    circle.refused(again, s.ask_as_before, key, asked.check_on, asked.check_on)
    circle.do(s.ask_as_before, key, asked.check_on, TODAY + timedelta(days=14))
    assert circle.rows(*STAYS) == before
    done = circle.do(s.settle_introduction, key, "together", TODAY, " Coffee on Friday ")
    sponsor = support(circle).sponsor
    assert (sponsor.name, sponsor.started_on, sponsor.how_met) == ("Bill W.", TODAY, "introduced")
    assert done == Settled(key, sponsor.sponsorship_id)
    assert circle.one(Introduction, key)["note"] == "Coffee on Friday"
    answered = "It has been answered already. Nothing was changed."
    circle.refused(answered, s.settle_introduction, key, "no_fit", TODAY)
    circle.refused(answered, s.take_back_introductions, (key,))
    circle.do(s.reopen_introduction, done)
    assert support(circle).ties == () and circle.rows(Introduction)[-1] == before[-1]
    circle.refused("It is there already.", s.reopen_introduction, done)
    circle.do(s.take_back_introductions, (key,))
    assert support(circle).asked == ()
    circle.refused("This was removed meanwhile.", s.ask_later, key, TODAY)
    circle.do(s.put_back_introductions, (key,))
    assert circle.rows(Introduction) == before[:1]
    circle.refused("It is there already.", s.put_back_introductions, (key,))


def test_a_buddy_begins_at_once_and_ends_where_it_did_not_fit(circle):
    key = circle.do(s.introduce, buddies(circle))
    before = circle.rows(*STAYS)
    (tie,) = support(circle).ties
    assert (tie.kind, tie.name) == (BUDDY, "Marcus T.")
    done = circle.do(s.settle_introduction, key, "no_fit", TODAY)
    assert done == Settled(key, None, tie.sponsorship_id)
    assert [t.end_kind for t in support(circle).past] == ["no_fit"]
    circle.do(s.reopen_introduction, done)
    assert circle.rows(*STAYS) == before
    assert circle.do(s.settle_introduction, key, "together", TODAY) == Settled(key)
    circle.do(s.reopen_introduction, Settled(key))
    circle.do(s.take_back_introductions, (key,))
    assert support(circle).ties == ()
    circle.do(s.put_back_introductions, (key,))
    assert circle.rows(*STAYS) == before


@pytest.mark.sqlite_only
def test_a_buddy_taken_back_by_hand_does_not_come_back_with_the_introduction(circle, clock):
    key = circle.do(s.introduce, buddies(circle))
    circle.do(sponsorships.take_back_sponsorship, support(circle).ties[0].sponsorship_id)
    before = circle.rows(*STAYS)
    clock.forward(seconds=1)
    circle.do(s.take_back_introductions, (key,))
    circle.do(s.put_back_introductions, (key,))
    assert circle.rows(*STAYS) == before


@pytest.mark.sqlite_only
def test_who_cannot_be_introduced_is_refused_in_a_sentence(circle):
    store, other = circle.store, make.house(circle.store, "Oak House")
    theirs = make_circle.supporter(store, other, "Zoe K.")
    far = make.stay(store, make.resident(store, "Far", "Away"), other)
    ana = make_circle.supporter(store, circle.house, "", resident_id=circle.people["Ana"])
    paused = make_circle.supporter(store, circle.house, "Pat", state="paused", paused_until=TODAY)
    back = make_circle.supporter(store, circle.house, "Bea", state="paused", paused_until=day(1))
    stopped = make_circle.supporter(store, circle.house, "Stu", state="stopped")
    jay, ours = circle.stays["Jay"], circle.stays["Ana"]
    for says, pair in (
        ("They are not on this house's list.", Pair(jay, "sponsor", theirs)),
        ("They are not on this house's list.", Pair(ours, "sponsor", ana)),
        (NOBODY_NEW, Pair(jay, "sponsor", paused)), (NOBODY_NEW, Pair(jay, "sponsor", stopped)),
        ("They are not willing to be that. Choose somebody else.", Pair(jay, "coach", circle.bill)),
        ("They do not live in the same house.", Pair(jay, BUDDY, peer_stay_id=far)),
        ("They do not live in the same house.", Pair(jay, BUDDY, peer_stay_id=jay)),
    ):  # fmt: skip
        circle.refused(says, s.introduce, pair)
    circle.do(s.introduce, Pair(jay, "sponsor", back))
    circle.refused(ONCE, s.introduce, Pair(jay, "sponsor", back))
    circle.refused(
        "They do not live in this house.", s.introduce_all, circle.house,
        (to_bill(circle, "Ana"), Pair(far, "sponsor", circle.bill)))  # fmt: skip
    with pytest.raises(ValueError, match="friend"):
        circle.do(s.introduce, Pair(jay, "friend", circle.bill))
    with pytest.raises(NotFound):
        circle.do(s.introduce, Pair(jay, "sponsor"))
    assert len(circle.rows(Introduction)) == 1


@pytest.mark.sqlite_only
def test_nobody_gets_more_people_than_they_take(circle):
    keys = circle.do(s.introduce_all, circle.house, (to_bill(circle), to_bill(circle, "Ana")))
    assert [circle.one(Introduction, k)["stay_id"] for k in keys] == [
        circle.stays["Jay"], circle.stays["Ana"]]
    circle.refused(FULL, s.introduce, to_bill(circle, "Marcus"))
    circle.do(support_choices.choose, circle.people["Marcus"], "buddies", 0)
    circle.refused(FULL, s.introduce, buddies(circle))
    circle.do(support_choices.choose, circle.people["Marcus"], "buddies", 1)
    circle.do(s.introduce, buddies(circle))
    circle.refused(FULL, s.introduce, buddies(circle, who="Ana"))


@pytest.mark.sqlite_only
def test_how_it_went_is_said_once_and_on_a_day_that_has_been(circle):
    key = circle.do(s.introduce, to_bill(circle))
    tomorrow = TODAY + timedelta(days=1)
    for says, field, *args in (
        ("Choose how it went.", "outcome", "well", TODAY),
        ("The end is before the start.", "on", "no_fit", day(1)),
        ("This day has not come yet. Type today or an earlier day.", "on", "no_fit", tomorrow),
    ):
        assert circle.refused(says, s.settle_introduction, key, *args).field == field
    later = circle.refused("Choose a later day.", s.ask_later, key, day(1))
    assert later.field == "check_on"
    done = circle.do(s.settle_introduction, key, "together", TODAY)
    circle.do(sponsorships.end_sponsorship, done.begun_id, Ended(TODAY, "no_contact"))
    circle.refused("It has been changed again since.", s.reopen_introduction, done)


def test_an_introduction_is_not_asked_after_twice(circle):
    key = circle.do(s.introduce, to_bill(circle))
    done = circle.do(s.settle_introduction, key, "no_fit", TODAY)
    circle.do(s.introduce, to_bill(circle))
    circle.refused("They were introduced already. Ask how it went first.",
                   s.reopen_introduction, done)  # fmt: skip


def test_who_moves_out_is_asked_after_no_more_and_all_comes_back(circle):
    asked = circle.do(s.introduce, to_bill(circle))
    newcomer = circle.do(s.introduce, buddies(circle))
    own = make_circle.sponsorship(circle.store, circle.people["Jay"])
    long_since = make_circle.sponsorship(
        circle.store, circle.people["Jay"], kind=BUDDY, peer_resident_id=circle.people["Ana"],
        started_on=day(4))  # fmt: skip
    before = circle.rows(*STAYS)
    done = circle.do(stays.move_out, circle.stays["Jay"], MoveOut(on=TODAY, kind="voluntary"))
    for key in (asked, newcomer):
        row = circle.one(Introduction, key)
        assert (row["outcome"], row["outcome_on"]) == ("withdrawn", TODAY)
    ties = {t.sponsorship_id: t for t in (*support(circle).ties, *support(circle).past)}
    assert ties[own].ended_on is None and ties[long_since].end_kind == "moved_away"
    assert {t.end_kind for t in ties.values() if t.kind == BUDDY} == {"moved_away"}
    circle.refused(
        "They do not live in the same house.", sponsorships.reopen_sponsorship, long_since)
    circle.refused(GONE, s.introduce, to_bill(circle))
    circle.do(stays.undo_move_out, done)
    assert circle.rows(*STAYS) == before


@pytest.mark.sqlite_only
def test_a_buddy_who_left_meanwhile_stays_away_when_a_move_out_is_taken_back(circle):
    circle.do(s.introduce, buddies(circle))
    done = circle.do(stays.move_out, circle.stays["Jay"], MoveOut(on=day(1), kind="voluntary"))
    assert circle.rows(Introduction)[0]["outcome_on"] == TODAY  # no earlier than it began
    circle.do(stays.move_out, circle.stays["Marcus"], MoveOut(on=TODAY, kind="successful"))
    circle.do(stays.undo_move_out, done)
    assert support(circle).ties == () and len(support(circle).past) == 1


@pytest.mark.sqlite_only
def test_what_was_taken_back_since_does_not_go_on_with_an_undo(circle):
    key = circle.do(s.introduce, buddies(circle))
    tie = circle.one(Introduction, key)["sponsorship_id"]
    settled = circle.do(s.settle_introduction, key, "no_fit", TODAY)
    circle.do(sponsorships.take_back_sponsorship, tie)
    circle.refused("It has been changed again since.", s.reopen_introduction, settled)
    circle.do(sponsorships.put_back_sponsorship, tie)
    circle.do(s.reopen_introduction, settled)
    left = circle.do(stays.move_out, circle.stays["Jay"], MoveOut(on=TODAY, kind="voluntary"))
    circle.do(sponsorships.take_back_sponsorship, tie)
    gone = circle.one(Sponsorship, tie)
    circle.do(stays.undo_move_out, left)
    assert circle.one(Sponsorship, tie) == gone


@pytest.mark.sqlite_only
def test_a_move_in_that_never_was_leaves_no_buddy(circle):
    stay = circle.do(
        stays.move_in, circle.house, make.resident(circle.store, "Sam", "Ortiz"),
        stays.MoveIn(on=TODAY))  # fmt: skip
    circle.do(s.introduce, Pair(stay, BUDDY, peer_stay_id=circle.stays["Ana"]))
    circle.do(s.introduce, Pair(stay, "sponsor", circle.cora))
    circle.do(stays.undo_move_in, stay)
    assert all(row["voided_at"] for row in circle.rows(*STAYS))
    needs = circle.store.read(OWNER, needs_match, circle.house, TODAY)
    assert [n.name for n in needs] == ["Marcus T.", "Ana R.", "Jay P."] and OLD < TODAY
    assert any(o.name == "Cora D." for n in needs for o in n.offers)
