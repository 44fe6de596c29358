"""Who supports whom: begun, changed, verified, ended, taken back, and each step back again."""

from datetime import timedelta

import pytest

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotFound, Problem, Stale
from sobrhouse.queries.sponsorships import resident_support
from sobrhouse.services import sponsorships as s
from sobrhouse.services import supporters
from sobrhouse.services.sponsorships import Ended, Tie, Verified
from sobrhouse.storage.tables import Sponsorship
from tests import make, make_circle
from tests.conftest import OWNER, staff
from tests.services.circle import TODAY, Circle, day

REMOVED = "This was removed meanwhile."
THERE = "It is there already."
LIST = "Choose one from the list."
NOT_YET = "This day has not come yet. Type today or an earlier day."
NAME = "Give a first name and one letter, as in Bill W."
TWO_HOUSES = "They do not live in the same house."
LONG = "That is too long. 500 letters at most."
TWO_PEOPLE = "Choose two people."
WRITTEN = "That is written down already."
EARLY = "The end is before the start."
KEPT = "They keep the name to themselves. Nothing was changed. They can share it at the kiosk."
HAS_ONE = "They have one already. Nothing was changed. End that one first."


@pytest.fixture
def circle(store):
    return Circle(store)


def seen(circle, who="Marcus"):
    return circle.store.read(OWNER, resident_support, circle.people[who], TODAY)


@pytest.fixture
def own(circle):
    """Marcus has a sponsor of his own."""
    return circle.do(s.add_sponsorship, circle.people["Marcus"], Tie(
        kind="sponsor", started_on=day(30), name="  william  wilson ", phone=" 555  0101 ",
        fellowship="AA", how_met="meeting", note=" Called first "))  # fmt: skip


def test_a_tie_is_changed_field_by_field_and_back(circle, own):
    row = seen(circle).sponsor
    assert (row.name, row.phone, row.note) == ("william W.", "555 0101", "Called first")
    version, was = circle.do(s.change_sponsorship, own, "name", "Bill Wilson", row.version)
    assert (was, seen(circle).sponsor.name) == ("william W.", "Bill W.")
    assert circle.do(s.change_sponsorship, own, "name", "Bill W", 1) == (version, "Bill W.")
    with pytest.raises(Stale) as stale:
        circle.do(s.change_sponsorship, own, "name", "Bo X.", 1)
    assert stale.value.theirs["name"] == "Bill W."
    again = "It has been changed again since."
    circle.refused(again, s.change_sponsorship_back, own, "name", was, "Other O.")
    circle.do(s.change_sponsorship_back, own, "name", was, "Bill W.")
    assert seen(circle).sponsor.name == was


@pytest.mark.sqlite_only
def test_who_says_that_it_is_so_is_kept_with_the_day(circle, own):
    standing = circle.rows(Sponsorship)
    assert circle.do(s.verify_sponsorship, own, "staff", TODAY) == Verified()
    assert circle.do(s.verify_sponsorship, own, "resident", day(1)) == Verified()
    row = seen(circle).sponsor
    assert (row.staff_verified_on, row.staff_verified_by) == (TODAY, "Olive Owner")
    assert row.resident_verified_on == day(1)
    checked = circle.rows(Sponsorship)
    assert circle.do(s.verify_sponsorship, own, "resident", None) == Verified(day(1))
    circle.actor = staff(Role.MANAGER, circle.house)
    was = circle.do(s.verify_sponsorship, own, "staff", None)
    assert was == Verified(TODAY, OWNER.id)
    back = s.put_verification_back
    circle.refused("It has been changed again since.", back, own, "staff", was, TODAY)
    circle.do(back, own, "staff", was, None)  # who had looked at it, not who undoes
    circle.do(back, own, "resident", Verified(day(1)), None)
    assert circle.rows(Sponsorship) == checked
    circle.do(back, own, "resident", Verified(), day(1))
    circle.do(back, own, "staff", Verified(), TODAY)
    assert circle.rows(Sponsorship) == standing


def test_what_was_undone_too_late_opens_no_name_that_is_kept(circle, own):
    row = seen(circle).sponsor
    circle.do(s.change_sponsorship, own, "note", "Second", row.version)
    version = seen(circle).sponsor.version
    circle.do(s.change_sponsorship, own, "share", "existence", version)
    circle.refused("It has been changed again since.", s.change_sponsorship_back, own, "note",
                   "Called first", "Second")  # fmt: skip


