"""Purging, the names: where others wrote down somebody whose record is destroyed, in their records,
in drafts and printed packets, and in the audit log.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, and_, func, or_, select

from sobrhouse.domain.former_names import FormerName, other_parts
from sobrhouse.domain.names import plain, short_name
from sobrhouse.domain.purging import former_resident, typed_columns
from sobrhouse.storage.purging.emptied import PURGED
from sobrhouse.storage.purging.finding import Emptying, Found
from sobrhouse.storage.tables import AuditEntry, Base

_TABLES = Base.metadata.tables
_JSON = "_json"  # columns in which typed words stand inside JSON end like this
_MOST_BYTES = 32 * 1024 * 1024  # of what a packet was drawn from
_PROFILE = "residents/"  # where a draft was typed; its subject is a resident then


def name_of(connection: Connection, resident_id: int, found: Found) -> FormerName:
    """The names of the person, and which of their words are other people's names too."""
    table = _TABLES["resident"]
    columns = (table.c.id, table.c.legal_first, table.c.legal_last, table.c.preferred_name)
    people = [tuple(row) for row in connection.execute(select(*columns).order_by(table.c.id))]
    first, last, preferred = next(row[1:] for row in people if row[0] == resident_id)
    mine = {plain(short_name(given, last)) for given in (first, preferred) if given}
    others = [row[1:] for row in people if row[0] != resident_id]
    same = any(plain(short_name(*names)) in mine for names in others)
    known = [word for names in others for word in names]
    known += _named_otherwise(connection, found)
    return FormerName(first, last, preferred, other_parts(known), same)


def _named_otherwise(connection: Connection, found: Found) -> Iterator[str]:
    """Names of the staff, of supporters and of contacts that stay on record."""
    for table in (_TABLES[name] for name in ("staff", "supporter", "contact", "sponsorship")):
        gone = found.ids.get(table.name, set())
        query = select(table.c.id, table.c.name).where(table.c.name != "").order_by(table.c.id)
        for row in connection.execute(query):
            if row.id not in gone:
                yield row.name


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which somebody was known to the house: from, and until a year after the last."""

    begun: datetime
    ended: datetime

    def has(self, at: datetime | None) -> bool:
        """Whether something was written in it."""
        return at is None or self.begun <= at <= self.ended


def time_of(connection: Connection, resident_id: int) -> Span:
    """From thirty days before the first stay or request, or the day the person was written down,
    until a year after the last stay.
    """
    days: list[date] = []
    for table, columns in (("stay", ("move_in_on", "discharged_on")),
                           ("application", ("received_on",))):  # fmt: skip
        rows = _TABLES[table]
        query = select(*(rows.c[c] for c in columns)).where(rows.c.resident_id == resident_id)
        days += [day for row in connection.execute(query) for day in row if day is not None]
    person = _TABLES["resident"]
    made = connection.execute(
        select(person.c.created_at).where(person.c.id == resident_id)
    ).scalar_one()
    instants = [datetime.combine(day, time(), UTC) for day in days] or [made]
    begun = min(made, *instants) - timedelta(days=30)
    return Span(begun, max(instants) + timedelta(days=365))


def find_names(
    connection: Connection, name: FormerName, found: Found, old: datetime, known: Span
) -> None:
    """Add to what was found every row of others that names the person, and what it says then.
    What is half typed on their profile goes too, named or not, and so do drafts that may be about
    them and that nobody touched since `old`.
    """
    _in_drafts(connection, name, found, old)
    if not name.patterns:
        return
    for table, columns in typed_columns().items():
        _in_table(connection, _TABLES[table], columns, name, found, known)
    _in_packets(connection, name, found, known)


def _in_table(
    connection: Connection, table: Table, columns: Iterable[str], name: FormerName, found: Found,
    known: Span,
) -> None:  # fmt: skip
    there = [column for column in columns if column in table.c]
    if not there:
        return
    likely = or_(*(
        table.c[c] != "" if c.endswith(_JSON) else table.c[c].ilike(p)
        for c in there for p in name.patterns
    ))  # fmt: skip
    query = select(table.c.id, table.c.created_at, *(table.c[c] for c in there)).where(likely)
    gone = found.ids.get(table.name, set())
    instead = former_resident()
    for row in connection.execute(query.order_by(table.c.id)).mappings():
        if row["id"] in gone:
            continue
        then = known.has(row["created_at"])
        out = partial(name.taken_out, instead=instead, then=then)
        values = {
            c: _in_json(row[c], out) if c.endswith(_JSON) else out(row[c]) for c in there if row[c]
        }
        changed = {c: said for c, said in values.items() if said != row[c]}
        if changed:
            found.named.append(Emptying(table.name, row["id"], changed))


def _in_drafts(
    connection: Connection, name: FormerName, found: Found, old: datetime
) -> None:
    draft = _TABLES["draft"]
    columns = (draft.c.id, draft.c.form, draft.c.text_json, draft.c.subject_id, draft.c.updated_at)
    people = found.ids.get("resident", set())
    theirs = set().union(*(found.ids.get(t, set()) for t in ("resident", "stay", "application")))
    for row in connection.execute(select(*columns).order_by(draft.c.id)):
        forgotten = row.updated_at is None or row.updated_at < old
        about = row.form.startswith(_PROFILE) and row.subject_id in people
        named = name.stands_in(words_of(row.text_json))
        if about or named or (forgotten and row.subject_id in theirs):
            found.ids["draft"].add(row.id)


def _in_packets(connection: Connection, name: FormerName, found: Found, known: Span) -> None:
    printed = _TABLES["packet_print"]
    query = select(printed.c.id, printed.c.inputs, printed.c.created_at).where(
        func.length(printed.c.inputs) > 0
    )
    for row in connection.execute(query.order_by(printed.c.id).execution_options(yield_per=20)):
        if name.stands_in(words_of(_said(row.inputs)), then=known.has(row.created_at)):
            found.named.append(Emptying("packet_print", row.id, {"inputs": b""}))


def _said(frozen: bytes) -> str:
    """What a packet was drawn from, as text; a name that cannot be read is nobody's."""
    try:
        reader = zlib.decompressobj()
        return reader.decompress(frozen, _MOST_BYTES).decode("utf-8", "replace")
    except zlib.error:
        return ""


