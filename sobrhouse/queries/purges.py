"""Purges: what one would destroy, what was destroyed, and what its certificate says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from sobrhouse.domain.retention import RecordClass, Rule
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotFound
from sobrhouse.queries.retention import KeptRow, kept_row
from sobrhouse.storage import packing
from sobrhouse.storage.access import needs
from sobrhouse.storage.audit import head_anchor
from sobrhouse.storage.backups.backup import BackupFile, kept
from sobrhouse.storage.purging.kept_until import rules_in_force
from sobrhouse.storage.purging.out import everything_of
from sobrhouse.storage.tables import BackupLog, House, Purge, Staff
from sobrhouse.words import _


@dataclass(frozen=True, slots=True)
class Preview:
    """What a purge of somebody would destroy, and which backups would still have it."""

    row: KeptRow
    rule: Rule
    deleted: Mapping[str, int]
    changed: Mapping[str, int]
    log_rows: int
    backups: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class PurgeRow:
    """One purge as it was written down, and as its certificate tells it."""

    purge_id: int
    record_class: RecordClass
    subject_id: int
    at: datetime
    last_on: date
    due_on: date
    rule: Rule
    deleted: Mapping[str, int]
    changed: Mapping[str, int]
    log_rows: int
    by: str
    second: str

    @property
    def rows(self) -> int:
        """How many rows were deleted."""
        return sum(self.deleted.values())


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate of destruction says: the purge, the backups from before it that may still
    lie somewhere, whether the file was written anew since, and the newest code of the log.
    """

    purge: PurgeRow
    house: str
    backups: tuple[date, ...]
    packed: bool
    anchor: str
    zone: ZoneInfo  # of the clock by which its hours are told


@needs(Permission.MANAGE_STAFF)
def purge_preview(session: Session, resident_id: int, today: date) -> Preview:
    """What a purge would destroy, found in the very way in which it will be; NotFound for somebody
    who is not on record.
    """
    row = kept_row(session, resident_id, today)
    if row is None:
        raise NotFound(_("This person is not on record any more."))
    rule = rules_in_force(session)[row.record_class]
    now = datetime.combine(today, time(), UTC)
    found = everything_of(session.connection(), resident_id, now)
    return Preview(
        row, rule, found.deleted(), found.changed(), len(found.log),
        _still_kept(session),
    )  # fmt: skip


@needs(Permission.MANAGE_STAFF, house_free=True)
def purges(session: Session) -> tuple[PurgeRow, ...]:
    """What was destroyed, the newest first."""
    return tuple(_purge_row(*row) for row in session.execute(_purged().order_by(Purge.id.desc())))


@needs(Permission.MANAGE_STAFF, house_free=True)
def certificate(session: Session, purge_id: int, zone: ZoneInfo) -> Certificate:
    """What the certificate of one purge says; NotFound where there is none."""
    found = session.execute(_purged().where(Purge.id == purge_id)).first()
    if found is None:
        raise NotFound(_("That record is not there any more."))
    row = _purge_row(*found)
    house = ""
    if row.record_class is RecordClass.VISITOR:
        house = session.scalar(select(House.name).where(House.id == row.subject_id)) or ""
    anchor = head_anchor(session)[1]
    packed = not packing.unpacked(session)
    return Certificate(row, house, _still_kept(session, row.at), packed, anchor, zone)


@needs(Permission.MANAGE_STAFF, house_free=True)
def must_be_packed(session: Session) -> bool:
    """Whether something was destroyed and the file was not written anew since."""
    return packing.unpacked(session)


def _purged() -> Select[Purge, str, str]:
    by, second = aliased(Staff), aliased(Staff)
    return (
        select(Purge, by.name, second.name)
        .outerjoin(by, by.id == Purge.created_by)
        .join(second, second.id == Purge.second_staff_id)
        .where(Purge.void_at.is_(None))
    )


def _purge_row(row: Purge, by: str | None, second: str) -> PurgeRow:
    counts = json.loads(row.counts)
    record_class = RecordClass(row.record_class)
    return PurgeRow(
        row.id, record_class, row.subject_id, row.at, row.last_on, row.due_on,
        Rule(record_class, row.years, row.basis), counts.get("deleted", {}),
        counts.get("changed", {}), row.log_rows, by or "", second,
    )  # fmt: skip


def _still_kept(session: Session, before: datetime | None = None) -> tuple[date, ...]:
    """The days of the backups that the program's own rule still keeps, made before an instant, the
    newest first. Copies that somebody made by hand are not known here.
    """
    found = [BackupFile(Path(str(n)), at) for n, at in enumerate(session.scalars(
        select(BackupLog.at).order_by(BackupLog.at.desc())
    ))]  # fmt: skip
    if not found:
        return ()
    keep = kept(found, found[0].made_at)
    days = [f.made_at.date() for f in found
            if f.path in keep and (before is None or f.made_at < before)]  # fmt: skip
    return tuple(dict.fromkeys(days))
