"""Purging, carried out: what was found is deleted, unlinked and emptied in the caller's
transaction, under a permit that stands only inside it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from sobrhouse.storage.audit import nameless_line
from sobrhouse.storage.purging.emptied import Spans, spans, sum_of
from sobrhouse.storage.purging.finding import Doom, Emptying, Found, rows_where
from sobrhouse.storage.purging.names import find_log, find_names, name_of, time_of
from sobrhouse.storage.tables import AuditEntry, Base, PurgePermit

_TABLES = Base.metadata.tables
_AT_ONCE = 500
_FORGOTTEN = timedelta(days=365)  # a draft that nobody touched for so long


@dataclass(frozen=True, slots=True)
class LogEmptied:
    """Which entries of the log were emptied, as the purge's own entry has to say it."""

    emptied: Spans
    nameless: Spans
    nameless_sum: str


def everything_of(connection: Connection, resident_id: int, now: datetime) -> Found:
    """All that is known of a person, wherever it stands; nothing is changed."""
    found = Found()
    Doom(connection, found).of_resident(resident_id)
    name = name_of(connection, resident_id, found)
    known = time_of(connection, resident_id)
    find_names(connection, name, found, now - _FORGOTTEN, known)
    find_log(connection, resident_id, name, found, known)
    return found


def visits(connection: Connection, visitor_ids: Collection[int]) -> Found:
    """Rows of the visitor log with what the audit log says of them."""
    found = Found()
    found.ids["visitor"] = set(visitor_ids)
    entry = AuditEntry
    query = select(entry.seq, entry.row_id).where(
        entry.salt != "", entry.table_name == "visitor", entry.row_id.is_not(None)
    )
    gone = found.ids["visitor"]
    rows = connection.execute(query.order_by(entry.seq))
    found.log = [row.seq for row in rows if row.row_id in gone]
    return found


def carry_out(connection: Connection, found: Found, reason: str) -> LogEmptied:
    """Destroy what was found, and say which entries of the log it emptied. `reason` stands in the
    permit, which is gone before the transaction ends.
    """
    permit = connection.execute(insert(PurgePermit).values(reason=reason)).inserted_primary_key
    assert permit is not None
    for change in (*found.unlinked, *found.named):
        _change(connection, change)
    for table in reversed(Base.metadata.sorted_tables):
        if gone := found.ids.get(table.name):
            _delete(connection, table, gone)
    told = empty_log(connection, found.log, found.acted)
    connection.execute(delete(PurgePermit).where(PurgePermit.id == permit[0]))
    return told


def _change(connection: Connection, change: Emptying) -> None:
    table = _TABLES[change.table]
    connection.execute(update(table).where(table.c.id == change.row_id).values(**change.values))


def _delete(connection: Connection, table: Table, gone: Collection[int]) -> None:
    """Rows of one table; those that point to each other let go first. The newest resident's number
    would be given again, and the log would speak of somebody else: that row stays, with nothing
    in it.
    """
    if table.name == "resident":
        newest = connection.execute(select(func.max(table.c.id))).scalar()
        if newest in gone:
            connection.execute(update(table).where(table.c.id == newest).values(_nobody(table)))
            gone = set(gone) - {newest}
    own = [column for column in table.columns if column.foreign_keys
           and next(iter(column.foreign_keys)).column.table is table]  # fmt: skip
    for column in own:
        for some in _chunks(gone):
            link = update(table).where(table.c.id.in_(some), column.is_not(None))
            connection.execute(link.values({column: None}))
    for some in _chunks(gone):
        connection.execute(delete(table).where(table.c.id.in_(some)))


def _nobody(table: Table) -> dict[str, Any]:
    """Values of a row that tells nothing: what may be missing is, the rest is empty."""
    told = {"id", "created_at", "created_by", "version", "updated_at", "voided_at"}
    values: dict[str, Any] = {
        c.name: None if c.nullable else "" for c in table.columns if c.name not in told
    }
    return values | {"voided_at": table.c.created_at, "speaks": "en"}


def empty_log(
    connection: Connection, contents: Collection[int], acted: Collection[int]
) -> LogEmptied:
    """Empty the content of some entries of the log, and take the name of who acted out of others;
    that a permit stands is the caller's part.
    """
    for some in _chunks(contents):
        emptied = update(AuditEntry).where(AuditEntry.seq.in_(some)).values(salt="", payload="")
        connection.execute(emptied)
    for some in _chunks(acted):
        connection.execute(update(AuditEntry).where(AuditEntry.seq.in_(some)).values(actor_name=""))
    table = _TABLES["audit_entry"]
    rows: Any = rows_where(connection, table.columns, table.c.seq, set(acted))
    names = table.columns.keys()
    lines = (nameless_line(dict(zip(names, row, strict=True))) for row in rows)
    return LogEmptied(spans(contents), spans(acted), sum_of(lines))


def _chunks(numbers: Collection[int]) -> list[list[int]]:
    ordered = sorted(numbers)
    return [ordered[i : i + _AT_ONCE] for i in range(0, len(ordered), _AT_ONCE)]
