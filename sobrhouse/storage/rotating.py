"""Rotating: another data key for the whole database, when somebody who left may have kept the old.

The database is written anew under the new key beside the old one, compared with it, and takes its
place; only then do the new key slots. Backups made before keep their own keys (safety.md 4.1).
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.domain.stages import Stage, Tell, nobody_waits
from sobrhouse.problems import Busy, Problem
from sobrhouse.storage.alone import nobody_else
from sobrhouse.storage.backups.backup import BackupDone, back_up
from sobrhouse.storage.backups.restoring import close_log, not_restored, swap
from sobrhouse.storage.checks import examine
from sobrhouse.storage.copies import copy_whole, read_contents, remove_database
from sobrhouse.storage.dialects import file_engine, raw_connection
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys import secrets
from sobrhouse.storage.keys.keys import Keys, Present, key_file
from sobrhouse.storage.keys.places import finish_exchange
from sobrhouse.storage.keys.sealing import KEY_BYTES, database_key
from sobrhouse.storage.keys.slots import Costs
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import Secret, Staff
from sobrhouse.storage.work import Work
from sobrhouse.words import _

_LONGEST = 400  # letters of a reason


@dataclass(frozen=True, slots=True)
class Rotated:
    """What stands now: the new recovery code, shown once; the backup under the old key; and whose
    way in has to be given anew.
    """

    dek: bytes
    recovery_code: str
    backup: BackupDone
    without_key: tuple[str, ...]


def rotate(
    target: Path,
    dek: bytes,
    present: Sequence[Present],
    folder: Path,
    now: datetime,
    costs: Costs | None = None,
    tell: Tell = nobody_waits,
    reason: str = "",
) -> Rotated:
    """Give the database another data key, whose slots are those of the people `present`.

    Two people have to be there (safety.md 4.2); where one is all the staff with a passphrase, a
    `reason`, and the next weekly report says so. `tell` hears how far it is, and may raise Stopped
    until the swap. Raises Busy while a program has the database open, Problem where somebody or the
    reason is missing, Damaged where it is not whole; nothing is changed then.
    """
    try:
        finish_exchange(key_file(target))
        if not nobody_else(target):
            raise Busy(
                _("The database is open in a window. Nothing was changed. "
                  "Close every window of sobrhouse, then try again.")
            )
        actor, alone_why = _actor(target, dek, present, reason)
        tell(Stage.BACKUP)
        made = back_up(target, dek, folder, now)
        return _rotated(target, dek, present, (actor, alone_why), made, now, costs, tell)
    except Exception as error:
        raise (as_problem(error) or error) from error


def people_present(
    target: Path, dek: bytes, typed: Sequence[tuple[int, str]]
) -> tuple[Present, ...]:
    """Who is here, by staff id and the passphrase that each has typed; Problem for an account
    without one. The passphrases are tried when the key is exchanged.
    """
    store = Store.open(target, dek)
    try:
        slots = {a.staff_id: a.slot_id for a in store.accounts() if a.active and a.slot_id}
    finally:
        store.close()
    labels = {slot.slot_id: slot.label for slot in Keys.open(key_file(target)).staff_slots}
    found = [(slots.get(who), passphrase) for who, passphrase in typed]
    if any(slot not in labels for slot, _passphrase in found):
        raise Problem(_("This account has no passphrase of its own."))
    return tuple(
        Present(slot, labels[slot], passphrase) for slot, passphrase in found if slot is not None
    )


def _actor(
    target: Path, dek: bytes, present: Sequence[Present], reason: str
) -> tuple[Actor, str | None]:
    """Who rotates: the first of those present, an owner; and why, where nobody else could be there.
    """
    store = Store.open(target, dek)
    try:
        first = store.actor(slot_id=present[0].slot_id)
        if not first.may(Permission.MANAGE_STAFF):
            raise Problem(_("Only an owner may change the key of the house. Nothing was changed."))
        with_keys = [a for a in store.accounts() if a.active and a.slot_id]
        if len({p.slot_id for p in present}) < min(2, len(with_keys)):
            raise Problem(
                _(
                    "Changing the key of the house takes two people of the staff. Nothing was "
                    "changed. Ask a second one to type their passphrase."
                ),
                field="second",
            )
        if len(with_keys) > 1:
            return first, None
        if not reason.strip():
            raise Problem(
                _("Nobody else is on the staff, so say why you do this alone."), field="reason"
            )
        return first, reason.strip()[:_LONGEST]
    finally:
        store.close()


def _rotated(
    target: Path, dek: bytes, present: Sequence[Present], by: tuple[Actor, str | None],
    made: BackupDone, now: datetime, costs: Costs | None, tell: Tell,
) -> Rotated:
    part = target.with_name(target.name + ".part")
    remove_database(part)
    fresh = os.urandom(KEY_BYTES)
    try:
        tell(Stage.COPY)
        _under_new_key(target, part, dek, fresh, tell)
        copied = _last_entry(part, fresh)
        tell(Stage.CHECK)
        without = _new_secrets(part, dek, fresh, present)
        _note(part, fresh, by, now, without)
        if not examine(part, fresh).ok:
            raise not_restored()
        document, code = Keys.open(key_file(target)).exchanged(fresh, present, costs)
        tell(Stage.SWAP)
        close_log(target, dek)
        _refuse_newer(target, dek, copied)
        swap(part, target, None, document)
    finally:
        remove_database(part)
    return Rotated(fresh, code, made, without)


def _refuse_newer(target: Path, dek: bytes, copied: int) -> None:
    """Busy where a command has come and written since the copy was made: it would be lost."""
    if _last_entry(target, dek) != copied:
        raise Busy(
            _("Something was recorded meanwhile. Nothing was changed. "
              "Close every window of sobrhouse, then try again.")
        )


def _last_entry(path: Path, dek: bytes) -> int:
    driver = raw_connection(path, database_key(dek))
    try:
        return int(driver.execute("SELECT max(seq) FROM audit_entry").fetchone()[0])
    finally:
        driver.close()


def _under_new_key(target: Path, part: Path, dek: bytes, fresh: bytes, tell: Tell) -> None:
    """A copy whose every page is encrypted anew; Damaged where it does not say the same."""
    before = copy_whole(target, part, database_key(dek))
    tell(Stage.READ)
    driver = raw_connection(part, database_key(dek))
    try:
        driver.execute("SELECT count(*) FROM sqlite_master").fetchall()  # no cursor stays open
        driver.execute(f"PRAGMA rekey=\"x'{database_key(fresh).hex()}'\"").fetchall()
    finally:
        driver.close()
    driver = raw_connection(part, database_key(fresh))
    try:
        if read_contents(driver).digest != before.digest:
            raise not_restored()
    finally:
        driver.close()


def _new_secrets(
    part: Path, dek: bytes, fresh: bytes, present: Sequence[Present]
) -> tuple[str, ...]:
    """Wrap the inner keys under the new data key, add a new audit key, and close the accounts of
    those who are not here, to be opened again with a new passphrase; gives their names.
    """
    engine = file_engine(part, database_key(fresh), write=True)
    try:
        with engine.begin() as connection:
            _rewrap(connection, dek, fresh)
            here = [p.slot_id for p in present]
            gone = (Staff.slot_id.is_not(None), Staff.slot_id.not_in(here))
            names = connection.execute(select(Staff.name).where(*gone).order_by(Staff.name))
            without = tuple(names.scalars())
            connection.execute(
                update(Staff).where(*gone).values(slot_id=None, active=False, pin_hash=None)
            )
    finally:
        engine.dispose()
    return without


def _rewrap(connection: Connection, dek: bytes, fresh: bytes) -> None:
    wrapped = secrets.rewrapped(connection, dek, fresh)
    connection.execute(delete(Secret))
    connection.execute(insert(Secret), wrapped)


def _note(
    part: Path, dek: bytes, by: tuple[Actor, str | None], now: datetime, without: tuple[str, ...]
) -> None:
    actor, alone_why = by
    store = Store.open(part, dek, lambda: now)
    try:
        store.write(actor, note_rotation, without, alone_why)
    finally:
        store.close()


def note_rotation(work: Work, without: tuple[str, ...], alone_why: str | None = None) -> None:
    """Write down, signed by the new audit key, that the key was changed, who lost their way in, and
    why where one person did it alone.
    """
    work.require(Permission.MANAGE_STAFF)
    work.record(
        "keys.rotated", None, audit_key=work.keys.newest, without_key=list(without),
        alone_why=alone_why,
    )  # fmt: skip

