"""House meetings: series, roll, agenda, votes, promises; a to-do may come from a meeting."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards
from sobrhouse.storage.migrations.columns import (
    INSTANT,
    KEY,
    check,
    edited,
    evidence,
    only_while,
    row,
    to,
)

revision = "0006"
down_revision = "0005"


def _meeting_series() -> None:
    op.create_table(
        "meeting_series",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Text(), nullable=False),
        sa.Column("length_minutes", KEY, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("skips_holidays", sa.Boolean(), nullable=False),
        sa.Column("agenda_json", sa.Text(), nullable=False),
        sa.Column("continues_id", KEY, nullable=True),
        *edited("meeting_series"),
        check("meeting_series_ends_after_start", "until_on >= starts_on"),
        check("meeting_series_kind", "kind IN ('regular', 'emergency', 'vote', 'monthly')"),
        check("meeting_series_length_minutes", "length_minutes BETWEEN 1 AND 1440"),
        to("meeting_series", "continues_id", "meeting_series"),
        to("meeting_series", "house_id", "house"),
    )
    op.create_index(op.f("ix_meeting_series_house_id"), "meeting_series", ["house_id"])


def _meeting_exception() -> None:
    op.create_table(
        "meeting_exception",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("series_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("new_on", sa.Date(), nullable=True),
        sa.Column("new_at", sa.Text(), nullable=False),
        sa.Column("new_place", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *edited("meeting_exception"),
        check("meeting_exception_kind", "kind IN ('cancelled', 'moved', 'kept')"),
        check("meeting_exception_moved_where", "(kind = 'moved') = (new_on IS NOT NULL)"),
        to("meeting_exception", "house_id", "house"),
        to("meeting_exception", "series_id", "meeting_series"),
    )
    op.create_index(op.f("ix_meeting_exception_house_id"), "meeting_exception", ["house_id"])
    only_while(
        "uq_meeting_exception_day",
        "meeting_exception",
        ["series_id", "on_date"],
        "voided_at IS NULL",
    )


def _house_meeting() -> None:
    op.create_table(
        "house_meeting",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("series_id", KEY, nullable=True),
        sa.Column("series_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("length_minutes", KEY, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("chair_stay_id", KEY, nullable=True),
        sa.Column("reader_stay_id", KEY, nullable=True),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("roll_taken_at", INSTANT, nullable=True),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("finished_by", KEY, nullable=True),
        *edited("house_meeting"),
        check("house_meeting_ends_after_start", "ended_at >= started_at"),
        check("house_meeting_finished_by_whom", "(finished_at IS NULL) = (finished_by IS NULL)"),
        check("house_meeting_kind", "kind IN ('regular', 'emergency', 'vote', 'monthly')"),
        check("house_meeting_series_day", "(series_id IS NULL) = (series_on IS NULL)"),
        to("house_meeting", "chair_stay_id", "stay"),
        to("house_meeting", "house_id", "house"),
        to("house_meeting", "reader_stay_id", "stay"),
        to("house_meeting", "series_id", "meeting_series"),
    )
    op.create_index("ix_house_meeting_house", "house_meeting", ["house_id", "planned_at"])
    only_while(
        "uq_house_meeting_day",
        "house_meeting",
        ["series_id", "series_on"],
        "voided_at IS NULL AND series_id IS NOT NULL",
    )


def _house_meeting_mark() -> None:
    op.create_table(
        "house_meeting_mark",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        *evidence("house_meeting_mark"),
        check("house_meeting_mark_status", "status IN ('present', 'late', 'excused', 'absent')"),
        to("house_meeting_mark", "house_id", "house"),
        to("house_meeting_mark", "meeting_id", "house_meeting"),
        to("house_meeting_mark", "stay_id", "stay"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_house_meeting_mark_corrects_id")),
    )
    op.create_index("ix_house_meeting_mark_stay", "house_meeting_mark", ["stay_id", "meeting_id"])
    only_while(
        "uq_house_meeting_mark_one",
        "house_meeting_mark",
        ["meeting_id", "stay_id"],
        "void_at IS NULL",
    )


def _minutes_amendment() -> None:
    op.create_table(
        "minutes_amendment",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        *evidence("minutes_amendment"),
        to("minutes_amendment", "house_id", "house"),
        to("minutes_amendment", "meeting_id", "house_meeting"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_minutes_amendment_corrects_id")),
    )
    op.create_index(op.f("ix_minutes_amendment_meeting_id"), "minutes_amendment", ["meeting_id"])


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("length_minutes", KEY, nullable=True),
        sa.Column("owner_stay_id", KEY, nullable=True),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("carried_from_id", KEY, nullable=True),
        *edited("agenda_item"),
        check(
            "agenda_item_kind",
            "kind IN ('report', 'old', 'new', 'chores', 'milestones', 'passes', "
            "'commitments', 'other')",
        ),
        to("agenda_item", "carried_from_id", "agenda_item"),
        to("agenda_item", "house_id", "house"),
        to("agenda_item", "meeting_id", "house_meeting"),
        to("agenda_item", "owner_stay_id", "stay"),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"])


def _motion() -> None:
    op.create_table(
        "motion",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("meeting_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mover_stay_id", KEY, nullable=True),
        sa.Column("seconder_stay_id", KEY, nullable=True),
        sa.Column("application_id", KEY, nullable=True),
        sa.Column("threshold_pct", KEY, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("eligible", KEY, nullable=True),
        sa.Column("yes", KEY, nullable=True),
        sa.Column("no", KEY, nullable=True),
        sa.Column("abstain", KEY, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        *edited("motion"),
        check("motion_basis", "basis IN ('present', 'cast', 'members')"),
        check("motion_closed_with_outcome", "(outcome = 'open') = (closed_at IS NULL)"),
        check("motion_kind", "kind IN ('admission', 'expulsion', 'money', 'rule', 'other')"),
        check("motion_outcome", "outcome IN ('open', 'passed', 'failed', 'withdrawn')"),
        check("motion_threshold_pct", "threshold_pct BETWEEN 1 AND 100"),
        to("motion", "application_id", "application"),
        to("motion", "house_id", "house"),
        to("motion", "meeting_id", "house_meeting"),
        to("motion", "mover_stay_id", "stay"),
        to("motion", "seconder_stay_id", "stay"),
    )
    op.create_index(op.f("ix_motion_house_id"), "motion", ["house_id"])
    op.create_index(op.f("ix_motion_meeting_id"), "motion", ["meeting_id"])


def _ballot_cast() -> None:
    op.create_table(
        "ballot_cast",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("motion_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        *row("ballot_cast"),
        to("ballot_cast", "house_id", "house"),
        to("ballot_cast", "motion_id", "motion"),
        to("ballot_cast", "stay_id", "stay"),
        sa.UniqueConstraint("motion_id", "stay_id", name=op.f("uq_ballot_cast_motion_id_stay_id")),
    )
    op.create_index(op.f("ix_ballot_cast_house_id"), "ballot_cast", ["house_id"])


def _ballot() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("motion_id", KEY, nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        check("ballot_choice", "choice IN ('yes', 'no', 'abstain')"),
        to("ballot", "motion_id", "motion"),
        sqlite_with_rowid=False,
    )


def _commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("set_meeting_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("asked_meeting_id", KEY, nullable=True),
        *edited("commitment"),
        check("commitment_answered_when", "(outcome IS NULL) = (answered_at IS NULL)"),
        check("commitment_outcome", "outcome IN ('kept', 'partly', 'not_yet')"),
        to("commitment", "asked_meeting_id", "house_meeting"),
        to("commitment", "house_id", "house"),
        to("commitment", "set_meeting_id", "house_meeting"),
        to("commitment", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_commitment_house_id"), "commitment", ["house_id"])
    op.create_index(op.f("ix_commitment_stay_id"), "commitment", ["stay_id"])


def _todo() -> None:
    with op.batch_alter_table("todo") as todo:
        for column, other in (("meeting_id", "house_meeting"), ("owner_stay_id", "stay")):
            todo.add_column(sa.Column(column, KEY, nullable=True))
            todo.create_foreign_key(op.f(f"fk_todo_{column}"), other, [column], ["id"])


def upgrade() -> None:
    """Bring the schema forward."""
    _meeting_series()
    _meeting_exception()
    _house_meeting()
    _house_meeting_mark()
    _minutes_amendment()
    _agenda_item()
    _motion()
    _ballot_cast()
    _ballot()
    _commitment()
    _todo()
    guards.install(
        op.get_bind(), ("house_meeting_mark", "minutes_amendment", "house_meeting", "motion")
    )
