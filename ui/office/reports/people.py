"""The people pages for the Reports place."""

from datetime import date
from functools import partial

from sobrhouse.domain.week_people import PeopleWeek
from sobrhouse.queries.week_people import people_week
from sobrhouse.reports.week_people import people_pages
from sobrhouse.words import N_
from ui.office.reports.papers import Papers

PEOPLE = "people"
TITLES: tuple[tuple[str, str], ...] = ((PEOPLE, N_("Each resident's week")),)
CODES = frozenset({PEOPLE})


class PeoplePapers(Papers):
    """Asks for the people pages."""

    def ask(self, _code: str, week: date) -> None:
        """Ask for those of the week from a day on."""
        desk = self.desk
        desk.ask(self.owner, people_week, desk.house_id, week, desk.today(), desk.now(),
                 done=self._found, failed=self.failed)  # fmt: skip

    def _found(self, data: PeopleWeek) -> None:
        self.done(PEOPLE, data.week_end, partial(people_pages, data))
