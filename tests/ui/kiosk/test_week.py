"""My week at the kiosk: one's own words under five headings, and who reads them."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.domain.week_people import LONGEST_OWN
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import OwnWords
from sobrhouse.words import speak
from tests.make import MONDAY
from tests.ui.kiosk.house import Kiosk, settle
from ui.kiosk.ends import Done
from ui.kiosk.names import Names
from ui.kiosk.screen import Room
from ui.kiosk.week import Week
from ui.kiosk.writing import WritePage
from ui.theme.kiosk import dress


@needs(Permission.START, house_free=True)
def rows(session: Session) -> list[Any]:
    """What stands, oldest first."""
    query = select(OwnWords).where(OwnWords.voided_at.is_(None)).order_by(OwnWords.id)
    return list(session.scalars(query))


def said(store: Store) -> dict[str, str]:
    """Words by heading."""
    return {row.heading: row.text for row in store.read(SYSTEM, rows)}


def write(kiosk: Kiosk, text: str) -> None:
    """Type on our own keyboard page."""
    for letter in text:
        kiosk.screen.typed(letter)
    settle()


@pytest.fixture
def marcus(kiosk: Kiosk) -> Kiosk:
    """Marcus at his week."""
    kiosk.enter()
    kiosk.tap("My people")
    kiosk.tap("My week")
    assert isinstance(kiosk.screen, Week)
    return kiosk


def test_who_reads_it_is_said_before_anybody_writes(marcus: Kiosk) -> None:
    words = marcus.words()
    assert "Dana, the staff and whoever runs the house read them there" in words
    assert "You do not have to write anything." in words
    assert "Mon, Nov 16 to Sun, Nov 22" in words
    assert "Two buses broke down." in words and "Nothing written yet" in words


def test_what_is_written_is_kept_for_this_week_and_can_be_taken_back(
    marcus: Kiosk, store: Store
) -> None:
    marcus.tap("Participation")
    assert not marcus.screen.verb.isEnabled()
    assert marcus.screen.verb.accessibleName() == "Keep"  # there is nothing to take off
    write(marcus, "i went with sam, and i read. it was good")
    assert "40 of 400 letters" in marcus.words()
    marcus.tap("Keep")
    assert isinstance(marcus.screen, Done)
    assert said(store)["participation"] == "I went with sam, and I read. It was good"
    (row,) = [r for r in store.read(SYSTEM, rows) if r.heading == "participation"]
    assert (row.way, row.week_start) == ("kiosk", MONDAY)
    marcus.tap("That is wrong")
    assert isinstance(marcus.screen, Week)
    assert "participation" not in said(store)


def test_what_stood_there_is_changed_or_taken_off_and_comes_back(
    marcus: Kiosk, store: Store
) -> None:
    marcus.tap("Chores and compliance")
    write(marcus, " sorry.")
    marcus.tap("Keep")
    assert said(store) == {"chores": "Two buses broke down. Sorry."}
    marcus.tap("My week")
    marcus.tap("Chores and compliance")
    for _letter in range(LONGEST_OWN):
        marcus.screen.typed("back")
    marcus.tap("Take it off")
    assert "It is off your week" in marcus.words()
    assert said(store) == {}
    marcus.tap("That is wrong")
    assert said(store) == {"chores": "Two buses broke down. Sorry."}


def test_who_leaves_or_waits_too_long_leaves_nothing(marcus: Kiosk, store: Store) -> None:
    marcus.tap("Appointments")
    write(marcus, "court on friday")
    page = marcus.screen
    assert "Nothing is kept until you touch Keep." in marcus.words()
    marcus.wait(119)
    assert marcus.screen is page
    marcus.wait(2)
    assert isinstance(marcus.screen, Names)
    assert page.text == "" and "ourt" not in marcus.words()
    assert said(store) == {"chores": "Two buses broke down."}


def test_the_other_language_keeps_what_is_typed(marcus: Kiosk) -> None:
    marcus.tap("Appointments")
    write(marcus, "court on friday")
    marcus.tap("Español")
    assert isinstance(marcus.screen, WritePage)
    assert marcus.screen.text == "Court on friday"
    assert "Ñ" in marcus.screen.keys and "Á" in marcus.screen.keys


def test_it_takes_so_many_letters_and_no_more(marcus: Kiosk, store: Store) -> None:
    marcus.tap("Appointments")
    write(marcus, "x" * (LONGEST_OWN + 9))
    marcus.tap("Keep")
    assert len(said(store)["appointments"]) == LONGEST_OWN


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("key_px", [76, 128])
def test_sentences_can_be_written_on_every_screen(qapp: object, language: str, key_px: int) -> None:
    """Each sign that a sentence needs has a key, also where keys are wide."""
    speak(language)
    page = WritePage(Room(1024, 768, key_px), "", "", lambda _said: None, lambda: None, 400)
    wanted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.,?!'-" + (
        "ÑÁÉÍÓÚÜ¿¡" if language == "es" else ""
    )
    assert set(wanted) <= set(page.keys)
    page.deleteLater()


@pytest.mark.parametrize(
    "room",
    [Room(1024, 768, 76), Room(1024, 768, 97), Room(1280, 800, 76), Room(1280, 800, 117)],
    ids=lambda room: f"{room.wide}x{room.tall} at {room.key_px}",
)
def test_keys_and_lines_fit_on_small_screens_with_large_points(qapp: object, room: Room) -> None:
    """Tablets of ten inches: 20 mm are many pixels there."""
    frame = QWidget()
    dress(frame)
    page = WritePage(room, "Participation", "", lambda _said: None, lambda: None, 400)
    page.setParent(frame)
    page.ensurePolished()
    assert page.minimumSizeHint().height() <= room.tall - room.head
    assert page.minimumSizeHint().width() <= room.wide
    frame.deleteLater()
