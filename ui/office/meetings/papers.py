"""Papers of the Meetings place, each in a window of its own: the week board, and agenda, minutes
and roll call of one house meeting.
"""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.phrases import week_of
from sobrhouse.queries.houses import HouseDetail, house
from sobrhouse.queries.meeting_papers import MeetingPaper, meeting_paper
from sobrhouse.queries.week_board import WeekBoard
from sobrhouse.queries.week_board import week_board as week_of_meetings
from sobrhouse.reports.agenda_sheet import agenda_sheet
from sobrhouse.reports.minutes import minutes
from sobrhouse.reports.roll_call import roll_call, roll_of
from sobrhouse.reports.week_board import week_board
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.blank_papers import forms_on
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.office.reports.meetings import TITLES


def show_meeting_paper(desk: Desk, parent: QWidget, meeting_id: int, code: str) -> PaperDialog:
    """One meeting's "agenda", "minutes" or "rollcall"."""
    title = _(dict(TITLES)[code])
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

    def with_meeting(data: MeetingPaper) -> None:
        name = paper_name(data.run.day, desk.house_name(), title)
        make = {
            "agenda": partial(agenda_sheet, data),
            "minutes": partial(minutes, data),
            "rollcall": partial(roll_call, roll_of(data)),
        }
        dialog.make(Wish(title, name, make[code], forms=forms_on(code, data.run.day)))

    desk.ask(
        dialog, meeting_paper, desk.house_id, meeting_id, done=with_meeting,
        failed=lambda problem: dialog.view.could_not(problem.sentence),
    )  # fmt: skip
    return dialog


def show_week_board(desk: Desk, parent: QWidget) -> PaperDialog:
    """The poster of the week that it is."""
    title = _("Week board")
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    name = paper_name(desk.today(), desk.house_name(), title)

    def failed(problem: object) -> None:
        dialog.view.could_not(str(problem))

    def with_house(found: HouseDetail | None) -> None:
        first = week_of(desk.today(), found.week_starts_on if found is not None else 0)
        desk.ask(dialog, week_of_meetings, desk.house_id, first, done=with_board, failed=failed)

    def with_board(data: WeekBoard) -> None:
        dialog.make(Wish(title, name, partial(week_board, data)))

    desk.ask(dialog, house, desk.house_id, done=with_house, failed=failed)
    return dialog
