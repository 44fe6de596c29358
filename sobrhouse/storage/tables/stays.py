"""Stays: application, move-in, phases, discharge."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Row, one_of, unique_while

STAGES = (
    "inquiry",
    "screening",
    "interview",
    "vote",
    "approved",
    "waitlisted",
    "declined",
    "withdrawn",
    "moved_in",
)
DISCHARGE_TYPES = (
    "successful",
    "voluntary",
    "administrative",
    "transfer",
    "medical",
    "deceased",
    "absconded",
)


class ReferralSource(Row, Edited, Base):
    """Who sends people to us."""

    __tablename__ = "referral_source"
    house_by = None

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class Application(Row, Edited, Base):
    """A wish to live in a house; stage `waitlisted` is the waitlist, in order of `wait_rank`."""

    __tablename__ = "application"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), index=True)
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    received_on: Mapped[date]
    stage: Mapped[str] = mapped_column(default="waitlisted")
    referral_source_id: Mapped[int | None] = mapped_column(ForeignKey("referral_source.id"))
    ready_on: Mapped[date | None]
    needs: Mapped[str] = mapped_column(default="")  # what the bed must have ("ground floor")
    wait_rank: Mapped[int] = mapped_column(default=0)
    decision_reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    __table_args__ = (
        CheckConstraint(one_of("stage", *STAGES), "stage"),
        Index("ix_application_house_stage", "house_id", "stage"),
    )


class Stay(Row, Edited, Base):
    """One episode from move-in to discharge; a return is a new stay."""

    __tablename__ = "stay"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), index=True)
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
    referral_source_id: Mapped[int | None] = mapped_column(ForeignKey("referral_source.id"))
    move_in_on: Mapped[date]
    planned_discharge_on: Mapped[date | None]
    discharged_on: Mapped[date | None]
    discharge_type: Mapped[str | None]
    discharge_reason: Mapped[str] = mapped_column(default="")
    destination: Mapped[str] = mapped_column(default="")
    forwarding_address: Mapped[str] = mapped_column(default="")
    return_eligible: Mapped[bool | None]
    naloxone_given: Mapped[bool | None]
    aftercare_note: Mapped[str] = mapped_column(default="")
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    __table_args__ = (
        CheckConstraint(one_of("discharge_type", *DISCHARGE_TYPES), "discharge_type"),
        CheckConstraint(
            "(discharged_on IS NULL) = (discharge_type IS NULL)", "discharged_with_type"
        ),
        CheckConstraint("discharged_on >= move_in_on", "discharged_after_move_in"),
        unique_while("uq_stay_open", "resident_id", "discharged_on IS NULL AND voided_at IS NULL"),
        Index(
            "ix_stay_house_whole",
            "house_id",
            "discharged_on",
            "move_in_on",
            "resident_id",
            "planned_discharge_on",
            "voided_at",
        ),
    )


class PhaseHistory(Row, Edited, Base):
    """When a stay stood in which phase, decided by whom and why."""

    __tablename__ = "phase_history"
    house_by = "stay_id"

    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id"))
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    decided_by: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index(
            "ix_phase_history_stay_whole", "stay_id", "voided_at", "end_on", "start_on", "phase_id"
        ),
        unique_while("uq_phase_history_open", "stay_id", "end_on IS NULL AND voided_at IS NULL"),
    )
