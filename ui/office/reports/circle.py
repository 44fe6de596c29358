"""The circle for the Reports place."""

from datetime import date
from functools import partial

from sobrhouse.domain.circle import Circle
from sobrhouse.queries.circle import circle
from sobrhouse.reports.circle import CirclePaper, circle_page
from sobrhouse.words import N_
from ui.office.reports.papers import Papers

CIRCLE = "circle"
TITLES: tuple[tuple[str, str], ...] = ((CIRCLE, N_("The circle")),)
CODES = frozenset({CIRCLE})


class CirclePapers(Papers):
    """Asks for the circle."""

    def ask(self, _code: str, _week: date) -> None:
        """Ask for the circle of today: there is none of other days."""
        self.desk.ask(self.owner, circle, self.desk.house_id, self.desk.now(), done=self._found,
                      failed=self.failed)  # fmt: skip

    def _found(self, data: Circle) -> None:
        self.done(CIRCLE, data.on, partial(circle_page, CirclePaper(data)))
