"""The few lines in which SQLCipher and PostgreSQL differ: engines, locks, and how a write is
noticed.
"""

import random
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.problems import Problem
from sobrhouse.storage.prepared import Link
from sobrhouse.storage.turns import too_long
from sobrhouse.words import _

PATIENCE_SECONDS = 15.0
WRITE_LOCK = (
    7_305_166  # one fixed number: the advisory lock that makes PostgreSQL's writers take turns
)

_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cache_size=-32000",
)


def is_url(target: str | Path) -> bool:
    """Whether the target is a PostgreSQL database rather than a file."""
    return isinstance(target, str) and target.startswith(
        ("postgresql:", "postgresql+", "postgres:")
    )


def raw_connection(
    path: Path, key: bytes, *, wait: float = 0.0, only_look: bool = False
) -> Any:
    """A plain driver connection to an encrypted file with the raw 32-byte key, in autocommit;
    `only_look` opens the file itself for reading only.
    """
    connection = sqlcipher.connect(
        path.absolute().as_uri() + "?mode=ro" if only_look else str(path),
        timeout=wait, check_same_thread=False, isolation_level=None, uri=only_look,
    )
    connection.execute("PRAGMA cipher_log=off")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def file_engine(path: Path, key: bytes, *, write: bool) -> Engine:
    """One of the two engines on an encrypted file; `write` begins IMMEDIATE, the other refuses
    every write.
    """

    def connect() -> Any:
        connection = raw_connection(path, key, wait=PATIENCE_SECONDS)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA journal_mode=WAL")
            for pragma in _PRAGMAS:
                connection.execute("PRAGMA " + pragma)
            connection.execute("PRAGMA busy_timeout=0" if write else "PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=connect, hide_parameters=True, poolclass=QueuePool
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if not write:
            connection.exec_driver_sql("BEGIN DEFERRED")
        elif not driver.in_transaction:  # else a Writer has begun it
            begin_immediate(driver)

    return engine


def begin_immediate(driver: Any, patience: float = PATIENCE_SECONDS) -> None:
    """Take the write lock, asking again after 0.5 to 4 ms (safety.md D4); Busy when it takes too
    long.
    """
    give_up = time.monotonic() + patience
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlcipher.OperationalError as error:
            if "locked" not in str(error) and "busy" not in str(error):
                raise
            if time.monotonic() > give_up:
                raise too_long() from error
            time.sleep(random.uniform(0.0005, 0.004))
        else:
            return


def server_url(target: str) -> str:
    """The address with psycopg as its driver."""
    url = make_url(
        target.replace("postgres://", "postgresql://", 1)
        if target.startswith("postgres:")
        else target
    )
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def server_engine(target: str, *, write: bool) -> Engine:
    """One of the two engines on a PostgreSQL database; writers take turns by one advisory lock."""
    try:
        url = server_url(target)
    except Exception as error:
        raise Problem(
            _("That database address cannot be read. It looks like postgresql://user@server/name.")
        ) from error
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if write:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return engine


class WriteMark:
    """Tells whether anything was written in a transaction since the mark was set."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._before = link.driver.total_changes if link.driver is not None else 0

    def moved(self) -> bool:
        """True once a row was written, by whatever means."""
        driver = self._link.driver
        if driver is not None:
            return bool(driver.total_changes != self._before)
        assigned = self._link.connection.exec_driver_sql("SELECT pg_current_xact_id_if_assigned()")
        return assigned.scalar() is not None


def looking_engine(path: Path, key: bytes) -> Engine:
    """An engine for one question to a file of which nothing is known yet: it may not write and
    makes no file.

    Whoever closes a file last brings its log into it; not so one who may only read. Where there is
    no log it is the other way round: only one who may write takes away what was made for reading.
    """

    def connect() -> Any:
        connection = raw_connection(
            path, key, wait=PATIENCE_SECONDS, only_look=_has_log(path)
        )
        try:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    return create_engine(
        "sqlite://", module=sqlcipher, creator=connect, hide_parameters=True, poolclass=NullPool
    )


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
