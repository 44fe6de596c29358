"""Bench: with SOBRHOUSE_BENCH set, measures the start, prints one line of JSON and quits
(performance.md G1, G2, G15).
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from ui.app.bench_jobs import BenchJobs
    from ui.app.session import Session
    from ui.office.window import OfficeWindow

SETTLE_MS = 500  # idle memory is read this long after the first live data


def process_start() -> float:
    """When this process began, as seconds of the epoch: told by who started it, else by the
    system's clock ticks.
    """
    told = os.environ.get("SOBRHOUSE_BENCH", "")
    try:
        if float(told) > 1_000_000_000:
            return float(told)
    except ValueError:
        pass
    ticks = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
    up = float(Path("/proc/uptime").read_text().split()[0])
    return time.time() - up + ticks / os.sysconf("SC_CLK_TCK")


def pss_kb() -> int:
    """The memory that is this process's share, in kB; 0 where the system does not tell."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0
    lines = (line.split() for line in rollup.read_text().splitlines())
    return next((int(words[1]) for words in lines if words[0] == "Pss:"), 0)


class Bench(QObject):
    """Watches one start from outside; changes nothing of it but the order of unlocking (`Session`
    asks `keys_first`).
    """

    def __init__(self, app: QApplication, window: OfficeWindow) -> None:
        super().__init__()
        self._app = app
        self._start = process_start()
        self._figures: dict[str, Any] = {}
        self._gap = 0.0
        self._ticked = 0.0
        self._session: Session | None = None
        sys.excepthook = self._on_failure
        self._jobs: BenchJobs | None = None
        window.painted.connect(self._on_painted)
        self._tick = QTimer(self, interval=1)
        self._tick.timeout.connect(self._on_tick)

    def jobs(self) -> BenchJobs:
        """The lanes to be watched."""
        from ui.app.bench_jobs import BenchJobs

        self._jobs = BenchJobs()
        return self._jobs

    def watch(self, session: Session) -> None:
        """Begin to measure."""
        self._session = session
        session.key_first = True

    @Slot()
    def _on_painted(self) -> None:
        self._figures["first_paint_ms"] = round((time.time() - self._start) * 1000, 1)
        self._ticked = time.perf_counter()
        self._tick.start()

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._gap = max(self._gap, now - self._ticked)
        self._ticked = now
        if self._jobs is not None and self._jobs.all_answered():
            self._tick.stop()
            self._app.sendPostedEvents()
            self._app.processEvents()  # the rows are painted
            self._gap = max(self._gap, time.perf_counter() - now)
            live = (time.time() - self._start) * 1000
            unlock = self._session.unlock_ms if self._session else 0.0
            self._figures |= {
                "live_data_ms": round(live, 1),
                "unlock_ms": round(unlock, 1),
                "live_from_key_ms": round(live - unlock, 1),
                "worst_gap_ms": round(self._gap * 1000, 1),
            }
            QTimer.singleShot(SETTLE_MS, self._on_settled)

    def _on_failure(self, *problem: Any) -> None:
        sys.__excepthook__(*problem)
        self._app.exit(1)

    @Slot()
    def _on_settled(self) -> None:
        self._figures["pss_kb"] = pss_kb()
        sys.stdout.write(json.dumps(self._figures) + "\n")
        sys.stdout.flush()
        self._app.quit()
