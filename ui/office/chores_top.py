"""The line over the week of chores: which week, the way to another, and how it stands in chips."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.phrases import span
from sobrhouse.queries.chore_week import ChoreWeek
from sobrhouse.words import _
from ui.office import chores_words as words
from ui.widgets.boxes import clear, hbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import Chip
from ui.widgets.labels import Label

WEEK = timedelta(days=7)


class ChoresTop(QWidget):
    """The days of the week shown, arrows to its neighbours, this week, and the counts."""

    moved = Signal(object)  # a day of the week wanted, None for the present one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: date | None = None
        self.earlier = IconButton("chevron-left", _("The week before"), keys="Ctrl+Up")
        self.later = IconButton("chevron-right", _("The week after"), keys="Ctrl+Down")
        self.days = Label("", "strong")
        self.back = Button(_("This week"), "ghost", small=True)
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.back.clicked.connect(lambda: self.moved.emit(None))
        self.chips = hbox(gap=1)
        self.chips.setSpacing(6)
        self._shown: Sequence[tuple[str, str]] = ()
        self._made: list[Chip] = []
        row = hbox(self.earlier, self.days, self.later, self.back, 1, self.chips, gap=2,
                   margins=(13, 8, 13, 8), parent=self)  # fmt: skip
        row.setStretch(4, 1)

    def show_week(self, week: ChoreWeek, today: date) -> None:
        """Say which week is shown, and how it stands."""
        first = week.first
        self.first = first
        said = span(first, first + WEEK - timedelta(days=1))
        if first.year == today.year:  # in either language it stands at the end
            said = said.removesuffix(str(first.year)).rstrip(", ")
        self.days.setText(said)
        self.back.setVisible(not first <= today < first + WEEK)
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

    def step(self, weeks: int) -> None:
        """So many weeks later."""
        if self.first is not None:
            self.moved.emit(self.first + WEEK * weeks)
