"""The strip over the house meetings: which week, and the way to another."""

from datetime import date

from PySide6.QtWidgets import QWidget

from ui.office.week_steps import WeekSteps
from ui.widgets.boxes import hbox


class WeekTop(WeekSteps):
    """The days of the week shown, arrows to its neighbours, and the way back to this week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("h2", parent)
        hbox(self.earlier, self.later, self.days, self.back, 1, gap=2, parent=self)

    def show_week(self, first: date, today: date) -> None:
        """Say which week is shown."""
        self.show_days(first, today)
