"""Chores: what there is to do, who has it when, whether it was done, and what came of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
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

STRATEGIES = ("balanced", "round_robin", "fixed", "by_hand")
SOURCES = ("auto", "manual", "swap", "cover")
EXCLUSION_KINDS = ("injury", "shift", "pass", "new", "other")
RESULTS = ("pass", "redo", "missed", "excused", "skipped")
TRADE_KINDS = ("swap", "cover")
TRADE_ANSWERS = ("agreed", "declined", "withdrawn")
DECISIONS = ("taken", "other", "let_go")
APPEALS = ("upheld", "changed", "dropped")


class Rotation(Row, Edited, Base):
    """A rule by which chores go round: how, from which Monday on, every so many weeks, by which
    seed.
    """

    __tablename__ = "rotation"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    name: Mapped[str]
    strategy: Mapped[str] = mapped_column(default="balanced")
    anchor_on: Mapped[date]  # a first day of a week: periods are counted from it
    period_weeks: Mapped[int] = mapped_column(default=1)
    seed: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint(one_of("strategy", *STRATEGIES), "strategy"),
        CheckConstraint("period_weeks BETWEEN 1 AND 12", "period_weeks"),
    )


class Chore(Row, Edited, Base):
    """One standing chore of a house: what, where, how heavy, how often, by when, how many people.

    `rule` is an RFC 5545 rule counted from `starts_on`; `until_on` is its last day.
    """

    __tablename__ = "chore"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    rotation_id: Mapped[int] = mapped_column(ForeignKey("rotation.id"))
    position: Mapped[int]
    name: Mapped[str]
    area: Mapped[str] = mapped_column(default="")
    icon: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=20)
    weight: Mapped[int] = mapped_column(default=1)  # 1 light … 5 unpleasant
    people: Mapped[int] = mapped_column(default=1)
    rule: Mapped[str]
    starts_on: Mapped[date]
    until_on: Mapped[date | None]
    due_at: Mapped[str] = mapped_column(default="20:00")  # wall clock in the house's zone
    before_meeting_minutes: Mapped[int | None]  # on a day with a house meeting: so long before it

    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 600", "minutes"),
        CheckConstraint("weight BETWEEN 1 AND 5", "weight"),
        CheckConstraint("people BETWEEN 1 AND 20", "people"),
        CheckConstraint("until_on >= starts_on", "ends_after_start"),
        CheckConstraint("before_meeting_minutes BETWEEN 0 AND 600", "before_meeting_minutes"),
        Index("ix_chore_house", "house_id", "position"),
    )


class ChoreStep(Row, Edited, Base):
    """One step to done of a chore, in its order."""

    __tablename__ = "chore_step"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    chore_id: Mapped[int] = mapped_column(ForeignKey("chore.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]


class ChoreExclusion(Row, Edited, Base):
    """What somebody is not asked to do for a time: one chore, or all, on all days or on some.

    `weekdays` holds "0,4" (0 Monday); "" is every day.
    """

    __tablename__ = "chore_exclusion"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    chore_id: Mapped[int | None] = mapped_column(ForeignKey("chore.id"))
    kind: Mapped[str] = mapped_column(default="other")
    reason: Mapped[str] = mapped_column(default="")
    weekdays: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]  # its last day

    __table_args__ = (
        CheckConstraint(one_of("kind", *EXCLUSION_KINDS), "kind"),
        CheckConstraint("to_on >= from_on", "ends_after_start"),
    )


class ChoreApart(Row, Edited, Base):
    """Two people who are not put on one chore together."""

    __tablename__ = "chore_apart"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    other_stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    reason: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("stay_id < other_stay_id", "two_people"),
        CheckConstraint("to_on >= from_on", "ends_after_start"),
    )


class ChorePlan(Row, Edited, Base):
    """One dealing of a house's chores: over which days, why, and how many assignments it dealt and
    released. `cause` names what it followed from, as an audit action and a row: "stay.moved_in:7".
    """

    __tablename__ = "chore_plan"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    why: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    dealt: Mapped[int] = mapped_column(default=0)
    released: Mapped[int] = mapped_column(default=0)

    __table_args__ = (CheckConstraint("last_on >= first_on", "ends_after_start"),)


class ChoreAssignment(Row, Edited, Base):
    """Who has a chore in a period. One that names another in `replaces_id` stands in its place
    from `period_start` to `period_end`.

    `days` are its due days, counted from `period_start`: "0,3,6". Minutes and weight are those of
    the chore when it was dealt.
    """

    __tablename__ = "chore_assignment"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    chore_id: Mapped[int] = mapped_column(ForeignKey("chore.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    period_start: Mapped[date]
    period_end: Mapped[date]  # its last day
    days: Mapped[str]
    minutes: Mapped[int]
    weight: Mapped[int]
    source: Mapped[str] = mapped_column(default="auto")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("chore_assignment.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("chore_plan.id"))
    released_plan_id: Mapped[int | None] = mapped_column(ForeignKey("chore_plan.id"))

    __table_args__ = (
        CheckConstraint(one_of("source", *SOURCES), "source"),
        CheckConstraint("period_end >= period_start", "ends_after_start"),
        CheckConstraint("minutes BETWEEN 1 AND 600", "minutes"),
        CheckConstraint("weight BETWEEN 1 AND 5", "weight"),
        Index("ix_chore_assignment_house", "house_id", "period_start", "period_end"),
        Index("ix_chore_assignment_stay", "stay_id", "period_start"),
        unique_while(
            "uq_chore_assignment_one",
            ("chore_id", "period_start", "stay_id"),
            "replaces_id IS NULL AND voided_at IS NULL",
        ),
        unique_while(
            "uq_chore_assignment_in_place",
            ("replaces_id", "period_start"),
            "replaces_id IS NOT NULL AND voided_at IS NULL",
        ),
    )


class ChoreMark(Row, Evidence, Base):
    """That somebody says a turn is done; taken back by `void_at`. After a redo comes another."""

    __tablename__ = "chore_mark"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("chore_assignment.id"))
    on_date: Mapped[date]  # the turn's due day
    at: Mapped[datetime]
    way: Mapped[str] = mapped_column(default="kiosk")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint(one_of("way", "kiosk", "staff", "paper"), "way"),
        Index("ix_chore_mark_house", "house_id", "on_date", "assignment_id", "at", "void_at"),
        Index("ix_chore_mark_turn", "assignment_id", "on_date", "at", "void_at"),
    )


class Inspection(Row, Evidence, Base):
    """A look at one turn by somebody who did not do it: passed, to be done again, missed, excused,
    or not needed that day. Inspected by staff (`created_by`), or by a resident whom the house
    trusts with it.
    """

    __tablename__ = "inspection"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("chore_assignment.id"))
    on_date: Mapped[date]
    at: Mapped[datetime]
    inspector_stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id"))
    result: Mapped[str]
    score: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")  # the resident sees it
    redo_by: Mapped[datetime | None]
    way: Mapped[str] = mapped_column(default="staff")

    __table_args__ = (
        CheckConstraint(one_of("result", *RESULTS), "result"),
        CheckConstraint("score BETWEEN 0 AND 5", "score"),
        CheckConstraint(one_of("way", "kiosk", "staff", "paper"), "way"),
        Index("ix_inspection_house", "house_id", "on_date", "result", "void_at"),
        Index("ix_inspection_turn", "assignment_id", "on_date", "at", "void_at"),
        index_while("ix_inspection_missed", ("house_id", "on_date"), "result = 'missed'"),
    )


class InspectionLine(Row, Evidence, Base):
    """One step as it was found at an inspection."""

    __tablename__ = "inspection_line"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"))
    position: Mapped[int]
    item: Mapped[str]
    done: Mapped[bool]

    __table_args__ = (UniqueConstraint("inspection_id", "position"),)


class ChoreTrade(Row, Edited, Base):
    """A swap or a cover that one resident asks of another: it stands once both agree.

    Of `assignment_id` either one day (`on_date`) or all days that are left; a swap gives the same
    of `other_assignment_id` back.
    """

    __tablename__ = "chore_trade"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    kind: Mapped[str]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("chore_assignment.id"), index=True)
    on_date: Mapped[date | None]
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))  # who asks
    other_stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"))
    other_assignment_id: Mapped[int | None] = mapped_column(ForeignKey("chore_assignment.id"))
    other_on_date: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    way: Mapped[str] = mapped_column(default="kiosk")
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_way: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", *TRADE_KINDS), "kind"),
        CheckConstraint(one_of("answer", *TRADE_ANSWERS), "answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", "answered_when"),
        CheckConstraint("(kind = 'swap') = (other_assignment_id IS NOT NULL)", "swap_of_what"),
        CheckConstraint("stay_id <> other_stay_id", "two_people"),
        CheckConstraint(one_of("way", "kiosk", "staff"), "way"),
        CheckConstraint(one_of("answered_way", "kiosk", "staff"), "answered_way"),
        index_while("ix_chore_trade_open", "other_stay_id", "answer IS NULL AND voided_at IS NULL"),
    )


class ChoreConsequence(Row, Edited, Base):
    """What a person decided after missed chores: the ladder only proposes. It may be appealed."""

    __tablename__ = "chore_consequence"

    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"), index=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stay.id"), index=True)
    on_date: Mapped[date]
    missed: Mapped[int]  # how many were missed within the ladder's days
    step: Mapped[int]  # of the ladder, from 1
    proposed: Mapped[str]
    decision: Mapped[str]
    decided: Mapped[str] = mapped_column(default="")  # what it is, in words
    note: Mapped[str] = mapped_column(default="")
    appeal: Mapped[str] = mapped_column(default="")
    appeal_outcome: Mapped[str | None]
    appeal_decided_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(one_of("decision", *DECISIONS), "decision"),
        CheckConstraint(one_of("appeal_outcome", *APPEALS), "appeal_outcome"),
        CheckConstraint(
            "(appeal_outcome IS NULL) = (appeal_decided_on IS NULL)", "appeal_decided_when"
        ),
    )
