"""Idle: tells when nobody has touched the window for some minutes, or the computer slept."""

import sys
import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

TICK_MS = 5_000
SLEPT_S = 60  # a tick this late means that the computer slept: nobody sat here
JUMPED_S = 120  # the two clocks part by this: slept, or set (safety.md 4.6)
LONGEST_S = 12 * 3600  # however busy, after this the lock comes (safety.md 4.2)

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class _Since:
    """How long ago something was, by whichever clock says longer: the wall clock runs on while
    the computer sleeps, the other cannot be set back.
    """

    def __init__(self) -> None:
        self.wall, self.steady = time.time(), time.monotonic()

    def seconds(self) -> float:
        return max(time.time() - self.wall, time.monotonic() - self.steady)

    def jump(self) -> float:
        """By how much the clocks have parted since."""
        return abs((time.time() - self.wall) - (time.monotonic() - self.steady))


class Idle(QObject):
    """Watches every window of the program; `told` once when `minutes` passed without a touch, when
    the computer slept or its clock was set, and twelve hours after `start`.

    It listens on the native windows, where each key and mouse move arrives once.
    """

    told = Signal()

    def __init__(self, app: QGuiApplication, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._allowed_s = minutes * 60
        self._started = self._touched = self._ticked = _Since()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        self._session_lock: Any = None
        if sys.platform == "win32":
            from ui.widgets.session_lock import SessionLock

            self._session_lock = SessionLock(app, self.leave)
        app.focusWindowChanged.connect(self._on_window)
        self._on_window(app.focusWindow())

    def start(self, minutes: float) -> None:
        """Somebody has unlocked: count from now on; 0 minutes never tell of idleness."""
        self.allow(minutes)
        self._started = self._ticked = _Since()
        self._tick.start()

    def allow(self, minutes: float) -> None:
        """Another number of minutes; the twelve hours go on."""
        self._allowed_s = minutes * 60
        self._touched = _Since()

    def stop(self) -> None:
        """Stop counting: locked already, or nothing to lock."""
        self._tick.stop()

    @Slot()
    def look(self) -> None:
        """Compare the clocks."""
        ticked, self._ticked = self._ticked, _Since()
        slept = ticked.seconds() > SLEPT_S + TICK_MS / 1000 or ticked.jump() > JUMPED_S
        idle = bool(self._allowed_s) and self._touched.seconds() >= self._allowed_s
        if slept or idle or self._started.seconds() >= LONGEST_S:
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Tell now, as when the computer goes to sleep, unless nothing is counted."""
        if self._tick.isActive():
            self.stop()
            self.told.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = _Since()
        return False

    @Slot(QWindow)
    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            if self._session_lock is not None:
                self._session_lock.register(int(window.winId()))
            window.installEventFilter(
                self
            )  # a filter installed again moves to the front, it does not double
