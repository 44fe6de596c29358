"""Chores: what there is to do, who has it when, whether it was done, and what came of it."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards
from sobrhouse.storage.migrations.columns import (
    INSTANT,
    KEY,
    check,
    edited,
    evidence,
    index_only_while,
    only_while,
    to,
)

revision = "0008"
down_revision = "0007"


def _rotation() -> None:
    op.create_table(
        "rotation",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("strategy", sa.Text(), nullable=False),
        sa.Column("anchor_on", sa.Date(), nullable=False),
        sa.Column("period_weeks", KEY, nullable=False),
        sa.Column("seed", KEY, nullable=False),
        *edited("rotation"),
        check("rotation_period_weeks", "period_weeks BETWEEN 1 AND 12"),
        check("rotation_strategy", "strategy IN ('balanced', 'round_robin', 'fixed', 'by_hand')"),
        to("rotation", "house_id", "house"),
    )
    op.create_index(op.f("ix_rotation_house_id"), "rotation", ["house_id"])


def _chore() -> None:
    op.create_table(
        "chore",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("rotation_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("minutes", KEY, nullable=False),
        sa.Column("weight", KEY, nullable=False),
        sa.Column("people", KEY, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("before_meeting_minutes", KEY, nullable=True),
        *edited("chore"),
        check("chore_before_meeting_minutes", "before_meeting_minutes BETWEEN 0 AND 600"),
        check("chore_ends_after_start", "until_on >= starts_on"),
        check("chore_minutes", "minutes BETWEEN 1 AND 600"),
        check("chore_people", "people BETWEEN 1 AND 20"),
        check("chore_weight", "weight BETWEEN 1 AND 5"),
        to("chore", "house_id", "house"),
        to("chore", "rotation_id", "rotation"),
    )
    op.create_index("ix_chore_house", "chore", ["house_id", "position"])


def _chore_step() -> None:
    op.create_table(
        "chore_step",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("chore_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *edited("chore_step"),
        to("chore_step", "chore_id", "chore"),
        to("chore_step", "house_id", "house"),
    )
    op.create_index(op.f("ix_chore_step_chore_id"), "chore_step", ["chore_id"])


def _chore_exclusion() -> None:
    op.create_table(
        "chore_exclusion",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("chore_id", KEY, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *edited("chore_exclusion"),
        check("chore_exclusion_ends_after_start", "to_on >= from_on"),
        check("chore_exclusion_kind", "kind IN ('injury', 'shift', 'pass', 'new', 'other')"),
        to("chore_exclusion", "chore_id", "chore"),
        to("chore_exclusion", "house_id", "house"),
        to("chore_exclusion", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_chore_exclusion_house_id"), "chore_exclusion", ["house_id"])
    op.create_index(op.f("ix_chore_exclusion_stay_id"), "chore_exclusion", ["stay_id"])


def _chore_apart() -> None:
    op.create_table(
        "chore_apart",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("other_stay_id", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *edited("chore_apart"),
        check("chore_apart_ends_after_start", "to_on >= from_on"),
        check("chore_apart_two_people", "stay_id < other_stay_id"),
        to("chore_apart", "house_id", "house"),
        to("chore_apart", "other_stay_id", "stay"),
        to("chore_apart", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_chore_apart_house_id"), "chore_apart", ["house_id"])


def _chore_plan() -> None:
    op.create_table(
        "chore_plan",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("dealt", KEY, nullable=False),
        sa.Column("released", KEY, nullable=False),
        *edited("chore_plan"),
        check("chore_plan_ends_after_start", "last_on >= first_on"),
        to("chore_plan", "house_id", "house"),
    )
    op.create_index(op.f("ix_chore_plan_house_id"), "chore_plan", ["house_id"])


def _chore_assignment() -> None:
    op.create_table(
        "chore_assignment",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("chore_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("minutes", KEY, nullable=False),
        sa.Column("weight", KEY, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("replaces_id", KEY, nullable=True),
        sa.Column("plan_id", KEY, nullable=True),
        sa.Column("released_plan_id", KEY, nullable=True),
        *edited("chore_assignment"),
        check("chore_assignment_ends_after_start", "period_end >= period_start"),
        check("chore_assignment_minutes", "minutes BETWEEN 1 AND 600"),
        check("chore_assignment_source", "source IN ('auto', 'manual', 'swap', 'cover')"),
        check("chore_assignment_weight", "weight BETWEEN 1 AND 5"),
        to("chore_assignment", "chore_id", "chore"),
        to("chore_assignment", "house_id", "house"),
        to("chore_assignment", "plan_id", "chore_plan"),
        to("chore_assignment", "released_plan_id", "chore_plan"),
        to("chore_assignment", "replaces_id", "chore_assignment"),
        to("chore_assignment", "stay_id", "stay"),
    )
    op.create_index(
        "ix_chore_assignment_house", "chore_assignment", ["house_id", "period_start", "period_end"]
    )
    op.create_index("ix_chore_assignment_stay", "chore_assignment", ["stay_id", "period_start"])
    only_while(
        "uq_chore_assignment_in_place",
        "chore_assignment",
        ["replaces_id", "period_start"],
        "replaces_id IS NOT NULL AND voided_at IS NULL",
    )
    only_while(
        "uq_chore_assignment_one",
        "chore_assignment",
        ["chore_id", "period_start", "stay_id"],
        "replaces_id IS NULL AND voided_at IS NULL",
    )


def _chore_mark() -> None:
    op.create_table(
        "chore_mark",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("assignment_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *evidence("chore_mark"),
        check("chore_mark_way", "way IN ('kiosk', 'staff', 'paper')"),
        to("chore_mark", "assignment_id", "chore_assignment"),
        to("chore_mark", "house_id", "house"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_chore_mark_corrects_id")),
    )
    op.create_index(
        "ix_chore_mark_house", "chore_mark",
        ["house_id", "on_date", "assignment_id", "at", "void_at"],
    )  # fmt: skip
    op.create_index(
        "ix_chore_mark_turn", "chore_mark", ["assignment_id", "on_date", "at", "void_at"]
    )


def _inspection() -> None:
    op.create_table(
        "inspection",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("assignment_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("inspector_stay_id", KEY, nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("score", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("redo_by", INSTANT, nullable=True),
        sa.Column("way", sa.Text(), nullable=False),
        *evidence("inspection"),
        check("inspection_result", "result IN ('pass', 'redo', 'missed', 'excused', 'skipped')"),
        check("inspection_score", "score BETWEEN 0 AND 5"),
        check("inspection_way", "way IN ('kiosk', 'staff', 'paper')"),
        to("inspection", "assignment_id", "chore_assignment"),
        to("inspection", "house_id", "house"),
        to("inspection", "inspector_stay_id", "stay"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_inspection_corrects_id")),
    )
    op.create_index(
        "ix_inspection_house", "inspection", ["house_id", "on_date", "result", "void_at"]
    )
    index_only_while(
        "ix_inspection_missed", "inspection", ["house_id", "on_date"], "result = 'missed'"
    )
    op.create_index(
        "ix_inspection_turn", "inspection", ["assignment_id", "on_date", "at", "void_at"]
    )


def _inspection_line() -> None:
    op.create_table(
        "inspection_line",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("inspection_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        *evidence("inspection_line"),
        to("inspection_line", "house_id", "house"),
        to("inspection_line", "inspection_id", "inspection"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_inspection_line_corrects_id")),
        sa.UniqueConstraint(
            "inspection_id", "position", name=op.f("uq_inspection_line_inspection_id_position")
        ),
    )


def _chore_trade() -> None:
    op.create_table(
        "chore_trade",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("assignment_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("other_stay_id", KEY, nullable=False),
        sa.Column("other_assignment_id", KEY, nullable=True),
        sa.Column("other_on_date", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answered_way", sa.Text(), nullable=True),
        *edited("chore_trade"),
        check("chore_trade_answer", "answer IN ('agreed', 'declined', 'withdrawn')"),
        check("chore_trade_answered_way", "answered_way IN ('kiosk', 'staff')"),
        check("chore_trade_answered_when", "(answer IS NULL) = (answered_at IS NULL)"),
        check("chore_trade_kind", "kind IN ('swap', 'cover')"),
        check("chore_trade_swap_of_what", "(kind = 'swap') = (other_assignment_id IS NOT NULL)"),
        check("chore_trade_two_people", "stay_id <> other_stay_id"),
        check("chore_trade_way", "way IN ('kiosk', 'staff')"),
        to("chore_trade", "assignment_id", "chore_assignment"),
        to("chore_trade", "house_id", "house"),
        to("chore_trade", "other_assignment_id", "chore_assignment"),
        to("chore_trade", "other_stay_id", "stay"),
        to("chore_trade", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_chore_trade_assignment_id"), "chore_trade", ["assignment_id"])
    op.create_index(op.f("ix_chore_trade_house_id"), "chore_trade", ["house_id"])
    index_only_while(
        "ix_chore_trade_open",
        "chore_trade",
        ["other_stay_id"],
        "answer IS NULL AND voided_at IS NULL",
    )


def _chore_consequence() -> None:
    op.create_table(
        "chore_consequence",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("missed", KEY, nullable=False),
        sa.Column("step", KEY, nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("appeal", sa.Text(), nullable=False),
        sa.Column("appeal_outcome", sa.Text(), nullable=True),
        sa.Column("appeal_decided_on", sa.Date(), nullable=True),
        *edited("chore_consequence"),
        check(
            "chore_consequence_appeal_decided_when",
            "(appeal_outcome IS NULL) = (appeal_decided_on IS NULL)",
        ),
        check(
            "chore_consequence_appeal_outcome", "appeal_outcome IN ('upheld', 'changed', 'dropped')"
        ),
        check("chore_consequence_decision", "decision IN ('taken', 'other', 'let_go')"),
        to("chore_consequence", "house_id", "house"),
        to("chore_consequence", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_chore_consequence_house_id"), "chore_consequence", ["house_id"])
    op.create_index(op.f("ix_chore_consequence_stay_id"), "chore_consequence", ["stay_id"])


def upgrade() -> None:
    """Bring the schema forward."""
    _rotation()
    _chore()
    _chore_step()
    _chore_exclusion()
    _chore_apart()
    _chore_plan()
    _chore_assignment()
    _chore_mark()
    _inspection()
    _inspection_line()
    _chore_trade()
    _chore_consequence()
    guards.install(op.get_bind(), ("chore_mark", "inspection", "inspection_line"))
