"""Left: what a run of the program leaves for the next one: how it ended, and what went wrong.

It is asked before the first paint, so it imports next to nothing.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

STANDS_S = 30  # a run that got this far did not fail at its start
_LONGEST = 20_000  # characters of what is offered; the frames that matter come first


@dataclass(frozen=True, slots=True)
class Ended:
    """How the runs before this one ended: what there is to copy, and how many failed in a row."""

    details: str = ""
    in_a_row: int = 0


@dataclass(slots=True)
class _Note:
    open: bool = False
    standing: bool = False
    in_a_row: int = 0
    boot: str = ""


class Run:
    """One window's run, and the few small files that tell how it ended. They hold no record, and a
    folder that cannot be written stops nothing.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._note_file = folder / f"{name}-run.json"
        self._fault = folder / f"{name}-fault.log"
        self._failure = folder / f"{name}-failure.txt"
        self._last = folder / f"{name}-last.txt"
        self._note = _Note()

    def begin(self) -> Ended:
        """Tell how the last run ended, and begin this one.

        It failed when it left a fault or a failure that was not answered, or when it ended before
        it stood; a computer that was switched off meanwhile explains that.
        """
        before, details = self._read(), self._take()
        died = before.open and not before.standing and before.boot == _boot()
        in_a_row = before.in_a_row + 1 if details or died else 0
        self._write(_Note(True, False, in_a_row, _boot()))
        return Ended(details, in_a_row)

    def stands(self) -> None:
        """The start went well; whatever ends this run now, it was not that."""
        self._note.standing = True
        self._write(self._note)

    def fault_file(self) -> IO[str] | None:
        """Where the interpreter may write what it was at when it falls."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._fault.open("w", encoding="utf-8")
        return None

    def fails(self, details: str) -> None:
        """A failure is about to be told: until it is answered it is kept for the next start."""
        with suppress(OSError):
            self._failure.write_text(details, "utf-8")

    def keeps(self, details: str) -> None:
        """A failure that is told to nobody here: Settings can copy it."""
        self.fails(details)
        self.answered()

    def answered(self) -> None:
        """It was told; Settings can still copy it."""
        with suppress(OSError):
            self._failure.replace(self._last)

    def end(self) -> None:
        """The run ends as it should, unless a failure made somebody end it."""
        if not self._failure.exists():
            self._note.in_a_row = 0
        self._note.open = False
        self._write(self._note)

    def _take(self) -> str:
        """What the last run wrote of a fault or a failure; set aside, so that it is told once."""
        found = [text for file in (self._fault, self._failure) if (text := _text(file))]
        if not found:
            return ""
        from sobrhouse.logs import without_folders

        details = without_folders("\n".join(found))[:_LONGEST]
        with suppress(OSError):
            self._last.write_text(details, "utf-8")
            self._fault.unlink(missing_ok=True)
            self._failure.unlink(missing_ok=True)
        return details

    def _read(self) -> _Note:
        try:
            told = json.loads(_text(self._note_file) or "{}")
            return _Note(
                bool(told.get("open")), bool(told.get("standing")),
                int(told.get("in_a_row", 0)), str(told.get("boot", "")),
            )  # fmt: skip
        except (ValueError, TypeError, AttributeError):
            return _Note()

    def _write(self, note: _Note) -> None:
        self._note = note
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._note_file.write_text(json.dumps(asdict(note)), "utf-8")


def last_details(folder: Path) -> str:
    """What went wrong last in any window, to be copied from Settings; empty where nothing did."""
    with suppress(OSError):
        files = sorted(folder.glob("*-last.txt"), key=lambda file: file.stat().st_mtime)
        return _text(files[-1]) if files else ""
    return ""


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _boot() -> str:
    """The same for as long as the computer is not started anew."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return str(round((time.time() - time.monotonic()) / 600))
