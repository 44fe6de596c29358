"""Replaying: bringing what a damaged database still holds into a restored backup of it, rows first,
then the audit log, and what the log knows of rows that cannot be read.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Date, LargeBinary, Table, insert, select, update

from sobrhouse.domain.staff import Actor, ActorKind
from sobrhouse.storage import audit, guards
from sobrhouse.storage.damage.renumbering import follow_numbers
from sobrhouse.storage.damage.torn import Piece, Row, Torn
from sobrhouse.storage.keys import secrets
from sobrhouse.storage.purging.emptied import PURGED, told_by
from sobrhouse.storage.purging.out import empty_log
from sobrhouse.storage.tables import Base
from sobrhouse.storage.tables.base import UTCDateTime

Span = tuple[int, int | None]
_LOG = "audit_entry"
_LEFT = {_LOG, "purge_permit", "key_slot"}
_HIDDEN = "…"  # sobrhouse.storage.work.HIDDEN: what is a resident's own is not in the log


@dataclass(slots=True)
class Replayed:
    """What was brought over, and what could not be."""

    rows: int = 0
    rebuilt: int = 0
    entries: int = 0
    lost_entries: list[Span] = field(default_factory=list)
    lost_rows: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    newest: int = 0  # the last log entry that could be read
    as_before: int = 0  # rows that cannot be read and stand as the backup had them


def replay(torn: Torn, connection: Connection, dek: bytes, head: int) -> Replayed:
    """Bring every row that differs and every log entry after `head` into the restored database,
    inside the caller's transaction. Rows that belong to one that is lost are left out.
    """
    done = Replayed()
    names = [name for name in torn.tables() if name in Base.metadata.tables and name not in _LEFT]
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    guards.remove(connection, Base.metadata.tables)
    entries = _entries(torn, head, done)
    done.newest = entries[-1]["seq"] if entries else head
    ends = _ends(entries)
    for name in names:
        _bring_rows(torn, connection, name, ends.get(name, 0), done)
    _rebuild(connection, entries, done)
    _count_standing(connection, ends, done)
    _leave_orphans(connection, done)
    follow_numbers(connection, _chain(connection, dek, entries, head, done), head)
    guards.install(connection)
    return done


def _entries(torn: Torn, head: int, done: Replayed) -> list[dict[str, Any]]:
    """The log entries after `head` that can be read, in order; the gaps between go into `done`."""
    columns = torn.columns(_LOG)
    if not columns:
        done.lost_entries.append((head + 1, None))
        return []
    found: list[dict[str, Any]] = []
    for piece in torn.pieces(_LOG, columns, head):
        found += [
            dict(zip(columns, row, strict=True)) for seq, row in piece.rows.items() if seq > head
        ]
        done.lost_entries += _after(piece.unread, head)
    return sorted(found, key=lambda entry: entry["seq"])


def _after(spans: tuple[Span, ...], head: int) -> Iterator[Span]:
    for first, last in spans:
        if last is None or last > head:
            yield max(first, head + 1), last


def _ends(entries: list[dict[str, Any]]) -> dict[str, int]:
    """The highest row number of each table that the log speaks of."""
    ends: dict[str, int] = {}
    for entry in entries:
        if isinstance(entry["row_id"], int):
            name = entry["table_name"]
            ends[name] = max(ends.get(name, 0), entry["row_id"])
    return ends


def _bring_rows(
    torn: Torn, connection: Connection, name: str, least_end: int, done: Replayed
) -> None:
    known = {column.name for column in Base.metadata.tables[name].columns}
    columns = tuple(column for column in torn.columns(name) if column in known)
    if not columns:
        done.lost_rows[name].append((1, None))
        return
    numbered = torn.has_rowid(name)
    for piece in torn.pieces(name, columns, least_end):
        if numbered:
            done.rows += _bring_numbered(connection, name, columns, piece)
        elif not piece.unread:
            done.rows += _bring_whole(connection, name, columns, piece)
        done.lost_rows[name] += piece.unread
    if not done.lost_rows[name]:
        del done.lost_rows[name]


def _bring_numbered(
    connection: Connection, name: str, columns: tuple[str, ...], piece: Piece
) -> int:
    listed = ", ".join(f'"{column}"' for column in columns)
    last = piece.last if piece.last is not None else 2**62
    standing: dict[int, Row] = {
        row[0]: tuple(row[1:])
        for row in connection.exec_driver_sql(
            f'SELECT rowid, {listed} FROM "{name}" WHERE rowid BETWEEN ? AND ?', (piece.first, last)
        )
    }
    newer = [(n, *row) for n, row in piece.rows.items() if standing.get(n) != row]
    marks = ", ".join("?" * (len(columns) + ("id" not in columns)))
    if "id" in columns:  # the rowid by another name
        head, values = listed, [row[1:] for row in newer]
    else:
        head, values = f"rowid, {listed}", newer
    if values:
        connection.exec_driver_sql(
            f'INSERT OR REPLACE INTO "{name}" ({head}) VALUES ({marks})', values
        )
    gone = [(n,) for n in standing if n not in piece.rows and not _within(n, piece.unread)]
    if gone:
        connection.exec_driver_sql(f'DELETE FROM "{name}" WHERE rowid = ?', gone)
    return len(newer) + len(gone)


def _bring_whole(
    connection: Connection, name: str, columns: tuple[str, ...], piece: Piece
) -> int:
    listed = ", ".join(f'"{column}"' for column in columns)
    standing = {tuple(row) for row in connection.exec_driver_sql(f'SELECT {listed} FROM "{name}"')}
    theirs = set(piece.rows.values())
    if standing == theirs:
        return 0
    connection.exec_driver_sql(f'DELETE FROM "{name}"')
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(
        f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', list(piece.rows.values())
    )
    return len(standing ^ theirs)


def _within(number: int, spans: list[Span] | tuple[Span, ...]) -> bool:
    return any(first <= number and (last is None or number <= last) for first, last in spans)


def _rebuild(connection: Connection, entries: list[dict[str, Any]], done: Replayed) -> None:
    """Rows that cannot be read, as the newer log entries tell of them."""
    told: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        name, number = entry["table_name"], entry["row_id"]
        if number is not None and _within(number, done.lost_rows.get(name, ())):
            told[name, number].append(entry)
    for (name, number), story in told.items():
        table = Base.metadata.tables[name]
        if "id" in table.c and _rebuilt(connection, table, number, story):
            done.rebuilt += 1
            done.lost_rows[name] = list(_without(done.lost_rows[name], number))


def _rebuilt(
    connection: Connection, table: Table, number: int, story: list[dict[str, Any]]
) -> bool:
    values: dict[str, Any] = {}
    for entry in story:
        after = json.loads(entry["payload"] or "{}").get("after", {})
        values |= {name: value for name, value in after.items() if name in table.c}
    told = {
        name: value
        for name, value in values.items()
        if value != _HIDDEN and (value is None or not isinstance(table.c[name].type, LargeBinary))
    }
    whole, values = told.keys() == values.keys(), told
    values = {name: _typed(table, name, value) for name, value in values.items()}
    standing = connection.execute(select(table.c.id).where(table.c.id == number)).first()
    if standing is not None:
        if values:
            connection.execute(update(table).where(table.c.id == number).values(**values))
        return whole  # an account that was closed is closed, whatever else is not told
    if not whole:
        return False
    first = story[0]
    values |= {"id": number, "created_by": first["actor_id"]}
    values["created_at"] = _instant(first["at"])
    if "version" in table.c:
        values["version"] = len(story)
    needed = {c.name for c in table.c if not c.nullable}
    if not needed <= set(values):
        return False
    connection.execute(insert(table).values(**{k: v for k, v in values.items() if k in table.c}))
    return True


def _typed(table: Table, name: str, value: Any) -> Any:
    """A value of the log as the column takes it."""
    if value is None or not isinstance(value, str):
        return value
    if isinstance(table.c[name].type, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(table.c[name].type, Date):
        return date.fromisoformat(value)
    return value


def _instant(text: str) -> datetime:
    """An instant as SQLite keeps it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _count_standing(connection: Connection, ends: Mapping[str, int], done: Replayed) -> None:
    """Take from the lost rows those that stand: as the log tells of them, or else as the backup had
    them. Where the whole log was read, no row beyond those that it names was ever there.
    """
    for name, spans in list(done.lost_rows.items()):
        standing = [n for (n,) in connection.exec_driver_sql(f'SELECT rowid FROM "{name}"')]
        if not done.lost_entries:
            end = max([ends.get(name, 0), *standing])
            spans = [(first, min(last or end, end)) for first, last in spans if first <= end]
        for number in standing:
            if _within(number, spans):
                spans = list(_without(spans, number))
                done.as_before += 1
        done.lost_rows[name] = spans
    for name in [name for name, spans in done.lost_rows.items() if not spans]:
        del done.lost_rows[name]


