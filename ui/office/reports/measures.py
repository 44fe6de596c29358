"""Papers of milestones and BARC-10 for the Reports place: what each is made from, and its name."""

from datetime import date, timedelta
from functools import partial

from sobrhouse.queries import assessments, milestones
from sobrhouse.queries.assessments import HouseMonth
from sobrhouse.queries.milestones import Programme, ReachedRow
from sobrhouse.reports.barc_form import barc_form
from sobrhouse.reports.certificate import certificates
from sobrhouse.reports.milestone_sheet import milestone_sheet
from sobrhouse.reports.recovery_capital import house_capital
from sobrhouse.words import N_
from ui.office.reports.papers import Papers

PROGRAMME, CERTIFICATES = "milestones", "certificates"
CAPITAL, FORM = "recoverycapital", "barcform"
TITLES: tuple[tuple[str, str], ...] = (
    (PROGRAMME, N_("Milestones to celebrate")),
    (CERTIFICATES, N_("Certificates of the week")),
    (CAPITAL, N_("Recovery capital of the house")),
    (FORM, N_("BARC-10, empty")),
)
CODES = frozenset(code for code, _title in TITLES)
WEEKS_AHEAD = 4  # so far certificates can be printed before their week


class MeasurePapers(Papers):
    """Asks for what one of these papers needs."""

    def ask(self, code: str, week: date) -> None:
        """Ask for one of them: certificates of the week from a day on, the others of today."""
        house, today = self.desk.house_id, self.desk.today()
        if code == PROGRAMME:
            self.desk.ask(self.owner, milestones.milestone_programme, house, today,
                          done=self._programme, failed=self.failed)  # fmt: skip
        elif code == CERTIFICATES:
            last = week + timedelta(days=6)
            self.desk.ask(self.owner, milestones.certificates_of, house, week, last,
                          done=partial(self._certificates, week), failed=self.failed)  # fmt: skip
        elif code == CAPITAL:
            self.desk.ask(self.owner, assessments.house_capital, house, today,
                          done=self._capital, failed=self.failed)  # fmt: skip
        else:
            self.done(FORM, today, barc_form)

    def _programme(self, data: Programme) -> None:
        self.done(PROGRAMME, data.first, partial(milestone_sheet, data))

    def _certificates(self, week: date, rows: tuple[ReachedRow, ...]) -> None:
        self.done(CERTIFICATES, week, partial(certificates, rows))

    def _capital(self, months: tuple[HouseMonth, ...]) -> None:
        self.done(CAPITAL, self.desk.today(), partial(house_capital, months))
