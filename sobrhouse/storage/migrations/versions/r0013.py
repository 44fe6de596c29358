"""How long records are kept, what keeps them longer, what was destroyed, and restores tried, and
jumps of the clock.
"""

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
    row,
    to,
)

revision = "0013"
down_revision = "0012"

_CLASS = "record_class IN ('resident', 'applicant', 'visitor')"


def _hold() -> None:
    op.create_table(
        "hold",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_by", KEY, nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        *evidence("hold"),
        check("hold_kind", "kind IN ('court', 'lawyer', 'complaint', 'claim', 'other')"),
        check("hold_said", "asked_by <> '' AND reason <> ''"),
        to("hold", "resident_id", "resident"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_hold_corrects_id")),
    )
    op.create_index("ix_hold_resident", "hold", ["resident_id", "ended_at"])


def _retention_rule() -> None:
    op.create_table(
        "retention_rule",
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.Column("years", KEY, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        *edited("retention_rule"),
        check("retention_rule_basis", "basis <> ''"),
        check("retention_rule_class", _CLASS),
        check("retention_rule_years", "years BETWEEN 1 AND 99"),
    )
    only_while("uq_retention_rule_class", "retention_rule", ["record_class"], "voided_at IS NULL")


def _purge() -> None:
    op.create_table(
        "purge",
        sa.Column("record_class", sa.Text(), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("years", KEY, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("log_rows", KEY, nullable=False),
        sa.Column("second_staff_id", KEY, nullable=False),
        *evidence("purge"),
        check("purge_class", _CLASS),
        check("purge_due", "due_on > last_on"),
        check("purge_said", "basis <> '' AND counts <> ''"),
        check("purge_two_people", "second_staff_id <> created_by"),
        to("purge", "second_staff_id", "staff"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_purge_corrects_id")),
    )
    op.create_index("ix_purge_at", "purge", ["at"])


def _restore_test() -> None:
    op.create_table(
        "restore_test",
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("path_label", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("faults", sa.Text(), nullable=False),
        sa.Column("ms", KEY, nullable=False),
        *row("restore_test"),
    )


def _clock_jump() -> None:
    op.create_table(
        "clock_jump",
        sa.Column("seq", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("was_at", INSTANT, nullable=False),
        sa.Column("by_seconds", KEY, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_by", KEY, nullable=True),
        sa.Column("settled_seq", KEY, nullable=True),
        *row("clock_jump"),
        check("clock_jump_settled_after", "settled_seq > seq"),
        check(
            "clock_jump_settled_by_whom",
            "(settled_at IS NULL) = (settled_by IS NULL) "
            "AND (settled_at IS NULL) = (settled_seq IS NULL)",
        ),
        sa.UniqueConstraint("seq", name=op.f("uq_clock_jump_seq")),
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _hold()
    _retention_rule()
    _purge()
    _restore_test()
    _clock_jump()
    index_only_while("ix_backup_log_removable", "backup_log", ["at"], "removable")
    guards.install(op.get_bind(), ("hold", "purge"))
