"""Papers for the Reports place: who asks for what they are made from, and is told when it came."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject

from sobrhouse.problems import Problem
from sobrhouse.reports.options import PaperOptions
from ui.desk import Desk

Making = Callable[[PaperOptions], bytes]
Failed = Callable[[Problem], None]


class Done(Protocol):
    """Is told a paper's code, its day, its maker, and the sections that can be taken off it."""

    def __call__(
        self, code: str, day: date, make: Making, sections: Sequence[tuple[str, str]] = (), /
    ) -> None: ...


class Papers(ABC):
    """Asks for what some papers need; `done` is told a paper's code, its day and its maker."""

    def __init__(self, desk: Desk, owner: QObject, done: Done, failed: Failed) -> None:
        self.desk = desk
        self.owner = owner
        self.done = done
        self.failed = failed

    @abstractmethod
    def ask(self, code: str, week: date) -> None:
        """Ask for one of them; `week` is the first day of the week that is chosen."""
