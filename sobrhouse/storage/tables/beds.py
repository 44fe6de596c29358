"""Who has which bed: assignments (evidence), holds and outages."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Evidence, Row, one_of, unique_while


class BedAssignment(Row, Evidence, Base):
    """The nights of one stay in one bed: from the night of `start_on` up to, not with, the night of
    `end_on`.

    Evidence: only `end_on` with `end_reason`, and the void columns, may be set, once. Two live rows
    of one bed,
    or of one person, may not share a night; triggers in storage/guards.py refuse it.
    """

    __tablename__ = "bed_assignment"
    house_by = "stay_id"

    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    bed_id: Mapped[int] = mapped_column(ForeignKey("bed.id"))
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    end_reason: Mapped[str | None]
    reason: Mapped[str] = mapped_column(
        default=""
    )  # why this bed: move in, transfer and its reason
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    __table_args__ = (
        CheckConstraint("end_on >= start_on", "ends_after_start"),
        CheckConstraint("(end_on IS NULL) = (end_reason IS NULL)", "ended_with_reason"),
        Index("ix_bed_assignment_bed", "bed_id", "start_on"),
        Index("ix_bed_assignment_stay_whole", "stay_id", "void_at", "end_on", "start_on", "bed_id"),
        unique_while("uq_bed_assignment_open_bed", "bed_id", "end_on IS NULL AND void_at IS NULL"),
        unique_while(
            "uq_bed_assignment_open_stay", "stay_id", "end_on IS NULL AND void_at IS NULL"
        ),
    )


class BedHold(Row, Edited, Base):
    """A bed kept: for somebody away (`stay_id`) or somebody coming (`application_id`), until a
    date.
    """

    __tablename__ = "bed_hold"
    house_by = "bed_id"

    bed_id: Mapped[int] = mapped_column(ForeignKey("bed.id"), index=True)
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[str] = mapped_column(default="away")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(one_of("kind", "away", "pass", "hospital", "arriving"), "kind"),
        CheckConstraint("(stay_id IS NULL) <> (application_id IS NULL)", "for_one"),
        unique_while("uq_bed_hold_open", "bed_id", "ended_on IS NULL AND voided_at IS NULL"),
    )


class BedOutage(Row, Edited, Base):
    """Nights on which a bed could not be used, and why; history stays, so that a past census is
    true.
    """

    __tablename__ = "bed_outage"
    house_by = "bed_id"

    bed_id: Mapped[int] = mapped_column(ForeignKey("bed.id"), index=True)
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("end_on >= start_on", "ends_after_start"),
        unique_while("uq_bed_outage_open", "bed_id", "end_on IS NULL AND voided_at IS NULL"),
    )
