"""Prepared: a statement whose text is made once and given to SQLCipher's driver as it is, for what
has to be quick (a sign-in at the kiosk): SQLAlchemy's own way there takes longer than the disk.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection, Select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import Executable

from sobrhouse.storage.instants import instant_of, instant_text
from sobrhouse.storage.tables.base import UTCDateTime

Values = Mapping[str, Any]
_Change = Callable[[Any], Any]  # of a value on its way in or out


@dataclass(frozen=True, slots=True)
class _Text:
    """What the driver gets: the words, where each value of them comes from, and what a row is."""

    sql: str
    fixed: Values  # what the statement says itself
    picks: Callable[[Values], tuple[Any, ...]]
    takes: tuple[tuple[int, _Change], ...]
    gives: tuple[tuple[int, _Change], ...]
    row: Callable[[Iterable[Any]], Any]

    def values(self, said: Values) -> list[Any]:
        """The values in their places; KeyError where one is missing."""
        found = list(self.picks({**self.fixed, **said} if self.fixed else said))
        for place, change in self.takes:
            found[place] = change(found[place])
        return found

    def read(self, raw: Iterable[Any]) -> Any:
        """A row of the driver's, by the names of its columns and with what Python knows."""
        found = list(raw)
        for place, change in self.gives:
            found[place] = change(found[place])
        return self.row(found)


class Link(Protocol):
    """A transaction: SQLAlchemy's connection, and SQLCipher's own below it where there is one."""

    @property
    def connection(self) -> Connection: ...

    @property
    def driver(self) -> Any: ...


class Prepared:
    """One statement of SQLAlchemy's, the same on both databases; on SQLCipher it goes straight to
    the driver.

    `sets` names the columns of an insert, all that have no default in the database itself.
    Write a limit in it by `literal_column("1")`: SQLite makes a new plan each time that a limit is
    a value.
    """

    def __init__(self, statement: Executable, sets: Iterable[str] | None = None) -> None:
        self._statement = statement
        self._sets = None if sets is None else list(sets)

    def first(self, link: Link, said: Values) -> Any:
        """The first row, by its columns' names; None where there is none."""
        driver = link.driver
        if driver is None:
            return link.connection.execute(self._statement, said).first()
        cursor = driver.execute(self._text.sql, self._text.values(said))
        raw = cursor.fetchone()
        cursor.close()
        return None if raw is None else self._text.read(raw)

    def all(self, link: Link, said: Values) -> list[Any]:
        """All rows, by their columns' names."""
        driver = link.driver
        if driver is None:
            return list(link.connection.execute(self._statement, said).all())
        rows = driver.execute(self._text.sql, self._text.values(said)).fetchall()
        return [self._text.read(raw) for raw in rows]

    def run(self, link: Link, said: Values) -> int:
        """Change rows; gives how many."""
        driver = link.driver
        if driver is None:
            return int(link.connection.execute(self._statement, said).rowcount)
        return int(driver.execute(self._text.sql, self._text.values(said)).rowcount)

    def add(self, link: Link, said: Values) -> int:
        """Put one row in; gives its id."""
        driver = link.driver
        if driver is None:
            key = link.connection.execute(self._statement, said).inserted_primary_key
            assert key is not None
            return int(key[0])
        return int(driver.execute(self._text.sql, self._text.values(said)).lastrowid)

    @cached_property
    def _text(self) -> _Text:
        made = self._statement.compile(dialect=_DIALECT, column_keys=self._sets)  # type: ignore[attr-defined]
        assert isinstance(made, SQLCompiler)
        if made.post_compile_params:
            raise TypeError("a list of values has no fixed number of places: name each one")
        if missing := [column.name for column in made.insert_prefetch or made.update_prefetch]:
            raise TypeError(f"say {', '.join(missing)} yourself: nobody else would fill it")
        names = made.positiontup or []
        said = self._statement
        columns = list(said.selected_columns) if isinstance(said, Select) else []
        row: Any = namedtuple("Row", [str(column.key) for column in columns])  # type: ignore[misc]
        return _Text(
            sql=str(made),
            fixed={n: v for n, v in made.params.items() if not made.binds[n].required},
            picks=_picker(names),
            takes=_changes("bind_processor", [made.binds[name].type for name in names]),
            gives=_changes("result_processor", [column.type for column in columns], None),
            row=row._make,
        )


_DIALECT: DefaultDialect = SQLiteDialect_pysqlite(paramstyle="qmark")


def _picker(names: Sequence[str]) -> Callable[[Values], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return (lambda said: (said[names[0]],)) if names else lambda _said: ()


def _changes(way: str, kinds: Sequence[Any], *more: Any) -> tuple[tuple[int, _Change], ...]:
    """For which places the driver knows something else than Python, and how it is changed.

    Instants are most of them, and SQLAlchemy's own way takes six times as long to the same text.
    """
    of_instants = _instant_in if way == "bind_processor" else _instant_out
    made = (
        of_instants
        if isinstance(kind, UTCDateTime)
        else getattr(kind.dialect_impl(_DIALECT), way)(_DIALECT, *more)
        for kind in kinds
    )
    return tuple((place, change) for place, change in enumerate(made) if change is not None)


def _instant_in(value: datetime | None) -> str | None:
    return None if value is None else instant_text(value)


def _instant_out(text: str | None) -> datetime | None:
    return None if text is None else instant_of(text)
