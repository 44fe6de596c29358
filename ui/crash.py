"""Crash: the last-resort handler and its window; details carry no values, so nobody's name leaves
with them.
"""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton

from sobrhouse import __version__
from sobrhouse.words import _

# Messages of these are about the program; those of others may quote what somebody typed.
_PLAIN = (
    TypeError,
    AttributeError,
    NameError,
    ImportError,
    AssertionError,
    RecursionError,
    RuntimeError,
)
_log = logging.getLogger("sobrhouse.crash")


def describe(problem: BaseException) -> str:
    """Kind, place and cause of a failure, without any local value."""
    parts: list[str] = []
    cause: BaseException | None = problem
    while cause is not None and len(parts) < 5:
        says = f": {cause}" if isinstance(cause, _PLAIN) else ""
        frames = "".join(traceback.format_tb(cause.__traceback__))
        parts.append(f"{type(cause).__module__}.{type(cause).__qualname__}{says}\n{frames}")
        cause = cause.__cause__ or cause.__context__
    machine = f"sobrhouse {__version__}, Python {platform.python_version()}, {platform.system()}"
    return machine + "\n\n" + "\nwhich came from\n".join(parts)


def last_fault(log: Path) -> str:
    """What the program wrote when it last ended in a fault; kept aside, so it is told once."""
    if not log.exists() or not log.stat().st_size:
        return ""
    text = log.read_text("utf-8", errors="replace")
    log.replace(log.with_suffix(".last.txt"))
    return text


class CrashWindow(QMessageBox):
    """Says in plain words that something went wrong; the rest is a button away."""

    def __init__(self, details: str, *, earlier: bool = False) -> None:
        super().__init__()
        self.details = details
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("sobrhouse")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(
            _("sobrhouse ended suddenly last time.")
            if earlier
            else _("Something went wrong in sobrhouse.")
        )
        self.setInformativeText(
            _(
                "What was saved is safe. The details hold no names and no records; "
                "send them to whoever looks after this program."
            )
        )
        self.copy = QPushButton(_("Copy details"))
        self.copy.clicked.connect(self._on_copy)
        self.addButton(self.copy, QMessageBox.ButtonRole.ActionRole)
        self.copy.clicked.disconnect()  # the box would close: a press only copies
        self.copy.clicked.connect(self._on_copy)
        self.go_on = self.addButton(_("Continue"), QMessageBox.ButtonRole.AcceptRole)
        self.quit = (
            None if earlier else self.addButton(_("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        )
        self.setDefaultButton(self.go_on)
        self.setEscapeButton(self.go_on)
        for button in self.buttons():
            button.setAccessibleName(button.text())

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self.copy.setText(_("Copied"))


class Crash(QObject):
    """Catches what nobody else caught, in any thread, and shows it on the GUI thread, one at a
    time.
    """

    _happened = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._fault: IO[str] | None = None
        self._showing = False
        self._happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def install(self) -> str:
        """Catch from now on; gives what the last run wrote when it ended in a fault."""
        sys.excepthook = self.caught
        threading.excepthook = self._on_thread
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "fault.log"
        earlier = last_fault(path)
        self._fault = path.open("w", encoding="utf-8")
        faulthandler.enable(self._fault)
        return earlier

    def release(self) -> None:
        """Stop catching; a log without a fault is left empty."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._fault is not None:
            faulthandler.disable()
            self._fault.close()
            self._fault = None

    def caught(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a failure and show its window once the event loop is free."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        details = describe(problem)
        _log.error("%s", details)
        self._happened.emit(details)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _on_happened(self, details: str) -> None:
        if self._showing:  # a failing timer must not bury the screen in windows
            return
        self._showing = True
        window = CrashWindow(details)
        window.exec()
        self._showing = False
        if window.clickedButton() is window.quit:
            QGuiApplication.quit()
