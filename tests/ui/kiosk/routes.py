"""Routes: which touch leads from which screen to which, as a storm has seen it, so that it comes
on purpose to what chance alone would seldom show it.
"""

import re
from collections import Counter, defaultdict, deque

OFTEN = 3  # one time in so many
_FIGURES = re.compile(r"\d+")


class Routes:
    """What leads where; screens go by the names of their classes, touches by what they say."""

    def __init__(self) -> None:
        self._leads: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def learn(self, here: str, touch: str, there: str) -> None:
        """This touch led from here to there."""
        if here != there:
            self._leads[here][plain(touch)][there] += 1

    def reach(self, here: str) -> frozenset[str]:
        """The screens that one can come to from here, as far as is known."""
        return frozenset(self._steps_from(here)) - {here}

    def begin(self, here: str, there: str) -> frozenset[str]:
        """What the touches say, by `plain`, that begin the shortest ways from here to there."""
        far = {screen: self._steps_from(screen).get(there) for screen in self._next(here)}
        least = min((steps for steps in far.values() if steps is not None), default=None)
        return frozenset(
            touch for touch, seen in self._leads[here].items()
            if least is not None and any(far[screen] == least for screen in _often(seen))
        )  # fmt: skip

    def _next(self, here: str) -> frozenset[str]:
        return frozenset().union(*map(_often, self._leads[here].values()))

    def _steps_from(self, here: str) -> dict[str, int]:
        """How many touches away each screen is."""
        steps, waiting = {here: 0}, deque([here])
        while waiting:
            at = waiting.popleft()
            for screen in sorted(self._next(at)):
                if screen not in steps:
                    steps[screen] = steps[at] + 1
                    waiting.append(screen)
        return steps


def _often(seen: Counter[str]) -> frozenset[str]:
    """What comes of a touch often enough to go there by it."""
    return frozenset(screen for screen, times in seen.items() if OFTEN * times >= seen.total())


def plain(touch: str) -> str:
    """What it says, whatever the time, the day or the number in it."""
    return _FIGURES.sub("#", touch)
