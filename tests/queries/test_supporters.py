"""The house's list of who is willing, one resident's circle as staff may see it, and a week."""

from collections.abc import Iterator
from types import SimpleNamespace as Names

import pytest

from sobrhouse.queries.sponsor_week import helped, sponsor_week
from sobrhouse.queries.sponsorships import RECENT, resident_support
from sobrhouse.queries.supporters import supporter_card, supporter_list
from sobrhouse.storage.store import Store
from tests import make, make_circle
from tests.conftest import OWNER, Clock, Template
from tests.services.circle import TODAY, Circle, day


@pytest.fixture(scope="module")
def house(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Names]:
    """Bill supports Jay, and Ana, who keeps it to herself; Cora is full; four more are listed."""
    store = template.copied(tmp_path_factory.mktemp("supporters"), Clock())
    yield filled(store)
    store.close()


def filled(store: Store) -> Names:
    """The ties, contacts and checks of the house."""
    c, add = Circle(store), make_circle
    jay, ana, marcus = (c.people[name] for name in ("Jay", "Ana", "Marcus"))
    open_, over = {"supporter_id": c.bill}, {"ended_on": day(50), "end_kind": "moved_on"}
    ties = {
        "jay": add.sponsorship(store, jay, started_on=day(5), **open_),
        "ana": add.sponsorship(store, ana, share="existence", phone="555", **open_),
        "past": add.sponsorship(store, marcus, **open_, **over),
        "cora": add.sponsorship(store, marcus, kind="temporary_sponsor", supporter_id=c.cora),
        "own": add.sponsorship(store, marcus, name="Ron B.", kind="mentor", phone="5550142"),
        "buddy": add.sponsorship(store, jay, kind="house_buddy", peer_resident_id=marcus),
        "void": add.sponsorship(store, jay, name="Void V.", voided_at=store.now()),
    }
    for tie, kind, back in (
        ("jay", "call", 2), ("jay", "no_answer", 0), ("jay", "meet", 3), ("ana", "text", 1),
        ("cora", "call", 6), ("cora", "call", 7), ("own", "step_work", 0), ("past", "call", 55),
        ("own", "call", 58), ("buddy", "call", 0),
    ):  # fmt: skip
        add.touch(store, c.house, ties[tie], kind=kind, on_date=day(back))
    for _more in range(RECENT):
        add.touch(store, c.house, ties["past"], on_date=day(50))
    add.touch(store, c.house, ties["jay"], voided_at=store.now())
    pat = add.supporter(store, c.house, "Pat", state="paused", paused_until=TODAY)
    bea = add.supporter(store, c.house, "Bea", state="paused", paused_until=day(1))
    add.supporter(store, c.house, "Stu", state="stopped")
    add.supporter(store, c.house, "Gone", voided_at=store.now())
    add.introduction(store, c.house, c.stays["Ana"], supporter_id=bea)
    add.introduction(store, c.house, c.stays["Ana"], supporter_id=bea, outcome="no_fit",
                     outcome_on=TODAY)  # fmt: skip
    add.mentor_check(store, c.house, c.bill, on_date=day(9))
    add.mentor_check(store, c.house, c.bill, on_date=day(3), unmet="One year sober")
    add.mentor_check(store, c.house, c.bill, void_at=store.now(), void_by=1, void_why="x")
    other = make.house(store, "Oak House")
    zoe = add.supporter(store, other, "Zoe K.")
    return Names(store=store, circle=c, ties=ties, pat=pat, zoe=zoe)


def listed(house):
    rows = house.store.read(OWNER, supporter_list, house.circle.house, TODAY)
    return {row.name: row for row in rows}


def test_the_list_tells_by_name_who_takes_new_people_and_how_many_they_have(house):
    rows = listed(house)
    assert [(r.name, r.state, r.load, r.asked, r.room) for r in rows.values()] == [
        ("Bea", "active", 0, 1, 1), ("Bill W.", "full", 2, 0, 0), ("Cora D.", "full", 1, 0, 0),
        ("Pat", "paused", 0, 0, 2), ("Stu", "stopped", 0, 0, 2)]  # fmt: skip
    assert rows["Bill W."].days == (TODAY - rows["Bill W."].sober_on).days


