"""Turns: what only the window's own thread can do, done in small steps so that the window lives on
meanwhile.
"""

import time
from collections.abc import Generator, Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot

TURN_SECONDS = 0.006  # what is begun within it is ended; the wall for one turn is 50 ms

Steps = Iterator[Any]  # only DRAWN means something
DRAWN = True  # yielded where what was done is to be drawn before one goes on


class Turns(QObject):
    """Goes on with `steps` turn by turn of the event loop, until they end or their owner is gone.

    Steps are a generator that yields wherever it may be left; the next turn takes it up there.
    What the same owner was still at is dropped.
    """

    def __init__(self, owner: QObject, steps: Steps) -> None:
        drop_turns(owner)
        super().__init__(owner)
        self._steps = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    @Slot()
    def _on_turn(self) -> None:
        until = time.perf_counter() + TURN_SECONDS
        going = False
        try:
            while time.perf_counter() < until and next(self._steps) is not DRAWN:
                pass
            going = True
        except StopIteration:
            pass
        finally:  # a step that fails is a bug: it is told, and what would follow it is not done
            if going:
                self._timer.start()  # anew: whatever else is due comes first
            else:
                self.stop()

    def going(self) -> bool:
        """Whether there is more to do."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Leave it where it is."""
        self._timer.stop()
        if isinstance(self._steps, Generator):
            self._steps.close()
        self.deleteLater()


def drop_turns(owner: QObject) -> None:
    """Let go what the owner is still at."""
    for turns in _of(owner):
        turns.stop()


def is_drawing(owner: QObject) -> bool:
    """Whether the owner has more to do."""
    return any(turns.going() for turns in _of(owner))


def _of(owner: QObject) -> list[Turns]:
    return owner.findChildren(Turns, options=Qt.FindChildOption.FindDirectChildrenOnly)
