"""The papers of passes and rounds, each in a window of its own."""

from functools import partial

from PySide6.QtWidgets import QWidget

from sobrhouse.domain.blank_forms import printed
from sobrhouse.domain.file_names import paper_name
from sobrhouse.problems import Problem
from sobrhouse.queries.chore_turns import Turn, turns_between
from sobrhouse.queries.houses import HouseDetail, house
from sobrhouse.queries.passes import PassRow
from sobrhouse.queries.rounds import RoundSheet
from sobrhouse.reports.pass_form import PassPaper, pass_form
from sobrhouse.reports.round_sheet import round_sheet
from sobrhouse.words import _
from ui.desk import Desk
from ui.office.papers.dialog import PaperDialog
from ui.office.papers.steps import Wish


def show_pass_form(desk: Desk, parent: QWidget, row: PassRow | None) -> PaperDialog:
    """The form of one pass; without one a blank form to fill in by hand."""
    title = _("Pass form")
    dialog = _opened(desk, title, parent)
    today, zone = desk.today(), desk.zone()
    name = paper_name(today, desk.house_name(), title)

    def could_not(problem: Problem) -> None:
        dialog.view.could_not(problem.sentence)

    def with_house(found: HouseDetail | None) -> None:
        phone = found.phone if found is not None else ""
        if row is None:
            make(phone, ())
            return
        first, last = (at.astimezone(zone).date() for at in (row.depart_at, row.return_by))
        desk.ask(
            dialog, turns_between, desk.house_id, first, last, desk.now(),
            done=partial(make, phone), failed=could_not,
        )  # fmt: skip

    def make(phone: str, turns: tuple[Turn, ...]) -> None:
        data = PassPaper(row, zone, today, phone, turns)
        person = row.resident_id if row is not None else None
        forms = () if row is not None else (printed("pass"),)
        dialog.make(Wish(title, name, partial(pass_form, data), resident_id=person, forms=forms))

    desk.ask(dialog, house, desk.house_id, done=with_house, failed=could_not)
    return dialog


def show_round_sheet(desk: Desk, parent: QWidget, sheet: RoundSheet) -> PaperDialog:
    """Tonight's round, to walk with."""
    title = _("Round sheet")
    dialog = _opened(desk, title, parent)
    name = paper_name(sheet.night, desk.house_name(), title)
    forms = (printed("round", sheet.night),)
    dialog.make(Wish(title, name, partial(round_sheet, sheet), forms=forms))
    return dialog


def _opened(desk: Desk, title: str, parent: QWidget) -> PaperDialog:
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
