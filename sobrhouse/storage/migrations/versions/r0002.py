"""Residents and their stays."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
GUARDED = ("stay",)


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("keyed_hash", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.CheckConstraint("size <= 10485760", name=op.f("ck_blob_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blob")),
        sa.UniqueConstraint("keyed_hash", name=op.f("uq_blob_keyed_hash")),
    )


def _referral_source() -> None:
    op.create_table(
        "referral_source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_source")),
        sa.UniqueConstraint("name", name=op.f("uq_referral_source_name")),
    )


def _resident() -> None:
    op.create_table(
        "resident",
        sa.Column("legal_first", sa.Text(), nullable=False),
        sa.Column("legal_last", sa.Text(), nullable=False),
        sa.Column("preferred_name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("match_name", sa.Text(), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("pronouns", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("speaks", sa.Text(), nullable=False),
        sa.Column("pathway", sa.Text(), nullable=False),
        sa.Column("photo_blob_id", KEY, nullable=True),
        sa.Column("anonymity_note", sa.Text(), nullable=False),
        sa.Column("import_batch_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "pathway IN ('', 'AA', 'NA', 'SMART', 'faith', 'MAT', 'other')",
            name=op.f("ck_resident_pathway"),
        ),
        sa.ForeignKeyConstraint(
            ["import_batch_id"], ["import_batch.id"], name=op.f("fk_resident_import_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["photo_blob_id"], ["blob.id"], name=op.f("fk_resident_photo_blob_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident")),
    )
    op.create_index("ix_resident_birth_on", "resident", ["birth_on"], unique=False)
    op.create_index("ix_resident_match_name", "resident", ["match_name"], unique=False)


def _application() -> None:
    op.create_table(
        "application",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("referral_source_id", KEY, nullable=True),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("wait_rank", KEY, nullable=False),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("import_batch_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "stage IN ('inquiry', 'screening', 'interview', 'vote', 'approved', "
            "'waitlisted', 'declined', 'withdrawn', 'moved_in')",
            name=op.f("ck_application_stage"),
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_application_house_id")),
        sa.ForeignKeyConstraint(
            ["import_batch_id"], ["import_batch.id"], name=op.f("fk_application_import_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["referral_source_id"],
            ["referral_source.id"],
            name=op.f("fk_application_referral_source_id"),
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_application_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index(
        "ix_application_house_stage", "application", ["house_id", "stage"], unique=False
    )
    op.create_index(
        op.f("ix_application_resident_id"), "application", ["resident_id"], unique=False
    )


def _sobriety_period() -> None:
    op.create_table(
        "sobriety_period",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("end_kind", sa.Text(), nullable=True),
        sa.Column("counted_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "end_kind IN ('return_to_use', 'correction')", name=op.f("ck_sobriety_period_end_kind")
        ),
        sa.CheckConstraint(
            "(end_on IS NULL) = (end_kind IS NULL)", name=op.f("ck_sobriety_period_ended_with_kind")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["resident.id"], name=op.f("fk_sobriety_period_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sobriety_period")),
    )
    op.create_index(
        op.f("ix_sobriety_period_resident_id"), "sobriety_period", ["resident_id"], unique=False
    )
    op.create_index(
        "uq_sobriety_period_open",
        "sobriety_period",
        ["resident_id"],
        unique=True,
        sqlite_where=sa.text("end_on IS NULL AND voided_at IS NULL"),
        postgresql_where=sa.text("end_on IS NULL AND voided_at IS NULL"),
    )


def _stay() -> None:
    op.create_table(
        "stay",
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("application_id", KEY, nullable=True),
        sa.Column("referral_source_id", KEY, nullable=True),
        sa.Column("move_in_on", sa.Date(), nullable=False),
        sa.Column("planned_discharge_on", sa.Date(), nullable=True),
        sa.Column("discharged_on", sa.Date(), nullable=True),
        sa.Column("discharge_type", sa.Text(), nullable=True),
        sa.Column("discharge_reason", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("forwarding_address", sa.Text(), nullable=False),
        sa.Column("return_eligible", sa.Boolean(), nullable=True),
        sa.Column("naloxone_given", sa.Boolean(), nullable=True),
        sa.Column("aftercare_note", sa.Text(), nullable=False),
        sa.Column("import_batch_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "discharge_type IN ('successful', 'voluntary', 'administrative', "
            "'transfer', 'medical', 'deceased', 'absconded')",
            name=op.f("ck_stay_discharge_type"),
        ),
        sa.CheckConstraint(
            "(discharged_on IS NULL) = (discharge_type IS NULL)",
            name=op.f("ck_stay_discharged_with_type"),
        ),
        sa.CheckConstraint(
            "discharged_on >= move_in_on", name=op.f("ck_stay_discharged_after_move_in")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_stay_application_id")
        ),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_stay_house_id")),
        sa.ForeignKeyConstraint(
            ["import_batch_id"], ["import_batch.id"], name=op.f("fk_stay_import_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["referral_source_id"], ["referral_source.id"], name=op.f("fk_stay_referral_source_id")
        ),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_stay_resident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
    )
    _stay_indexes()


def _stay_indexes() -> None:
    op.create_index(
        "ix_stay_house", "stay", ["house_id", "discharged_on", "move_in_on"], unique=False
    )
    op.create_index(op.f("ix_stay_resident_id"), "stay", ["resident_id"], unique=False)
    op.create_index(
        "uq_stay_open",
        "stay",
        ["resident_id"],
        unique=True,
        sqlite_where=sa.text("discharged_on IS NULL AND voided_at IS NULL"),
        postgresql_where=sa.text("discharged_on IS NULL AND voided_at IS NULL"),
    )


def _phase_history() -> None:
    op.create_table(
        "phase_history",
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("phase_id", KEY, nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("decided_by", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["phase_id"], ["phase.id"], name=op.f("fk_phase_history_phase_id")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name=op.f("fk_phase_history_stay_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_history")),
    )
    op.create_index(op.f("ix_phase_history_stay_id"), "phase_history", ["stay_id"], unique=False)
    op.create_index(
        "uq_phase_history_open",
        "phase_history",
        ["stay_id"],
        unique=True,
        sqlite_where=sa.text("end_on IS NULL AND voided_at IS NULL"),
        postgresql_where=sa.text("end_on IS NULL AND voided_at IS NULL"),
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _blob()
    _referral_source()
    _resident()
    _application()
    _sobriety_period()
    _stay()
    _phase_history()
    guards.install(op.get_bind(), GUARDED)
