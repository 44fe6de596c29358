"""Purging: finding every row in which one person stands, by the rules of `domain.purging`.

Finding changes nothing, so that the preview and the purge itself cannot differ.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from sobrhouse.domain.purging import DOOMED, LINKS, SHARED, Unlinked
from sobrhouse.storage.tables import Base

_TABLES = Base.metadata.tables
_AT_ONCE = 500  # values of one IN


@dataclass(frozen=True, slots=True)
class Emptying:
    """A row that stays, what is written into it, and whether it lost a link or a name."""

    table: str
    row_id: int
    values: Mapping[str, Any]


@dataclass
class Found:
    """Everything of one person: rows that go, rows that lose a link or a name, log entries."""

    ids: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    unlinked: list[Emptying] = field(default_factory=list)
    named: list[Emptying] = field(default_factory=list)
    log: list[int] = field(default_factory=list)  # entries whose content is emptied
    acted: list[int] = field(default_factory=list)  # entries that tell their name as who acted

    def deleted(self) -> dict[str, int]:
        """How many rows of each table go."""
        return {table: len(ids) for table, ids in sorted(self.ids.items()) if ids}

    def changed(self) -> dict[str, int]:
        """How many rows of each table stay without the link or the name."""
        rows: dict[str, set[int]] = defaultdict(set)
        for change in (*self.unlinked, *self.named):
            rows[change.table].add(change.row_id)
        return {table: len(ids) for table, ids in sorted(rows.items())}


def rows_where(
    connection: Connection, columns: Iterable[Any], column: Column[Any], values: Collection[int]
) -> Iterator[Any]:
    """Rows whose column is one of many values, some at a time, by their number."""
    ordered = sorted(values)
    table = column.table
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        query = select(*columns).where(column.in_(some)).order_by(*table.primary_key.columns)
        yield from connection.execute(query)


class Doom:
    """Finds the rows that go with some first rows, until nothing more hangs on them."""

    def __init__(self, connection: Connection, found: Found) -> None:
        self._connection, self._found = connection, found

    def of_resident(self, resident_id: int) -> None:
        """All that is held about a person, and what leads to it."""
        self._found.ids["resident"] = {resident_id}
        for doomed in DOOMED:
            table = _TABLES[doomed.table]
            for column in doomed.by:
                self._add(table, column)
        self.follow()
        self._alone()
        self.follow()
        self._unlink()
        self._pictures()

    def follow(self) -> None:
        """Add what points to a row that goes, and may not stand without it."""
        while sum(self._follow(column) for column in _links()):
            pass

    def _add(self, table: Table, column: str) -> None:
        owner = _target(table.c[column]) if table.c[column].foreign_keys else table.name
        gone = self._found.ids[owner]
        found = rows_where(self._connection, (table.c.id,), table.c[column], gone)
        self._found.ids[table.name].update(row.id for row in found)

    def _follow(self, column: Column[Any]) -> int:
        table = column.table
        gone = self._gone(column)
        if not gone or _shared(column):
            return 0
        unlinked = LINKS.get((table.name, column.name))
        if unlinked is not None and not unlinked.unless:
            return 0
        rules = unlinked.unless if unlinked is not None else {}
        mine = self._found.ids[table.name]
        wanted = [table.c.id, *(table.c[name] for name in rules)]
        rows = [row for row in rows_where(self._connection, wanted, column, gone)
                if row.id not in mine
                and all(getattr(row, name) == value for name, value in rules.items())]  # fmt: skip
        mine.update(row.id for row in rows)
        return len(rows)

    def _alone(self) -> None:
        """Rows shared with somebody else go where nobody else stands in them."""
        for shared in SHARED.values():
            if not shared.alone:
                continue
            table = _TABLES[shared.table]
            columns = [table.c[name] for name in shared.columns]
            for column in columns:
                gone = self._gone(column)
                for row in rows_where(self._connection, (table.c.id, *columns), column, gone):
                    if all(value is None or value in gone for value in row[1:]):
                        self._found.ids[table.name].add(row.id)

    def _unlink(self) -> None:
        """Every row that stays and points to one that goes loses what leads there."""
        for column in _links():
            table = column.table
            rule = _rule(column)
            gone = self._gone(column)
            if rule is None or not gone:
                continue
            mine = self._found.ids.get(table.name, set())
            for row in rows_where(self._connection, (table.c.id,), column, gone):
                if row.id not in mine:
                    values = {column.name: None, **rule.sets}
                    self._found.unlinked.append(Emptying(table.name, row.id, values))

    def _pictures(self) -> None:
        """Pictures of rows that go, unless one that stays shows the same."""
        shown = [column for column in _links() if _target(column) == "blob"]
        wanted: set[int] = set()
        for column in shown:
            mine = self._found.ids.get(column.table.name, set())
            rows = rows_where(self._connection, (column,), column.table.c.id, mine)
            wanted |= {row[0] for row in rows if row[0] is not None}
        for column in shown:
            mine = self._found.ids.get(column.table.name, set())
            for row in rows_where(self._connection, (column.table.c.id, column), column, wanted):
                if row.id not in mine:
                    wanted.discard(row[1])
        if wanted:
            self._found.ids["blob"] = wanted

    def _gone(self, column: Column[Any]) -> set[int]:
        return self._found.ids.get(_target(column), set())


def _links() -> Iterator[Column[Any]]:
    """Every column that points to a row of another table, or of its own."""
    for name in sorted(_TABLES):
        for column in _TABLES[name].columns:
            if column.foreign_keys and "id" in _TABLES[name].c:
                yield column


def _target(column: Column[Any]) -> str:
    (key,) = column.foreign_keys
    return key.column.table.name


def _shared(column: Column[Any]) -> bool:
    shared = SHARED.get(column.table.name)
    return shared is not None and column.name in shared.columns


def _rule(column: Column[Any]) -> Unlinked | None:
    if _shared(column):
        return SHARED[column.table.name]
    return LINKS.get((column.table.name, column.name))
