"""A storm of touches, keys, chords, closings and time over a kiosk, and what holds after each."""

import ctypes
import gc
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QGuiApplication,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import Clock
from tests.ui.kiosk.house import (
    Seconds,
    settle,
    words_on,
)
from tests.ui.kiosk.routes import Routes, plain
from tests.ui.kiosk.storm_people import Person
from ui.kiosk.barc import BarcStart
from ui.kiosk.card import CardScreen
from ui.kiosk.ends import REASON_S, Trouble
from ui.kiosk.flow import RETRY_MS
from ui.kiosk.keyboard import TypePage
from ui.kiosk.life import Life
from ui.kiosk.my_people import MyPeople
from ui.kiosk.names import Names
from ui.kiosk.number import Pin
from ui.kiosk.pages import Choices
from ui.kiosk.rest import Rest
from ui.kiosk.steps import Steps
from ui.kiosk.touch import Touch
from ui.kiosk.visit import Visit
from ui.kiosk.visitors import VisitorStart
from ui.kiosk.week import Week
from ui.kiosk.window import KioskWindow
from ui.kiosk.wishes import Wishes

KEYS = (
    Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F1, Qt.Key.Key_F4, Qt.Key.Key_F11,
    Qt.Key.Key_W, Qt.Key.Key_Q, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_P, Qt.Key.Key_O,
    Qt.Key.Key_K, Qt.Key.Key_Menu, Qt.Key.Key_Print, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_9,
    Qt.Key.Key_Shift, Qt.Key.Key_Super_L, Qt.Key.Key_Home, Qt.Key.Key_Down,
)  # fmt: skip
CHORDS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


# Where one goes on to from one's own people, in turn: what is touched there, and what comes.
WAYS = (
    ("life", Life), ("going", BarcStart), ("steps", Steps), ("wishes", Wishes),
    ("week", Week),
    ("helping", Choices), ("add", Choices),
)  # fmt: skip
SURE_STEPS = 40  # touches on one way: ten sentences, two pages to type on, and what lies between
# One event in so many is drawn too: what must hold is read off the widgets, not off the pixels,
# and drawing took most of a storm's time.
DRAWN = 40


