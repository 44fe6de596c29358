"""The red rule in the list of who is out: above it who is due before tonight's curfew."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from sobrhouse.queries.curfews import Tonight
from sobrhouse.words import _
from ui import theme
from ui.widgets.chips import chip_width, paint_chip

HIGH = 22  # of a chip
AFTER = 2  # the column before which the words stand


def shared(tonight: Mapping[int, Tonight]) -> datetime | None:
    """The hour that is asked of most people tonight; None where none is."""
    hours = Counter(one.at for one in tonight.values() if one.at is not None)
    return hours.most_common(1)[0][0] if hours else None


class CurfewRule(QWidget):
    """A line over the grid with its words at the right; the mouse goes through it."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self._view = view
        self._row = -1
        self._line = 0
        view.verticalScrollBar().valueChanged.connect(self._place)
        view.viewport().installEventFilter(self)
        self.hide()

    def show_above(self, row: int, clock: str) -> None:
        """Draw it above this row; below all of them where it is their number."""
        self._row = row
        self.words = _("Curfew {time}").format(time=clock)
        self._place()

    def drop(self) -> None:
        """Draw it no more."""
        self._row = -1
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(self._view.viewport().width(), round(HIGH * theme.scale()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self, _value: int = 0) -> None:
        if self._row < 0:
            return
        size = self.sizeHint()
        top = self._view.rowViewportPosition(self._row)
        if self._row >= self._view.model().rowCount():
            last = self._row - 1
            top = self._view.rowViewportPosition(last) + self._view.rowHeight(last)
        above = max(0, top - size.height() // 2) if top >= 0 else top - size.height()
        self._line = max(1, top - above)
        self.setGeometry(0, above, size.width(), size.height())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self._line - 1, self.width(), 2, theme.colour("danger"))
        wide = chip_width(self.words)
        left = self._view.columnViewportPosition(AFTER) - wide - 8  # the row's words end before
        paint_chip(painter, QRectF(max(0, left), 0, wide, self.height()), self.words, "bad")
        painter.end()
