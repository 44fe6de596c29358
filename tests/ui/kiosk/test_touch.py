"""Tests of touching: real touch events, the double touch, release inside, scanners, timers."""

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from sobrhouse import words
from sobrhouse.domain.staff import SYSTEM
from sobrhouse.storage import room
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import SignOut
from tests.ui.kiosk.house import OTHER_PIN, PIN, Kiosk, KioskHouse, settle
from tests.ui.kiosk.test_visits import log, rows
from ui.kiosk.card import CardScreen
from ui.kiosk.ends import REASON_S, Done, Trouble
from ui.kiosk.flow import RETRY_MS
from ui.kiosk.names import Names
from ui.kiosk.number import Number, Pin, StaffPin
from ui.kiosk.rest import Rest
from ui.kiosk.touch import Touch


class Finger:
    """A finger on the real window, and how often it touched."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk, self.window = kiosk, kiosk.window
        self.device: QPointingDevice = QTest.createTouchDevice()
        self.touches = 0

    def on(self, target: Touch, seconds: float = 0.4) -> None:
        """Down and up in the middle of it, so long after the last."""
        self.kiosk.wait(seconds)
        self.down_up(target, target.rect().center())

    def down_up(self, target: Touch, release: QPoint) -> None:
        """Down in the middle, up there."""
        begin = target.mapTo(self.window, target.rect().center())
        end = target.mapTo(self.window, release)
        QTest.touchEvent(self.window, self.device).press(0, begin, self.window).commit()
        QTest.touchEvent(self.window, self.device).move(0, end, self.window).commit()
        QTest.touchEvent(self.window, self.device).release(0, end, self.window).commit()
        self.touches += 1
        settle()


def test_signing_in_takes_two_touches_and_the_pin(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.tap("Touch to start")
    finger = Finger(kiosk)
    finger.on(kiosk.find("Marcus T."))
    for digit in PIN:
        finger.on(kiosk.screen.pad.keys[digit])
    finger.on(kiosk.find("Sign in"))
    assert isinstance(kiosk.screen, Done)
    assert finger.touches == 2 + len(PIN)
    assert log(store, kiosk_house, "Marcus")[-1].in_at == store.now()


def test_a_second_touch_to_be_sure_takes_nothing_back(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.enter()
    finger = Finger(kiosk)
    finger.on(kiosk.find("Sign in"))
    finger.on(kiosk.find("That is wrong"), 0.4)
    assert isinstance(kiosk.screen, Done)
    assert log(store, kiosk_house, "Marcus")[-1].in_at is not None
    finger.on(kiosk.find("That is wrong"), 0.2)
    assert isinstance(kiosk.screen, CardScreen)
    assert log(store, kiosk_house, "Marcus")[-1].in_at is None


def test_signing_out_as_last_time_takes_one_more(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    kiosk.clock.forward(hours=-9)
    kiosk.enter()
    kiosk.tap("Sign in")
    kiosk.tap("Done")
    finger = Finger(kiosk)
    finger.on(kiosk.find("Marcus T."))
    for digit in PIN:
        finger.on(kiosk.screen.pad.keys[digit])
    finger.on(kiosk.find("Sign out"))
    assert "Same as last time: Work, Ridge Auto, back 6:30 PM" in kiosk.words()
    finger.on(kiosk.screen.same)
    assert isinstance(kiosk.screen, Done)
    assert finger.touches == 3 + len(PIN)
    (line,) = [row for row in log(store, kiosk_house, "Marcus") if row.in_at is None]
    assert (line.destination, line.with_whom) == ("Work", "Ridge Auto")


def test_a_touch_acts_when_let_go_inside_and_not_outside(kiosk: Kiosk) -> None:
    kiosk.tap("Touch to start")
    finger = Finger(kiosk)
    kiosk.wait(1)
    tile = kiosk.find("Marcus T.")
    finger.down_up(tile, QPoint(tile.width() + 30, 10))
    assert isinstance(kiosk.screen, Names)
    kiosk.wait(1)
    finger.down_up(tile, QPoint(5, 5))
    assert isinstance(kiosk.screen, Pin)


def test_a_second_touch_within_a_quarter_of_a_second_is_none(kiosk: Kiosk) -> None:
    kiosk.tap("Touch to start")
    finger = Finger(kiosk)
    finger.on(kiosk.find("Marcus T."))
    assert isinstance(kiosk.screen, Pin)
    finger.on(kiosk.find("Not me"), seconds=0.1)
    assert isinstance(kiosk.screen, Pin)
    keys = kiosk.screen.pad.keys
    finger.on(keys["1"])
    finger.on(keys["1"], seconds=0.1)
    assert kiosk.screen.digits == "1"
    finger.on(keys["2"], seconds=0.1)  # two fingers typing are no tremble
    assert kiosk.screen.digits == "12"


def test_nobody_signs_twice_by_touching_twice_while_it_is_being_kept(kiosk: Kiosk) -> None:
    kiosk.enter()
    finger = Finger(kiosk)
    kiosk.window.hold()
    finger.on(kiosk.find("Sign in"), seconds=1)
    finger.on(kiosk.find("Sign in"), seconds=1)
    assert isinstance(kiosk.screen, CardScreen)
    kiosk.window.go_on()
    finger.on(kiosk.find("Sign in"), seconds=1)
    assert isinstance(kiosk.screen, Done)


def test_what_is_kept_for_too_long_is_said_to_be_unsaved(kiosk: Kiosk) -> None:
    kiosk.enter()
    kiosk.window.hold()
    kiosk.wait(19)
    assert isinstance(kiosk.screen, CardScreen)
    kiosk.wait(2)
    assert isinstance(kiosk.screen, Trouble)


def test_a_badge_is_read_on_the_rest_screen_and_among_the_names(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    from sobrhouse.domain.pins import badge_hash
    from tests.ui.kiosk.house import access

    access(store, kiosk_house.people["Ben"], PIN, badge_hash=badge_hash("SH7Q2M9K"))
    for screen in (Rest, Names):
        assert isinstance(kiosk.screen, screen)
        scan(kiosk, "SH7Q2M9K")
        assert isinstance(kiosk.screen, Pin)
        assert "Ben" not in kiosk.words()
        for digit in PIN:
            kiosk.wait(0.2)
            QTest.keyClick(kiosk.window, digit)
        settle()
        assert "Hi, Ben" in kiosk.words()
        kiosk.tap("Finish")


def test_a_badge_that_nobody_has_looks_the_same(kiosk: Kiosk) -> None:
    scan(kiosk, "NOBODY99")
    assert isinstance(kiosk.screen, Pin)
    kiosk.type(PIN)
    assert kiosk.screen.says.text() == "That number did not match. Try again."


def test_a_badge_on_somebody_elses_pin_screen_types_no_pin(kiosk: Kiosk) -> None:
    kiosk.tap("Touch to start")
    kiosk.tap("Marcus T.")
    kiosk.wait(1)
    scan(kiosk, "12345678")
    assert isinstance(kiosk.screen, Pin)
    assert len(kiosk.screen.digits) <= 1
    assert not kiosk.screen.says.text()


def test_slow_keys_are_a_person_and_no_badge(kiosk: Kiosk) -> None:
    kiosk.tap("Touch to start")
    for letter in "12345678":
        kiosk.wait(0.2)
        QTest.keyClick(kiosk.window, letter)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    settle()
    assert isinstance(kiosk.screen, Names)


def scan(kiosk: Kiosk, code: str) -> None:
    """A scanner types it, 8 ms a letter, and Enter."""
    kiosk.wait(1)
    for letter in code:
        kiosk.seconds.forward(0.008)
        QTest.keyClick(kiosk.window, letter)
    kiosk.seconds.forward(0.008)
    QTest.keyClick(kiosk.window, Qt.Key.Key_Return)
    settle()


def test_the_last_eight_seconds_are_warned_of_and_can_be_had_again(kiosk: Kiosk) -> None:
    kiosk.enter()
    kiosk.wait(20)
    head = kiosk.window.head
    assert head.chip.text() == "Closes in 10"
    assert not head.still.isVisible()
    kiosk.wait(3)
    assert head.still.isVisible()
    kiosk.tap("I am still here")
    assert head.chip.text() == "Closes in 30"
    assert not head.still.isVisible()
    kiosk.wait(31)
    assert isinstance(kiosk.screen, Names)
    kiosk.wait(61)
    assert isinstance(kiosk.screen, Rest)


def test_a_pin_screen_waits_fifteen_seconds_and_a_touch_beside_counts(kiosk: Kiosk) -> None:
    kiosk.tap("Touch to start")
    kiosk.tap("Marcus T.")
    kiosk.wait(14)
    QTest.mouseClick(kiosk.window, Qt.MouseButton.LeftButton, pos=QPoint(640, 790))
    kiosk.wait(14)
    assert isinstance(kiosk.screen, Pin)
    kiosk.wait(2)
    assert isinstance(kiosk.screen, Names)


def test_done_closes_by_itself_whoever_touches_beside(kiosk: Kiosk) -> None:
    kiosk.enter()
    kiosk.tap("Sign in")
    kiosk.wait(3)
    QTest.mouseClick(kiosk.window, Qt.MouseButton.LeftButton, pos=QPoint(30, 790))
    assert "closes by itself in 1 second." in kiosk.words()
    kiosk.wait(1.2)
    assert isinstance(kiosk.screen, Names)


def test_without_records_the_kiosk_says_paper_and_comes_back_by_itself(
    kiosk: Kiosk, store: Store, monkeypatch
) -> None:
    kiosk.enter()
    heard: list[bool] = []
    kiosk.window.trouble.connect(lambda: heard.append(True))
    real = kiosk.window.door.store
    kiosk.window.door.store = Gone(real)
    kiosk.tap("Sign in")
    assert isinstance(kiosk.screen, Trouble)
    assert "This is not saved." in kiosk.words()
    assert "Marcus" not in kiosk.words()
    assert heard
    kiosk.wait(90)
    kiosk.window.flow._ask_facts()
    assert isinstance(kiosk.screen, Trouble)
    kiosk.window.door.store = real
    kiosk.window.flow._ask_facts()
    assert isinstance(kiosk.screen, Rest)
    open_lines = [row for row in store.read(SYSTEM, rows, SignOut) if row.in_at is None]
    assert open_lines


@pytest.mark.sqlite_only
def test_with_a_full_disk_the_kiosk_says_paper_until_there_is_room(
    kiosk: Kiosk, store: Store, monkeypatch
) -> None:
    kiosk.enter()
    free = [0]
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _p: SimpleNamespace(free=free[0]))
    narrow = kiosk.window.door.store
    narrow._day._day = date.min  # the next day begins
    kiosk.tap("Sign in")
    assert isinstance(kiosk.screen, Trouble)
    assert "Sign on paper" in kiosk.words()
    assert "This is not saved." in kiosk.words()
    free[0] = 10**12
    kiosk.wait(REASON_S)
    kiosk.window.flow._ask_facts()
    assert isinstance(kiosk.screen, Rest)
    kiosk.enter()
    kiosk.tap("Sign in")
    assert "Sign on paper" not in kiosk.words()


@pytest.mark.sqlite_only
def test_what_was_not_saved_is_said_long_enough_to_be_read(kiosk: Kiosk, monkeypatch) -> None:
    """On a full disk the records can be read again at once: three seconds were too short."""
    kiosk.enter()
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _p: SimpleNamespace(free=0))
    kiosk.window.door.store._day._day = date.min
    kiosk.tap("Sign in")
    for _again in range(3):
        kiosk.wait(RETRY_MS / 1000)
        kiosk.window.flow._ask_facts()
        assert isinstance(kiosk.screen, Trouble)
        assert "This is not saved." in kiosk.words()
    kiosk.wait(RETRY_MS / 1000)
    kiosk.window.flow._ask_facts()
    assert isinstance(kiosk.screen, Rest)


def test_what_was_not_saved_is_said_in_the_language_of_who_was_here(kiosk: Kiosk) -> None:
    kiosk.enter("Luis G.", OTHER_PIN)
    assert words.language() == "es"
    real = kiosk.window.door.store
    kiosk.window.door.store = Gone(real)
    kiosk.window.flow.party._sign_in()
    settle()
    assert isinstance(kiosk.screen, Trouble)
    assert words._("This is not saved.") in kiosk.words() and words.language() == "es"
    kiosk.tap("English")
    assert "This is not saved." in kiosk.words()
    kiosk.tap(words.LANGUAGES["es"])
    kiosk.window.door.store = real
    kiosk.wait(REASON_S)
    kiosk.window.flow._ask_facts()
    assert isinstance(kiosk.screen, Rest) and words.language() == "en"


class Gone:
    """Records on a disk that was pulled out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self):
        return self._store.now()

    def read(self, *_args, **_kw):
        raise OSError("no such device")

    write = read


def test_ctrl_shift_k_asks_for_the_staff_pin(kiosk: Kiosk) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(kiosk.window, Qt.Key.Key_K, both)
    settle()
    assert isinstance(kiosk.screen, StaffPin)


def test_it_fills_the_screen_without_a_window_manager_too(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosk.window, "showFullScreen", kiosk.window.show)  # nobody hears it
    screen = kiosk.window.screen().geometry()
    assert kiosk.window.geometry() != screen
    kiosk.window.open_full()
    assert kiosk.window.geometry() == screen


def test_a_house_without_names_begins_with_the_number(
    kiosk: Kiosk, store: Store, kiosk_house: KioskHouse
) -> None:
    from tests.ui.kiosk.house import setting

    setting(store, kiosk_house.house_id, "kiosk_names", "false")
    kiosk.window.flow.rest()
    settle()
    kiosk.tap("Touch to start")
    assert isinstance(kiosk.screen, Number)
    assert "Marcus" not in kiosk.words()


def test_the_card_after_the_pin_is_ones_own(kiosk: Kiosk) -> None:
    kiosk.enter()
    assert isinstance(kiosk.screen, CardScreen)
    assert "Luis" not in kiosk.words()
