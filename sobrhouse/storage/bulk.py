"""Bulk: many rows at once through the driver, for makers of many rows; one audit row stands for
the batch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.orm import Session

from sobrhouse.storage.tables import Base

AT_ONCE = 500  # rows in one statement: a third less time a row, and threads change places less


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table as plain tuples in the order of `columns`; dates and instants as stored
    text. `fixed` says what all of them have in the same column: our own words and ids.
    """

    table: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    fixed: Mapping[str, str | int] = field(default_factory=dict)


def insert_rows(session: Session, batch: Rows) -> int:
    """Insert the rows in their order; gives how many. Ids that the caller chose are left free
    for nobody else.
    """
    if not batch.rows:
        return 0
    table = Base.metadata.tables[batch.table]
    unknown = {*batch.columns, *batch.fixed} - set(table.columns.keys())
    if unknown:
        raise KeyError(f"{batch.table} has no {', '.join(sorted(unknown))}")
    sqlite = session.connection().dialect.name == "sqlite"
    names = ", ".join(f'"{c}"' for c in (*batch.columns, *batch.fixed))
    into = f'INSERT INTO "{batch.table}" ({names}) VALUES '
    marks = ["?" if sqlite else "%s"] * len(batch.columns)
    one = f"({', '.join([*marks, *map(_literal, batch.fixed.values())])})"
    driver: Any = session.connection().connection.driver_connection
    whole = len(batch.rows) - len(batch.rows) % AT_ONCE
    many = (
        list(chain.from_iterable(batch.rows[i : i + AT_ONCE])) for i in range(0, whole, AT_ONCE)
    )
    cursor = driver.cursor()
    if whole:
        cursor.executemany(into + ", ".join([one] * AT_ONCE), many)
    if batch.rows[whole:]:
        cursor.executemany(into + one, batch.rows[whole:])
    cursor.close()
    numbered = "id" in batch.columns and isinstance(table.columns["id"].type, Integer)
    if not sqlite and numbered:
        session.connection().exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{batch.table}', 'id'), MAX(id)) "
            f'FROM "{batch.table}"'
        )
    return len(batch.rows)


def _literal(value: str | int) -> str:
    """A value as SQL, for words of our own: a mark would cost a third of a short row's time."""
    if isinstance(value, int):
        return str(int(value))
    if not value.replace(" ", "").isalnum() and value:
        raise ValueError("only plain words are fixed")
    return f"'{value}'"


def newest_ids(session: Session, tables: Sequence[str]) -> Mapping[str, int]:
    """The highest id in each of the tables, 0 where it is empty."""
    connection = session.connection()
    return {
        name: int(
            connection.exec_driver_sql(f'SELECT COALESCE(MAX(id), 0) FROM "{name}"').scalar() or 0
        )
        for name in tables
    }


def completed(table: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """The columns, and behind them every other one that may not be empty, with the values it
    starts with.
    """
    more = [
        (c.name, getattr(c.default, "arg", None))
        for c in Base.metadata.tables[table].columns
        if c.name not in columns
        and not c.nullable
        and c.default is not None
        and c.default.is_scalar
    ]
    return (*columns, *(name for name, _value in more)), tuple(value for _name, value in more)
