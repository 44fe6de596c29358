"""Jobs: the database lane and the slow lane, whose answers come back on the GUI thread, and that
thread's own long work.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui.turns import Steps, Turns

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


@dataclass(slots=True)
class Job:
    """One piece of work, who asked for it, and whom to tell."""

    owner: QObject
    work: Work
    done: Done | None
    failed: Failed | None
    result: Any = None
    problem: BaseException | None = None

    def run(self) -> None:
        """Do the work, here and now, and keep what came of it."""
        try:
            self.result = self.work()
        except Exception as problem:
            self.problem = problem

    def answer(self) -> None:
        """Tell the one who asked, unless they are gone by now."""
        if not shiboken6.isValid(self.owner):
            return
        if self.problem is not None:
            if self.failed is not None:
                self.failed(self.problem)
        elif self.done is not None:
            self.done(self.result)


class Lanes(Protocol):
    """What a desk needs of its jobs: two lanes and a way to end."""

    def database(
        self, owner: QObject, work: Work, done: Done | None, failed: Failed | None
    ) -> None:
        """Run `work` in turn with everything else that touches the database."""

    def slow(self, owner: QObject, work: Work, done: Done | None, failed: Failed | None) -> None:
        """Run `work` that takes long and touches no database: papers, hashing, files."""

    def in_turns(self, owner: QObject, steps: Steps) -> None:
        """Go through `steps` on the GUI thread, a few in each turn of the event loop; this drops
        what the same owner was still at.
        """

    def close(self) -> None:
        """End both lanes once what they are doing is done."""


class _Lane(threading.Thread):
    """One worker thread that takes its jobs in the order asked."""

    def __init__(self, name: str, answer: Callable[[Job], None]) -> None:
        super().__init__(name=name, daemon=True)
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._answer = answer
        self.start()

    def put(self, job: Job) -> None:
        self._waiting.put(job)

    def end(self) -> None:
        self._waiting.put(None)

    def run(self) -> None:
        while (job := self._waiting.get()) is not None:
            job.run()
            self._answer(job)
            del job  # else the last job keeps its page alive until the next one comes


class Jobs(QObject):
    """Two worker threads; one lane each for the database and for slow work."""

    _ran = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ran.connect(self._on_ran, Qt.ConnectionType.QueuedConnection)
        self._database: _Lane | None = _Lane("sobrhouse database", self._ran.emit)
        self._slow: _Lane | None = (
            None  # most mornings nobody prints: the thread starts with its first job
        )

    def database(
        self, owner: QObject, work: Work, done: Done | None, failed: Failed | None
    ) -> None:
        """Run `work` in turn with everything else that touches the database."""
        if self._database is not None:
            self._database.put(Job(owner, work, done, failed))

    def slow(self, owner: QObject, work: Work, done: Done | None, failed: Failed | None) -> None:
        """Run `work` that takes long and touches no database."""
        if self._database is None:
            return
        if self._slow is None:
            self._slow = _Lane("sobrhouse slow", self._ran.emit)
        self._slow.put(Job(owner, work, done, failed))

    def in_turns(self, owner: QObject, steps: Steps) -> None:
        """Go through `steps` on the GUI thread, a few in each turn of the event loop."""
        Turns(owner, steps)

    def close(self) -> None:
        """End both lanes once what they are doing is done; answers on their way are dropped."""
        lanes = [lane for lane in (self._database, self._slow) if lane is not None]
        self._database = self._slow = None
        for lane in lanes:
            lane.end()
        for lane in lanes:
            lane.join()

    @Slot(object)
    def _on_ran(self, job: Job) -> None:
        job.answer()


def when_alone(jobs: Lanes, owner: QObject, work: Work, done: Done, failed: Failed) -> None:
    """Run `work` that needs the closed records for itself: in the lane of the database, once the
    check, the backup or the paper that the slow lane is at has ended.
    """

    def alone(_nothing: object = None) -> None:
        jobs.database(owner, work, done, failed)

    jobs.slow(owner, int, alone, alone)


class InlineJobs(QObject):
    """The same two lanes run at once in the caller's thread: tests without waiting."""

    def database(
        self, owner: QObject, work: Work, done: Done | None, failed: Failed | None
    ) -> None:
        """Run and answer at once."""
        job = Job(owner, work, done, failed)
        job.run()
        job.answer()

    def slow(self, owner: QObject, work: Work, done: Done | None, failed: Failed | None) -> None:
        """Run and answer at once."""
        self.database(owner, work, done, failed)

    def in_turns(self, owner: QObject, steps: Steps) -> None:
        """Go through all of them at once."""
        for _step in steps:
            pass

    def close(self) -> None:
        """There is nothing to end."""
