"""The chained audit log, the keys it stands on, and the logs of backups and of restores."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Row, index_while


class AuditEntry(Base):
    """One thing done (or seen, or printed), chained to the one before it by a keyed hash (safety.md
    4.5).
    """

    __tablename__ = "audit_entry"
    house_by = None

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    prev: Mapped[str]
    at: Mapped[datetime]
    offset_minutes: Mapped[int]
    boot_id: Mapped[str]
    monotonic_ms: Mapped[int]
    actor_kind: Mapped[str]
    actor_id: Mapped[int]
    actor_name: Mapped[str]
    station: Mapped[str]
    action: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[int | None]
    house_id: Mapped[int | None]
    resident_id: Mapped[int | None]
    salt: Mapped[str]
    payload: Mapped[str]
    payload_hash: Mapped[str]
    key_no: Mapped[int]
    mac: Mapped[str]

    __table_args__ = (
        Index("ix_audit_entry_resident", "resident_id", "seq"),
        Index("ix_audit_entry_house", "house_id", "seq"),
    )


class PurgePermit(Base):
    """Stands only inside a lawful purge's own transaction; while it does, the guards let the purge
    pass.
    """

    __tablename__ = "purge_permit"
    house_by = None

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]


class Secret(Base):
    """A key that the data key wraps: audit keys (numbered), the PIN pepper, the key of blob
    hashes.
    """

    __tablename__ = "secret"
    house_by = None

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    wrapped: Mapped[str]


class KeySlot(Base):
    """A key slot where there is no file beside the database: on PostgreSQL. Slot `header` holds the
    head.
    """

    __tablename__ = "key_slot"
    house_by = None

    slot_id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]


class BackupLog(Row, Base):
    """One backup that was made, reopened and checked; `sha256` of its logical content."""

    __tablename__ = "backup_log"
    house_by = None

    at: Mapped[datetime]
    path_label: Mapped[str]
    kind: Mapped[str] = mapped_column(default="regular")
    bytes: Mapped[int]
    sha256: Mapped[str]
    audit_seq: Mapped[int]
    removable: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        CheckConstraint("bytes > 0", "bytes"),
        index_while("ix_backup_log_removable", "at", "removable"),
    )


class ClockJump(Row, Base):
    """The computer's clock was set, or went wrong: from this entry of the log on, times may be
    wrong. `settled_seq` is the entry by which somebody said that the clock is right.
    """

    __tablename__ = "clock_jump"
    house_by = None

    seq: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]  # what the clock said then
    was_at: Mapped[datetime]  # and at the entry before
    by_seconds: Mapped[int]  # forward positive, back negative
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    settled_seq: Mapped[int | None]

    __table_args__ = (
        CheckConstraint(
            "(settled_at IS NULL) = (settled_by IS NULL) "
            "AND (settled_at IS NULL) = (settled_seq IS NULL)",
            "settled_by_whom",
        ),
        CheckConstraint("settled_seq > seq", "settled_after"),
    )


class RestoreTest(Row, Base):
    """One backup that was restored aside to see that it can be; `faults` empty where it was equal
    to what was backed up.
    """

    __tablename__ = "restore_test"
    house_by = None

    at: Mapped[datetime]
    path_label: Mapped[str]
    sha256: Mapped[str]
    faults: Mapped[str] = mapped_column(default="")
    ms: Mapped[int]
