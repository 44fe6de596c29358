"""Packing: the database file is written anew after a purge, so that nothing of what was destroyed
lies in its free pages or in its log, and then backed up.
"""

import random
import time
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.problems import Busy
from sobrhouse.storage.backups.backup import BackupDone
from sobrhouse.storage.backups.keeping import back_up_now
from sobrhouse.storage.copies import room_for
from sobrhouse.storage.damage.grafting import PACKED
from sobrhouse.storage.dialects import PATIENCE_SECONDS, raw_connection
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.purging.emptied import PURGED
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry
from sobrhouse.storage.turns import turns_of
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def pack_and_back_up(store: Store, actor: Actor, folder: Path) -> BackupDone | None:
    """Write the file anew, record it, and make a verified backup of it; None on a server, whose
    administrator vacuums it.

    Raises Busy where another window reads for too long, DiskFull for want of room: the purge
    stands then, and this can be done again.
    """
    if store.path is None:
        return None
    try:
        pack(store.path, store.dek)
    except Exception as error:
        raise (as_problem(error) or error) from error
    store.write(actor, note_packed)
    return back_up_now(store, folder)


def pack(path: Path, dek: bytes, patience: float = PATIENCE_SECONDS) -> None:
    """Write the file anew and empty its log; other windows may have it open. Raises Busy."""
    room_for(path, path.parent)
    with turns_of(path).mine(patience):
        driver = raw_connection(path, database_key(dek), wait=patience)
        try:
            for pragma in ("temp_store=MEMORY", "secure_delete=ON", "synchronous=FULL"):
                driver.execute(f"PRAGMA {pragma}")
            driver.execute("VACUUM")
            give_up = time.monotonic() + patience
            while driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > give_up:
                    raise Busy(
                        _("Another window is still reading. What was destroyed is gone from the "
                          "records, but the file has to be written anew. Try again in a moment.")
                    )
                time.sleep(random.uniform(0.0005, 0.004))
        finally:
            driver.close()


def note_packed(work: Work) -> None:
    """Record that the file was written anew: its tables lie in other places since."""
    work.require(Permission.MANAGE_STAFF)
    work.record(PACKED, None)


def unpacked(session: Session) -> bool:
    """Whether something was destroyed since the file was last written anew."""
    newest = func.max(AuditEntry.seq)
    purged = session.scalar(select(newest).where(AuditEntry.action.in_(PURGED)))
    packed = session.scalar(select(newest).where(AuditEntry.action == PACKED))
    return purged is not None and (packed is None or packed < purged)
