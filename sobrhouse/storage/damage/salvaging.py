"""Salvaging: a damaged database is set aside untouched, its newest good backup put in its place,
and whatever is newer brought over from what can still be read (safety.md 4.6).
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.domain.stages import Stage, Tell, nobody_waits
from sobrhouse.problems import Busy, Damaged, NotFound
from sobrhouse.storage import dialects, schema
from sobrhouse.storage.alone import nobody_else
from sobrhouse.storage.backups.backup import backups, verify_backup
from sobrhouse.storage.backups.restoring import free_aside, keys_for, not_restored, swap
from sobrhouse.storage.checks import examine
from sobrhouse.storage.copies import copy_whole, remove_database, room_for
from sobrhouse.storage.damage.grafting import graft_schema
from sobrhouse.storage.damage.left_log import forgets
from sobrhouse.storage.damage.replaying import Replayed, Span, replay
from sobrhouse.storage.damage.torn import Torn
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.places import refuse_unsafe_place
from sobrhouse.storage.store import Store
from sobrhouse.storage.work import Work
from sobrhouse.words import _, n_


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What stands now: from which backup, what was brought over, and what is lost.

    `rebuilt` rows could not be read and were made anew from the log; `as_before` could not be read
    and stand as the backup had them. `lost_entries` are spans of log numbers, `lost_rows` spans of
    record numbers by table (an end of None: nobody can say how far it goes).
    """

    backup: Path
    aside: Path
    backup_head: int
    entries: int
    rows: int
    rebuilt: int
    as_before: int
    lost_entries: tuple[Span, ...]
    lost_rows: tuple[tuple[str, tuple[Span, ...]], ...]

    @property
    def lossless(self) -> bool:
        """Whether everything that was acknowledged is there again."""
        return not self.lost_entries and not self.lost_rows


def newest_good(folder: Path | Iterable[Path], stem: str, dek: bytes) -> Path:
    """The newest backup in a folder, or in several, that is whole and opens with this key; NotFound
    where there is none.
    """
    folders = (folder,) if isinstance(folder, Path) else tuple(dict.fromkeys(folder))
    found = [file for place in folders for file in backups(place, stem)]
    for file in sorted(found, key=lambda f: (f.made_at, f.path.name), reverse=True):
        try:
            if verify_backup(file.path, dek).ok:
                return file.path
        except Exception as error:
            if as_problem(error) is None:
                raise
    raise NotFound(
        _(
            "No backup here is whole. The damaged database was left as it is. Plug in the drive "
            "with your other backups, and choose it."
        )
    )


def salvage(
    target: Path, backup: Path, dek: bytes, now: datetime, tell: Tell = nobody_waits
) -> Salvaged:
    """Put the backup in the damaged database's place with whatever is newer and can be read.

    `tell` hears how far it is, and may raise Stopped until the swap. The damaged files are kept
    beside it byte for byte. Raises Busy while a program has it open, Damaged where the backup is
    not whole or what came out does not hold together; nothing is changed then.
    """
    try:
        refuse_unsafe_place(target)
        if not nobody_else(target):
            raise Busy(
                _("The database is open in a window. Nothing was changed. "
                  "Close every window of sobrhouse, then try again.")
            )
        tell(Stage.BACKUP)
        checked = verify_backup(backup, dek)
        if not checked.ok:
            raise Damaged(
                _("This backup is damaged. Nothing was changed. Choose an older one."),
                details=" ".join(checked.faults),
            )
        return _salvaged(target, backup, dek, now, checked.head_seq, tell)
    except Exception as error:
        raise (as_problem(error) or error) from error


