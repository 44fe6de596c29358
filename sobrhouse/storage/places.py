"""Places where a database may not lie: network drives and folders that a cloud service copies.

SQLite's write-ahead log needs memory that all its programs share on one computer, and a service
that copies a file while it is written copies halves (safety.md 4.3).
"""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sobrhouse.problems import Problem
from sobrhouse.words import _

_NETWORK = re.compile(
    r"nfs[34]?|cifs|smb[23]?|smbfs|afs|afpfs|ncpfs|davfs2?|webdav"
    r"|fuse\.(sshfs|smbnetfs|gvfsd-fuse|rclone|davfs2?|s3fs|google-drive-ocamlfuse|onedriver|curlftpfs)"
)
_SYNCED = re.compile(
    r"(onedrive|dropbox|google ?drive|googledrive|my ?drive|icloud ?drive|mobile documents|box sync"
    r"|nextcloud|owncloud|pcloud ?drive|sync\.com|mega ?sync|syncthing)( ?[-(@].*)?"
)
_MARKS = (".dropbox", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log", ".tmp.driveupload")
_DRIVE_REMOTE = 4


def refuse_unsafe_place(path: Path) -> None:
    """Raise a Problem for a network drive or a synced folder; the path need not be there yet."""
    place = path.expanduser().absolute()
    real = Path(os.path.realpath(place))
    if on_network(real):
        raise Problem(
            _("This folder is on a network drive, where records can be lost. "
              "Choose a folder on this computer's own disk. Several computers share a house by a "
              "database server.")
        )
    if (name := synced_by(path)) is not None:
        raise Problem(
            _("{name} copies this folder to other computers, which can damage the records. "
              "Choose another folder, on this computer's own disk. Backups may go to {name}.")
            .format(name=name)
        )


def refuse_to_open(path: Path) -> None:
    """Raise a Problem where a database that stands already has come to lie in such a place."""
    if on_network(Path(os.path.realpath(path.expanduser().absolute()))):
        raise Problem(
            _("This house lies on a network drive, where records can be lost. Nothing was opened "
              "or changed. Close sobrhouse on every computer, move the folder {folder} to this "
              "computer's own disk, and open the house there.").format(folder=path.parent)
        )
    if (name := synced_by(path)) is not None:
        raise Problem(
            _("{name} copies the folder of this house to other computers, which can damage the "
              "records. Nothing was opened or changed. Close sobrhouse on every computer, move "
              "the folder {folder} out of {name}, and open the house there.")
            .format(name=name, folder=path.parent)
        )


def synced_by(path: Path) -> str | None:
    """The name of the folder above `path` that a service copies to other computers, or None."""
    place = path.expanduser().absolute()
    for folder in {*place.parents, *Path(os.path.realpath(place)).parents}:
        if _SYNCED.fullmatch(folder.name.casefold()) or any((folder / m).exists() for m in _MARKS):
            return folder.name
    return None


def mounts() -> tuple[tuple[str, str], ...]:
    """Every mount point with its kind, oldest first; none on Windows."""
    return tuple(_mounts())


def on_network(path: Path) -> bool:
    """Whether another computer's disk is behind this path."""
    if sys.platform == "win32":
        return str(path).startswith("\\\\") or _drive_type(path.anchor) == _DRIVE_REMOTE
    return _NETWORK.fullmatch(file_system(path, _mounts())) is not None


def file_system(path: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of file system that `path` lies on: that of the longest, then latest mount point."""
    found, longest = "", 0
    for mount, kind in mounts:
        if path.is_relative_to(mount) and len(mount) >= longest:
            found, longest = kind.casefold(), len(mount)
    return found


def _mounts() -> Iterator[tuple[str, str]]:
    """Every mount point with its kind, oldest first; none where the system does not say."""
    try:
        if sys.platform == "darwin":
            said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True)
            for line in said.stdout.splitlines():
                if told := re.fullmatch(r".+? on (.+) \((\w+).*\)", line):
                    yield told[1], told[2]
        else:
            for line in Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines():
                before, _dash, after = line.partition(" - ")
                yield _unescaped(before.split()[4]), after.split()[0]
    except (OSError, IndexError, subprocess.SubprocessError):
        return


def _unescaped(mount: str) -> str:
    """Spaces and the like stand in mountinfo as three octal digits."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), mount)


def _drive_type(anchor: str) -> int:
    return int(getattr(ctypes, "windll").kernel32.GetDriveTypeW(anchor))  # noqa: B009
