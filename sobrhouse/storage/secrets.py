"""Secrets: the random keys that the data key wraps (audit keys, PIN pepper, blob key), so that it
may change alone.
"""

import os

from sqlalchemy import Connection, insert, select

from sobrhouse.storage.audit import AuditKeys
from sobrhouse.storage.sealing import seal, unseal
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
