"""One file that was brought in before, with a button to take it back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sobrhouse.queries.imports import BatchRow
from sobrhouse.words import _
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


def batch_line(batch: BatchRow, about: str, on_undo: Callable[[], None]) -> QWidget:
    """Its name and what there is to say about it; `on_undo` when it is to be taken back."""
    row = QWidget()
    box = hbox(Label(batch.file_name, "strong"), Label(about, "muted"), 1, gap=2, parent=row)
    if batch.undone_at:
        box.addWidget(Label(_("Taken back"), "muted"))
    else:
        undo = Button(
            _("Take back"), small=True, name=_("Take back {file}").format(file=batch.file_name)
        )
        undo.clicked.connect(lambda: on_undo())
        box.addWidget(undo)
    return row