def find_log(
    connection: Connection, resident_id: int, name: FormerName, found: Found, known: Span
) -> None:
    """Add to what was found the log entries about the person, about a row that goes, or in which
    they are named; and those that tell their name as who acted.
    """
    entry = AuditEntry
    tables = [table for table, ids in found.ids.items() if ids]
    said = [entry.payload.ilike(pattern) for pattern in name.patterns]
    query = select(
        entry.seq, entry.at, entry.resident_id, entry.table_name, entry.row_id, entry.payload
    ).where(
        entry.salt != "", entry.action.not_in(PURGED),
        or_(entry.resident_id == resident_id, entry.table_name.in_(tables), *said),
    )  # fmt: skip
    for row in connection.execute(query.order_by(entry.seq).execution_options(yield_per=2000)):
        theirs = row.resident_id == resident_id or _goes(row, found)
        if theirs or name.stands_in(words_of(row.payload), then=known.has(row.at)):
            found.log.append(row.seq)
    acted = and_(entry.actor_kind == "resident", entry.actor_id == resident_id)
    found.acted = list(connection.execute(
        select(entry.seq).where(acted, entry.actor_name != "").order_by(entry.seq)
    ).scalars())  # fmt: skip


def _goes(row: Any, found: Found) -> bool:
    return row.row_id is not None and row.row_id in found.ids.get(row.table_name, ())


def words_of(text: str) -> str:
    """What is said in JSON, without its escapes: in it a line that begins with a name reads as
    "\\nZebulon", and an accented letter may be a number. Any other text is itself.
    """
    said: list[str] = []

    def hear(words: str) -> str:
        said.append(words)
        return words

    _in_json(text, hear)
    return "\n".join(said)


def _in_json(text: str, change: Callable[[str], str]) -> str:
    """The JSON with each of its texts changed, those inside other texts too; other words as such.
    Left as it stands, letter by letter, where nothing changes.
    """
    if not text.lstrip().startswith(("{", "[", '"')):
        return change(text)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return change(text)
    changed = _each_text(told, change)
    return text if changed == told else json.dumps(changed, ensure_ascii=False)


def _each_text(told: Any, change: Callable[[str], str]) -> Any:
    if isinstance(told, str):
        return _in_json(told, change)
    if isinstance(told, list):
        return [_each_text(each, change) for each in told]
    if isinstance(told, dict):
        return {key: _each_text(each, change) for key, each in told.items()}  # keys are the code's
    return told
