"""Calls: what this program asks of the disk, seen and refused one by one; no compiler is needed.

SQLite and Python call the C library through tables of addresses in their own memory. Here those
addresses are exchanged for functions of ours, in this process alone, and put back at the end.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_LONG, _INT, _TEXT, _PLACE = ctypes.c_long, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p
_SHAPES: dict[str, tuple[type, ...]] = {  # what each gives, then what it takes
    "open64": (_INT, _TEXT, _INT, _INT),
    "write": (_LONG, _INT, _PLACE, _LONG),
    "pwrite64": (_LONG, _INT, _PLACE, _LONG, _LONG),
    "ftruncate64": (_INT, _INT, _LONG),
    "fsync": (_INT, _INT),
    "close": (_INT, _INT),
    "unlink": (_INT, _TEXT),
    "rename": (_INT, _TEXT, _TEXT),
    "mkdir": (_INT, _TEXT, _INT),
}
_ADDRESSES = {"x86_64": (1, 6, 7), "aarch64": (257, 1025, 1026)}  # kinds of entries in the tables
_RW = 3  # PROT_READ | PROT_WRITE


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changes something on the disk: `data` at `offset`, or a `size` or new name."""

    name: str
    path: str
    data: bytes = b""
    offset: int = 0
    target: str = ""
    new: bool = False  # an open that makes the file


Decide = Callable[[Call], int]  # 0 lets it through, else the errno that it gets
Seen = Callable[[Call], None]  # told of what was done


@dataclass(slots=True)
class _Watched:
    folder: str
    decide: Decide
    seen: Seen
    files: dict[int, str] = field(default_factory=dict)
    at: dict[int, int] = field(default_factory=dict)  # where a plain write goes


def why_not() -> str:
    """Why calls cannot be seen here; empty where they can."""
    if sys.platform != "linux" or platform.machine() not in _ADDRESSES or not _tables():
        return "needs Linux on x86-64 or ARM, with SQLite and Python linked to the C library"
    return ""


@contextmanager
def calls_seen(folder: Path, decide: Decide, seen: Seen = lambda _call: None) -> Iterator[None]:
    """Until the block ends, ask `decide` before each change under `folder`, and tell `seen` after.

    Nothing that either does may touch the disk through Python. Files that were opened before are
    not known, and pass.
    """
    watched = _Watched(os.path.realpath(folder), decide, seen)
    ours = {name: _between(name, watched) for name in _SHAPES}
    before = [(place, _exchange(place, _address(ours[name]))) for name, place in _tables()]
    try:
        yield
    finally:
        for place, address in before:
            _exchange(place, address)
        _KEPT.append(ours)  # somebody may be in the middle of one


_KEPT: list[object] = []
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _between(name: str, watched: _Watched) -> object:
    """A function of C's that asks, calls the real one and tells."""
    gives, *takes = _SHAPES[name]
    shape = ctypes.CFUNCTYPE(gives, *takes, use_errno=True)
    real = shape((name, _LIBC))
    told = _TOLD[name]

    def between(*words: int) -> int:
        call = told(watched, *words)
        if call is not None and (refused := watched.decide(call)):
            ctypes.set_errno(refused)
            return -1
        result = int(real(*words))
        if result >= 0:
            _follow(watched, name, words, result)
            if call is not None:
                watched.seen(call)
        return result

    return shape(between)


def _follow(watched: _Watched, name: str, words: tuple[int, ...], result: int) -> None:
    """Keep which number is which file, and where it stands."""
    if name == "open64":
        path = os.fsdecode(words[0])  # type: ignore[arg-type]
        if path.startswith(watched.folder):
            watched.files[result] = path
            watched.at[result] = 0
    elif name == "close":
        watched.files.pop(words[0], None)
    elif name == "write" and words[0] in watched.files:
        watched.at[words[0]] += result


def _opened(watched: _Watched, path: bytes, flags: int, _mode: int) -> Call | None:
    name = os.fsdecode(path)
    if not name.startswith(watched.folder) or not flags & (os.O_CREAT | os.O_TRUNC):
        return None
    new = not _exists(path)
    return Call("open64", name, new=new) if new or flags & os.O_TRUNC else None


def _written(watched: _Watched, file: int, data: int, size: int) -> Call | None:
    name = watched.files.get(file)
    return Call("write", name, ctypes.string_at(data, size), watched.at[file]) if name else None


def _put(watched: _Watched, file: int, data: int, size: int, offset: int) -> Call | None:
    name = watched.files.get(file)
    return Call("pwrite64", name, ctypes.string_at(data, size), offset) if name else None


