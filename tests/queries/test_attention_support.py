"""Who of a house needs somebody to think of their circle: each fact, and what keeps it unsaid."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from sobrhouse.domain.attention import Urgency
from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed
from sobrhouse.queries.attention_support import support_attention
from sobrhouse.storage.tables import HouseSetting, SignOut
from tests import make, make_circle
from tests.conftest import NOW, OWNER, staff
from tests.make import SUNDAY

DAY = timedelta(days=1)
LONG_AGO = date(2026, 6, 1)


@pytest.fixture
def house(store):
    return make.house(store)


def lives(store, house, first, on=LONG_AGO, **sponsor):
    """Somebody of the house with a sponsor they spoke with today, unless told otherwise."""
    who = make.resident(store, first, "Lane")
    stay = make.stay(store, who, house, on)
    make.sobriety(store, who, on)
    tie = None
    if sponsor.pop("sponsor", True):
        tie = make_circle.sponsorship(store, who, **sponsor)
        make_circle.touch(store, house, tie)
    return who, stay, tie


def said(store, house, code=None):
    """Name and code of every row, or what is said of one code."""
    rows = store.read(OWNER, support_attention, house, NOW)
    if code is None:
        return [(row.name, row.code.removeprefix("support.")) for row in rows]
    (row,) = (row for row in rows if row.code == f"support.{code}")
    return row


def test_whoever_is_held_by_others_is_not_spoken_of(store, house):
    lives(store, house, "Andre")
    assert said(store, house) == []


def test_no_sponsor_is_said_from_the_houses_day_on(store, house):
    _, stay, _ = lives(store, house, "Ben", SUNDAY - 40 * DAY, sponsor=False)
    row = said(store, house, "no_sponsor")
    assert (row.what, row.why) == ("Ben L. has no sponsor yet", "40 days in the house.")
    assert (row.place, row.target) == ("sponsors", {"tab": "needs", "stay": stay})
    assert (row.since, row.urgency) == (SUNDAY - 26 * DAY, Urgency.WEEK)
    make.row(store, HouseSetting(house_id=house, key="sponsor_days", value_json="41"))
    assert said(store, house) == []


@pytest.mark.parametrize("how", ["walks without one", "was introduced", "keeps who it is"])
def test_no_sponsor_is_not_said_of_whoever(store, house, how):
    who, stay, _ = lives(store, house, "Ben", SUNDAY - 40 * DAY, sponsor=False)
    if how == "walks without one":
        make_circle.support_choice(store, who, looking=False)
    elif how == "was introduced":
        bill = make_circle.supporter(store, house)
        make_circle.introduction(store, house, stay, supporter_id=bill)
    else:
        tie = make_circle.sponsorship(store, who, share="existence")
        make_circle.touch(store, house, tie)
    assert said(store, house) == []


def test_no_contact_is_said_after_the_houses_days_and_a_try_is_none(store, house):
    who = make.resident(store, "Carlos", "Lane")
    make.stay(store, who, house, LONG_AGO)
    tie = make_circle.sponsorship(store, who)
    make_circle.touch(store, house, tie, on_date=SUNDAY - 8 * DAY)
    make_circle.touch(store, house, tie, on_date=SUNDAY, kind="no_answer")
    row = said(store, house, "no_contact")
    assert row.why == "The last contact with the sponsor was Sat, Nov 14: 8 days ago."
    make_circle.touch(store, house, tie, on_date=SUNDAY - 7 * DAY)
    assert said(store, house) == []


def test_a_house_that_writes_no_contacts_down_is_not_asked_for_them(store, house):
    who = make.resident(store, "Carlos", "Lane")
    make.stay(store, who, house, LONG_AGO)
    make_circle.sponsorship(store, who)
    assert said(store, house) == []
    lives(store, house, "Dee")
    assert "since Wed, Sep 23" in said(store, house, "no_contact").why


def test_a_newcomer_without_a_buddy_is_said_where_somebody_could_be_one(store, house):
    who, *_ = lives(store, house, "New", SUNDAY - DAY)
    assert said(store, house) == []  # nobody is here longer
    elder, *_ = lives(store, house, "Old")
    row = said(store, house, "no_buddy")
    assert (row.name, row.why, row.urgency) == ("New L.", "Moved in: Yesterday.", Urgency.TODAY)
    make_circle.sponsorship(store, who, kind="house_buddy", peer_resident_id=elder)
    assert said(store, house) == []


def test_an_introduction_is_asked_after_on_its_day(store, house):
    _, stay, _ = lives(store, house, "Ben")
    bill = make_circle.supporter(store, house)
    first = make_circle.introduction(
        store, house, stay, supporter_id=bill, introduced_on=SUNDAY - 7 * DAY, check_on=SUNDAY
    )
    make_circle.introduction(store, house, stay, supporter_id=bill, check_on=SUNDAY + DAY)
    row = said(store, house, "ask")
    assert row.what == "How is it going between Ben L. and Bill W.?"
    assert row.why == "Introduced Sun, Nov 15: Sponsor."
    assert row.target == {"tab": "needs", "introduction": first}


def test_a_temporary_sponsor_is_said_before_the_days_end(store, house):
    lives(store, house, "Ben", kind="temporary_sponsor", started_on=SUNDAY - 75 * DAY)
    assert said(store, house) == []
    who, _, _ = lives(store, house, "Carlos", kind="temporary_sponsor",
                      started_on=SUNDAY - 76 * DAY)  # fmt: skip
    row = said(store, house, "temporary")
    assert (row.name, row.why) == ("Carlos L.", "Began Mon, Sep 7. The 90 days end: Sun, Dec 6.")
    make_circle.sponsorship(store, who, name="Al R.")
    assert said(store, house) == []


def test_a_falling_circle_is_said_as_facts_in_one_row(store, house):
    """Fewer meetings and no contact come together; late back joins them; the contact is not said
    twice.
    """
    who = make.resident(store, "Jay", "Lane")
    stay = make.stay(store, who, house, LONG_AGO)
    tie = make_circle.sponsorship(store, who)
    for back in (17, 21, 30):
        make_circle.touch(store, house, tie, on_date=SUNDAY - back * DAY)
    for back in (3, 15, 18, 20, 25, 30, 35, 40):
        make.attendance(store, house, stay, SUNDAY - back * DAY)
    for back in (2, 5):
        out = NOW - back * DAY
        make.row(
            store,
            SignOut(
                house_id=house, stay_id=stay, at=out, out_at=out,
                expected_return_at=out + timedelta(hours=2), in_at=out + timedelta(hours=3),
                in_by="kiosk",
            ),
        )  # fmt: skip
    row = said(store, house, "circle")
    assert row.why == (
        "1 recovery meeting in two weeks, before that 4. "
        "No contact with a sponsor, mentor or buddy for 17 days. "
        "Back late 2 times in two weeks, before that 0."
    )
    assert said(store, house) == [("Jay L.", "circle")]
    make_circle.touch(store, house, tie, on_date=SUNDAY - DAY)
    assert "Back late" in said(store, house, "circle").why  # two signs are left


def test_statements_do_not_grow_with_the_house(store, house):
    def statements():
        heard = []
        listener = event.listen(
            store._reader, "before_cursor_execute", lambda *said: heard.append(said[2])
        )
        assert listener is None
        store.read(OWNER, support_attention, house, NOW)
        return len(heard)

    lives(store, house, "Andre", sponsor=False)
    few = statements()
    for name in ("Ben", "Carlos", "Dee", "Ed"):
        lives(store, house, name, sponsor=False)
    assert few == statements() <= 7


def test_another_house_is_refused(store, house):
    other = make.house(store, "Oak House")
    with pytest.raises(NotAllowed):
        store.read(staff(Role.MANAGER, other), support_attention, house, NOW)
