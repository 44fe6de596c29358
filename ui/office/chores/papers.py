"""Papers of the Chores place, each in a window of its own: the chart for the wall, a card for each
chore, the sheet for inspections, and the proof of who carried how much.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.blank_forms import printed
from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_papers import chore_cards, chore_chart, fair_paper, look_round
from sobrhouse.reports.chore_cards import chore_cards as cards_paper
from sobrhouse.reports.chore_chart import chore_chart as chart_paper
from sobrhouse.reports.chore_fairness import chore_fairness as fair_page
from sobrhouse.reports.inspection_sheet import inspection_sheet
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.widgets.buttons import add_action

BIG = "a3"

# Those that are filled in by hand have a code.
_FORMS: dict[Callable[..., bytes], str] = {chart_paper: "chores", inspection_sheet: "inspection"}


def show_chore_sheet(
    desk: Desk, parent: QWidget, first: date, size: str | None = None
) -> PaperDialog:
    """The chart of the week that begins on a day; `size` None is the house's paper."""
    asked = (chore_chart, desk.house_id, first, desk.now())
    return _show(desk, parent, _("Chore chart"), first, asked, chart_paper, size)


def show_cards(desk: Desk, parent: QWidget) -> PaperDialog:
    """One card for each chore, with its steps."""
    asked = (chore_cards, desk.house_id, desk.today())
    return _show(desk, parent, _("Chore cards"), desk.today(), asked, cards_paper)


def show_inspection_sheet(desk: Desk, parent: QWidget) -> PaperDialog:
    """What is to be looked at today, on paper."""
    asked = (look_round, desk.house_id, desk.today(), desk.now())
    return _show(desk, parent, _("Inspection sheet"), desk.today(), asked, inspection_sheet)


def show_fairness(desk: Desk, parent: QWidget, weeks: int = 8) -> PaperDialog:
    """The proof of who carried how much."""
    asked = (fair_paper, desk.house_id, desk.today(), weeks)
    return _show(desk, parent, _("Who carried how much"), desk.today(), asked, fair_page)


def _show(
    desk: Desk, parent: QWidget, title: str, day: date, asked: tuple[Any, ...],
    make: Callable[..., bytes], size: str | None = None,
) -> PaperDialog:  # fmt: skip
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    name = paper_name(day, desk.house_name(), title)

    def with_data(data: Any) -> None:
        forms = (printed(_FORMS[make], day),) if make in _FORMS else ()
        dialog.make(Wish(title, name, partial(make, data), size=size, forms=forms))

    def failed(problem: Problem) -> None:
        dialog.view.could_not(problem.sentence)

    query, *arguments = asked
    desk.ask(dialog, query, *arguments, done=with_data, failed=failed)
    return dialog


def fill_papers(desk: Desk, parent: QWidget, menu: QMenu, first: date) -> None:
    """The papers as lines of a menu."""
    menu.clear()
    if not desk.may(Permission.PRINT_PAPERS):
        return
    lines = (
        (_("Chore chart"), "printer", partial(show_chore_sheet, desk, parent, first)),
        (_("Chore chart, large (A3)"), "maximize",
         partial(show_chore_sheet, desk, parent, first, BIG)),
        (_("Chore cards with steps"), "id-card", partial(show_cards, desk, parent)),
        (_("Inspection sheet for today"), "clipboard-check",
         partial(show_inspection_sheet, desk, parent)),
        (_("Who carried how much"), "scale", partial(show_fairness, desk, parent)),
    )  # fmt: skip
    for text, icon, run in lines:
        add_action(menu, text, icon, run)
