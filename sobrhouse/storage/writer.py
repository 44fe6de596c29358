"""Writer: the one connection by which a store writes, in its turn among all who write."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, RootTransaction

from sobrhouse.storage.dialects import PATIENCE_SECONDS, begin_immediate
from sobrhouse.storage.turns import Turns, turns_of


class Transaction:
    """A transaction under way: SQLCipher's `driver` (None on a server), and SQLAlchemy's
    `connection` on top of it for whoever asks for one.
    """

    def __init__(self, connection: Connection, driver: Any) -> None:
        self._connection = connection
        self.driver = driver
        self.begun: RootTransaction | None = None

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection, in this transaction."""
        if self.driver is not None and self.begun is None:
            self.begun = self._connection.begin()
        return self._connection


class Writer:
    """A file's connection is kept between writes, and SQLAlchemy is told of a transaction once
    somebody needs it there: both cost as much as the statements of a sign-in. A server's
    connection comes from the pool, since it may be gone.
    """

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self._turns = turns_of(path) if path is not None else None
        self._kept: Connection | None = None
        self._using = threading.Lock()

    def transaction(self) -> AbstractContextManager[Transaction]:
        """A transaction that is on disk once the block has ended, or never was. Raises Busy."""
        return self._on_server() if self._turns is None else self._on_file(self._turns)

    @contextmanager
    def _on_server(self) -> Iterator[Transaction]:
        with self.engine.begin() as connection:
            yield Transaction(connection, None)

    @contextmanager
    def _on_file(self, turns: Turns) -> Iterator[Transaction]:
        turns.take(PATIENCE_SECONDS)
        try:
            with self._using:
                kept = self._kept
                if kept is None:
                    kept = self._kept = self.engine.connect()
                driver: Any = kept.connection.driver_connection
                begin_immediate(driver)
                doing = Transaction(kept, driver)
                try:
                    yield doing
                    if doing.begun is not None:
                        doing.begun.commit()
                    else:
                        driver.execute("COMMIT")  # the driver's own commit() is planned each time
                except BaseException:
                    self._undo(kept, doing)
                    raise
        finally:
            turns.leave()

    def _undo(self, kept: Connection, doing: Transaction) -> None:
        """Roll back; a connection that cannot is let go, or each later write would fail by it."""
        try:
            if doing.begun is not None:
                doing.begun.close()
            doing.driver.rollback()  # nothing, where SQLAlchemy has done it
        except Exception:  # what went wrong first is what is told
            self._kept = None
            with suppress(Exception):
                kept.invalidate()
                kept.close()

    def drop(self) -> None:
        """Let the connections go; the next write makes a new one."""
        with self._using:
            kept, self._kept = self._kept, None
            if kept is not None:
                kept.close()
        self.engine.dispose()
