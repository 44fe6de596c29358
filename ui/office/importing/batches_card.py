"""The files that were brought in before, each with a button to take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.problems import Problem
from sobrhouse.queries.imports import BatchRow
from sobrhouse.words import _
from ui.desk import Desk
from ui.widgets.ask import confirm
from ui.widgets.boxes import clear, hbox
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.labels import Label

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Batches:
    """One kind of file: the query of those brought in, what to say of one, and how it goes back."""

    title: str
    query: Any
    about: Callable[[BatchRow], str]
    take_back: Any
    warning: str  # what taking back does
    taken: str  # said when it is done


class BatchesCard(Card):
    """The newest files of one kind; away while there are none."""

    refused = Signal(object)

    def __init__(self, desk: Desk, kind: Batches) -> None:
        super().__init__(kind.title)
        self.desk = desk
        self.kind = kind
        self.hide()

    def reload(self) -> None:
        """Ask for the files brought in before."""
        self.desk.ask(self, self.kind.query, self.desk.house_id, done=self._on_batches)

    def _on_batches(self, batches: tuple[BatchRow, ...]) -> None:
        clear(self.body)
        for batch in batches[:_SHOWN]:
            self.add(self._line(batch))
        self.setVisible(bool(batches))

    def _line(self, batch: BatchRow) -> QWidget:
        row = QWidget()
        name, about = Label(batch.file_name, "strong"), Label(self.kind.about(batch), "muted")
        box = hbox(name, about, 1, gap=2, parent=row)
        if batch.undone_at:
            box.addWidget(Label(_("Taken back"), "muted"))
        else:
            said = _("Take back {file}").format(file=batch.file_name)
            undo = Button(_("Take back"), small=True, name=said)
            undo.clicked.connect(partial(self._on_undo, batch))
            box.addWidget(undo)
        return row

    def _on_undo(self, batch: BatchRow) -> None:
        asked = _("Take back {file}?").format(file=batch.file_name)
        if confirm(self, asked, self.kind.warning, _("Take back"), _("Keep")):
            self.desk.do(
                self, self.kind.take_back, batch.batch_id, said=self.kind.taken,
                done=lambda _n: self.reload(), refused=self._on_refused,
            )  # fmt: skip

    def _on_refused(self, problem: Problem) -> None:
        self.refused.emit(problem)
