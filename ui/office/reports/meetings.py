"""Papers of meetings for the Reports place: what each one is made from, and how it is called."""

from datetime import date
from functools import partial

from sobrhouse.domain.phrases import nice_date
from sobrhouse.problems import Problem
from sobrhouse.queries.meeting_papers import (
    MeetingPaper,
    RollLine,
    RollPaper,
    empty_roll,
    meeting_beside,
    meeting_paper,
)
from sobrhouse.queries.meeting_week import MeetingRow
from sobrhouse.queries.week_board import WeekBoard
from sobrhouse.queries.week_board import week_board as week_of_meetings
from sobrhouse.reports.agenda_sheet import agenda_sheet
from sobrhouse.reports.court_card import court_card
from sobrhouse.reports.minutes import minutes
from sobrhouse.reports.roll_call import roll_call, roll_of
from sobrhouse.reports.week_board import week_board
from sobrhouse.words import N_, _
from ui.office.reports.papers import Making, Papers

TITLES: tuple[tuple[str, str], ...] = (
    ("agenda", N_("Agenda")),
    ("minutes", N_("Minutes")),
    ("rollcall", N_("Roll call")),
    ("courtcard", N_("Court card, empty")),
    ("weekboard", N_("Week board")),
)
CODES = frozenset(code for code, _title in TITLES)


class MeetingPapers(Papers):
    """Asks for what a paper of meetings needs."""

    def ask(self, code: str, week: date) -> None:
        """Ask for one of them: of the meeting beside now, or of this week."""
        today = self.desk.today()
        if code == "courtcard":
            self.done(code, today, partial(court_card, None))
        elif code == "weekboard":
            self.desk.ask(self.owner, week_of_meetings, self.desk.house_id, week,
                          done=self._board, failed=self.failed)  # fmt: skip
        else:
            self.desk.ask(
                self.owner, meeting_beside, self.desk.house_id, self.desk.now(),
                ahead=code != "minutes", done=partial(self._beside, code), failed=self.failed,
            )  # fmt: skip

    def _board(self, data: WeekBoard) -> None:
        self.done("weekboard", data.first, partial(week_board, data))

    def _beside(self, code: str, row: MeetingRow | None) -> None:
        house = self.desk.house_id
        if row is None:
            self.failed(Problem(_nothing(code)))
        elif row.meeting_id is not None:
            self.desk.ask(self.owner, meeting_paper, house, row.meeting_id,
                          done=partial(self._written, code), failed=self.failed)  # fmt: skip
        elif code == "rollcall":
            self.desk.ask(self.owner, empty_roll, house, row.day,
                          done=partial(self._planned, row), failed=self.failed)  # fmt: skip
        else:
            self.failed(Problem(_(
                "The meeting on {day} is not prepared yet. Open it in Meetings: that makes its "
                "agenda."
            ).format(day=nice_date(row.day, self.desk.today()))))  # fmt: skip

    def _written(self, code: str, data: MeetingPaper) -> None:
        make: dict[str, Making] = {
            "agenda": partial(agenda_sheet, data),
            "minutes": partial(minutes, data),
            "rollcall": partial(roll_call, roll_of(data)),
        }
        self.done(code, data.run.day, make[code])

    def _planned(self, row: MeetingRow, lines: tuple[RollLine, ...]) -> None:
        roll = RollPaper(row.title, row.kind, row.day, row.at, row.place, lines)
        self.done("rollcall", row.day, partial(roll_call, roll))


def _nothing(code: str) -> str:
    if code == "minutes":
        return _("No house meeting has begun in the last weeks. There are no minutes to print.")
    return _("No house meeting is planned in the next weeks. Add one in Meetings.")
