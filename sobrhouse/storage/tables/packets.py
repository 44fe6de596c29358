"""Paper: blank forms with their codes, saved choices of packets, packets as they were printed, and
a resident's own words for the week.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Evidence, Row, one_of, unique_while

NAMES = ("short", "full", "bed")
SIZES = ("letter", "a4")
LANGUAGES = ("en", "es")
HEADINGS = ("sponsor", "work_school", "chores", "participation", "appointments")


class FormPrint(Row, Edited, Base):
    """One blank form that was printed, found again by the short code on it, so that what is typed
    in later lands on its days and says that it comes from paper.
    """

    __tablename__ = "form_print"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    form: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    paper_code: Mapped[str] = mapped_column(unique=True)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"))
    transcribed_at: Mapped[datetime | None]
    transcribed_by: Mapped[int | None]

    __table_args__ = (
        CheckConstraint(one_of("language", *LANGUAGES), "language"),
        CheckConstraint("last_day >= first_day", "days"),
        CheckConstraint("(transcribed_at IS NULL) = (transcribed_by IS NULL)", "transcribed"),
    )


class PacketSet(Row, Edited, Base):
    """A choice of sections that a house prints again and again, by its name. `sections` are codes
    with commas between them, in the order of the paper.
    """

    __tablename__ = "packet_set"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    name: Mapped[str]
    sections: Mapped[str]
    names: Mapped[str] = mapped_column(default="short")
    size: Mapped[str] = mapped_column(default="letter")
    large: Mapped[bool] = mapped_column(default=False)
    usual: Mapped[bool] = mapped_column(default=False)  # what is chosen when Reports opens

    __table_args__ = (
        CheckConstraint("name <> '' AND sections <> ''", "said"),
        CheckConstraint(one_of("names", *NAMES), "names"),
        CheckConstraint(one_of("size", *SIZES), "size"),
        unique_while("uq_packet_set_name", ("house_id", "name"), "voided_at IS NULL"),
        unique_while("uq_packet_set_usual", "house_id", "usual AND voided_at IS NULL"),
    )


class PacketPrint(Row, Evidence, Base):
    """One packet as it was printed or saved: all that its paper was drawn from, so that it can be
    printed again to the byte, and the hash that says whether it was.

    `inputs` are compressed JSON; `drawn_by` is the version of the drawing.
    """

    __tablename__ = "packet_print"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    week_start: Mapped[date]
    title: Mapped[str]
    sections: Mapped[str]
    names: Mapped[str]
    size: Mapped[str]
    large: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="en")
    inputs: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    pages: Mapped[int]
    drawn_by: Mapped[str]

    __table_args__ = (
        CheckConstraint(one_of("names", *NAMES), "names"),
        CheckConstraint(one_of("size", *SIZES), "size"),
        CheckConstraint(one_of("language", *LANGUAGES), "language"),
        CheckConstraint("pages > 0 AND sha256 <> ''", "made"),
        Index("ix_packet_print_house", "house_id", "week_start"),
    )


class OwnWords(Row, Edited, Base):
    """What a resident adds to their week under one heading, in their own words."""

    __tablename__ = "own_words"
    house_by = "stay_id"

    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    week_start: Mapped[date]
    heading: Mapped[str]
    text: Mapped[str]
    way: Mapped[str] = mapped_column(default="kiosk")

    __table_args__ = (
        CheckConstraint(one_of("heading", *HEADINGS), "heading"),
        CheckConstraint(one_of("way", "kiosk", "staff", "paper"), "way"),
        CheckConstraint("text <> ''", "said"),
        unique_while(
            "uq_own_words_once", ("stay_id", "week_start", "heading"), "voided_at IS NULL"
        ),
    )
