"""Only one: an office and a kiosk at most, for one user and one database. A second start calls the
first, which comes forward.

The lock is the system's own, on an open file: it goes with the program however that ends, so that
none is ever left over by a crash, an earlier start of the computer or another computer from which
the folder was copied.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.app.arguments import Arguments

LOOK_MS = 400
ANSWER_S = 3.0  # how long the second waits for the first to come forward

if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _let_come_forward() -> None:
        """Windows lets another program's window come forward only if the one in front agrees."""
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_come_forward() -> None:
        """Elsewhere the window asks by itself."""


class OnlyOne:
    """This program's try to be the only window of its kind of this user on this database."""

    def __init__(self, lock: Path) -> None:
        self.taken = True  # where nothing can be locked, nobody is kept out: it is told later
        self.call_file = lock.with_suffix(".call")
        self._file: int | None = None
        with suppress(OSError):
            mode = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
            self._file = os.open(lock, mode, 0o600)
        if self._file is None:
            return
        try:
            _take(self._file)
        except (BlockingIOError, PermissionError):
            self.taken = False
            self.release()
        except OSError:  # a disk that knows no such locks
            self.release()

    def call(self, patience: float = ANSWER_S) -> bool:
        """Ask the first one to come forward; whether it did."""
        with suppress(OSError):
            _let_come_forward()
        try:
            self.call_file.write_text(str(os.getpid()), "ascii")
            give_up = time.monotonic() + patience
            while time.monotonic() < give_up:
                if not self.call_file.stat().st_size:
                    return True
                time.sleep(0.05)
        except OSError:
            pass
        return False

    def release(self) -> None:
        """Let the next one in."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


class Called(QObject):
    """Listens for a second start of the same program: `called` says that there was one."""

    called = Signal()

    def __init__(self, only: OnlyOne, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = only.call_file
        self._answer()  # a call that an earlier one did not hear is nobody's any more
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Answer a call, where there is one."""
        try:
            called = self._path.stat().st_size > 0
        except OSError:
            return
        if called:
            self._answer()
            self.called.emit()

    def _answer(self) -> None:
        with suppress(OSError):
            self._path.write_bytes(b"")


def only_one(arguments: Arguments) -> OnlyOne:
    """Try to be the only window of its kind of this user on this database."""
    user = str(os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "user"))
    return OnlyOne(arguments.lock_file(user))
