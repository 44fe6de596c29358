"""Another language in the middle of something: the whole page speaks it, and nothing is lost."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from sobrhouse.words import speak
from tests.ui.kiosk.house import OTHER_PIN, Kiosk
from ui.kiosk.card import CardScreen
from ui.kiosk.ends import Done
from ui.kiosk.keyboard import TypePage
from ui.kiosk.pictures import NOW, _card
from ui.kiosk.screen import Room
from ui.theme import kiosk as look


def letters(kiosk: Kiosk, text: str) -> None:
    """Type on our own keys."""
    for letter in text:
        kiosk.wait(0.3)
        kiosk.screen.keys[letter].click()


def test_what_was_signed_is_said_whole_in_the_other_language(kiosk: Kiosk) -> None:
    kiosk.enter()
    kiosk.tap("Sign in")
    assert "42 minutes after your time. Please talk with Dana tonight." in kiosk.words()
    kiosk.tap("Español")
    assert isinstance(kiosk.screen, Done)
    assert "Su entrada está anotada" in kiosk.words() and "42 minutos" in kiosk.words()
    assert "signed in" not in kiosk.words() and "Dana tonight" not in kiosk.words()
    kiosk.tap("English")
    assert "You are signed in" in kiosk.words() and "anotada" not in kiosk.words()


def test_a_visitor_who_is_not_found_reads_it_in_one_language(kiosk: Kiosk) -> None:
    kiosk.tap("Touch to start")
    kiosk.tap("I am a visitor")
    kiosk.tap("I am leaving")
    letters(kiosk, "ANA")
    kiosk.tap("Sign out")
    assert "We did not find that name | Ask Dana to sign you out." in kiosk.words()
    kiosk.tap("Español")
    assert "We did not" not in kiosk.words() and "Ask Dana" not in kiosk.words()


@pytest.mark.parametrize("visitor", [True, False])
def test_what_is_typed_stays_and_goes_no_further(kiosk: Kiosk, visitor: bool) -> None:
    if visitor:
        kiosk.tap("Touch to start")
        kiosk.tap("I am a visitor")
        kiosk.tap("I am coming in")
    else:
        kiosk.enter()
        kiosk.tap("Ask for a pass")
        for _page in range(2):
            kiosk.tap("Use this time")
    kiosk.wait(0.5)
    letters(kiosk, "ANAÁ7")
    assert isinstance(kiosk.screen, TypePage) and kiosk.screen.text == "Anaá7"
    kiosk.tap("Español")
    assert isinstance(kiosk.screen, TypePage) and kiosk.screen.text == "Anaá7"
    kiosk.tap("Siguiente")
    assert isinstance(kiosk.screen, TypePage) and kiosk.screen.text == ""
    kiosk.wait(130)
    kiosk.tap("I am a visitor")
    kiosk.tap("I am coming in")
    assert isinstance(kiosk.screen, TypePage) and kiosk.screen.text == ""


def test_who_forgot_to_sign_out_is_told_what_was_noted(kiosk: Kiosk) -> None:
    kiosk.enter("Luis G.", OTHER_PIN)
    kiosk.tap("English")
    kiosk.tap("I forgot to sign out")
    assert "You are signed in" in kiosk.words()
    assert "It is noted that you were out and had not signed out." in kiosk.words()


@pytest.mark.parametrize(("days", "language", "said"), [
    (0, "en", "today"), (1, "en", "in 1 day, on "), (0, "es", "hoy"), (2, "es", "en 2 días, el "),
])
def test_the_day_of_a_chip_is_today_and_not_in_no_days(
    qapp: object, days: int, language: str, said: str
) -> None:
    speak(language)
    page = QWidget()
    look.dress(page)
    chip = {"next_chip": "90 days", "next_chip_on": NOW.date(), "next_chip_days": days}
    card = replace(_card(out=True), **chip)
    screen = CardScreen(Room(1280, 800), card, NOW, Deeds(), [])  # type: ignore[arg-type]
    screen.setParent(page)
    words = [label.text() for label in screen.findChildren(QWidget) if hasattr(label, "text")]
    page.deleteLater()
    assert any(word.startswith(said) for word in words), words


class Deeds:
    """Buttons that are only looked at."""

    def __getattr__(self, _name: str) -> object:
        return lambda *_given: None
