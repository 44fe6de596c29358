"""For whom somebody is looked for, who fits and why, and the best set for several at once."""

from datetime import date, timedelta

import pytest

from sobrhouse.queries.matching import best_pairs, matches_for, needs_buddy, needs_match
from sobrhouse.services.settings import change_setting
from tests import make, make_circle
from tests.conftest import OWNER
from tests.services.circle import TODAY, Circle, day

BUDDY = "house_buddy"


@pytest.fixture
def circle(store):
    return Circle(store)


def needs(circle, query=needs_match):
    return {n.name: n for n in circle.store.read(OWNER, query, circle.house, TODAY)}


def names(offers):
    return [offer.name for offer in offers]


def test_who_has_nobody_and_looks_is_listed_longest_here_first(circle):
    make_circle.sponsorship(circle.store, circle.people["Marcus"], share="existence")
    assert list(needs(circle)) == ["Ana R.", "Jay P."]
    assert needs(circle)["Ana R."].days_here == 200
    make_circle.support_choice(circle.store, circle.people["Ana"], looking=False)
    assert list(needs(circle)) == ["Jay P."]
    make_circle.sponsorship(circle.store, circle.people["Jay"], kind="mentor")  # no sponsor yet
    assert list(needs(circle)) == ["Jay P."]


def test_who_was_introduced_waits_and_whom_it_did_not_fit_is_not_offered_again(circle):
    store, jay = circle.store, circle.stays["Jay"]
    make_circle.introduction(store, circle.house, jay, supporter_id=circle.bill,
                             outcome="no_fit", outcome_on=TODAY)  # fmt: skip
    assert names(needs(circle)["Jay P."].offers) == ["Cora D."]
    make_circle.introduction(store, circle.house, jay, supporter_id=circle.cora)
    need = needs(circle)["Jay P."]
    assert (need.offers, need.introduced_to, need.check_on) == (
        (), "Cora D.", TODAY + timedelta(days=7))  # fmt: skip
    assert names(needs(circle)["Ana R."].offers) == ["Bill W."]  # Cora takes one


def test_the_best_three_are_ordered_by_what_the_house_finds_important(circle):
    store, ana = circle.store, make.resident(circle.store, "Luz", "Diaz", languages="Español")
    stay = make.stay(store, ana, circle.house, day(3))
    make.sobriety(store, ana, day(30))
    for name, more in (
        ("Dolores Q.", {"languages": "spanish", "fellowships": "NA", "sober_on": day(800)}),
        ("New N.", {"sober_on": day(10)}), ("Old O.", {"sober_on": date(1990, 1, 1)}),
        ("Coach C.", {"kinds": "coach"}), ("Away A.", {"state": "stopped"}),
    ):  # fmt: skip
        make_circle.supporter(store, circle.house, name, **more)
    found = store.read(OWNER, matches_for, circle.house, stay, "sponsor", TODAY, 9)
    assert found[0].name == "Dolores Q." and "Spanish" in found[0].why
    assert not {"New N.", "Coach C.", "Away A."} & set(names(found))
    assert [o.points for o in found] == sorted((o.points for o in found), reverse=True)
    assert len(needs(circle)["Luz D."].offers) == 3
    store.write(OWNER, change_setting, circle.house, "match_language", 0)
    store.write(OWNER, change_setting, circle.house, "match_years", 10)
    again = store.read(OWNER, matches_for, circle.house, stay, "sponsor", TODAY, 9)
    assert "Old O." in names(again)[:2] and names(again) != names(found)
    assert store.read(OWNER, matches_for, circle.house, 999, "sponsor", TODAY) == ()


def test_nobody_is_offered_to_themselves(circle):
    old = make.resident(circle.store, "Olga", "Diaz")
    make.stay(circle.store, old, circle.house)
    make.sobriety(circle.store, old, day(900))
    make_circle.supporter(circle.store, circle.house, "", resident_id=old)
    make_circle.supporter(circle.store, circle.house, "", resident_id=circle.people["Ana"])
    found = needs(circle)
    assert "Olga D." not in names(found["Olga D."].offers)
    assert "Olga D." in names(found["Jay P."].offers)
    assert "Ana R." not in names(found["Jay P."].offers)  # sober for less than the house asks


def test_the_best_set_leaves_nobody_out_whom_another_order_would_help(circle):
    """Marcus fits Bill and Cora alike; Ana only Cora would take, so Marcus gets Bill."""
    store = circle.store
    for who in ("Ana", "Jay"):
        make_circle.introduction(store, circle.house, circle.stays[who],
                                 supporter_id=circle.bill, outcome="no_fit",
                                 outcome_on=TODAY)  # fmt: skip
    pairs = store.read(OWNER, best_pairs, circle.house, "sponsor", TODAY)
    got = {p.name: p.offer.name if p.offer else None for p in pairs}
    assert got["Marcus T."] == "Bill W."
    assert sorted((got["Ana R."], got["Jay P."]), key=str) == ["Cora D.", None]


def test_a_newcomer_gets_somebody_sober_longer_with_the_lightest_load(circle):
    found = needs(circle, needs_buddy)
    assert list(found) == ["Jay P."]
    assert set(names(found["Jay P."].offers)) == {"Marcus T.", "Ana R."}
    assert {o.peer_stay_id for o in found["Jay P."].offers} == {
        circle.stays["Marcus"], circle.stays["Ana"]}  # fmt: skip
    make_circle.support_choice(circle.store, circle.people["Marcus"], buddies=0)
    assert names(needs(circle, needs_buddy)["Jay P."].offers) == ["Ana R."]
    make_circle.sponsorship(circle.store, circle.people["Jay"], kind=BUDDY,
                            peer_resident_id=circle.people["Ana"])  # fmt: skip
    assert needs(circle, needs_buddy) == {}
