"""Tests of what people do at the kiosk: in, out, undo, support, messages, choosing a PIN."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import (
    ClockJump,
    KioskAccess,
    MessageRead,
    Pass,
    PinThrottle,
    SignOut,
    SupportCall,
    Visitor,
)
from tests import make
from tests.ui.kiosk.house import (
    OTHER_PIN,
    PIN,
    STAFF_PIN,
    Kiosk,
    KioskHouse,
    access,
    setting,
    settle,
    words_on,
)
from ui.app.arguments import parse
from ui.app.kiosk import Kiosk as Program
from ui.kiosk.card import CardScreen
from ui.kiosk.ends import Done
from ui.kiosk.names import Names
from ui.kiosk.number import Number, Pin, StaffPin
from ui.kiosk.rest import Rest


@needs(Permission.START, house_free=True)
def rows(session: Session, table: type) -> list:
    """All rows of a table, oldest first."""
    return list(session.scalars(select(table).order_by(table.id)))


def log(store: Store, house: KioskHouse, name: str) -> list[SignOut]:
    """The lines of one person that stand."""
    found = store.read(SYSTEM, rows, SignOut)
    return [row for row in found if row.stay_id == house.stays[name] and row.void_at is None]


def test_the_kiosk_rests_and_says_nothing_of_anybody(kiosk: Kiosk) -> None:
    assert isinstance(kiosk.screen, Rest)
    assert "Maple Street House" in kiosk.words()
    assert "Curfew tonight is 10:30 PM" in kiosk.words()
    assert "Marcus" not in kiosk.words()


def test_who_comes_back_late_is_signed_in_and_told_so_kindly(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.enter()
    assert isinstance(kiosk.screen, CardScreen)
    assert "Welcome back, Marcus" in kiosk.words()
    assert "You signed out at 8:05 AM. Work, Ridge Auto." in kiosk.words()
    kiosk.tap("Sign in")
    assert isinstance(kiosk.screen, Done)
    assert "42 minutes after your time. Please talk with Dana tonight." in kiosk.words()
    assert log(store, kiosk_house, "Marcus")[-1].in_at is not None
    kiosk.wait(4.1)
    assert isinstance(kiosk.screen, Names)
    assert "42 minutes" not in kiosk.words()


def test_nobody_is_called_late_by_a_clock_that_may_be_wrong(kiosk: Kiosk, store: Store) -> None:
    now = store.now()
    make.row(store, ClockJump(seq=1, at=now, was_at=now - timedelta(hours=1), by_seconds=3600))
    kiosk.enter()
    kiosk.tap("Sign in")
    assert isinstance(kiosk.screen, Done)
    assert "You are signed in" in kiosk.words()
    assert "The clock here may be wrong. Staff will ask when you came back." in kiosk.words()
    assert "42" not in kiosk.words()


def test_what_was_wrong_is_taken_back_within_four_seconds(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.enter()
    kiosk.tap("Sign in")
    kiosk.tap("That is wrong")
    assert isinstance(kiosk.screen, CardScreen)
    assert log(store, kiosk_house, "Marcus")[-1].in_at is None


def test_going_out_says_what_the_button_will_do(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.enter("Luis G.", OTHER_PIN)
    kiosk.tap("English")
    kiosk.tap("Sign out")
    kiosk.tap("Meeting")
    assert not kiosk.screen.go.isEnabled()
    kiosk.tap("2 hours")
    assert kiosk.screen.go.text() == "Sign out. Back by 9:15 PM"
    kiosk.tap("Sign out. Back by 9:15 PM")
    assert "You are signed out" in kiosk.words()
    (line,) = [row for row in log(store, kiosk_house, "Luis") if row.in_at is None]
    assert line.destination == "Meeting"
    kiosk.tap("Done")
    assert isinstance(kiosk.screen, Names)


def test_over_the_curfew_the_kiosk_asks_about_a_pass_and_still_signs_out(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.enter()
    kiosk.tap("Sign out again")
    kiosk.tap("Walk")
    kiosk.tap("3 hours")
    assert not kiosk.screen.notice_box.isVisible()
    kiosk.tap("Other time")
    for _hour in range(3):
        kiosk.tap("1 hour later")
    kiosk.tap("Use this time")
    assert kiosk.screen.notice_box.isVisible()
    assert "Curfew is 10:30 PM. Ask for a pass?" in kiosk.words()
    assert kiosk.screen.go.isEnabled()


def test_going_out_tells_of_a_house_meeting_that_is_minutes_ahead(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    make.meeting_series(store, kiosk_house.house_id, place="Living room")
    kiosk.window.flow.rest()
    settle()
    kiosk.enter("Luis G.", OTHER_PIN)
    kiosk.tap("English")
    kiosk.tap("Sign out")
    screen = kiosk.screen
    assert "House meeting 7:30 PM, Living room. In 18 min" in screen.notice_words.text()
    assert screen.notice_box.isVisible() and not screen.notice.isVisible()
    kiosk.tap("Walk")
    kiosk.tap("2 hours")
    assert screen.notice_box.isVisible()
    assert screen.go.isEnabled(), "it is told, not forbidden"


def test_an_unfinished_going_out_is_dropped(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    before = len(log(store, kiosk_house, "Luis"))
    kiosk.enter("Luis G.", OTHER_PIN)
    kiosk.tap("English")
    kiosk.tap("Sign out")
    kiosk.wait(30)
    kiosk.wait(16)
    assert isinstance(kiosk.screen, Names)
    assert len(log(store, kiosk_house, "Luis")) == before


def test_a_wrong_pin_is_answered_alike_for_everybody(kiosk: Kiosk) -> None:
    kiosk.enter(pin="111222")
    assert isinstance(kiosk.screen, Pin)
    known = kiosk.screen.says.text()
    assert known == "That number did not match. Try again."
    kiosk.tap("Not me")
    kiosk.tap("Ben F.")
    kiosk.type("111222")
    assert kiosk.screen.says.text() == known
    kiosk.tap("Not me")
    for number in ("4471", "9999"):
        kiosk.tap("Use my number")
        kiosk.type(number)
        kiosk.tap("Next")
        before = [w for w in words_on(kiosk.window) if number not in w]
        kiosk.type("111222")
        assert kiosk.screen.says.text() == known
        if number == "4471":
            seen = before
        kiosk.tap("Not me")
    assert seen == before


def test_five_wrong_ones_make_the_person_wait(kiosk: Kiosk) -> None:
    kiosk.enter(pin="111222")
    for _n in range(4):
        kiosk.type("111222")
    kiosk.type(PIN)
    assert kiosk.screen.says.text() == "Too many tries. Wait 30 seconds or ask the manager."


def test_who_was_guessed_at_is_told(kiosk: Kiosk) -> None:
    kiosk.enter(pin="111222")
    for _n in range(2):
        kiosk.type("111222")
    kiosk.type(PIN)
    assert isinstance(kiosk.screen, CardScreen)
    assert "3 wrong tries before this" in kiosk.words()


def test_a_number_typed_opens_the_same_card(kiosk: Kiosk) -> None:
    kiosk.tap("Touch to start")
    kiosk.tap("Use my number")
    assert isinstance(kiosk.screen, Number)
    kiosk.type("4471")
    kiosk.tap("Next")
    assert "Marcus" not in kiosk.words()
    kiosk.type(PIN)
    assert "Welcome back, Marcus" in kiosk.words()


def test_their_own_language_comes_after_the_pin_and_goes_with_them(kiosk: Kiosk) -> None:
    kiosk.enter("Luis G.", OTHER_PIN)
    assert kiosk.window.head.language.text() == "English"
    kiosk.wait(31)
    assert isinstance(kiosk.screen, Names)
    assert kiosk.window.head.language.text() == "Español"


def test_a_message_is_opened_whole_and_logged_as_read(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.enter()
    kiosk.tap("Message from the house")
    assert "Please see me about your late pass." in kiosk.words()
    kiosk.tap("I read this")
    assert isinstance(kiosk.screen, CardScreen)
    (read,) = store.read(SYSTEM, rows, MessageRead)
    assert read.stay_id == kiosk_house.stays["Marcus"]


def test_support_needs_no_pin_and_nobody_logs_it(kiosk: Kiosk, store: Store) -> None:
    kiosk.tap("Touch to start")
    kiosk.tap("I need support")
    assert "988" in kiosk.words()
    assert "(555) 010-4471" in kiosk.words()
    kiosk.tap("Go back")
    assert not store.read(SYSTEM, rows, SupportCall)


def test_after_the_pin_support_knows_ones_people_and_can_be_asked_to_come(
    kiosk: Kiosk, store: Store
) -> None:
    kiosk.enter()
    kiosk.tap("I need support")
    assert "My sponsor, Ron B." in kiosk.words()
    kiosk.tap("Ask Dana to come and see me")
    assert "Dana will come and see you." in kiosk.words()
    assert [call.kind for call in store.read(SYSTEM, rows, SupportCall)] == ["support"]


def test_who_forgot_the_number_asks_staff(kiosk: Kiosk, store: Store) -> None:
    kiosk.tap("Touch to start")
    kiosk.tap("Ben F.")
    kiosk.tap("I forgot my number")
    assert [call.kind for call in store.read(SYSTEM, rows, SupportCall)] == ["pin"]


def test_a_pin_is_chosen_twice_and_not_an_easy_one(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    access(store, kiosk_house.people["Ben"], None, choose_until=store.now() + timedelta(hours=1))
    kiosk.tap("Touch to start")
    kiosk.tap("Ben F.")
    assert "Choose your number" in kiosk.words()
    kiosk.type("123456")
    kiosk.type("123456")
    assert kiosk.screen.says.text()
    kiosk.type("582063")
    kiosk.type("582064")
    assert kiosk.screen.says.text() == "The two were not the same. Begin again."
    kiosk.type("582063")
    kiosk.type("582063")
    assert isinstance(kiosk.screen, CardScreen)
    assert "Hi, Ben" in kiosk.words()
    kept = {row.resident_id: row.pin_hash for row in store.read(SYSTEM, rows, KioskAccess)}
    assert kept[kiosk_house.people["Ben"]].startswith("$argon2id$")


def test_after_a_change_of_length_the_old_pin_comes_in_once_and_is_renewed(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    setting(store, kiosk_house.house_id, "kiosk_pin_length", "4")
    kiosk.wait(120)
    kiosk.tap("Touch to start")
    kiosk.tap("Luis G.")
    assert "Type your numbers. Then touch Next." in kiosk.words()
    for wide, tall in ((1024, 768), (1366, 768), (1280, 800)):
        for _twice in range(2):  # screens made for more room let it shrink only then
            kiosk.window.flow.begin()
            kiosk.window.resize(wide, tall)
            kiosk.wait(0)
        kiosk.tap("Luis G.")
        assert (kiosk.window.width(), kiosk.window.height()) == (wide, tall)
    kiosk.type(OTHER_PIN[:4])
    kiosk.tap("Next")
    assert kiosk.screen.says.text() == "That number did not match. Try again."
    kiosk.type(OTHER_PIN)  # all six: nothing more to touch
    assert kiosk.screen.says.text() == "Your house uses 4 numbers now. Choose new ones."
    kiosk.type("5820")
    kiosk.type("5820")
    assert isinstance(kiosk.screen, CardScreen)
    kiosk.window.flow.over()
    kiosk.tap("Luis G.")
    kiosk.type("5820")
    kiosk.tap("Next")  # Marcus has six still
    assert isinstance(kiosk.screen, CardScreen)


def test_a_pass_is_asked_for_with_our_own_keys(kiosk: Kiosk, store: Store) -> None:
    kiosk.enter()
    kiosk.tap("Ask for a pass")
    kiosk.tap("1 day later")
    kiosk.tap("Use this time")
    kiosk.tap("1 day later")
    kiosk.tap("Use this time")
    for letter in "MOM":
        kiosk.tap(letter)
    kiosk.tap("Next")
    kiosk.tap("Skip")
    kiosk.tap("Ask for the pass")
    (asked,) = store.read(SYSTEM, rows, Pass)
    assert (asked.destination, asked.status) == ("Mom", "requested")


def test_a_visitor_comes_and_goes_without_seeing_a_name(kiosk: Kiosk, store: Store) -> None:
    kiosk.tap("Touch to start")
    kiosk.tap("I am a visitor")
    assert "Marcus" not in kiosk.words()
    kiosk.tap("I am coming in")
    for letter in "JO":
        kiosk.tap(letter)
    kiosk.tap("Next")
    for letter in "SAM":
        kiosk.tap(letter)
    kiosk.tap("Next")
    kiosk.tap("I agree. Sign in")
    (visitor,) = store.read(SYSTEM, rows, Visitor)
    assert (visitor.name, visitor.host, visitor.agreed) == ("Jo", "Sam", True)
    kiosk.wait(5)
    kiosk.tap("I am a visitor")
    kiosk.tap("I am leaving")
    for letter in "JO":
        kiosk.tap(letter)
    kiosk.tap("Sign out")
    (visitor,) = store.read(SYSTEM, rows, Visitor)
    assert visitor.out_at is not None


def test_only_a_staff_pin_leaves(kiosk: Kiosk) -> None:
    heard: list[bool] = []
    kiosk.window.left.connect(lambda: heard.append(True))
    for _touch in range(5):
        kiosk.wait(0.4)
        kiosk.window.head.clock.click()
    assert isinstance(kiosk.screen, StaffPin)
    kiosk.type("111111")
    kiosk.tap("Leave the kiosk")
    assert kiosk.screen.says.text() and not heard
    kiosk.type(STAFF_PIN)
    kiosk.tap("Leave the kiosk")
    assert heard
    kiosk.window.close()
    assert kiosk.window.isVisible()


def test_wrong_tries_are_kept_where_a_restart_does_not_reach(kiosk: Kiosk, store: Store) -> None:
    kiosk.enter(pin="111222")
    assert [row.failures for row in store.read(SYSTEM, rows, PinThrottle)] == [1]


def test_after_a_failure_nobody_s_card_stays(
    kiosk: Kiosk, qapp: QApplication, tmp_path: Path
) -> None:
    """What failed is noted; the next person finds the first screen, not what stood there."""
    program = Program(qapp, parse(["--kiosk", "--data", str(tmp_path)]))
    program.window = kiosk.window
    kiosk.enter("Marcus T.", PIN)
    assert "Welcome back, Marcus" in kiosk.words()
    for _again in range(2):
        program.on_failure("builtins.ValueError")
        assert not isinstance(kiosk.screen, CardScreen)
        assert "Welcome back" not in kiosk.words() and kiosk.window.flow.party is None
    program.window = None
    program.end()
