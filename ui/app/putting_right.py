"""Putting right: what the page of a damaged house does, all of it on the slow lane."""

from dataclasses import dataclass
from pathlib import Path

from sobrhouse.domain.staff import SYSTEM, Role
from sobrhouse.domain.stages import Stage, Tell
from sobrhouse.problems import Damaged, NotAllowed, Problem, WrongPassphrase
from sobrhouse.storage.backups.backup import backups
from sobrhouse.storage.backups.finding import folders_of
from sobrhouse.storage.backups.keeping import note_restore
from sobrhouse.storage.backups.restoring import restore, role_in
from sobrhouse.storage.checks import check, page_faults
from sobrhouse.storage.copies import COPYING, Going
from sobrhouse.storage.damage.key_return import key_copies, open_by, return_keys
from sobrhouse.storage.damage.salvaging import newest_good, salvage, what_is_lost
from sobrhouse.storage.keys.keys import Keys, Unlocked, key_file
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import utc_now
from sobrhouse.words import _
from ui.app.vault import Key
from ui.office.safety.damage_values import Backups, Wanted
from ui.office.safety.damage_values import Righted as Told


@dataclass(frozen=True, slots=True, repr=False)
class Righted:
    """What stands again, and the key to it (none where the recovery code opened it)."""

    told: Told
    key: Key | None


def survey(target: Path, *, keys: bool) -> Backups:
    """What there is to put the house right with: backups, or with `keys` the keys beside them."""
    folders = folders_of(target)
    if keys:
        found = list(key_copies(folders, target.stem))
    else:
        found = [f for folder in folders for f in backups(folder, target.stem, key_file(target))]
    found.sort(key=lambda f: f.made_at, reverse=True)
    return Backups(
        len(found), found[0].path if found else None, found[0].made_at if found else None
    )


def put_right(target: Path, wanted: Wanted, tell: Tell) -> Righted:
    """Salvage by an owner's passphrase or the recovery code, with the backup that was chosen or the
    newest that is whole.
    """
    unlocked, dek = _unlocked(target, wanted)
    tell(Stage.BACKUP)
    backup = wanted.backup or newest_good(folders_of(target), target.stem, dek)
    _only_owners(backup, unlocked, dek)
    done = salvage(target, backup, dek, utc_now(), tell)
    told = Told(
        done.backup, done.aside.name, done.entries, done.rows, done.as_before,
        tuple(what_is_lost(done)),
    )  # fmt: skip
    return Righted(told, Key(dek, unlocked.slot_id) if unlocked is not None else None)


def put_keys_back(target: Path, wanted: Wanted) -> Righted:
    """The key file's copy beside a backup in the place of the one that is lost or damaged."""
    folders = folders_of(target) if wanted.backup is None else [wanted.backup.parent]
    copies = key_copies(folders, target.stem if wanted.backup is None else None)
    if wanted.backup is not None:
        copies = tuple(file for file in copies if file.path == wanted.backup)
    unlocked, dek = return_keys(target, copies, wanted.secret, utc_now())
    told = Told(copies[0].path, "", 0, 0, 0, ())
    return Righted(told, Key(dek, unlocked.slot_id) if unlocked is not None else None)


def bring_back(target: Path, wanted: Wanted, tell: Tell) -> Righted:
    """A backup where the database is gone, by an owner's passphrase or the recovery code."""
    unlocked, dek = _unlocked(target, wanted)
    tell(Stage.BACKUP)
    backup = wanted.backup or newest_good(folders_of(target), target.stem, dek)
    _only_owners(backup, unlocked, dek)
    seq = restore(backup, target, dek, utc_now(), _heard_as(tell)).result.head_seq
    store = Store.open(target, dek)
    try:
        store.write(SYSTEM, note_restore, backup.name, seq)
    finally:
        store.close()
    lost = _("Lost: what was recorded from entry {first} of the log on.").format(first=seq + 1)
    told = Told(backup, "", 0, 0, 0, (lost,))
    return Righted(told, Key(dek, unlocked.slot_id) if unlocked is not None else None)


def _heard_as(tell: Tell) -> Going:
    """Hears how far a restore is, and says its stage: the copy, and what comes before and after;
    so it can be stopped until the swap.
    """
    copied = False

    def going(what: str, _n: int, _of: int) -> None:
        nonlocal copied
        copied = copied or what == COPYING
        after = Stage.CHECK if copied else Stage.BACKUP
        tell(Stage.COPY if what == COPYING else after)

    return going


def look_whole(target: Path, dek: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nightly check: what is wrong with the pages, and what else is (links, audit log)."""
    found = check(target, dek)
    if found.ok:
        return (), ()
    pages = page_faults(target, dek)
    return pages, () if pages else found.faults


def _only_owners(backup: Path, unlocked: Unlocked | None, dek: bytes) -> None:
    if unlocked is not None and role_in(backup, dek, unlocked.slot_id) is not Role.OWNER:
        raise NotAllowed(_("Only an owner may put the records right. An owner types their own "
                           "passphrase."), field="secret")  # fmt: skip


def _unlocked(target: Path, wanted: Wanted) -> tuple[Unlocked | None, bytes]:
    """By the keys beside the database, whose passphrases are newer, else by the backup's own."""
    try:
        return open_by(Keys.open(key_file(target)), wanted.secret)
    except WrongPassphrase as problem:
        raise WrongPassphrase(problem.sentence, field="secret") from problem
    except Damaged:
        if wanted.backup is None:
            raise
        return open_by(Keys.open(key_file(wanted.backup)), wanted.secret)
    except Problem as problem:
        raise type(problem)(problem.sentence, field="secret", details=problem.details) from problem