def test_the_last_contact_is_one_that_counts_and_that_staff_may_see(house):
    rows = listed(house)
    assert rows["Bill W."].last_contact_on == day(2)
    assert rows["Cora D."].last_contact_on == day(6) and rows["Pat"].last_contact_on is None


def test_the_newest_check_that_stands_is_told(house):
    bill, pat = listed(house)["Bill W."], listed(house)["Pat"]
    assert (bill.checked_on, bill.unmet) == (day(3), ("One year sober",))
    assert (pat.checked_on, pat.unmet) == (None, ())


def test_the_card_names_whom_they_support_but_not_who_keeps_it(house):
    card = house.store.read(OWNER, supporter_card, house.circle.house, house.circle.bill, TODAY)
    assert [(p.name, p.kind, p.last_contact_on) for p in card.supports] == [
        ("Jay P.", "sponsor", day(2))]  # fmt: skip
    assert (card.private, [p.name for p in card.past]) == (1, ["Marcus T."])
    assert [c.on for c in card.checks] == [day(3), day(9)]
    assert house.store.read(OWNER, supporter_card, house.circle.house, house.zoe, TODAY) is None


def support(house, who):
    return house.store.read(OWNER, resident_support, house.circle.people[who], TODAY)


def test_staff_see_of_a_kept_tie_that_it_is_and_how_often(house):
    ana = support(house, "Ana")
    tie = ana.sponsor
    assert (tie.name, tie.phone, tie.supporter_id, tie.shared) == ("", "", None, False)
    assert (tie.last_contact_on, tie.week) == (day(1), 1)
    assert [(a.name, a.check_on > TODAY) for a in ana.asked] == [("Bea", True)]


def test_a_resident_has_ties_now_and_before_and_is_somebodys_buddy(house):
    marcus, jay = support(house, "Marcus"), support(house, "Jay")
    assert {t.name: t.week for t in marcus.ties} == {"Ron B.": 1, "Cora D.": 1}
    assert (marcus.sponsor.name, marcus.sponsor.kind) == ("Cora D.", "temporary_sponsor")
    assert [(t.name, t.end_kind) for t in marcus.past] == [("Bill W.", "moved_on")]
    assert [(p.name, p.started_on) for p in marcus.buddy_of] == [("Jay P.", day(60))]
    assert {t.name for t in jay.ties} == {"Bill W.", "Marcus T."}
    assert {t.on for t in marcus.touches} == {TODAY, day(6), day(7), day(58)}  # of open ties alone


def test_a_week_counts_contacts_and_knows_who_has_a_sponsor(house):
    """Those with a buddy are not counted as contact with a sponsor or mentor."""
    c = house.circle
    week = house.store.read(OWNER, sponsor_week, c.house, day(6), TODAY)
    told = {
        who: (w.contacts, w.last_contact_on, w.sponsor and w.sponsor.name,
              w.buddy and w.buddy.name)
        for who, key in c.people.items() for w in [week[key]]
    }  # fmt: skip
    assert told == {
        "Marcus": (2, TODAY, "Cora D.", None), "Ana": (1, day(1), "", None),
        "Jay": (2, day(2), "Bill W.", "Marcus T."),
    }  # fmt: skip


def test_a_week_long_ago_is_told_as_it_was(house):
    c = house.circle
    week = house.store.read(OWNER, sponsor_week, c.house, day(57), day(51))
    assert c.people["Jay"] not in week  # moved in later
    marcus = week[c.people["Marcus"]]
    assert (marcus.contacts, marcus.last_contact_on, marcus.sponsor.name) == (
        1, day(55), "Bill W.")  # fmt: skip
    assert house.store.read(OWNER, helped, c.house, day(6), TODAY) == ()