def what_is_lost(done: Salvaged) -> list[str]:
    """The loss in sentences; none where nothing is lost."""
    said = []
    for first, last in done.lost_entries:
        if last is None:
            said.append(_("Lost: what was recorded from entry {first} of the log on.").format(
                first=first))
        elif first == last:
            said.append(_("Lost: entry {first} of the log.").format(first=first))
        else:
            said.append(_("Lost: entries {first} to {last} of the log.").format(
                first=first, last=last))
    for name, spans in done.lost_rows:
        many = None if any(last is None for _first, last in spans) else sum(
            (last or 0) - first + 1 for first, last in spans)
        if many is None:
            said.append(_("Lost: records of {table} from number {n} on.").format(
                table=name, n=spans[-1][0]))
        else:
            said.append(n_("Lost: {n} record of {table}.", "Lost: {n} records of {table}.", many)
                        .format(n=many, table=name))
    return said


def _salvaged(
    target: Path, backup: Path, dek: bytes, now: datetime, head: int, tell: Tell
) -> Salvaged:
    key = database_key(dek)
    torn = target.with_name(target.name + ".torn")
    part = target.with_name(target.name + ".part")
    remove_database(torn)
    remove_database(part)
    try:
        tell(Stage.COPY)
        forgotten = forgets(target)
        _copy_bytes(target, torn)
        if not graft_schema(torn, backup, key):
            _copy_bytes(target, torn)
        copy_whole(backup, part, key)
        tell(Stage.READ)
        done = _joined(part, torn, dek, head)
        if forgotten and not any(last is None for _first, last in done.lost_entries):
            done.lost_entries.append((done.newest + 1, None))
        remove_database(torn)
        aside = free_aside(target, now, "damaged")
        salvaged = Salvaged(
            backup, aside, head, done.entries, done.rows, done.rebuilt, done.as_before,
            tuple(done.lost_entries),
            tuple((name, tuple(spans)) for name, spans in sorted(done.lost_rows.items())),
        )
        tell(Stage.CHECK)
        _note(part, dek, now, salvaged)
        if not examine(part, dek).ok:
            raise not_restored()
        tell(Stage.SWAP)
        swap(part, target, aside, keys_for(backup, target, aside))
    finally:
        remove_database(torn)
        remove_database(part)
    return salvaged


def _copy_bytes(source: Path, target: Path) -> None:
    """The file and its log as they lie on the disk: opening them would change them."""
    room_for(source, target.parent)
    for tail in ("", "-wal"):
        lying = source.with_name(source.name + tail)
        if lying.exists():
            shutil.copyfile(lying, target.with_name(target.name + tail))


def _joined(part: Path, torn_path: Path, dek: bytes, head: int) -> Replayed:
    """Bring an older backup up to date first, then take in what is newer, all or nothing."""
    key = database_key(dek)
    engine = dialects.file_engine(part, key, write=True)
    try:
        with engine.connect() as connection:
            due = schema.check(schema.revision(connection))
        if due:
            schema.upgrade(engine, lambda: None)
        with engine.begin() as connection, Torn(torn_path, key) as torn:
            done = replay(torn, connection, dek, head if not due else _head(connection, head))
    finally:
        engine.dispose()
    return done


def _head(connection: Connection, head: int) -> int:
    """The newest entry once an upgrade has recorded itself."""
    newest = connection.exec_driver_sql("SELECT max(seq) FROM audit_entry").scalar()
    return max(head, int(newest or 0))


def _note(part: Path, dek: bytes, now: datetime, salvaged: Salvaged) -> None:
    store = Store.open(part, dek, lambda: now)
    try:
        store.write(SYSTEM, note_salvage, salvaged)
    finally:
        store.close()


def note_salvage(work: Work, salvaged: Salvaged) -> None:
    """Write down what was put in place of the damaged database, and what is lost."""
    work.require(Permission.START)
    work.record(
        "database.salvaged",
        None,
        backup=salvaged.backup.name,
        backup_audit_seq=salvaged.backup_head,
        entries=salvaged.entries,
        rows=salvaged.rows,
        rebuilt=salvaged.rebuilt,
        as_before=salvaged.as_before,
        lost_entries=[list(span) for span in salvaged.lost_entries],
        lost_rows={name: [list(span) for span in spans] for name, spans in salvaged.lost_rows},
    )
