"""Beds given, care, notes and the to-do list."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
GUARDED = ("bed_assignment",)


def _bed_outage() -> None:
    op.create_table(
        "bed_outage",
        sa.Column("bed_id", KEY, nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_bed_outage_ends_after_start")),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name=op.f("fk_bed_outage_bed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed_outage")),
    )
    op.create_index(op.f("ix_bed_outage_bed_id"), "bed_outage", ["bed_id"], unique=False)
    op.create_index(
        "uq_bed_outage_open",
        "bed_outage",
        ["bed_id"],
        unique=True,
        sqlite_where=sa.text("end_on IS NULL AND voided_at IS NULL"),
        postgresql_where=sa.text("end_on IS NULL AND voided_at IS NULL"),
    )


def _condition() -> None:
    op.create_table(
        "condition",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("allergy", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_condition_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
    )
    op.create_index(op.f("ix_condition_resident_id"), "condition", ["resident_id"], unique=False)


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relationship", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("is_emergency", sa.Boolean(), nullable=False),
        sa.Column("may_be_told", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('emergency', 'family', 'friend', 'sponsor', 'mentor', "
            "'probation', 'case_manager', 'clinician', 'payer', 'employer', "
            "'attorney', 'landlord', 'other')",
            name=op.f("ck_contact_kind"),
        ),
        sa.CheckConstraint(
            "may_be_told IN ('none', 'logistics', 'consented')", name=op.f("ck_contact_may_be_told")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_contact_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_resident_id"), "contact", ["resident_id"], unique=False)


def _employment() -> None:
    op.create_table(
        "employment",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("hours_week", KEY, nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('job', 'school', 'volunteer', 'searching', 'disability')",
            name=op.f("ck_employment_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_employment_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employment")),
    )
    op.create_index(op.f("ix_employment_resident_id"), "employment", ["resident_id"], unique=False)


def _legal_matter() -> None:
    op.create_table(
        "legal_matter",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("officer_phone", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("report_every", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('probation', 'parole', 'pretrial', 'drug_court', 'dcf', 'other')",
            name=op.f("ck_legal_matter_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_legal_matter_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_matter")),
    )
    op.create_index(
        op.f("ix_legal_matter_resident_id"), "legal_matter", ["resident_id"], unique=False
    )


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("resident_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("in_weekly_report", sa.Boolean(), nullable=False),
        sa.Column("import_batch_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "category IN ('general', 'sponsor', 'work_school', 'chores', 'demeanor', "
            "'medical', 'shift')",
            name=op.f("ck_note_category"),
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_note_house_id")),
        sa.ForeignKeyConstraint(
            ["import_batch_id"], ["import_batch.id"], name=op.f("fk_note_import_batch_id")
        ),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_note_resident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_house_at", "note", ["house_id", "at"], unique=False)
    op.create_index("ix_note_resident_at", "note", ["resident_id", "at"], unique=False)


def _todo() -> None:
    op.create_table(
        "todo",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("resident_id", KEY, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_todo_house_id")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_todo_resident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_todo")),
    )
    op.create_index("ix_todo_house_done", "todo", ["house_id", "done_at"], unique=False)


def _bed_assignment() -> None:
    op.create_table(
        "bed_assignment",
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("bed_id", KEY, nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("import_batch_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("void_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_by", KEY, nullable=True),
        sa.Column("void_why", sa.Text(), nullable=True),
        sa.Column("corrects_id", KEY, nullable=True),
        sa.Column("amend_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(end_on IS NULL) = (end_reason IS NULL)",
            name=op.f("ck_bed_assignment_ended_with_reason"),
        ),
        sa.CheckConstraint("end_on >= start_on", name=op.f("ck_bed_assignment_ends_after_start")),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name=op.f("fk_bed_assignment_bed_id")),
        sa.ForeignKeyConstraint(
            ["import_batch_id"], ["import_batch.id"], name=op.f("fk_bed_assignment_import_batch_id")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_bed_assignment_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed_assignment")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_bed_assignment_corrects_id")),
    )
    op.create_index("ix_bed_assignment_bed", "bed_assignment", ["bed_id", "start_on"], unique=False)
    op.create_index(op.f("ix_bed_assignment_stay_id"), "bed_assignment", ["stay_id"], unique=False)
    op.create_index(
        "uq_bed_assignment_open_bed",
        "bed_assignment",
        ["bed_id"],
        unique=True,
        sqlite_where=sa.text("end_on IS NULL AND void_at IS NULL"),
        postgresql_where=sa.text("end_on IS NULL AND void_at IS NULL"),
    )
    op.create_index(
        "uq_bed_assignment_open_stay",
        "bed_assignment",
        ["stay_id"],
        unique=True,
        sqlite_where=sa.text("end_on IS NULL AND void_at IS NULL"),
        postgresql_where=sa.text("end_on IS NULL AND void_at IS NULL"),
    )


def _bed_hold() -> None:
    op.create_table(
        "bed_hold",
        sa.Column("bed_id", KEY, nullable=False),
        sa.Column("stay_id", KEY, nullable=True),
        sa.Column("application_id", KEY, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('away', 'pass', 'hospital', 'arriving')", name=op.f("ck_bed_hold_kind")
        ),
        sa.CheckConstraint(
            "(stay_id IS NULL) <> (application_id IS NULL)", name=op.f("ck_bed_hold_for_one")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_bed_hold_application_id")
        ),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name=op.f("fk_bed_hold_bed_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_bed_hold_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed_hold")),
    )
    op.create_index(
        op.f("ix_bed_hold_application_id"), "bed_hold", ["application_id"], unique=False
    )
    op.create_index(op.f("ix_bed_hold_bed_id"), "bed_hold", ["bed_id"], unique=False)
    op.create_index(op.f("ix_bed_hold_stay_id"), "bed_hold", ["stay_id"], unique=False)
    op.create_index(
        "uq_bed_hold_open",
        "bed_hold",
        ["bed_id"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL AND voided_at IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL AND voided_at IS NULL"),
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _bed_outage()
    _condition()
    _contact()
    _employment()
    _legal_matter()
    _note()
    _todo()
    _bed_assignment()
    _bed_hold()
    guards.install(op.get_bind(), GUARDED)
