"""Chores ahead: once a day the office sees to it that enough weeks of chores are planned."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Slot

from sobrhouse.domain.staff import Permission
from ui.desk import Desk

LOOK_MS = 10 * 60 * 1000  # how often to look whether a new day has begun


class ChoresAhead(QObject):
    """Plans on where nobody opens the Chores place for weeks, so that its chart never runs out."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._kept: tuple[int, date] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Plan on for the house in front, where today nobody has."""
        if not self.desk.is_open or not self.desk.may(Permission.RECORD_DAILY):
            return
        now = (self.desk.house_id, self.desk.today())
        if self._kept != now:
            # not loaded at the start: a window that opens needs no planning
            from sobrhouse.services.chore_plans import keep_planned

            self._kept = now
            self.desk.do(self, keep_planned, self.desk.house_id)
