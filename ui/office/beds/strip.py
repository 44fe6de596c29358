"""The strip over the board: how full the house is, and which night is shown."""

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from sobrhouse.domain.houses import Census
from sobrhouse.domain.phrases import nice_date
from sobrhouse.words import _, n_
from ui import theme
from ui.office.beds import words as bed_words
from ui.widgets.boxes import clear, hbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.month import MonthPopup


class BedStrip(QWidget):
    """ "14 of 16 beds filled", what is special tonight, and the button that shows another night."""

    night_chosen = Signal(object)
    waitlist_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tonight = self._shown = date.min
        self.figure = Label("", "figure")
        self.rest = ElidedLabel("", "muted")
        self.chips = hbox(gap=2)
        self.ask = Label(_("Show the house on"), "muted")
        self.night = Button(_("Today"), icon="calendar-days")
        self.night.clicked.connect(self.open_calendar)
        self.waitlist = Button(_("Waitlist"), icon="list")
        self.waitlist.clicked.connect(self.waitlist_wanted)
        self.waitlist.hide()
        row = hbox(self.figure, gap=2, parent=self)
        row.addWidget(self.rest)
        row.addSpacing(theme.space(4))
        row.addLayout(self.chips)
        row.addStretch(1)
        for widget in (self.ask, self.night, self.waitlist):
            row.addWidget(widget)

    def show_census(self, census: Census, shown: date, tonight: date) -> None:
        """Show the counts of one night."""
        self._tonight, self._shown = tonight, shown
        self.figure.setText(str(census.filled))
        filled = n_("of {n} bed filled", "of {n} beds filled", census.beds)
        self.rest.set_text(filled.format(n=census.beds))
        clear(self.chips)
        for said in bed_words.counts(census):
            self.chips.addWidget(Chip(said.text, said.kind))
        words = _("Today") if shown == tonight else nice_date(shown, tonight)
        self.night.set_text(words)
        self.night.setAccessibleName(_("Show the house on: {date}").format(date=words))

    def fold(self, narrow: bool, waiting: int, *, live: bool) -> None:
        """In a narrow window the waitlist is behind a button."""
        self.ask.setVisible(not narrow)
        self.waitlist.setVisible(narrow and live)
        self.waitlist.set_text(_("Waitlist {n}").format(n=waiting) if waiting else _("Waitlist"))

    def open_calendar(self) -> None:
        """Choose another night."""
        popup = MonthPopup(
            self, _("Show the house on"), shown=self._shown, latest=self._tonight
        )
        popup.chosen.connect(self.night_chosen)
        popup.adjustSize()
        corner = self.night.mapToGlobal(QPoint(self.night.width(), self.night.height() + 4))
        popup.move(corner - QPoint(popup.width(), 0))
        popup.show()
        popup.calendar.setFocus()
