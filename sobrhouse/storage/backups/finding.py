"""Backup finding: where backups may lie on this computer now, for whoever has lost the records, or
has a new computer and a stick.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sobrhouse.storage.backups.backup import UPGRADES, BackupFile, backups
from sobrhouse.storage.backups.places import FOLDER, HOME, places_of, tops_of_drives
from sobrhouse.storage.keys.keys import key_file

_NEXT = (FOLDER, HOME)  # the names that the program itself gives to folders of backups


def folders_of(database: Path, drives: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """Every folder that is there now and may hold backups of this database: its places, beside it,
    and on every drive that is plugged in.
    """
    tops = list(tops_of_drives() if drives is None else drives)
    known = [place.folder for place in places_of(database).reached(tops)]
    found = [*known, database.parent / HOME, *_on_drives(tops)]
    return tuple(dict.fromkeys(folder for folder in found if _is_there(folder)))


def of_any_house(beside: Path, drives: Iterable[Path] | None = None) -> tuple[BackupFile, ...]:
    """The backups of whatever house, with their keys beside them, newest first: on the drives that
    are plugged in, and in the data folder `beside` (a computer whose database is gone).
    """
    tops = list(tops_of_drives() if drives is None else drives)
    folders = dict.fromkeys([*_on_drives(tops), *tops, beside / HOME])
    found = [
        file
        for folder in folders
        if _is_there(folder)
        for file in _backups_in(folder)
        if key_file(file.path).is_file()
    ]
    return tuple(sorted(found, key=lambda f: (f.made_at, f.path.name), reverse=True))


def _on_drives(tops: list[Path]) -> list[Path]:
    return [top / name for top in tops for name in _NEXT]


def _backups_in(folder: Path) -> tuple[BackupFile, ...]:
    with suppress(OSError):  # a drive that is pulled out at this moment, or not ours to read
        return (*backups(folder, None), *backups(folder / UPGRADES, None))
    return ()


def _is_there(folder: Path) -> bool:
    with suppress(OSError):
        return folder.is_dir()
    return False