def test_a_tie_ends_goes_on_is_taken_back_and_put_back(circle, own):
    standing = circle.rows(Sponsorship)
    circle.do(s.end_sponsorship, own, Ended(TODAY, "moved_on", " He moved to Ohio "))
    (past,) = seen(circle).past
    assert (past.end_kind, past.end_note) == ("moved_on", "He moved to Ohio")
    circle.refused("This has ended already.", s.end_sponsorship, own, Ended(TODAY, "other"))
    circle.do(s.reopen_sponsorship, own)
    assert circle.rows(Sponsorship) == standing
    circle.refused(THERE, s.reopen_sponsorship, own)
    circle.do(s.take_back_sponsorship, own)
    assert seen(circle).ties == ()
    circle.refused(REMOVED, s.end_sponsorship, own, Ended(TODAY, "other"))
    circle.do(s.put_back_sponsorship, own)
    assert circle.rows(Sponsorship) == standing
    circle.refused(THERE, s.put_back_sponsorship, own)
    assert [line.split()[0] for line in circle.log()] == [
        "sponsorship.added", "sponsorship.ended", "sponsorship.reopened",
        "sponsorship.taken_back", "sponsorship.put_back",
    ]  # fmt: skip


BAD = (
    (NAME, "name", {"name": " , "}),
    (LIST, "kind", {"name": "Bo", "kind": "friend"}),
    (LIST, "share", {"name": "Bo", "share": "all"}),
    (LIST, "how_met", {"name": "Bo", "how_met": "bus"}),
    (LIST, "fellowship", {"name": "Bo", "fellowship": "XA"}),
    (NOT_YET, "started_on", {"name": "Bo", "started_on": TODAY + timedelta(days=1)}),
    (LONG, "note", {"name": "Bo", "note": "x" * 501}),
    (LONG, "phone", {"name": "Bo", "phone": "5" * 501}),
    (TWO_HOUSES, "peer_resident_id", {"kind": "house_buddy", "name": "Bo"}),
    (TWO_PEOPLE, "peer_resident_id", {"peer_resident_id": "Marcus"}),
    (TWO_HOUSES, "peer_resident_id", {"kind": "house_buddy", "peer_resident_id": "Far"}),
    ("They are not on this house's list.", None, {"supporter_id": "theirs"}),
    (HAS_ONE, "kind", {"name": "Al", "fellowship": "AA"}),
    (WRITTEN, "kind", {"supporter_id": "bill", "fellowship": "CA"}),
)  # fmt: skip


@pytest.mark.sqlite_only
def test_a_tie_that_cannot_be_is_refused_in_a_sentence_beside_its_field(circle, own):
    other = make.house(circle.store, "Oak House")
    ids = circle.people | {"bill": circle.bill, "Far": make.resident(circle.store, "Far", "Away")}
    make.stay(circle.store, ids["Far"], other)
    ids["theirs"] = make_circle.supporter(circle.store, other, "Zoe K.")
    listed = circle.do(s.add_sponsorship, circle.people["Marcus"], Tie(
        kind="sponsor", started_on=day(9), supporter_id=circle.bill, name="Left Out",
        fellowship="NA"))  # fmt: skip
    assert circle.one(Sponsorship, listed)["name"] == ""
    for says, field, more in BAD:
        known = {k: ids[v] for k, v in more.items() if k.endswith("_id")}
        tie = Tie(**{"kind": "sponsor", "started_on": day(9), **more, **known})
        assert circle.refused(says, s.add_sponsorship, ids["Marcus"], tie).field == field, more
    with pytest.raises(NotFound):
        circle.do(s.add_sponsorship, circle.people["Marcus"], Tie(
            kind="sponsor", started_on=TODAY, supporter_id=999))  # fmt: skip


@pytest.mark.sqlite_only
def test_a_change_that_cannot_be_is_refused_in_a_sentence(circle, own):
    listed = circle.do(s.add_sponsorship, circle.people["Marcus"], Tie(
        kind="sponsor", started_on=day(9), supporter_id=circle.bill, fellowship="NA"))  # fmt: skip
    tomorrow, change = TODAY + timedelta(days=1), s.change_sponsorship
    known = "We know them by the name that they have with us."
    assert circle.refused(known, change, listed, "name", "Al", 1).field == "name"
    circle.refused(HAS_ONE, change, listed, "fellowship", "AA", 1)
    circle.refused(TWO_HOUSES, change, own, "kind", "house_buddy", 1)
    circle.refused("Choose how it ended.", s.end_sponsorship, own, Ended(TODAY, "x"))
    ends = Ended(day(31), "other"), Ended(tomorrow, "other")
    assert circle.refused(EARLY, s.end_sponsorship, own, ends[0]).field == "on"
    assert circle.refused(NOT_YET, s.end_sponsorship, own, ends[1]).field == "on"
    assert circle.refused(NOT_YET, s.verify_sponsorship, own, "staff", tomorrow).field == "on"
    circle.do(s.end_sponsorship, own, Ended(day(5), "other"))
    assert circle.refused(EARLY, change, own, "started_on", day(4), 2).field == "started_on"
    with pytest.raises(ValueError, match="voided_at"):
        circle.do(change, own, "voided_at", None, 2)
    with pytest.raises(ValueError, match="dog"):
        circle.do(s.verify_sponsorship, own, "dog", None)


