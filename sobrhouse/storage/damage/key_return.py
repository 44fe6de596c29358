"""Key return: the key file is lost or damaged, and its copy beside a backup takes its place, once a
passphrase or the recovery code has shown that it opens this very database.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.recovery_codes import read_code
from sobrhouse.problems import Damaged, NewerFile, NotFound, Problem, WrongPassphrase
from sobrhouse.storage.backups.backup import UPGRADES, BackupFile, backups
from sobrhouse.storage.backups.restoring import free_aside
from sobrhouse.storage.dialects import raw_connection
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.keys import Keys, Unlocked, key_file
from sobrhouse.storage.keys.places import replace_whole
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.words import _


def needs_keys(target: Path) -> Problem | None:
    """What is wrong with the key file of a database that stands; None where it can be read."""
    try:
        Keys.open(key_file(target))
    except (Damaged, NotFound) as problem:
        return problem
    return None


def key_copies(folders: Iterable[Path], stem: str | None) -> tuple[BackupFile, ...]:
    """The backups of one database (of any, without a stem) in these folders that have keys beside
    them which can be read, newest first.
    """
    found = [
        file
        for folder in dict.fromkeys(folders)
        for place in (folder, folder / UPGRADES)
        for file in backups(place, stem)
        if _can_be_read(key_file(file.path))
    ]
    return tuple(sorted(found, key=lambda f: f.made_at, reverse=True))


def return_keys(
    target: Path, copies: Iterable[BackupFile], secret: str, now: datetime
) -> tuple[Unlocked | None, bytes]:
    """Put the newest copy in place which `secret` opens (a passphrase, or the recovery code) and
    whose key opens the database; gives whose slot it was (None for the code) and the key.

    The damaged key file is kept aside. WrongPassphrase where no copy opens, NotFound where there
    is none of this database; nothing is changed then.
    """
    try:
        opened = another = False
        for file in copies:
            document = Keys.open(key_file(file.path))
            try:
                unlocked, dek = open_by(document, secret)
            except WrongPassphrase:
                continue
            opened = True
            if not opens_with(target, dek):
                another = True
                continue
            _put(key_file(file.path), target, now)
            return unlocked, dek
    except Exception as error:
        raise (as_problem(error) or error) from error
    if opened and another:
        raise NotFound(
            _(
                "The keys beside these backups are of another database. Nothing was changed. "
                "Plug in the drive with your other backups, and choose it."
            )
        )
    raise WrongPassphrase(
        _(
            "That opens none of the copies. Nothing was changed. Type the passphrase that you had "
            "when the backup was made, or the recovery code."
        ),
        field="secret",
    )


def open_by(keys: Keys, secret: str, staff: str | None = None) -> tuple[Unlocked | None, bytes]:
    """The data key by a recovery code, where `secret` looks like one, or by a passphrase (of
    `staff`, else of anybody).
    """
    try:
        read_code(secret)
    except Problem:
        unlocked = keys.unlock_with_passphrase(secret, staff)
        return unlocked, unlocked.dek
    return None, keys.unlock_with_code(secret)


def opens_with(target: Path, dek: bytes) -> bool:
    """Whether the database is of this key, as its first page tells."""
    driver = raw_connection(target, database_key(dek))
    try:
        driver.execute("PRAGMA query_only=ON")
        driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError:
        return False
    finally:
        driver.close()
    return True


def _put(copy: Path, target: Path, now: datetime) -> None:
    keys = key_file(target)
    if keys.exists():
        replace_whole(key_file(free_aside(target, now, "damaged")), keys.read_bytes())
    replace_whole(keys, copy.read_bytes())


def _can_be_read(path: Path) -> bool:
    try:
        Keys.open(path)
    except (Damaged, NewerFile, NotFound):
        return False
    return True
