"""Tests of "I went to a meeting" at the kiosk: three touches, words of one's own, and undo."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.requirements import Tally
from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Attendance
from tests import make
from tests.make import SUNDAY
from tests.ui.kiosk.house import Kiosk, KioskHouse
from ui.kiosk.card import CardScreen
from ui.kiosk.ends import Done
from ui.kiosk.keyboard import TypePage
from ui.kiosk.names import Names
from ui.kiosk.went import Meetings, Whose, week_words


@needs(Permission.START, house_free=True)
def standing(session: Session) -> list[tuple[str, str, object]]:
    """The meetings that count."""
    rows = session.execute(
        select(Attendance.group_text, Attendance.fellowship, Attendance.attended_on)
        .where(Attendance.void_at.is_(None))
        .order_by(Attendance.id)
    )
    return [tuple(row) for row in rows]


def test_three_touches_from_the_card(kiosk: Kiosk, store: Store, kiosk_house: KioskHouse) -> None:
    make.meeting_group(store, kiosk_house.house_id)
    kiosk.enter()
    assert kiosk.find("I went to a meeting").face.under == "0 of 4 this week"
    kiosk.tap("I went to a meeting")
    assert isinstance(kiosk.screen, Meetings)
    kiosk.tap("Noon Group")
    assert isinstance(kiosk.screen, Done)
    assert "Noon Group. 1 of 4 this week." in kiosk.words()
    kiosk.tap("Done")
    assert isinstance(kiosk.screen, Names)
    assert "Noon Group" not in kiosk.words()
    assert store.read(SYSTEM, standing) == [("Noon Group", "AA", SUNDAY)]


def test_that_is_wrong_takes_it_back(kiosk: Kiosk, store: Store, kiosk_house: KioskHouse) -> None:
    make.meeting_group(store, kiosk_house.house_id)
    kiosk.enter()
    kiosk.tap("I went to a meeting")
    kiosk.tap("Noon Group")
    kiosk.tap("That is wrong")
    assert isinstance(kiosk.screen, CardScreen)
    assert store.read(SYSTEM, standing) == []
    kiosk.tap("I went to a meeting")
    kiosk.tap("Noon Group")
    assert len(store.read(SYSTEM, standing)) == 1
    kiosk.tap("Done")
    kiosk.tap("Marcus T.")
    kiosk.type("274951")
    kiosk.tap("I went to a meeting")
    assert not kiosk.screen.tiles[0].isEnabled()


def test_a_meeting_in_words_of_ones_own(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    make.meeting_group(store, kiosk_house.house_id)
    kiosk.enter()
    kiosk.tap("I went to a meeting")
    kiosk.tap("Another meeting")
    assert isinstance(kiosk.screen, TypePage)
    for letter in "beach":
        kiosk.screen.typed(letter)
    kiosk.tap("Next")
    assert isinstance(kiosk.screen, Whose)
    kiosk.tap("Yesterday")
    kiosk.tap("NA")
    assert "Beach. 1 of 4 this week." in kiosk.words()
    assert store.read(SYSTEM, standing) == [("Beach", "NA", SUNDAY.replace(day=21))]


def test_without_a_list_one_says_whose_meeting_it_was(kiosk: Kiosk, store: Store) -> None:
    kiosk.enter()
    kiosk.tap("I went to a meeting")
    assert isinstance(kiosk.screen, TypePage)
    kiosk.tap("Skip")
    kiosk.tap("SMART")
    assert "SMART. 1 of 4 this week." in kiosk.words()
    assert store.read(SYSTEM, standing) == [("SMART", "SMART", SUNDAY)]


def test_a_meeting_with_a_number_in_its_name_can_be_typed(kiosk: Kiosk) -> None:
    kiosk.enter()
    kiosk.tap("I went to a meeting")
    assert isinstance(kiosk.screen, TypePage)
    kiosk.tap("123 Á")
    for touched in ("2", "4", "Space", "ABC", "H"):
        kiosk.tap(touched)
    assert kiosk.screen.text == "24 H"
    assert not kiosk.screen.keys["2"].isVisible()


def test_a_page_that_is_left_keeps_nothing(kiosk: Kiosk, store: Store) -> None:
    kiosk.enter()
    kiosk.tap("I went to a meeting")
    assert kiosk.find("Skip").isEnabled()
    kiosk.screen.typed("b")
    kiosk.tap("Next")
    kiosk.wait(90)
    kiosk.wait(31)
    assert isinstance(kiosk.screen, Names)
    assert store.read(SYSTEM, standing) == []


def test_more_than_asked_is_said_as_a_number_of_meetings() -> None:
    assert week_words(Tally(4, 4, own_word=4)) == "4 of 4 this week"
    assert week_words(Tally(4, 4, own_word=6)) == "6 meetings this week"
    assert week_words(Tally(0, 0, verified=1)) == "1 meeting this week"
