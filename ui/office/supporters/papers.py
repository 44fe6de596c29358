"""Papers of the Sponsors place, each in a window of its own."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import Problem
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.blank_papers import forms_on
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish
from ui.office.reports.papers import Making
from ui.office.reports.support import BOARD, CALLS, LIST, RECORD, TITLES, SupportPapers
from ui.widgets.buttons import add_action
from ui.widgets.page import Verb

ICONS = {LIST: "heart-handshake", CALLS: "phone", BOARD: "users", RECORD: "shield-check"}


def show_support_paper(desk: Desk, parent: QWidget, code: str) -> PaperDialog:
    """One of the papers of support; the calls are those of seven days from today."""
    title = _(dict(TITLES)[code])
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

    def made(code: str, day: date, make: Making, _sections: object = ()) -> None:
        name = paper_name(day, desk.house_name(), title)
        dialog.make(Wish(title, name, make, forms=forms_on(code, day)))

    def failed(problem: Problem) -> None:
        dialog.view.could_not(problem.sentence)

    SupportPapers(desk, dialog, made, failed).ask(code, desk.today())
    return dialog


def fill_papers(desk: Desk, parent: QWidget, menu: QMenu) -> None:
    """The papers as lines of a menu."""
    menu.clear()
    if desk.may(Permission.PRINT_PAPERS):
        for code, title in TITLES:
            add_action(menu, _(title), ICONS[code], partial(show_support_paper, desk, parent, code))


def paper_verbs(desk: Desk, parent: QWidget) -> tuple[Verb, ...]:
    """The papers for the palette; Ctrl+P makes the first."""
    verbs = {
        LIST: ("print", _("Print sponsors and buddies")),
        CALLS: ("print_calls", _("Print the sheet for calls to sponsors")),
        BOARD: ("print_board", _("Print who supports and has room")),
        RECORD: ("print_record", _("Print what mentors were checked for")),
    }

    def run(code: str) -> None:
        show_support_paper(desk, parent.window(), code)

    return tuple(
        Verb(name, words, "printer", run=partial(run, code), needs=Permission.PRINT_PAPERS)
        for code, (name, words) in verbs.items()
    )
