"""Base: what every table shares: types that mean the same on both databases, names of constraints,
common columns.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UTCDateTime(TypeDecorator[datetime]):
    """An instant, aware and in UTC on both databases; SQLite alone would give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive instants, store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every instant back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The one declarative base.

    `house_by` says how a row's house is found: by its own `house_id`, through the row that a column
    names,
    or not at all (None) for rows without a house.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        date: Date,
        datetime: UTCDateTime,
        int: Integer().with_variant(BigInteger(), "postgresql"),
    }
    house_by: ClassVar[str | None] = "house_id"


class Row:
    """Every table's own key, and when and by whom the row was made (`created_by`: staff id, 0 the
    program).
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(default=0)


class Edited:
    """Columns of what a person can edit: its version (counted by each change), and when it was
    taken back.
    """

    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]


class Evidence:
    """Columns of what may not change: a correction is a new row that names the old one and says
    why.
    """

    void_at: Mapped[datetime | None]
    void_by: Mapped[int | None]
    void_why: Mapped[str | None]
    corrects_id: Mapped[int | None] = mapped_column(unique=True)
    amend_reason: Mapped[str | None]


def one_of(column: str, *values: str) -> str:
    """The text of a CHECK that a column holds one of the values (or nothing)."""
    return f"{column} IN ({', '.join(repr(v) for v in values)})"


def unique_while(name: str, columns: str | tuple[str, ...], where: str) -> Index:
    """One row a value of `columns` among those that `where` picks: the open one of its kind."""
    return _index_while(name, columns, where, unique=True)


def index_while(name: str, columns: str | tuple[str, ...], where: str) -> Index:
    """The few rows that `where` picks among many, found by `columns`."""
    return _index_while(name, columns, where, unique=False)


def _index_while(name: str, columns: str | tuple[str, ...], where: str, *, unique: bool) -> Index:
    names = (columns,) if isinstance(columns, str) else columns
    return Index(name, *names, unique=unique, sqlite_where=text(where), info={"where": where})


def tell_server(metadata: MetaData) -> None:
    """Give PostgreSQL the conditions of `unique_while` too. Naming them in the tables would load
    its dialect, 50 ms and 3 MB, into every start on a file.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            if "where" in index.info:
                index.dialect_options["postgresql"]["where"] = text(index.info["where"])
