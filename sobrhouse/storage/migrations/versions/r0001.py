"""Staff, audit log, keys and houses."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
GUARDED = ("audit_entry",)


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("seq", KEY, autoincrement=False, nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offset_minutes", KEY, nullable=False),
        sa.Column("boot_id", sa.Text(), nullable=False),
        sa.Column("monotonic_ms", KEY, nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", KEY, nullable=True),
        sa.Column("house_id", KEY, nullable=True),
        sa.Column("resident_id", KEY, nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("payload_hash", sa.Text(), nullable=False),
        sa.Column("key_no", KEY, nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_house", "audit_entry", ["house_id", "seq"], unique=False)
    op.create_index("ix_audit_entry_resident", "audit_entry", ["resident_id", "seq"], unique=False)


def _backup_log() -> None:
    op.create_table(
        "backup_log",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("path_label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("bytes", KEY, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("audit_seq", KEY, nullable=False),
        sa.Column("removable", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.CheckConstraint("bytes > 0", name=op.f("ck_backup_log_bytes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_log")),
    )


def _house() -> None:
    op.create_table(
        "house",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("governance", sa.Text(), nullable=False),
        sa.Column("part2_status", sa.Text(), nullable=False),
        sa.Column("week_starts_on", KEY, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "governance IN ('managed', 'peer_run')", name=op.f("ck_house_governance")
        ),
        sa.CheckConstraint("level IN ('I', 'II', 'III', 'IV')", name=op.f("ck_house_level")),
        sa.CheckConstraint(
            "part2_status IN ('covered', 'not_covered', 'unsure')",
            name=op.f("ck_house_part2_status"),
        ),
        sa.CheckConstraint("week_starts_on BETWEEN 0 AND 6", name=op.f("ck_house_week_starts_on")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house")),
    )


def _key_slot() -> None:
    op.create_table(
        "key_slot",
        sa.Column("slot_id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slot_id", name=op.f("pk_key_slot")),
    )


def _purge_permit() -> None:
    op.create_table(
        "purge_permit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge_permit")),
    )


def _secret() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "number", name=op.f("pk_secret")),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("slot_id", sa.Text(), nullable=True),
        sa.Column("pin_hash", sa.Text(), nullable=True),
        sa.Column("speaks", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('owner', 'manager', 'staff', 'auditor')", name=op.f("ck_staff_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_name")),
        sa.UniqueConstraint("slot_id", name=op.f("uq_staff_slot_id")),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("staff_id", KEY, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("text_json", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_draft_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "staff_id", "form", "subject_id", name=op.f("uq_draft_staff_id_form_subject_id")
        ),
    )


def _house_setting() -> None:
    op.create_table(
        "house_setting",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value_json", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_house_setting_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_setting")),
        sa.UniqueConstraint("house_id", "key", name=op.f("uq_house_setting_house_id_key")),
    )


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("house_id", KEY, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("rows", KEY, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("before_json", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_import_batch_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index(op.f("ix_import_batch_house_id"), "import_batch", ["house_id"], unique=False)


def _phase() -> None:
    op.create_table(
        "phase",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("min_days", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_phase_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("house_id", "number", name=op.f("uq_phase_house_id_number")),
    )


def _room() -> None:
    op.create_table(
        "room",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("floor", sa.Text(), nullable=False),
        sa.Column("sort", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_room_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
    )
    op.create_index(op.f("ix_room_house_id"), "room", ["house_id"], unique=False)


def _staff_house() -> None:
    op.create_table(
        "staff_house",
        sa.Column("staff_id", KEY, nullable=False),
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_staff_house_house_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_house_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_house")),
        sa.UniqueConstraint("staff_id", "house_id", name=op.f("uq_staff_house_staff_id_house_id")),
    )


def _bed() -> None:
    op.create_table(
        "bed",
        sa.Column("room_id", KEY, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("sort", KEY, nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_bed_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed")),
        sa.UniqueConstraint("room_id", "label", name=op.f("uq_bed_room_id_label")),
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _audit_entry()
    _backup_log()
    _house()
    _key_slot()
    _purge_permit()
    _secret()
    _staff()
    _draft()
    _house_setting()
    _import_batch()
    _phase()
    _room()
    _staff_house()
    _bed()
    guards.install(op.get_bind(), GUARDED)
