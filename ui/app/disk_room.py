"""Disk room: a banner while the disk is nearly full, or was when something was to be saved."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from sobrhouse.storage.room import LOW_BYTES, MEGABYTE, free_bytes
from sobrhouse.words import _
from ui.desk import Desk, Trouble

LOOK_MS = 60 * 1000


class DiskRoom(QObject):
    """Looks when the records are opened and each minute, and at once when a write found no room."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.wanted.connect(self._on_wanted)

    @Slot()
    def look(self) -> None:
        """See how much is free; a disk may answer late, so not here."""
        keeping = self.desk.keeping
        database = keeping.database() if keeping is not None else None
        if database is not None:
            self.desk.slow(self, partial(_free, database.parent), done=self._say)

    @Slot(str, object)
    def _on_wanted(self, what: str, _value: Any) -> None:
        if what == "full":
            self.desk.trouble("room", full())
        elif what == "language" and "room" in self.desk.troubles:
            QTimer.singleShot(0, self, self.look)

    def _say(self, free: int | None) -> None:
        if free is None or not self.desk.is_open:
            return
        if free >= LOW_BYTES:
            self.desk.trouble("room", None)
        elif free < MEGABYTE:
            self.desk.trouble("room", full())
        else:
            self.desk.trouble("room", low(free))


def _free(folder: Path) -> int | None:
    return free_bytes(folder)


def low(free: int) -> Trouble:
    """Still room, but not for long; `free` in bytes."""
    said = _(
        "Only {megabytes} MB are free on the disk with the records. Free some space soon: once the "
        "disk is full, nothing more can be saved."
    ).format(megabytes=free // MEGABYTE)
    return Trouble(said, icon="hard-drive")


def full() -> Trouble:
    """No room: what is safe, and what to do."""
    said = _(
        "The disk with the records is full, so nothing more can be saved. What was saved before is "
        "safe. Write on paper until there is room: delete what you do not need, or ask for help."
    )
    return Trouble(said, kind="bad", icon="hard-drive")
