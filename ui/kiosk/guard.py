"""Guard: which touches count, and how long nobody has touched; one clock for both, that tests
move.
"""

from collections.abc import Callable
from time import monotonic

DOUBLE_S = 0.25  # a second touch within this is the tremble of the first (ux.md 4)
SETTLES_S = DOUBLE_S / 2  # a touch so soon after another screen has come was meant for the last


class Guard:
    """Lets a touch through unless it follows another too soon.

    Two different keys of a keypad may follow one another faster: that is typing, and losing a
    number there would look like a wrong PIN.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.touched_at = clock()  # by anybody, anywhere on the screen
        self.held = False  # something is being kept: no touch counts until its answer is there
        self._last = -1.0
        self._last_key = ""

    def lets(self, key: str = "") -> bool:
        """Whether a touch of now counts; `key` names a keypad's key."""
        now = self.touched_at = self.clock()
        if self.held:
            return False
        soon = now - self._last < DOUBLE_S
        if soon and not (key and self._last_key and key != self._last_key):
            return False
        self._last, self._last_key = now, key
        return True

    def changed(self, settles: float = SETTLES_S) -> None:
        """Another screen has come: what is touched within the next moment, `settles` seconds, was
        meant for the last.
        """
        self._last, self._last_key = max(self._last, self.clock() + settles - DOUBLE_S), ""
