"""Room: how much the disk still takes, and how much a day in the house needs (safety.md 4.6)."""

import os
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from sobrhouse.problems import DiskFull
from sobrhouse.words import _

MEGABYTE = 1_000_000
ENOUGH_BYTES = 500 * MEGABYTE
ENOUGH_TIMES = 3  # the database: a backup, an upgrade's copy, and as much again
LOW_BYTES = 200 * MEGABYTE


def free_bytes(place: Path) -> int | None:
    """What a program like ours may still write there; None where the system does not say."""
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return None


def missing_bytes(database: Path) -> int:
    """How much is missing for a day to begin; 0 where 500 MB are free, or three times the
    database.
    """
    free = free_bytes(database.parent)
    try:
        size = database.stat().st_size
    except OSError:
        return 0  # opening it says what is wrong
    return 0 if free is None else max(0, min(ENOUGH_BYTES, ENOUGH_TIMES * size) - free)


class DayBegun:
    """Looks for room before the first write of each day, and not again where there was enough."""

    def __init__(self, database: Path | None) -> None:
        self._database, self._day = database, date.min

    def need(self, day: date) -> None:
        """DiskFull where the disk has no room for this day; nothing was written then."""
        if day == self._day or self._database is None:
            return
        if missing := missing_bytes(self._database):
            raise DiskFull(
                _(
                    "The disk is almost full, so nothing was changed. What was saved before "
                    "is safe. Free {megabytes} MB, then try again."
                ).format(megabytes=-(-missing // MEGABYTE))
            )
        self._day = day


def forget_cached_log(database: Path) -> None:
    """Let the system forget what it keeps in memory of the write-ahead log, so that the next look
    reads the disk: after a failed sync the two may differ. Nobody's lock lies on that file.
    """
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            file = os.open(f"{database}-wal", os.O_RDONLY)
            try:
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(file)
