"""Torn: reading a damaged database row by row, around the pages that cannot be read.

SQLCipher gives zeros for a page whose HMAC fails and may say so only at the next page, so that no
answer counts before one more page was read. After one bad page the same connection reports many
that are good (sqlcipher #617), so each fault begins a new connection.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlcipher3 import dbapi2 as sqlcipher

from sobrhouse.storage.dialects import raw_connection

Row = tuple[Any, ...]
# how far beyond the last row that is known we look where the end of a table cannot be read
BEYOND = 256
SPAN = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of one table's rowids (both ends belong to it): the rows that can be read, by rowid,
    and the spans that cannot. A last end of None: nobody can say how far it goes.
    """

    first: int
    last: int | None
    rows: dict[int, Row]
    unread: tuple[tuple[int, int | None], ...] = ()


class Torn:
    """A damaged database, open to be read; what it is given should be a copy of the file."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._driver: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close what is open."""
        self._let_go()

    def _let_go(self) -> None:
        driver, self._driver = self._driver, None
        if driver is not None:
            with suppress(sqlcipher.Error):
                driver.close()

    def ask(self, statement: str, *values: object) -> list[Row] | None:
        """What a statement gives, or None where a page that it needs cannot be read."""
        try:
            if self._driver is None:
                self._driver = raw_connection(self._path, self._key)
                self._driver.execute("PRAGMA query_only=ON")
            said = list(self._driver.execute(statement, values).fetchall())
            self._driver.execute("PRAGMA shrink_memory")
            self._driver.execute("SELECT rootpage FROM sqlite_master LIMIT 1").fetchall()
            return said
        except sqlcipher.DatabaseError:
            self._let_go()
            return None

    def tables(self) -> tuple[str, ...]:
        """The names of the tables; none where the first pages cannot be read."""
        said = self.ask("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        return tuple(sorted(str(name) for (name,) in said or ()))

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a table; none where that cannot be read."""
        said = self.ask("SELECT name FROM pragma_table_info(?)", name)
        return tuple(str(column) for (column,) in said or ())

    def pieces(self, name: str, columns: tuple[str, ...], least_end: int = 0) -> Iterator[Piece]:
        """Every row of a table that can be read, in spans. `least_end`: a rowid that is known to
        have been given, for a table whose end cannot be read.
        """
        listed = ", ".join(f'"{column}"' for column in columns)
        if self.ask(f'SELECT 1 FROM "{name}" NOT INDEXED LIMIT 1') == []:
            yield Piece(1, None, {})
            return
        if not self.has_rowid(name):
            yield self._whole(name, listed)
            return
        first, last = (
            self.ask(f'SELECT {end}(rowid) FROM "{name}" NOT INDEXED') for end in ("min", "max")
        )
        if first is None and last is None:
            yield Piece(1, None, {}, ((1, None),))
            return
        if [(None,)] in (first, last):
            yield Piece(1, None, {})
            return
        end = last[0][0] if last else max(least_end, self._last_good(name)) + BEYOND
        start = min(first[0][0], 1) if first else 1
        one = (
            f'SELECT rowid, {listed} FROM "{name}" NOT INDEXED WHERE rowid BETWEEN ? AND ? '
            "ORDER BY rowid"
        )
        for begin in range(start, end + 1, SPAN):
            until = min(begin + SPAN - 1, end)
            rows: dict[int, Row] = {}
            bad: list[tuple[int, int | None]] = list(self._range(one, begin, until, rows))
            if until == end and not last and bad:
                bad[-1] = (bad[-1][0], None)
            yield Piece(begin, None if until == end else until, rows, tuple(bad))

    def has_rowid(self, name: str) -> bool:
        """Whether the table's rows are numbered."""
        said = self.ask("SELECT wr FROM pragma_table_list WHERE name = ?", name)
        return not said or not said[0][0]

    def _whole(self, name: str, listed: str) -> Piece:
        """A table without rowids, all of it or nothing."""
        said = self.ask(f'SELECT {listed} FROM "{name}"')
        if said is None:
            return Piece(1, None, {}, ((1, None),))
        return Piece(1, None, dict(enumerate(said, start=1)))

    def _last_good(self, name: str) -> int:
        """The last rowid that walking up from the first row still reaches."""
        reached, step = 0, 4096
        while step:
            said = self.ask(
                f'SELECT rowid FROM "{name}" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?',
                reached,
                step,
            )
            if said:
                reached = said[-1][0]
            else:
                step //= 8
        return reached

    def _range(
        self, statement: str, first: int, last: int, rows: dict[int, Row]
    ) -> Iterator[tuple[int, int]]:
        """Read a span of rowids, halved again and again around what cannot be read; gives the
        spans that stay unread, in order and joined.
        """
        open_from = 0
        spans = [(first, last)]
        while spans:
            start, end = spans.pop()
            said = self.ask(statement, start, end)
            if said is None and start < end:
                middle = (start + end) // 2
                spans += [(middle + 1, end), (start, middle)]
                continue
            if said is None:
                open_from = open_from or start
                continue
            rows.update((row[0], row[1:]) for row in said)
            if open_from:
                yield open_from, start - 1
                open_from = 0
        if open_from:
            yield open_from, last
