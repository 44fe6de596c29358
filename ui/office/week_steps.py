"""From week to week: the days shown, arrows to the weeks beside them, and the way back to this
one.
"""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import span
from sobrhouse.words import _
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label

WEEK = timedelta(days=7)


class WeekSteps(QWidget):
    """The pieces of a line over a week and what they do; whoever is one lays them out."""

    moved = Signal(object)  # a day of the week wanted, None for the present one

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: date | None = None
        self.earlier = IconButton("chevron-left", _("The week before"), keys="Ctrl+Up")
        self.later = IconButton("chevron-right", _("The week after"), keys="Ctrl+Down")
        self.days = Label("", kind)
        self.back = Button(_("This week"), "ghost", small=True)
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.back.clicked.connect(lambda: self.moved.emit(None))

    def show_days(self, first: date, today: date, *, year: bool = True) -> None:
        """Say which week is shown; without `year` only of another year than today's."""
        self.first = first
        said = span(first, first + WEEK - timedelta(days=1))
        if not year and first.year == today.year:  # in either language it stands at the end
            said = said.removesuffix(str(first.year)).rstrip(", ")
        self.days.setText(said)
        self.back.setVisible(not first <= today < first + WEEK)

    def step(self, weeks: int) -> None:
        """So many weeks later."""
        if self.first is not None:
            self.moved.emit(self.first + WEEK * weeks)
