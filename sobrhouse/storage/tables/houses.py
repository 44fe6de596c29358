"""Houses with their rooms, beds, phases and settings."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Row, one_of


class House(Row, Edited, Base):
    """One property run as one household."""

    __tablename__ = "house"
    house_by = "id"

    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    timezone: Mapped[str] = mapped_column(default="America/New_York")
    level: Mapped[str] = mapped_column(default="II")
    governance: Mapped[str] = mapped_column(default="managed")
    part2_status: Mapped[str] = mapped_column(default="unsure")
    week_starts_on: Mapped[int] = mapped_column(default=0)  # 0 Monday … 6 Sunday
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        CheckConstraint(one_of("level", "I", "II", "III", "IV"), "level"),
        CheckConstraint(one_of("governance", "managed", "peer_run"), "governance"),
        CheckConstraint(one_of("part2_status", "covered", "not_covered", "unsure"), "part2_status"),
        CheckConstraint("week_starts_on BETWEEN 0 AND 6", "week_starts_on"),
    )


class HouseSetting(Row, Base):
    """One setting of a house that differs from its default; keys are declared in
    sobrhouse/settings.py.
    """

    __tablename__ = "house_setting"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    key: Mapped[str]
    value_json: Mapped[str]

    __table_args__ = (UniqueConstraint("house_id", "key"),)


class Room(Row, Edited, Base):
    """A room of a house; `floor` in the house's own words ("ground floor")."""

    __tablename__ = "room"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    name: Mapped[str]
    floor: Mapped[str] = mapped_column(default="")
    sort: Mapped[int] = mapped_column(default=0)


class Bed(Row, Edited, Base):
    """A bed: the unit of capacity. It counts from `added_on` until `retired_on` (exclusive)."""

    __tablename__ = "bed"
    house_by = "room_id"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    label: Mapped[str]
    features: Mapped[str] = mapped_column(default="")
    sort: Mapped[int] = mapped_column(default=0)
    added_on: Mapped[date]
    retired_on: Mapped[date | None]

    __table_args__ = (UniqueConstraint("room_id", "label"),)


class Phase(Row, Edited, Base):
    """A privilege step inside the house (1..n)."""

    __tablename__ = "phase"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    number: Mapped[int]
    name: Mapped[str]
    min_days: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (UniqueConstraint("house_id", "number"),)
