"""The line over the week of chores: which week, the way to another, and how it stands in chips."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.queries.chore_week import ChoreWeek
from ui.office.chores import words
from ui.office.week_steps import WeekSteps
from ui.widgets.boxes import clear, hbox
from ui.widgets.chips import Chip


class ChoresTop(WeekSteps):
    """The days of the week shown, arrows to its neighbours, this week, and the counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("strong", parent)
        self.chips = hbox(gap=1)
        self.chips.setSpacing(6)
        self._shown: Sequence[tuple[str, str]] = ()
        self._made: list[Chip] = []
        row = hbox(self.earlier, self.days, self.later, self.back, 1, self.chips, gap=2,
                   margins=(13, 8, 13, 8), parent=self)  # fmt: skip
        row.setStretch(4, 1)

    def show_week(self, week: ChoreWeek, today: date) -> None:
        """Say which week is shown, and how it stands."""
        self.show_days(week.first, today, year=False)
        found = words.counts(week)
        if found != self._shown:
            self._shown = found
            clear(self.chips)
            self._made = [Chip(text, kind) for text, kind in found]
            for chip in self._made:
                self.chips.addWidget(chip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Chips that have no room are left out, the least pressing first."""
        fixed = (self.earlier, self.days, self.later, self.back)
        room = self.width() - 26 - 16
        room -= sum(w.sizeHint().width() + 8 for w in fixed if not w.isHidden())
        for chip in reversed(self._made):
            room -= chip.sizeHint().width() + 6
            chip.setVisible(room >= 0)
