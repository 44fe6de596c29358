"""Bench jobs: the two lanes as they are, and a count of what pages still wait for."""

from PySide6.QtCore import QObject, Slot

from ui.jobs import Done, Failed, Job, Jobs, Work


class BenchJobs(Jobs):
    """Counts the questions of pages that are still unanswered."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = self.answered = 0

    def database(
        self, owner: QObject, work: Work, done: Done | None, failed: Failed | None
    ) -> None:
        """As ever, and counted when a page asks."""
        self.asked += _is_page(owner)
        super().database(owner, work, done, failed)

    @Slot(object)
    def _on_ran(self, job: Job) -> None:
        super()._on_ran(job)
        self.answered += _is_page(job.owner)

    def all_answered(self) -> bool:
        """Whether a page has asked, and got every answer."""
        return self.asked > 0 and self.asked == self.answered


def _is_page(owner: QObject) -> bool:
    return hasattr(owner, "topics")
