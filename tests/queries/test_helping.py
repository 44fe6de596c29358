"""Help of one person, introductions that are asked after, and sponsors by name."""

from datetime import timedelta

import pytest

from sobrhouse.problems import NotAllowed
from sobrhouse.queries.helping import help_of
from sobrhouse.queries.introductions import open_introductions
from sobrhouse.queries.residents import residents_here
from sobrhouse.queries.sponsor_names import sponsor_names
from sobrhouse.services import sponsorships
from tests import make, make_circle
from tests.conftest import OWNER
from tests.make import SUNDAY


@pytest.fixture
def house(store):
    return make.house(store)


@pytest.fixture
def two(store, house):
    people = [make.resident(store, "Marcus", "Tate"), make.resident(store, "Sam", "Okafor")]
    return [(person, make.stay(store, person, house)) for person in people]


def test_help_is_counted_by_kind_given_and_got_since_a_day(store, house, two):
    (marcus, mine), (sam, his) = two
    for _n in range(2):
        make_circle.helping(store, house, mine, kind="meal")
    make_circle.helping(store, house, mine, receiver_stay_id=his)
    make_circle.helping(store, house, his, on_date=SUNDAY - timedelta(days=9))
    make_circle.helping(store, house, his, voided_at=store.now())
    week = SUNDAY - timedelta(days=6)
    found = store.read(OWNER, help_of, marcus, week)
    assert (found.gave, found.got) == ((("meal", 2), ("ride", 1)), ())
    assert [(r.kind, r.gave) for r in found.newest] == [
        ("ride", True), ("meal", True), ("meal", True)]  # fmt: skip
    his_week = store.read(OWNER, help_of, sam, week)
    assert (his_week.gave, his_week.got) == ((), (("ride", 1),))


def test_introductions_are_listed_by_the_day_on_which_they_are_asked_after(store, house, two):
    (_marcus, mine), (_sam, his) = two
    bill = make_circle.supporter(store, house)
    make_circle.introduction(store, house, mine, supporter_id=bill)
    make_circle.introduction(store, house, his, supporter_id=bill, check_on=SUNDAY)
    make_circle.introduction(store, house, his, supporter_id=bill, outcome="no_fit",
                             outcome_on=SUNDAY)  # fmt: skip
    make_circle.introduction(store, house, mine, kind="house_buddy", peer_stay_id=his)
    rows = store.read(OWNER, open_introductions, house, buddies=False)
    assert [(r.name, r.other, r.kind) for r in rows] == [
        ("Sam O.", "Bill W.", "sponsor"), ("Marcus T.", "Bill W.", "sponsor")]  # fmt: skip
    rows = store.read(OWNER, open_introductions, house, buddies=True)
    assert [(r.name, r.other) for r in rows] == [("Marcus T.", "Sam O.")]


def test_the_list_names_a_sponsor_only_where_that_is_shared(store, house, two):
    (marcus, _mine), (sam, _his) = two
    make_circle.sponsorship(store, marcus, kind="temporary_sponsor", name="Al P.")
    make_circle.sponsorship(store, marcus, name="Ron B.", fellowship="NA",
                            started_on=SUNDAY - timedelta(days=90))  # fmt: skip
    make_circle.sponsorship(store, sam, name="Kit L.", share="existence")
    make_circle.sponsorship(store, sam, name="Old O.", started_on=SUNDAY - timedelta(days=300),
                            ended_on=SUNDAY, end_kind="moved_on")  # fmt: skip
    assert store.read(OWNER, sponsor_names, house) == {marcus: "Ron B.", sam: ""}
    rows = store.read(OWNER, residents_here, house, SUNDAY)
    assert [(r.has_sponsor, r.sponsor) for r in rows] == [(True, "Ron B."), (True, "")]


def test_staff_cannot_open_a_name_that_is_kept_private(store, house, two):
    (marcus, _mine), _sam = two
    tie = make_circle.sponsorship(store, marcus, name="Kit L.", share="existence")
    for field, value in (("share", "name"), ("name", "Kim L."), ("phone", ""), ("note", "")):
        with pytest.raises(NotAllowed, match="keep the name to themselves") as refused:
            store.write(OWNER, sponsorships.change_sponsorship, tie, field, value, 1)
        assert "Kit" not in repr(vars(refused.value))
    version, was = store.write(OWNER, sponsorships.change_sponsorship, tie, "fellowship", "AA", 1)
    assert (version, was) == (2, "")


def test_what_staff_made_private_can_be_undone(store, house, two):
    (marcus, _mine), _sam = two
    tie = make_circle.sponsorship(store, marcus)
    _version, was = store.write(
        OWNER, sponsorships.change_sponsorship, tie, "share", "existence", 1
    )
    store.write(OWNER, sponsorships.change_sponsorship_back, tie, "share", was, "existence")
    assert store.read(OWNER, sponsor_names, house) == {marcus: "Ron B."}
