"""How long what is known of a person is kept, what keeps it longer, and what was destroyed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Evidence, Row, one_of, unique_while

HOLD_KINDS = ("court", "lawyer", "complaint", "claim", "other")
RECORD_CLASSES = ("resident", "applicant", "visitor")


class Hold(Row, Evidence, Base):
    """That a resident's records may not be destroyed: who asked, why, and when it was lifted.

    A lawful request for records outlives every retention rule (safety.md 2).
    """

    __tablename__ = "hold"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    kind: Mapped[str]
    asked_by: Mapped[str]
    reason: Mapped[str]
    since_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]
    ended_why: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", *HOLD_KINDS), "kind"),
        CheckConstraint("asked_by <> '' AND reason <> ''", "said"),
        Index("ix_hold_resident", "resident_id", "ended_at"),
    )


class RetentionRule(Row, Edited, Base):
    """How many years records of one class are kept after the last day they were in use, and on
    what ground; one row in force a class.
    """

    __tablename__ = "retention_rule"
    house_by = None

    record_class: Mapped[str]
    years: Mapped[int]
    basis: Mapped[str]

    __table_args__ = (
        CheckConstraint(one_of("record_class", *RECORD_CLASSES), "class"),
        CheckConstraint("years BETWEEN 1 AND 99", "years"),
        CheckConstraint("basis <> ''", "basis"),
        unique_while("uq_retention_rule_class", "record_class", "voided_at IS NULL"),
    )


class Purge(Row, Evidence, Base):
    """What was destroyed, when, by which two people and on what ground; it tells no name.

    `counts` is JSON: table -> rows; `log_rows` counts the entries of the audit log that were
    emptied. `last_on` is the last day the records were in use, `due_on` the day from which they
    might be destroyed.
    """

    __tablename__ = "purge"
    house_by = None

    record_class: Mapped[str]
    subject_id: Mapped[int]  # the number that the resident had; their row is gone
    at: Mapped[datetime]
    last_on: Mapped[date]
    due_on: Mapped[date]
    years: Mapped[int]
    basis: Mapped[str]
    counts: Mapped[str]
    log_rows: Mapped[int]
    second_staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))

    __table_args__ = (
        CheckConstraint(one_of("record_class", *RECORD_CLASSES), "class"),
        CheckConstraint("due_on > last_on", "due"),
        CheckConstraint("basis <> '' AND counts <> ''", "said"),
        CheckConstraint("second_staff_id <> created_by", "two_people"),
        Index("ix_purge_at", "at"),
    )
