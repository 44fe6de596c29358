"""The strip over the log: out now, today or all, and the day from which all goes back."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from sobrhouse.domain.phrases import nice_date
from sobrhouse.queries.signins import SignRow
from sobrhouse.words import _
from ui.desk import Desk
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button, IconButton
from ui.widgets.month import MonthPopup
from ui.widgets.search import SearchBox
from ui.widgets.segments import Segments


class LogTop(QWidget):
    """Three views, and for the whole log a day to go back to."""

    view_chosen = Signal(str)
    day_chosen = Signal(object)

    def __init__(
        self, desk: Desk, out: SearchBox, log: SearchBox, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._out, self._log = out, log
        self._until: date | None = None
        self.views = Segments(
            (("out", _("Out now")), ("today", _("Today")), ("all", _("All"))), _("Sign log")
        )
        self.views.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.day = Button(_("Go to a day"), icon="calendar-days", small=True)
        self.newest = IconButton("x", _("Back to the newest"), kind="ghost")
        row = hbox(self.views, out, log, 1, self.day, self.newest, gap=2, parent=self)
        for place in (1, 2):
            row.setStretch(place, 2)
        self.views.picked.connect(self._on_view)
        self.day.clicked.connect(self.open_days)
        self.newest.clicked.connect(lambda: self.show_until(None))
        self._fit()

    def view(self) -> str:
        """out, today or all."""
        return str(self.views.key())

    def choose(self, view: str) -> None:
        """Turn to a view."""
        self.views.pick(view)

    def until(self) -> date | None:
        """The newest day shown of all, or None for no limit."""
        return self._until

    def show_counts(self, rows: Sequence[SignRow]) -> None:
        """How many are out stands beside the words."""
        words = _("Out now ({n})").format(n=len(rows)) if rows else _("Out now")
        self.views.set_text("out", words)

    def open_days(self) -> None:
        """Choose the day from which the log goes back."""
        today = self.desk.today()
        popup = MonthPopup(self, _("Go to a day"), shown=self._until or today, latest=today)
        popup.chosen.connect(self.show_until)
        popup.adjustSize()
        corner = self.day.mapToGlobal(QPoint(self.day.width(), self.day.height() + 4))
        popup.move(corner - QPoint(popup.width(), 0))
        popup.show()
        popup.calendar.setFocus()

    def show_until(self, day: date | None) -> None:
        """From this day back; None from the newest line."""
        self._until = day
        self._fit()
        self.day_chosen.emit(day)

    def _on_view(self, view: str) -> None:
        self._fit()
        self.view_chosen.emit(view)

    def _fit(self) -> None:
        whole = self.view() == "all"
        self._out.setVisible(self.view() == "out")
        self._log.setVisible(self.view() != "out")
        self.day.setVisible(whole)
        self.newest.setVisible(whole and self._until is not None)
        words = nice_date(self._until, self.desk.today()) if self._until else _("Go to a day")
        self.day.set_text(words)
