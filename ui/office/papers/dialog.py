"""One paper in a window of its own: the very file, with Print and Save PDF."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from sobrhouse.domain.file_names import paper_name
from sobrhouse.queries.profile import Profile, profile
from sobrhouse.reports.face_sheet import face_sheet
from sobrhouse.reports.options import PaperOptions
from sobrhouse.reports.people_list import PaperList, people_list
from sobrhouse.words import _
from ui import theme
from ui.desk import Desk
from ui.office.papers.steps import Paper, PaperSteps, Wish
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Label, muted
from ui.widgets.papers import PaperView
from ui.widgets.printing import printer_words


class PaperDialog(QDialog):
    """Shows a paper as soon as it is made."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(theme.size("designW") * 2 // 3, theme.size("designH"))
        self.shown: Paper | None = None
        self.view = PaperView()
        self.steps = PaperSteps(desk, self)
        self.steps.made.connect(self._on_made)
        self.steps.failed.connect(self._on_failed)
        self.close_button = Button(_("Close"))
        self.save = Button(_("Save PDF"), icon="file-text")
        self.print = Button(_("Print"), "primary", icon="printer")
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        head = hbox(Label(title, "h2"), muted(printer_words()), 1, gap=3)
        card = Card()
        card.add(self.view, 1)
        self.middle = hbox(card, gap=3)
        self.row = hbox(1, self.close_button, self.save, self.print)
        box = vbox(head, self.middle, self.row, gap=3, margins=(20, 16, 20, 16), parent=self)
        box.setStretch(1, 1)
        self._enable()

    def make(self, wish: Wish) -> None:
        """Make this paper and show it."""
        self.view.wait(_("Making the paper"))
        self.steps.make(wish)

    def _on_made(self, paper: Paper) -> None:
        self.view.show_paper(paper.pdf)
        self.shown = paper.counted(self.view.pages())
        self._enable()

    def _on_failed(self, sentence: str) -> None:
        self.shown = None
        self.view.could_not(sentence)
        self._enable()

    def _on_print(self) -> None:
        if self.shown is not None:
            self.steps.print_paper(self.shown)

    def _on_save(self) -> None:
        if self.shown is not None:
            self.steps.save_paper(self.shown)

    def _enable(self) -> None:
        for button in (self.save, self.print):
            button.setEnabled(self.shown is not None)


def show_face_sheet(desk: Desk, parent: QWidget, resident_id: int) -> PaperDialog:
    """The emergency sheet of one resident; it carries the full name, as it must."""
    title = _("Emergency sheet")
    dialog = _opened(desk, title, parent)
    today = desk.today()

    def with_profile(data: Profile) -> None:
        name = paper_name(today, desk.house_name(), title)
        make = partial(_face_sheet, data, today)
        dialog.make(Wish(title, name, make, names="full", resident_id=resident_id))

    desk.ask(
        dialog, profile, resident_id, desk.house_id, today, done=with_profile,
        failed=lambda problem: dialog.view.could_not(problem.sentence),
    )  # fmt: skip
    return dialog


def _face_sheet(data: Profile, today: date, options: PaperOptions) -> bytes:
    return face_sheet(data, options.stamp, today, options.size)


def show_list(desk: Desk, parent: QWidget, data: PaperList) -> PaperDialog:
    """A list as the screen shows it, whatever its columns."""
    dialog = _opened(desk, data.title, parent)
    name = paper_name(desk.today(), desk.house_name(), data.title)
    make: Callable[[PaperOptions], bytes] = partial(_list, data)
    dialog.make(Wish(data.title, name, make))
    return dialog


def _list(data: PaperList, options: PaperOptions) -> bytes:
    return people_list(data, options.stamp, options.size)


def open_paper(desk: Desk, title: str, parent: QWidget, wish: Wish) -> PaperDialog:
    """Any other paper that is not kept among those of the Reports place."""
    dialog = _opened(desk, title, parent)
    dialog.make(wish)
    return dialog


def _opened(desk: Desk, title: str, parent: QWidget) -> PaperDialog:
    dialog = PaperDialog(desk, title, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
