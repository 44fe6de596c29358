"""Deeds: what this person did since unlock and can take back, and take back again."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ui.desk.values import Step

KEPT = 50
Invert = Callable[[Any], Step | None]


@dataclass(slots=True)
class Deed:
    """Something done that can be taken back, and done again."""

    number: int
    said: str
    forward: Step
    back: Step
    invert: Invert


class Deeds:
    """The last fifty things done and taken back, in memory only; gone at lock."""

    def __init__(self) -> None:
        self.done: deque[Deed] = deque(maxlen=KEPT)
        self.undone: deque[Deed] = deque(maxlen=KEPT)
        self._number = 0

    def clear(self) -> None:
        """Forget all: somebody else may sit here next."""
        self.done.clear()
        self.undone.clear()

    def remember(self, said: str, step: Step, invert: Invert | None, result: Any) -> int:
        """A new thing was done; gives its number, or 0 where it has no inverse."""
        back = invert(result) if invert is not None else None
        if back is None or invert is None:
            return 0
        self._number += 1
        self.done.append(Deed(self._number, said, step, back, invert))
        self.undone.clear()
        return self._number

    def take_back(self, number: int) -> Deed | None:
        """The thing of that number, or (0) the last one; it is no longer among the done."""
        found = next((d for d in reversed(self.done) if number in (0, d.number)), None)
        if found is not None:
            self.done.remove(found)
        return found

    def take_again(self) -> Deed | None:
        """What was taken back last; it is no longer among the undone."""
        return self.undone.pop() if self.undone else None