@dataclass
class Storm:
    """One run over one window."""

    window: KioskWindow
    seconds: Seconds
    clock: Clock
    people: tuple[Person, ...]
    device: QPointingDevice
    renew: Callable[[], None]
    seed: int
    patience_ms: int = 0  # how long somebody who comes in waits for late answers
    left: list[bool] = field(default_factory=list)
    entered: int = 0
    screens: Counter[str] = field(default_factory=Counter)
    routes: Routes = field(default_factory=Routes)
    missed: Counter[str] = field(default_factory=Counter)  # how often one did not get there

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self._draws, self._at = True, ""
        self.window.left.connect(lambda: self.left.append(True))

    def run(self, events: int) -> None:
        """Let it blow; an AssertionError says what gave way."""
        chance = self.chance
        deeds = (
            (self.tap, 46), (self.touch, 16), (self.two_fingers, 3), (self.key, 14),
            (self.close, 3), (self.time, 12), (self.odd, 4), (self.scan, 1), (self.come_in, 4),
            (self.visit, 1),
        )  # fmt: skip
        for number in range(events):
            (deed,) = chance.choices([d for d, _w in deeds], [w for _d, w in deeds])
            self._draws = number % DRAWN == 0
            self.window.setUpdatesEnabled(self._draws)
            deed(chance)
            self.seconds.forward(chance.choice((0.05, 0.3, 0.6)))
            settle()
            if number % 200 == 199:
                self.renew()
            self._at = f"seed {self.seed}, event {number}: {deed.__name__}"
            self.check(self._at)

    # What must hold

    def check(self, at: str) -> None:
        """Never out, no other window, no word of anybody who is not here."""
        assert not self.left, at
        assert self.window.isVisible() and not self.window.isMinimized(), at
        others = [w for w in QApplication.topLevelWidgets() if w is not self.window]
        assert not [w for w in others if w.isVisible()], (at, others)
        shown = [w for w in QGuiApplication.topLevelWindows() if w.isVisible()]
        assert shown == [self.window.windowHandle()], at
        party = self.window.flow.party
        mine = party.claim.resident_id if isinstance(party, Visit) else None
        self.screens[self.here] += 1
        words = " | ".join(words_on(self.window))
        before_pin = isinstance(self.window.screen_now, Pin)
        for person in self.people:
            if person.resident_id != mine or before_pin:
                seen = [secret for secret in person.secrets if secret in words]
                assert not seen, (at, person.shown, seen)

    # What happens

    def _point(self, chance: random.Random) -> QPoint:
        return QPoint(chance.randrange(self.window.width()), chance.randrange(self.window.height()))

    def tap(self, chance: random.Random) -> None:
        """A finger on something that can be touched."""
        found = self._touches()
        if not found:  # a late answer has just brought another screen
            return
        self._tap_on(chance.choice(found))

    def _touches(self) -> list[Touch]:
        return [t for t in self.window.findChildren(Touch) if t.isVisible() and t.isEnabled()]

    def _tap_on(self, target: Touch) -> None:
        """A finger on it; where that leads is remembered."""
        here, says = self.here, _says(target)
        at = target.mapTo(self.window, target.rect().center())
        self._finger(at, at)
        settle()
        self.routes.learn(here, says, self.here)

    @property
    def here(self) -> str:
        """The screen there is."""
        return type(self.window.screen_now).__name__

    def touch(self, chance: random.Random) -> None:
        """A finger anywhere, let go there or elsewhere."""
        begin = self._point(chance)
        self._finger(begin, begin if chance.random() < 0.6 else self._point(chance))

    def _finger(self, begin: QPoint, end: QPoint) -> None:
        self._fingers().press(0, begin, self.window).commit(self._draws)
        if end != begin:
            self._fingers().move(0, end, self.window).commit(self._draws)
        self._fingers().release(0, end, self.window).commit(self._draws)

    def _fingers(self) -> Any:
        return QTest.touchEvent(self.window, self.device, False)

    def two_fingers(self, chance: random.Random) -> None:
        """Two at once."""
        one, two = self._point(chance), self._point(chance)
        begin = self._fingers()
        begin.press(0, one, self.window)
        begin.press(1, two, self.window)
        begin.commit()
        end = self._fingers()
        end.release(0, one, self.window)
        end.release(1, two, self.window)
        end.commit()

    def key(self, chance: random.Random) -> None:
        """A key or a chord."""
        QTest.keyClick(self.window, chance.choice(KEYS), chance.choice(CHORDS))

    def close(self, chance: random.Random) -> None:
        """Somebody closes, hides or shrinks it."""
        chance.choice((self.window.close, self.window.showMinimized))()
        settle()
        assert self.window.isVisible()
        self.window.showNormal()
        self.window.resize(*chance.choice(((1280, 800), (1024, 768), (1366, 768))))

    def time(self, chance: random.Random) -> None:
        """Nobody touches it for a while."""
        gone = chance.choice((0.3, 2, 4.5, 9, 16, 31, 70))
        self.seconds.forward(gone)
        self.clock.forward(seconds=gone)
        self.window.tick()
        if gone * 1000 >= RETRY_MS and isinstance(self.window.screen_now, Trouble):
            # Qt's own timer asks again, but knows nothing of the storm's clock: without this the
            # rest of a short storm would blow over a page that has nobody on it
            self.seconds.forward(REASON_S)
            self.window.flow._ask_facts()
            self._wait(Rest)

    def odd(self, chance: random.Random) -> None:
        """A wheel, a right button, a thing dragged in."""
        at = self._point(chance)
        target = self.window.childAt(at) or self.window
        what = chance.randrange(4)
        if what == 0:
            QTest.mouseClick(target, Qt.MouseButton.RightButton)
        elif what == 1:
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), at)
            QCoreApplication.sendEvent(target, event)
        elif what == 2:
            mime = QMimeData()
            mime.setText("dragged in")
            drag = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                                   Qt.KeyboardModifier.NoModifier)  # fmt: skip
            QCoreApplication.sendEvent(target, drag)
            assert not drag.isAccepted()
        else:
            wheel = QWheelEvent(QPointF(3, 3), QPointF(at), QPoint(0, 9), QPoint(0, 120),
                                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                                Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
            QCoreApplication.sendEvent(target, wheel)

    def scan(self, chance: random.Random) -> None:
        """A badge of nobody."""
        for letter in f"{chance.randrange(10**8):08d}":
            QTest.keyClick(self.window, letter)
        QTest.keyClick(self.window, Qt.Key.Key_Return)

    def come_in(self, chance: random.Random) -> None:
        """Somebody comes to their card by the right PIN, as people do."""
        person = chance.choice(self.people)
        self.window.flow.begin()
        settle()
        self.seconds.forward(1)
        if not isinstance(self.window.screen_now, Names):
            return
        tiles = [t for t in self.window.screen_now.tiles if t.text() == person.shown]
        if not tiles:  # on the other page, or not told yet
            return
        tiles[0].click()
        self._wait(Pin)
        self.seconds.forward(1)
        pin = self.window.screen_now
        if not isinstance(pin, Pin):
            return
        for digit in person.pin:
            self.seconds.forward(0.3)
            pin.typed(digit)
        self._wait(CardScreen)
        card = self.window.screen_now
        if isinstance(card, CardScreen):
            self.entered += 1
            if self.entered % 2:  # every second one goes on to their own people
                card.people.click()
                self._wait(MyPeople)
                self._go_on(*WAYS[self.entered // 2 % len(WAYS)])
            else:
                self._go_to_the_rarest(chance)

    def visit(self, chance: random.Random) -> None:
        """Somebody who does not live here comes to see somebody, and reads the rules."""
        self.window.flow.begin()
        settle()
        self.seconds.forward(1)
        if self.window.flow.facts is None:
            return
        self.window.flow.show_guest()
        self._wait(VisitorStart)
        start = self.window.screen_now
        if isinstance(start, VisitorStart):
            self.seconds.forward(0.7)
            self._tap_on(start.come)
        for _question in range(2):  # one's own name, and whom one is here to see
            if isinstance(self.window.screen_now, TypePage):
                self._type_two(chance)
                self.seconds.forward(0.7)
                self._tap_on(self.window.screen_now.verb)
                self._wait(object)
                self.check(self._at)

    def _go_to_the_rarest(self, chance: random.Random) -> None:
        """To the screen that was seen least of those to which a way is known that begins here."""
        tried = self.screens + self.missed
        known = sorted(self.routes.reach(self.here), key=lambda screen: (tried[screen], screen))
        goal = next((screen for screen in known if self._leading(screen)), "")
        self.missed[goal] += 1
        for _step in range(SURE_STEPS):
            if self.here == goal:
                self.missed[goal] -= 1
                return
            if isinstance(self.window.screen_now, TypePage):  # it goes on once something stands
                self._type_two(chance)
            lead = self._leading(goal)
            if not lead:
                return
            self.seconds.forward(0.7)
            self._tap_on(chance.choice(lead))
            self._wait(object)
            self.check(self._at)

    def _leading(self, goal: str) -> list[Touch]:
        """What can be touched here that begins a shortest way there."""
        ways = self.routes.begin(self.here, goal)
        return [touch for touch in self._touches() if plain(_says(touch)) in ways]

    def _type_two(self, chance: random.Random) -> None:
        letters = [touch for touch in self._touches() if len(_says(touch)) == 1]
        for touch in letters and chance.choices(letters, k=2):
            self.seconds.forward(0.3)
            self._tap_on(touch)

    def _go_on(self, way: str, page: type) -> None:
        """From one's own people to what else is one's own."""
        mine = self.window.screen_now
        if isinstance(mine, MyPeople):
            (mine.ways.get(way) or getattr(mine, way)).click()
            self._wait(page)

    def _wait(self, screen: type) -> None:
        """Until that screen is there, where answers come late."""
        settle()
        for _turn in range(self.patience_ms // 10):
            if isinstance(self.window.screen_now, screen):
                return
            QTest.qWait(10)
            settle()


def _says(touch: Touch) -> str:
    return touch.accessibleName() or touch.text()


class LeakyWindow(KioskWindow):
    """A kiosk made wrong: it hides the last person's screen instead of wiping and deleting it."""

    def _drop(self, gone: QWidget) -> None:
        self._layout.removeWidget(gone)
        gone.hide()


def resident_mib() -> float:
    """What the process has in memory, once nobody needs to be forgotten any more.

    What C's allocator keeps for later is given back first: it comes and goes by megabytes.
    """
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's own
    if trim is not None:
        trim(0)
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
