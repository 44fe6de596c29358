"""Turns: whoever writes to one database file waits in line, so that no kiosk is kept waiting by a
busier program.

SQLite's own lock goes to whoever happens to ask next. Here each writer goes through a few places
in a row, marked as locked bytes of a file beside the database, and holds its place until it has
the next one: who stands in front is never overtaken. The system frees the places of a program that
ends, however it ends. SQLite's lock stays the wall behind it, for backups and older programs.
"""

import os
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sobrhouse.problems import Busy
from sobrhouse.words import _

PLACES = 4  # the last one writes: a kiosk, another one, the office and a command find one each
_SOON, _LATER = 0.0001, 0.002  # seconds between two looks at the place in front

if sys.platform == "win32":
    import msvcrt

    def _take(file: int, place: int) -> None:
        os.lseek(file, place, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _leave(file: int, place: int) -> None:
        os.lseek(file, place, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

    def _walk_through(_file: int) -> bool:
        return False  # bytes that were locked together can only be freed together here
else:
    import fcntl

    def _take(file: int, place: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)

    def _leave(file: int, place: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, place)

    def _walk_through(file: int) -> bool:
        """Have the last place at once, where nobody stands in any: all are taken together, so
        nobody is overtaken.
        """
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, PLACES)
        except OSError:
            return False
        fcntl.lockf(file, fcntl.LOCK_UN, PLACES - 1)
        return True


class Turns:
    """This program's part in the line of one database file: one for all its stores and threads,
    since the system counts such locks by program.
    """

    def __init__(self, database: Path) -> None:
        self._threads = threading.Lock()
        self._path = turns_file(database)
        self._file: int | None = None
        self._tried = False
        self._in_line = False  # of whoever has the turn

    @contextmanager
    def mine(self, patience: float) -> Iterator[None]:
        """Have one's turn until the block ends. Raises Busy as `take` does."""
        self.take(patience)
        try:
            yield
        finally:
            self.leave()

    def take(self, patience: float) -> None:
        """Have one's turn; `leave` ends it. Busy when it does not come in `patience` seconds; in a
        folder that nobody may write to there is no line.
        """
        give_up = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise too_long()
        try:
            file = self._open()
            self._in_line = file is not None and _stand_in_line(file, give_up)
        except BaseException:
            self._threads.release()
            raise

    def leave(self) -> None:
        """Let the next one have its turn."""
        try:
            if self._in_line and self._file is not None:
                _leave(self._file, PLACES - 1)
        finally:
            self._threads.release()

    def _open(self) -> int | None:
        if not self._tried:
            self._tried = True
            with suppress(OSError):
                mode = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
                self._file = os.open(self._path, mode, 0o600)
                weakref.finalize(self, os.close, self._file)
        return self._file


def turns_file(database: Path) -> Path:
    """The file of the line beside a database; nothing is ever written into it."""
    return database.with_name(f"{database.name}.turns")


def turns_of(database: Path) -> Turns:
    """This program's part in the line of that file, for as long as somebody keeps it."""
    name = Path(os.path.realpath(database))
    with _GUARD:
        turns = _ALL.get(name)
        if turns is None:
            turns = _ALL[name] = Turns(name)
        return turns


def too_long() -> Busy:
    """Why nothing was written."""
    return Busy(_("Another window is still writing. Nothing was changed. Try again in a moment."))


def _stand_in_line(file: int, give_up: float) -> bool:
    """Go from the first place to the last, never without one; False where the disk knows no such
    locks.
    """
    if _walk_through(file):
        return True
    for place in range(PLACES):
        try:
            _wait_for(file, place, give_up)
        except OSError:
            return False
        finally:
            if place:
                _leave(file, place - 1)
    return True


def _wait_for(file: int, place: int, give_up: float) -> None:
    begun = 0.0
    while True:
        try:
            _take(file, place)
        except (BlockingIOError, PermissionError) as error:  # somebody stands there
            now = time.monotonic()
            begun = begun or now
            if now > give_up:
                raise too_long() from error
            time.sleep(min(_LATER, max(_SOON, (now - begun) / 20)))
        else:
            return


_ALL: weakref.WeakValueDictionary[Path, Turns] = weakref.WeakValueDictionary()
_GUARD = threading.Lock()
if hasattr(os, "register_at_fork"):  # a copy of the program stands in line for itself
    os.register_at_fork(after_in_child=_ALL.clear)
