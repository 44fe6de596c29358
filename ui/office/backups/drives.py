"""Drives that backups can go to: USB sticks and the like that are plugged in."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from sobrhouse.words import _

FOLDER = "sobrhouse backups"
_PLUGGED_IN = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive that looks plugged in and can be written to."""

    top: Path
    name: str
    line: str

    @property
    def folder(self) -> Path:
        """Where backups go on it."""
        return self.top / FOLDER


def drives() -> list[Drive]:
    """Those that are plugged in now, by name."""
    found = []
    for drive in QStorageInfo.mountedVolumes():
        if drive.isValid() and drive.isReady() and not drive.isReadOnly() and _is_stick(drive):
            top = drive.rootPath()
            free = _free(drive.bytesAvailable())
            name = drive.name() or Path(top).name or top
            found.append(Drive(Path(top), name, f"{top}, {free}"))
    return sorted(found, key=lambda one: (one.name, str(one.top)))


def _free(room: int) -> str:
    """What is free on it, in gigabytes; on a small or full one in megabytes."""
    if room < 1e9:
        return _("{n} MB free").format(n=round(room / 1e6))
    return _("{n} GB free").format(n=round(room / 1e9))


def drive_of(folder: Path) -> Drive | None:
    """The plugged-in drive that a folder lies on; None for this computer's own disk."""
    on = [drive for drive in drives() if folder.is_relative_to(drive.top)]
    return max(on, key=lambda one: len(one.top.parts), default=None)


def _is_stick(drive: QStorageInfo) -> bool:
    top = drive.rootPath()
    if top.startswith(_PLUGGED_IN):
        return True
    is_letter = len(top) <= 3 and top[1:2] == ":"
    return is_letter and drive != QStorageInfo.root()
