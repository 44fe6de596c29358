"""What else the tab Sponsor of a profile shows below: BARC-10, the circle; one line for each.

A part is given the desk and the panel when the profile is made, and `show_person` with each person;
it asks only once it is looked at.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.queries.profile import Profile
from ui.desk import Desk
from ui.office.form_panel import FormPanel


class SupportPart(QWidget):
    """A part of the tab; a kind of it says in `ask` what it reads about `self.data`."""

    go = Signal(str, object)

    def __init__(self, desk: Desk, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.panel = desk, panel
        self.data: Profile | None = None
        self._stale = False

    def show_person(self, data: Profile) -> None:
        """Somebody is shown, or something about them changed."""
        self.data = data
        self._stale = True
        if self.isVisible():
            self._ask_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask_now()

    def _ask_now(self) -> None:
        self._stale = False
        self.ask()

    def ask(self) -> None:
        """Read what it shows of `self.data`."""
        raise AssertionError("each part says it")


def _circle(desk: Desk, panel: FormPanel) -> SupportPart:
    from ui.office.profile.circle import ProfileCircle  # which knows this file

    return ProfileCircle(desk, panel)


def _barc(desk: Desk, panel: FormPanel) -> SupportPart:
    from ui.office.profile.barc import ProfileBarc  # which knows this file

    return ProfileBarc(desk, panel)


PartMaker = Callable[[Desk, FormPanel], SupportPart]

PARTS: tuple[PartMaker, ...] = (_barc, _circle)
