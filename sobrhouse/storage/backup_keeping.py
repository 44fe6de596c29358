"""Backup keeping: making the backup that is due, writing it down, and thinning out the old ones."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import SYSTEM, Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.backup import BackupDone, back_up, thin_out
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, BackupLog
from sobrhouse.storage.work import Work

EVERY = timedelta(hours=1)


def back_up_now(store: Store, folder: Path) -> BackupDone | None:
    """Back up and write it down in the log; None on a server, which has backups of its own."""
    if store.path is None:
        return None
    done = back_up(store.path, store.dek, folder, store.now())
    store.write(SYSTEM, note_backup, done)
    thin_out(folder, store.path.stem, store.now())
    return done


def back_up_if_due(store: Store, folder: Path, *, leaving: bool = False) -> BackupDone | None:
    """Back up where something changed since the last: hourly, and always when `leaving`."""
    last = store.last_backup()
    if last is not None and not leaving and store.now() - last < EVERY:
        return None
    if last is not None and not store.read(SYSTEM, changed_since_backup):
        return None
    return back_up_now(store, folder)


def note_backup(work: Work, done: BackupDone) -> int:
    """Write down a verified backup; where it lies is told by folder and name, without the path."""
    work.require(Permission.START)
    row = work.add(BackupLog(
        at=done.made_at, path_label=f"{done.path.parent.name}/{done.path.name}", kind=done.kind,
        bytes=done.bytes, sha256=done.digest, audit_seq=done.audit_seq,
    ))
    work.record("backup.made", row)
    return row.id


def note_restore(work: Work, name: str, audit_seq: int) -> None:
    """Write down, first thing in a restored database, what it was restored from."""
    work.require(Permission.MANAGE_STAFF)
    work.record("database.restored", None, backup=name, backup_audit_seq=audit_seq)


@needs(Permission.START, house_free=True)
def changed_since_backup(session: Session) -> bool:
    """Whether anything but backups was recorded since the newest one."""
    last = select(BackupLog.audit_seq).order_by(BackupLog.id.desc()).limit(1).scalar_subquery()
    changed = select(AuditEntry.seq).where(
        AuditEntry.seq > last, AuditEntry.action != "backup.made"
    ).limit(1)
    return session.execute(changed).first() is not None
