"""The last step of an import: what was done, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.problems import Problem
from sobrhouse.services.imports import Imported
from sobrhouse.words import _, n_
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.empty import EmptyState


class DoneStep(QWidget):
    """How many people came in; they can be taken back as long as nothing was changed since."""

    undo = Signal(int)
    again = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch = 0
        self.fault = Banner("", "bad")
        self.fault.hide()
        self.said = EmptyState("circle-check", "")
        self.undo_button = Button(_("Undo"), icon="undo-2")
        self.undo_button.clicked.connect(lambda: self.undo.emit(self._batch))
        again = Button(_("Bring in another list"))
        again.clicked.connect(self.again)
        close = Button(_("Show residents"), "primary")
        close.clicked.connect(self.closed)
        card = Card()
        card.add(self.said, 1)
        card.add(hbox(1, self.undo_button, again, close, 1, gap=3))
        card.setMinimumHeight(260)
        vbox(self.fault, card, 1, gap=3, parent=self)

    def show_done(self, done: Imported) -> None:
        """Say what came of it."""
        self._batch = done.batch_id
        parts = [
            n_("{n} new person.", "{n} new people.", done.new).format(n=done.new)
            if done.new else "",
            n_("{n} came back.", "{n} came back.", done.returned).format(n=done.returned)
            if done.returned else "",
            n_("{n} record was filled in.", "{n} records were filled in.", done.filled)
            .format(n=done.filled) if done.filled else "",
        ]
        title = n_("{n} resident brought in", "{n} residents brought in", done.people)
        self.said.say(title.format(n=done.people), " ".join(part for part in parts if part))
        self.fault.hide()
        self.undo_button.show()

    def show_undone(self, _people: int = 0) -> None:
        """Say that everything is as before."""
        self.said.say(_("Taken back"), _("Everything is as it was before."))
        self.fault.hide()
        self.undo_button.hide()

    def refuse(self, problem: Problem) -> None:
        """Say why it cannot be taken back."""
        self.fault.say(problem.sentence)
        self.fault.show()
