"""Tests of one's own people at the kiosk: contacts, sponsors, steps, help, life and BARC-10."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.barc10 import ITEMS
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.queries.kiosk import MyAnswers, MyTie
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    Assessment,
    Base,
    HelpingEvent,
    NetworkPerson,
    SponsorContact,
    Sponsorship,
    StepProgress,
    SupportChoice,
)
from tests import make_circle
from tests.make import SUNDAY
from tests.ui.kiosk.house import OTHER_PIN, PIN, Kiosk, KioskHouse, settle, words_on
from ui.kiosk.barc import BarcKeep, BarcSentence, BarcStart, BarcTotal, total_said
from ui.kiosk.card import CardScreen
from ui.kiosk.ends import Done
from ui.kiosk.life import Life, PersonPage
from ui.kiosk.my_people import MyPeople, TiePage, page_of
from ui.kiosk.names import Names
from ui.kiosk.steps import Steps
from ui.kiosk.trend import Trend

DAY = timedelta(days=1)


@needs(Permission.START, house_free=True)
def rows(session: Session, table: type[Base]) -> list[Any]:
    """What stands in a table, oldest first."""
    return list(session.scalars(select(table).order_by(table.id)))  # type: ignore[attr-defined]


def standing(store: Store, table: type[Base]) -> list[Any]:
    """The same without what was taken back."""
    return [
        row
        for row in store.read(SYSTEM, rows, table)
        if getattr(row, "voided_at", None) is None and getattr(row, "void_at", None) is None
    ]


def letters(kiosk: Kiosk, text: str) -> None:
    """Type on our own keyboard page."""
    for letter in text:
        kiosk.screen.typed(letter)
    settle()


@pytest.fixture
def marcus(kiosk: Kiosk) -> Kiosk:
    """Marcus, who has a sponsor, at his own people."""
    kiosk.enter()
    kiosk.tap("My people")
    assert isinstance(kiosk.screen, MyPeople)
    return kiosk


@pytest.fixture
def luis(kiosk: Kiosk) -> Kiosk:
    """Luis, who has nobody yet, at his own people."""
    kiosk.enter("Luis G.", OTHER_PIN)
    kiosk.tap("English")
    kiosk.tap("My people")
    return kiosk


def test_one_touch_writes_a_contact_down_and_a_second_takes_it_back(
    marcus: Kiosk, store: Store
) -> None:
    assert "In touch with Ron B. today?" in marcus.words()
    assert "(555) 010-4000" in marcus.words()
    marcus.tap("Called")
    assert isinstance(marcus.screen, Done)
    assert "Ron B. Called. 1 contact in 7 days." in marcus.words()
    (touch,) = standing(store, SponsorContact)
    assert (touch.kind, touch.way, touch.on_date) == ("call", "kiosk", SUNDAY)
    marcus.tap("That is wrong")
    assert isinstance(marcus.screen, MyPeople)
    assert not standing(store, SponsorContact)
    marcus.tap("No answer")
    assert "You tried. That counts too" in marcus.words()
    marcus.wait(5)
    assert isinstance(marcus.screen, Names)
    assert "Ron" not in marcus.words()


def test_i_have_a_sponsor_is_said_with_a_first_name_and_a_letter(luis: Kiosk, store: Store) -> None:
    assert "Nobody yet" in luis.words()
    luis.tap("I have a sponsor")
    luis.tap("Sponsor")
    assert luis.find("I would rather not say").isEnabled()
    letters(luis, "walter quigley")
    luis.tap("Next")
    luis.tap("Staff see only that there is one")
    assert "Walter Q." in luis.words() and "Quigley" not in luis.words()
    (tie,) = [t for t in standing(store, Sponsorship) if t.name == "Walter Q."]
    assert (tie.share, tie.resident_verified_on) == ("existence", SUNDAY)
    luis.tap("My people")
    luis.tap("Change")
    assert isinstance(luis.screen, TiePage)
    luis.tap("Staff may see who it is")
    assert luis.screen.shares["name"].isChecked()
    luis.tap("It ended")
    luis.tap("Moved away")
    assert "Walter Q. stays in your history." in luis.words()
    (tie,) = [t for t in standing(store, Sponsorship) if t.name == "Walter Q."]
    assert (tie.share, tie.end_kind, tie.ended_on) == ("name", "moved_away", SUNDAY)
    luis.tap("That is wrong")
    assert "Walter Q." in luis.words()
    assert luis.screen.add.text() == "Add somebody"
    luis.tap("Add somebody")
    assert set(luis.screen.tiles) == {"mentor", "coach"}  # a second sponsor would be refused
    assert "You have a sponsor." in luis.words()


def test_who_it_is_need_not_be_said(luis: Kiosk, store: Store) -> None:
    luis.tap("I have a sponsor")
    luis.tap("Mentor")
    luis.tap("I would rather not say")
    assert "Staff see only that there is one." in luis.words()
    luis.tap("My people")
    assert luis.screen.ties[0].text() == "My mentor" and "In touch today?" in luis.words()
    luis.tap("Change")
    assert not luis.screen.shares and "You did not say who." in luis.words()
    (tie,) = [t for t in standing(store, Sponsorship) if t.kind == "mentor"]
    assert (tie.name, tie.share) == ("", "existence")
    luis.tap("Go back")
    luis.tap("I have a sponsor")
    luis.tap("Sponsor")
    luis.tap("I would rather not say")
    luis.tap("That is wrong")
    assert len(luis.screen.ties) == 1
    luis.tap("Change")
    luis.tap("It ended")
    luis.tap("Moved away")
    assert "It stays in your history." in luis.words()


def test_a_buddy_is_named_on_the_card_and_is_the_houses_to_end(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    house = kiosk_house
    make_circle.sponsorship(store, house.people["Luis"], kind="house_buddy",
                            peer_resident_id=house.people["Sam"])  # fmt: skip
    make_circle.sponsorship(store, house.people["Dee"], kind="house_buddy",
                            peer_resident_id=house.people["Luis"])  # fmt: skip
    kiosk.enter("Luis G.", OTHER_PIN)
    kiosk.tap("English")
    assert "You are signed in. Your buddy: Sam O." in kiosk.words()
    kiosk.tap("My people")
    assert "You are the buddy of Dee L." in kiosk.words()
    assert kiosk.screen.change is None
    kiosk.tap("Met")
    assert "Sam O. Met." in kiosk.words()


def test_steps_are_touched_and_shared_or_not(marcus: Kiosk, store: Store) -> None:
    marcus.tap("My steps")
    assert isinstance(marcus.screen, Steps)
    assert marcus.screen.eyes["own"].isChecked()
    marcus.screen.tiles[4].click()
    settle()
    marcus.tap("Working on it")
    assert marcus.screen.tiles[4].face.under == "Working on it"
    assert [(s.step, s.state) for s in standing(store, StepProgress)] == [(4, "working")]
    marcus.tap("Staff may see this")
    assert marcus.screen.eyes["staff"].isChecked()
    (chosen,) = standing(store, SupportChoice)
    assert chosen.shares_steps and not chosen.shares_answers
    marcus.wait(0.5)
    marcus.screen.tiles[4].click()
    settle()
    marcus.tap("Not begun")
    assert not standing(store, StepProgress)
    marcus.tap("Go back")
    assert isinstance(marcus.screen, MyPeople)


def test_wishes_are_touched_one_by_one(luis: Kiosk, store: Store) -> None:
    luis.tap("My wishes")
    assert luis.screen.tiles["looking", "yes"].isChecked()
    luis.tap("A woman")
    luis.tap("More")
    luis.tap("Weekday evenings")
    luis.tap("Weekend mornings")
    luis.tap("Weekday evenings, chosen")
    luis.tap("For one person")
    (kept,) = standing(store, SupportChoice)
    assert (kept.looking, kept.wants_gender, kept.hours, kept.buddies) == (
        True, "woman", "weekend_morning", 1,
    )  # fmt: skip
    luis.tap("Go back")
    assert "It is time for ten short sentences" in luis.words()


def test_help_given_and_received_with_or_without_a_name(
    marcus: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    marcus.tap("Helping")
    marcus.screen.tiles["given"].click()
    settle()
    marcus.tap("A ride")
    marcus.tap("Sam O.")
    assert "A ride. Sam O." in marcus.words()
    marcus.tap("Helping")
    marcus.screen.tiles["received"].click()
    settle()
    marcus.tap("Listening")
    marcus.tap("I would rather not say")
    stays = kiosk_house.stays
    assert [
        (h.kind, h.giver_stay_id, h.receiver_stay_id) for h in standing(store, HelpingEvent)
    ] == [("ride", stays["Marcus"], stays["Sam"]), ("listening", None, stays["Marcus"])]
    marcus.tap("That is wrong")
    assert [h.kind for h in standing(store, HelpingEvent)] == ["ride"]
    assert marcus.screen.tiles["given"].face.under == "1 time in 30 days"


def test_people_in_ones_life_are_private_until_shared_and_never_whom_one_avoids(
    marcus: Kiosk, store: Store
) -> None:
    marcus.tap("My life")
    assert isinstance(marcus.screen, Life) and "Nobody yet." in marcus.words()
    marcus.tap("Add somebody")
    letters(marcus, "tony")
    marcus.tap("Next")
    marcus.tap("Friend")
    marcus.tap("Part of my recovery")
    (tony,) = standing(store, NetworkPerson)
    assert (tony.label, tony.category, tony.stance, tony.private) == (
        "Tony", "friend", "supports", True,
    )  # fmt: skip
    marcus.tap("People in my life")
    marcus.screen.tiles[0].click()
    settle()
    marcus.tap("Staff may see this")
    assert not standing(store, NetworkPerson)[0].private
    marcus.tap("I want to stay away")
    assert isinstance(marcus.screen, PersonPage)
    assert not marcus.screen.eyes and "Nobody else sees this." in marcus.words()
    (tony,) = standing(store, NetworkPerson)
    assert (tony.stance, tony.private) == ("avoid", True)
    marcus.tap("Take off my list")
    assert not standing(store, NetworkPerson)
    marcus.tap("That is wrong")
    assert len(standing(store, NetworkPerson)) == 1
    marcus.wait(30)
    marcus.wait(20)
    assert isinstance(marcus.screen, Names) and "Tony" not in marcus.words()


def answer_all(kiosk: Kiosk, value: int) -> None:
    """The same answer to each sentence."""
    for text in ITEMS:
        assert text in kiosk.words()
        kiosk.tap(str(value) if 1 < value < 6 else f"{value}. Strongly agree")


def test_barc10_has_two_minutes_a_page_and_keeps_nothing_when_left(
    marcus: Kiosk, store: Store
) -> None:
    marcus.tap("How is it going?")
    marcus.tap("Begin")
    assert isinstance(marcus.screen, BarcSentence) and marcus.screen.seconds == 120
    marcus.tap("4")
    marcus.tap("5")
    marcus.tap("Go back")
    assert marcus.screen.answers[5].isChecked()
    marcus.tap("Español")
    assert "2 de 10" in marcus.words()
    marcus.wait(121)
    assert isinstance(marcus.screen, Names)
    assert not standing(store, Assessment)


def test_barc10_is_left_with_one_touch_from_any_sentence(marcus: Kiosk, store: Store) -> None:
    marcus.tap("How is it going?")
    marcus.tap("Begin")
    for _sentence in range(6):
        marcus.tap("5")
    marcus.tap("Stop, keep nothing")
    assert isinstance(marcus.screen, Names) and marcus.window.flow.party is None
    assert not standing(store, Assessment)
    marcus.tap("Marcus T.")
    marcus.type(PIN)
    marcus.tap("My people")
    marcus.tap("How is it going?")
    marcus.tap("Begin")
    assert not any(touch.isChecked() for touch in marcus.screen.answers.values())
    answer_all(marcus, 5)
    marcus.tap("Stop, keep nothing")
    assert isinstance(marcus.screen, Names) and not standing(store, Assessment)


def test_barc10_tells_ones_own_total_and_is_taken_back(
    marcus: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    make_circle.assessment(store, kiosk_house.house_id, kiosk_house.stays["Marcus"], 3,
                           on_date=SUNDAY - 30 * DAY)  # fmt: skip
    marcus.tap("How is it going?")
    assert isinstance(marcus.screen, BarcStart)
    marcus.tap("Staff may see this")
    marcus.tap("Begin")
    answer_all(marcus, 4)
    assert isinstance(marcus.screen, BarcKeep)
    assert "Staff may see your answers." in marcus.words() and not len(
        [a for a in standing(store, Assessment) if a.on_date == SUNDAY]
    )
    marcus.tap("Keep my answers")
    assert isinstance(marcus.screen, BarcTotal)
    assert "10 more than on Fri, Oct 23. You are growing." in marcus.words()
    assert "30 on Fri, Oct 23. 40 on Sun, Nov 22" in marcus.words()
    (_old, new) = standing(store, Assessment)
    assert (new.q1, new.q10, new.way) == (4, 4, "kiosk")
    marcus.tap("My people")
    marcus.tap("How is it going?")
    assert marcus.screen.start is None
    assert "The next one can be tomorrow." in marcus.words()


def test_a_total_that_is_wrong_counts_no_more(luis: Kiosk, store: Store) -> None:
    luis.tap("How is it going?")
    assert luis.screen.trend is None
    luis.tap("Begin")
    answer_all(luis, 6)
    luis.tap("Keep my answers")
    assert "60" in luis.words() and "This is your first." in luis.words()
    luis.tap("That is wrong")
    assert isinstance(luis.screen, BarcStart) and not standing(store, Assessment)
    luis.tap("Go back")
    luis.tap("Go back")
    assert isinstance(luis.screen, CardScreen)


def test_a_total_is_told_without_a_grade() -> None:
    def said(*totals: int) -> str:
        days = [SUNDAY - n * 30 * DAY for n in reversed(range(len(totals)))]
        return total_said(MyAnswers(SUNDAY, False, tuple(zip(days, totals, strict=True))))

    assert said(20) == "This is your first. It is a picture of today, not a grade."
    assert said(44, 41) == (
        "3 less than on Fri, Oct 23. Hard weeks happen. Talk with somebody you trust."
    )
    assert said(41, 41) == "The same as on Fri, Oct 23. Staying steady takes work."
    assert said(10, 40, 41).startswith("1 more than on Fri, Oct 23.")


def test_a_chart_forgets_whose_it_was(qapp: object) -> None:
    chart = Trend([(SUNDAY, 41)], SUNDAY)
    assert chart.accessibleName() == "41 on Sun, Nov 22"
    chart.wipe()
    chart.grab()
    assert not words_on(chart) and not chart.accessibleName()


def test_more_people_than_fit_go_over_pages() -> None:
    ties = [MyTie(n, "mentor", f"M {n}", "", True, SUNDAY, None, 0) for n in range(5)]
    assert page_of(ties[:3], 2) == (ties[:3], False)
    assert page_of(ties, 0) == (ties[:2], True)
    assert page_of(ties, 3) == (ties[2:4], True)
    assert page_of(ties, 4) == (ties[4:], True)


def test_everybody_is_reached(kiosk: Kiosk, store: Store, kiosk_house: KioskHouse) -> None:
    for name in ("Ann A.", "Bea B.", "Cy C."):
        make_circle.sponsorship(store, kiosk_house.people["Marcus"], name=name, kind="mentor")
    kiosk.enter()
    kiosk.tap("My people")
    assert [t.text() for t in kiosk.screen.ties] == ["Ron B.", "Ann A."]
    kiosk.tap("More people")
    assert [t.text() for t in kiosk.screen.ties] == ["Bea B.", "Cy C."]
    kiosk.screen.ties[1].click()
    settle()
    assert "In touch with Cy C. today?" in kiosk.words()
    kiosk.tap("More people")
    assert "In touch with Ron B. today?" in kiosk.words()
