"""Idle: tells when nobody has touched the window for some minutes."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

TICK_MS = 5_000
SLEPT_S = 60  # a tick this late means that the computer slept: nobody sat here

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


class Idle(QObject):
    """Watches every window of the program; `told` once when `minutes` passed without a touch.

    It listens on the native windows, where each key and mouse move arrives once.
    """

    told = Signal()

    def __init__(self, app: QGuiApplication, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._allowed_s = minutes * 60
        self._touched = self._ticked = time.time()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._on_window)
        self._on_window(app.focusWindow())

    def start(self, minutes: float | None = None) -> None:
        """Count from now on; `minutes` changes how long is allowed, 0 never tells."""
        if minutes is not None:
            self._allowed_s = minutes * 60
        self._touched = self._ticked = time.time()
        self._tick.start()

    def stop(self) -> None:
        """Stop counting: locked already, or nothing to lock."""
        self._tick.stop()

    @Slot()
    def look(self) -> None:
        """Compare the clocks; the wall clock, so that a night asleep counts as idle."""
        now = time.time()
        slept = now - self._ticked > SLEPT_S + TICK_MS / 1000
        self._ticked = now
        if self._allowed_s and (slept or now - self._touched >= self._allowed_s):
            self.stop()
            self.told.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = time.time()
        return False

    @Slot(QWindow)
    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(
                self
            )  # a filter installed again moves to the front, it does not double
