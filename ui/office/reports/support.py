"""Papers of support for the Reports place: what each one is made from, and how it is called."""

from datetime import date
from functools import partial

from sobrhouse.domain.support_papers import CallSheet, MentorBoard, MentorRecord, SponsorPaper
from sobrhouse.queries import support_papers as papers
from sobrhouse.reports.call_sheet import call_sheet
from sobrhouse.reports.mentor_board import mentor_board
from sobrhouse.reports.mentor_record import mentor_record
from sobrhouse.reports.sponsor_list import sponsor_list
from sobrhouse.words import N_
from ui.office.reports.papers import Papers

LIST, CALLS, BOARD, RECORD = "sponsors", "sponsorcalls", "mentorboard", "mentorrecord"
TITLES: tuple[tuple[str, str], ...] = (
    (LIST, N_("Sponsors and buddies")),
    (CALLS, N_("Calls to sponsors")),
    (BOARD, N_("People who support")),
    (RECORD, N_("Mentors and what we ask of them")),
)
CODES = frozenset(code for code, _title in TITLES)
WEEKS_AHEAD = 4  # so far a call sheet can be printed before its week


class SupportPapers(Papers):
    """Asks for what a paper of support needs."""

    def ask(self, code: str, week: date) -> None:
        """Ask for one of them: calls of the week from a day on, the others of today."""
        house, today = self.desk.house_id, self.desk.today()
        if code == LIST:
            self.desk.ask(self.owner, papers.sponsor_paper, house, today, done=self._list,
                          failed=self.failed)  # fmt: skip
        elif code == CALLS:
            self.desk.ask(self.owner, papers.call_sheet, house, week, today, done=self._calls,
                          failed=self.failed)  # fmt: skip
        elif code == BOARD:
            self.desk.ask(self.owner, papers.mentor_board, house, today, done=self._board,
                          failed=self.failed)  # fmt: skip
        else:
            self.desk.ask(self.owner, papers.mentor_record, house, today, done=self._record,
                          failed=self.failed)  # fmt: skip

    def _list(self, data: SponsorPaper) -> None:
        self.done(LIST, data.on, partial(sponsor_list, data))

    def _calls(self, data: CallSheet) -> None:
        self.done(CALLS, data.first, partial(call_sheet, data))

    def _board(self, data: MentorBoard) -> None:
        self.done(BOARD, data.on, partial(mentor_board, data))

    def _record(self, data: MentorRecord) -> None:
        self.done(RECORD, data.on, partial(mentor_record, data))
