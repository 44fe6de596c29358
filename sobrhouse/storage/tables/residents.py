"""Residents: the person, who survives every stay, and how long they have been sober."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Row, one_of, unique_while


class Resident(Row, Edited, Base):
    """A person who lives, lived or wishes to live in a house; a return is a new stay of the same
    person.
    """

    __tablename__ = "resident"
    house_by = "resident"  # through stays and applications

    legal_first: Mapped[str]
    legal_last: Mapped[str] = mapped_column(default="")
    preferred_name: Mapped[str] = mapped_column(default="")
    sort_name: Mapped[
        str
    ]  # last, first; without case and accents, for both databases to sort alike
    match_name: Mapped[str]  # first last; the same way, to find a person who comes back
    birth_on: Mapped[date | None]
    pronouns: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")  # comma separated, in words
    speaks: Mapped[str] = mapped_column(default="en")  # the language the program speaks to them
    pathway: Mapped[str] = mapped_column(default="")  # AA, NA, SMART, faith, MAT, other
    photo_blob_id: Mapped[int | None] = mapped_column(ForeignKey("blob.id"))
    anonymity_note: Mapped[str] = mapped_column(default="")
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    __table_args__ = (
        Index("ix_resident_match_name", "match_name"),
        Index("ix_resident_birth_on", "birth_on"),
        CheckConstraint(
            one_of("pathway", "", "AA", "NA", "SMART", "faith", "MAT", "other"), "pathway"
        ),
    )


class SobrietyPeriod(Row, Edited, Base):
    """One length of sobriety; a new date ends the old row, which stays (measures.md 5.3)."""

    __tablename__ = "sobriety_period"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    end_kind: Mapped[str | None]
    counted_by: Mapped[str] = mapped_column(default="resident")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index(
            "ix_sobriety_period_resident_whole",
            "resident_id",
            "voided_at",
            "end_on",
            "start_on",
            "end_kind",
        ),
        CheckConstraint(one_of("end_kind", "return_to_use", "correction"), "end_kind"),
        CheckConstraint("(end_on IS NULL) = (end_kind IS NULL)", "ended_with_kind"),
        unique_while(
            "uq_sobriety_period_open", "resident_id", "end_on IS NULL AND voided_at IS NULL"
        ),
    )


class Blob(Row, Base):
    """Bytes kept inside the encrypted database: photos, and later logos, scans and signatures (10
    MB at most).
    """

    __tablename__ = "blob"
    house_by = None

    keyed_hash: Mapped[str] = mapped_column(unique=True)
    mime: Mapped[str]
    size: Mapped[int]
    bytes: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (CheckConstraint("size <= 10485760", "size"),)


class ImportBatch(Row, Base):
    """One file that was brought in, or one making of many rows; undone as a whole."""

    __tablename__ = "import_batch"

    house_id: Mapped[int | None] = mapped_column(ForeignKey("house.id"), index=True)
    kind: Mapped[str]
    file_name: Mapped[str] = mapped_column(default="")
    rows: Mapped[int]
    sha256: Mapped[str]
    before_json: Mapped[str] = mapped_column(
        default=""
    )  # of people known before: what it filled in
    undone_at: Mapped[datetime | None]
