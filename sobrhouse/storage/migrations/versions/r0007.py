"""Recovery meetings: the directory, who went, what is asked for."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards
from sobrhouse.storage.migrations.columns import KEY, check, edited, evidence, only_while, to

revision = "0007"
down_revision = "0006"


def _meeting_group() -> None:
    op.create_table(
        "meeting_group",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("fellowship", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("weekday", KEY, nullable=True),
        sa.Column("starts_at", sa.Text(), nullable=False),
        sa.Column("length_minutes", KEY, nullable=True),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=True),
        sa.Column("accessible", sa.Boolean(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("types", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("link_notes", sa.Text(), nullable=False),
        sa.Column("dial_in", sa.Text(), nullable=False),
        sa.Column("on_board", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("source_json", sa.Text(), nullable=False),
        sa.Column("import_batch_id", KEY, nullable=True),
        *edited("meeting_group"),
        check(
            "meeting_group_fellowship",
            "fellowship IN ('AA', 'NA', 'CA', 'CMA', 'AL-ANON', 'SMART', 'DHARMA', "
            "'CELEBRATE', 'OTHER')",
        ),
        check("meeting_group_format", "format IN ('', 'in_person', 'online', 'hybrid')"),
        check("meeting_group_source", "source IN ('', 'meeting_guide', 'bmlt', 'naws', 'tsml')"),
        check("meeting_group_weekday", "weekday BETWEEN 0 AND 6"),
        to("meeting_group", "house_id", "house"),
        to("meeting_group", "import_batch_id", "import_batch"),
    )
    op.create_index("ix_meeting_group_house", "meeting_group", ["house_id", "weekday", "starts_at"])
    only_while(
        "uq_meeting_group_source",
        "meeting_group",
        ["house_id", "source", "source_key"],
        "voided_at IS NULL AND source_key <> ''",
    )


def _home_group() -> None:
    op.create_table(
        "home_group",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("meeting_group_id", KEY, nullable=True),
        sa.Column("group_text", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *edited("home_group"),
        check("home_group_ends_after_start", "to_on >= from_on"),
        to("home_group", "meeting_group_id", "meeting_group"),
        to("home_group", "resident_id", "resident"),
    )
    only_while(
        "uq_home_group_open", "home_group", ["resident_id"], "to_on IS NULL AND voided_at IS NULL"
    )


def _service_commitment() -> None:
    op.create_table(
        "service_commitment",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("meeting_group_id", KEY, nullable=True),
        sa.Column("where_text", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *edited("service_commitment"),
        check("service_commitment_ends_after_start", "to_on >= from_on"),
        to("service_commitment", "meeting_group_id", "meeting_group"),
        to("service_commitment", "resident_id", "resident"),
    )
    op.create_index(
        op.f("ix_service_commitment_resident_id"), "service_commitment", ["resident_id"]
    )


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("meeting_group_id", KEY, nullable=True),
        sa.Column("group_text", sa.Text(), nullable=False),
        sa.Column("fellowship", sa.Text(), nullable=False),
        sa.Column("attended_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("verification", sa.Text(), nullable=False),
        sa.Column("verified_by_text", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("paper_code", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        *evidence("attendance"),
        check(
            "attendance_fellowship",
            "fellowship IN ('AA', 'NA', 'CA', 'CMA', 'AL-ANON', 'SMART', 'DHARMA', "
            "'CELEBRATE', 'OTHER')",
        ),
        check("attendance_format", "format IN ('', 'in_person', 'online', 'hybrid')"),
        check(
            "attendance_verification",
            "verification IN ('self', 'signature', 'initial', 'staff', 'photo', 'app', "
            "'none_available')",
        ),
        check("attendance_way", "way IN ('kiosk', 'staff', 'paper')"),
        to("attendance", "house_id", "house"),
        to("attendance", "meeting_group_id", "meeting_group"),
        to("attendance", "stay_id", "stay"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_attendance_corrects_id")),
    )
    op.create_index("ix_attendance_house", "attendance", ["house_id", "attended_on", "void_at"])
    op.create_index("ix_attendance_stay", "attendance", ["stay_id", "attended_on", "void_at"])
    only_while(
        "uq_attendance_once",
        "attendance",
        ["stay_id", "attended_on", "meeting_group_id"],
        "void_at IS NULL AND meeting_group_id IS NOT NULL",
    )


def _meeting_requirement() -> None:
    op.create_table(
        "meeting_requirement",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("phase_id", KEY, nullable=True),
        sa.Column("stay_id", KEY, nullable=True),
        sa.Column("per_week", KEY, nullable=False),
        sa.Column("fellowships", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *edited("meeting_requirement"),
        check("meeting_requirement_ends_after_start", "to_on >= from_on"),
        check("meeting_requirement_of_whom", "phase_id IS NULL OR stay_id IS NULL"),
        check("meeting_requirement_per_week", "per_week BETWEEN 0 AND 50"),
        to("meeting_requirement", "house_id", "house"),
        to("meeting_requirement", "phase_id", "phase"),
        to("meeting_requirement", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_meeting_requirement_house_id"), "meeting_requirement", ["house_id"])


def _requirement_excuse() -> None:
    op.create_table(
        "requirement_excuse",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("meetings", KEY, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *edited("requirement_excuse"),
        check("requirement_excuse_kind", "kind IN ('sick', 'work', 'pass', 'new', 'other')"),
        check("requirement_excuse_meetings", "meetings BETWEEN 1 AND 50"),
        to("requirement_excuse", "house_id", "house"),
        to("requirement_excuse", "stay_id", "stay"),
    )
    op.create_index(op.f("ix_requirement_excuse_house_id"), "requirement_excuse", ["house_id"])
    only_while(
        "uq_requirement_excuse_week",
        "requirement_excuse",
        ["stay_id", "week_start"],
        "voided_at IS NULL",
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _meeting_group()
    _home_group()
    _service_commitment()
    _attendance()
    _meeting_requirement()
    _requirement_excuse()
    guards.install(op.get_bind(), ("attendance",))
