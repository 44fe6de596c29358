"""Kept store: it notices when its file is not what it was, and opens it again by itself."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sobrhouse.domain.staff import Actor
from sobrhouse.problems import Busy, Damaged, DiskFull, NewerFile, NotFound, Problem, ReadOnly
from sobrhouse.storage.store import Store
from sobrhouse.words import _

_NOT_REACHED = (Busy, Damaged, NewerFile, ReadOnly)


class KeptStore:
    """Reads and writes through a store that is opened anew after trouble.

    A file that was moved, deleted or replaced while it is open would take writes that nobody finds
    again: so the file is looked at before each call, and after each write once more.
    """

    def __init__(
        self, target: Path | str, opens: Callable[[], Store], clock: Callable[[], datetime]
    ) -> None:
        self.target, self._opens, self._clock = target, opens, clock
        self._store: Store | None = None
        self._was: tuple[int, int] | None = None
        self._turn = threading.RLock()  # a backup may ask beside the database lane
        self._closed = False

    def store(self) -> Store:
        """The open store; a Problem that says what is in the way."""
        with self._turn:
            self._look()
            if self._store is None:
                if self._closed:
                    raise Busy(_("The kiosk is closed."))
                self._store = self._open()
                self._was = self._is()
            return self._store

    def read(self, actor: Actor, query: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run a query."""
        return self._through(lambda store: store.read(actor, query, *args, **kw))

    def write(self, actor: Actor, use_case: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run a use case; when this returns, it is on disk in the file that stands there."""

        def write(store: Store) -> Any:
            done = store.write(actor, use_case, *args, **kw)
            self._look()
            if self._store is None:
                raise _gone()
            return done

        return self._through(write)

    def now(self) -> datetime:
        """The clock, which runs whatever becomes of the file."""
        return self._clock()

    def close(self) -> None:
        """Close for good."""
        with self._turn:
            self._closed = True
            self._drop()

    def _through(self, call: Callable[[Store], Any]) -> Any:
        with self._turn:
            try:
                return call(self.store())
            except DiskFull:
                raise  # nothing is wrong with the connection
            except _NOT_REACHED:
                self._drop()
                raise
            except Problem:
                raise
            except Exception:
                self._drop()
                raise

    def _open(self) -> Store:
        if isinstance(self.target, Path) and not self.target.is_file():
            raise _gone()
        try:
            return self._opens()
        except NotFound as problem:
            raise _gone() from problem

    def _look(self) -> None:
        if self._store is not None and self._was is not None and self._was != self._is():
            self._drop()

    def _is(self) -> tuple[int, int] | None:
        """Which file stands there."""
        if not isinstance(self.target, Path):
            return None
        try:
            found = self.target.stat()
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)

    def _drop(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            with suppress(Exception):
                store.close()


def _gone() -> Damaged:
    return Damaged(_("The database is not where it was, so the last change is not saved."))