def _without(spans: list[Span], number: int) -> Iterator[Span]:
    for first, last in spans:
        if not _within(number, [(first, last)]):
            yield first, last
            continue
        if first < number:
            yield first, number - 1
        if last is None or number < last:
            yield number + 1, last


def _leave_orphans(connection: Connection, done: Replayed) -> None:
    """Take out rows that belong to one that is lost, and what belongs to those."""
    while True:
        orphans = {
            (str(table), number)
            for table, number, *_more in connection.exec_driver_sql("PRAGMA foreign_key_check")
            if number is not None
        }
        if not orphans:
            return
        for name, number in sorted(orphans):
            connection.exec_driver_sql(f'DELETE FROM "{name}" WHERE rowid = ?', (number,))
            done.lost_rows[name].append((number, number))


def _chain(
    connection: Connection, dek: bytes, entries: list[dict[str, Any]], head: int, done: Replayed
) -> dict[int, int]:
    """Put the newer entries at the end of the log: as they are up to the first gap, from there on
    chained anew, after one entry that says so. Gives each entry's number by the one that it had.
    """
    numbers: dict[int, int] = {}
    table, expected, rest = Base.metadata.tables[_LOG], head + 1, list(entries)
    while rest and rest[0]["seq"] == expected:
        entry = rest.pop(0)
        connection.execute(insert(table).values(**{**entry, "at": _instant(entry["at"])}))
        numbers[expected] = expected
        _empty_again(connection, entry, expected)
        expected += 1
    done.entries = len(entries)
    if not rest:
        return numbers
    keys, _others = secrets.load(connection, dek)
    numbers[expected] = _append(connection, keys, rest[0], "log.rejoined", {
        "kept_until": expected - 1, "from": rest[0]["seq"], "to": rest[-1]["seq"],
    })
    for entry in rest:
        payload = json.loads(entry["payload"]) if entry["payload"] else {}
        payload |= _empty_again(connection, entry, expected - 1)
        numbers[entry["seq"]] = _append(
            connection, keys, entry, entry["action"], payload, whose=entry
        )
    return numbers


