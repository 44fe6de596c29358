"""The command `restore`: put a backup in the database's place."""

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import PASSPHRASE, keys_of, secret, unlock
from sobrhouse.domain.staff import SYSTEM, Role
from sobrhouse.paths import folders
from sobrhouse.problems import Damaged, NotAllowed, NotFound, Problem, WrongPassphrase
from sobrhouse.services.pins import Purpose, confirm_by_passphrase
from sobrhouse.services.restores import allow_restore
from sobrhouse.storage.backups.backup import backups
from sobrhouse.storage.backups.comparing import compare
from sobrhouse.storage.backups.keeping import note_restore
from sobrhouse.storage.backups.places import place_of
from sobrhouse.storage.backups.restore_tests import try_restore
from sobrhouse.storage.backups.restoring import Restored, restore, role_in
from sobrhouse.storage.checks import CheckResult
from sobrhouse.storage.damage.key_return import open_by
from sobrhouse.storage.dialects import is_url
from sobrhouse.storage.keys.keys import Unlocked, key_file
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import utc_now
from sobrhouse.words import N_, _, n_

NAME = "restore"
HELP = N_("Put a backup in the place of the database; the old files are kept.")


def add_arguments(parser: ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("backup", metavar="FILE|DIR", help=_(
        "the backup, with its keys beside it, or the folder of which the newest is taken"))
    parser.add_argument("--try", dest="only_try", action="store_true", help=_(
        "restore it aside, compare it with what stands now, and note what was found"))


def run(args: Namespace) -> int:
    """Check the backup, ask who restores, tell what it has, swap, record it in what was restored.

    1 where a restore that was only tried would not bring everything back.
    """
    named = args.db or str(folders(getattr(args, "data", None)).database)
    if is_url(named):
        raise Problem(_("This database is on a server, which restores its own backups."))
    target = Path(named).expanduser().absolute()
    backup = _newest(Path(args.backup).expanduser().absolute(), target)
    if not backup.is_file():
        raise NotFound(_("There is no backup at {name}. Check the name.").format(name=backup.name))
    unlocked, dek = _opened(backup, target, args.staff)
    if unlocked is not None and role_in(backup, dek, unlocked.slot_id) is not Role.OWNER:
        raise NotAllowed(_("Only an owner may restore a backup."))
    if target.is_file():
        _compare(backup, target, dek)
    if args.only_try:
        return _try(backup, target, dek)
    if target.is_file() and unlocked is not None:
        _allow(target, unlocked, backup)
    restored = restore(backup, target, dek, utc_now())
    _record(target, unlocked, dek, backup, restored.result)
    _tell(restored, backup)
    if unlocked is None:
        print(_("Now choose a new passphrase with the command recover and the same code."))
    return 0


def _allow(target: Path, unlocked: Unlocked, backup: Path) -> None:
    """The records that stand say who puts a backup in their place, where they can be opened by this
    key at all. Problem for somebody who is no owner any more.
    """
    try:
        store = Store.open(target, unlocked.dek)
    except Problem:  # damaged, of another key or of a later version: it is set aside as it is
        return
    try:
        actor = store.actor(slot_id=unlocked.slot_id)
        store.write(actor, confirm_by_passphrase, Purpose.RESTORE)
        store.write(actor, allow_restore, backup.name)
    except Damaged:
        return
    finally:
        store.close()


def _compare(backup: Path, target: Path, dek: bytes) -> None:
    """Say where the backup has more or less than what stands now."""
    seen = compare(backup, dek, target, dek)
    for kind in seen.kinds:
        if kind.now is not None and kind.now != kind.then:
            print(_("{what}: {then} in the backup, {now} now").format(
                what=kind.words, then=kind.then, now=kind.now))
    if seen.lost is None:
        print(_("What stands now cannot be read, so nothing can be compared."))
    else:
        print(n_("{n} entry of the log is newer than the backup.",
                 "{n} entries of the log are newer than the backup.", seen.lost).format(
                     n=seen.lost))


def _try(backup: Path, target: Path, dek: bytes) -> int:
    """Restore it aside and record what was found, where there is a database to record it in."""
    if not target.is_file():
        near = next(folder for folder in target.parents if folder.is_dir())  # it may not be there
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=near) as folder:
            restore(backup, Path(folder) / target.name, dek, utc_now())
        print(_("{name} can be restored: all of it came back.").format(name=backup.name))
        return 0
    store = Store.open(target, dek)
    try:
        tried = try_restore(store, backup, place_of(target, backup))
    finally:
        store.close()
    if tried.ok:
        print(_("{name} can be restored: all of it came back.").format(name=backup.name))
    else:
        print(" ".join(tried.faults), file=sys.stderr)
    return 0 if tried.ok else 1


def _newest(named: Path, target: Path) -> Path:
    """The backup that is named, or the newest of this house in a folder (of any, where the folder
    has none of that name: on a new computer the database may be called otherwise).
    """
    if not named.is_dir():
        return named
    found = backups(named, target.stem, key_file(target)) or backups(named, None)
    return found[0].path if found else named


def _opened(backup: Path, target: Path, staff: str | None) -> tuple[Unlocked | None, bytes]:
    """Whose slot it was, None for the recovery code, and the key.

    The code opens where nothing stands yet: whose records stand can be asked by `recover`, and
    whose keys are lost by `salvage`.
    """
    keys = None if target.exists() or key_file(target).exists() else keys_of(backup)
    if keys is not None and not keys.practice:
        return open_by(keys, secret(PASSPHRASE, _("Passphrase or recovery code: ")), staff)
    unlocked = _unlocked(backup, target, staff)
    return unlocked, unlocked.dek


def _unlocked(backup: Path, target: Path, staff: str | None) -> Unlocked:
    """By the keys beside the database, whose passphrases are newer, else by the backup's."""
    if not key_file(target).exists():
        return unlock(keys_of(backup), staff)
    try:
        current = keys_of(target)
        if not key_file(backup).exists() or keys_of(backup).file_id == current.file_id:
            return unlock(current, staff)
    except (Damaged, WrongPassphrase):
        if not key_file(backup).exists():
            raise
    return unlock(keys_of(backup), staff)


def _record(
    target: Path, unlocked: Unlocked | None, dek: bytes, backup: Path, result: CheckResult
) -> None:
    store = Store.open(target, dek)
    try:
        actor = SYSTEM if unlocked is None else store.actor(slot_id=unlocked.slot_id)
        store.write(actor, note_restore, backup.name, result.head_seq)
    finally:
        store.close()


def _tell(restored: Restored, backup: Path) -> None:
    print(_("Restored from {name}.").format(name=backup.name))
    if restored.aside is not None:
        print(_("What stood there before is kept as {name}.").format(name=restored.aside.name))
