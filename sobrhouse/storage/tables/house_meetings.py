"""House meetings: the series they come from, each one held, roll, agenda, votes and promises."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import Base, Edited, Evidence, Row, one_of, unique_while

MEETING_KINDS = ("regular", "emergency", "vote", "monthly")
MARKS = ("present", "late", "excused", "absent")
ITEM_KINDS = ("report", "old", "new", "chores", "milestones", "passes", "commitments", "other")
MOTION_KINDS = ("admission", "expulsion", "money", "rule", "other")
BASES = ("present", "cast", "members")  # of whom a motion needs its share
OUTCOMES = ("open", "passed", "failed", "withdrawn")


class MeetingSeries(Row, Edited, Base):
    """A house meeting that comes again: an RFC 5545 rule (without its start), from a first day on.

    "This and after" ends one series and begins the next, which names it in `continues_id`.
    """

    __tablename__ = "meeting_series"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="regular")
    rule: Mapped[str]
    starts_on: Mapped[date]
    until_on: Mapped[date | None]  # its last day, included
    starts_at: Mapped[str]  # "19:30", wall clock in the house's zone
    length_minutes: Mapped[int] = mapped_column(default=60)
    place: Mapped[str] = mapped_column(default="")
    skips_holidays: Mapped[bool] = mapped_column(default=False)
    agenda_json: Mapped[str] = mapped_column(default="")  # its standing agenda; "" the template's
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"))

    __table_args__ = (
        CheckConstraint(one_of("kind", *MEETING_KINDS), "kind"),
        CheckConstraint("until_on >= starts_on", "ends_after_start"),
        CheckConstraint("length_minutes BETWEEN 1 AND 1440", "length_minutes"),
    )


class MeetingException(Row, Edited, Base):
    """One day of a series that is not as the rule says: cancelled, moved, or kept on a holiday."""

    __tablename__ = "meeting_exception"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("meeting_series.id"))
    on_date: Mapped[date]  # the day that the rule gives
    kind: Mapped[str]
    new_on: Mapped[date | None]
    new_at: Mapped[str] = mapped_column(default="")
    new_place: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(one_of("kind", "cancelled", "moved", "kept"), "kind"),
        CheckConstraint("(kind = 'moved') = (new_on IS NOT NULL)", "moved_where"),
        unique_while("uq_meeting_exception_day", ("series_id", "on_date"), "voided_at IS NULL"),
    )


class HouseMeeting(Row, Edited, Base):
    """One house meeting, written down once somebody prepares or begins it; frozen at `finished_at`.

    `series_on` is the day that its series' rule gives, also where it was moved.
    """

    __tablename__ = "house_meeting"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"))
    series_on: Mapped[date | None]
    kind: Mapped[str] = mapped_column(default="regular")
    title: Mapped[str] = mapped_column(default="")
    planned_at: Mapped[datetime]
    length_minutes: Mapped[int] = mapped_column(default=60)
    place: Mapped[str] = mapped_column(default="")
    chair_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    reader_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    reading: Mapped[str] = mapped_column(default="")
    minutes: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    roll_taken_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    finished_by: Mapped[int | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", *MEETING_KINDS), "kind"),
        CheckConstraint("(series_id IS NULL) = (series_on IS NULL)", "series_day"),
        CheckConstraint("ended_at >= started_at", "ends_after_start"),
        CheckConstraint("(finished_at IS NULL) = (finished_by IS NULL)", "finished_by_whom"),
        Index("ix_house_meeting_house", "house_id", "planned_at"),
        unique_while(
            "uq_house_meeting_day",
            ("series_id", "series_on"),
            "voided_at IS NULL AND series_id IS NOT NULL",
        ),
    )


class HouseMeetingMark(Row, Evidence, Base):
    """Whether one person was at a house meeting; free to change until the meeting is finished."""

    __tablename__ = "house_meeting_mark"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("house_meeting.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    status: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(one_of("status", *MARKS), "status"),
        Index("ix_house_meeting_mark_stay", "stay_id", "meeting_id"),
        unique_while("uq_house_meeting_mark_one", ("meeting_id", "stay_id"), "void_at IS NULL"),
    )


class MinutesAmendment(Row, Evidence, Base):
    """What was added to the minutes of a finished meeting, and why; `created_by` says who."""

    __tablename__ = "minutes_amendment"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("house_meeting.id"), index=True)
    at: Mapped[datetime]
    text: Mapped[str]
    why: Mapped[str]


class AgendaItem(Row, Edited, Base):
    """One line of a meeting's agenda; what was carried over names where it stood before."""

    __tablename__ = "agenda_item"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("house_meeting.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(default="other")
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    length_minutes: Mapped[int | None]
    owner_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    done_at: Mapped[datetime | None]
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))

    __table_args__ = (CheckConstraint(one_of("kind", *ITEM_KINDS), "kind"),)


class Motion(Row, Edited, Base):
    """Something the house votes on: who moved it, what share of whom it needs, how it ended.

    `eligible` is how many may vote, set when voting opens. Frozen at `closed_at`.
    """

    __tablename__ = "motion"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("house_meeting.id"), index=True)
    kind: Mapped[str] = mapped_column(default="other")
    text: Mapped[str]
    mover_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    seconder_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
    threshold_pct: Mapped[int] = mapped_column(default=50)  # 50: more than half; else at least
    basis: Mapped[str] = mapped_column(default="cast")
    secret: Mapped[bool] = mapped_column(default=False)
    eligible: Mapped[int | None]
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(default="open")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", *MOTION_KINDS), "kind"),
        CheckConstraint(one_of("basis", *BASES), "basis"),
        CheckConstraint(one_of("outcome", *OUTCOMES), "outcome"),
        CheckConstraint("threshold_pct BETWEEN 1 AND 100", "threshold_pct"),
        CheckConstraint("(outcome = 'open') = (closed_at IS NULL)", "closed_with_outcome"),
    )


class BallotCast(Row, Base):
    """That somebody has voted in a secret vote; not how."""

    __tablename__ = "ballot_cast"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))

    __table_args__ = (UniqueConstraint("motion_id", "stay_id"),)


class Ballot(Base):
    """One secret vote: a random key and a choice, without voter, time or order of arrival."""

    __tablename__ = "ballot"
    house_by = None

    id: Mapped[str] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    choice: Mapped[str]

    __table_args__ = (
        CheckConstraint(one_of("choice", "yes", "no", "abstain"), "choice"),
        {"sqlite_with_rowid": False},  # a row id would tell the order of arrival
    )


class Commitment(Row, Edited, Base):
    """What somebody promised the house for the week, and what they said of it the next time."""

    __tablename__ = "commitment"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    set_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("house_meeting.id"))
    text: Mapped[str]
    due_on: Mapped[date | None]
    outcome: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    asked_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("house_meeting.id"))

    __table_args__ = (
        CheckConstraint(one_of("outcome", "kept", "partly", "not_yet"), "outcome"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", "answered_when"),
    )
