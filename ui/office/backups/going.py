"""Backup going: how far a backup or a restore is, and the way to stop it from the window."""

import time
from threading import Event

from PySide6.QtCore import QObject, Signal

from sobrhouse.problems import Stopped
from sobrhouse.words import _
from ui.widgets.progress import Working

_TELL_SECONDS = 0.1  # the window need not hear of every page


class BackupGoing(QObject):
    """Called by the work with what it does; its signal reaches the window's thread."""

    told = Signal(str, int, int)

    def __init__(self, working: Working) -> None:
        super().__init__(working)
        self._working = working
        self._stopped = Event()
        self._told_at = 0.0
        self._what = ""
        self.told.connect(self._show)
        working.cancelled.connect(self._stopped.set)

    def __call__(self, what: str, n: int, of: int) -> None:
        """Hear how far it is; Stopped once somebody wants it to end."""
        if self._stopped.is_set():
            raise Stopped(_("Stopped. Nothing was changed, and no half backup is left."))
        now = time.monotonic()
        if what != self._what or now - self._told_at > _TELL_SECONDS:
            self._what, self._told_at = what, now
            self.told.emit(what, n, of)

    def _show(self, what: str, n: int, of: int) -> None:
        if not self._stopped.is_set():
            self._working.step(n, of, words_of(what, n, of))


def words_of(what: str, n: int, of: int) -> str:
    """What is being done, for a person who waits."""
    if what == "reading":
        return _("Reading the records")
    if what == "copying":
        return _("Copying, {n} %").format(n=round(100 * n / of) if of else 0)
    return _("Checking the copy, part {n} of {of}").format(n=n + 1, of=of)
