"""Backups kept: what the office may do with backups, their places and restores; all of it takes
long and runs on the slow lane.
"""

import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSettings

from sobrhouse.domain.staff import Role
from sobrhouse.problems import NotAllowed, NotFound, Problem, Stopped
from sobrhouse.storage.backups import places as backup_places
from sobrhouse.storage.backups.backup import BackupDone, backups
from sobrhouse.storage.backups.comparing import compare
from sobrhouse.storage.backups.keeping import Outcome, back_up_everywhere
from sobrhouse.storage.backups.places import HOME, place_of, places_of
from sobrhouse.storage.backups.restore_tests import try_if_due, try_restore
from sobrhouse.storage.backups.restoring import role_in
from sobrhouse.storage.copies import unseen
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.marks import another_key
from sobrhouse.storage.store import Store
from sobrhouse.words import _
from ui.desk.values import BackedUp, BackupSeen, ComparedSeen, Going, PlaceSeen

_OLD_KEY = "backup/folder"  # where the one chosen folder was kept before there were places


class BackupsKept:
    """The backups of one database. One piece of work at a time: the one before the records are
    closed waits for what is running, and what comes after that finds them closed.
    """

    def __init__(self, store: Store, data: Path) -> None:
        self._store, self._data = store, data
        self._turn = threading.Lock()

    def places(self) -> tuple[PlaceSeen, ...]:
        """Where backups go, this computer's folder first; none on a server."""
        if self._store.path is None:
            return ()
        self._adopt(self._store.path)
        known = places_of(self._store.path)
        there = {place.place_id: place.folder for place in known.reached()}
        here = PlaceSeen("", HOME, known.home, False)
        return here, *(
            PlaceSeen(one.place_id, one.label, there.get(one.place_id), one.away)
            for one in known.others
        )

    def add_place(self, folder: Path, label: str, top: Path | None = None) -> str:
        """Backups go there too; gives its id."""
        return backup_places.add_place(self._file(), folder, label, top).place_id

    def forget_place(self, place_id: str) -> None:
        """No more backups go there; those that lie there stay."""
        backup_places.forget_place(self._file(), place_id)

    def move_home(self, folder: Path | None) -> None:
        """Another folder on this computer; None is the one beside the database."""
        backup_places.move_home(self._file(), folder)

    def back_up(self, going: Going | None = None) -> BackedUp:
        """A verified backup now, in every place that is there."""
        with self._turn:
            self._still_open()
            return _seen(back_up_everywhere(self._store, due=False, going=going or unseen))

    def back_up_if_due(self, *, leaving: bool = False) -> BackedUp:
        """The hourly backup in each place, where something changed since its last."""
        with self._turn:
            if self._store.path is None or not self._store.dek:
                return BackedUp()
            self._adopt(self._store.path)
            return _seen(back_up_everywhere(self._store, leaving=leaving))

    def backups(self) -> tuple[BackupSeen, ...]:
        """The backups that lie in the places that are there, newest first."""
        path = self._store.path
        if path is None:
            return ()
        found = []
        for place in places_of(path).reached():
            for file in backups(place.folder, path.stem, key_file(path)):
                with suppress(OSError):  # thinned out or pulled out in this moment
                    size = file.path.stat().st_size
                    before = another_key(key_file(path), key_file(file.path))
                    found.append(
                        BackupSeen(file.path, file.made_at, place.label, size, key_before=before)
                    )
        return tuple(sorted(found, key=lambda one: (one.made_at, one.label), reverse=True))

    def try_restore(self, backup: Path, going: Going | None = None) -> tuple[str, ...]:
        """Restore aside, open and compare; what is wrong with the backup."""
        place = place_of(self._file(), backup)
        with self._turn:
            self._still_open()
            return try_restore(self._store, backup, place, going or unseen).faults

    def test_if_due(self) -> bool:
        """The restore test of the month; whether one was made."""
        with self._turn:
            return bool(self._store.dek) and try_if_due(self._store) is not None

    def compare(self, backup: Path, passphrase: str, going: Going | None = None) -> ComparedSeen:
        """The backup, opened by an owner's passphrase as it was then, beside what stands now.

        NotFound, WrongPassphrase or NotAllowed, with the field; Damaged or NewerFile.
        """
        if not backup.is_file():
            raise NotFound(_("That backup is not there any more. Choose it again."))
        unlocked = Keys.open(key_file(backup)).unlock_with_passphrase(passphrase)
        if role_in(backup, unlocked.dek, unlocked.slot_id) is not Role.OWNER:
            raise NotAllowed(_("Only an owner may restore a backup."), field="passphrase")
        with self._turn:
            self._still_open()
            seen = compare(backup, unlocked.dek, self._file(), self._store.dek, going or unseen)
        kinds = tuple((kind.words, kind.then, kind.now) for kind in seen.kinds)
        return ComparedSeen(kinds, seen.last_then, seen.last_now, seen.lost)

    def _still_open(self) -> None:
        if not self._store.dek:
            raise Stopped(_("The records were closed. Nothing was changed."))

    def _file(self) -> Path:
        if self._store.path is None:
            raise Problem(_("This database is on a server, which keeps its own backups."))
        return self._store.path

    def _adopt(self, database: Path) -> None:
        """The folder that was chosen before there were places becomes one."""
        settings = QSettings(str(self._data / "ui.ini"), QSettings.Format.IniFormat)
        chosen = str(settings.value(_OLD_KEY, "") or "")
        if chosen and Path(chosen).is_dir() and Path(chosen) != database.parent / HOME:
            backup_places.add_place(database, Path(chosen), Path(chosen).name)
            settings.remove(_OLD_KEY)


def _seen(outcome: Outcome) -> BackedUp:
    return BackedUp(
        tuple(_backup(done) for done in outcome.made),
        tuple((place.label, problem.sentence) for place, problem in outcome.failed),
    )


def _backup(done: BackupDone) -> BackupSeen:
    return BackupSeen(done.path, done.made_at, done.path.parent.name, done.bytes)
