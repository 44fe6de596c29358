"""Scanner: tells a badge scanner, which types very fast and ends with Enter, from a person."""

from collections.abc import Callable

FASTEST_S = 0.05  # a person's keys are further apart than this, a scanner's are not
SHORTEST = 4
LONGEST = 64


class Scanner:
    """Gathers keys; `ended` gives the badge when they came as fast as only a scanner types."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._text = ""
        self._last = 0.0

    def take(self, key: str) -> bool:
        """One more key; whether it came too fast for a person."""
        now = self._clock()
        fast = bool(self._text) and now - self._last <= FASTEST_S
        self._text = (self._text + key)[:LONGEST] if fast else key
        self._last = now
        return fast

    def ended(self) -> str:
        """Enter was typed: the badge, or nothing."""
        text, self._text = self._text, ""
        fast = self._clock() - self._last <= FASTEST_S
        return text if fast and len(text) >= SHORTEST else ""
