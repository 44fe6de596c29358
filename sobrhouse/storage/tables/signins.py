"""Who is out: the sign log, curfew and its exceptions, evening rounds, passes, visitors."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sobrhouse.storage.tables.base import (
    Base,
    Edited,
    Evidence,
    Row,
    index_while,
    one_of,
    unique_while,
)

WAYS = ("kiosk", "staff", "paper")  # how a row came: paper is what was typed in later
PASS_KINDS = ("overnight", "weekend", "extended", "medical", "work")
PASS_STATUSES = ("requested", "approved", "denied", "cancelled", "out", "returned")


class SignOut(Row, Evidence, Base):
    """One absence of the sign log, from going out to coming in; open until `in_at`.

    `out_at` is unknown where somebody came in without having signed out. `at` is the row's place in
    the log: `out_at`, else `in_at`.
    """

    __tablename__ = "sign_out"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    at: Mapped[datetime]
    out_at: Mapped[datetime | None]
    out_by: Mapped[str] = mapped_column(default="kiosk")
    destination: Mapped[str] = mapped_column(default="")
    with_whom: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    expected_return_at: Mapped[datetime | None]
    pass_id: Mapped[int | None] = mapped_column(ForeignKey("pass.id"))
    note: Mapped[str] = mapped_column(default="")
    in_at: Mapped[datetime | None]
    in_by: Mapped[str | None]
    ack_at: Mapped[datetime | None]  # a staff member has seen that it was late
    ack_by: Mapped[int | None]

    __table_args__ = (
        CheckConstraint("out_at IS NOT NULL OR in_at IS NOT NULL", "out_or_in"),
        CheckConstraint("in_at >= out_at", "in_after_out"),
        CheckConstraint("(in_at IS NULL) = (in_by IS NULL)", "in_by_whom"),
        CheckConstraint("(ack_at IS NULL) = (ack_by IS NULL)", "ack_by_whom"),
        CheckConstraint(one_of("out_by", *WAYS), "out_by"),
        CheckConstraint(one_of("in_by", *WAYS), "in_by"),
        unique_while("uq_sign_out_open", "stay_id", "in_at IS NULL AND void_at IS NULL"),
        index_while("ix_sign_out_out", "house_id", "in_at IS NULL AND void_at IS NULL"),
        Index("ix_sign_out_house", "house_id", "at", "id"),
        Index("ix_sign_out_stay", "stay_id", "at"),
    )


class CurfewRule(Row, Edited, Base):
    """One person's own curfew, over that of phase and house: a wall-clock time, "" for none, on
    one weekday (0 Monday … 6 Sunday) or on every night.
    """

    __tablename__ = "curfew_rule"
    house_by = "stay_id"

    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    weekday: Mapped[int | None]
    time: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", "weekday"),
        CheckConstraint("to_on >= from_on", "ends_after_start"),
    )


class PhaseCurfew(Row, Edited, Base):
    """The curfew of a phase on one weekday (0 Monday … 6 Sunday), over that of the house."""

    __tablename__ = "phase_curfew"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id"))
    weekday: Mapped[int]
    time: Mapped[str]

    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", "weekday"),
        unique_while("uq_phase_curfew_day", ("phase_id", "weekday"), "voided_at IS NULL"),
    )


class Round(Row, Edited, Base):
    """One walk through the house: the evening's curfew check, or a headcount."""

    __tablename__ = "round"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    kind: Mapped[str] = mapped_column(default="curfew")
    night: Mapped[date]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    taken_by: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint(one_of("kind", "curfew", "headcount", "morning"), "kind"),
        Index("ix_round_house", "house_id", "night"),
    )


class CurfewCheck(Row, Evidence, Base):
    """Where one person was in one round."""

    __tablename__ = "curfew_check"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    at: Mapped[datetime]
    status: Mapped[str]
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(one_of("status", "in", "out_signed", "on_pass", "missing"), "status"),
        unique_while("uq_curfew_check_one", ("round_id", "stay_id"), "void_at IS NULL"),
    )


class Pass(Row, Edited, Base):
    """A leave over the curfew: asked for, decided, taken, returned from."""

    __tablename__ = "pass"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str] = mapped_column(default="overnight")
    status: Mapped[str] = mapped_column(default="requested")
    requested_at: Mapped[datetime]
    requested_by: Mapped[str] = mapped_column(default="kiosk")
    depart_at: Mapped[datetime]
    return_by: Mapped[datetime]
    destination: Mapped[str] = mapped_column(default="")
    host: Mapped[str] = mapped_column(default="")
    host_phone: Mapped[str] = mapped_column(default="")
    companion: Mapped[str] = mapped_column(default="")
    transport: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    eligibility_json: Mapped[str] = mapped_column(default="")  # as it stood when decided
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str] = mapped_column(default="")
    returned_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", *PASS_KINDS), "kind"),
        CheckConstraint(one_of("status", *PASS_STATUSES), "status"),
        CheckConstraint(one_of("requested_by", *WAYS), "requested_by"),
        CheckConstraint("return_by > depart_at", "returns_after"),
        Index("ix_pass_house", "house_id", "status", "depart_at"),
    )


class Blackout(Row, Edited, Base):
    """Nights on which a house gives no pass, both days included, and why."""

    __tablename__ = "blackout"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (CheckConstraint("to_on >= from_on", "ends_after_start"),)


class Visitor(Row, Edited, Base):
    """Somebody who came to see a resident; `host` is what they typed, `host_stay_id` who it is."""

    __tablename__ = "visitor"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    name: Mapped[str]
    host: Mapped[str] = mapped_column(default="")
    host_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    agreed: Mapped[bool] = mapped_column(default=False)
    way: Mapped[str] = mapped_column(default="kiosk")
    in_at: Mapped[datetime]
    out_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(one_of("way", *WAYS), "way"),
        CheckConstraint("out_at >= in_at", "out_after_in"),
        Index("ix_visitor_house", "house_id", "in_at"),
    )
