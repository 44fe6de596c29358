"""The chained audit log: append, verify, and the anchor that is printed (safety.md 4.5, D7)."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Text, func, insert, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from sobrhouse.domain.pins import Mark
from sobrhouse.domain.staff import Actor
from sobrhouse.problems import Problem
from sobrhouse.storage.instants import instant_text
from sobrhouse.storage.prepared import Link, Prepared
from sobrhouse.storage.purging.emptied import Emptied, read_emptied
from sobrhouse.storage.tables import AuditEntry, Base
from sobrhouse.words import _, n_

GENESIS = "0" * 64
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ANCHOR_LETTERS = 12
_SPELLED = "at_as_stored"
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError)
_CHAINED = (
    "seq",
    "prev",
    "at",
    "offset_minutes",
    "boot_id",
    "monotonic_ms",
    "actor_kind",
    "actor_id",
    "actor_name",
    "station",
    "action",
    "table_name",
    "row_id",
    "house_id",
    "resident_id",
    "payload_hash",
    "key_no",
)
_TABLE = Base.metadata.tables["audit_entry"]
# built once: this is on the way of every sign-in
_NEWEST = Prepared(
    select(_TABLE.c.seq, _TABLE.c.mac, _TABLE.c.at, _TABLE.c.boot_id, _TABLE.c.monotonic_ms)
    .order_by(_TABLE.c.seq.desc()).limit(literal_column("1"))
)
_APPEND = Prepared(insert(_TABLE), _TABLE.c.keys())


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """The numbered keys of the chain; new rows use the newest."""

    by_number: Mapping[int, bytes]
    _begun: dict[int, hmac.HMAC] = field(default_factory=dict, repr=False, compare=False)

    def mac(self, number: int, line: bytes) -> str:
        """The keyed hash of a line; KeyError for a key that we do not have."""
        if number not in self._begun:  # taking the key in costs as much as the hash itself
            self._begun[number] = hmac.new(self.by_number[number], digestmod="sha256")
        ours = self._begun[number].copy()
        ours.update(line)
        return ours.hexdigest()

    @property
    def newest(self) -> int:
        """The number of the key that signs now."""
        return max(self.by_number)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: how many rows it read, the last one, and each fault in a
    sentence.
    """

    rows: int
    head_seq: int
    anchor: str
    faults: tuple[str, ...]
    code_missing: bool = False  # the printed code that was looked for is not in it

    @property
    def ok(self) -> bool:
        """Whether the chain holds."""
        return not self.faults


def _instant(value: datetime) -> str:
    return instant_text(value).replace(" ", "T") + "+00:00"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return value


_SPELLING = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
)
# The encoder in C that `_SPELLING` would make anew for each payload.
_C_ENCODER = getattr(json.encoder, "c_make_encoder", None)
_SPELL = _C_ENCODER and _C_ENCODER(
    None, _plain, json.encoder.encode_basestring, None, ":", ",", True, False, True
)


def canonical(values: Any) -> str:
    """One spelling of a payload: sorted keys, no spaces, dates as ISO text."""
    return "".join(_SPELL(values, 0)) if _SPELL else _SPELLING.encode(values)


_chained = itemgetter(*_CHAINED)


def _payload_hash(salt: str, payload: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + payload.encode()).hexdigest()


def _line(row: Mapping[str, Any]) -> str:
    return canonical(_chained({**row, "at": _instant(row["at"])}))


def _mac(keys: AuditKeys, row: Mapping[str, Any]) -> str:
    return keys.mac(row["key_no"], _line(row).encode())


def nameless_line(row: Mapping[str, Any]) -> str:
    """An entry without the name of who acted, with its seal as it was: what a purge sums up."""
    return _line({**row, "actor_name": ""}) + str(row["mac"])


