"""Bench jobs: the two lanes as they are, and a count of what pages and frames still wait for."""

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from ui.jobs import Done, Failed, Job, Jobs, Work
from ui.turns import Steps, is_drawing


class BenchJobs(Jobs):
    """Counts the questions of pages that are still unanswered, and what is still being drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = self.answered = 0
        self._drawing: list[QObject] = []

    def database(
        self, owner: QObject, work: Work, done: Done | None, failed: Failed | None
    ) -> None:
        """As ever, and counted when a page asks."""
        self.asked += _is_page(owner)
        super().database(owner, work, done, failed)

    def in_turns(self, owner: QObject, steps: Steps) -> None:
        """As ever, and remembered."""
        super().in_turns(owner, steps)
        self._drawing.append(owner)

    @Slot(object)
    def _on_ran(self, job: Job) -> None:
        super()._on_ran(job)
        self.answered += _is_page(job.owner)

    def all_answered(self) -> bool:
        """Whether a page has asked, got every answer, and drawn it."""
        self._drawing = [owner for owner in self._drawing if isValid(owner) and is_drawing(owner)]
        return self.asked > 0 and self.asked == self.answered and not self._drawing


def _is_page(owner: QObject) -> bool:
    return hasattr(owner, "topics")
