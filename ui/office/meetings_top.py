"""The strip over the house meetings: which week, and the way to another."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import span
from sobrhouse.words import _
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label

WEEK = timedelta(days=7)


class WeekTop(QWidget):
    """The days of the week shown, arrows to its neighbours, and the way back to this week."""

    moved = Signal(object)  # a day of the week wanted, None for the present one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: date | None = None
        self.earlier = IconButton("chevron-left", _("The week before"), keys="Ctrl+Up")
        self.later = IconButton("chevron-right", _("The week after"), keys="Ctrl+Down")
        self.days = Label("", "h2")
        self.back = Button(_("This week"), "ghost", small=True)
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.back.clicked.connect(lambda: self.moved.emit(None))
        hbox(self.earlier, self.later, self.days, self.back, 1, gap=2, parent=self)

    def show_week(self, first: date, today: date) -> None:
        """Say which week is shown."""
        self.first = first
        self.days.setText(span(first, first + WEEK - timedelta(days=1)))
        self.back.setVisible(not first <= today < first + WEEK)

    def step(self, weeks: int) -> None:
        """So many weeks later."""
        if self.first is not None:
            self.moved.emit(self.first + WEEK * weeks)
