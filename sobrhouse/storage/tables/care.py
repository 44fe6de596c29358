"""What staff must know about a person: contacts, allergies and conditions, supervision, work or
school.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Row, one_of

CONTACT_KINDS = (
    "emergency",
    "family",
    "friend",
    "sponsor",  # of contacts that were put away alone: they are sponsorships now
    "mentor",
    "probation",
    "case_manager",
    "clinician",
    "payer",
    "employer",
    "attorney",
    "landlord",
    "other",
)


class Contact(Row, Edited, Base):
    """Somebody around a resident; being listed does not permit disclosure (`may_be_told`)."""

    __tablename__ = "contact"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    kind: Mapped[str] = mapped_column(default="emergency")
    name: Mapped[str]
    relationship: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    is_emergency: Mapped[bool] = mapped_column(default=False)
    may_be_told: Mapped[str] = mapped_column(default="none")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ix_contact_resident_whole", "resident_id", "is_emergency", "voided_at"),
        CheckConstraint(one_of("kind", *CONTACT_KINDS), "kind"),
        CheckConstraint(one_of("may_be_told", "none", "logistics", "consented"), "may_be_told"),
    )


class Condition(Row, Edited, Base):
    """An allergy or a condition that staff or paramedics must know."""

    __tablename__ = "condition"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), index=True)
    text: Mapped[str]
    allergy: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class LegalMatter(Row, Edited, Base):
    """Legal supervision: probation, parole, pretrial, drug court, child welfare."""

    __tablename__ = "legal_matter"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), index=True)
    kind: Mapped[str] = mapped_column(default="probation")
    case_no: Mapped[str] = mapped_column(default="")
    officer: Mapped[str] = mapped_column(default="")
    officer_phone: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    report_every: Mapped[str] = mapped_column(default="")
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(
            one_of("kind", "probation", "parole", "pretrial", "drug_court", "dcf", "other"), "kind"
        ),
    )


class Employment(Row, Edited, Base):
    """Work, school, volunteering, looking, or disability; `hours_week` in hours."""

    __tablename__ = "employment"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), index=True)
    kind: Mapped[str] = mapped_column(default="job")
    place: Mapped[str] = mapped_column(default="")
    schedule: Mapped[str] = mapped_column(default="")
    hours_week: Mapped[int | None]
    verified_on: Mapped[date | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(
            one_of("kind", "job", "school", "volunteer", "searching", "disability"), "kind"
        ),
    )