def test_what_has_been_replaced_or_is_gone_goes_not_on(circle):
    marcus, jay = circle.people["Marcus"], circle.people["Jay"]
    first = circle.do(s.add_sponsorship, marcus, Tie(
        kind="sponsor", started_on=day(90), supporter_id=circle.bill))  # fmt: skip
    circle.do(s.end_sponsorship, first, Ended(day(20), "no_contact"))
    second = circle.do(s.add_sponsorship, marcus, Tie(
        kind="sponsor", started_on=day(20), name="Al C"))  # fmt: skip
    circle.refused(HAS_ONE, s.reopen_sponsorship, first)
    circle.do(s.take_back_sponsorship, second)
    circle.do(supporters.take_back_supporter, circle.bill)
    circle.refused(REMOVED, s.reopen_sponsorship, first)
    circle.do(supporters.put_back_supporter, circle.bill)
    circle.do(s.reopen_sponsorship, first)
    circle.refused(HAS_ONE, s.put_back_sponsorship, second)
    buddy = circle.do(s.add_sponsorship, jay, Tie(
        kind="house_buddy", started_on=day(5), peer_resident_id=marcus))  # fmt: skip
    assert [r.name for r in seen(circle).buddy_of] == ["Jay P."]
    circle.do(s.change_sponsorship, buddy, "share", "existence", 1)
    assert seen(circle).buddy_of == ()
    assert (seen(circle, "Jay").ties[0].name, seen(circle, "Jay").ties[0].shared) == ("", False)


PLANTED = ("Zebedee", "Quill", "5550199", "Secretly")


@pytest.mark.sqlite_only
def test_of_a_tie_that_staff_may_not_see_no_payload_tells_who(circle):
    marcus, people = circle.people["Marcus"], circle.people
    own = circle.do(s.add_sponsorship, marcus, Tie(
        kind="sponsor", started_on=day(30), name="Zebedee Quill", phone="5550199",
        share="existence", note="Secretly"))  # fmt: skip
    for field, value in (("name", "Al"), ("phone", "1"), ("note", "x"), ("share", "name")):
        version = seen(circle).sponsor.version
        circle.refused(KEPT, s.change_sponsorship, own, field, value, version)
    circle.do(s.change_sponsorship, own, "fellowship", "AA", seen(circle).sponsor.version)
    circle.do(s.verify_sponsorship, own, "resident", TODAY)
    circle.do(s.end_sponsorship, own, Ended(TODAY, "other", "Secretly"))
    circle.do(s.reopen_sponsorship, own)
    circle.do(s.take_back_sponsorship, own)
    circle.do(s.put_back_sponsorship, own)
    told = [line for line in circle.log() if any(word in line for word in PLANTED)]
    assert len(circle.log()) == 7 and told == []
    assert (seen(circle).sponsor.name, seen(circle).sponsor.note) == ("", "")
    listed = circle.do(s.add_sponsorship, people["Jay"], Tie(
        kind="sponsor", started_on=TODAY, supporter_id=circle.bill, share="existence"))  # fmt: skip
    assert f'"supporter_id":{circle.bill}' not in circle.log()[-1].replace(" ", "")
    row = seen(circle, "Jay").sponsor
    assert (row.sponsorship_id, row.name, row.supporter_id) == (listed, "", None)
    known = circle.do(s.add_sponsorship, people["Ana"], Tie(
        kind="sponsor", started_on=TODAY, name="Zebedee Quill"))  # fmt: skip
    assert "Zebedee" in circle.log()[-1]  # the search finds what is told
    circle.do(s.change_sponsorship, known, "share", "existence", 1)
    circle.do(s.change_sponsorship_back, known, "share", "name", "existence")
    assert seen(circle, "Ana").sponsor.name == "Zebedee Q."


@pytest.mark.sqlite_only
def test_a_name_is_asked_for_before_staff_may_see_who_it_is(circle):
    own = circle.do(s.add_sponsorship, circle.people["Jay"], Tie(
        kind="sponsor", started_on=TODAY, share="existence"))  # fmt: skip
    with pytest.raises(Problem, match="Give a first name"):
        circle.do(s.change_sponsorship_back, own, "share", "name", "existence")
