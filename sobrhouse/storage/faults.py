"""Faults: what SQLite, PostgreSQL and the disk report, said as problems that a person can fix."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.problems import (
    Busy,
    Damaged,
    DiskFault,
    DiskFull,
    NotAllowed,
    NotFound,
    PagesDamaged,
    Problem,
    ReadOnly,
)
from sobrhouse.storage.room import MEGABYTE, free_bytes
from sobrhouse.words import _

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL_STATES = frozenset({"53100"})
_BUSY_STATES = frozenset({"55P03", "40P01", "57014"})
_GONE_STATES = frozenset({"57P01", "57P02", "57P03", "53300"})


def disk_full() -> DiskFull:
    """The sentence for a full disk."""
    return DiskFull(
        _("The disk is full, so the last change is not saved. What was saved before is safe. "
          "Free some space, then try again.")
    )


def read_only() -> ReadOnly:
    """The sentence for a place that does not let us write."""
    return ReadOnly(
        _("This folder does not let us write, so nothing was changed. "
          "Choose a folder of your own, or ask for the right to write here.")
    )


def busy() -> Busy:
    """The sentence for a database that another program holds."""
    return Busy(
        _("Another program is using the database, so the last change is not saved. "
          "Try again in a moment.")
    )


def damaged_database() -> Damaged:
    """The sentence for pages that are not what was written."""
    return PagesDamaged(
        _("The database is damaged. Nothing was touched. Restore the newest backup.")
    )


def disk_failing() -> DiskFault:
    """The sentence for a disk that did not do as it was told."""
    return DiskFault(
        _("The disk reported a fault, so the last change may not be saved. "
          "Close the program and open it again. If this comes back, move to another disk.")
    )


def unreachable() -> Busy:
    """The sentence for a database server that does not answer."""
    return Busy(
        _("The database server does not answer, so nothing was changed. "
          "Check the network, then try again.")
    )


_SQLITE_KINDS: dict[int, Callable[[], Problem]] = {
    sqlcipher.SQLITE_FULL: disk_full,
    sqlcipher.SQLITE_READONLY: read_only,
    sqlcipher.SQLITE_CANTOPEN: read_only,
    sqlcipher.SQLITE_PERM: read_only,
    sqlcipher.SQLITE_BUSY: busy,
    sqlcipher.SQLITE_LOCKED: busy,
    sqlcipher.SQLITE_CORRUPT: damaged_database,
    sqlcipher.SQLITE_NOTADB: damaged_database,
    sqlcipher.SQLITE_IOERR: disk_failing,
}

# Where the driver gives no number, its words are all there is.
_SQLITE_WORDS: tuple[tuple[str, Callable[[], Problem]], ...] = (
    ("database or disk is full", disk_full),
    ("readonly database", read_only),
    ("unable to open database file", read_only),
    ("is locked", busy),
    ("disk image is malformed", damaged_database),
    ("file is not a database", damaged_database),
    ("file is encrypted", damaged_database),
    ("hmac check failed", damaged_database),
    ("disk i/o error", disk_failing),
)


def as_problem(exc: BaseException, place: Path | None = None) -> Problem | None:
    """The problem behind an exception of the database or the disk; None for a bug of ours.

    SQLite says the same for a file that it may not open and for one that the disk did not give:
    with `place`, the database file, they are told apart.
    """
    for fault in _chain(exc):
        problem = _of(fault)
        if problem is not None:
            if place is not None and _not_opened(fault) and _may_write(place):
                free = free_bytes(place.parent)
                no_room = free is not None and free < MEGABYTE
                problem = disk_full() if no_room else disk_failing()
            problem.details = problem.details or f"{type(fault).__name__}: {_said(fault)}"
            return problem
    return None


def _not_opened(fault: BaseException) -> bool:
    code = getattr(fault, "sqlite_errorcode", None)
    if isinstance(code, int):
        return bool(code & 0xFF == sqlcipher.SQLITE_CANTOPEN)
    return isinstance(fault, sqlcipher.Error) and "unable to open database file" in str(fault)


def _may_write(place: Path) -> bool:
    """Whether we have the right to; Windows does not say so beforehand."""
    if sys.platform == "win32":
        return False
    files = [place] if place.exists() else []
    return all(os.access(each, os.W_OK) for each in (place.parent, *files))


def _chain(exc: BaseException | None) -> Iterator[BaseException]:
    """The exception, then what the driver had raised before somebody wrapped it."""
    seen = 0
    while exc is not None and seen < 8:
        yield exc
        exc = exc.orig if isinstance(exc, DBAPIError) else exc.__cause__
        seen += 1


def _said(fault: BaseException) -> str:
    """The driver's own words, without statement or values."""
    return str(getattr(fault, "strerror", None) or (fault.args[0] if fault.args else ""))[:200]


def _of(fault: BaseException) -> Problem | None:
    if isinstance(fault, Problem):
        return fault
    if isinstance(fault, PoolTimeout):
        return busy()
    if isinstance(fault, OSError):
        return _of_system(fault)
    if isinstance(fault, sqlcipher.Error):
        return _of_sqlite(fault)
    state = getattr(fault, "sqlstate", None)
    if isinstance(state, str):
        return _of_state(state)
    if type(fault).__module__.startswith("psycopg") and type(fault).__name__ == "OperationalError":
        return _of_connecting(str(fault))
    return None


def _of_connecting(words: str) -> Problem:
    """A connection that was never made has no state, only words."""
    if "authentication failed" in words or "pg_hba" in words or "no password supplied" in words:
        return NotAllowed(
            _("The database server did not let us in. Check the name and password in its address.")
        )
    if "does not exist" in words:
        return NotFound(_("There is no database of that name on the server. Check its address."))
    return unreachable()


def _of_system(fault: OSError) -> Problem | None:
    if fault.errno in _FULL:
        return disk_full()
    if fault.errno in _READ_ONLY:
        return read_only()
    return disk_failing() if fault.errno == errno.EIO else None


def _of_sqlite(fault: BaseException) -> Problem | None:
    code = getattr(fault, "sqlite_errorcode", None)
    if isinstance(code, int) and (made := _SQLITE_KINDS.get(code & 0xFF)):
        return made()
    words = str(fault).casefold()
    return next((made() for sign, made in _SQLITE_WORDS if sign in words), None)


def _of_state(state: str) -> Problem | None:
    if state in _FULL_STATES:
        return disk_full()
    if state == "25006":
        return read_only()
    if state in _BUSY_STATES:
        return busy()
    if state in {"XX001", "XX002"}:
        return damaged_database()
    return unreachable() if state in _GONE_STATES or state.startswith("08") else None
