"""A month of days to choose one from, over the button that asked for it."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from sobrhouse.words import language
from ui import theme
from ui.widgets.boxes import vbox


class MonthPopup(QFrame):
    """Tells the day that was clicked, or chosen by Enter, and closes."""

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, name: str, *, shown: date, earliest: date | None = None,
        latest: date | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "panel")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(name)
        self.calendar.setLocale(QLocale(language()))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if earliest is not None:
            self.calendar.setMinimumDate(_of(earliest))
        if latest is not None:
            self.calendar.setMaximumDate(_of(latest))
        self.calendar.setSelectedDate(_of(shown))
        self._colour()
        self.calendar.clicked.connect(self._on_day)
        self.calendar.activated.connect(self._on_day)
        vbox(self.calendar, margins=(6, 6, 6, 6), parent=self)

    def _colour(self) -> None:
        """Weekends as any other day: Qt's red says that something is wrong."""
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, _in("text"))
        self.calendar.setHeaderTextFormat(_in("muted"))
        for button, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            found = self.calendar.findChild(QToolButton, f"qt_calendar_{button}month")
            if found is not None:
                found.setIcon(theme.icon(icon, "text", 18))

    def _on_day(self, day: QDate) -> None:
        chosen = date(day.year(), day.month(), day.day())
        self.close()
        self.chosen.emit(chosen)


def _of(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _in(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(theme.hex(colour)))
    return made
