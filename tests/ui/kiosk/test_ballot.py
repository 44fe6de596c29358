"""A secret vote at the kiosk, from the card to the vote that is in, on the narrow connection."""

import pytest

from sobrhouse.queries.house_meetings import meeting_run
from sobrhouse.services import house_meetings, motions
from sobrhouse.services.motions import Asked
from tests import make
from tests.conftest import OWNER
from tests.ui.kiosk.house import OTHER_PIN
from ui.kiosk.ballot import Ballot, BallotSure
from ui.kiosk.card import CardScreen
from ui.kiosk.ends import Done
from ui.kiosk.names import Names


@pytest.fixture
def vote(store, kiosk_house):
    meeting = make.house_meeting(store, kiosk_house.house_id, started_at=store.now())
    asked = Asked(text="Let Al move in", secret=True, kind="admission")
    motion = store.write(OWNER, motions.propose, meeting, asked)
    store.write(OWNER, motions.open_vote, motion)
    return meeting, motion


def row_of(store, kiosk_house, vote):
    return store.read(OWNER, meeting_run, kiosk_house.house_id, vote[0]).motions[0]


def test_three_big_buttons_and_one_look_back(kiosk, store, kiosk_house, vote):
    kiosk.enter()
    kiosk.tap("Vote now. Let Al move in")
    assert isinstance(kiosk.screen, Ballot)
    assert min(b.height() for b in kiosk.screen.choices.values()) >= 132
    kiosk.tap("No")
    assert isinstance(kiosk.screen, BallotSure) and "No" in kiosk.words()
    assert row_of(store, kiosk_house, vote).cast == 0  # nothing is kept before the last touch
    kiosk.tap("Change it")
    kiosk.tap("Yes")
    kiosk.tap("Cast my vote")
    assert "Your vote is in" in kiosk.words() and "Yes" not in kiosk.words()
    kiosk.tap("Done")
    assert isinstance(kiosk.screen, CardScreen) and "Vote now" not in kiosk.words()
    row = row_of(store, kiosk_house, vote)
    assert (row.cast, row.tally) == (1, None)
    store.write(OWNER, motions.close_vote, vote[1])
    assert row_of(store, kiosk_house, vote).tally.yes == 1


def test_a_ballot_that_is_left_keeps_nothing(kiosk, store, kiosk_house, vote):
    kiosk.enter()
    kiosk.tap("Vote now. Let Al move in")
    kiosk.tap("Yes")
    kiosk.wait(121)
    assert "Let Al move in" not in kiosk.words()
    assert row_of(store, kiosk_house, vote).cast == 0


def test_a_vote_that_was_closed_meanwhile_is_said(kiosk, store, kiosk_house, vote):
    kiosk.enter()
    kiosk.tap("Vote now. Let Al move in")
    store.write(OWNER, motions.close_vote, vote[1])
    kiosk.tap("Yes")
    kiosk.tap("Cast my vote")
    assert "This vote is over. Your vote was not counted." in kiosk.words()
    kiosk.wait(11)
    assert isinstance(kiosk.screen, Done)  # bad news is read slowly
    kiosk.wait(2)
    assert isinstance(kiosk.screen, Names)


def test_who_is_not_at_the_meeting_sees_no_vote_of_those_who_are(kiosk, store, kiosk_house):
    meeting = make.house_meeting(store, kiosk_house.house_id, started_at=store.now())
    store.write(OWNER, house_meetings.set_mark, meeting, kiosk_house.stays["Luis"], "present")
    motion = store.write(OWNER, motions.propose, meeting, Asked(text="Quiet hours", secret=True))
    store.write(OWNER, motions.open_vote, motion)
    kiosk.enter()
    assert "Quiet hours" not in kiosk.words()
    kiosk.tap("Finish")
    kiosk.wait(61)
    kiosk.enter("Luis G.", OTHER_PIN)
    assert "Quiet hours" in kiosk.words()
