"""Restore tests: a backup is restored aside, opened by the program and compared, so that it is
known to be good before a bad day; by itself each month, or when somebody asks.
"""

import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.problems import Problem, Stopped
from sobrhouse.storage.access import needs
from sobrhouse.storage.backups.backup import backups
from sobrhouse.storage.backups.places import Reached, places_of
from sobrhouse.storage.backups.restoring import restore
from sobrhouse.storage.copies import Going, unseen
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.marks import another_key
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import BackupLog, RestoreTest
from sobrhouse.storage.work import Work
from sobrhouse.words import _

EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a restore that was tried gave; without faults it would bring everything back."""

    label: str
    at: datetime
    faults: tuple[str, ...]
    digest: str
    ms: int

    @property
    def ok(self) -> bool:
        """Whether it was equal to what was backed up, and opened."""
        return not self.faults


def try_restore(store: Store, backup: Path, place: Reached, going: Going = unseen) -> Tried:
    """Restore a backup beside the database, never in its place; open it, compare it with what the
    log of backups says, write down what was found, and take it away again. Raises Stopped, or a
    Problem of the database's own disk, or for a backup from before the house changed its key;
    whatever is wrong with the backup stands in the result.
    """
    assert store.path is not None
    if another_key(key_file(store.path), key_file(backup)):
        raise Problem(
            _("This backup is from before the key was changed, so it cannot be tried with the key "
              "of now. Nothing is wrong with it. Restore opens it with a passphrase of then.")
        )
    label, begun = f"{place.label}/{backup.name}", time.monotonic()
    expected = store.read(SYSTEM, digest_of, label)
    faults, digest = _faults_of(store, backup, expected, going)
    spent = round((time.monotonic() - begun) * 1000)
    tried = Tried(label, store.now(), faults, digest, spent)
    store.write(SYSTEM, note_restore_test, tried)
    return tried


def try_if_due(store: Store, going: Going = unseen) -> Tried | None:
    """The test of the month: of the newest backup in each place that is there, one at a time."""
    if store.path is None:
        return None
    for place in places_of(store.path).reached():
        ours = key_file(store.path)
        found = [file for file in backups(place.folder, store.path.stem, ours)
                 if not another_key(ours, key_file(file.path))]  # fmt: skip
        last = store.read(SYSTEM, last_tried, place.label)
        if found and (last is None or not timedelta(0) <= store.now() - last.at < EVERY):
            return try_restore(store, found[0].path, place, going)
    return None


def _faults_of(
    store: Store, backup: Path, expected: str | None, going: Going
) -> tuple[tuple[str, ...], str]:
    assert store.path is not None
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=store.path.parent) as name:
        target = Path(name) / store.path.name
        try:
            digest = restore(backup, target, store.dek, store.now(), going).result.digest
            if expected is not None and digest != expected:
                return (_("It is not what was backed up: something in it was changed."),), digest
            if not Keys.open(key_file(target)).staff_slots:
                return (_("Its key file has nobody's passphrase in it."),), digest
            Store.open(target, store.dek, store.now).close()
        except Stopped:
            raise
        except Problem as problem:
            return (problem.sentence,), ""
    return (), digest


def note_restore_test(work: Work, tried: Tried) -> int:
    """Write down what a test found; the backup is told by place and name, without the path."""
    work.require(Permission.START)
    row = work.add(RestoreTest(
        at=tried.at, path_label=tried.label, sha256=tried.digest,
        faults="\n".join(tried.faults), ms=tried.ms,
    ))
    work.record("restore.tested", row)
    return row.id


@needs(Permission.START, house_free=True)
def digest_of(session: Session, label: str) -> str | None:
    """The sum over everything in a backup as it was made; None where the log does not know it."""
    return session.execute(
        select(BackupLog.sha256).where(BackupLog.path_label == label)
        .order_by(BackupLog.id.desc()).limit(1)
    ).scalar()


@needs(Permission.START, house_free=True)
def last_tried(session: Session, label: str = "") -> Tried | None:
    """The last test, of the place of that name where one is given."""
    asked = select(RestoreTest).order_by(RestoreTest.id.desc()).limit(1)
    if label:
        asked = asked.where(RestoreTest.path_label.startswith(f"{label}/", autoescape=True))
    row = session.execute(asked).scalars().first()
    if row is None:
        return None
    return Tried(row.path_label, row.at, tuple(row.faults.splitlines()), row.sha256, row.ms)
