"""What every tab beside the sign log is: it reloads, closes what is open, and keeps half-typed
forms.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.office.form_panel import FormPanel


class LogTab(QWidget):
    """A tab with a panel of its own; `makers` open the forms that survive a lock, by name."""

    go = Signal(str, object)
    done_with = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.panel = FormPanel(self)
        self.panel.done_with.connect(self.done_with)
        self.makers: Mapping[str, Callable[[], object]] = {}

    def reload(self) -> None:
        """Ask for its rows again."""

    def back(self) -> bool:
        """Esc: close the panel, if it is open."""
        if self.panel.isHidden():
            return False
        self.panel.close_panel()
        return True

    def open_form(self) -> str:
        """The name of the form that is open and can be opened again, or an empty text."""
        return self.panel.name if self.panel.name in self.makers else ""

    def reopen_form(self, name: str) -> None:
        """Open a form again after a lock; the frame fills it."""
        if name in self.makers:
            self.makers[name]()