def append(
    link: Link,
    keys: AuditKeys,
    actor: Actor,
    now: datetime,
    action: str,
    *,
    station: str,
    table_name: str,
    row_id: int | None,
    house_id: int | None,
    resident_id: int | None,
    payload: Any,
    mark: Mark | None = None,
    last: Any = None,
) -> int:
    """Chain one row to the newest; the caller holds the write lock, so `seq` can neither fork nor
    skip. `mark` is now by both clocks; what is written for another time than now has none. `last`
    is the newest entry, where the caller has just read it.
    """
    last = last or newest(link)
    salt, text = os.urandom(16).hex(), canonical(payload)
    local = now.astimezone()
    row: dict[str, Any] = {
        "seq": (last.seq if last else 0) + 1,
        "prev": last.mac if last else GENESIS,
        "at": now.astimezone(UTC),
        "offset_minutes": int((local.utcoffset() or UTC.utcoffset(None)).total_seconds() // 60),
        "boot_id": mark.boot if mark else "",
        "monotonic_ms": mark.mono_ms if mark else 0,
        "actor_kind": str(actor.kind),
        "actor_id": actor.id,
        "actor_name": actor.name,
        "station": station,
        "action": action,
        "table_name": table_name,
        "row_id": row_id,
        "house_id": house_id,
        "resident_id": resident_id,
        "salt": salt,
        "payload": text,
        "payload_hash": _payload_hash(salt, text),
        "key_no": keys.newest,
    }
    row["mac"] = _mac(keys, row)
    _APPEND.run(link, row)
    return int(row["seq"])


def newest(link: Link) -> Any:
    """Number, mac and times (`at`, `boot_id`, `monotonic_ms`) of the last entry; None where there
    is none yet.
    """
    return _NEWEST.first(link, {})


def _rows(source: Session | Connection, after: int) -> Iterator[Mapping[str, Any]]:
    """The entries after one. ValueError where an instant is spelled otherwise than the program
    does: in a file it is text, and more than one text means the same.
    """
    spelled = type_coerce(_TABLE.c.at, Text).label(_SPELLED)
    query = select(_TABLE, spelled).where(_TABLE.c.seq > after).order_by(_TABLE.c.seq)
    for found in source.execute(query.execution_options(yield_per=2000)).mappings():
        row = dict(found)
        said = row.pop(_SPELLED)
        if isinstance(said, str) and said != instant_text(row["at"]):
            raise ValueError("an instant that the program did not write")
        yield row


def _holds(row: Mapping[str, Any], lawful: Emptied) -> bool:
    """Whether the content is what was hashed, or was emptied whole by a lawful purge."""
    if not row["salt"]:
        return not row["payload"] and row["seq"] in lawful.contents
    try:
        spelled = bytes.fromhex(row["salt"]).hex() == row["salt"]  # capitals would mean the same
        return bool(
            spelled and _payload_hash(row["salt"], row["payload"]) == row["payload_hash"]
        )
    except UNREADABLE:
        return False


def _sealed(row: Mapping[str, Any], keys: AuditKeys, lawful: Emptied) -> bool:
    """Whether the seal is the entry's own; one whose name a purge took out is summed up there."""
    if row["seq"] in lawful.nameless and not row["actor_name"]:
        lawful.pass_over(row["seq"], nameless_line(row))
        return True
    known = row["key_no"] in keys.by_number
    return bool(known) and hmac.compare_digest(_mac(keys, row), row["mac"])


def _faults_of(
    row: Mapping[str, Any], keys: AuditKeys, prev: str | None, expected: int, lawful: Emptied
) -> Iterator[str]:
    seq = row["seq"]
    if seq != expected:
        yield n_(
            "Entry {first} is missing.", "Entries {first} to {last} are missing.", seq - expected
        ).format(first=expected, last=seq - 1)
    elif prev is not None and row["prev"] != prev:
        yield _("Entry {n} does not follow from the one before it.").format(n=seq)
    if not _sealed(row, keys, lawful):
        yield _("Entry {n} was changed.").format(n=seq)
    elif not _holds(row, lawful):
        yield _("The content of entry {n} was changed.").format(n=seq)


def _nameless_changed(purge: int) -> str:
    return _("An entry that the purge of entry {n} took the name out of was changed.").format(
        n=purge
    )


def verify(
    source: Session | Connection,
    keys: AuditKeys,
    *,
    last: int | None = None,
    anchor: str | None = None,
) -> Verdict:
    """Walk the chain (the whole, or the `last` n rows) and, where given, look for a printed anchor
    in it.
    """
    head = source.execute(select(func.max(_TABLE.c.seq))).scalar() or 0
    after = max(0, head - last) if last else 0
    before = (
        source.execute(select(_TABLE.c.mac).where(_TABLE.c.seq == after)).scalar()
        if after
        else GENESIS
    )
    faults: list[str] = []
    wanted, found = _whole_anchor(anchor) if anchor else "", False
    expected, prev, rows, newest = after + 1, before, 0, ""
    lawful = read_emptied(source, after)
    try:
        for row in _rows(source, after):
            faults.extend(_faults_of(row, keys, prev, expected, lawful))
            newest = anchor_of(row["seq"], row["at"], row["mac"])
            found = found or (bool(wanted) and plain_anchor(newest) == wanted)
            expected, prev, rows = row["seq"] + 1, row["mac"], rows + 1
    except UNREADABLE:  # what stands there is not what its column can hold
        faults.append(_("Entry {n} cannot be read, or one soon after it.").format(n=expected))
    if not after and not faults:
        faults += [_nameless_changed(purge) for purge in lawful.wrong()]
    missing = bool(wanted) and not found
    if missing:
        faults.append(
            _(
                "The printed code is not in this log. Look at the code again. If it is right, "
                "entries were cut off or written anew since it was printed."
            )
        )
    return Verdict(rows, int(head), newest, tuple(faults), missing)


def anchor_of(seq: int, at: datetime, mac: str) -> str:
    """The 12 characters (60 bits) that bind a printed paper to this entry, in three groups of
    four.
    """
    digest = hashlib.sha256(
        f"sobrhouse anchor|{seq}|{at.astimezone(UTC).date()}|{mac}".encode()
    ).digest()
    number = int.from_bytes(digest[:8], "big") >> 4
    letters = "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(55, -1, -5))
    return "-".join(letters[i : i + 4] for i in (0, 4, 8))


def plain_anchor(typed: str) -> str:
    """What somebody typed from paper, with the letters that look like digits put right."""
    letters = "".join(c for c in typed.upper() if c.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


def _whole_anchor(typed: str) -> str:
    """The code that was typed; a slip in it is told apart from a log that was rewritten."""
    letters = plain_anchor(typed)
    if len(letters) != _ANCHOR_LETTERS or not set(letters) <= set(_CROCKFORD):
        raise Problem(
            _(
                "That is not a code from a printed report: it has {n} letters and digits, in three "
                "groups of four. Nothing was checked. Type it again from the foot of the paper."
            ).format(n=_ANCHOR_LETTERS),
            field="code",
        )
    return letters


def head_anchor(source: Session | Connection) -> tuple[int, str]:
    """The newest entry's number and anchor; (0, "") in an empty log."""
    row = source.execute(
        select(AuditEntry.seq, AuditEntry.at, AuditEntry.mac)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).first()
    return (row.seq, anchor_of(row.seq, row.at, row.mac)) if row else (0, "")
