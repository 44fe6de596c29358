"""Papers of chores for the Reports place: what each one is made from, and how it is called."""

from datetime import date, timedelta
from functools import partial

from sobrhouse.domain.chore_papers import ChoreCard, ChoreChart, FairPaper, LookRound
from sobrhouse.queries import chore_papers as papers
from sobrhouse.reports.chore_cards import chore_cards
from sobrhouse.reports.chore_chart import chore_chart
from sobrhouse.reports.chore_fairness import chore_fairness
from sobrhouse.reports.inspection_sheet import inspection_sheet
from sobrhouse.words import N_
from ui.office.reports.papers import Papers

CHART, CARDS, FAIRNESS, INSPECTION = "chores", "chorecards", "fairness", "inspection"
TITLES: tuple[tuple[str, str], ...] = (
    (CHART, N_("Chore chart")),
    (CARDS, N_("Chore cards")),
    (FAIRNESS, N_("Who carried how much")),
    (INSPECTION, N_("Inspection sheet")),
)
CODES = frozenset(code for code, _title in TITLES)
WEEKS_AHEAD = 12  # so far a chart can be printed before its week


class ChorePapers(Papers):
    """Asks for what a paper of chores needs."""

    def ask(self, code: str, week: date) -> None:
        """Ask for one of them: of the week from a day on, cards and sheet of today."""
        house, today, now = self.desk.house_id, self.desk.today(), self.desk.now()
        if code == CHART:
            self.desk.ask(self.owner, papers.chore_chart, house, week, now, done=self._chart,
                          failed=self.failed)  # fmt: skip
        elif code == CARDS:
            self.desk.ask(self.owner, papers.chore_cards, house, today, done=self._cards,
                          failed=self.failed)  # fmt: skip
        elif code == FAIRNESS:
            last = week + timedelta(days=6)
            self.desk.ask(self.owner, papers.fair_paper, house, last, done=self._fairness,
                          failed=self.failed)  # fmt: skip
        else:
            self.desk.ask(self.owner, papers.look_round, house, today, now,
                          done=self._inspection, failed=self.failed)  # fmt: skip

    def _chart(self, data: ChoreChart) -> None:
        self.done(CHART, data.first, partial(chore_chart, data))

    def _cards(self, cards: tuple[ChoreCard, ...]) -> None:
        self.done(CARDS, self.desk.today(), partial(chore_cards, cards))

    def _fairness(self, data: FairPaper) -> None:
        self.done(FAIRNESS, data.fair.last_on, partial(chore_fairness, data))

    def _inspection(self, data: LookRound) -> None:
        self.done(INSPECTION, data.day, partial(inspection_sheet, data))
