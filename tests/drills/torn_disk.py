"""Torn disk: what may lie on a disk when the power goes, by what was written and what was synced.

Until a file is synced each 512 bytes written to it may be there or not; until a folder is synced,
what was made, renamed or removed in it last may not have happened.
"""

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.calls import Call

SECTOR = 512
_PASSING = ("-shm", ".turns")  # shared memory and locks: nothing of them outlives a program


@dataclass(slots=True)
class File:
    """What surely lies on the disk, and what was written since the last sync."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # None cuts it there

    def sync(self) -> None:
        """All that was written lies there now."""
        for offset, data in self.pending:
            _put(self.safe, offset, data)
        self.pending.clear()

    def torn(self, rng: random.Random) -> bytearray:
        """One of the ways in which it may be found."""
        if not self.pending:
            return self.safe
        found, share = bytearray(self.safe), rng.choice((0.0, 0.5, 0.9, 1.0))
        for offset, data in self.pending:
            if data is None:
                if rng.random() < share:
                    _put(found, offset, None)
                continue
            for start in range(0, len(data), SECTOR):
                if rng.random() < share:
                    _put(found, offset + start, data[start : start + SECTOR])
        return found


def _put(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        size = offset
        del content[size:]
        content.extend(bytes(size - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


class Disk:
    """A folder's files and names, as calls change them."""

    def __init__(self, folder: Path) -> None:
        self.root = os.path.realpath(folder)
        self._now: dict[str, File | None] = {self.root: None}  # None is a folder
        for path in sorted(folder.rglob("*")):
            content = None if path.is_dir() else File(bytearray(path.read_bytes()))
            self._now[os.path.realpath(path)] = content
        self._safe = dict(self._now)
        self._changes: dict[str, list[tuple[str, File | None, bool]]] = {}  # by folder, in order

    def happen(self, call: Call) -> None:
        """What this call does to the disk."""
        if call.path.endswith(_PASSING):
            return
        file = self._now.get(call.path)
        if call.name == "mkdir":
            self._name(call.path, None)
        elif call.name == "open64" and (call.new or file is None):
            self._name(call.path, File())
        elif call.name == "unlink":
            self._name(call.path, None, there=False)
        elif call.name == "rename":
            self._name(call.target, file)
            self._name(call.path, None, there=False)
        elif call.name == "fsync":
            self._sync(call.path)
        elif file is not None:
            at = 0 if call.name == "open64" else call.offset
            file.pending.append((at, call.data if "write" in call.name else None))

    def _name(self, path: str, file: File | None, *, there: bool = True) -> None:
        if there:
            self._now[path] = file
        else:
            self._now.pop(path, None)
        self._changes.setdefault(_folder(path), []).append((path, file, there))

    def _sync(self, path: str) -> None:
        file = self._now.get(path)
        if file is not None:
            file.sync()
        for change in self._changes.pop(path, []):
            _rename(self._safe, change)

    def torn(self, rng: random.Random, target: Path) -> None:
        """Write one of the ways in which it may be found to an empty folder."""
        names = dict(self._safe)
        for changes in self._changes.values():
            for change in changes[: rng.randint(0, len(changes))]:
                _rename(names, change)
        for path, file in sorted(names.items()):
            parent = _folder(path)
            place = target / os.path.relpath(path, self.root)
            if path == self.root or (parent != self.root and parent not in names):
                continue
            if file is None:
                place.mkdir()
            else:
                place.write_bytes(file.torn(rng))


def _folder(path: str) -> str:
    return path.rpartition(os.sep)[0]


def _rename(names: dict[str, File | None], change: tuple[str, File | None, bool]) -> None:
    path, file, there = change
    if there:
        names[path] = file
    else:
        names.pop(path, None)
