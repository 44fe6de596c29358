"""Secrets: the random keys that the data key wraps (audit keys, PIN pepper, blob key), so that it
may change alone.
"""

import os

from sqlalchemy import Connection, insert, select

from sobrhouse.storage.audit import AuditKeys
from sobrhouse.storage.keys.sealing import seal, unseal
from sobrhouse.storage.tables import Secret

_TABLE = Secret.__table__
NAMES = ("audit", "pepper", "blob")


def _label(name: str, number: int) -> str:
    return f"{name} key {number}"


def make(connection: Connection, dek: bytes) -> None:
    """Make the first of every key in a new database."""
    for name in NAMES:
        wrapped = seal(dek, _label(name, 1), os.urandom(32))
        connection.execute(insert(Secret).values(name=name, number=1, wrapped=wrapped.hex()))


def load(connection: Connection, dek: bytes) -> tuple[AuditKeys, dict[str, bytes]]:
    """The audit keys by number, and the newest of every other key by name. Raises Damaged when one
    does not open.
    """
    audit_keys: dict[int, bytes] = {}
    others: dict[str, bytes] = {}
    for row in connection.execute(select(_TABLE).order_by(_TABLE.c.number)):
        key = unseal(dek, _label(row.name, row.number), bytes.fromhex(row.wrapped))
        if row.name == "audit":
            audit_keys[row.number] = key
        else:
            others[row.name] = key
    return AuditKeys(audit_keys), others


def rewrapped(connection: Connection, dek: bytes, fresh: bytes) -> list[dict[str, object]]:
    """Every key's row wrapped under another data key, and one audit key more: what is signed from
    then on is signed by a key that the old data key never opened. Raises Damaged.
    """
    rows: list[dict[str, object]] = []
    newest = 0
    for row in connection.execute(select(_TABLE).order_by(_TABLE.c.name, _TABLE.c.number)):
        label = _label(row.name, row.number)
        key = unseal(dek, label, bytes.fromhex(row.wrapped))
        rows.append({"name": row.name, "number": row.number,
                     "wrapped": seal(fresh, label, key).hex()})
        if row.name == "audit":
            newest = max(newest, row.number)
    label = _label("audit", newest + 1)
    rows.append({"name": "audit", "number": newest + 1,
                 "wrapped": seal(fresh, label, os.urandom(32)).hex()})
    return rows
