"""Columns: what the tables of several revisions have in common, as it stood from 0006 on.

A released revision never changes: what comes to differ gets a name of its own here.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

KEY = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def row(table: str) -> list[Any]:
    """The table's own key, and when and by whom the row was made."""
    return [
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def edited(table: str) -> list[Any]:
    """The columns of what a person can edit."""
    return [
        *row(table),
        sa.Column("version", KEY, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=True),
        sa.Column("voided_at", INSTANT, nullable=True),
    ]


def evidence(table: str) -> list[Any]:
    """The columns of what may not change."""
    return [
        *row(table),
        sa.Column("void_at", INSTANT, nullable=True),
        sa.Column("void_by", KEY, nullable=True),
        sa.Column("void_why", sa.Text(), nullable=True),
        sa.Column("corrects_id", KEY, nullable=True),
        sa.Column("amend_reason", sa.Text(), nullable=True),
    ]


def to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A column that names a row of another table."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def check(name: str, rule: str) -> sa.CheckConstraint:
    """A rule that every row keeps."""
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def only_while(name: str, table: str, columns: list[str], where: str) -> None:
    """One row a value among those that `where` picks."""
    picked = sa.text(where)
    op.create_index(name, table, columns, unique=True, sqlite_where=picked, postgresql_where=picked)


def index_only_while(name: str, table: str, columns: list[str], where: str) -> None:
    """The few rows that `where` picks among many, found by `columns`."""
    picked = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=picked, postgresql_where=picked)
