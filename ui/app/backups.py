"""Backups by themselves: hourly where something changed, and before the records are closed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from sobrhouse.problems import Problem
from ui.desk import Desk
from ui.office.backup_place import chosen_folder

LOOK_MS = 10 * 60 * 1000  # how often to look whether the hour is over


class Backups(QObject):
    """Makes the backup that is due; the practice house and a server need none of ours."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.make_due)
        self._timer.start()

    @Slot()
    def make_due(self) -> None:
        """Make the hourly backup, on the slow lane; a failure is told, nothing stops."""
        keeping = self.desk.keeping
        if keeping is not None and not self.desk.practice and not self.desk.safe:
            self.desk.slow(
                self, partial(keeping.back_up_if_due, self._folder()), done=self._on_made
            )

    def before_closing(self) -> None:
        """Before lock or quit, in the lane of the records, so that they close after it."""
        keeping = self.desk.keeping
        if keeping is not None and not self.desk.practice and not self.desk.safe:
            due = partial(keeping.back_up_if_due, self._folder(), leaving=True)
            self.desk.jobs.database(self, due, None, self._on_failed)

    def _folder(self) -> Path:
        assert self.desk.keeping is not None
        return chosen_folder(self.desk.data) or self.desk.keeping.backup_folder()

    def _on_made(self, made: bool) -> None:
        if made:
            self.desk.look()

    def _on_failed(self, problem: BaseException) -> None:
        if isinstance(problem, Problem):
            self.desk.tell(problem.sentence, urgent=True)