def _empty_again(connection: Connection, entry: Mapping[str, Any], last: int) -> dict[str, Any]:
    """What a purge destroyed after the backup was made, the backup still has: destroy it in the
    entries up to `last` too. Gives what the purge's entry has to say of them; nothing for another
    entry.
    """
    if entry["action"] not in PURGED:
        return {}
    told = told_by(entry["payload"], entry["seq"])
    if told is None:
        return {}
    contents, acted, _sum = told
    done = empty_log(
        connection, {n for n in contents if n <= last}, {n for n in acted if n <= last}
    )
    return asdict(done)


def _append(
    connection: Connection,
    keys: audit.AuditKeys,
    at: Mapping[str, Any],
    action: str,
    payload: Any,
    whose: Mapping[str, Any] | None = None,
) -> int:
    told = whose or {
        "actor_kind": "system", "actor_id": 0, "actor_name": "sobrhouse", "station": "office",
        "table_name": "", "row_id": None, "house_id": None, "resident_id": None,
    }
    actor = Actor(ActorKind(told["actor_kind"]), told["actor_id"], told["actor_name"])
    return audit.append(
        _OnConnection(connection), keys, actor, _instant(at["at"]), action,
        station=told["station"], table_name=told["table_name"], row_id=told["row_id"],
        house_id=told["house_id"], resident_id=told["resident_id"], payload=payload,
    )


@dataclass(frozen=True, slots=True)
class _OnConnection:
    """What `audit.append` writes by: SQLAlchemy's connection, already in its transaction."""

    connection: Connection
    driver: None = None
