"""Putting many rows in as one batch, for the practice house: one transaction, one audit row."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from sobrhouse.domain.staff import Permission
from sobrhouse.storage import bulk
from sobrhouse.storage.keys.pin_hashes import hash_kiosk_pin, hash_pin, kiosk_key
from sobrhouse.storage.tables import KioskAccess, Staff, Stay
from sobrhouse.storage.work import Work


def put_batch(
    work: Work, action: str, batches: Sequence[bulk.Rows], house_id: int | None = None
) -> int:
    """Insert the batches in their order; gives how many rows. Recorded once: tables, count and
    SHA-256.
    """
    work.require(Permission.START)
    counts: dict[str, int] = {}
    # the database lets other threads run while it takes rows in
    with ThreadPoolExecutor(1) as aside:
        digest = aside.submit(_digest, batches)
        for batch in batches:
            counts[batch.table] = counts.get(batch.table, 0) + bulk.insert_rows(work.session, batch)
    total = sum(counts.values())
    work.record(action, None, house_id=house_id, tables=counts, count=total, sha256=digest.result())
    return total


def _digest(batches: Sequence[bulk.Rows]) -> str:
    digest = hashlib.sha256()
    for batch in batches:
        told = [batch.table, batch.columns, batch.rows, dict(batch.fixed)]
        digest.update(json.dumps(told, separators=(",", ":")).encode())
    return digest.hexdigest()


def give_kiosk_pins(work: Work, house_id: int, pin: str) -> int:
    """One PIN for everybody with a kiosk number in a practice house; gives how many."""
    work.require(Permission.START)
    lives = select(Stay.resident_id).where(Stay.house_id == house_id)
    rows = work.session.scalars(
        select(KioskAccess).where(KioskAccess.resident_id.in_(lives)).order_by(KioskAccess.id)
    ).all()
    keys = [kiosk_key(work.secrets["pepper"], row.resident_id) for row in rows]
    with ThreadPoolExecutor() as hashers:
        for row, stored in zip(
            rows, hashers.map(lambda key: hash_kiosk_pin(key, pin), keys), strict=True
        ):
            row.pin_hash = stored
    work.session.flush()
    work.record("practice.pins_given", None, house_id=house_id, count=len(rows))
    return len(rows)


def give_staff_pin(work: Work, name: str, pin: str) -> None:
    """A PIN for one of a practice house's staff, so that what takes two people can be tried."""
    work.require(Permission.START)
    row = work.session.scalars(select(Staff).where(Staff.name == name)).one()
    row.pin_hash = hash_pin(work.secrets["pepper"], row.id, pin)
    work.session.flush()
    work.record("practice.pins_given", row, count=1)


def highest_ids(work: Work, tables: Sequence[str]) -> Mapping[str, int]:
    """The highest id of each table, so that a batch can number its rows itself."""
    work.require(Permission.START)
    return bulk.newest_ids(work.session, tables)
