"""Who is willing to support: their names kept so that nobody is found by them, and for how many."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Stale
from sobrhouse.queries.supporters import supporter_card, supporter_list
from sobrhouse.services import mentor_checks as checks
from sobrhouse.services import supporters as s
from sobrhouse.services.supporters import State
from sobrhouse.storage.tables import MentorCheck, Supporter
from tests import make, make_circle
from tests.conftest import OWNER, staff
from tests.services.circle import TODAY, Circle, day

NAME = "Give a first name and one letter, as in Bill W."
LIST = "Choose one from the list."
WILLING = "Choose what they are willing to be."
AGAIN = "It has been changed again since."
THERE = "It is there already."
REMOVED = "This was removed meanwhile."
AGREED = "Keep a phone number only if they agreed that residents get it. Tick that first."


@pytest.fixture
def circle(store):
    return Circle(store)


def listed(circle):
    return {r.name: r for r in circle.store.read(OWNER, supporter_list, circle.house, TODAY)}


def test_somebody_comes_on_the_list_is_changed_and_goes_and_comes_back(circle):
    key = circle.do(s.add_supporter, circle.house, {
        "name": "Dolores  Quintana", "kinds": ("mentor", "sponsor"), "fellowships": ("NA", "AA"),
        "phone": " 555  0101", "phone_agreed": True, "hours": ("weekend_evening",),
        "sober_on": day(900), "languages": "Spanish", "gender": "woman", "capacity": 3,
        "note": " Rides too ",
    })  # fmt: skip
    row = listed(circle)["Dolores Q."]
    assert (row.kinds, row.fellowships) == (("sponsor", "mentor"), ("AA", "NA"))
    assert (row.phone, row.note, row.days, row.room) == ("555 0101", "Rides too", 900, 3)
    standing = circle.rows(Supporter)
    for field, value, kept in (
        ("name", "Lola Quintana", "Lola Q."), ("kinds", ("coach",), "coach"), ("capacity", 0, 0),
        ("sober_on", None, None), ("hours", (), ""), ("note", "x", "x"), ("gender", "", ""),
    ):  # fmt: skip
        version, was = circle.do(s.change_supporter, key, field, value, row.version)
        assert circle.one(Supporter, key)[field] == kept
        row = next(r for r in listed(circle).values() if r.supporter_id == key)
        assert row.version == version
        version, _ours = circle.do(s.change_supporter_back, key, field, was, kept)
        row = listed(circle)["Dolores Q."]
    assert circle.rows(Supporter) == standing
    with pytest.raises(Stale):
        circle.do(s.change_supporter, key, "note", "new", 1)
    assert circle.do(s.change_supporter, key, "note", "Rides too", 1) == (row.version, "Rides too")
    circle.refused(AGAIN, s.change_supporter_back, key, "note", "", "Other")
    circle.do(s.take_back_supporter, key)
    assert "Dolores Q." not in listed(circle)
    circle.refused(REMOVED, s.take_back_supporter, key)
    circle.do(s.put_back_supporter, key)
    circle.refused(THERE, s.put_back_supporter, key)
    assert circle.rows(Supporter) == standing
    assert not [line for line in circle.log() if "Quintana" in line]


def test_somebody_pauses_stops_and_goes_on(circle):
    standing = circle.rows(Supporter)
    before = circle.do(s.set_state, circle.bill, State("paused", TODAY))
    assert listed(circle)["Bill W."].state == "paused"
    assert circle.do(s.set_state, circle.bill, State("stopped", TODAY)) == State("paused", TODAY)
    assert (listed(circle)["Bill W."].state, listed(circle)["Bill W."].paused_until) == (
        "stopped", None)
    circle.refused(AGAIN, s.put_state_back, circle.bill, before, State("paused", TODAY))
    circle.do(s.put_state_back, circle.bill, before, State("stopped"))
    assert circle.rows(Supporter) == standing
    circle.do(s.set_state, circle.bill, State("paused", TODAY))
    circle.refused(AGAIN, s.put_state_back, circle.bill, before, State("paused"))
    circle.do(s.put_state_back, circle.bill, before, State("paused", TODAY))
    assert circle.rows(Supporter) == standing
    late = State("paused", day(1))
    gone_by = "This day has gone by. Choose a later one."
    assert circle.refused(gone_by, s.set_state, circle.bill, late).field == "paused_until"
    with pytest.raises(ValueError, match="asleep"):
        circle.do(s.set_state, circle.bill, State("asleep"))


@pytest.mark.sqlite_only
def test_who_cannot_be_on_the_list_is_refused_beside_the_field(circle):
    fine = {"name": "Bo X", "kinds": ("sponsor",)}
    for says, field, more in (
        (NAME, "name", {"name": "  "}), (WILLING, "kinds", {"kinds": ()}),
        (LIST, "kinds", {"kinds": ("house_buddy",)}), (LIST, "fellowships", {"fellowships": "Q"}),
        (LIST, "gender", {"gender": "x"}), (LIST, "hours", {"hours": ("noon",)}),
        ("A number from 0 to 20.", "capacity", {"capacity": 21}),
        ("A number from 0 to 20.", "capacity", {"capacity": "two"}),
        (AGREED, "phone", {"phone": "5550101"}),
        ("That is too long. 500 letters at most.", "note", {"note": "x" * 501}),
    ):  # fmt: skip
        problem = circle.refused(says, s.add_supporter, circle.house, {**fine, **more})
        assert problem.field == field
    with pytest.raises(ValueError, match="version"):
        circle.do(s.change_supporter, circle.bill, "version", 9, 1)
    circle.refused(WILLING, s.change_supporter, circle.bill, "kinds", (), 1)
    circle.refused(NAME, s.change_supporter, circle.bill, "name", "", 1)
    circle.do(s.change_supporter, circle.bill, "phone_agreed", True, 1)
    circle.do(s.change_supporter, circle.bill, "phone", "5550101", 2)
    kept = "Their phone number is still here. Take it out first; it is kept only if agreed."
    assert circle.refused(kept, s.change_supporter, circle.bill, "phone_agreed", False, 3)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Exception, match="come yet") as caught:
        circle.do(s.change_supporter, circle.bill, "sober_on", tomorrow, 3)
    assert caught.value.field is not None


@pytest.mark.sqlite_only
def test_a_resident_is_on_the_list_by_who_they_are_and_once(circle):
    store, ana = circle.store, circle.people["Ana"]
    key = circle.do(s.add_supporter, circle.house, {"name": "X Y", "kinds": ("mentor",)}, ana)
    row = listed(circle)["Ana R."]
    assert (row.lives_here, row.days, circle.one(Supporter, key)["name"]) == (True, 200, "")
    circle.do(s.change_supporter, key, "name", "Somebody Else", row.version)
    assert circle.one(Supporter, key)["name"] == ""
    once = "They are on the list already."
    circle.refused(once, s.add_supporter, circle.house, {"kinds": ("mentor",)}, ana)
    circle.do(s.take_back_supporter, key)
    again = circle.do(s.add_supporter, circle.house, {"kinds": ("mentor",)}, ana)
    circle.refused(once, s.put_back_supporter, key)
    circle.do(s.take_back_supporter, again)
    circle.do(s.put_back_supporter, key)
    far = make.resident(store, "Far", "Away")
    make.stay(store, far, make.house(store, "Oak House"))
    never = "They never lived in this house."
    circle.refused(never, s.add_supporter, circle.house, {"kinds": ("mentor",)}, far)


@pytest.mark.sqlite_only
def test_who_supports_somebody_stays_on_the_list(circle):
    tie = make_circle.sponsorship(circle.store, circle.people["Ana"], supporter_id=circle.bill)
    says = "They support somebody now. Nothing was changed. End that first, or choose Stopped."
    circle.refused(says, s.take_back_supporter, circle.bill)
    assert tie and listed(circle)["Bill W."].load == 1


def test_a_check_holds_somebody_against_what_the_house_asks_that_day(circle):
    key = circle.do(checks.record_check, circle.bill, day(3), ("Has a sponsor",), " Asks Ron ")
    card = circle.store.read(OWNER, supporter_card, circle.house, circle.bill, TODAY)
    assert [(c.on, c.by, c.unmet, c.note) for c in card.checks] == [
        (day(3), "Olive Owner", ("Has a sponsor",), "Asks Ron")]
    assert card.checks[0].criteria == (
        "Has a sponsor", "Works a program", "Keeps a confidence", "Knows when to call staff")
    later = circle.do(checks.record_check, circle.bill, TODAY)
    assert (listed(circle)["Bill W."].checked_on, listed(circle)["Bill W."].unmet) == (TODAY, ())
    assert circle.refused("Say why.", checks.take_back_check, later, "  ").field == "why"
    circle.do(checks.take_back_check, later, "the wrong Bill")
    circle.refused(REMOVED, checks.take_back_check, later, "again")
    assert listed(circle)["Bill W."].unmet == ("Has a sponsor",)
    row = circle.one(MentorCheck, later)
    assert (row["void_why"], row["void_by"], row["on_date"]) == ("the wrong Bill", 1, TODAY)
    assert circle.one(MentorCheck, key)["void_at"] is None


@pytest.mark.sqlite_only
def test_a_check_that_cannot_be_is_refused(circle):
    changed = "What the house asks of mentors has changed. Look again."
    circle.refused(changed, checks.record_check, circle.bill, TODAY, ("Owns a car",))
    tomorrow = TODAY + timedelta(days=1)
    not_yet = "This day has not come yet. Type today or an earlier day."
    circle.refused(not_yet, checks.record_check, circle.bill, tomorrow)
    circle.actor = staff(Role.STAFF, circle.house)
    with pytest.raises(NotAllowed):
        circle.do(checks.record_check, circle.bill, TODAY)
    with pytest.raises(NotFound):
        circle.store.write(OWNER, checks.record_check, 999, TODAY)
