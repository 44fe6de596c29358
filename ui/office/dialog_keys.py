"""Keys of the office that work over a dialog too, where the window behind gets none."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from ui.desk import Desk


def lock_by_key(dialog: QDialog, desk: Desk) -> None:
    """Ctrl+L locks the office from here: whoever is called away need not close the dialog first."""
    keys = QShortcut(QKeySequence("Ctrl+L"), dialog)
    keys.activated.connect(lambda: desk.wanted.emit("lock", None))
