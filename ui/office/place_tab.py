"""What every tab of a place with tabs is: it reloads, closes what is open, keeps half-typed forms,
and says what the header shows while it is in front.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.office.form_panel import FormPanel
from ui.widgets.page import Verb


class PlaceTab(QWidget):
    """A tab with a panel of its own; `makers` open the forms that survive a lock, by name."""

    go = Signal(str, object)
    done_with = Signal(str)
    headed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.panel = FormPanel(self)
        self.panel.done_with.connect(self.done_with)
        self.makers: Mapping[str, Callable[[], object]] = {}

    def title(self) -> str:
        """The serif line of the header, or an empty text for that of the place."""
        return ""

    def context(self) -> str:
        """The grey line under it, or an empty text for that of the place."""
        return ""

    def header_buttons(self) -> list[QWidget]:
        """At most two, one of them primary."""
        return []

    def verbs(self) -> tuple[Verb, ...]:
        """What one can do here by keys, palette and More."""
        return ()

    def open_record(self, target: object) -> None:
        """Show one record of this tab."""

    def place_in(self) -> object:
        """The record that is open, as `open_record` takes it."""
        return None

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


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a place: its code, its English name, and what makes it when it is first shown."""

    code: str
    label: str
    factory: Callable[[Desk], PlaceTab]
