"""Recovery capital as residents see it themselves, and what was given for milestones."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards
from sobrhouse.storage.migrations.columns import KEY, check, edited, evidence, only_while, to

revision = "0010"
down_revision = "0009"


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("q1", KEY, nullable=False),
        sa.Column("q2", KEY, nullable=False),
        sa.Column("q3", KEY, nullable=False),
        sa.Column("q4", KEY, nullable=False),
        sa.Column("q5", KEY, nullable=False),
        sa.Column("q6", KEY, nullable=False),
        sa.Column("q7", KEY, nullable=False),
        sa.Column("q8", KEY, nullable=False),
        sa.Column("q9", KEY, nullable=False),
        sa.Column("q10", KEY, nullable=False),
        *evidence("assessment"),
        check("assessment_instrument", "instrument IN ('BARC10')"),
        check("assessment_q1", "q1 BETWEEN 1 AND 6"),
        check("assessment_q10", "q10 BETWEEN 1 AND 6"),
        check("assessment_q2", "q2 BETWEEN 1 AND 6"),
        check("assessment_q3", "q3 BETWEEN 1 AND 6"),
        check("assessment_q4", "q4 BETWEEN 1 AND 6"),
        check("assessment_q5", "q5 BETWEEN 1 AND 6"),
        check("assessment_q6", "q6 BETWEEN 1 AND 6"),
        check("assessment_q7", "q7 BETWEEN 1 AND 6"),
        check("assessment_q8", "q8 BETWEEN 1 AND 6"),
        check("assessment_q9", "q9 BETWEEN 1 AND 6"),
        check("assessment_way", "way IN ('kiosk', 'staff', 'paper')"),
        to("assessment", "house_id", "house"),
        to("assessment", "stay_id", "stay"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_assessment_corrects_id")),
    )
    op.create_index("ix_assessment_house", "assessment", ["house_id", "on_date", "void_at"])
    op.create_index("ix_assessment_stay", "assessment", ["stay_id", "on_date", "void_at"])


def _milestone_award() -> None:
    op.create_table(
        "milestone_award",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("milestone_code", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("giver_resident_id", KEY, nullable=True),
        sa.Column("giver_text", sa.Text(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        *edited("milestone_award"),
        check("milestone_award_one_giver", "giver_resident_id IS NULL OR giver_text = ''"),
        check("milestone_award_two_people", "giver_resident_id <> resident_id"),
        to("milestone_award", "giver_resident_id", "resident"),
        to("milestone_award", "resident_id", "resident"),
    )
    only_while(
        "uq_milestone_award_once",
        "milestone_award",
        ["resident_id", "milestone_code", "due_on"],
        "voided_at IS NULL",
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _assessment()
    _milestone_award()
    guards.install(op.get_bind(), ("assessment",))
