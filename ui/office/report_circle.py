"""The circle for the Reports place."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from sobrhouse.domain.circle import Circle
from sobrhouse.problems import Problem
from sobrhouse.queries.circle import circle
from sobrhouse.reports.circle import CirclePaper, circle_page
from sobrhouse.reports.options import PaperOptions
from sobrhouse.words import N_
from ui.desk import Desk

CIRCLE = "circle"
TITLES: tuple[tuple[str, str], ...] = ((CIRCLE, N_("The circle")),)
CODES = frozenset({CIRCLE})
Making = Callable[[PaperOptions], bytes]
Done = Callable[[str, date, Making], None]
Failed = Callable[[Problem], None]


class CirclePapers:
    """Asks for the circle; `done` is told its code, its day and its maker."""

    def __init__(self, desk: Desk, owner: QObject, done: Done, failed: Failed) -> None:
        self.desk = desk
        self.owner = owner
        self.done = done
        self.failed = failed

    def ask(self, _code: str, _week: date) -> None:
        """Ask for the circle of today: there is none of other days."""
        self.desk.ask(self.owner, circle, self.desk.house_id, self.desk.now(), done=self._found,
                      failed=self.failed)  # fmt: skip

    def _found(self, data: Circle) -> None:
        self.done(CIRCLE, data.on, partial(circle_page, CirclePaper(data)))
