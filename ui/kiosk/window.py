"""The kiosk's window: one head, one screen, no way out but a staff PIN (safety.md 4.3)."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kiosk.door import Door
from ui.kiosk.ends import Done
from ui.kiosk.flow import Flow
from ui.kiosk.guard import Guard
from ui.kiosk.head import Head
from ui.kiosk.keyboard import TypePage
from ui.kiosk.keypad import key_px
from ui.kiosk.rest import Rest
from ui.kiosk.scanner import Scanner
from ui.kiosk.screen import Room, Screen
from ui.kiosk.touch import Touch
from ui.theme import kiosk as look
from ui.theme.tokens import tokens

TICK_MS = 250
WARN_S = int(tokens()["time"]["kioskWarnMs"]) // 1000
HELD_S = 20.0  # longer than this no answer from the records is waited for
CLOCK_TOUCHES, WITHIN_S = 5, 5.0
BACK_MS = 200
Make = Callable[[Room], Screen]


class Curtain(QWidget):
    """An empty window over another screen of the same computer; it takes no keys and stays."""

    def __init__(self, flags: Qt.WindowType, over: QRect) -> None:
        super().__init__()
        self.setWindowFlags(flags | Qt.WindowType.Tool | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        look.dress(self)
        self.setGeometry(over)
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """It goes with the kiosk alone."""
        event.ignore()


class KioskWindow(QWidget):
    """All of the kiosk. The program that made it lets it go (`let_go`) once `left` was told.

    `trouble` is told whenever the records could not be reached: whoever holds the store may open
    it anew; the window asks again by itself.
    """

    left = Signal()
    trouble = Signal()

    def __init__(self, door: Door, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAccessibleName("sobrhouse")
        self.setWindowTitle("sobrhouse")
        look.dress(self)
        self._open, self._held_at = True, -1.0
        self._make: Make | None = None
        self._shown_in: Room | None = None
        self._clock_touches: list[float] = []
        self._curtains: list[Curtain] = []
        self.guard, self.scanner = Guard(clock), Scanner(clock)
        self._typed = ""  # what goes over to the same page in another language
        self.screen_now: Screen | None = None
        self.head: Head | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.resize(1280, 800)
        self.door = door
        self.flow = Flow(door, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.flow.start()

    # What the flow asks for

    def show_screen(self, make: Make) -> Screen:
        """Show a new screen instead of the one there is, which is wiped and deleted."""
        self._release()
        room = self._shown_in = self.room()
        old, self.screen_now = self.screen_now, make(room)
        resting = isinstance(self.screen_now, Rest)  # which says whose house it is itself
        old_head, self.head = self.head, Head(room, "" if resting else self.flow.house_name)
        self._make = make
        for gone in (old_head, old):
            if gone is not None:
                self._drop(gone)
        self.head.other_language.connect(self.flow.speak)
        self.head.clock_touched.connect(self._on_clock)
        self.head.stay.connect(self.touched)
        self._layout.addWidget(self.head)
        self._layout.addWidget(self.screen_now, 1)
        typed, self._typed = self._typed, ""
        if isinstance(self.screen_now, TypePage):
            self.screen_now.take(typed)
        for touch in self.findChildren(Touch):
            touch.guard = self.guard
        self.guard.changed(self.screen_now.settles)
        self.touched()
        return self.screen_now

    def keep_typed(self) -> None:
        """What is typed stands there again when the next screen is one to type on."""
        shown = self.screen_now
        self._typed = shown.draft if isinstance(shown, TypePage) else ""

    def _drop(self, gone: QWidget) -> None:
        self._layout.removeWidget(gone)
        if isinstance(gone, Screen):
            gone.wipe()
        gone.hide()
        gone.deleteLater()

    def again(self) -> None:
        """Show the same screen anew: another size."""
        if self._make is not None:
            self.show_screen(self._make)

    def hold(self) -> None:
        """Something is being kept: the screen stays until it is known what became of it."""
        self._held_at = self.guard.clock()
        self.guard.held = True  # nobody signs in twice by touching twice

    def _release(self) -> None:
        self._held_at, self.guard.held = -1.0, False

    def go_on(self) -> None:
        """It is known, and the screen stays."""
        self._release()
        self.touched()

    def room(self) -> Room:
        """How much room a screen has."""
        return Room(self.width(), self.height(), key_px())

    # Time

    def touched(self) -> None:
        """Somebody is here: the time of this screen begins anew."""
        self.guard.touched_at = self.guard.clock()
        self._show_left()

    def seconds_left(self) -> int | None:
        """How long the screen stays without another touch, rounded up; None for as long as it
        may.
        """
        screen = self.screen_now
        if screen is None or screen.seconds is None:
            return None
        gone = self.guard.clock() - max(self.guard.touched_at, self._held_at)
        return max(0, -int(-(screen.seconds - gone) // 1))

    @Slot()
    def tick(self) -> None:
        """Four times a second: the clock, how long the screen stays, and its end."""
        screen = self.screen_now
        if screen is None or self.head is None:
            return
        now = self.flow.now()
        self.head.show_time(now)
        if isinstance(screen, Rest):
            screen.show_time(now)
        if self._held_at >= 0:
            if self.guard.clock() - self._held_at > HELD_S:
                self.flow.on_trouble(True)
            return
        if self.seconds_left() == 0:
            self.flow.over()
        else:
            self._show_left()

    def _show_left(self) -> None:
        screen, left = self.screen_now, self.seconds_left()
        if screen is None or self.head is None:
            return
        if isinstance(screen, Done):
            screen.show_left(left or 0)
        counts = screen.private and screen.resets
        warning = counts and left is not None and left <= WARN_S
        self.head.show_left(left if counts else None, warning=warning)
        self.head.show_time(self.flow.now())

    # Touches and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside everything still says that somebody is here."""
        if self.screen_now is not None and self.screen_now.resets:
            self.touched()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A keypad or a scanner that is plugged in; every other key and chord ends here."""
        event.accept()
        wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_K and event.modifiers() == wanted:
            if not self.guard.held:
                self.flow.staff()
            return
        chord = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if not event.isAutoRepeat() and not chord:
            self._on_key(Qt.Key(event.key()), event.text())

    def _on_key(self, key: Qt.Key, text: str) -> None:
        screen = self.screen_now
        if screen is None or self.guard.held:
            return
        if screen.resets:
            self.guard.touched_at = self.guard.clock()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            badge = self.scanner.ended()
            if badge and self.flow.takes_badges():
                self.flow.badge(badge)
            else:
                screen.typed("enter")
        elif key == Qt.Key.Key_Backspace:
            screen.typed("back")
        elif len(text) == 1 and text.isprintable():
            fast = self.scanner.take(text)
            if not (fast and screen.private):  # a badge scanned on a PIN screen types no PIN
                screen.typed(text)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """There is no focus to move."""
        return False

    @Slot()
    def _on_clock(self) -> None:
        now = self.guard.clock()
        self._clock_touches = [at for at in self._clock_touches if now - at < WITHIN_S] + [now]
        if len(self._clock_touches) >= CLOCK_TOUCHES:
            self._clock_touches = []
            self.flow.staff()

    # Staying

    def open_full(self) -> None:
        """Fill every screen: this window the first, an empty one each other."""
        first = QGuiApplication.primaryScreen()
        if first is not None:  # nobody does it where the session has no window manager
            self.setGeometry(first.geometry())
        self.showFullScreen()
        for other in QGuiApplication.screens()[1:]:
            curtain = Curtain(self.windowFlags(), other.geometry())
            self._curtains.append(curtain)

    def let_go(self) -> None:
        """The staff PIN was right: end, and let the window close."""
        self._open = False
        self._timer.stop()
        self.flow.end()
        for curtain in self._curtains:
            curtain.hide()
            curtain.deleteLater()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody closes it from outside."""
        if self._open:
            event.ignore()
        else:
            event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Nobody makes it small."""
        super().changeEvent(event)
        minimised = self.windowState() & Qt.WindowState.WindowMinimized
        if event.type() == QEvent.Type.WindowStateChange and self._open and minimised:
            QTimer.singleShot(0, self, self.showFullScreen)
        if (
            event.type() == QEvent.Type.ActivationChange
            and self._open
            and not self.isActiveWindow()
        ):
            QTimer.singleShot(BACK_MS, self, self._come_back)

    @Slot()
    def _come_back(self) -> None:
        """Another window took the keys: take them back."""
        if self._open and not self.isActiveWindow():
            self.activateWindow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who hides it finds the rest screen again, not what stood there."""
        super().hideEvent(event)
        if self._open and event.spontaneous():
            self.flow.over()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has other columns and heights."""
        super().resizeEvent(event)
        if self.room() != self._shown_in:
            self.again()