def _cut(watched: _Watched, file: int, size: int) -> Call | None:
    name = watched.files.get(file)
    return Call("ftruncate64", name, offset=size) if name else None


def _synced(watched: _Watched, file: int) -> Call | None:
    name = watched.files.get(file)
    return Call("fsync", name) if name else None


def _removed(watched: _Watched, path: bytes) -> Call | None:
    name = os.fsdecode(path)
    return Call("unlink", name) if name.startswith(watched.folder) and _exists(path) else None


def _named(watched: _Watched, old: bytes, new: bytes) -> Call | None:
    name = os.fsdecode(old)
    inside = name.startswith(watched.folder)
    return Call("rename", name, target=os.fsdecode(new)) if inside else None


def _made(watched: _Watched, path: bytes, _mode: int) -> Call | None:
    name = os.fsdecode(path)
    return Call("mkdir", name) if name.startswith(watched.folder) and not _exists(path) else None


def _closed(_watched: _Watched, _file: int) -> None:
    return None


_TOLD: dict[str, Callable[..., Call | None]] = {
    "open64": _opened, "write": _written, "pwrite64": _put, "ftruncate64": _cut,
    "fsync": _synced, "close": _closed, "unlink": _removed, "rename": _named, "mkdir": _made,
}  # fmt: skip


def _exists(path: bytes) -> bool:
    assert _LIBC is not None
    return bool(_LIBC.access(path, 0) == 0)


# --- the tables of addresses ------------------------------------------------------------------


@cache
def _tables() -> list[tuple[str, int]]:
    """Every place in memory from which SQLite or Python calls one of these, with its name."""
    found = []
    for path, base in _loaded().items():
        if "_sqlite3" in path or "libpython" in path or path == os.path.realpath(sys.executable):
            found += [(name, base + place) for name, place in _entries(path)]
    names = {name for name, _place in found}
    return found if names >= {"open64", "pwrite64", "fsync", "rename"} else []


def _loaded() -> dict[str, int]:
    """The programs and libraries in this process, each with the address where it begins."""
    found: dict[str, int] = {}
    for line in Path("/proc/self/maps").read_text("utf-8").splitlines():
        words = line.split(maxsplit=5)
        if len(words) == 6 and words[5].startswith("/") and int(words[2], 16) == 0:
            found.setdefault(words[5], int(words[0].split("-")[0], 16))
    return found


def _entries(path: str) -> list[tuple[str, int]]:
    """Which entries of an ELF file's relocations name one of our calls (elf(5): Elf64_Rela)."""
    data = Path(path).read_bytes()
    if data[:5] != b"\x7fELF\x02":
        return []
    start, size, count = struct.unpack_from("<Q", data, 40)[0], *struct.unpack_from("<HH", data, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, start + n * size) for n in range(count)]
    fixed = struct.unpack_from("<H", data, 16)[0] == 2  # a program that is not moved
    kinds, found = _ADDRESSES[platform.machine()], []
    for section in sections:
        if section[1] != 4:  # SHT_RELA
            continue
        symbols = sections[section[6]]
        words = sections[symbols[6]][4] if symbols[4] else 0
        for place, info, _more in struct.iter_unpack("<QQq", data[section[4] :][: section[5]]):
            if info & 0xFFFFFFFF in kinds and info >> 32:
                name, other = struct.unpack_from("<I2xH", data, symbols[4] + 24 * (info >> 32))
                text = data[words + name : data.index(b"\0", words + name)].decode()
                if text in _SHAPES and other == 0:  # not one of its own
                    found.append((text, place - (_first(data) if fixed else 0)))
    return found


def _first(data: bytes) -> int:
    """The address at which a program that is not moved begins."""
    start, size, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54)
    parts = [struct.unpack_from("<IIQQ", data, start + n * size) for n in range(count)]
    return min(part[3] for part in parts if part[0] == 1)


def _address(function: object) -> int:
    return ctypes.cast(function, _PLACE).value or 0  # type: ignore[arg-type]


def _exchange(place: int, address: int) -> int:
    """Put another address there; gives the one that stood there."""
    assert _LIBC is not None
    page = os.sysconf("SC_PAGESIZE")
    _LIBC.mprotect(ctypes.c_void_p(place // page * page), ctypes.c_size_t(page), _RW)
    word = ctypes.c_size_t.from_address(place)
    before, word.value = word.value, address
    return int(before)
