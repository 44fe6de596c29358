"""What is looked for in what a day leaves behind: planted words, in every way that bytes spell
them, over every file.
"""

import base64
import ctypes
import json
import os
import stat
import struct
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

FIRST, LAST = "Zebulonn", "Quackenpeña"
PHONE = "5550198811"
NOTE, HALF, OWN = "wobblegate42", "snickersnee", "flummoxwort"
PIN, PASSPHRASE = "80471365", "zanzibar correct battery ÿ"
PEOPLE = (FIRST, LAST, PHONE, "(555) 019-8811", NOTE, HALF, OWN)
IN_CREATE, IN_CLOSE_WRITE = 0x100, 0x8


def spelled(word: str) -> set[bytes]:
    """A word as a file may hold it: UTF-8 and UTF-16, in JSON, in an address, in base 64, in hex;
    the letters as they are, small and large.
    """
    found: set[bytes] = set()
    for form in {word, word.lower(), word.upper()}:
        plain = form.encode()
        found |= {plain, form.encode("utf-16-le"), form.encode("utf-16-be")}
        found |= {json.dumps(form)[1:-1].encode(), urllib.parse.quote(form).encode()}
        found |= {plain.hex().encode(), plain.hex().upper().encode()}
        for before in range(3):  # where the word begins within three bytes
            whole = base64.b64encode(b"\0" * before + plain)
            found.add(whole[(0, 2, 3)[before] : len(whole) - 4])
    return found


def spelled_key(dek: bytes) -> set[bytes]:
    """The data key as it may stand somewhere."""
    return {dek, dek.hex().encode(), dek.hex().upper().encode(), base64.b64encode(dek)[:-2]}


def hits(data: bytes, words: set[bytes]) -> int:
    """How many of the spellings stand in the data."""
    return sum(word in data for word in words)


def place_of(file: Path, folder: Path) -> str:
    """What kind of thing a file is that was left."""
    within = file.relative_to(folder).parts
    if within[0] in ("tmp", "papers", "home", "output"):
        return within[0]
    if file.name.startswith("core"):
        return "core"
    for part in ("backups", "logs"):
        if part in within:
            return part
    if file.suffix == ".ini":
        return "settings"
    return {".keys": "keys"}.get(file.suffix, "database" if ".db" in file.name else "other")


def searched(folder: Path, words: set[bytes]) -> tuple[dict[str, int], int, int]:
    """Hits by kind of file, how many files were read and how many bytes; names of files too."""
    found: dict[str, int] = {}
    files = size = 0
    for file in sorted(folder.rglob("*")):
        if not stat.S_ISREG(file.lstat().st_mode):
            continue
        place = place_of(file, folder)
        inside = sum(hits(part, words) for part in _parts(file))
        found[place] = found.get(place, 0) + inside + hits(os.fsencode(file.name), words)
        files, size = files + 1, size + file.stat().st_size
    return found, files, size


def _parts(file: Path, whole: int = 64 << 20, shared: int = 4096) -> Iterator[bytes]:
    """A file in parts that share their ends, so that no word is cut in two."""
    with file.open("rb") as source:
        last = b""
        while part := source.read(whole):
            yield last + part
            last = part[-shared:]


class Watched:
    """A folder of which it is known what was made in it, also what is gone again. Linux tells it;
    elsewhere nothing is known, and `able` says so.
    """

    def __init__(self, folder: Path) -> None:
        self.able = sys.platform == "linux"
        if self.able:
            library = ctypes.CDLL(None, use_errno=True)
            self._handle = library.inotify_init1(os.O_NONBLOCK)
            mask = IN_CREATE | IN_CLOSE_WRITE
            library.inotify_add_watch(self._handle, os.fsencode(folder), mask)

    def written(self) -> list[str]:
        """The names of the files that were written there since last asked."""
        if not self.able:
            return []
        names, data = [], b""
        try:
            while more := os.read(self._handle, 1 << 16):
                data += more
        except BlockingIOError:
            pass
        at = 0
        while at < len(data):
            _watch, mask, _cookie, length = struct.unpack_from("iIII", data, at)
            name = data[at + 16 : at + 16 + length].rstrip(b"\0")
            if mask & IN_CLOSE_WRITE:
                names.append(os.fsdecode(name))
            at += 16 + length
        return names

    def close(self) -> None:
        """Watch no more."""
        if self.able:
            os.close(self._handle)
