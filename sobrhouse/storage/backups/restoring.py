"""Restoring: putting a verified backup in the database's place, the old files kept aside."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.domain.staff import Role
from sobrhouse.problems import Busy, Damaged, NotFound, Problem
from sobrhouse.storage import schema
from sobrhouse.storage.backups.backup import verify_backup
from sobrhouse.storage.checks import CheckResult, examine
from sobrhouse.storage.copies import Going, copy_whole, remove_database, unseen
from sobrhouse.storage.dialects import looking_engine, raw_connection
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.documents import Document
from sobrhouse.storage.keys.keys import Keys, key_file
from sobrhouse.storage.keys.places import (
    FilePlace,
    begin_exchange,
    copy_keys,
    end_exchange,
    settle,
)
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.places import refuse_unsafe_place
from sobrhouse.storage.tables import Staff
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands now, and where the database that stood before was put."""

    result: CheckResult
    aside: Path | None


def restore(
    backup: Path, target: Path, dek: bytes, now: datetime, going: Going = unseen
) -> Restored:
    """Put a backup in the place of `target`, or where nothing stands yet.

    All of it is checked before anything is moved: Damaged for a backup that is not whole,
    NewerFile for one of a later version, Busy while a window still has the database open. `going`
    hears how far it is, and may stop it until the swap.
    """
    try:
        refuse_unsafe_place(target)
        result = _whole(verify_backup(backup, dek, going))
        with looking_engine(backup, database_key(dek)).connect() as connection:
            schema.check(schema.revision(connection))
        part = target.with_name(target.name + ".part")
        remove_database(part)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            copy_whole(backup, part, database_key(dek), going)
            if _whole(examine(part, dek, going)).digest != result.digest:
                raise not_restored()
            aside = free_aside(target, now) if target.exists() else None
            if aside is not None:
                close_log(target, dek)
            swap(part, target, aside, keys_for(backup, target, aside))
        finally:
            remove_database(part)
    except Exception as error:
        raise (as_problem(error) or error) from error
    return Restored(result, aside)


def role_in(backup: Path, dek: bytes, slot_id: str) -> Role | None:
    """What the holder of a key slot was when the backup was made; None if not on the staff then."""
    with looking_engine(backup, database_key(dek)).connect() as connection:
        found = select(Staff.role).where(Staff.slot_id == slot_id, Staff.active)
        role = connection.execute(found).scalar()
    return Role(role) if role else None


def _whole(result: CheckResult) -> CheckResult:
    if not result.ok:
        raise Damaged(
            _("This backup is damaged. Nothing was changed. Choose an older one."),
            details=" ".join(result.faults),
        )
    return result


def not_restored() -> Damaged:
    """The one sentence for a copy that came out differently."""
    return Damaged(_("The copy was not whole, so nothing was changed. Check the disk."))


def swap(part: Path, target: Path, aside: Path | None, keys: Document | None = None) -> None:
    """Keep the old file aside, then put the new one in its place by one rename, and the keys that
    come with it: after a power cut either stands with its own.
    """
    if keys is not None:
        begin_exchange(key_file(target), target, part, keys)
    if aside is not None:
        for tail in ("-wal", "-shm"):  # still there only where the old file could not be opened
            old = target.with_name(target.name + tail)
            if old.exists():
                old.rename(aside.with_name(aside.name + tail))
        try:
            aside.hardlink_to(target)
        except OSError:  # a file system without hard links
            target.rename(aside)
    part.replace(target)
    settle(target.parent)
    if keys is not None:
        end_exchange(key_file(target), keys)


def close_log(target: Path, dek: bytes) -> None:
    """Fold the write-ahead log into the old file; Busy where another program has it open.

    Leaving WAL takes the whole file for ourselves, so it works only when all windows are closed.
    """
    driver = raw_connection(target, database_key(dek), wait=2.0)
    try:
        mode = driver.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlcipher.DatabaseError as error:
        problem = as_problem(error)
        if isinstance(problem, Damaged):
            return
        mode = "wal" if isinstance(problem, Busy) else ""
        if not mode:
            raise
    finally:
        driver.close()
    if mode == "wal":
        raise Busy(
            _("The database is open in a window. Nothing was changed. "
              "Close every window of sobrhouse, then try again.")
        )


def free_aside(target: Path, now: datetime, word: str = "replaced") -> Path:
    """A free name beside the database for the files that stood there before."""
    stamp, number = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"), 1
    aside = target.with_name(f"{target.stem}-{word}-{stamp}{target.suffix}")
    while aside.exists() or key_file(aside).exists():
        number += 1
        aside = target.with_name(f"{target.stem}-{word}-{stamp}-{number}{target.suffix}")
    return aside


def keys_for(backup: Path, database: Path, aside: Path | None) -> Document | None:
    """The keys that come with a backup; None where those that stand there are this database's:
    they stay, newer passphrases and all. With `aside` what stands is kept there too.
    """
    source, target = key_file(backup), key_file(database)
    if target.exists():
        if aside is not None:
            copy_keys(target, key_file(aside))
        if not source.exists() or _file_id(target) == _file_id(source):
            return None
    if not source.exists():
        raise NotFound(
            _("The key file {name} is missing beside the backup. Put it back.").format(
                name=source.name
            )
        )
    return FilePlace(source).load()


def _file_id(path: Path) -> str | None:
    try:
        return Keys.open(FilePlace(path)).file_id
    except Problem:
        return None
