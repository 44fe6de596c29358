"""What may leave the house about a resident, and what did."""

import sqlalchemy as sa
from alembic import op

from sobrhouse.storage import guards
from sobrhouse.storage.migrations.columns import INSTANT, KEY, check, evidence, only_while, to

revision = "0011"
down_revision = "0010"


def _rules_of_consents() -> list[sa.CheckConstraint]:
    return [
        check("consent_covers", "covers_until >= covers_from"),
        check(
            "consent_elements",
            "discloser <> '' AND recipient <> '' AND categories <> '' AND purpose <> '' "
            "AND how_to_revoke <> '' AND signer_name <> ''",
        ),
        check("consent_expires", "expires_on IS NOT NULL OR expires_event <> ''"),
        check("consent_expires_after", "expires_on >= signed_on"),
        check("consent_may_revoke", "may_revoke OR criminal_justice"),
        check(
            "consent_recipient_kind",
            "recipient_kind IN ('court', 'probation', 'treatment', 'health', 'employer', "
            "'family', 'attorney', 'funder', 'housing', 'other')",
        ),
        check("consent_signature", "signed_way = 'paper' OR signature_blob_id IS NOT NULL"),
        check("consent_signed_by", "signed_by IN ('resident', 'representative')"),
        check("consent_signed_way", "signed_way IN ('paper', 'screen', 'scan')"),
    ]


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("discloser", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("recipient_kind", sa.Text(), nullable=False),
        sa.Column("recipient_address", sa.Text(), nullable=False),
        sa.Column("contact_id", KEY, nullable=True),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("information", sa.Text(), nullable=False),
        sa.Column("covers_from", sa.Date(), nullable=True),
        sa.Column("covers_until", sa.Date(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("how_to_revoke", sa.Text(), nullable=False),
        sa.Column("criminal_justice", sa.Boolean(), nullable=False),
        sa.Column("may_revoke", sa.Boolean(), nullable=False),
        sa.Column("care_and_payment", sa.Boolean(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("expires_event", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("signed_way", sa.Text(), nullable=False),
        sa.Column("signature_blob_id", KEY, nullable=True),
        sa.Column("kept_at", sa.Text(), nullable=False),
        *evidence("consent"),
        *_rules_of_consents(),
        to("consent", "contact_id", "contact"),
        to("consent", "house_id", "house"),
        to("consent", "resident_id", "resident"),
        to("consent", "signature_blob_id", "blob"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_consent_corrects_id")),
    )
    op.create_index("ix_consent_house", "consent", ["house_id", "void_at", "expires_on"])
    op.create_index("ix_consent_resident", "consent", ["resident_id", "void_at"])


def _consent_end() -> None:
    op.create_table(
        "consent_end",
        sa.Column("consent_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *evidence("consent_end"),
        check("consent_end_how", "how IN ('written', 'spoken', 'event')"),
        to("consent_end", "consent_id", "consent"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_consent_end_corrects_id")),
    )
    only_while("uq_consent_end_once", "consent_end", ["consent_id"], "void_at IS NULL")


def _rules_of_disclosures() -> list[sa.CheckConstraint]:
    return [
        check("disclosure_accounting", "recipient <> '' AND purpose <> '' AND description <> ''"),
        check(
            "disclosure_basis",
            "basis IN ('consent', 'emergency', 'court_order', 'crime_on_premises', "
            "'resident_copy')",
        ),
        check("disclosure_consent", "(basis = 'consent') = (consent_id IS NOT NULL)"),
        check("disclosure_file", "method = 'spoken' OR sha256 <> ''"),
        check("disclosure_method", "method IN ('print', 'file', 'mail', 'fax', 'spoken')"),
        check("disclosure_notice", "basis <> 'consent' OR notice_version <> ''"),
        check(
            "disclosure_two_people",
            "basis <> 'emergency' OR (reason <> '' "
            "AND (second_staff_id IS NULL OR second_staff_id <> created_by))",
        ),
    ]


def _disclosure() -> None:
    op.create_table(
        "disclosure",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("resident_id", KEY, nullable=False),
        sa.Column("consent_id", KEY, nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("recipient_address", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("pages", KEY, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("left_out", KEY, nullable=False),
        sa.Column("notice_version", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("second_staff_id", KEY, nullable=True),
        *evidence("disclosure"),
        *_rules_of_disclosures(),
        to("disclosure", "consent_id", "consent"),
        to("disclosure", "house_id", "house"),
        to("disclosure", "resident_id", "resident"),
        to("disclosure", "second_staff_id", "staff"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_disclosure_corrects_id")),
    )
    op.create_index("ix_disclosure_house", "disclosure", ["house_id", "at"])
    op.create_index("ix_disclosure_resident", "disclosure", ["resident_id", "at"])


def upgrade() -> None:
    """Bring the schema forward."""
    _consent()
    _consent_end()
    _disclosure()
    guards.install(op.get_bind(), ("consent", "consent_end", "disclosure"))
