"""Copies: a whole, consistent copy of an encrypted database that others may be writing.

SQLCipher's backup does not raise for a page whose HMAC fails: it copies zeros under a good new
HMAC, and in an overflow page nothing else would ever notice. So the rows are read and summed on
both sides.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sobrhouse.storage.damage.zeros import refuse_zeros
from sobrhouse.storage.dialects import PATIENCE_SECONDS, raw_connection
from sobrhouse.storage.faults import disk_full
from sobrhouse.storage.keys.places import settle
from sobrhouse.storage.room import free_bytes

BATCH = 500
STEP_PAGES = 512  # two megabytes: so often a copy tells how far it is
READING, COPYING, CHECKING = "reading", "copying", "checking"

Going = Callable[[str, int, int], None]
"""Hears what is being done and how far it is, `of` 0 where nobody knows; stops it by raising."""
SPARE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database says, however its pages lie: rows of each table, and a sum over all."""

    rows: tuple[tuple[str, int], ...]
    digest: str


def unseen(_what: str, _n: int, _of: int) -> None:
    """For work on which nobody looks."""


def read_contents(driver: Any, going: Going = unseen) -> Contents:
    """Read every row of every table. Raises the driver's error where a page cannot be read."""
    names = [
        str(name) for (name,) in driver.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        ).fetchall()
    ]
    whole, counts = hashlib.sha256(), []
    for name in names:
        quoted = name.replace('"', '""')
        cursor, count = driver.execute(f'SELECT * FROM "{quoted}"'), 0
        whole.update(f"table {name!r}\n".encode())
        while rows := cursor.fetchmany(BATCH):
            whole.update(repr(rows).encode("utf-8", "surrogatepass"))
            count += len(rows)
            going(READING, count, 0)
        counts.append((name, count))
    refuse_zeros(driver)
    return Contents(tuple(counts), whole.hexdigest())


def copy_whole(source: Path, target: Path, key: bytes, going: Going = unseen) -> Contents:
    """Copy a database, live or not, to a new single file, on disk when this returns.

    Gives the contents as they were read from the source in the copy's own snapshot: the caller
    examines the copy and compares. Raises the driver's error where the source cannot be read,
    DiskFull for want of room; a half copy is removed.
    """
    room_for(source, target.parent)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        contents = _copied(source, target, key, going)
        _sync(target)
        settle(target.parent)
    except BaseException:
        remove_database(target)
        raise
    return contents


def _copied(source: Path, target: Path, key: bytes, going: Going) -> Contents:
    reader = raw_connection(source, key, wait=PATIENCE_SECONDS)
    writer = raw_connection(target, key)
    try:
        reader.execute("BEGIN")  # one snapshot for the sum and for the copy
        contents = read_contents(reader, going)
        writer.execute("PRAGMA synchronous=OFF")  # synced as a whole below
        reader.backup(
            writer, pages=STEP_PAGES,
            progress=lambda _state, left, of: going(COPYING, of - left, of),
        )
        reader.execute("ROLLBACK")
        writer.execute("PRAGMA journal_mode=DELETE")
    finally:
        writer.close()
        reader.close()
    return contents


def room_for(source: Path, folder: Path) -> None:
    """DiskFull where the folder's disk cannot take a copy of `source`."""
    free = free_bytes(folder)
    if free is not None and free < source.stat().st_size + SPARE_BYTES:
        raise disk_full()


def remove_database(path: Path) -> None:
    """Take away a file of ours with whatever SQLite and our turns left beside it."""
    for tail in ("", "-wal", "-shm", "-journal", ".turns"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Only for files that no connection has open: closing one descriptor drops all its locks."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
