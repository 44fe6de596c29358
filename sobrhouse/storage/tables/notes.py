"""Notes about people and houses, and what is still to be done."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Row, one_of

NOTE_CATEGORIES = ("general", "sponsor", "work_school", "chores", "demeanor", "medical", "shift")


class Note(Row, Edited, Base):
    """What staff wrote, about a resident or about the house's day."""

    __tablename__ = "note"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"))
    at: Mapped[datetime]
    category: Mapped[str] = mapped_column(default="general")
    text: Mapped[str]
    pinned: Mapped[bool] = mapped_column(default=False)
    in_weekly_report: Mapped[bool] = mapped_column(default=False)
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    __table_args__ = (
        CheckConstraint(one_of("category", *NOTE_CATEGORIES), "category"),
        Index("ix_note_resident_at", "resident_id", "at"),
        Index("ix_note_house_at", "house_id", "at"),
    )


class Todo(Row, Edited, Base):
    """One thing to do for the house or for somebody; open until `done_at`. It prints on the weekly
    report. An action item names the house meeting that decided it, and whose it is.
    """

    __tablename__ = "todo"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    resident_id: Mapped[int | None] = mapped_column(ForeignKey("resident.id"))
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("house_meeting.id"))
    owner_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))

    __table_args__ = (Index("ix_todo_house_done", "house_id", "done_at"),)
