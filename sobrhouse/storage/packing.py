"""Packing: the database is written anew after a purge, so that nothing of what was destroyed lies
in its free pages or in its log; a file is then backed up.
"""

import random
import time
from pathlib import Path

from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from sobrhouse.domain.staff import Actor, Permission
from sobrhouse.problems import Busy, NotAllowed
from sobrhouse.storage.backups.backup import BackupDone
from sobrhouse.storage.backups.keeping import back_up_now, forget_all_before_upgrades
from sobrhouse.storage.copies import room_for
from sobrhouse.storage.damage.grafting import PACKED
from sobrhouse.storage.dialects import PATIENCE_SECONDS, WRITE_LOCK, raw_connection, server_url
from sobrhouse.storage.faults import as_problem
from sobrhouse.storage.keys.sealing import database_key
from sobrhouse.storage.purging.emptied import PURGED
from sobrhouse.storage.store import Store
from sobrhouse.storage.tables import AuditEntry, Base
from sobrhouse.storage.turns import turns_of
from sobrhouse.storage.work import Work
from sobrhouse.words import _


def pack_and_back_up(store: Store, actor: Actor, folder: Path | None) -> BackupDone | None:
    """Write the database anew, record it, and make a verified backup of the file in `folder`; on a
    server there is no file, and None comes back.

    Raises Busy where another window reads for too long, DiskFull for want of room, NotAllowed where
    the server does not let us: the purge stands then, and this can be done again.
    """
    try:
        if store.path is None:
            pack_server(str(store.target))
        else:
            pack(store.path, store.dek)
    except Exception as error:
        raise (as_problem(error) or error) from error
    store.write(actor, note_packed)
    if folder is None or store.path is None:
        return None
    done = back_up_now(store, folder)
    forget_all_before_upgrades(store, folder)
    return done


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


def pack_server(target: str, patience: float = PATIENCE_SECONDS) -> None:
    """Write each table on the server anew, which leaves its deleted rows behind; whoever writes
    waits meanwhile. NotAllowed where the tables belong to another account of the server.

    PostgreSQL's own account of it: its manual, VACUUM, FULL. What its log of writes and its own
    backups still hold is its administrator's to let go.
    """
    engine = create_engine(
        server_url(target), isolation_level="AUTOCOMMIT", hide_parameters=True, poolclass=NullPool
    )
    with engine.connect() as link:  # the lock goes with the connection
        link.execute(text(f"SET lock_timeout = {int(patience * 1000)}"))
        link.execute(text(f"SELECT pg_advisory_lock({WRITE_LOCK})"))
        before = _places_of_tables(link)
        for name in before:
            link.execute(text(f'VACUUM (FULL) "{name}"'))
        after = _places_of_tables(link)
    if any(before[name] == after[name] for name in before):  # the server only warns of it
        raise NotAllowed(
            _("What was destroyed is gone from the records, but the server did not let its tables "
              "be written anew. Ask whoever runs the server for VACUUM FULL.")
        )


def _places_of_tables(link: Connection) -> dict[str, int]:
    """In which file of the server each of our tables lies."""
    found = link.execute(
        text("SELECT relname, pg_relation_filenode(oid) FROM pg_class "
             "WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'")
    )
    return {str(name): int(place) for name, place in found if name in Base.metadata.tables}


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
