"""The kiosk's queries: names and nothing else before the PIN, one's own card and no other after."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from sobrhouse.domain.pins import badge_hash
from sobrhouse.domain.staff import SYSTEM, Actor, ActorKind
from sobrhouse.problems import NotAllowed, NotFound
from sobrhouse.queries import kiosk as queries
from sobrhouse.storage.tables import (
    Blob,
    CurfewRule,
    HouseMessage,
    HouseSetting,
    KioskAccess,
    Pass,
    SignOut,
)
from tests import make, make_circle

TODAY = datetime(2026, 11, 23, 0, 12, tzinfo=UTC)


@pytest.fixture
def house(store):
    return make.house(store, phone="(212) 555-0100")


def lives(store, house, first, last, **more):
    person = make.resident(store, first, last, **more)
    return make.stay(store, person, house), person


def resident(person, house):
    return Actor(ActorKind.RESIDENT, person, "Marcus T.", None, frozenset({house}))


def test_the_rest_screen_tells_the_house_and_its_curfew(store, kiosk, house):
    facts = kiosk.read(SYSTEM, queries.house_facts, house, store.now())
    assert (facts.name, facts.phone, facts.pin_length) == (
        "Maple Street House",
        "(212) 555-0100",
        6,
    )
    assert facts.curfew == time(22, 30)
    assert facts.curfew_at == datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
    assert len(facts.destinations) == 8


def test_names_are_short_sorted_and_only_of_who_lives_here_and_does_not_hide(store, kiosk, house):
    lives(store, house, "Marcus", "Tate")
    _stay, ana = lives(store, house, "Ana", "Ruiz")
    make.row(store, KioskAccess(resident_id=ana, alias="Sunny"))
    _stay, hidden = lives(store, house, "Bo", "Hill")
    make.row(store, KioskAccess(resident_id=hidden, hidden=True))
    gone = make.resident(store, "Gus", "Gone")
    make.stay(store, gone, house, discharged_on=date(2026, 11, 1), discharge_type="successful")
    lives(store, make.house(store, "Oak House"), "Other", "House")
    tiles = kiosk.read(SYSTEM, queries.names, house)
    assert [t.shown for t in tiles] == ["Marcus T.", "Sunny"]


def test_photos_are_shown_only_where_the_house_wants_them(store, kiosk, house):
    blob = make.row(store, Blob(keyed_hash="h", mime="image/jpeg", size=4, bytes=b"jpeg"))
    lives(store, house, "Marcus", "Tate", photo_blob_id=blob)
    assert kiosk.read(SYSTEM, queries.names, house)[0].photo is None
    make.row(store, HouseSetting(house_id=house, key="kiosk_photos", value_json="true"))
    assert kiosk.read(SYSTEM, queries.names, house)[0].photo == b"jpeg"


def test_no_names_are_told_where_the_house_hides_them(store, kiosk, house):
    lives(store, house, "Marcus", "Tate")
    make.row(store, HouseSetting(house_id=house, key="kiosk_names", value_json="false"))
    assert kiosk.read(SYSTEM, queries.names, house) == ()


def test_a_number_that_nobody_has_looks_like_one_that_somebody_has(store, kiosk, house):
    stay, person = lives(store, house, "Marcus", "Tate", speaks="es")
    make.row(
        store, KioskAccess(resident_id=person, number="4711", badge_hash=badge_hash("AB12-CD34"))
    )
    known = kiosk.read(SYSTEM, queries.claim_by_number, house, "4711")
    unknown = kiosk.read(SYSTEM, queries.claim_by_number, house, "4712")
    assert (known.stay_id, unknown.stay_id) == (stay, None)
    assert (known.name, known.speaks) == (unknown.name, unknown.speaks) == ("", "en")
    assert kiosk.read(SYSTEM, queries.claim_by_badge, house, "ab12cd34").stay_id == stay
    by_name = kiosk.read(SYSTEM, queries.claim_by_name, house, stay)
    assert (by_name.name, by_name.speaks) == ("Marcus T.", "es")


def test_a_number_of_another_house_is_nobodys(store, kiosk, house):
    _stay, person = lives(store, make.house(store, "Oak House"), "Marcus", "Tate")
    make.row(store, KioskAccess(resident_id=person, number="4711"))
    assert kiosk.read(SYSTEM, queries.claim_by_number, house, "4711").stay_id is None


def test_choosing_a_pin_ends_when_staff_said(store, kiosk, house):
    stay, person = lives(store, house, "Marcus", "Tate")
    make.row(
        store, KioskAccess(resident_id=person, choose_until=store.now() + timedelta(minutes=10))
    )
    for now, may in ((store.now(), True), (store.now() + timedelta(minutes=10), False)):
        assert kiosk.read(SYSTEM, queries.claim_by_name, house, stay, now).chooses is may


def whom_one_can_call(store, house, person):
    """Their sponsor, whom staff do not know, and two of the house's list; not who went, has no
    phone, or is somebody else's.
    """
    listed = make_circle.supporter(store, house, "Cora D.", phone="555-0107", phone_agreed=True)
    _stay, sam = lives(store, house, "Sam", "Ortiz")
    known = make_circle.supporter(
        store, house, "", resident_id=sam, phone="555-0109", phone_agreed=True
    )
    make_circle.sponsorship(store, person, kind="alumni_mentor", supporter_id=known)
    make_circle.sponsorship(store, person, kind="mentor", supporter_id=listed)
    make_circle.sponsorship(store, person, name="Ray", phone="555-0142", share="existence")
    make_circle.sponsorship(store, person, name="No phone")
    make_circle.sponsorship(store, person, name="Gone", phone="1", ended_on=make_circle.TODAY,
                            end_kind="other")  # fmt: skip
    make_circle.sponsorship(store, person, name="Void", phone="1", voided_at=store.now())
    make_circle.sponsorship(store, sam, name="Not mine", phone="1")


def test_the_card_tells_ones_own_day(store, kiosk, house):
    stay, person = lives(store, house, "Marcus", "Tate")
    make.sobriety(store, person, date(2026, 8, 27))
    whom_one_can_call(store, house, person)
    out = SignOut(
        house_id=house,
        stay_id=stay,
        destination="Work",
        at=TODAY - timedelta(days=1),
        out_at=TODAY - timedelta(days=1),
        expected_return_at=TODAY + timedelta(hours=-23),
        in_at=TODAY + timedelta(hours=-23),
        in_by="kiosk",
    )
    make.row(store, out)
    make.row(
        store,
        HouseMessage(
            house_id=house, stay_id=stay, text="See me", sender="Dana", sent_at=store.now()
        ),
    )
    card = kiosk.read(resident(person, house), queries.card, house, stay, store.now())
    assert (card.first_name, card.short_name, card.days_sober) == ("Marcus", "Marcus T.", 87)
    assert (card.next_chip, card.next_chip_days) == ("90-day chip", 3)
    assert (card.out, card.last_out) == (
        None,
        queries.LastOut("Work", "", TODAY + timedelta(hours=1)),
    )
    assert [m.text for m in card.messages] == ["See me"]
    assert card.supporters == (
        queries.Supporter("Ray", "555-0142", "sponsor"),
        queries.Supporter("Cora D.", "555-0107", "mentor"),
        queries.Supporter("Sam O.", "555-0109", "alumni_mentor"),
    )
    assert card.curfew == time(22, 30)


def test_the_card_tells_ones_own_curfew_and_what_became_of_a_pass(store, kiosk, house):
    stay, person = lives(store, house, "Marcus", "Tate")
    make.row(store, CurfewRule(stay_id=stay, time="23:30", from_on=date(2026, 11, 1)))

    def told():
        mine = kiosk.read(resident(person, house), queries.card, house, stay, store.now())
        return mine.curfew_words, mine.pass_words

    assert told() == ("Curfew is 11:30 PM", "No pass tonight.")
    leaves = TODAY + timedelta(days=5)
    asked = {"house_id": house, "stay_id": stay, "requested_at": TODAY}
    denied = {"status": "denied", "decided_at": TODAY, "decision_reason": "Court on Friday."}
    back = leaves + timedelta(days=1)
    make.row(store, Pass(depart_at=leaves, return_by=back, **asked, **denied))
    assert told()[1] == "No pass for Fri 7:12 PM to Sat 7:12 PM. Court on Friday."
    make.row(store, Pass(depart_at=leaves, return_by=back, **asked))
    assert told()[1] == "You asked for a pass: Fri 7:12 PM to Sat 7:12 PM"
    make.row(
        store,
        Pass(
            depart_at=TODAY - timedelta(hours=2),
            return_by=TODAY + timedelta(days=1),
            status="out",
            **asked,
        ),
    )
    assert told()[1].startswith("On a pass until ")


def test_who_moves_in_tomorrow_has_a_card_already(store, kiosk, house):
    person = make.resident(store, "Marcus", "Tate")
    stay = make.stay(store, person, house, date(2026, 11, 23))
    card = kiosk.read(resident(person, house), queries.card, house, stay, store.now())
    assert (card.curfew, card.curfew_words) == (None, "No curfew tonight")


def test_days_sober_can_be_hidden(store, kiosk, house):
    stay, person = lives(store, house, "Marcus", "Tate")
    make.sobriety(store, person)
    make.row(store, KioskAccess(resident_id=person, hides_days=True))
    card = kiosk.read(resident(person, house), queries.card, house, stay, store.now())
    assert (card.days_sober, card.next_chip, card.next_chip_on) == (None, "", None)


def test_nobody_gets_anothers_card(store, kiosk, house):
    mine, me = lives(store, house, "Marcus", "Tate")
    theirs, _them = lives(store, house, "Ana", "Ruiz")
    with pytest.raises(NotAllowed):
        kiosk.read(resident(me, house), queries.card, house, theirs, store.now())
    with pytest.raises(NotFound):
        kiosk.read(resident(me, house), queries.card, house, mine + 100, store.now())


def test_residents_may_ask_nothing_that_the_office_asks(store, kiosk, house):
    from sobrhouse.queries.residents import residents_here

    _stay, me = lives(store, house, "Marcus", "Tate")
    with pytest.raises(NotAllowed):
        store.read(resident(me, house), residents_here, house, date(2026, 11, 22))
