"""Recovery meetings: the directory of outside groups, who went, how many are asked for."""

from datetime import date

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Evidence, Row, one_of, unique_while

FELLOWSHIPS = ("AA", "NA", "CA", "CMA", "AL-ANON", "SMART", "DHARMA", "CELEBRATE", "OTHER")
FORMATS = ("", "in_person", "online", "hybrid")
SOURCES = ("", "meeting_guide", "bmlt", "naws", "tsml")  # "": written down by the house
VERIFICATIONS = ("self", "signature", "initial", "staff", "photo", "app", "none_available")


class MeetingGroup(Row, Edited, Base):
    """One meeting of the directory: a named group on one weekday at one time, or by appointment.

    `weekday` (0 Monday … 6 Sunday) and `starts_at` are empty where it meets by appointment.
    `source_json` holds what the feed said last, so that what the house changed since is known and
    kept; `closed` is None where nobody knows.
    """

    __tablename__ = "meeting_group"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    fellowship: Mapped[str] = mapped_column(default="AA")
    name: Mapped[str]
    weekday: Mapped[int | None]
    starts_at: Mapped[str] = mapped_column(default="")  # "19:30", wall clock in `timezone`
    length_minutes: Mapped[int | None]
    timezone: Mapped[str] = mapped_column(default="")  # "" the house's
    place: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")  # region, town or quarter
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    format: Mapped[str] = mapped_column(default="")
    closed: Mapped[bool | None]
    accessible: Mapped[bool | None]
    language: Mapped[str] = mapped_column(default="")
    types: Mapped[str] = mapped_column(default="")  # comma separated words of the feed
    topic: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    link_notes: Mapped[str] = mapped_column(default="")
    dial_in: Mapped[str] = mapped_column(default="")
    on_board: Mapped[bool] = mapped_column(default=True)  # on the week board and at the kiosk
    source: Mapped[str] = mapped_column(default="")
    source_key: Mapped[str] = mapped_column(default="")
    source_json: Mapped[str] = mapped_column(default="")
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    __table_args__ = (
        CheckConstraint(one_of("fellowship", *FELLOWSHIPS), "fellowship"),
        CheckConstraint("weekday BETWEEN 0 AND 6", "weekday"),
        CheckConstraint(one_of("format", *FORMATS), "format"),
        CheckConstraint(one_of("source", *SOURCES), "source"),
        Index("ix_meeting_group_house", "house_id", "weekday", "starts_at"),
        unique_while(
            "uq_meeting_group_source",
            ("house_id", "source", "source_key"),
            "voided_at IS NULL AND source_key <> ''",
        ),
    )


class HomeGroup(Row, Edited, Base):
    """The group that somebody calls home; one at a time."""

    __tablename__ = "home_group"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    meeting_group_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_group.id"))
    group_text: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("to_on >= from_on", "ends_after_start"),
        unique_while("uq_home_group_open", "resident_id", "to_on IS NULL AND voided_at IS NULL"),
    )


class ServiceCommitment(Row, Edited, Base):
    """A job that somebody does again and again at a group or in the house."""

    __tablename__ = "service_commitment"
    house_by = "resident_id"

    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"), index=True)
    meeting_group_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_group.id"))
    where_text: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("to_on >= from_on", "ends_after_start"),)


class Attendance(Row, Evidence, Base):
    """One recovery meeting that somebody went to, and how that was verified, if at all."""

    __tablename__ = "attendance"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    meeting_group_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_group.id"))
    group_text: Mapped[str] = mapped_column(default="")  # its name as it stood that day
    fellowship: Mapped[str] = mapped_column(default="OTHER")
    attended_on: Mapped[date]
    started_at: Mapped[str] = mapped_column(default="")  # "19:30", where it is known
    format: Mapped[str] = mapped_column(default="")
    verification: Mapped[str] = mapped_column(default="self")
    verified_by_text: Mapped[str] = mapped_column(default="")  # an initial or a first name
    topic: Mapped[str] = mapped_column(default="")
    paper_code: Mapped[str] = mapped_column(default="")
    way: Mapped[str] = mapped_column(default="kiosk")

    __table_args__ = (
        CheckConstraint(one_of("fellowship", *FELLOWSHIPS), "fellowship"),
        CheckConstraint(one_of("format", *FORMATS), "format"),
        CheckConstraint(one_of("verification", *VERIFICATIONS), "verification"),
        CheckConstraint(one_of("way", "kiosk", "staff", "paper"), "way"),
        Index("ix_attendance_house", "house_id", "attended_on", "void_at"),
        Index("ix_attendance_stay", "stay_id", "attended_on", "void_at"),
        unique_while(
            "uq_attendance_once",
            ("stay_id", "attended_on", "meeting_group_id"),
            "void_at IS NULL AND meeting_group_id IS NOT NULL",
        ),
    )


class MeetingRequirement(Row, Edited, Base):
    """How many recovery meetings a week are asked: of one person, else of a phase, else of all.

    `fellowships` names which ones count, comma separated; empty: all of them.
    """

    __tablename__ = "meeting_requirement"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    phase_id: Mapped[int | None] = mapped_column(ForeignKey("phase.id"))
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    per_week: Mapped[int]
    fellowships: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("per_week BETWEEN 0 AND 50", "per_week"),
        CheckConstraint("phase_id IS NULL OR stay_id IS NULL", "of_whom"),
        CheckConstraint("to_on >= from_on", "ends_after_start"),
    )


class RequirementExcuse(Row, Edited, Base):
    """One week in which fewer meetings, or none, are asked of one person, and why."""

    __tablename__ = "requirement_excuse"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    week_start: Mapped[date]
    meetings: Mapped[int | None]  # so many fewer; None: the whole week
    kind: Mapped[str] = mapped_column(default="other")
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(one_of("kind", "sick", "work", "pass", "new", "other"), "kind"),
        CheckConstraint("meetings BETWEEN 1 AND 50", "meetings"),
        unique_while("uq_requirement_excuse_week", ("stay_id", "week_start"), "voided_at IS NULL"),
    )
