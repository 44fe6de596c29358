"""What may leave the house about a resident, and what did: consents, their end, disclosures."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Evidence, Row, one_of, unique_while

RECIPIENT_KINDS = (
    "court", "probation", "treatment", "health", "employer", "family", "attorney", "funder",
    "housing", "other",
)  # fmt: skip
SIGNERS = ("resident", "representative")
SIGNED_WAYS = ("paper", "screen", "scan")
END_WAYS = ("written", "spoken", "event")
BASES = ("consent", "emergency", "court_order", "crime_on_premises", "resident_copy")
METHODS = ("print", "file", "mail", "fax", "spoken")


class Consent(Row, Evidence, Base):
    """A written permission with all elements of 42 CFR § 2.31(a): none is kept without one of them.

    `categories` are codes with commas between them, chosen one by one. `covers_from` and
    `covers_until` bound the days that the information is about; empty: all. A consent for criminal
    justice (§ 2.35) may say that it cannot be revoked before its event.
    """

    __tablename__ = "consent"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    discloser: Mapped[str]
    recipient: Mapped[str]
    recipient_kind: Mapped[str] = mapped_column(default="other")
    recipient_address: Mapped[str] = mapped_column(default="")
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    categories: Mapped[str]
    information: Mapped[str] = mapped_column(default="")  # what it says beside the categories
    covers_from: Mapped[date | None]
    covers_until: Mapped[date | None]
    purpose: Mapped[str]
    how_to_revoke: Mapped[str]
    criminal_justice: Mapped[bool] = mapped_column(default=False)
    may_revoke: Mapped[bool] = mapped_column(default=True)
    care_and_payment: Mapped[bool] = mapped_column(default=False)  # treatment, payment, operations
    expires_on: Mapped[date | None]  # its last day
    expires_event: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date]
    signed_by: Mapped[str] = mapped_column(default="resident")
    signer_name: Mapped[str]
    signed_way: Mapped[str] = mapped_column(default="paper")
    signature_blob_id: Mapped[int | None] = mapped_column(ForeignKey("blob.id"))
    kept_at: Mapped[str] = mapped_column(default="")  # where the signed sheet lies

    __table_args__ = (
        CheckConstraint(one_of("recipient_kind", *RECIPIENT_KINDS), "recipient_kind"),
        CheckConstraint(one_of("signed_by", *SIGNERS), "signed_by"),
        CheckConstraint(one_of("signed_way", *SIGNED_WAYS), "signed_way"),
        CheckConstraint(
            "discloser <> '' AND recipient <> '' AND categories <> '' AND purpose <> '' "
            "AND how_to_revoke <> '' AND signer_name <> ''",
            "elements",
        ),
        CheckConstraint("expires_on IS NOT NULL OR expires_event <> ''", "expires"),
        CheckConstraint("expires_on >= signed_on", "expires_after"),
        CheckConstraint("covers_until >= covers_from", "covers"),
        CheckConstraint("may_revoke OR criminal_justice", "may_revoke"),
        CheckConstraint("signed_way = 'paper' OR signature_blob_id IS NOT NULL", "signature"),
        Index("ix_consent_resident", "resident_id", "void_at"),
        Index("ix_consent_house", "house_id", "void_at", "expires_on"),
    )


class ConsentEnd(Row, Evidence, Base):
    """That a consent ended before its last day: revoked, or the event came that it named."""

    __tablename__ = "consent_end"
    house_by = "consent_id"

    consent_id: Mapped[int] = mapped_column(ForeignKey("consent.id"))
    at: Mapped[datetime]
    how: Mapped[str]
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(one_of("how", *END_WAYS), "how"),
        unique_while("uq_consent_end_once", "consent_id", "void_at IS NULL"),
    )


class Disclosure(Row, Evidence, Base):
    """One handing out of what the house holds about one resident: to whom, what, why, on what
    right (42 CFR § 2.25; 45 CFR 164.528). It is written before the file is.

    `left_out` counts the rows that no consent let through. In an emergency (§ 2.51) a reason and a
    second person stand here in the place of a consent; the reason alone where the house has nobody
    else (safety.md 4.2).
    """

    __tablename__ = "disclosure"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("consent.id"))
    basis: Mapped[str]
    at: Mapped[datetime]
    recipient: Mapped[str]
    recipient_address: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str]
    description: Mapped[str]
    categories: Mapped[str] = mapped_column(default="")
    paper: Mapped[str] = mapped_column(default="")  # the paper's code; empty: by word of mouth
    method: Mapped[str]
    pages: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    left_out: Mapped[int] = mapped_column(default=0)
    notice_version: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    second_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    __table_args__ = (
        CheckConstraint(one_of("basis", *BASES), "basis"),
        CheckConstraint(one_of("method", *METHODS), "method"),
        CheckConstraint("(basis = 'consent') = (consent_id IS NOT NULL)", "consent"),
        CheckConstraint("recipient <> '' AND purpose <> '' AND description <> ''", "accounting"),
        CheckConstraint("basis <> 'consent' OR notice_version <> ''", "notice"),
        CheckConstraint(
            "basis <> 'emergency' OR (reason <> '' "
            "AND (second_staff_id IS NULL OR second_staff_id <> created_by))",
            "two_people",
        ),
        CheckConstraint("method = 'spoken' OR sha256 <> ''", "file"),
        Index("ix_disclosure_resident", "resident_id", "at"),
        Index("ix_disclosure_house", "house_id", "at"),
    )
