"""Backups as the log has them: how safe the house is, and what was found of each file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sobrhouse.domain.staff import Permission
from sobrhouse.storage.access import needs
from sobrhouse.storage.tables import AuditEntry, BackupLog, RestoreTest


@dataclass(frozen=True, slots=True)
class Safety:
    """When the newest verified backups were made: any, and one that left this computer; when the
    records begin; and the last restore that was tried, with what was wrong.
    """

    last: datetime | None
    last_away: datetime | None
    begun: datetime | None
    tested: datetime | None = None
    tested_label: str = ""
    faults: tuple[str, ...] = ()

    @property
    def since(self) -> datetime | None:
        """Since when nothing was backed up."""
        return self.last or self.begun


@dataclass(frozen=True, slots=True)
class Logged:
    """What the log says of one backup; `tested` is when it was restored aside and found equal."""

    at: datetime
    bytes: int
    away: bool
    tested: datetime | None = None
    faults: tuple[str, ...] = ()


@needs(Permission.OWN_ACCOUNT, house_free=True)
def backup_safety(session: Session) -> Safety:
    """How safe the records are; by the order of the log, as clocks go wrong."""
    newest = select(BackupLog.at).order_by(BackupLog.id.desc()).limit(1)
    last, away, begun = session.execute(
        select(
            newest.scalar_subquery(),
            newest.where(BackupLog.removable).scalar_subquery(),
            select(AuditEntry.at).where(AuditEntry.seq == 1).scalar_subquery(),
        )
    ).one()
    test = session.execute(
        select(RestoreTest.at, RestoreTest.path_label, RestoreTest.faults)
        .order_by(RestoreTest.id.desc()).limit(1)
    ).first()
    if test is None:
        return Safety(last, away, begun)
    faults = tuple(test.faults.splitlines())
    return Safety(last, away, begun, test.at, test.path_label, faults)


@needs(Permission.MANAGE_HOUSE, house_free=True)
def backups_in_log(session: Session) -> Mapping[str, Logged]:
    """Each backup that was ever made, by its label: place and name."""
    tests = {
        label: (at, tuple(faults.splitlines()))
        for label, at, faults in session.execute(
            select(RestoreTest.path_label, RestoreTest.at, RestoreTest.faults)
            .order_by(RestoreTest.id)
        )
    }
    rows = session.execute(
        select(BackupLog.path_label, BackupLog.at, BackupLog.bytes, BackupLog.removable)
        .order_by(BackupLog.id)
    )
    found = {}
    for label, at, size, away in rows:
        tested, faults = tests.get(label, (None, ()))
        found[label] = Logged(at, size, away, None if faults else tested, faults)
    return found
