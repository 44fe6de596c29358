"""Alone: whether no other program has a database file open, asked without opening it as one.

Each connection to a file in WAL mode holds a shared lock on the bytes after SQLite's pending byte
for as long as it lives (sqlite.org/fileformat and os_unix.c: PENDING_BYTE, SHARED_FIRST).
"""

import os
import sys
from pathlib import Path

_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _SHARED_FIRST, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, _SHARED_SIZE)
        os.lseek(handle, _SHARED_FIRST, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, _SHARED_SIZE)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)


def nobody_else(database: Path) -> bool:
    """Whether no other program has the file open. This program must have closed it: asking drops
    the locks that it holds itself.
    """
    handle = os.open(database, os.O_RDWR)
    try:
        _lock(handle)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
