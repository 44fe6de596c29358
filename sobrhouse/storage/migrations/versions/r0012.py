"""Blank forms with their codes, packets and how they were printed, and residents' own words."""

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
    to,
)

revision = "0012"
down_revision = "0011"


def _form_print() -> None:
    op.create_table(
        "form_print",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("paper_code", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("resident_id", KEY, nullable=True),
        sa.Column("transcribed_at", INSTANT, nullable=True),
        sa.Column("transcribed_by", KEY, nullable=True),
        *edited("form_print"),
        check("form_print_days", "last_day >= first_day"),
        check("form_print_language", "language IN ('en', 'es')"),
        check("form_print_transcribed", "(transcribed_at IS NULL) = (transcribed_by IS NULL)"),
        to("form_print", "house_id", "house"),
        to("form_print", "resident_id", "resident"),
        sa.UniqueConstraint("paper_code", name=op.f("uq_form_print_paper_code")),
    )
    op.create_index(op.f("ix_form_print_house_id"), "form_print", ["house_id"])


def _packet_set() -> None:
    op.create_table(
        "packet_set",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("usual", sa.Boolean(), nullable=False),
        *edited("packet_set"),
        check("packet_set_names", "names IN ('short', 'full', 'bed')"),
        check("packet_set_said", "name <> '' AND sections <> ''"),
        check("packet_set_size", "size IN ('letter', 'a4')"),
        to("packet_set", "house_id", "house"),
    )
    only_while("uq_packet_set_name", "packet_set", ["house_id", "name"], "voided_at IS NULL")
    only_while("uq_packet_set_usual", "packet_set", ["house_id"], "usual AND voided_at IS NULL")


def _packet_print() -> None:
    op.create_table(
        "packet_print",
        sa.Column("house_id", KEY, nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("inputs", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pages", KEY, nullable=False),
        sa.Column("drawn_by", sa.Text(), nullable=False),
        *evidence("packet_print"),
        check("packet_print_language", "language IN ('en', 'es')"),
        check("packet_print_made", "pages > 0 AND sha256 <> ''"),
        check("packet_print_names", "names IN ('short', 'full', 'bed')"),
        check("packet_print_size", "size IN ('letter', 'a4')"),
        to("packet_print", "house_id", "house"),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_packet_print_corrects_id")),
    )
    op.create_index("ix_packet_print_house", "packet_print", ["house_id", "week_start"])


def _own_words() -> None:
    op.create_table(
        "own_words",
        sa.Column("stay_id", KEY, nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        *edited("own_words"),
        check(
            "own_words_heading",
            "heading IN ('sponsor', 'work_school', 'chores', 'participation', 'appointments')",
        ),
        check("own_words_said", "text <> ''"),
        check("own_words_way", "way IN ('kiosk', 'staff', 'paper')"),
        to("own_words", "stay_id", "stay"),
    )
    only_while(
        "uq_own_words_once", "own_words", ["stay_id", "week_start", "heading"], "voided_at IS NULL"
    )


def upgrade() -> None:
    """Bring the schema forward."""
    _form_print()
    _packet_set()
    _packet_print()
    _own_words()
    guards.install(op.get_bind(), ("packet_print",))
