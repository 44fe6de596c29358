"""Telling: shows in the office what was caught, one window at a time."""

import time
from collections import deque

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from ui.crash.catching import Catcher
from ui.crash.left import Run
from ui.crash.window import QUIT, SAFE, ask, now

OFTEN, WITHIN_S = 3, 120.0  # so many windows in so short a time: it does not end


class Teller(QObject):
    """From what was caught to the window, and on by what was answered there."""

    safe_wanted = Signal()

    def __init__(self, catcher: Catcher, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._showing = False
        self._told_at: deque[float] = deque(maxlen=OFTEN)
        catcher.happened.connect(self._on_happened)

    @Slot(str)
    def _on_happened(self, details: str) -> None:
        if self._showing:  # a failing timer must not bury the screen in windows
            return
        self._showing = True
        self._told_at.append(time.monotonic())
        self._run.fails(details)
        answer = ask(now(self._is_often()), details, self._run.answered)
        self._showing = False
        if answer != QUIT:
            self._run.answered()
        if answer == QUIT:
            QGuiApplication.quit()
        elif answer == SAFE:
            self.safe_wanted.emit()

    def _is_often(self) -> bool:
        at = self._told_at
        return len(at) == OFTEN and at[-1] - at[0] < WITHIN_S
