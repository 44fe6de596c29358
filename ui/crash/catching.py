"""Catching: whatever nobody else caught, in any thread, is noted without its values and told."""

import faulthandler
import logging
import sys
import threading
import time
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal

from sobrhouse.logs import Details, describe
from ui.crash.left import Run

QUIET_S = 60.0  # the same failure is noted once in this time: a failing timer fills no log
_log = logging.getLogger("sobrhouse.crash")


class Catcher(QObject):
    """Catches from `install` to `release`; `happened` is told on the GUI thread with the details,
    every time, for whoever shows them to decide how often.
    """

    happened = Signal(str)
    _caught = Signal(str)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._fault: IO[str] | None = None
        self._noted: dict[str, float] = {}
        self._caught.connect(self.happened, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self.caught
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        self._fault = self._run.fault_file()
        if self._fault is not None:
            faulthandler.enable(self._fault)

    def release(self) -> None:
        """Stop catching; a log without a fault is left empty."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        if self._fault is not None:
            faulthandler.disable()
            self._fault.close()
            self._fault = None

    def caught(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        """Note a failure, and tell it once the event loop is free."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        details = describe(problem)
        self._note(details)
        self._caught.emit(details)

    def _note(self, details: Details) -> None:
        now = time.monotonic()
        if now - self._noted.get(details, -QUIET_S) >= QUIET_S:
            self._noted[details] = now
            _log.error("%s", details)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        """What fails while something is thrown away stops nothing: noted, not shown."""
        if args.exc_value is not None:
            self._note(describe(args.exc_value))
