"""Papers of chores, each in a window of its own: chart, cards, fairness page, inspection sheet."""

from datetime import date

from PySide6.QtWidgets import QWidget

from sobrhouse.words import _
from ui.desk import Desk
from ui.office import report_chores
from ui.office.paper_dialog import PaperDialog
from ui.office.paper_steps import Wish
from ui.office.report_chores import ChorePapers, Making
from ui.office.reports import file_name
from ui.widgets.boxes import hbox
from ui.widgets.labels import muted
from ui.widgets.segments import Segments


class ChorePaperDialog(PaperDialog):
    """One paper; the chart can be a poster too."""

    def __init__(self, desk: Desk, parent: QWidget, code: str, day: date) -> None:
        self.title = _(dict(report_chores.TITLES)[code])
        super().__init__(desk, self.title, parent)
        self.desk = desk
        self.code = code
        self._found: tuple[date, Making] | None = None
        self._size: str | None = None  # as the house has it, until somebody picks another
        if code in report_chores.POSTERS:
            self._offer_sizes()
        papers = ChorePapers(desk, self, self._done, lambda p: self.view.could_not(p.sentence))
        self.view.wait(_("Making the paper"))
        if code == report_chores.INSPECTION:
            papers.ask_inspection(day)
        else:
            papers.ask(code, day)

    def _offer_sizes(self) -> None:
        self.sizes = Segments(
            [("letter", _("Letter")), ("a4", _("A4")), ("a3", _("A3"))], _("Paper")
        )
        self.sizes.picked.connect(self._on_size)
        self.steps.made.connect(lambda paper: self.sizes.show_key(paper.size))
        layout = self.layout()
        assert layout is not None  # every paper's window has one
        note = muted(_("On A3, for the wall, everything is larger."))
        layout.insertLayout(1, hbox(self.sizes, note, 1, gap=3))  # type: ignore[attr-defined]

    def _done(self, _code: str, day: date, make: Making) -> None:
        self._found = (day, make)
        self._draw()

    def _on_size(self, size: object) -> None:
        self._size = str(size)
        self._draw()

    def _draw(self) -> None:
        if self._found is not None:
            day, make = self._found
            name = file_name(f"{day.isoformat()} {self.desk.house_name()} {self.title}.pdf")
            self.make(Wish(self.title, name, make, size=self._size))


def show_chore_paper(desk: Desk, parent: QWidget, code: str, day: date) -> ChorePaperDialog:
    """A paper of `report_chores`: `day` is the first of its week, for an inspection its day."""
    dialog = ChorePaperDialog(desk, parent, code, day)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
