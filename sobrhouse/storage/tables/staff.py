"""Staff accounts, their houses, and what they have half typed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Row, one_of


class Staff(Row, Edited, Base):
    """One staff member. The passphrase lives only in the key slot `slot_id`; the PIN is a hash over
    the pepper.
    """

    __tablename__ = "staff"
    house_by = None

    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    slot_id: Mapped[str | None] = mapped_column(unique=True)
    pin_hash: Mapped[str | None]
    speaks: Mapped[str] = mapped_column(default="en")
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        CheckConstraint(one_of("role", "owner", "manager", "staff", "auditor"), "role"),
    )


class StaffHouse(Row, Base):
    """A house that a manager or staff member works in."""

    __tablename__ = "staff_house"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))

    __table_args__ = (UniqueConstraint("staff_id", "house_id"),)


class Draft(Row, Base):
    """What somebody typed and has not finished: one row a person, form and subject (0 = a new
    record).
    """

    __tablename__ = "draft"
    house_by = None

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    form: Mapped[str]
    subject_id: Mapped[int] = mapped_column(default=0)
    text_json: Mapped[str]
    updated_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("staff_id", "form", "subject_id"),)
