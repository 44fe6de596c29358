"""Papers of the Meetings place: the week board in a window of its own."""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import week_of
from sobrhouse.queries.houses import HouseDetail, house
from sobrhouse.queries.week_board import WeekBoard
from sobrhouse.queries.week_board import week_board as week_of_meetings
from sobrhouse.reports.week_board import week_board
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.paper_dialog import PaperDialog
from ui.office.paper_steps import Wish
from ui.office.reports import file_name


def show_week_board(desk: Desk, parent: QWidget) -> PaperDialog:
    """The poster of the week that it is."""
    title = _("Week board")
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    name = file_name(f"{desk.today().isoformat()} {desk.house_name()} {title}.pdf")

    def failed(problem: object) -> None:
        dialog.view.could_not(str(problem))

    def with_house(found: HouseDetail | None) -> None:
        first = week_of(desk.today(), found.week_starts_on if found is not None else 0)
        desk.ask(dialog, week_of_meetings, desk.house_id, first, done=with_board, failed=failed)

    def with_board(data: WeekBoard) -> None:
        dialog.make(Wish(title, name, partial(week_board, data)))

    desk.ask(dialog, house, desk.house_id, done=with_house, failed=failed)
    return dialog
