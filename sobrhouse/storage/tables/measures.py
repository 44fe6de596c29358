"""Measures: recovery capital as residents see it themselves, and what was given for milestones."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Evidence, Row, one_of, unique_while


class Assessment(Row, Evidence, Base):
    """One filled BARC-10: ten answers from 1 to 6 (Vilsaint et al. 2017); the total is derived.

    None is half-filled: the database refuses a row in which an answer is missing.
    """

    __tablename__ = "assessment"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    instrument: Mapped[str] = mapped_column(default="BARC10")
    on_date: Mapped[date]
    way: Mapped[str] = mapped_column(default="kiosk")
    q1: Mapped[int]
    q2: Mapped[int]
    q3: Mapped[int]
    q4: Mapped[int]
    q5: Mapped[int]
    q6: Mapped[int]
    q7: Mapped[int]
    q8: Mapped[int]
    q9: Mapped[int]
    q10: Mapped[int]

    __table_args__ = (
        CheckConstraint(one_of("instrument", "BARC10"), "instrument"),
        CheckConstraint(one_of("way", "kiosk", "staff", "paper"), "way"),
        *(CheckConstraint(f"q{n} BETWEEN 1 AND 6", f"q{n}") for n in range(1, 11)),
        Index("ix_assessment_house", "house_id", "on_date", "void_at"),
        Index("ix_assessment_stay", "stay_id", "on_date", "void_at"),
    )


class MilestoneAward(Row, Edited, Base):
    """Who gives the chip for a milestone, and when it was given.

    `due_on` is the day that the milestone falls on; a new sobriety date leaves old rows as they
    are. `giver_text` is anonymity-safe, for somebody who does not live here.
    """

    __tablename__ = "milestone_award"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    milestone_code: Mapped[str]
    due_on: Mapped[date]
    giver_resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"))
    giver_text: Mapped[str] = mapped_column(default="")
    awarded_on: Mapped[date | None]
    announced: Mapped[bool] = mapped_column(default=True)  # False: the resident wants it quiet

    __table_args__ = (
        CheckConstraint("giver_resident_id IS NULL OR giver_text = ''", "one_giver"),
        CheckConstraint("giver_resident_id <> resident_id", "two_people"),
        unique_while(
            "uq_milestone_award_once",
            ("resident_id", "milestone_code", "due_on"),
            "voided_at IS NULL",
        ),
    )
