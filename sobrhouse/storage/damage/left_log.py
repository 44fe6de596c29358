"""Left log: the write-ahead log that a computer leaves when it stops, read before SQLite does.

SQLite ends at the first frame of the log that does not add up and forgets the rest, without a word:
right after a power cut, when what was being saved is half there, and wrong where the disk changed a
bit of what had been saved (sqlite.org/fileformat, "The Write-Ahead Log" and "The WAL-Index").
"""

import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from sobrhouse.problems import PagesDamaged
from sobrhouse.storage.alone import nobody_else
from sobrhouse.words import _

_HEADER, _FRAME = 32, 24
_MAGIC = 0x377F0682  # the lowest bit says in which order the words are summed
_ORDER = {0: "<", 1: ">"}
_INDEX = struct.Struct("=IIIBBHIIIIII8s")  # one of the two copies at the head of the -shm file
_PAGE = 4096
_MASK = 0xFFFFFFFF
_Sum = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Frame:
    """One page in the log: its number, and whether it ends a transaction."""

    page: int
    ends: bool
    at: int


def refuse_torn_log(database: Path) -> None:
    """Raise Damaged where saved changes in the log would be forgotten at the next open. Nothing is
    touched. A log that another program is writing is left to it. This program must not have the
    file open: looking drops the locks that it holds.
    """
    try:
        if log_is_torn(database):
            raise torn_log()
    except OSError:
        return  # the open that follows says what is in the way


def log_is_torn(database: Path) -> bool:
    """Whether `refuse_torn_log` would refuse, with the same care. Raises OSError."""
    log = database.with_name(database.name + "-wal")
    if not log.exists() or log.stat().st_size < _HEADER + _FRAME + _PAGE:
        return False
    return nobody_else(database) and forgets(database)


def torn_log() -> PagesDamaged:
    """The sentence for a log of which a part cannot be read."""
    return PagesDamaged(
        _(
            "Some of what was saved last cannot be read. Nothing was touched. "
            "Put the database right with a backup; what can be read comes back."
        ),
        details="write-ahead log: a frame that was saved does not add up",
    )


def forgets(database: Path) -> bool:
    """Whether opening would leave out a page that had been saved and is not in the main file."""
    try:
        log = database.with_name(database.name + "-wal").read_bytes()
    except FileNotFoundError:
        return False
    if len(log) < _HEADER + _FRAME + _PAGE:
        return False
    frames = _frames(log)
    good = _adding_up(log, frames)
    saved = _saved(log, frames, good, _index(database))
    return _missing(log, frames, good, saved, database)


def _frames(log: bytes) -> list[_Frame]:
    """The frames of the log's last life: those that bear its salt, or that with one bit changed.

    A frame with quite another salt is of an earlier life: the power went before it was replaced.
    """
    size, found = _FRAME + _PAGE, []
    head, first = log[16:24], log[_HEADER + 8 : _HEADER + 16]
    salts = (head, first) if _near(head, first) else (head,)
    for at in range(_HEADER, len(log) - size + 1, size):
        page, pages = struct.unpack_from(">II", log, at)
        salt = log[at + 8 : at + 16]
        if salt in salts:
            found.append(_Frame(page, bool(pages), at))
        elif found and _next_bears(log, at + size, head):
            ends = bool(pages) and _near(salt, head)  # else it is the end of something long over
            found.append(_Frame(page, ends, at))
        else:
            break
    return found


def _near(one: bytes, two: bytes) -> bool:
    """Whether at most one bit is another: salts of two lives differ in many."""
    return (int.from_bytes(one) ^ int.from_bytes(two)).bit_count() <= 1


def _next_bears(log: bytes, at: int, salt: bytes) -> bool:
    return log[at + 8 : at + 16] == salt


def _adding_up(log: bytes, frames: list[_Frame]) -> int:
    """How many frames SQLite would take: all up to the last whole transaction that adds up."""
    magic, version, page = struct.unpack_from(">III", log, 0)
    order = _ORDER[magic & 1]
    told = struct.unpack_from(">II", log, 24)
    so_far = _sum(log[:24], (0, 0), order)
    if magic & ~1 != _MAGIC or version != 3007000 or page != _PAGE or so_far != told:
        return 0
    taken = 0
    for number, frame in enumerate(frames, start=1):
        at = frame.at
        if log[at + 8 : at + 16] != log[16:24] or not frame.page:
            break
        so_far = _sum(log[at : at + 8], so_far, order)
        so_far = _sum(log[at + _FRAME : at + _FRAME + _PAGE], so_far, order)
        if so_far != struct.unpack_from(">II", log, at + 16):
            break
        if frame.ends:
            taken = number
    return taken


def _sum(data: bytes, start: _Sum, order: str) -> _Sum:
    one, two = start
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for first, second in zip(words, words, strict=True):
        one = (one + first + two) & _MASK
        two = (two + second + one) & _MASK
    return one, two


def _saved(log: bytes, frames: list[_Frame], good: int, index: bytes) -> int:
    """How many frames are known to have been saved: so many as the index counted when the last
    transaction was acknowledged; without it, all but the last transaction, since the next one
    begins only when the one before is on the disk.
    """
    counted = _counted(index, (log[16:24], log[_HEADER + 8 : _HEADER + 16]))
    if counted is not None:
        return max(good, min(counted, len(frames)))
    ends = [number for number, frame in enumerate(frames, start=1) if number > good and frame.ends]
    if len(ends) > 1:
        return ends[-2]
    header_bad = good == 0 and bool(ends) and not _header_adds_up(log)
    return ends[-1] if header_bad else good


def _header_adds_up(log: bytes) -> bool:
    order = _ORDER[log[3] & 1]
    return _sum(log[:24], (0, 0), order) == struct.unpack_from(">II", log, 24)


def _index(database: Path) -> bytes:
    try:
        with database.with_name(database.name + "-shm").open("rb") as file:
            return file.read(2 * _INDEX.size)
    except OSError:
        return b""


def _counted(index: bytes, salts: tuple[bytes, bytes]) -> int | None:
    """The frames that the index counts; None where it cannot be believed or is of another log."""
    size = _INDEX.size
    if len(index) < 2 * size or index[:size] != index[size : 2 * size]:
        return None
    told = _INDEX.unpack_from(index)
    order = "<" if sys.byteorder == "little" else ">"
    if _sum(index[: size - 8], (0, 0), order) != struct.unpack_from("=II", index, size - 8):
        return None
    begun, frames = bool(told[3]), int(told[6])
    theirs = index[32:40]
    return frames if begun and theirs in salts else None


def _missing(log: bytes, frames: list[_Frame], good: int, saved: int, database: Path) -> bool:
    """Whether a page of the frames that would be left out is in the main file neither as they have
    it nor newer: a log that was folded in already has nothing to lose.
    """
    pages: dict[int, list[bytes]] = {}
    for number, frame in enumerate(frames[good:], start=good):
        if number < saved or frame.page in pages:
            found = log[frame.at + _FRAME : frame.at + _FRAME + _PAGE]
            kept = pages.setdefault(frame.page, [])
            if number < saved:
                kept.clear()  # an older version in the main file is not enough
            kept.append(found)
    with database.open("rb") as file:
        for page, versions in pages.items():
            file.seek(max(page - 1, 0) * _PAGE)
            if file.read(_PAGE) not in versions:
                return True
    return False
