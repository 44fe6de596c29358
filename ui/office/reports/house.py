"""Papers of the house for the Reports place: what each one is made from, and how it is called."""

from datetime import date
from functools import partial

from sobrhouse.domain.weekly import PaperName, WeeklyReport
from sobrhouse.queries.beds import Board, board
from sobrhouse.queries.residents import ResidentRow, residents_here
from sobrhouse.queries.weekly import weekly_report as weekly_values
from sobrhouse.reports.bed_board import bed_board
from sobrhouse.reports.residents_list import residents_list
from sobrhouse.reports.sign_sheets import power_cut_sheet, sign_out_sheet
from sobrhouse.reports.weekly import offered, weekly_report
from sobrhouse.words import N_
from ui.office.reports.papers import Papers

WEEKLY, BEDS, RESIDENTS = "weekly", "beds", "residents"
SIGN_OUT, POWER_CUT = "signout", "powercut"
TITLES: tuple[tuple[str, str], ...] = (
    (WEEKLY, N_("Weekly report")),
    (BEDS, N_("Bed board")),
    (RESIDENTS, N_("Residents list")),
    (SIGN_OUT, N_("Sign-out sheet")),
    (POWER_CUT, N_("Sign-in sheet for a power cut")),
)
CODES = frozenset(code for code, _title in TITLES)


class HousePapers(Papers):
    """Asks for what one of these papers needs."""

    def ask(self, code: str, week: date) -> None:
        """Ask for one of them: the report of the week from a day on, the others of today."""
        house, today = self.desk.house_id, self.desk.today()
        if code == WEEKLY:
            self.desk.ask(self.owner, weekly_values, house, week, today, self.desk.now(),
                          done=self._week, failed=self.failed)  # fmt: skip
        elif code == BEDS:
            self.desk.ask(self.owner, board, house, today, done=self._board, failed=self.failed)
        elif code == SIGN_OUT:
            self.done(code, today, sign_out_sheet)
        else:
            self.desk.ask(self.owner, residents_here, house, today,
                          done=partial(self._people, code), failed=self.failed)  # fmt: skip

    def _week(self, data: WeeklyReport) -> None:
        self.done(WEEKLY, data.week_end, partial(weekly_report, data), offered(data))

    def _board(self, data: Board) -> None:
        self.done(BEDS, data.on, partial(bed_board, data))

    def _people(self, code: str, rows: tuple[ResidentRow, ...]) -> None:
        today = self.desk.today()
        if code == RESIDENTS:
            self.done(code, today, partial(residents_list, rows, today))
        else:
            names = tuple(PaperName(r.name, r.full_name, r.bed) for r in rows)
            self.done(code, today, partial(power_cut_sheet, names, today))
